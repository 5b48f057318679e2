"""The bank: names, numbers, expressions, markdown, and reading a file only when it changed."""

import dataclasses
import re
import shutil
import subprocess
import sys

import pytest

from lessonkit import course
from lessonkit.bank import bank, markdown
from lessonkit.bank.loader import Loader
from lessonkit.bank.misconceptions import misconceptions
from support.bank import SAMPLE, every_item, sample


@pytest.fixture
def only_sample(tmp_path):
    """The sample's file, in a course that has nothing else."""
    folder = tmp_path / "content" / "exercises"
    folder.mkdir(parents=True)
    (tmp_path / "data").symlink_to(course.current().tables)
    shutil.copy(SAMPLE, folder)
    with course.using(dataclasses.replace(course.current(), root=tmp_path, pages=(course.Page("99", "sample"),))):
        yield folder / SAMPLE.name


def test_numbers_follow_the_place(only_sample):
    lesson = bank.lesson("sample")
    assert [item.number for item in lesson.items[:3]] == ["99.R1", "99.1", "99.2"]
    assert lesson.exit.number == "99.X"
    assert lesson.items[0].full_id == "sample/council" and lesson.items[0].lesson is lesson


def test_get_finds_one(only_sample):
    assert bank.get("sample/dues").title == "Dues"
    assert len(bank.load_bank()) == len(bank.lesson("sample").items)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("sample/due", "Did you mean 'sample/dues'?"),
        ("dues", "Did you mean 'sample/dues'?"),
        ("smaple/dues", "Did you mean 'sample/dues'?"),
        ("zzz", "There is no exercise 'zzz'."),
        (7, "quotation marks"),
        (None, "quotation marks"),
    ],
)
def test_a_wrong_name_gets_the_nearest(only_sample, name, says):
    with pytest.raises(bank.UnknownExercise) as trouble:
        bank.get(name)
    assert says in str(trouble.value)


def test_a_wrong_lesson_lists_those_there_are(only_sample):
    with pytest.raises(bank.UnknownExercise, match="There are: sample"):
        bank.lesson("who")


def test_a_file_is_read_once_until_it_changes(only_sample):
    first = bank.get("sample/dues")
    assert bank.get("sample/dues") is first
    only_sample.write_text(
        only_sample.read_text(encoding="utf-8").replace("title: Dues", "title: Dues and debts"), encoding="utf-8"
    )
    assert bank.get("sample/dues").title == "Dues and debts"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: [", "this is not YAML"),
        ("title: x\nexit: {kind: choice}", "missing: 'id'"),
        ("[]", "missing"),
        ("title: x\nexercises: [{}]", "missing: 'id'"),
        ("title: x\nexercises: 7", "missing"),
    ],
)
def test_a_broken_file_is_named(only_sample, text, says):
    only_sample.write_text(text, encoding="utf-8")
    with pytest.raises(bank.BankError) as trouble:
        bank.load_bank()
    assert str(trouble.value).startswith("sample.yml: ") and says in str(trouble.value)


def test_left_out_fields_have_defaults_and_others_do_not_exist():
    item = sample("change")
    assert (item.hints, item.given, item.unit, item.volatile) == ((), "", "", False)
    assert (item.fields.hints, item.fields.unit, item.fields.title) == ((), "", "A negative number")
    with pytest.raises(AttributeError, match="no field 'hintz'"):
        item.hintz  # noqa: B018  (evaluated for its error)


def test_no_is_a_word_and_dates_are_text():
    assert [entry["key"] for entry in sample("articles").bins] == ["no", "four", "five"]
    import yaml

    assert yaml.load("[no, yes, on, 1949-04-04, true]", Loader) == ["no", "yes", "on", "1949-04-04", True]


def test_numbers_in_texts_come_from_the_data():
    item = sample("share-of-founders")
    assert (
        item.fill("{= len(members) =} members, {= 100 * members['founder'].mean() :.2f =} %") == "32 members, 37.50 %"
    )
    assert item.fill("{= -0.55 :+.2f =} and {= 'a-b' =}") == "−0.55 and a-b"
    assert item.fill("a set {1, 2} stays") == "a set {1, 2} stays"


def test_expressions_see_the_same_names_inside_a_comprehension():
    item = sample("share-of-founders")
    assert item.evaluate("sum(len(members) for _ in range(2))") == 64
    assert item.evaluate("rank_correlation([1, 2, 3], [2, 4, 9])") == pytest.approx(1)


def test_html_is_escaped_and_markdown_works():
    assert markdown.html("**a** <b>x</b>") == "<p><strong>a</strong> &lt;b&gt;x&lt;/b&gt;</p>"
    assert "javascript:" not in markdown.html("[x](javascript:alert(1))")
    assert "<table>" in markdown.html("| a |\n|---|\n| 1 |")


def test_misconceptions_are_complete():
    found = misconceptions()
    assert list(found) == [f"M{n:02}" for n in range(1, 27)] + ["M27a", "M27b"] + [f"M{n:02}" for n in range(28, 33)]
    for row in found.values():
        assert set(row) == {"id", "name", "statement", "fact"}
        assert len(row["fact"].split()) <= 60 and len(re.findall(r"[.?](?: |$)", row["fact"])) <= 2


@pytest.mark.parametrize("item", every_item(), ids=lambda item: item.full_id)
def test_a_view_is_json_without_the_key(item):
    import json

    view = item.logic.view(item)
    assert {"id", "number", "kind", "title", "minutes", "prompt"} <= set(view)
    text = json.dumps(view, allow_nan=False)
    for _, feedback in item.logic.listed(item):
        assert json.dumps(item.fill(feedback))[1:-1] not in text
    assert '"correct"' not in text and json.dumps(item.fill(item.explanation))[1:-1] not in text


def test_orders_are_shown_shuffled_and_always_alike():
    for item in every_item():
        keys = list(item.logic.cards(item.logic.view(item)))
        if keys:
            assert keys == item.logic.untouched(item)
            assert keys != item.logic.solution(item)
            assert keys == [entry["key"] for entry in item.logic.view(item)["items"]]


def test_a_learner_does_not_pay_for_the_authors_tools():
    """Neither the schema library nor IPython's capture is imported by a check."""
    code = (
        "import sys; from lessonkit.bank import bank; from pathlib import Path;"
        f"item = bank.read(Path({str(SAMPLE)!r})).items[0]; item.logic.check(item, 'a');"
        "sys.exit(any(name in sys.modules for name in ('jsonschema', 'IPython', 'anywidget')))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
