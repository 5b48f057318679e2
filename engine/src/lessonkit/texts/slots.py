"""Texts with slots such as ``{share:.1f}``, which Python fills, and plural forms such as ``{n} {n:ally|allies}``.

In a slot a list is said as "a, b and c", a day as "4 April 1949", and a number below 0 with a proper minus sign.
"""

from datetime import date
from numbers import Number
from string import Formatter
from typing import Any

from lessonkit.texts.words import listed, long_date, minus, plural


class Filler(Formatter):
    """`str.format` with plural forms, lists, days and a proper minus sign."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if bar:
            return plural(value, one, many)
        if isinstance(value, (list, tuple)):
            return listed(value)
        if isinstance(value, date):
            return long_date(value)
        text = format(value, format_spec)
        return minus(text) if isinstance(value, Number) else text


FILLER = Filler()


def slots(text: str) -> set[str]:
    """Return the names of a text's slots.

    Raises
    ------
    ValueError
        If a brace is not closed.
    """
    return {name for _, name, _, _ in FILLER.parse(text) if name is not None}
