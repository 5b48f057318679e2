"""rank_correlation(): ranks, ties, gaps."""

import numpy as np
import pandas as pd
import pytest

from lessonkit.data.stats import rank_correlation


def test_equal_values_share_their_mean_rank():
    # Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5, squares 4.5 and 5.
    assert rank_correlation([1, 2, 2, 9], [0, 1, 5, 7]) == pytest.approx(4.5 / np.sqrt(4.5 * 5))
    assert rank_correlation([1, 2, 3], [9, 8, -4]) == pytest.approx(-1)


def test_pairs_with_a_gap_are_left_out_and_labels_are_matched():
    one = pd.Series({"a": 1.0, "b": 2.0, "c": 3.0, "d": None})
    other = pd.Series({"d": 9.0, "c": 30.0, "b": 20.0, "a": 10.0})
    assert rank_correlation(one, other) == pytest.approx(1)
    assert np.isnan(rank_correlation([1, 1, 1], [1, 2, 3]))


def test_columns_of_two_lengths_are_refused():
    with pytest.raises(ValueError, match="same length"):
        rank_correlation([1, 2], [1, 2, 3])
