"""Turn any object into plain Python, without trusting it.

A learner may hand over anything: a numpy scalar, a subclass of str, an object whose
`__eq__` raises. Types are read with `type()`, never from `__class__`, and values of
subclasses through the base type's own methods, so nothing a learner wrote is called
for text, numbers and containers. What stays unknown becomes `Unreadable`.
"""

import datetime
import math
import warnings
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from lessonkit.judging.placeholder import BLANK, Placeholder

DEPTH = 8
LENGTH = 5_000


@dataclass(frozen=True)
class Unreadable:
    """An object that no check can use; `name` is the name of its type."""

    name: str


def type_name(value: object) -> str:
    """Return the name of a value's type; works also when its metaclass lies."""
    return str(type.__dict__["__name__"].__get__(type(value)))[:60]


def is_a(value: object, *types: type) -> bool:
    """Tell whether a value's real type is one of `types` or derived from one."""
    # The stored tuple is what Python itself uses; a metaclass can override mro() and isinstance().
    bases = type.__dict__["__mro__"].__get__(type(value))
    return any(base is kind for base in bases for kind in types)


def quoted(text: object, limit: int = 60) -> str:
    """Return text as inline code for markdown: short, on one line, without backticks."""
    # A lone surrogate cannot be sent to a browser.
    line = " ".join(str(text)[: limit * 4].encode("utf-8", "replace").decode("utf-8").replace("`", "'").split())
    return f"`{line[:limit]}…`" if len(line) > limit else f"`{line or ' '}`"


def text_of(value: object, limit: int = 60) -> str:
    """Return `str(value)` cut to `limit`, or the type's name when str fails."""
    try:
        text = str(value)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return type_name(value)
    return text[:limit]


def plain(value: Any, depth: int = 0) -> Any:
    """Return None, bool, int, float, str, list, set, dict, or `Unreadable`.

    Tuples, arrays, Series and indexes become lists; Decimal, Fraction and numpy
    numbers become int or float; dates become ISO text; missing values become None.
    """
    if value is None or value is pd.NA or value is pd.NaT or value is Ellipsis:
        return None
    kind = type(value)
    if kind in (bool, int, float, str):
        return value
    if kind is Placeholder:
        return BLANK
    if depth > DEPTH:
        return Unreadable("nested container")
    try:
        return _plain(value, depth)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return Unreadable(type_name(value))


def _plain(value: Any, depth: int) -> Any:
    if is_a(value, str):
        return str.__str__(value)
    if is_a(value, np.bool_):
        return bool(np.generic.item(value))
    if is_a(value, float):
        return float.__float__(value)
    if is_a(value, int):
        return int.__int__(value)
    if is_a(value, np.generic):
        return plain(np.generic.item(value), depth + 1)
    if is_a(value, Decimal):
        return Decimal.__float__(value)
    if is_a(value, Fraction):
        return Fraction.numerator.__get__(value) / Fraction.denominator.__get__(value)
    if is_a(value, dict):
        if dict.__len__(value) > LENGTH:
            return Unreadable("very long dictionary")
        return {_key(k): plain(v, depth + 1) for k, v in dict.items(value)}
    for base in (list, tuple, set, frozenset):
        if is_a(value, base):
            if base.__len__(value) > LENGTH:
                return Unreadable(f"very long {base.__name__}")
            cells = [plain(cell, depth + 1) for cell in base.__iter__(value)]
            return cells if base in (list, tuple) else _as_set(cells)
    if is_a(value, pd.Series, pd.Index, pd.api.extensions.ExtensionArray):
        return plain(np.asarray(value, dtype=object)[: LENGTH + 1].tolist(), depth + 1)
    if is_a(value, np.ndarray):
        return plain(np.ndarray.tolist(value), depth + 1) if value.size <= LENGTH else Unreadable("very long array")
    if is_a(value, datetime.date):
        return (
            datetime.date.isoformat(value) if not is_a(value, datetime.datetime) else datetime.datetime.isoformat(value)
        )
    return Unreadable(type_name(value))


def _key(key: object) -> Any:
    key = plain(key, DEPTH)
    return key if type(key) in (bool, int, float, str, type(None), Unreadable) else Unreadable("key")


def _as_set(cells: list[Any]) -> set[Any]:
    return {_key(cell) for cell in cells}


def is_blank(value: object) -> bool:
    """Tell whether a plain value says "nothing yet"."""
    if type(value) is str:
        return not value.strip() or value.strip() == BLANK
    return value is None or (type(value) in (list, set, dict) and not value)


def number_of(value: Any) -> float | None:
    """Return any number-like object as a finite float, or None.

    Objects with their own `__float__`, one-element arrays and Series count; text does not.
    """
    cell = plain(value)
    if type(cell) is list and len(cell) == 1:
        cell = cell[0]
    if type(cell) is Unreadable:
        try:
            with warnings.catch_warnings():
                # Python warns of a `__float__` that gives a subclass; the learner need not see it.
                warnings.simplefilter("ignore")
                cell = float(value)
        except KeyboardInterrupt:
            raise
        except BaseException:
            return None
        cell = float.__float__(cell)
    if type(cell) in (int, float):
        try:
            number = float(cell)
        except OverflowError:
            return None
        return number if math.isfinite(number) else None
    return None
