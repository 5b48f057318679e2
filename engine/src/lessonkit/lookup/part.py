"""One list of the page "Look it up": its rows, and the same as HTML for a reader without a kernel."""

from dataclasses import dataclass, field
from html import escape
from typing import Any

MOST_ROWS = 2000  # a browser searches so many without a pause
LEFT = ' style="text-align:left;vertical-align:top"'


@dataclass(frozen=True)
class Piece:
    """A text in a cell; `url` makes it a link."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    """One entry. The first of its `cells` names it; each cell is a tuple of pieces.

    `facets` holds its value for each filter, several values as a tuple; `years` the first and last
    year it belongs to; `due` the day on which to look at it again, as an ISO date; `also` words that
    find it and are not shown.
    """

    cells: tuple[tuple[Piece, ...], ...]
    key: str = ""
    facets: dict[str, Any] = field(default_factory=dict)
    years: tuple[int, int] | None = None
    due: str = ""
    also: str = ""


@dataclass(frozen=True)
class Part:
    """One list: `noun` is its word for one and for many, `filters` maps a facet to (label, options).

    `folded` says that the table without a kernel is closed at first.
    """

    title: str
    about: str
    noun: tuple[str, str]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    filters: dict[str, tuple[str, list[tuple[str, str]]]] = field(default_factory=dict)
    folded: bool = True

    def __post_init__(self) -> None:
        if len(self.rows) > MOST_ROWS:
            raise ValueError(
                f"{self.title}: {len(self.rows)} rows are too many to search in a page; the limit is {MOST_ROWS}"
            )

    @property
    def count(self) -> str:
        return f"{len(self.rows)} {self.noun[len(self.rows) != 1]}"

    def view(self) -> dict[str, Any]:
        """Return the list as JSON for the browser."""
        years = [row.years for row in self.rows if row.years]
        return {
            "title": self.title,
            "about": self.about,
            "noun": list(self.noun),
            "columns": list(self.columns),
            "filters": [
                {"key": key, "label": label, "options": list(options)} for key, (label, options) in self.filters.items()
            ],
            "years": [min(first for first, _ in years), max(last for _, last in years)] if years else [],
            "due": any(row.due for row in self.rows),
            "rows": [_row(row) for row in self.rows],
        }

    def html(self) -> str:
        """Return the whole list as a table, for a page that has not run."""
        head = "".join(f'<th scope="col"{LEFT}>{escape(name)}</th>' for name in self.columns)
        body = "".join(_html_row(row) for row in self.rows)
        table = f"<table><caption{LEFT}>{escape(self.title)}: {self.count}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        if self.folded:
            table = f"<details><summary>{escape(self.title)}: all {self.count}</summary>{table}</details>"
        return f"<p>{escape(self.about)} Run the cell to search.</p>{table}"


def _row(row: Row) -> dict[str, Any]:
    made: dict[str, Any] = {
        "cells": [[[piece.text, piece.url] if piece.url else [piece.text] for piece in cell] for cell in row.cells]
    }
    made |= {"facets": {key: list(value) if isinstance(value, tuple) else [value] for key, value in row.facets.items()}}
    made |= {name: value for name, value in (("key", row.key), ("due", row.due), ("also", row.also)) if value}
    return made | ({"years": list(row.years)} if row.years else {})


def _html_row(row: Row) -> str:
    first, *rest = row.cells
    anchor = f' id="{escape(row.key)}"' if row.key else ""
    cells = "".join(f"<td{LEFT}>{_html_cell(cell)}</td>" for cell in rest)
    return f'<tr{anchor}><th scope="row"{LEFT}>{_html_cell(first)}</th>{cells}</tr>'


def _html_cell(cell: tuple[Piece, ...]) -> str:
    return "".join(_html_piece(piece) for piece in cell)


def _html_piece(piece: Piece) -> str:
    if not piece.url:
        return escape(piece.text)
    outside = ' target="_blank" rel="noopener"' if piece.url.startswith("http") else ""
    return f'<a href="{escape(piece.url)}"{outside}>{escape(piece.text)}</a>'
