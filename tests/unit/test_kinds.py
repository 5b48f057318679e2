"""A kind of exercise is one folder, and what it says there is all that the course needs."""

import dataclasses
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lessonkit import course, kinds
from lessonkit.bank import bank, validate
from lessonkit.bank.fields import Fields
from lessonkit.classroom.exports import FORMATS, account, questions
from lessonkit.kinds import all_kinds
from lessonkit.kinds.base import BY_A_PERSON, BY_COURSE, BY_RERUN
from lessonkit.kinds.critique.kind import LABELS
from support.bank import SAMPLE, sample

ONE_OF_EACH = {item.kind: item for item in reversed(bank.read(SAMPLE).items)}
OWN_KIND = Path(__file__).parents[1] / "fixtures" / "kinds"


@pytest.fixture(params=all_kinds())
def kind(request):
    return request.param


def test_a_kind_has_a_sample_and_all_its_files(kind):
    assert kind in ONE_OF_EACH
    folder = kinds.folders()[kind]
    assert {"kind.py", "schema.json", "part.js", "paper.html"} <= {path.name for path in folder.iterdir()}
    assert f"PARTS.{kind} = " in (folder / "part.js").read_text(encoding="utf-8")


def test_the_schema_and_the_fields_are_alike(kind):
    """What the schema wants has no default; what may be left out has one."""
    schema, common = validate.schema()["$defs"][kind], {field.name for field in dataclasses.fields(Fields)}
    own = [field for field in dataclasses.fields(all_kinds()[kind].fields) if field.name not in common]
    assert {field.name for field in own} == set(schema["properties"])
    nothing = dataclasses.MISSING
    wanted = {field.name for field in own if field.default is nothing and field.default_factory is nothing}
    assert wanted == set(schema["required"])
    assert common == set(validate.schema()["$defs"]["common"]["properties"])


def test_a_kind_says_who_judges_it_and_what_follows(kind):
    logic, item = all_kinds()[kind], ONE_OF_EACH[kind]
    assert logic.judged_by in (BY_COURSE, BY_A_PERSON, BY_RERUN)
    assert bool(logic.rubric(item)) == bool(logic.model_answer(item)) == (logic.judged_by == BY_A_PERSON)
    assert logic.comes_back or not (logic.quick or logic.aloud)


def test_each_format_says_what_it_carries(kind):
    for form in FORMATS:
        said = account(form, questions(ONE_OF_EACH[kind]))[kind]
        assert said.form
        assert said.feedback


def test_no_two_kinds_have_one_place_for_a_class_that_answers_aloud():
    places = [logic.aloud for logic in all_kinds().values() if logic.aloud]
    assert sorted(places) == list(range(1, len(places) + 1))


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="there is no kind 'essay'; there are choice, "):
        kinds.of("essay")


def test_labels_stand_in_the_schema_too():
    assert validate.schema()["$defs"]["label"]["enum"] == list(LABELS)


def test_the_course_says_which_countries_there_are_and_which_map_is_shown():
    here = course.current()
    view = ONE_OF_EACH["countries"].logic.view(sample("baltic", choices=None))
    assert len(view["choices"]) == 32
    assert view["map"]["width"] == 900
    maps = {"view": "world", "countries": {"table": "capitals", "key": "iso3", "name": "capital"}}
    with course.using(replace(here, maps=here.maps | maps)):
        item = sample("baltic", given="", choices=["EST", "LVA", "LTU"])
        assert item.logic.view(item)["map"]["width"] == 960
        assert [choice["name"] for choice in item.logic.view(item)["choices"]] == ["Riga", "Tallinn", "Vilnius"]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the course makes of a kind that lies in one folder of its own."""
    done = subprocess.run(
        [sys.executable, str(OWN_KIND / "try_it.py"), str(tmp_path_factory.mktemp("kind"))],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_new_kind_is_checked_by_its_own_schema_and_proofs(told):
    assert told["sound"] == []
    assert [re.search(r"exercise sea, field (\w+): (.*)", fault).groups() for fault in told["faults"]] == [
        ("feedbak", "unknown field 'feedbak'; did you mean 'feedback'?"),
        ("holds", "'yes' should be true or false"),
    ]


@pytest.mark.slow
def test_a_new_kind_is_in_the_widget(told):
    assert told["states"] == ["unanswered", "incorrect", "correct"]
    assert told["view"]["kind"] == "claim"
    assert "holds" not in told["view"]
    said, module = told["widget"]
    assert said.startswith("Question 99.1 (claim): The sea")
    assert "PARTS.claim = " in module


@pytest.mark.slow
def test_a_new_kind_is_in_every_export(told):
    assert set(told["exports"]) == set(told["carried"]) == set(FORMATS)
    for form in ("moodle", "gift"):
        assert "Estonia lies on the Baltic Sea." in told["exports"][form]
        assert "Look at a map." in told["exports"][form]
    assert told["carried"]["moodle"] == "multiple choice, one answer"


@pytest.mark.slow
def test_a_new_kind_is_on_paper_and_on_slides_and_can_be_held_back(told):
    assert '<span class="box"></span> True' in told["paper"]
    assert told["slides"] == ["The sea", "The sea"]
    assert told["held back"]["withheld"]
    assert "holds" not in told["held back"]
