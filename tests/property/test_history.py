"""Whatever is answered, the session, the overview, the review and the marks tell the same of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonkit.bank import bank
from lessonkit.classroom import marking, reading, rerun, submission, summary
from lessonkit.exercises.session import Session
from lessonkit.judging.verdict import CORRECT, OUTCOMES, RECEIVED, UNCHECKABLE
from lessonkit.progress.history import FIRST, MAX_TRIES, SECOND, SHOWN, History
from lessonkit.progress.overview import progress
from lessonkit.progress.record import Attempt
from lessonkit.progress.store import store
from lessonkit.review import rounds

ITEM = bank.get("twelve-to-thirty-two/r3")
ANSWERS = [["a", "c"], ["c"], ["a"], ["b"], [], None, 7]
"""Right, nearly right twice, wrong, none twice, and one that cannot be checked."""


@pytest.fixture(scope="module", autouse=True)
def own_home(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NATO_COURSE_HOME", str(tmp_path_factory.mktemp("home")))
        yield
        store().reset()


def in_overview():
    """Return how the overview counts the exercise; it is the only one of its lesson that was tried."""
    (state,) = progress(ITEM.lesson.slug).states
    counts = {FIRST: state.first_try, SECOND: state.second_try, SHOWN: state.shown, RECEIVED: state.received}
    return next((end for end, count in counts.items() if count), "begun" if state.begun else "")


def in_review():
    """Return how the review sees the lesson's own round."""
    known = rounds.by_exercise(store().trials()).get(ITEM.full_id)
    if known is None:
        return ""
    return known.done[0].end if known.done else "begun"


def in_marks(tmp_path):
    """Return the history that a teacher's machine works out from the file that the learner hands in."""
    path = submission.write(submission.collect(store()), tmp_path)
    found = marking.mark(reading.read(path, tmp_path)).results.get(ITEM.full_id)
    path.unlink()
    return found.history if found else History()


def in_rerun(outcomes):
    """Return the history of as many cells, each run again with one of these outcomes."""
    told = [{"outcome": one, "score": float(one == CORRECT), "misconception": None, "trouble": ""} for one in outcomes]
    cells = tuple((None, str(place)) for place in range(len(outcomes)))
    work = marking.Marked(
        "Ada", "a", "course", None, {ITEM.full_id: marking.Result(ITEM.full_id, marking.BY_RERUN, cells=cells)}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rerun, "run", lambda _exercise, source: told[int(source)])
        (learner,) = rerun.rerun(summary.Class((work,))).learners
    return learner.results[ITEM.full_id].history


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(ANSWERS), max_size=7))
def test_a_mark_is_what_the_learner_saw(tmp_path_factory, answers):
    store().reset()
    session, seen, tries = Session(ITEM), "", 0
    for answer in answers:
        state = session.answer(answer)
        if not seen:
            tries = state["tries"]
            shown = (FIRST, SECOND)[tries - 1] if state["outcome"] == CORRECT else SHOWN
            seen = shown if state["done"] else ""
    marks = in_marks(tmp_path_factory.mktemp("drop"))
    assert Session(ITEM).state["done"] == bool(seen)
    assert (marks.end, len(marks.tries)) == (seen, tries)
    assert in_overview() == in_review() == (seen or ("begun" if tries else ""))
    assert (marks.points == 1) == (seen == FIRST)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(OUTCOMES), max_size=6))
def test_any_outcomes_in_the_store_are_counted_alike(outcomes):
    store().reset()
    for outcome in outcomes:
        store().record(ITEM.full_id, ["b"], outcome, float(outcome == CORRECT))
    state, judged = Session(ITEM).state, in_rerun(outcomes)
    stands = judged.end or (RECEIVED if judged.received else "begun" if judged.tries else "")
    assert (state["done"], state["tries"]) == (judged.done, len(judged.tries))
    assert in_overview() == stands
    assert in_review() == (judged.end or ("begun" if judged.tries else ""))


@given(st.lists(st.sampled_from(OUTCOMES), max_size=6))
def test_a_history_ends_once_and_for_all(outcomes):
    attempts = [Attempt("", None, outcome, 0.3, None) for outcome in outcomes]
    history = History.of(attempts)
    assert len(history.tries) <= MAX_TRIES
    assert [history.first_try, history.second_try, history.shown].count(True) == history.done == bool(history.end)
    assert not (history.done and history.received)
    if history.done:
        assert History.of([*attempts, Attempt("", None, CORRECT, 1, None)]) == history
    assert History.of([one for one in attempts if one.outcome != UNCHECKABLE]) == history
