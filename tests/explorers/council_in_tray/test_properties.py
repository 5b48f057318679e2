"""What must hold for every set of forecasts."""

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_course.explorers.council_in_tray import model


@st.composite
def forecasts(draw, kinds=3):
    weights = draw(st.lists(st.integers(0, 100), min_size=kinds, max_size=kinds).filter(any))
    return tuple(weight / sum(weights) for weight in weights)


@st.composite
def records(draw):
    """Some forecasts of three outcomes, with what happened."""
    made = draw(st.lists(st.tuples(forecasts(), st.integers(0, 2)), min_size=1, max_size=20))
    return [forecast for forecast, _ in made], [outcome for _, outcome in made]


@given(forecasts(), st.integers(0, 2))
def test_a_score_lies_between_best_and_worst(forecast, outcome):
    assert 0 <= model.brier(forecast, outcome) <= 2


@given(forecasts(), st.integers(0, 2))
def test_zero_means_certain_and_right(forecast, outcome):
    assert (model.brier(forecast, outcome) < 1e-12) == (forecast[outcome] > 1 - 1e-6)


@given(forecasts(), st.permutations(range(3)), st.integers(0, 2))
def test_the_order_in_which_outcomes_are_listed_changes_nothing(forecast, order, outcome):
    shuffled = [forecast[position] for position in order]
    assert model.brier(shuffled, order.index(outcome)) == pytest.approx(model.brier(forecast, outcome))


@given(forecasts(), forecasts())
def test_nobody_gains_by_saying_something_else_than_they_believe(truth, said):
    """The score is proper: if `truth` holds, stating it has the smallest expected score."""

    def expected(forecast):
        return sum(chance * model.brier(forecast, outcome) for outcome, chance in enumerate(truth))

    assert expected(truth) <= expected(said) + 1e-12
    distance = sum((a - b) ** 2 for a, b in zip(truth, said, strict=True))
    assert expected(said) - expected(truth) == pytest.approx(distance, abs=1e-9)


@given(records())
def test_the_shares_are_the_best_single_forecast_in_hindsight(record):
    made, outcomes = record
    shares = model.frequencies(outcomes, 3)

    def total(forecast):
        return sum(model.brier(forecast, outcome) for outcome in outcomes)

    assert all(total(shares) <= total(other) + 1e-9 for other in made)


@given(records())
def test_bins_lose_nothing(record):
    made, outcomes = record
    bins = model.calibration(made, outcomes)
    assert sum(one.count for one in bins) == 3 * len(made)
    assert sum(one.count * one.stated for one in bins) == pytest.approx(len(made))
    assert sum(one.count * one.happened for one in bins) == pytest.approx(len(made))
    assert [one.stated for one in bins] == sorted(one.stated for one in bins)


@given(st.lists(st.floats(0, 2), min_size=1, max_size=30))
def test_the_running_mean_ends_at_the_mean(scores):
    means = model.running_mean(scores)
    assert len(means) == len(scores)
    assert means[0] == scores[0]
    assert means[-1] == pytest.approx(fmean(scores))
