"""progress() and reset(): what the learner sees of the store."""

import json
import re
from dataclasses import replace

import pytest

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.concept_test import concept_test
from lessonkit.progress import overview
from lessonkit.progress.store import FOUND, SKIPPED, store
from lessonkit.texts import lessons


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))


def tried():
    """Return the exercises that have an attempt."""
    return {trial.exercise for trial in store().trials()}


def test_an_untouched_lesson_says_so():
    code = sum(item.needs_code for item in bank.lesson("who-pays").items)
    total = len(bank.lesson("who-pays").items) - code
    assert repr(overview.progress("who-pays")) == (
        f"06 Who pays?: not started, {total} questions, 3 missions and {code} questions with code\n"
        "Next: 06.R1 What an ally must do"
    )


def test_each_way_an_exercise_can_end_is_counted():
    ends = {
        "r1": ["correct"],
        "r2": ["incorrect", "correct"],
        "r3": ["incorrect", "partly"],
        "where-it-goes": ["uncheckable", "unanswered", "incorrect"],
    }
    for name, outcomes in ends.items():
        for outcome in outcomes:
            store().record(f"who-pays/{name}", "x", outcome, 0)
    (state,) = overview.progress("06").states
    assert (state.first_try, state.second_try, state.shown, state.begun) == (1, 1, 1, 1)
    assert state.words == (
        f"3 of {state.total} done: 1 at the first try, 1 at the second try, 1 with the answer shown; "
        f"and 0 of {state.with_code} with code"
    )
    assert state.next.words == "mission 1 of The shared shield"


def test_missions_count_and_code_does_not_keep_anybody_from_done():
    items = bank.lesson("who-pays").items
    for item in items:
        if not item.needs_code:
            store().record(item.full_id, "x", "correct", 1)
    store().end_mission("shared-shield", "one", FOUND)
    (state,) = overview.progress("06").states
    assert (state.done, state.total) == (state.questions + 1, state.questions + 3)
    assert "1 mission found; and 0 of 2 with code" in state.words
    assert state.next.words == "mission 2 of The shared shield"
    store().end_mission("shared-shield", "estonia", SKIPPED)
    store().end_mission("shared-shield", "crossing", FOUND)
    (state,) = overview.progress("06").states
    assert (state.done, state.next) == (state.total, None)
    assert "2 missions found, 1 mission skipped" in state.words


def test_next_is_in_the_lesson_already_begun():
    store().record("who-pays/r1", "a", "correct", 1)
    assert overview.progress().next_state.lesson.slug == "who-pays"


def test_a_finished_lesson_has_nothing_next():
    for item in bank.lesson("who-pays").items:
        store().record(item.full_id, "x", "correct", 1)
    for mission in ("one", "estonia", "crossing"):
        store().end_mission("shared-shield", mission, FOUND)
    shown = overview.progress("who-pays")
    assert shown.next_state is None
    assert repr(shown).endswith("Everything here is done.")


def test_the_table_has_headers_and_links_that_exist():
    shown = overview.progress()._repr_html_()
    assert shown.count('scope="row"') == len(
        [one for one in lessons.lessons() if one.teaches or one.slug == "start-here"]
    )
    assert "look-it-up" not in shown  # a page without questions
    assert 'href="../lessons/06-who-pays.ipynb"' in shown
    assert "<caption" in shown


def test_the_next_link_leads_to_the_cell_that_holds_the_item():
    def leads_to(source):
        [place] = re.findall(r'"\.\./(\S+?)#cell-id=(\w+)"', overview.progress("06")._next_html())
        cells = json.loads((course.current().root / place[0]).read_text(encoding="utf-8"))["cells"]
        return ["".join(cell["source"]).splitlines()[-1] for cell in cells if cell["id"] == place[1]] == [source]

    items = bank.lesson("who-pays")
    assert leads_to(f'exercise("{items.retrieval[0].full_id}")')
    for item in items.retrieval:
        store().record(item.full_id, "x", "correct", 1)
    assert leads_to('explore("shared-shield")')
    for mission in ("one", "estonia", "crossing"):
        store().end_mission("shared-shield", mission, SKIPPED)
    assert leads_to(f'exercise("{items.exercises[0].full_id}")')


def test_disk_trouble_is_shown_once(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path / "file" / "x"))
    assert "cannot be saved" in repr(overview.progress())
    assert "cannot be saved" not in repr(overview.progress())


def test_reset_of_an_exercise_a_lesson_and_the_course():
    def fill():
        for name in ("who-pays/r1", "who-pays/r2", "start-here/first-number"):
            store().record(name, "a", "correct", 1)
        store().predict("shared-shield", {"payers": 3})

    fill()
    assert "06.R1" in repr(overview.reset("who-pays/r1"))
    assert tried() == {"who-pays/r2", "start-here/first-number"}
    overview.reset("who-pays")
    assert tried() == {"start-here/first-number"}
    assert store().prediction("shared-shield") == {}
    fill()
    overview.reset("course")
    assert tried() == set()
    assert store().prediction("shared-shield") == {}


@pytest.mark.parametrize("name", ["who pays", "who-pays/us-shar", "", None, 6, ["who-pays"], "who-pays/r1/r2"])
def test_a_wrong_name_gets_one_sentence_and_forgets_nothing(name):
    store().record("who-pays/r1", "a", "correct", 1)
    with pytest.raises(KeyError) as caught:
        overview.reset(name)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    assert tried() == {"who-pays/r1"}


def test_what_is_due_and_the_concept_test_stand_below_the_lessons():
    assert "Review" not in repr(overview.progress())
    assert "Concept test" not in repr(overview.progress())
    for _ in range(2):
        store().record("who-pays/r1", "a", "incorrect", 0)
    store().keep_answer("before", "duty", "a")
    said = repr(overview.progress())
    assert said.endswith(
        "Review: the next question comes back tomorrow.\nConcept test: form A has 1 of 6 questions answered."
    )
    assert "Concept test: form A has 1 of 6" in overview.progress()._repr_html_()
    assert "Concept test" not in repr(overview.progress("who-pays"))


def test_reset_of_the_concept_test():
    for form in ("before", "after"):
        store().keep_answer(form, "duty", "a")
        store().end_form(form)
    assert "concept test" in repr(overview.reset("concept-test/before"))
    assert (store().kept_answers("before"), store().form_ended("before")) == ({}, "")
    assert store().kept_answers("after") == {"duty": "a"}
    overview.reset("concept-test")
    assert (store().kept_answers("after"), store().form_ended("after")) == ({}, "")
    with pytest.raises(KeyError, match="'before' and 'after'"):
        overview.reset("concept-test/now")


def test_reset_of_the_course_forgets_reviews_and_the_concept_test_too():
    store().record_round("who-pays/r1", 1, "a", "correct", 1)
    store().keep_answer("before", "duty", "a")
    overview.reset("course")
    assert tried() == set()
    assert store().kept_answers("before") == {}


@pytest.fixture
def without_concept_test():
    with course.using(replace(course.current(), closing={})):
        yield


def test_a_course_without_a_concept_test(without_concept_test):
    store().record("who-pays/r1", "a", "correct", 1)
    store().keep_answer("before", "duty", "a")
    assert "Concept test" not in repr(overview.progress())
    with pytest.raises(KeyError, match="There is no lesson 'concept-test'"):
        overview.reset("concept-test")
    with pytest.raises(KeyError, match="This course has no concept test"):
        concept_test("before")
    assert tried() == {"who-pays/r1"}
