"""Every exercise proves itself three ways. A loop over all of them, with no opt-out."""

import pytest

from lessonkit.bank import bank, validate
from lessonkit.exercises.session import Session
from lessonkit.judging import replay
from lessonkit.progress.store import Store
from support.bank import every_item

ITEMS = every_item()
IN_CODE = [item for item in ITEMS if item.logic.in_cell]
in_code = pytest.mark.parametrize("item", IN_CODE, ids=[item.full_id for item in IN_CODE])


@pytest.fixture(params=ITEMS, ids=[item.full_id for item in ITEMS])
def item(request):
    return request.param


def said(verdict):
    return [verdict.message, *verdict.parts]


def test_untouched_is_unanswered(item):
    verdict = item.logic.check(item, item.logic.untouched(item))
    assert verdict.outcome == "unanswered"
    assert verdict.score == 0
    assert verdict.message


def test_each_mistake_gets_its_own_feedback_and_no_other(item):
    texts = {name: item.fill(text) for name, text in item.logic.listed(item)}
    met = set()
    for name, answer in item.logic.mistaken(item):
        verdict = item.logic.check(item, answer)
        assert verdict.mistake == name
        assert texts[name] in said(verdict)
        assert not [other for other, text in texts.items() if other != name and text in said(verdict)]
        assert verdict.outcome in ("incorrect", "partly") or accepted(item, name)
        met.add(name)
    assert met == set(texts), "a listed mistake has no example that reaches it"


def accepted(item, name):
    return item.kind == "number" and item.fields.mistakes[int(name.split("-")[1]) - 1].get("accept")


def test_the_solution_is_correct(item):
    verdict = item.logic.check(item, item.logic.solution(item))
    assert (verdict.outcome, verdict.score) == ("correct", 1.0)


def test_the_first_miss_does_not_name_the_key(item, tmp_path):
    for _, answer in item.logic.mistaken(item):
        session = Session(item, Store(tmp_path))
        session.reset()
        state = session.answer(answer)
        if state["outcome"] == "correct":
            continue
        assert state["tries"] == 1 and not state["done"]
        assert [box["head"] for box in state["say"]] in (["Not yet"], ["Nearly"])


@in_code
def test_code_starters_run_in_a_cell_and_say_not_answered_yet(item):
    names = replay.given(item, item.names["load"])
    exec(item.starter, names)
    assert item.logic.check(item, names[item.name]).outcome == "unanswered"


@in_code
def test_a_code_solution_stays_right_on_altered_tables(item):
    """The hidden check lets the solution pass when it is replayed from its own source."""
    source = f"{item.solution}\ncheck({item.full_id!r}, {item.name})"
    verdict = item.logic.check(item, item.logic.solution(item), source=source, history=[item.given])
    assert verdict.outcome == "correct"


def test_texts_are_complete(item):
    page = item.logic.text(item)
    assert item.fill(item.prompt).strip() in page
    answer = item.logic.answer_text(item)
    assert item.fill(item.explanation).strip() in answer
    for text in (page, answer):
        assert "{=" not in text and "None" not in text and "nan" not in text.split()


def test_every_file_is_valid():
    problems = [problem for path in bank.files() for problem in validate.problems(path)]
    assert not problems, "\n".join(map(str, problems))
