"""What must hold for any council, any text and any chair."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nato_course.explorers.break_silence import model

share = st.floats(0, 1, allow_nan=False)
point = st.tuples(share, share, share)


@st.composite
def councils(draw, least=1):
    ideals = draw(st.lists(point, min_size=least, max_size=8))
    raw = np.array(draw(st.lists(st.tuples(*[st.floats(0.05, 1)] * 3), min_size=len(ideals), max_size=len(ideals))))
    tolerance = draw(st.lists(share, min_size=len(ideals), max_size=len(ideals)))
    return model.council([f"A{i}" for i in range(len(ideals))], ideals, tolerance, raw / raw.sum(axis=1, keepdims=True))


@given(councils(least=2), point, st.data())
def test_one_more_ally_can_only_shrink_what_is_acceptable(table, text, data):
    fewer = table.only(data.draw(st.sets(st.sampled_from(table.codes), max_size=len(table) - 1)) or table.codes[:1])
    if not model.objectors(table, text):
        assert not model.objectors(fewer, text)
    assert set(model.objectors(fewer, text)) == set(model.objectors(table, text)) & set(fewer.codes)


@settings(max_examples=20)
@given(councils(least=2))
def test_the_acceptable_share_shrinks_too(table):
    assert model.acceptable_share(table, steps=6) <= model.acceptable_share(table.only(table.codes[1:]), steps=6)


@given(councils(), point, st.floats(0.1, 0.6), st.integers(1, 8))
def test_the_text_stays_between_the_first_text_and_the_ideals(table, text, step, rounds):
    """In the convex hull: in any direction it lies between the extremes of the first text and the ideals."""
    state = model.run(table, text, step=step, rounds=rounds)
    corners = np.vstack([table.ideals, text])
    for direction in np.random.default_rng(0).normal(size=(30, 3)):
        along = corners @ direction
        for entry in state.log:
            assert along.min() - 1e-9 <= np.dot(entry.draft, direction) <= along.max() + 1e-9


@given(councils(), point)
def test_endless_tolerance_agrees_in_round_one(table, text):
    patient = model.Council(table.codes, table.ideals, table.weights, np.full(len(table), np.inf))
    state = model.run(patient, text)
    assert state.phase == "agreed"
    assert state.number == 1


@given(councils(), point, st.floats(0, 0.2), st.floats(0, 0.2))
def test_a_higher_cost_never_adds_an_objection(table, text, cost, more):
    assert set(model.objectors(table, text, cost=cost + more)) <= set(model.objectors(table, text, cost=cost))


@given(councils(), point, st.floats(0, 0.05), st.integers(1, 9))
def test_fatigue_never_adds_an_objection(table, text, fatigue, number):
    assert set(model.objectors(table, text, number + 1, fatigue=fatigue)) <= set(
        model.objectors(table, text, number, fatigue=fatigue)
    )


@given(councils(), point, st.floats(0, 0.1), st.floats(0, 0.02), st.floats(0.1, 0.6))
def test_agreement_means_that_every_loss_is_within_its_limit(table, text, cost, fatigue, step):
    state = model.run(table, text, cost, fatigue, step)
    within = model.losses(table, state.draft) <= model.limits(table, state.number, cost, fatigue)
    assert (state.phase == "agreed") == bool(within.all())


@given(councils(), point, st.floats(0.1, 0.6))
def test_the_same_inputs_give_the_same_sitting(table, text, step):
    one, other = model.run(table, text, step=step), model.run(table, text, step=step)
    assert one.log == other.log
    assert one.draft == other.draft


@given(councils(), point, share)
def test_moving_towards_an_ally_never_costs_it_more(table, text, step):
    before = model.losses(table, text)[0]
    after = model.losses(table, model.towards(text, table.ideals[0], step))[0]
    assert after <= before + 1e-12


@given(councils(least=2), point, st.data())
def test_a_sitting_is_never_changed_by_a_move(table, text, data):
    state = model.deadline(model.call_silence(model.open_sitting(table, text)))
    kept = (state.draft, state.phase, state.log, dict(state.notes), state.table.codes)
    who = data.draw(st.sampled_from(table.codes))
    for move in (
        model.amend(state, who, 0.3),
        model.footnote(state, who, 0.1),
        model.smaller_forum(state, [who]),
        model.give_up(state),
        model.edit(state, (0, 0, 0)),
    ):
        assert move is not None
    assert kept == (state.draft, state.phase, state.log, dict(state.notes), state.table.codes)


@given(st.floats(0, 1), st.integers(1, 40))
def test_unanimity_only_falls_with_members(chance, members):
    assert model.unanimity(chance, members + 1) <= model.unanimity(chance, members)
