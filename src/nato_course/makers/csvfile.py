"""Read a CSV file of a source, and refuse it with a clear text when it is not as expected."""

import csv
from pathlib import Path

import pandas as pd

from nato_course.makers.errors import MakerError


def read_csv(path, columns, numbers=(), optional=(), encoding="utf-8-sig") -> pd.DataFrame:
    """Return the columns of the file at `path` as text, those in `numbers` and `optional` as floats.

    `columns` may be a function that chooses from the header. The index is the line in the file. A cell of `optional`
    may be empty or "NA". Raises MakerError when a column is missing, a row has too few or too many cells, or a number
    is not one (with the line).
    """
    name = Path(path).name
    try:
        with open(path, newline="", encoding=encoding) as stream:
            header, lines, rows = _rows(name, csv.reader(stream))
    except (OSError, UnicodeError, csv.Error) as trouble:
        raise MakerError(f"{name} cannot be read as a CSV file: {trouble}") from trouble
    columns = columns(header) if callable(columns) else columns
    missing = [column for column in columns if column not in header]
    if missing:
        raise MakerError(f"{name} has no column {', '.join(missing)}")
    places = [header.index(column) for column in columns]
    table = pd.DataFrame(
        [[row[place] for place in places] for row in rows], index=lines, columns=list(columns), dtype="str"
    )
    for column in (*numbers, *optional):
        parsed = pd.to_numeric(table[column], errors="coerce")
        empty = table[column].isin(["", "NA"]) & (column in optional)
        refuse(path, table, parsed.isna() & ~empty, column, "a number")
        table[column] = parsed
    return table


def refuse(path, table, wrong, column, expected):
    """Raise MakerError, naming the first line of `table` for which `wrong` is true."""
    if wrong.any():
        at = int(wrong.to_numpy().argmax())
        value = table[column].iloc[at]
        raise MakerError(
            f"{Path(path).name}, line {table.index[at]}, column {column}: {expected} was expected, not {value!r}"
        )


def require(path, found, expected):
    """Raise MakerError if codes that are `expected` are not among those `found`."""
    missing = sorted(set(expected) - set(found))
    if missing:
        raise MakerError(f"{Path(path).name}: these are missing: {', '.join(missing)}")


def _rows(name, reader):
    """Return the header, and for each row its line in the file and its cells."""
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
