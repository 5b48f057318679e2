"""What must hold for every race, whatever its fears and grudges."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nato_course.explorers.two_fearful_neighbours.model import (
    Race,
    equilibrium,
    fit,
    rates,
    rest,
    simulate,
    verdict,
)

rate = st.floats(0, 1)
grudge = st.floats(-1, 1)
start = st.floats(0, 5)
races = st.builds(Race, a=rate, b=rate, m=rate, n=rate, r=grudge, s=grudge, x0=start, y0=start)


def swapped(race):
    """The race with the two sides exchanged."""
    return Race(a=race.b, b=race.a, m=race.n, n=race.m, r=race.s, s=race.r, x0=race.y0, y0=race.x0)


def growth(race):
    """The larger of the two growth rates: the largest eigenvalue of the model's matrix."""
    return max(np.linalg.eigvals([[-race.m, race.a], [race.b, -race.n]]).real)


@settings(deadline=None)
@given(races)
def test_nobody_holds_less_than_nothing(race):
    path = simulate(race)
    assert (path.x >= 0).all()
    assert (path.y >= 0).all()
    assert np.isfinite(path.x).all()
    assert np.isfinite(path.y).all()


@settings(deadline=None)
@given(races)
def test_swapping_sides_swaps_curves_and_keeps_the_verdict(race):
    path, other = simulate(race), simulate(swapped(race))
    assert np.allclose(path.x, other.y, rtol=1e-9)
    assert np.allclose(path.y, other.x, rtol=1e-9)
    assert verdict(race, path) == verdict(swapped(race), other)


@settings(deadline=None)
@given(races)
def test_stable_means_that_both_growth_rates_are_below_zero(race):
    assume(abs(race.margin) > 1e-9)
    assert race.stable == (growth(race) < 0)


@settings(deadline=None)
@given(races)
def test_at_the_equilibrium_nothing_moves(race):
    assume(abs(race.margin) > 1e-3)
    point = equilibrium(race)
    assert np.allclose(rates(race, *point), 0, atol=1e-9)


@settings(deadline=None, max_examples=60)
@given(races)
def test_a_stable_race_reaches_its_rest_from_anywhere(race):
    assume(race.margin > 0.05)
    path = simulate(race, years=-40 / growth(race))
    assert np.allclose((path.x[-1], path.y[-1]), rest(race), atol=1e-4)


@settings(deadline=None, max_examples=60)
@given(rate, rate, rate, rate, st.floats(0.01, 5))
def test_below_the_tipping_point_any_scare_grows_without_grievance(a, b, m, n, scare):
    race = Race(a, b, m, n, x0=scare, y0=scare)
    assume(race.margin < -0.05)
    path = simulate(race, years=20 / growth(race), step=0.1)
    assert path.x[-1] > scare
    assert path.y[-1] > scare
    assert verdict(race, path) == "runs away"


@settings(deadline=None)
@given(races)
def test_half_the_step_gives_the_same_end_where_no_floor_is_met(race):
    race = replace(race, r=abs(race.r), s=abs(race.s))
    assume(race.margin > 0.01)
    one, other = simulate(race), simulate(race, step=0.025)
    assert abs(one.x[-1] - other.x[-1]) < 1e-5
    assert abs(one.y[-1] - other.y[-1]) < 1e-5


@settings(deadline=None)
@given(races, st.floats(0, 1))
def test_more_fear_never_means_fewer_arms(race, more):
    path, feared = simulate(race, years=30), simulate(replace(race, a=race.a + more), years=30)
    slack = 1e-9 * (1 + feared.x)
    assert (feared.x >= path.x - slack).all()
    assert (feared.y >= path.y - 1e-9 * (1 + feared.y)).all()


@settings(deadline=None)
@given(races, grudge, grudge)
def test_grievance_cannot_change_whether_a_race_is_stable(race, r, s):
    assert replace(race, r=r, s=s).stable == race.stable


figures = st.lists(st.tuples(st.floats(1, 300), st.floats(1, 300)), min_size=5, max_size=40).map(np.array)


@settings(deadline=None)
@given(figures)
def test_a_fit_leaves_nothing_that_a_straight_line_could_still_explain(table):
    own, other = table.T
    assume(np.linalg.cond(np.column_stack([own[:-1], other[:-1], np.ones(len(own) - 1)])) < 1e5)
    found = fit(own, other)
    left = found.changes - found.fitted
    scale = 1e-6 * (1 + np.abs(table).max()) ** 2 * len(own)
    assert abs(left.sum()) < scale
    assert abs(left @ own[:-1]) < scale
    assert abs(left @ other[:-1]) < scale
    assert -1e-9 <= found.r2 <= 1 + 1e-9


@settings(deadline=None)
@given(figures, st.floats(0.1, 10))
def test_the_unit_of_the_series_changes_only_the_grievance(table, unit):
    own, other = table.T
    assume(np.linalg.cond(np.column_stack([own[:-1], other[:-1], np.ones(len(own) - 1)])) < 1e5)
    one, two = fit(own, other), fit(unit * own, unit * other)
    assert np.allclose((one.fear, one.fatigue), (two.fear, two.fatigue), atol=1e-6)
    assert np.isclose(one.grievance * unit, two.grievance, rtol=1e-4, atol=1e-4)
