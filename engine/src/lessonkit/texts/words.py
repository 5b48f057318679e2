"""Small helpers for sentences: lists, dates, numbers with their sign, plurals."""

from collections.abc import Iterable
from datetime import date


def listed(words: Iterable[str]) -> str:
    """Return words as "a, b and c".

    Raises
    ------
    ValueError
        If there is none.
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def long_date(day: date) -> str:
    """Return a day as "4 April 1949"."""
    return f"{day.day} {day:%B %Y}"


def minus(text: str) -> str:
    """Return a number's text with a proper minus sign."""
    return text.replace("-", "−")


def signed(number: float, digits: int = 2) -> str:
    """Return a number with its sign; what rounds to nothing has none."""
    rounded = round(number, digits)
    return minus(f"{rounded:+.{digits}f}") if rounded else f"{0:.{digits}f}"


def percent(number: float) -> str:
    """Return a number with "%", and with one decimal where there is one: "74.5 %"."""
    return minus(f"{round(number, 1):g} %")


def plural(number: float, one: str, many: str) -> str:
    """Return the form that goes with a number: plural(1, "ally", "allies") is "ally"."""
    return one if number == 1 else many


def counted(number: float, one: str, many: str) -> str:
    """Return a number with its noun: "1 ally" or "3 allies"."""
    return f"{number} {plural(number, one, many)}"
