"""Tell whether two values are equal in whatever dress, and where they differ if not.

The ladder of messages: kind of thing, shape, unit (off by 100 or 1000), near value,
exact. Row order, dtype, float noise, numpy scalars, Decimal, missing values, text with
spaces or thousands marks are dress, not difference. No message contains the key.
"""

import datetime
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeGuard

import numpy as np
import pandas as pd

from lessonkit.judging import plain
from lessonkit.judging.numerals import readings

KIND, SHAPE, ORDER, UNIT, NEAR, VALUE = "kind", "shape", "order", "unit", "near", "value"
FAR_LONGER = 5_000
"""Beyond this many surplus entries nothing is compared one by one."""
RELATIVE, ABSOLUTE = 1e-6, 1e-9
"""Float noise: closer than this is equal when an item names no tolerance."""


@dataclass(frozen=True)
class Difference:
    """The first step of the ladder on which two values part; `score` is what the answer still earns."""

    step: str
    message: str
    score: float = 0.0


# -- one cell ---------------------------------------------------------------------------------


class _Missing:
    def __repr__(self) -> str:
        return "missing"


MISSING = _Missing()
Cell: TypeAlias = "bool | float | str | pd.Timestamp | tuple[Cell, ...] | plain.Unreadable | _Missing"


def scalar(value: Any) -> Cell:
    """Return one cell as MISSING, bool, float, str, Timestamp or tuple."""
    if type(value) is float:
        return MISSING if value != value else value
    if plain.is_a(value, tuple):
        return tuple(scalar(cell) for cell in tuple.__iter__(value))
    if plain.is_a(value, pd.Period):
        start: pd.Timestamp = value.start_time
        return start
    if plain.is_a(value, datetime.date, np.datetime64):
        stamp = pd.Timestamp(value)
        return MISSING if pd.isna(stamp) else stamp.tz_localize(None)
    cell = plain.plain(value)
    if cell is None or cell != cell:
        return MISSING
    if type(cell) is int:
        return float(cell) if abs(cell) < 1e300 else math.inf
    if type(cell) is str:
        return " ".join(unicodedata.normalize("NFC", cell).split())
    return cell if type(cell) in (bool, float) else plain.Unreadable(plain.type_name(value))


def same(got: Cell, want: Cell, tolerance: float | None = None) -> bool:
    """Tell whether two cells (made by `scalar`) are equal; `want` says what dress counts."""
    if want is MISSING or got is MISSING:
        return got is want
    if type(want) is tuple:
        return (
            type(got) is tuple
            and len(got) == len(want)
            and all(same(g, w, tolerance) for g, w in zip(got, want, strict=True))
        )
    if _is_number(want):
        if type(got) is str:
            return type(want) is float and any(close(number, want, tolerance) for number in readings(got))
        return _is_number(got) and close(float(got), float(want), tolerance)
    if type(want) is pd.Timestamp:
        return _stamp(got) == want
    return type(got) is type(want) and got == want


def _is_number(cell: object) -> TypeGuard[float]:
    return type(cell) in (bool, float)


def _is_stamp(cell: object) -> TypeGuard[pd.Timestamp]:
    return type(cell) is pd.Timestamp


