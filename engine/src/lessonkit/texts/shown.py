"""Tables for readers: ``table("treaty-articles")`` shows one in full words. ``content/shown.yml`` describes them.

An entry has these fields::

    treaty-articles:
      caption: Fourteen articles, and who acts
      make: garden_course.shown:treaty_articles   # returns the DataFrame
      of: [treaty]                                # the data tables that it is made of: they give source and edition
      source: The treaty of 1949                  # only where another name says it better
      columns: {article: Article, share: Share of GDP (%)}   # what is shown, in order; units stand in the heads
      decimals: {share: 1}                        # of numbers that are no whole numbers
"""

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from lessonkit import course
from lessonkit.data.tables import load
from lessonkit.texts.words import long_date, minus

CELL = "padding:6px 10px;vertical-align:top;white-space:normal;overflow-wrap:break-word"
LEFT, RIGHT = f"text-align:left;{CELL}", f"text-align:right;font-variant-numeric:tabular-nums;{CELL}"
CAPTION = "text-align:left;caption-side:top;padding:0 10px 6px"


class UnknownShown(KeyError):
    """A table that ``content/shown.yml`` does not have; the text gives the nearest."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Shown:
    """What one entry says, with its rows as they are read. `of` names data tables; `source` goes before theirs."""

    caption: str
    make: str
    columns: dict[str, str]
    of: tuple[str, ...] = ()
    source: str = ""
    decimals: dict[str, int] = field(default_factory=dict)

    @property
    def frame(self) -> pd.DataFrame:
        """The rows, with the columns that are shown, in their order."""
        made: pd.DataFrame = course.current().imported(self.make)()
        return made[list(self.columns)]

    @property
    def origin(self) -> str:
        """Source, edition and the day of retrieval, in a sentence or two for each data table."""
        told = [load(name).attrs for name in self.of]
        if self.source:
            days = sorted({attrs["retrieved"] for attrs in told})
            return f"Source: {self.source}." + (f" Retrieved {_day(days[-1])}." if days else "")
        return " ".join(
            f"Source: {attrs['source']}. Edition: {attrs['edition']}. Retrieved {_day(attrs['retrieved'])}."
            for attrs in told
        )


class Table:
    """A table for reading, as HTML and as plain text."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        frame = shown.frame
        self.heads = list(shown.columns.values())
        self.numbers = [pd.api.types.is_numeric_dtype(kind) and not _yes_no(kind) for kind in frame.dtypes]
        digits = [shown.decimals.get(name, 0) for name in frame]
        self.rows = [
            [text(value, places) for value, places in zip(row, digits, strict=True)]
            for row in frame.astype(object).to_numpy().tolist()
        ]

    def __repr__(self) -> str:
        rows = [
            "; ".join(f"{head}: {cell}" for head, cell in zip(self.heads, row, strict=True)).rstrip(".") + "."
            for row in self.rows
        ]
        return "\n".join([self.shown.caption, *(f"- {row}" for row in rows), self.shown.origin])

    def _repr_html_(self) -> str:
        caption = f"<strong>{escape(self.shown.caption)}</strong><br><small>{escape(self.shown.origin)}</small>"
        head = "".join(
            f'<th scope="col" style="{_side(number)}">{escape(name)}</th>'
            for name, number in zip(self.heads, self.numbers, strict=True)
        )
        body = "".join(f"<tr>{self._cells(row)}</tr>" for row in self.rows)
        # A wide table scrolls inside its own box; Tab reaches the box, so that the arrow keys scroll it.
        return (
            f'<div style="overflow-x:auto" role="group" tabindex="0" aria-label="{escape(self.shown.caption)}">'
            f'<table class="nc-shown" data-tables="{escape(" ".join(self.shown.of))}" style="margin:0">'
            f'<caption style="{CAPTION}">{caption}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _cells(self, row: list[str]) -> str:
        (first, *rest), (first_number, *numbers) = row, self.numbers
        cells = [f'<td style="{_side(number)}">{escape(cell)}</td>' for cell, number in zip(rest, numbers, strict=True)]
        return f'<th scope="row" style="{_side(first_number)}">{escape(first)}</th>{"".join(cells)}'


def table(name: object) -> Table:
    """Return a table for reading: ``table("treaty-articles")``.

    Raises
    ------
    UnknownShown
        If ``content/shown.yml`` has none of that name; the text gives the nearest.
    """
    known = tables()
    if not isinstance(name, str) or name not in known:
        near = get_close_matches(str(name)[:60], known, 1, 0)
        hint = f'Did you mean table("{near[0]}")?' if near else "This course has none."
        raise UnknownShown(f"There is no table for readers of that name. {hint}")
    return Table(known[name])


def tables() -> dict[str, Shown]:
    """Return every table for readers by name; none where the course has no ``content/shown.yml``.

    Raises
    ------
    ValueError
        If an entry lacks a field or has an unknown one; the text names it.
    """
    path = course.current().content / "shown.yml"
    return _read(path, path.stat().st_mtime_ns) if path.exists() else {}


@cache
def _read(path: Path, _stamp: int) -> dict[str, Shown]:
    made = {}
    for name, fields in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        try:
            made[name] = Shown(**fields | {"of": tuple(fields.get("of", ()))})
        except (TypeError, AttributeError) as trouble:
            raise ValueError(f"{path.name}, {name}: a field is missing or unknown ({trouble})") from None
    return made


def text(value: Any, decimals: int = 0) -> str:
    """Return a value as people write it: "4 April 1949", "1,643", "−0.55", "Yes"; a dash where there is none, words with a capital."""
    if pd.isna(value):
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):  # a pandas Timestamp is one
        return long_date(value)
    if isinstance(value, int | float):
        return minus(f"{value:,.{decimals}f}")
    words = str(value)
    return words[:1].upper() + words[1:]


def _yes_no(kind: Any) -> bool:
    return bool(pd.api.types.is_bool_dtype(kind))


def _side(number: bool) -> str:
    return RIGHT if number else LEFT


def _day(iso: str) -> str:
    return long_date(date.fromisoformat(iso))
