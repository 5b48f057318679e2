"""Two tries, hints step by step, then the reasoned answer; kept, resumed, never stopped by the disk."""

import json
import re

import pytest

from lessonkit import frontend
from lessonkit.exercises import session as session_module
from lessonkit.exercises.session import Session
from lessonkit.exercises.state import Box, State
from lessonkit.progress.history import History
from lessonkit.progress.store import Store
from lessonkit.review.rounds import Round
from support.bank import every_item, sample


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path)


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch):
    monkeypatch.setattr(session_module, "_told", set())


def heads(state):
    return [box["head"] for box in state["say"]]


def test_it_begins_empty(store):
    state = Session(sample("share-of-founders"), store).state
    assert state == {
        "tries": 0,
        "max_tries": 2,
        "outcome": None,
        "answer": None,
        "say": [],
        "hints": [],
        "hints_left": 2,
        "done": False,
        "notice": "",
    }


def test_first_miss_feedback_second_miss_answer(store):
    session = Session(sample("share-of-founders"), store)
    state = session.answer("12")
    assert heads(state) == ["Not yet"]
    assert "That is a count" in state["say"][0]["html"]
    assert not state["done"]
    assert "37.5" not in json.dumps(state["say"])
    state = session.answer("80")
    assert heads(state) == ["Not this time", "The answer"]
    assert state["done"]
    assert "37.5" in state["say"][1]["html"]
    assert "nato.int" in state["say"][1]["html"]


def test_right_shows_explanation_and_sources(store):
    state = Session(sample("share-of-founders"), store).answer("37,5 %")
    assert heads(state) == ["Right"]
    assert state["done"]
    assert "It is 37.5 %." in state["say"][0]["html"]
    assert 'rel="noopener"' in state["say"][0]["html"]


@pytest.mark.parametrize(
    ("answer", "head"), [("", "Not answered yet"), ("many", "I cannot check this"), (object(), "I cannot check this")]
)
def test_what_is_no_answer_costs_no_try(store, answer, head):
    session = Session(sample("share-of-founders"), store)
    for _ in range(3):
        state = session.answer(answer)
        assert heads(state) == [head]
        assert state["tries"] == 0
        assert not state["done"]
    assert store.attempts("sample/share-of-founders") == []


def test_the_same_answer_again_costs_no_try(store):
    session = Session(sample("share-of-founders"), store)
    session.answer("12")
    state = session.answer("12")
    assert state["tries"] == 1
    assert not state["done"]
    assert len(store.attempts("sample/share-of-founders")) == 1


def test_after_the_answer_more_answers_are_judged_but_not_counted(store):
    session = Session(sample("share-of-founders"), store)
    for answer in ("12", "80", "37.5"):
        state = session.answer(answer)
    assert heads(state) == ["Right"]
    assert state["tries"] == 2
    assert state["done"]
    assert [a.outcome for a in store.attempts("sample/share-of-founders")] == ["incorrect", "incorrect"]


def test_hints_come_one_by_one(store):
    session = Session(sample("share-of-founders"), store)
    assert [(len(s["hints"]), s["hints_left"]) for s in (session.hint(), session.hint(), session.hint())] == [
        (1, 1),
        (2, 0),
        (2, 0),
    ]
    assert store.hints("sample/share-of-founders") == 2


def test_it_resumes_after_a_restart(store, tmp_path):
    before = Session(sample("share-of-founders"), store)
    before.hint()
    state = before.answer("12")
    store.close()
    assert Session(sample("share-of-founders"), Store(tmp_path)).state == state


@pytest.mark.parametrize("item", every_item(), ids=lambda item: item.full_id)
def test_every_exercise_resumes_and_is_json(store, item):
    for _, answer in list(item.logic.mistaken(item))[:1]:
        state = Session(item, store).answer(answer)
        again = Session(item, store).state
        assert (again["outcome"], again["tries"], again["answer"]) == (
            state["outcome"],
            state["tries"],
            state["answer"],
        )
        assert json.loads(json.dumps(state, allow_nan=False)) == state


def test_misconceptions_reach_the_store(store):
    Session(sample("council"), store).answer("b")
    assert store.attempts("sample/council")[0].misconception == "M08"


def test_to_start_again_leaves_the_first_round_in_the_record(store, tmp_path):
    name = "sample/share-of-founders"
    session = Session(sample("share-of-founders"), store)
    session.hint()
    session.answer("37.5")
    state = session.reset()
    assert (state["tries"], state["say"], state["hints"], state["done"]) == (0, [], [], False)
    session.answer("12")
    session.answer("13")
    assert [one.outcome for one in store.all_attempts(name)] == ["correct", "incorrect", "incorrect"]
    assert History.of(store.trials()).first_try
    store.close()
    again = Session(sample("share-of-founders"), Store(tmp_path)).state
    assert (again["tries"], again["done"], again["hints"]) == (2, True, [])


def test_a_draft_is_kept_and_is_no_answer(store, tmp_path):
    item = sample("share-of-founders")
    Session(item, store).keep("37.")
    assert store.trials() == []
    store.close()
    later = Session(item, Store(tmp_path))
    assert later.draft == "37."
    assert (later.state["answer"], later.state["tries"], later.state["say"]) == (None, 0, [])
    later.answer("12")
    assert later.draft is None, "what was checked is an answer"
    later.answer("many")
    assert Session(item, Store(tmp_path)).draft == "many", "what is no answer is still what was typed"
    later.reset()
    assert Session(item, Store(tmp_path)).draft is None