def close(got: float, want: float, tolerance: float | None = None) -> bool:
    """Tell whether two numbers are equal up to an absolute tolerance, or up to float noise."""
    if tolerance is None:
        return math.isclose(got, want, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    # A difference of exactly the tolerance counts, float noise included.
    return abs(got - want) <= tolerance * (1 + 1e-9) + 1e-12 * max(1.0, abs(want))


def _stamp(cell: Cell) -> object:
    if type(cell) is str:
        try:
            return pd.Timestamp(cell)
        except (ValueError, OverflowError):
            return None
    return cell


def _label(cell: Cell) -> Cell:
    """Return a cell as something that can be looked up: numbers free of float noise."""
    if type(cell) is tuple:
        return tuple(map(_label, cell))
    if _is_number(cell):
        return float(f"{float(cell):.12g}")
    if _is_stamp(cell):
        return str(cell.isoformat())
    return cell


# -- kinds of thing ---------------------------------------------------------------------------

NOUNS = {
    "nothing": "nothing (None)",
    "truth": "a truth value (True or False)",
    "number": "a number",
    "text": "text",
    "date": "a date",
    "column": "a Series (one column with labels)",
    "table": "a DataFrame (a table)",
    "list": "a list of values",
    "set": "a set",
    "dict": "a dictionary",
    "function": "a function",
    "group": "groups without a value yet",
    "odd": "something else",
}


def family(value: Any) -> str:
    """Return which of `NOUNS` a value is."""
    kind = plain.is_a
    if value is None or value is pd.NA or value is pd.NaT:
        return "nothing"
    if kind(value, bool, np.bool_):
        return "truth"
    if kind(value, str):
        return "text"
    if kind(value, datetime.date, np.datetime64, pd.Period):
        return "date"
    if kind(value, pd.DataFrame):
        return "table"
    if kind(value, pd.Series):
        return "column"
    if kind(value, dict):
        return "dict"
    if kind(value, set, frozenset):
        return "set"
    if kind(value, list, tuple, pd.Index, np.ndarray, range, pd.api.extensions.ExtensionArray):
        return "number" if kind(value, np.ndarray) and value.ndim == 0 else "list"
    if kind(value, pd.api.typing.SeriesGroupBy, pd.api.typing.DataFrameGroupBy):
        return "group"
    if type(plain.plain(value)) in (int, float):
        return "number"
    if kind(value, type(len), type(family), type([].append), type(_label.__get__(0)), type):
        return "function"
    return "number" if plain.number_of(value) is not None else "odd"


def describe(value: object) -> str:
    kind = family(value)
    return f"an object of type {plain.quoted(plain.type_name(value))}" if kind == "odd" else NOUNS[kind]


def differ(got: Any, want: Any, tolerance: float | None = None, order: str = "any") -> Difference | None:
    """Return where `got` differs from `want`, or None when they are equal.

    Parameters
    ----------
    got
        Any object.
    want
        A number, text, truth value, date, Series, DataFrame, list, set or dict.
    tolerance
        Absolute, in the unit of the numbers; None for float noise only.
    order
        ``"kept"`` if the order of rows is part of the answer.
    """
    kind = family(want)
    if kind in ("truth", "number", "text", "date", "nothing"):
        return _single(got, want, kind, tolerance)
    if family(got) in ("column", "table", "list", "set", "dict") and len(got) > len(want) + FAR_LONGER:
        return Difference(SHAPE, f"Yours has {_entries(len(got))}; {len(want)} are expected.")
    if kind == "table":
        return _table(got, want, tolerance, order)
    if kind in ("column", "dict"):
        return _column(got, want, tolerance, order)
    return _list(got, want, tolerance, "any" if kind == "set" else order)


# -- a single value ---------------------------------------------------------------------------


def _single(got: Any, want: Any, kind: str, tolerance: float | None) -> Difference | None:
    got, wanted = _unwrap(got), scalar(want)
    if kind == "number" and plain.number_of(got) is not None and type(scalar(got)) is plain.Unreadable:
        got = plain.number_of(got)
    cell = scalar(got) if family(got) in ("truth", "number", "text", "date", "nothing") else plain.Unreadable("")
    if same(cell, wanted, tolerance):
        return None
    if kind == "number" and type(cell) is str and readings(cell):
        cell = readings(cell)[0]
    if cell is MISSING and kind != "nothing":
        return Difference(KIND, f"The value is missing ({describe(got)}), where {NOUNS[kind]} is expected." + _tip(got))
    if type(cell) is not type(wanted):
        return _other_kind(got, kind)
    if kind == "number":
        return numbers([cell], [wanted], tolerance)
    if type(cell) is str and type(wanted) is str and cell.casefold() == wanted.casefold():
        return Difference(NEAR, "The letters are right; capitals and small letters differ.", 0.5)
    return Difference(
        VALUE,
        f"Your value is {plain.quoted(cell)}. It is {NOUNS[kind]}, as it should be, but another one is asked for.",
    )


def _unwrap(got: Any) -> Any:
    """Return the one cell of a column, list or table of one cell."""
    kind = family(got)
    if kind == "table" and got.shape == (1, 1):
        return got.iloc[0, 0]
    if kind in ("column", "list") and len(got) == 1:
        return got.iloc[0] if kind == "column" else next(iter(got))
    return got


def _other_kind(got: object, kind: str) -> Difference:
    return Difference(KIND, f"The answer should be {NOUNS[kind]}; yours is {describe(got)}." + _tip(got))


def _tip(got: object) -> str:
    kind = family(got)
    if kind == "function":
        return " Are brackets missing at the end, as in `.size()`?"
    if kind == "group":
        return " Say what to work out for each group, for example `.size()` or `.sum()`."
    if kind == "nothing":
        return " `print` shows a value but does not hand it on."
    return ""


# -- many numbers -----------------------------------------------------------------------------


def numbers(got: Sequence[Cell], want: Sequence[Cell], tolerance: float | None = None) -> Difference:
    """Return how two lists of numbers of one length, known to differ, differ: unit, sign, near, or far."""
    pairs = [(g, w) for g, w in zip(got, want, strict=True) if _is_number(g) and _is_number(w)]
    both_missing = sum(g is MISSING and w is MISSING for g, w in zip(got, want, strict=True))
    whole = len(pairs) + both_missing == len(want) and any(w for _, w in pairs)
    for factor in (100, 1000, 1e6) if whole else ():
        for scale in (factor, 1 / factor):
            if all(close(g * scale, w, _scaled(tolerance, w)) for g, w in pairs):
                size = "small" if scale > 1 else "large"
                return Difference(
                    UNIT,
                    f"Right digits, other unit: too {size} by a factor of {factor:,.0f}. Which unit is asked for?",
                    0.5,
                )
    if whole and all(close(-g, w, tolerance) for g, w in pairs):
        return Difference(UNIT, "Right size, other sign. Which figure is taken from which?", 0.5)
    if whole and all(_near(g, w, tolerance) for g, w in pairs):
        return Difference(NEAR, "Close. Check the rounding, or which rows and which edition you used.", 0.5)
    if len(want) == 1 and pairs:
        side = "larger" if pairs[0][0] > pairs[0][1] else "smaller"
        return Difference(
            VALUE, f"Your number is {side} than the data give. Check which rows and columns the question names."
        )
    return Difference(VALUE, "")


def _scaled(tolerance: float | None, want: float) -> float | None:
    # Half a per cent wide at least, since a share may be rounded before it is typed.
    return None if tolerance is None else max(tolerance, 0.005 * abs(want))


def _near(got: float, want: float, tolerance: float | None) -> bool:
    return abs(got - want) <= max(0.05 * abs(want), 3 * (tolerance or 0))


# -- lists ------------------------------------------------------------------------------------


def _list(got: Any, want: Any, tolerance: float | None, order: str) -> Difference | None:
    kind = family(got)
    if kind in ("column", "list", "set", "dict"):
        cells = [scalar(cell) for cell in (got.tolist() if kind == "column" else got)]
    else:
        return _other_kind(got, family(want))
    wanted = [scalar(cell) for cell in want]
    if kind == "set":
        order = "any"
    if family(want) == "set":
        cells = _unique(cells)
    return _cells(cells, wanted, tolerance, order)


def _unique(cells: list[Cell]) -> list[Cell]:
    return list({_label(cell): cell for cell in cells}.values())


def _cells(got: Sequence[Cell], want: Sequence[Cell], tolerance: float | None, order: str) -> Difference | None:
    """Compare two lists of cells, in order or as a bag."""
    if len(got) != len(want):
        return Difference(SHAPE, f"Yours has {_entries(len(got))}; {len(want)} are expected.")
    if all(same(g, w, tolerance) for g, w in zip(got, want, strict=True)):
        return None
    if _as_bags(got, want, tolerance):
        if order == "any":
            return None
        return Difference(ORDER, "The values are right; their order is part of the question.", 0.7)
    return _values(got, want, tolerance, [f"place {place}" for place in range(1, len(want) + 1)])


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _as_bags(got: Sequence[Cell], want: Sequence[Cell], tolerance: float | None) -> bool:
    """Tell whether two lists hold the same cells in any order."""
    left = sorted(got, key=_rank)
    right = sorted(want, key=_rank)
    return all(same(g, w, tolerance) for g, w in zip(left, right, strict=True)) or (
        len(want) <= 500 and _matched(list(got), want, tolerance)
    )


def _matched(rest: list[Cell], want: Sequence[Cell], tolerance: float | None) -> bool:
    # Sorting can pair wrongly where numbers lie closer together than the tolerance, or come as text.
    for cell in want:
        place = next((n for n, other in enumerate(rest) if same(other, cell, tolerance)), None)
        if place is None:
            return False
        rest.pop(place)
    return True


def _rank(cell: Cell) -> tuple[Any, ...]:
    if _is_number(cell):
        return (1, float(f"{float(cell):.9g}"), "")
    if type(cell) is tuple:
        # Text first: float noise must not decide the order of rows.
        ranks = [_rank(part) for part in cell]
        return (3, 0.0, "", tuple(r for r in ranks if r[0] != 1), tuple(r for r in ranks if r[0] == 1))
    return (0 if cell is MISSING else 2, 0.0, str(cell))


def _values(got: Sequence[Cell], want: Sequence[Cell], tolerance: float | None, labels: list[str]) -> Difference:
    """Return the difference of two aligned lists of cells that are not all the same."""
    found = numbers(got, want, tolerance)
    if found.step != VALUE:
        return found
    right = [same(g, w, tolerance) for g, w in zip(got, want, strict=True)]
    share = sum(right) / len(right)
    first = right.index(False)
    mine = got[first] if type(got[first]) is not float else f"{got[first]:.6g}"
    return Difference(
        NEAR if share >= 0.5 else VALUE,
        f"{sum(right)} of {len(right)} values agree. Look at {labels[first]}: yours is {plain.quoted(plain.text_of(mine))}.",
        0.5 * share if share < 0.5 else 0.5,
    )


# -- columns ----------------------------------------------------------------------------------


def _column(got: Any, want: Any, tolerance: float | None, order: str) -> Difference | None:
    want = pd.Series(want) if family(want) == "dict" else want
    kind = family(got)
    if kind == "table" and got.shape[1] == 1:
        got, kind = got.iloc[:, 0], "column"
    if kind == "dict":
        got, kind = pd.Series(got, dtype=object), "column"
    bare = _unlabelled(want.index)
    if kind == "list" and bare:
        return _cells([scalar(cell) for cell in got], _cells_of(want), tolerance, order)
    if kind == "list":
        cells = [scalar(cell) for cell in got]
        if len(cells) == len(want) and _as_bags(cells, _cells_of(want), tolerance):
            return Difference(
                KIND,
                "The values are right, but their labels are lost. Keep the Series, without `.values` or `list`.",
                0.7,
            )
    if kind != "column":
        return _other_kind(got, "column")
    if len(got) != len(want):
        return Difference(SHAPE, f"Yours has {_entries(len(got))}; {len(want)} are expected.")
    if bare:
        return _cells(_cells_of(got), _cells_of(want), tolerance, order)
    return _labelled(got, want, tolerance, order)


def _labelled(got: "pd.Series[Any]", want: "pd.Series[Any]", tolerance: float | None, order: str) -> Difference | None:
    labels = [_label(scalar(label)) for label in want.index]
    mine = _dressed([scalar(label) for label in got.index], labels)
    if sorted(mine, key=_rank) != sorted(labels, key=_rank):
        strange = next((label for label in mine if label not in labels), mine[0])
        return Difference(
            SHAPE,
            f"The labels differ: yours has {plain.quoted(plain.text_of(_shown(strange)))}, which is not among those expected.",
        )
    if order == "kept" and mine != labels:
        return Difference(ORDER, "The rows are right; their order is part of the question.", 0.7)
    bags: dict[Cell, list[Cell]] = {}
    for label, cell in zip(mine, _cells_of(got), strict=True):
        bags.setdefault(label, []).append(cell)
    for cells in bags.values():
        cells.sort(key=_rank)
    wanted = sorted(zip(labels, _cells_of(want), strict=True), key=lambda pair: (_rank(pair[0]), _rank(pair[1])))
    aligned = [(bags[label].pop(0), cell, label) for label, cell in wanted]
    if all(same(g, w, tolerance) for g, w, _ in aligned):
        return None
    found, expected, names = zip(*aligned, strict=True)
    return _values(found, expected, tolerance, [f"the label {plain.quoted(plain.text_of(_shown(n)))}" for n in names])


def _dressed(labels: list[Cell], wanted: list[Cell]) -> list[Cell]:
    """Return labels for look-up; text that reads as a number becomes one if numbers are wanted."""
    if wanted and all(type(label) is float for label in wanted):
        labels = [readings(label)[0] if type(label) is str and readings(label) else label for label in labels]
    if wanted and all(type(label) is str for label in wanted):
        labels = [label.isoformat() if _is_stamp(label) else label for label in labels]
    return [_label(label) for label in labels]


def _shown(label: Cell) -> Cell:
    return f"{label:g}" if type(label) is float else label


def _cells_of(series: "pd.Series[Any]") -> list[Cell]:
    return [scalar(cell) for cell in series.array]


def _unlabelled(index: "pd.Index[Any]") -> bool:
    """Tell whether an index only counts the rows."""
    return not isinstance(index, pd.MultiIndex) and index.name is None and index.equals(pd.RangeIndex(len(index)))


# -- tables -----------------------------------------------------------------------------------


def _table(got: Any, want: pd.DataFrame, tolerance: float | None, order: str) -> Difference | None:
    if family(got) == "column" and want.shape[1] == 1:
        got = got.to_frame(want.columns[0])
    if family(got) != "table":
        return _other_kind(got, "table")
    want = _flat(want, ())
    got = _flat(got, [_label(scalar(name)) for name in want.columns])
    names, mine = _names(want), _names(got)
    missing = [name for name in names if name not in mine]
    if missing:
        return Difference(
            SHAPE, f"The column {plain.quoted(_shown(missing[0]))} is missing. Yours has: {_listed(mine)}."
        )
    if len(got) != len(want):
        return Difference(SHAPE, f"Yours has {len(got)} rows; {len(want)} are expected.")
    rows = list(zip(*([scalar(cell) for cell in got.iloc[:, mine.index(name)].array] for name in names), strict=True))
    wanted = list(zip(*([scalar(cell) for cell in want.iloc[:, n].array] for n in range(len(names))), strict=True))
    found = _cells(rows, wanted, tolerance, order)
    if found is None:
        extra = [name for name in mine if name not in names]
        if extra and len(mine) > len(names):
            return Difference(
                SHAPE,
                f"The rows are right. Leave out the column {plain.quoted(_shown(extra[0]))}: it was not asked for.",
                0.7,
            )
        return None
    return found if found.step == ORDER else _in_columns(rows, wanted, names, tolerance)


def _in_columns(
    rows: list[tuple[Cell, ...]], wanted: list[tuple[Cell, ...]], names: list[Cell], tolerance: float | None
) -> Difference:
    """Say which column differs, when rows can be paired by sorting."""
    rows, wanted = sorted(rows, key=_rank), sorted(wanted, key=_rank)
    for n, name in enumerate(names):
        got, want = [row[n] for row in rows], [row[n] for row in wanted]
        if not _as_bags(got, want, tolerance):
            inner = _values(got, want, tolerance, [f"row {place}" for place in range(1, len(got) + 1)])
            return Difference(inner.step, f"In the column {plain.quoted(_shown(name))}: {inner.message}", inner.score)
    return Difference(VALUE, "Each column has the right values, but they are not side by side in the right rows.", 0.3)


def _flat(frame: pd.DataFrame, wanted: Sequence[Cell]) -> pd.DataFrame:
    """Return a table whose meaningful index has become columns; a count of rows is dropped."""
    index = frame.index
    named = [name for name in index.names if name is not None]
    if named and (not wanted or any(_label(scalar(name)) in wanted for name in named)):
        keep = [name for name in named if name not in frame.columns]
        return frame.reset_index(level=keep).reset_index(drop=True) if keep else frame.reset_index(drop=True)
    if not wanted and not named and not pd.api.types.is_integer_dtype(index):
        return frame.reset_index()
    if "index" in wanted and "index" not in frame.columns:
        return frame.rename_axis("index").reset_index()
    return frame.reset_index(drop=True)


def _names(frame: pd.DataFrame) -> list[Cell]:
    return [_label(scalar(name)) for name in frame.columns]


def _listed(names: list[Cell]) -> str:
    return ", ".join(plain.quoted(_shown(name)) for name in names[:8]) + (" …" if len(names) > 8 else "")
