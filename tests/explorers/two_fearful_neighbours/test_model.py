"""The arms race: known values, the sides, the tipping point, and the fit to real figures."""

import numpy as np
import pytest

from nato_course import load
from nato_course.explorers.two_fearful_neighbours.model import (
    Race,
    equilibrium,
    fit,
    rest,
    simulate,
    verdict,
)

CALM = Race(a=0.2, b=0.2, m=0.3, n=0.3, r=0.1, s=0.1, x0=2, y0=0.5)


def exactly(race, years):
    """The path's end by the matrix exponential: another way, for a race that never meets the floor."""
    matrix = np.array([[-race.m, race.a], [race.b, -race.n]])
    values, vectors = np.linalg.eig(matrix)
    away = np.array([race.x0, race.y0]) - equilibrium(race)
    return vectors @ (np.exp(values * years) * np.linalg.solve(vectors, away)) + equilibrium(race)


def end(race, **options):
    path = simulate(race, **options)
    return path.x[-1], path.y[-1]


def test_the_worked_example():
    assert equilibrium(CALM) == pytest.approx((1, 1))
    assert end(CALM) == pytest.approx((1, 1), abs=0.01)
    assert verdict(CALM, simulate(CALM)) == "settles"


def test_the_path_is_the_exact_one():
    for race in (CALM, Race(0.4, 0.5, 0.2, 0.3, 0.1, 0.2, 0.1, 0.3), Race(0.1, 0.2, 0.9, 0.4, 0.5, 0.3, 3, 1)):
        assert end(race, years=20) == pytest.approx(exactly(race, 20), rel=1e-6)


def test_the_floor_holds_within_a_step():
    race = Race(a=1, b=0, m=1, n=1, r=1, s=-1)
    assert end(race) == pytest.approx((1, 0), abs=1e-9)


def test_half_the_step_gives_the_same_end():
    assert end(CALM) == pytest.approx(end(CALM, step=0.025), abs=1e-5)


def test_the_path_has_sixty_years_and_starts_at_the_start():
    path = simulate(CALM)
    assert path.t[0] == 0
    assert path.t[-1] == pytest.approx(60)
    assert len(path.t) == 1201
    assert (path.x[0], path.y[0]) == (2, 0.5)


def test_with_high_fear_a_scare_runs_away_without_any_grievance():
    race = Race(a=0.4, b=0.4, m=0.3, n=0.3, x0=0.1, y0=0.1)
    path = simulate(race)
    assert race.margin < 0
    assert (np.diff(path.x) > 0).all()
    assert verdict(race, path) == "runs away"


def test_goodwill_disarms_a_race_that_settles():
    race = Race(a=0.2, b=0.2, m=0.3, n=0.3, r=-0.1, s=-0.1, x0=2, y0=2)
    assert equilibrium(race) == pytest.approx((-1, -1))
    assert rest(race) == (0, 0)
    assert end(race) == (0, 0)
    assert verdict(race, simulate(race)) == "disarms"


@pytest.mark.parametrize(("start", "said"), [(0.9, "disarms"), (1.1, "runs away"), (1.0, "balances")])
def test_beyond_the_tipping_point_the_start_decides(start, said):
    race = Race(a=0.4, b=0.4, m=0.3, n=0.3, r=-0.1, s=-0.1, x0=start, y0=start)
    assert equilibrium(race) == pytest.approx((1, 1))
    assert verdict(race, simulate(race)) == said


def test_with_equal_products_grievance_makes_it_grow_for_ever():
    even = Race(a=0.3, b=0.3, m=0.3, n=0.3, r=0.1, s=0.1)
    assert equilibrium(even) is None
    assert not even.stable
    assert verdict(even, simulate(even)) == "runs away"
    assert end(even) == pytest.approx((6, 6))


