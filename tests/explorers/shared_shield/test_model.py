"""The shared shield on worked cases, on the real tables, and on what it must refuse."""

import numpy as np
import pytest

from lessonkit.data.stats import rank_correlation
from nato_course.explorers.shared_shield import model as shield
from nato_course.explorers.shared_shield.explorer import YEARS, best_fit, figures


@pytest.fixture(scope="module")
def years():
    return {year: figures(year) for year in YEARS}


@pytest.mark.parametrize(
    ("income", "spending"),
    [
        ((100, 90, 80, 5), (21.25, 11.25, 1.25, 0)),
        ((105, 85, 80, 5), (26.25, 6.25, 1.25, 0)),
    ],
)
def test_income_moved_between_payers_leaves_the_total(income, spending):
    result = shield.solve(income, 0.3, 1)
    assert result.contributions == pytest.approx(spending, abs=1e-12)
    assert result.total == pytest.approx(33.75)
    assert result.payers == 3
    assert result.shares == pytest.approx(np.array(spending) / 33.75)


def test_without_spill_over_each_ally_spends_its_own_taste():
    income = np.array([30.0, 2.0, 500.0])
    taste = np.array([0.01, 0.04, 0.02])
    result = shield.solve(income, taste, 0)
    assert (result.contributions == taste * income).all()
    assert result.total == (taste * income).sum()


def test_one_ally_alone_pays_whatever_the_spill_over():
    for theta in shield.THETAS:
        assert shield.solve([40.0], 0.25, theta).contributions == pytest.approx([10.0])


def test_a_stack_of_cases_equals_the_cases_one_by_one():
    income = np.array([9.0, 1.0, 4.0, 4.0])
    tastes = np.array([[0.1, 0.2, 0.1, 0.1], [0.5, 0.1, 0.3, 0.2]])
    thetas = np.array([1.0, 0.2])
    stack = shield.solve(income, tastes, thetas)
    for case, (taste, theta) in enumerate(zip(tastes, thetas, strict=True)):
        single = shield.solve(income, taste, theta)
        assert stack.contributions[case] == pytest.approx(single.contributions)
        assert stack.payers[case] == single.payers


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (([1, -1], 0.1, 0), "income"),
        (([1, float("nan")], 0.1, 0), "income"),
        (([], 0.1, 0), "income"),
        (([1, 2], 0, 0), "taste"),
        (([1, 2], [0.1, 1], 0), "taste"),
        (([1, 2], 0.1, 1.01), "spill-over"),
        (([1, 2], 0.1, -0.1), "spill-over"),
    ],
)
def test_values_out_of_range_are_named(arguments, word):
    with pytest.raises(ValueError, match=word):
        shield.solve(*arguments)


def test_taste_falls_with_distance():
    near, at_length, far = shield.alpha(0.02, 3, [0, 500, 1e9], 500)
    assert near == pytest.approx(0.08)
    assert at_length == pytest.approx(0.02 * (1 + 3 / np.e))
    assert far == pytest.approx(0.02)


def test_chance_limit_for_thirty_one():
    assert shield.critical_r(31) == pytest.approx(1.959964 / np.sqrt(30), abs=1e-6)
    assert round(shield.critical_r(31), 2) == 0.36
    assert shield.critical_r(31, 0.01) > shield.critical_r(31)


@pytest.mark.slow
def test_chance_limit_holds_for_shuffled_ranks():
    rng = np.random.default_rng(1949)
    order = np.arange(31)
    values = [rank_correlation(order, rng.permutation(31)) for _ in range(2000)]
    passed = np.mean(np.abs(values) > shield.critical_r(31))
    assert 0.035 < passed < 0.065


def test_fit_finds_the_parameters_that_made_the_burdens():
    rng = np.random.default_rng(31)
    income = rng.lognormal(size=31)
    distance = rng.uniform(200, 6000, size=31)
    burden = shield.solve(income, shield.alpha(0.021, 2.5, distance, 700), 0.01).burdens
    found = shield.fit(burden, income, distance)
    assert (found.theta, found.alpha0, found.beta, found.length_km) == (0.01, 0.021, 2.5, 700)
    assert found.r2 == pytest.approx(1)
    assert found.burdens == pytest.approx(burden)


# The real tables -------------------------------------------------------------------------


def test_united_states_share_grows_with_the_spill_over(years):
    year = years[2024]
    result = shield.solve(year.gdp, 0.03, np.array([0, 0.01, 0.02, 0.05, 0.1, 1]))
    assert result.shares[:, year.at("USA")].round(2).tolist() == [0.53, 0.62, 0.68, 0.79, 0.92, 1.0]
    assert (31 - result.payers).tolist() == [0, 18, 21, 25, 27, 30]
    assert (result.contributions[1:, year.at("EST")] == 0).all()
    assert year.burden[year.at("EST")] > 3


def test_the_two_rank_correlations_cross(years):
    size = [year.size_r for year in years.values()]
    away = [year.distance_r for year in years.values()]
    expected = [0.23, 0.20, 0.14, 0.19, 0.11, 0.03, 0.09, 0.04, 0.01, -0.07, -0.02]
    assert size == pytest.approx(expected, abs=0.006)
    # Two capitals whose distances are close may change places with the way they are measured.
    expected = [0.13, 0.06, -0.08, -0.08, -0.15, -0.22, -0.21, -0.18, -0.31, -0.43, -0.55]
    assert away == pytest.approx(expected, abs=0.011)
    limit = shield.critical_r(31)
    assert all(abs(r) < limit for r in size)
    assert [year for year, r in zip(YEARS, away, strict=True) if abs(r) > limit] == [2023, 2024]


def test_number_at_two_per_cent(years):
    counts = [int((year.burden >= 2).sum()) for year in years.values()]
    assert counts == [3, 5, 5, 4, 6, 7, 9, 6, 7, 10, 23]


@pytest.mark.slow
def test_best_fits():
    found = {year: best_fit(year) for year in YEARS}
    assert {fit.theta for fit in found.values()} == {0}
    assert found[2014].beta == 0
    assert round(found[2014].r2, 2) == 0
    last = found[2024]
    assert (last.alpha0, last.beta, last.length_km) == (0.018, 3, 600)
    assert round(last.r2, 2) == 0.33
