"""What must hold for any allies, any status quo and any chair."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nato_course.explorers.chairs_pen import model as agenda

spots = st.tuples(st.integers(0, 100), st.integers(0, 100))
ideals = st.lists(spots, min_size=1, max_size=12)
FEW = settings(deadline=None, max_examples=40)


@FEW
@given(ideals, spots, spots)
def test_one_more_ally_never_adds_a_text(group, newcomer, status_quo):
    before, after = agenda.winset(group, status_quo), agenda.winset([*group, newcomer], status_quo)
    assert not (after & ~before).any()
    shares = agenda.shares([*group, newcomer], status_quo)
    assert (np.diff(shares) <= 0).all()
    assert np.isclose(shares[-1], after.mean())


@FEW
@given(st.lists(spots, min_size=1, max_size=6), st.lists(st.integers(1, 9), min_size=6, max_size=6))
def test_nothing_passes_against_a_status_quo_between_the_wishes(group, weights):
    point = np.average(group, axis=0, weights=weights[: len(group)])
    assert agenda.in_core(group, point)
    # A mean is exact up to rounding, so a text on the rim may seem better by a hair.
    better = agenda.distances(agenda.GRID, group) < agenda.distances(point, group) - 1e-9
    assert not better.all(axis=1).any()


@FEW
@given(ideals, spots, spots)
def test_the_proposal_passes_or_the_status_quo_stands(group, status_quo, wish):
    best, passing = agenda.propose(group, status_quo, wish), agenda.winset(group, status_quo)
    assert best.passes == passing.any()
    if best.passes:
        assert (best.gains > 0).all()
        assert passing[(best.point == agenda.GRID).all(axis=1)].all()
        assert best.to_wish <= np.linalg.norm(agenda.GRID[passing] - wish, axis=1).min() + 1e-9
    else:
        assert best.point == tuple(map(float, status_quo))
        assert not best.gains.any()


@FEW
@given(ideals, spots, spots)
def test_a_chair_inside_the_winset_gets_its_own_wish(group, status_quo, wish):
    passing = agenda.winset(group, status_quo)
    if passing[(wish == agenda.GRID).all(axis=1)].any():
        assert agenda.propose(group, status_quo, wish).to_wish == 0
    elif passing.any():
        assert agenda.propose(group, status_quo, wish).to_wish > 0


@FEW
@given(ideals, spots)
def test_the_drawn_edge_is_the_edge_of_the_winset(group, status_quo):
    edge = agenda.outline(group, status_quo)
    assert bool(len(edge)) == bool(agenda.winset(group, status_quo).any())
    if len(edge):
        assert (edge >= -1e-6).all()
        assert (edge <= agenda.SIZE + 1e-6).all()
        assert (agenda.distances(edge, group) <= agenda.distances(status_quo, group) + 1e-6).all()
