"""Read a CSV file of a source, and refuse it with a clear text when it is not as expected."""

from pathlib import Path

import pandas as pd

from .errors import MakerError


def read_csv(path, columns, numbers=()) -> pd.DataFrame:
    """Return the columns of the file at `path` as text, those in `numbers` as floats.

    Raises MakerError when a column is missing, or a number is not one (with the line).
    """
    name = Path(path).name
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (OSError, ValueError) as trouble:
        raise MakerError(f"{name} cannot be read as a CSV file: {trouble}") from trouble
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise MakerError(f"{name} has no column {', '.join(missing)}")
    table = table[list(columns)].copy()
    for column in numbers:
        parsed = pd.to_numeric(table[column], errors="coerce")
        if parsed.isna().any():
            at = int(parsed.isna().to_numpy().argmax())
            raise MakerError(f"{name}, line {at + 2}, column {column}: a number was expected, not {table[column].iloc[at]!r}")
        table[column] = parsed
    return table
