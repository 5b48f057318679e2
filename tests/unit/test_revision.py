"""Looking back and reviews: answered anew, the lesson's record untouched, due by the clock and safe from it."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from lessonkit.bank import bank
from lessonkit.exercises.session import Session
from lessonkit.progress.history import FIRST, SECOND, SHOWN
from lessonkit.progress.record import Trial
from lessonkit.progress.store import Store, store
from lessonkit.review import draw, due, rounds, schedule
from lessonkit.review.rounds import Done, Rounds
from nato_course import look_back, review

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ITEM = bank.get("who-pays/r1")
RIGHT = ITEM.logic.solution(ITEM)
WRONG, WRONG_TOO = (answer for _, answer in list(ITEM.logic.mistaken(ITEM))[:2])


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))


@pytest.fixture
def clock(monkeypatch):
    """Set the time that reviews see and that the store writes: `clock(moment)`."""

    def put(moment):
        monkeypatch.setattr(due, "now", lambda: moment)
        monkeypatch.setattr("lessonkit.progress.store._now", lambda: moment.isoformat(timespec="seconds"))

    put(NOON)
    return put


def trials(*attempts, exercise="who-pays/r1"):
    """(round, day, outcome) as the store gives them."""
    return [Trial(exercise, number, (NOON + day * DAY).isoformat(), outcome, 0) for number, day, outcome in attempts]


def daily(*ends):
    """One finished round a day."""
    return Rounds("a/b", tuple(Done(n, NOON + n * DAY, end) for n, end in enumerate(ends)), None)


def miss(item=ITEM):
    session = Session(item)
    for _, answer in list(item.logic.mistaken(item))[:2]:
        session.answer(answer)


# -- rounds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "end"),
    [
        (["correct"], FIRST),
        (["incorrect", "correct"], SECOND),
        (["partly", "incorrect"], SHOWN),
        (["incorrect", "incorrect", "correct"], SHOWN),
        (["incorrect"], None),
        (["uncheckable", "unanswered", "correct"], FIRST),
    ],
)
def test_how_a_round_ends(outcomes, end):
    found = rounds.by_exercise(trials(*[(0, 0, outcome) for outcome in outcomes]))["who-pays/r1"]
    assert [done.end for done in found.done] == ([end] if end else [])
    assert found.begun == (None if end else 0)
    assert found.missed == (end in (SECOND, SHOWN))


def test_a_damaged_time_is_left_out():
    damaged = [Trial("a/b", 0, "yesterday", "correct", 1), Trial("a/c", 0, None, "correct", 1)]
    assert rounds.by_exercise(damaged) == {}


def test_a_try_with_a_damaged_time_is_still_a_try():
    one, other = trials((0, 0, "incorrect"), (0, 1, "incorrect"))
    for tried in ([one, replace(other, at="yesterday")], [replace(one, at="?"), replace(other, at=one.at)]):
        (done,) = rounds.by_exercise(tried)["who-pays/r1"].done
        assert (done.end, done.at) == (SHOWN, NOON)


def test_a_question_missed_later_joins_the_list():
    assert rounds.by_exercise(trials((0, 0, "correct"), (1, 5, "incorrect"), (1, 5, "correct")))["who-pays/r1"].missed


def test_a_later_round_is_fresh_and_leaves_the_first_as_it_was():
    miss()
    first = store().attempts(ITEM.full_id)
    session = rounds.session(ITEM, store(), rounds.by_exercise(store().trials())[ITEM.full_id])
    assert (session.state["tries"], session.state["answer"], session.state["done"]) == (0, None, False)
    assert session.answer(RIGHT)["done"]
    assert store().attempts(ITEM.full_id) == first
    assert len(first) == 2
    assert [attempt.outcome for attempt in store().round_attempts(ITEM.full_id, 1)] == ["correct"]
    found = rounds.by_exercise(store().trials())[ITEM.full_id]
    assert [(done.round, done.end) for done in found.done] == [(0, SHOWN), (1, FIRST)]


def test_an_unfinished_round_goes_on_and_two_notebooks_share_its_tries():
    miss()
    known = rounds.by_exercise(store().trials())[ITEM.full_id]
    one, other = (rounds.session(ITEM, store(), known) for _ in range(2))
    one.answer(WRONG)
    assert other.answer(WRONG_TOO)["done"]
    assert [done.end for done in rounds.by_exercise(store().trials())[ITEM.full_id].done] == [SHOWN, SHOWN]
    one.reset()
    one.answer(WRONG)
    again = rounds.session(ITEM, store(), rounds.by_exercise(store().trials())[ITEM.full_id])
    assert (again.state["tries"], again.state["done"]) == (1, False)


def test_a_new_start_forgets_this_round_only():
    miss()
    session = rounds.session(ITEM, store(), rounds.by_exercise(store().trials())[ITEM.full_id])
    session.hint()
    session.answer(RIGHT)
    session.reset()
    assert store().round_attempts(ITEM.full_id, 1) == []
    assert len(store().attempts(ITEM.full_id)) == 2


def test_what_was_never_finished_in_its_lesson_counts_there():
    for known in (None, Rounds(ITEM.full_id, (), 0)):
        assert rounds.session(ITEM, store(), known)._store is store()


# -- the schedule ----------------------------------------------------------------------------------


def due_after(*ends):
    return schedule.plan({"a/b": daily(*ends)}, NOON + 400 * DAY)[0].due - (NOON + (len(ends) - 1) * DAY)


def test_a_miss_comes_back_the_next_day_and_a_right_answer_later():
    assert due_after(SHOWN) == due_after(SECOND) == DAY
    assert due_after(SHOWN, FIRST) > due_after(SHOWN, SECOND) >= due_after(SHOWN, SHOWN) == DAY
    assert due_after(SHOWN, *[FIRST] * 3) > due_after(SHOWN, *[FIRST] * 2) > due_after(SHOWN, FIRST)


def test_only_what_was_missed_is_planned():
    assert schedule.plan({"a/b": daily(FIRST, FIRST)}, NOON) == []


def test_no_wait_is_longer_than_half_a_year():
    end = NOON
    done = [Done(0, NOON, SHOWN)]
    for number in range(1, 30):
        end += 150 * DAY
        done.append(Done(number, end, FIRST))
    assert schedule.plan({"a/b": Rounds("a/b", tuple(done), None)}, end)[0].due - end <= schedule.LONGEST * DAY


def test_a_clock_put_back_does_not_hide_a_question():
    ahead = Rounds("a/b", (Done(0, NOON + 3000 * DAY, SHOWN),), None)
    assert schedule.plan({"a/b": ahead}, NOON)[0].is_due(NOON)
    back = Rounds("a/b", (Done(0, NOON, SHOWN), Done(1, NOON - 500 * DAY, SECOND)), None)
    assert NOON < schedule.plan({"a/b": back}, NOON)[0].due <= NOON + 2 * DAY


@pytest.mark.parametrize(
    ("hours", "words"),
    [(-50, "now"), (5, "now"), (9, "later today"), (24, "tomorrow"), (72, "in 3 days, on 8 October 2026")],
)
def test_when_in_words(hours, words, monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    import time

    if hasattr(time, "tzset"):
        time.tzset()
    assert schedule.Planned("a/b", NOON + timedelta(hours=hours)).words(NOON) == words
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.slow
def test_the_time_zone_moves_no_due_time():
    code = (
        "from datetime import *; from lessonkit.progress.history import FIRST, SHOWN;"
        "from lessonkit.review import schedule; from lessonkit.review.rounds import *;"
        "at = datetime(2026, 3, 28, 23, 30, tzinfo=UTC);"
        "print(schedule.plan({'a/b': Rounds('a/b', (Done(0, at, SHOWN), Done(1, at + timedelta(2), FIRST)), None)}, at + timedelta(9))[0].due)"
    )
    import os

    said = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"TZ": zone}, capture_output=True, text=True
        ).stdout
        for zone in ("UTC", "Pacific/Auckland", "America/Los_Angeles")
    }
    assert len(said) == 1
    assert "2026" in said.pop()


@pytest.mark.slow
def test_the_scheduler_is_imported_only_when_something_was_missed():
    code = (
        "import sys; from nato_course import progress, look_back, review; repr(progress()); str(look_back()); str(review());"
        "sys.exit('fsrs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


# -- what is drawn ---------------------------------------------------------------------------------


def test_ten_quick_questions_from_several_lessons():
    drawn = draw.draw(draw.candidates(), {}, date(2026, 10, 5))
    assert len(drawn) == len({item.full_id for item in drawn}) == 10
    assert len({item.lesson.slug for item in drawn}) >= 7
    assert all(item.logic.quick and item.lesson.number != "00" and not item.volatile for item in drawn)


def test_the_draw_is_stable_for_a_day_and_changes_with_it():
    days = [draw.draw(draw.candidates(), {}, date(2026, 10, day)) for day in (5, 5, 6)]
    assert days[0] == days[1] != days[2]


def done_on(item, *days):
    ends = tuple(Done(n, datetime(2026, 10, day, 12, tzinfo=UTC), FIRST) for n, day in enumerate(days))
    return Rounds(item.full_id, ends, None)


def test_done_lessons_come_first_then_what_was_not_seen_for_longest():
    items = draw.candidates()
    mine = [item for item in items if item.lesson.slug == "who-pays"]
    known = {item.full_id: done_on(item, 20 - n) for n, item in enumerate(mine)}
    begun = next(item for item in items if item.lesson.slug == "fear-and-arms")
    known[begun.full_id] = done_on(begun, 1)
    drawn = draw.draw(items, known, date(2026, 10, 25))
    assert drawn[: len(mine)] == mine[::-1]
    assert drawn[len(mine)] == begun


def test_what_is_answered_today_does_not_change_todays_draw():
    items, today = draw.candidates(), date(2026, 10, 5)
    drawn = draw.draw(items, {}, today)
    known = {item.full_id: done_on(item, 5) for item in drawn}
    assert draw.draw(items, known, today) == drawn


# -- the widgets -----------------------------------------------------------------------------------


def test_the_plain_text_depends_on_neither_day_nor_learner(clock):
    before = [repr(look_back()), repr(review())]
    miss()
    clock(NOON + 40 * DAY)
    assert [repr(look_back()), repr(review())] == before
    assert all(made._repr_mimebundle_()["text/plain"] == repr(made) for made in (look_back(), review()))


def test_nothing_missed_nothing_due_and_then_due(clock):
    assert str(review()).endswith("Nothing to review. A question that you miss comes back here after some days.")
    assert due.words() == ""
    miss()
    assert str(review()).endswith("Nothing is due now. The next question comes back tomorrow.")
    assert due.words() == "Review: the next question comes back tomorrow."
    clock(NOON + DAY)
    assert str(review()) == f"Review: questions that you missed\n1. {ITEM.number} {ITEM.title}"
    assert due.words() == "Review: 1 question is due. Run review()."


def test_a_review_by_messages(clock):
    miss()
    miss(bank.get("who-pays/r2"))
    clock(NOON + DAY)
    shown = review()
    sent = []
    shown._top.send = lambda content, buffers=None: sent.append(content)
    assert shown._top.view["where"] == "Question 1 of 2"
    assert (shown._foot.view["back"], shown._foot.view["next"]) == (
        False,
        True,
    )
    question = shown.children[1]
    question._receive(question, {"do": "check", "answer": RIGHT}, [])
    assert shown._foot.view["say"] == "It comes back in review() in 2 days, on 8 October 2026. 1 of 2 answered."
    for message in ({"do": "next"}, {"do": "next"}):
        shown._heard(None, message, [])
    assert shown._top.view["where"] == "Question 2 of 2"
    assert sent == [{"do": "focus"}]
    second = shown.children[1]
    assert second is not question
    other = bank.get("who-pays/r2").logic
    [(_, wrong), *_] = other.mistaken(bank.get("who-pays/r2"))
    for answer in (wrong, other.solution(bank.get("who-pays/r2"))):
        second._receive(second, {"do": "check", "answer": answer}, [])
    assert shown._foot.view["say"].endswith("All 2 answered, 1 of them right at the first try.")
    shown._heard(None, {"do": "back"}, [])
    assert shown.children[1] is question
    assert str(review()).endswith("The next question comes back tomorrow.")


@pytest.mark.parametrize(
    "message", [None, "next", 7, [], {}, {"do": None}, {"do": ["next"]}, {"do": {}}, {"do": "leap"}, {"next": 1}]
)
def test_any_other_message_is_ignored(message):
    shown = look_back()
    shown._heard(None, message, [])
    assert shown._top.view["where"] == "Question 1 of 10"


def test_a_look_back_goes_on_where_it_was_and_is_answered_once_a_day(clock):
    first, _ = look_back()._sessions[0]
    key = first.logic.solution(first)
    Session(first).answer(key)
    shown = look_back()
    assert shown._top.view["where"] == "Question 1 of 10", "an answer in the lesson today is no answer here"
    question = shown.children[1]
    question._receive(question, {"do": "check", "answer": key}, [])
    assert look_back()._top.view["where"] == "Question 2 of 10"
    assert len(store().attempts(first.full_id)) == len(store().round_attempts(first.full_id, 1)) == 1


def test_what_cannot_come_back_is_left_out(clock):
    for name in (
        "start-here/first-question",
        "who-pays/no-such",
        next(i for i in bank.load_bank() if i.kind == "written").full_id,
    ):
        for _ in range(2):
            store().record(name, "x", "incorrect", 0)
    clock(NOON + 9 * DAY)
    assert due.words() == ""
    assert "Nothing to review" in str(review())


def test_at_most_twenty_are_shown_at_a_time(clock):
    for item in [item for item in draw.candidates() if item.kind == "choice"][:22]:
        miss(item)
    clock(NOON + DAY)
    assert due.words() == "Review: 22 questions are due. Run review()."
    assert review()._top.view["where"] == "Question 1 of 20"


def test_a_broken_disk_stops_no_review(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    kept = Store(tmp_path / "file" / "x")
    for _ in range(2):
        kept.record(ITEM.full_id, WRONG, "incorrect", 0)
    from lessonkit.review.series import Review

    monkeypatch.setattr(due, "now", lambda: datetime.now(UTC) + 2 * DAY)
    shown = Review(kept)
    assert "cannot be saved" in shown._top.view["notice"]
    question = shown.children[1]
    question._receive(question, {"do": "check", "answer": RIGHT}, [])
    assert question.state["done"]
    assert "cannot be saved" in shown._top.view["notice"]