def test_a_round_of_a_review_has_a_draft_of_its_own(store):
    item = sample("share-of-founders")
    Session(item, store).keep("1")
    Session(item, Round(store, 1)).keep("2")
    assert (Session(item, store).draft, Session(item, Round(store, 1)).draft) == ("1", "2")
    Session(item, Round(store, 1)).reset()
    assert (Session(item, store).draft, Session(item, Round(store, 1)).draft) == ("1", None)


@pytest.mark.parametrize("item", every_item(), ids=lambda item: item.full_id)
def test_every_draft_is_json_and_comes_back(store, item):
    if item.logic.in_cell:
        return
    solved = item.logic.solution(item)
    Session(item, store).keep(solved)
    again = Session(item, store).draft
    assert json.loads(json.dumps(again, allow_nan=False)) == again
    assert item.logic.check(item, again).outcome == "correct"


def test_once_it_is_over_the_options_are_marked(store):
    session = Session(sample("council"), store)
    assert "marks" not in session.answer("b")
    right = sample("council").logic.solution(sample("council"))
    assert session.answer("c")["marks"] == {right: True, "c": False}


def test_the_rows_of_a_table_are_marked_too(store):
    item = next(item for item in every_item() if item.kind == "classify")
    right = item.logic.solution(item)
    first, second, *_ = right
    session = Session(item, store)
    session.answer(dict.fromkeys(right, right[first]))
    marks = session.answer(dict.fromkeys(right, right[second]))["marks"]
    assert (marks[first], marks[second]) == (False, True)
    assert marks.keys() == right.keys()


def test_the_answer_names_what_is_on_the_screen(store):
    session = Session(sample("council"), store)
    session.answer("b")
    shown = session.answer("c")["say"][-1]
    assert shown["head"] == "The answer"
    assert not re.search(r"<strong>[a-z]\.</strong>", shown["html"])


def test_a_better_text_is_kept_beside_the_one_that_was_judged(store):
    item = sample("essay")
    session = Session(item, store)
    text = item.logic.solution(item)["text"]
    state = session.answer({"text": text})
    assert "seven states" not in json.dumps(state["say"]), "the model answer stands once"
    session.keep({"text": text + " And more."})
    session.score([2, 1, 2, 0])
    again = Session(item, store)
    assert again.draft == {"text": text + " And more."}
    assert again.state["answer"]["text"] == text
    assert len(store.attempts("sample/essay")) == 2


def test_a_written_answer_gets_its_model_answer_and_own_points(store):
    item = sample("essay")
    session = Session(item, store)
    state = session.answer(item.logic.solution(item))
    assert set(state) == State.__required_keys__ | State.__optional_keys__
    assert "seven states" in state["model_answer"]
    assert state["scores"] == []
    assert session.score([2, 1, 2])["scores"] == [], "one point for each row"
    assert session.score([2, 1, 2, 3])["scores"] == []
    assert session.score("2222")["scores"] == []
    assert session.score([2, 1, 2, 0])["scores"] == [2, 1, 2, 0]
    assert Session(item, store).state["scores"] == [2, 1, 2, 0]
    assert store.attempts("sample/essay")[-1].score == pytest.approx(5 / 8)


def test_points_do_nothing_before_an_answer_or_for_other_kinds(store):
    assert "scores" not in Session(sample("essay"), store).score([2, 2, 2, 2])
    assert "scores" not in Session(sample("council"), store).score([])


class Broken:
    """A store in which everything fails."""

    def __getattr__(self, name):
        raise OSError("disk on fire")


def test_a_broken_store_stops_nothing_and_is_told_once():
    session = Session(sample("share-of-founders"), Broken())
    assert "cannot be saved" in session.state["notice"]
    state = session.answer("12")
    assert heads(state) == ["Not yet"]
    assert state["tries"] == 1
    assert state["notice"] == ""
    assert session.hint()["hints_left"] == 1
    assert session.answer("80")["done"]
    assert session.reset()["tries"] == 0


class Renamed(Store):
    """A store that lacks what a session asks for: a fault of the course, not of a disk."""

    record = None


def test_a_fault_of_the_course_is_not_taken_for_one_of_the_disk(tmp_path):
    with pytest.raises(TypeError, match="not callable"):
        Session(sample("share-of-founders"), Renamed(tmp_path)).answer("12")


def test_the_page_knows_the_same_names():
    fields = State.__required_keys__ | {f"[{name}]" for name in State.__optional_keys__}
    script = frontend.esm("question.js")
    for name, expected in (("Box", set(Box.__annotations__)), ("State", fields)):
        typedef = script.partition(f" * @typedef {{object}} {name}\n")[2].partition("*/")[0]
        assert set(re.findall(r"@property \{\S+\} (\S+)", typedef)) == expected


def test_the_stores_own_notice_is_shown_once(tmp_path):
    folder = tmp_path / "file"
    folder.write_text("not a folder")
    store = Store(folder)
    assert "cannot be saved" in Session(sample("council"), store).state["notice"]
    assert Session(sample("council"), store).answer("b")["notice"] == ""


def test_answers_are_escaped(store):
    state = Session(sample("share-of-founders"), store).answer("<img src=x onerror=alert(1)>")
    assert "<img" not in state["say"][0]["html"]
    assert "&lt;img" in state["say"][0]["html"]


def test_code_keeps_its_cell(store):
    item = sample("members-by-year")
    _, wrong = next(iter(item.logic.mistaken(item)))
    session = Session(item, store)
    assert session.answer(wrong, source="def f(members): …")["tries"] == 1
    assert store.attempts(item.full_id)[0].answer == {"source": "def f(members): …"}
    assert Session(item, store).state["outcome"] == "incorrect"
