"""What must hold on every road to a target."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nato_course.explorers.path_planner.model import SHAPES, debt, plan, related, shares

roads = st.fixed_dictionaries(
    {
        "gdp": st.floats(1, 30_000),
        "start": st.floats(0.5, 6),
        "target": st.sampled_from([2.1, 3.5, 5.0]),
        "years": st.integers(1, 15),
        "growth": st.floats(-1, 4),
    }
)
kappas = st.floats(1, 4)
few = settings(deadline=None, max_examples=60)


@few
@given(roads, kappas)
def test_front_costs_at_least_as_much_as_linear_and_back_at_most(road, kappa):
    front, linear, back = (plan(**road, shape=shape, kappa=kappa).cumulative for shape in ("front", "linear", "back"))
    slack = 1e-9 * road["gdp"]
    assert (front >= linear - slack).all()
    assert (linear >= back - slack).all()


@few
@given(roads, kappas, st.sampled_from(SHAPES))
def test_the_ends_are_exact_and_the_way_only_rises(road, kappa, shape):
    way = shares(road["start"], road["target"], road["years"], shape, kappa)
    assert len(way) == road["years"] + 1
    assert way[0] == road["start"]
    assert np.isclose(way[-1], max(road["start"], road["target"]))
    assert (np.diff(way) >= -1e-12).all()


@few
@given(roads, kappas, st.sampled_from(SHAPES), st.floats(0.1, 50))
def test_size_drops_out_of_the_share(road, kappa, shape, times):
    small = plan(**road, shape=shape, kappa=kappa)
    large = plan(**{**road, "gdp": times * road["gdp"]}, shape=shape, kappa=kappa)
    assert np.isclose(large.total, times * small.total)
    assert np.isclose(large.total_pct, small.total_pct)


@few
@given(roads, st.floats(-1, 4))
def test_growth_changes_the_money_and_not_the_points(road, growth):
    assert np.isclose(plan(**road).points, plan(**{**road, "growth": growth}).points)
    if growth >= road["growth"]:
        assert plan(**{**road, "growth": growth}).total >= plan(**road).total - 1e-9


@few
@given(roads, st.floats(0, 160), st.floats(0, 6), st.floats(0, 1))
def test_borrowing_never_lowers_debt(road, start, interest, borrowed):
    found = plan(**road)
    some, none = debt(found, start, interest, borrowed), debt(found, start, interest, 0)
    assert (some >= none - 1e-9).all()
    assert some[0] == start
    growth = (1 + interest / 100) / (1 + road["growth"] / 100)
    assert np.allclose(none, start * growth ** np.arange(road["years"] + 1))


@few
@given(roads, kappas, st.sampled_from(SHAPES))
def test_the_second_part_lies_between_nothing_and_its_ceiling(road, kappa, shape):
    found = plan(**road, shape=shape, kappa=kappa)
    more = related(found, 1.5, shape, kappa)
    assert (more >= 0).all()
    assert (more <= 0.015 * found.gdp + 1e-9).all()
