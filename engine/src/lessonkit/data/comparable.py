"""Put figures side by side only if they were counted alike: ``same_basis(a, b)``, ``combine(a, b)``.

Two editions revise each other, two definitions count different things, prices of two years differ by inflation, and a
dollar at purchasing power buys more than a dollar at the bank. A sum or a ratio over such a border means nothing, so
these functions refuse it and say which border it is. ``course.toml`` lists the borders, as columns and what a message
calls them; what it also lists under `attrs` may stand in a table's ``.attrs`` instead of in a column::

    [data]
    attrs = ["producer", "rates"]

    [data.comparable]
    keys = ["iso3", "year"]                     # what names a row
    money = { producer = "producer of figures", rates = "kind of exchange rates" }
    one_producer = { edition = "edition" }      # for the figures of one producer, money or not
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

import pandas as pd

from lessonkit import course


class MixedSeries(ValueError):
    """Figures that were not counted alike; the text says in what they differ."""


def same_basis(*frames: pd.DataFrame) -> None:
    """Raise MixedSeries if the rows of the tables were not counted alike.

    Tables of money (those with a definition, prices or exchange rates) must have one producer, definition, price year
    and kind of exchange rates. Tables of one producer, money or not, must have one edition, series and measure. Other
    tables, such as `capitals` or `population`, go with any.
    """
    of_money = _settings("money")
    money = [frame for frame in frames if any(_values(frame, facet) for facet in of_money if facet != "producer")]
    for group in _groups(frames, money):
        for facet, called in _settings("one_producer").items():
            _refuse(_found(group, facet), called)
    for facet, called in of_money.items():
        _refuse(_found(money, facet), called)


def combine(*frames: pd.DataFrame, on: Sequence[str] = ()) -> pd.DataFrame:
    """Return the tables side by side, one row for each key that all of them have.

    `on` names the key's columns; by default they are the course's.

    Raises
    ------
    MixedSeries
        If the rows were not counted alike; see `same_basis`.
    ValueError
        If a table lacks a key, or has two rows for one.
    """
    on = list(on or _settings("keys"))
    same_basis(*frames)
    for number, frame in enumerate(frames, start=1):
        name = frame.attrs.get("name", f"number {number}")
        missing = [key for key in on if key not in frame]
        if missing:
            raise ValueError(f"The table {name} has no column {', '.join(missing)}.")
        twice = frame.duplicated(on)
        if twice.any():
            row = " ".join(map(str, frame.loc[twice, on].iloc[0]))
            raise ValueError(f"The table {name} has two rows for {row}. Choose one before you combine.")
    return reduce(lambda left, right: _beside(left, right, on), frames)


def _settings(which: str) -> Any:
    """Return a part of the course's settings, or nothing where it has none."""
    return course.current().data.get("comparable", {}).get(which, {})


def _groups(frames: Sequence[pd.DataFrame], money: list[pd.DataFrame]) -> list[list[pd.DataFrame]]:
    """Return the tables of each producer; tables of money that do not name theirs count as anybody's."""
    unnamed = [frame for frame in frames if not _values(frame, "producer")]
    anybody = [frame for frame in unnamed if any(frame is one for one in money)]
    named = [
        anybody + [_of(frame, producer) for frame in frames if producer in _values(frame, "producer")]
        for producer in sorted(_found(frames, "producer"))
    ]
    return named + [anybody] + [[frame] for frame in unnamed]


def _beside(left: pd.DataFrame, right: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Return the inner join; what both tables have (edition, prices …) is equal and stays once."""
    extra = [column for column in right if column in on or column not in left]
    return left.merge(right[extra], on=on)


def _refuse(values: set[str], called: str) -> None:
    if len(values) > 1:
        raise MixedSeries(
            f"These rows mix more than one {called}: {', '.join(sorted(values))}. Choose one before you compare."
        )


def _found(frames: Iterable[pd.DataFrame], facet: str) -> set[str]:
    return set[str]().union(*(_values(frame, facet) for frame in frames))


def _values(frame: pd.DataFrame, facet: str) -> set[str]:
    """Return what the rows, or else the table's .attrs, say about a facet, as texts."""
    if facet in frame:
        return {str(value) for value in frame[facet].dropna().unique()}
    return {frame.attrs[facet]} if facet in course.current().data.get("attrs", ()) and facet in frame.attrs else set()


def _of(frame: pd.DataFrame, producer: str) -> pd.DataFrame:
    """Return the rows of one producer; a table without the column has only one."""
    return frame[frame["producer"] == producer] if "producer" in frame else frame
