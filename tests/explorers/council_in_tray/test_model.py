"""The Brier score and the calibration bins: values worked out by hand."""

from statistics import fmean

import pytest

from nato_course.explorers.council_in_tray import model

THIRDS = (1 / 3, 1 / 3, 1 / 3)


@pytest.mark.parametrize(
    ("forecast", "outcome", "score"),
    [
        ((1, 0, 0), 0, 0),
        ((1, 0, 0), 2, 2),
        (THIRDS, 0, 2 / 3),
        (THIRDS, 2, 2 / 3),
        ((0.5, 0.5, 0), 0, 0.5),
        ((0.6, 0.3, 0.1), 0, 0.16 + 0.09 + 0.01),
        ((0.6, 0.3, 0.1), 1, 0.36 + 0.49 + 0.01),
        ((0.6, 0.3, 0.1), 2, 0.36 + 0.09 + 0.81),
        ((0.7, 0.3), 0, 0.18),  # with two outcomes: twice the score of the half form
    ],
)
def test_scores_worked_by_hand(forecast, outcome, score):
    assert model.brier(forecast, outcome) == pytest.approx(score)


@pytest.mark.parametrize("forecast", [(), (0.5, 0.4), (0.5, 0.6), (1.2, -0.2), (float("nan"), 1), (2,)])
def test_what_is_no_forecast_is_refused(forecast):
    with pytest.raises(ValueError, match=r"between 0 and 1|add up to 1"):
        model.brier(forecast, 0)


@pytest.mark.parametrize("outcome", [3, -1, 1.5, "0"])
def test_an_outcome_that_was_not_asked_about_is_refused(outcome):
    with pytest.raises(ValueError, match="no outcome"):
        model.brier(THIRDS, outcome)


def test_the_running_mean_of_three_scores():
    assert model.running_mean([1.0, 0.0, 0.5]) == pytest.approx([1, 0.5, 0.5])


def test_the_base_rates_of_twelve_files():
    """Six, five and one of twelve: their own shares score 1 − (36 + 25 + 1)/144, less than any other single forecast."""
    outcomes = [0] * 6 + [1] * 5 + [2]
    shares = model.frequencies(outcomes, 3)
    assert shares == pytest.approx((0.5, 5 / 12, 1 / 12))
    scores = [model.brier(shares, outcome) for outcome in outcomes]
    assert fmean(scores) == pytest.approx(1 - 62 / 144)
    always_nothing = [model.brier((1, 0, 0), outcome) for outcome in outcomes]
    assert fmean(always_nothing) == pytest.approx(1.0)


def test_no_outcomes_have_no_shares():
    with pytest.raises(ValueError, match="no outcomes"):
        model.frequencies([], 3)


def test_bins_worked_by_hand():
    bins = model.calibration([(0.7, 0.3, 0), (0.7, 0.2, 0.1), (0.1, 0.3, 0.6)], [0, 1, 2])
    assert [one.count for one in bins] == [3, 3, 3]
    assert [one.stated for one in bins] == pytest.approx([0.2 / 3, 0.8 / 3, 2.0 / 3])
    assert [one.happened for one in bins] == pytest.approx([0, 1 / 3, 2 / 3])


def test_an_edge_belongs_to_the_range_above_and_certainty_to_the_last():
    bins = model.calibration([(0.8, 0.2, 0), (1, 0, 0)], [0, 0])
    assert [one.stated for one in bins] == pytest.approx([0, 0.2, 0.9])
    assert [one.count for one in bins] == [3, 1, 2]


def test_no_forecasts_make_no_bins_and_lists_of_two_lengths_are_refused():
    assert model.calibration([], []) == []
    with pytest.raises(ValueError, match="shorter"):
        model.calibration([THIRDS], [])
