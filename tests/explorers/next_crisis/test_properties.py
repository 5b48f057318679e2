"""Whatever a chair does, the clock, the text and the decision stay sound."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nato_course.explorers.break_silence import model as silence
from nato_course.explorers.next_crisis import model

share = st.floats(0, 1, allow_nan=False)
texts = st.tuples(share, share, st.sampled_from(list(model.ARTICLES.values())), share)
incidents = st.builds(model.Incident, st.just("x"), share, share, st.integers(4, 30), st.integers(1, 4), texts)
moves = st.lists(
    st.one_of(
        st.sampled_from(["call", "deadline", "give-up"]),
        st.tuples(st.just("edit"), texts),
        st.tuples(st.just("amend"), st.sampled_from("ABCDE")),
        st.tuples(st.just("note"), st.sampled_from("ABCDE")),
    ),
    max_size=14,
)
ACTS = {"call": model.call_silence, "deadline": model.deadline, "give-up": model.give_up}
ACTS |= {"edit": model.edit, "amend": model.amend, "note": model.footnote}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(share, share, share), min_size=5, max_size=5), incidents, st.floats(0, 1), moves)
def test_any_sequence_of_moves(ideals, incident, tolerance, sequence):
    crisis = model.begin(silence.council("ABCDE", ideals, 0.3), incident, tolerance)
    for move in sequence:
        name, *parts = [move] if isinstance(move, str) else move
        before, crisis = crisis, ACTS[name](crisis, *parts)
        assert 0 <= crisis.left <= before.left
        assert not before.over or crisis is before
        if name == "amend":
            assert crisis.sitting.draft[model.ARTICLE] == before.sitting.draft[model.ARTICLE]
        assert all(0 <= value <= 1 for value in crisis.sitting.draft)
    ended = model.decision(crisis)
    assert (ended is None) == (not crisis.over)
    if ended is not None:
        assert (
            ended.used
            == len([entry for entry in crisis.sitting.log if entry.kind == "silence"]) * incident.round_hours
            <= incident.hours
        )
        assert (ended.outcome == "agreed") == bool(ended.objectors and not ended.objectors[-1])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(share, share, share), min_size=5, max_size=5),
    incidents,
    texts,
    st.floats(0, 0.5),
    st.floats(0, 0.5),
)
def test_more_tolerance_never_adds_an_objection(ideals, incident, text, tolerance, more):
    base = silence.council("ABCDE", ideals, 0.3)
    few, many = (
        silence.objectors(model.instructed(base, incident, tau), text) for tau in (tolerance + more, tolerance)
    )
    assert set(few) <= set(many)
    assert np.all(
        (model.instructed(base, incident, 0.3).ideals >= 0) & (model.instructed(base, incident, 0.3).ideals <= 1)
    )
