"""Dates as a reader sees them: as exact as the table knows them, and no more."""

from typing import Any

import pandas as pd

from lessonkit.texts.words import long_date


def day_text(day: Any, precision: str = "day") -> str:
    """Return "4 April 1949", "April 1949" or "1949"; an empty text for no date."""
    if pd.isna(day):
        return ""
    texts = {"year": f"{day.year}", "month": f"{day:%B} {day.year}"}
    return texts.get(precision, long_date(day))


def span_text(first: str, last: str) -> str:
    """Return "A to B", "A", or "since A" when there is no end; "4–6 May 1999" for days of one month."""
    if not last:
        return f"since {first}"
    if first == last:
        return first
    (day, *month), (_, *last_month) = first.split(), last.split()
    return f"{day}–{last}" if month and month == last_month else f"{first} to {last}"