def test_one_side_alone_can_come_to_rest():
    race = Race(a=0.1, b=0.1, m=0.5, n=0.5, r=0.5, s=-1, x0=1, y0=1)
    assert rest(race) == (1.0, 0.0)
    assert end(race) == pytest.approx((1, 0), abs=1e-6)
    mirrored = Race(a=0.1, b=0.1, m=0.5, n=0.5, r=-1, s=0.5, x0=1, y0=1)
    assert rest(mirrored) == (0.0, 1.0)
    assert end(mirrored) == pytest.approx((0, 1), abs=1e-6)


def test_an_unstable_race_can_still_leave_one_side_at_rest():
    race = Race(a=0.5, b=0.5, m=0.4, n=0.4, r=-2, s=0.4, x0=0, y0=1)
    assert verdict(race, simulate(race)) == "settles"


def test_technology_changes_the_verdict():
    race = Race(a=0.4, b=0.4, m=0.3, n=0.3, x0=0.1, y0=0.1)
    assert not race.with_technology(1.5).stable
    assert race.with_technology(0.5).stable
    assert verdict(race.with_technology(0.5), simulate(race.with_technology(0.5))) == "disarms"


@pytest.mark.parametrize("bad", [{"a": -0.1}, {"x0": -1}, {"r": float("nan")}, {"m": float("inf")}])
def test_impossible_numbers_are_refused(bad):
    with pytest.raises(ValueError, match=r"must be finite|below 0"):
        Race(**{"a": 0.2, "b": 0.2, "m": 0.3, "n": 0.3} | bad)


def test_an_unstable_race_has_no_rest():
    with pytest.raises(ValueError, match="above a b"):
        rest(Race(0.5, 0.5, 0.1, 0.1))


# The fit -----------------------------------------------------------------------------------


def series(column, last=1988):
    table = load("capabilities")
    table = table[table["year"].between(1949, last)]
    return [table.loc[table["iso3"] == code, column].to_numpy(float) for code in ("USA", "SUN")]


def test_a_fit_finds_the_numbers_that_made_the_figures():
    x, y = [5.0], [2.0]
    for _ in range(30):
        x.append(x[-1] + 0.2 * y[-1] - 0.3 * x[-1] + 0.5)
        y.append(y[-1] + 0.1 * x[-2] - 0.2 * y[-1] + 0.4)
    found = fit(x, y)
    assert (found.fear, found.fatigue, found.grievance) == pytest.approx((0.2, 0.3, 0.5))
    assert found.r2 == pytest.approx(1)
    assert found.miss == pytest.approx(0, abs=1e-9)
    assert found.wrong == ()


def test_one_budget_has_the_signs_of_the_model_and_the_other_has_not():
    usa, sun = (values / 1e6 for values in series("spending_usd_thousand"))
    west, east = fit(usa, sun), fit(sun, usa)
    assert west.wrong == ()
    assert east.wrong == ("fear", "fatigue")
    assert (west.r2, east.r2) == pytest.approx((0.471, 0.708), abs=0.001)
    assert west.miss > 0.6 * west.moved


def test_the_break_of_1989_ruins_the_soviet_fit():
    usa, sun = (values / 1e6 for values in series("spending_usd_thousand", 1989))
    east = fit(sun, usa)
    assert east.r2 < 0.12
    assert np.abs(east.changes - east.fitted).argmax() == len(east.changes) - 1


def test_soldiers_hardly_fit_at_all():
    usa, sun = (values / 1000 for values in series("personnel_thousand"))
    for found in (fit(usa, sun), fit(sun, usa)):
        assert found.r2 < 0.15
        assert "fear" in found.wrong
        assert found.miss > found.moved


def test_a_series_that_never_changes_explains_nothing():
    assert fit([3.0] * 6, [1, 2, 3, 4, 5, 6]).r2 == 0


@pytest.mark.parametrize(
    ("own", "other"), [([1, 2, 3, 4], [1, 2, 3, 4]), ([1, 2, 3, 4, 5], [1, 2, 3, 4]), ([[1] * 5], [[1] * 5])]
)
def test_a_fit_refuses_too_little(own, other):
    with pytest.raises(ValueError, match="same length"):
        fit(own, other)
