"""The table that a question asks about: the rows it needs, under headers for readers.

An author writes ``shows`` with a table (an expression), the columns to show, and perhaps rows (a query). Instead of
these, ``shows`` may be a sentence that says why the question needs no table.
"""

from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

if TYPE_CHECKING:
    import pandas as pd

    from lessonkit.bank.item import Item

MOST_ROWS = 25
"""More rows are no table to read; show sums, or ask for less."""
EMPTY = "–"
NO_BREAK = "\u00a0"


class Shows(TypedDict):
    """What an author writes: `columns` maps a column of the table to its header, with its unit."""

    caption: str
    table: str
    columns: dict[str, str]
    rows: NotRequired[str]


def markdown(item: "Item[Any]") -> str:
    """Return the table as markdown under its caption, or an empty text.

    Raises
    ------
    ValueError
        If ``table`` is no table, or has no such rows or columns; the text says what to change.
    """
    shows = item.shows
    if isinstance(shows, str):
        return ""
    frame = _frame(item, shows)
    columns = {header: _texts(frame[name]) for name, header in shows["columns"].items()}
    sides = ["--:" if _is_number(frame[name]) else ":--" for name in shows["columns"]]
    rows = [list(columns), sides, *map(list, zip(*columns.values(), strict=True))]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([f"**{item.fill(shows['caption']).strip()}**", "", *lines])


def _frame(item: "Item[Any]", shows: Shows) -> "pd.DataFrame":
    frame = item.evaluate(shows["table"])
    if type(frame).__name__ != "DataFrame":
        raise ValueError(f"table gives a {type(frame).__name__}, not a table")
    if "rows" in shows:
        frame = frame.query(shows["rows"])
    if missing := [name for name in shows["columns"] if name not in frame]:
        raise ValueError(f"the table has no column {missing[0]!r}; it has {', '.join(map(str, frame))}")
    if not 0 < len(frame) <= MOST_ROWS:
        raise ValueError(f"{len(frame)} rows; a table to read has 1 to {MOST_ROWS}")
    return frame


def _is_number(column: "pd.Series") -> bool:
    import pandas as pd

    return bool(pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column))


def _texts(column: "pd.Series") -> list[str]:
    if str(column.dtype).startswith("bool"):
        return [EMPTY if cell is None else "yes" if cell else "no" for cell in column.astype(object)]
    digits = _digits(column) if _is_number(column) else 0
    # A year is no amount: it has no comma.
    comma = "" if "year" in str(column.name) else ","
    return [_text(cell, digits, comma) for cell in column]


def _digits(column: "pd.Series") -> int:
    """Return the decimals that the figure with the most of them needs: all figures of a column get the same."""
    shown = [f"{float(cell):.6f}".rstrip("0") for cell in column.dropna()]
    return max((len(text.partition(".")[2]) for text in shown), default=0)


def _text(cell: Any, digits: int, comma: str) -> str:
    import pandas as pd

    if pd.isna(cell):
        return EMPTY
    if isinstance(cell, pd.Timestamp):
        return f"{cell.day} {cell:%B} {cell.year}".replace(" ", NO_BREAK)
    if isinstance(cell, str):
        return " ".join(cell.split()).replace("|", "\\|")
    return f"{float(cell):{comma}.{digits}f}".replace("-", "−")
