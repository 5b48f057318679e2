"""Read a CSV file of a source, and refuse it with a clear text when it is not as expected."""

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from lessonkit import course
from nato_course.makers.errors import MakerError


def read_csv(
    path: Path,
    columns: Sequence[str] | Callable[[list[str]], list[str]],
    numbers: Sequence[str] = (),
    optional: Sequence[str] = (),
    encoding: str = "utf-8-sig",
) -> pd.DataFrame:
    """Return the columns of the file at `path` as text, those in `numbers` and `optional` as floats.

    `columns` may be a function that chooses from the header. The index is the line in the file. A cell of `optional`
    may be empty or "NA".

    Raises
    ------
    MakerError
        If a column is missing, a row has too few or too many cells, or a number is not one or is infinite; the text
        names the line.
    """
    name = shown(path)
    try:
        with open(path, newline="", encoding=encoding) as stream:
            header, lines, rows = _rows(name, stream)
    except (OSError, UnicodeError, csv.Error) as trouble:
        raise MakerError(f"{name} cannot be read as a CSV file: {trouble}") from trouble
    wanted = columns(header) if callable(columns) else columns
    missing = [column for column in wanted if column not in header]
    if missing:
        raise MakerError(f"{name} has no column {', '.join(missing)}")
    places = [header.index(column) for column in wanted]
    table = pd.DataFrame(
        [[row[place] for place in places] for row in rows], index=lines, columns=list(wanted), dtype="str"
    )
    for column in (*numbers, *optional):
        parsed = pd.to_numeric(table[column], errors="coerce")
        empty = table[column].isin(["", "NA"]) & (column in optional)
        refuse(path, table, ~np.isfinite(parsed) & ~empty, column, "a number")
        table[column] = parsed
    return table


def refuse(path: Path, table: pd.DataFrame, wrong: pd.Series, column: str, expected: str) -> None:
    """Raise MakerError, naming the first line of `table` for which `wrong` is true."""
    if wrong.any():
        at = int(wrong.to_numpy().argmax())
        value = table[column].iloc[at]
        raise MakerError(
            f"{shown(path)}, line {table.index[at]}, column {column}: {expected} was expected, not {value!r}"
        )


def require(path: Path, found: Iterable[str], expected: Collection[str]) -> None:
    """Raise MakerError if codes that are `expected` are not among those `found`."""
    missing = sorted(set(expected) - set(found))
    if missing:
        raise MakerError(f"{shown(path)}: these are missing: {', '.join(missing)}")


def shown(path: Path) -> str:
    """Return a file's name for a message, with its folders if it is one of the course's own."""
    root = course.current().root
    full = Path(path).resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else full.name


def _rows(name: str, stream: Iterator[str]) -> tuple[list[str], list[int], list[list[str]]]:
    """Return the header, and for each row its line in the file and its cells."""
    reader = csv.reader(stream)
    header = next(reader, None)
    if not header:
        raise MakerError(f"{name} cannot be read as a CSV file: it is empty")
    lines, rows, line = [], [], reader.line_num + 1
    for row in reader:
        if row and len(row) != len(header):
            cut = "the row is cut short" if len(row) < len(header) else "the row is too long"
            raise MakerError(f"{name}, line {line}: {cut}, {len(row)} cells for {len(header)} columns")
        if row:
            lines.append(line)
            rows.append(row)
        line = reader.line_num + 1
    return header, lines, rows
