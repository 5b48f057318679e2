"""Who held a post, for how long, and what else happened meanwhile.

"Meanwhile" is a statement about dates. It says nothing about causes.
"""

import pandas as pd

DAYS_PER_YEAR = 365.25


def days(terms: pd.DataFrame) -> pd.Series:
    """Return the length of each completed term in days; a term that still runs is missing.

    terms: rows with ``start`` and ``end``. A term runs up to, but not including, its end.
    """
    return (terms["end"] - terms["start"]).dt.days


def began(dates: pd.Series, start: pd.Timestamp, end: pd.Timestamp) -> pd.Series:
    """Return which dates lie in the term: from ``start`` up to, but not including, ``end``."""
    return (dates >= start) & (dates < end)


def before(dates: pd.Series, day: pd.Timestamp) -> int:
    """Return how many dates lie before the day."""
    return int((dates < day).sum())


def growth(series: pd.Series) -> pd.Series:
    """Return the change from year to year in per cent, for a series by year."""
    return 100 * series.sort_index().pct_change().dropna()
