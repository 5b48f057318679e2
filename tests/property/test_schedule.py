"""For any history: a missed question is due before one that was right, and the clock can do no harm."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lessonkit.progress.history import FIRST, SECOND, SHOWN
from lessonkit.review.rounds import Done, Rounds
from lessonkit.review.schedule import DAY, LONGEST, plan

START = datetime(2026, 1, 1, tzinfo=UTC)
waits = st.lists(st.tuples(st.integers(0, 60 * 24 * 200), st.sampled_from([FIRST, SECOND, SHOWN])), max_size=6)


def rounds(steps, last=None, wait=0):
    """Rounds that follow each other by minutes; `last` is one more, `wait` minutes later."""
    at, done = START, []
    for n, (minutes, end) in enumerate([*steps, *([(wait, last)] if last else [])]):
        at += timedelta(minutes=minutes)
        done.append(Done(n, at, end))
    return Rounds("a/b", tuple(done), None)


def due(known, now=None):
    (planned,) = plan({"a/b": known}, now or known.done[-1].at)
    return planned.due


@settings(max_examples=60, deadline=None)
@given(waits, st.integers(0, 60 * 24 * 200))
def test_a_miss_is_due_before_a_right_answer_all_else_equal(steps, wait):
    steps = [(0, SHOWN), *steps]
    again, hard, good = (due(rounds(steps, end, wait)) for end in (SHOWN, SECOND, FIRST))
    assert again <= hard <= good
    last = rounds(steps, SHOWN, wait).done[-1].at
    assert last + DAY <= again
    assert good <= last + LONGEST * DAY


@settings(max_examples=60, deadline=None)
@given(waits, st.integers(0, 60 * 24 * 200))
def test_the_most_overdue_comes_first_and_the_result_does_not_depend_on_the_order_given(steps, wait):
    missed, right = rounds([(0, SHOWN), *steps], SHOWN, wait), rounds([(0, SHOWN), *steps], FIRST, wait)
    known = {"m/m": Rounds("m/m", missed.done, None), "r/r": Rounds("r/r", right.done, None)}
    last = missed.done[-1].at
    there, back = plan(known, last), plan(dict(reversed(known.items())), last)
    assert there == back
    assert [item.due for item in there] == sorted(item.due for item in there)
    assert there[0].exercise == "m/m"


times = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(times, st.sampled_from([FIRST, SECOND, SHOWN])), min_size=1, max_size=6), times)
def test_no_clock_can_hide_a_question_for_more_than_the_longest_wait(ends, now):
    done = (Done(0, now, SHOWN), *(Done(n, at, end) for n, (at, end) in enumerate(ends, 1)))
    assert due(Rounds("a/b", done, None), now) <= now + (LONGEST + 1) * DAY
