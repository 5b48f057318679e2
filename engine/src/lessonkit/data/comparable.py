"""Put figures side by side only if they were counted alike: ``same_basis(a, b)``, ``combine(a, b)``.

Two editions revise each other, two definitions count different things, prices of two years differ by inflation, and a
dollar at purchasing power buys more than a dollar at the bank. A sum or a ratio over such a border means nothing, so
these functions refuse it and say which border it is.
"""

from functools import reduce

import pandas as pd

KEYS = ("iso3", "year")
# What the figures of money must agree in, and what the message calls it. `producer` and `rates` may be in .attrs.
MONEY = {
    "producer": "producer of figures",
    "basis": "definition of defence spending",
    "rates": "kind of exchange rates",
    "prices": "kind of prices",
    "price_base_year": "price base",
}
# What the figures of one producer must agree in, money or not.
ONE_PRODUCER = {"edition": "edition", "series": "series", "measure": "measure"}


class MixedSeries(ValueError):
    """Figures that were not counted alike; the text says in what they differ."""


def same_basis(*frames: pd.DataFrame) -> None:
    """Raise MixedSeries if the rows of the tables were not counted alike.

    Tables of money (those with a definition, prices or exchange rates) must have one producer, definition, price year
    and kind of exchange rates. Tables of one producer, money or not, must have one edition, series and measure. Other
    tables, such as `capitals` or `population`, go with any.
    """
    money = [frame for frame in frames if any(_values(frame, facet) for facet in MONEY if facet != "producer")]
    for group in _groups(frames, money):
        for facet, called in ONE_PRODUCER.items():
            _refuse(_found(group, facet), called)
    for facet, called in MONEY.items():
        _refuse(_found(money, facet), called)


def combine(*frames: pd.DataFrame, on=KEYS) -> pd.DataFrame:
    """Return the tables side by side, one row for each key that all of them have.

    Raises
    ------
    MixedSeries
        If the rows were not counted alike; see `same_basis`.
    ValueError
        If a table lacks a key, or has two rows for one.
    """
    on = list(on)
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


def _groups(frames, money):
    """Return the tables of each producer; tables of money that do not name theirs count as anybody's."""
    unnamed = [frame for frame in frames if not _values(frame, "producer")]
    anybody = [frame for frame in unnamed if any(frame is one for one in money)]
    named = [
        anybody + [_of(frame, producer) for frame in frames if producer in _values(frame, "producer")]
        for producer in sorted(_found(frames, "producer"))
    ]
    return named + [anybody] + [[frame] for frame in unnamed]


def _beside(left, right, on):
    """Return the inner join; what both tables have (edition, prices …) is equal and stays once."""
    extra = [column for column in right if column in on or column not in left]
    return left.merge(right[extra], on=on)


def _refuse(values, called):
    if len(values) > 1:
        raise MixedSeries(
            f"These rows mix more than one {called}: {', '.join(sorted(values))}. Choose one before you compare."
        )


def _found(frames, facet):
    return set().union(*(_values(frame, facet) for frame in frames))


def _values(frame, facet):
    """Return what the rows, or else the table's .attrs, say about a facet, as texts."""
    if facet in frame:
        return {str(value) for value in frame[facet].dropna().unique()}
    return {frame.attrs[facet]} if facet in ("producer", "rates") and facet in frame.attrs else set()


def _of(frame, producer):
    """Return the rows of one producer; a table without the column has only one."""
    return frame[frame["producer"] == producer] if "producer" in frame else frame
