"""Tables as text, for slides and paper: few columns, few rows, and what was left out is said."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from bs4 import BeautifulSoup

LONGEST_CELL = 90


@dataclass(frozen=True)
class Table:
    """A table of texts.

    ``loads`` names the course's data tables that it was made of; ``of`` is the number of rows before it was cut.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    loads: tuple[str, ...] = ()
    of: int = 0

    @classmethod
    def of_html(cls, html: str, loads: tuple[str, ...] = ()) -> "Table":
        """Return the table that a notebook shows: one of pandas without plain row numbers, or one made for readers.

        The second names its data tables itself.
        """
        (table, *_) = BeautifulSoup(html, "html.parser").select("table.dataframe, table.nc-shown")
        loads = tuple(str(table.get("data-tables", "")).split()) or loads
        columns = _heads([row.find_all("th") for row in table.select("thead tr")])
        rows = [
            [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")
        ]
        if not columns[0] and all(row[0].isdigit() for row in rows):
            columns, rows = columns[1:], [row[1:] for row in rows]
        return cls(tuple(_plain(name) for name in columns), tuple(map(tuple, rows)), loads)

    @classmethod
    def of_frame(cls, frame: pd.DataFrame, loads: tuple[str, ...] = ()) -> "Table":
        """Return a DataFrame as texts; a missing value is a dash."""
        rows = tuple(tuple(_cell(value) for value in row) for row in frame.astype(object).to_numpy().tolist())
        return cls(tuple(_plain(str(name)) for name in frame.columns), rows, loads)

    def cut(self, rows: int, columns: int) -> "Table":
        """Return the first rows and columns; a long cell ends with "…"."""
        kept = tuple(tuple(_short(cell) for cell in row[:columns]) for row in self.rows[:rows])
        return replace(self, columns=self.columns[:columns], rows=kept, of=self.of or len(self.rows))


def _heads(lines: list[Any]) -> list[str]:
    """Return one name a column, from the lines of a head: the last may name the index only, others are levels."""
    texts = [
        [cell.get_text(" ", strip=True) for cell in line for _ in range(int(cell.get("colspan", 1)))] for line in lines
    ]
    index = texts.pop()[0] if len(texts) > 1 and not any(texts[-1][1:]) else ""
    columns = [" ".join(filter(None, level)) for level in zip(*texts, strict=True)]
    return [index or (columns[0] if len(texts) == 1 else ""), *columns[1:]]


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _cell(value: Any) -> str:
    if pd.isna(value):
        return "–"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return (f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}").replace("-", "−")
    return str(value)


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else cell[:LONGEST_CELL].rpartition(" ")[0] + " …"
