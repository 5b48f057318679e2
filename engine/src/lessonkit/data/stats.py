"""Small statistics that lessons and answer keys share, in plain pandas."""

from collections.abc import Iterable

import pandas as pd


def rank_correlation(x: Iterable[float], y: Iterable[float]) -> float:
    """Return Spearman's rank correlation of two equally long columns.

    Pairs in which one value is missing are left out; ties get their mean rank
    (Spearman 1904). Columns with an index are matched by label. The result has
    no unit and lies in [-1, 1]; it is NaN when a column is constant.

    Raises
    ------
    ValueError
        If plain sequences differ in length.
    """
    pairs = pd.DataFrame({"x": x, "y": y}).dropna().astype("float64")
    return float(pairs.rank().corr().to_numpy()[0, 1])
