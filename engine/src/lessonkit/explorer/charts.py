"""Charts: a small description of axes and marks, which the browser draws (``frontend/plot.js``).

A chart is made once; ``show`` gives it a new description, in one message. Titles and keys stand outside the drawing. Each
row of a mark has a name, so that pointer, keys and a screen reader can ask what it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import anywidget
import ipywidgets
import numpy as np
import traitlets
from numpy.typing import ArrayLike

from lessonkit.frontend import esm

Part = dict[str, Any]
"""An axis, a mark or a row of one, as the browser reads it."""

INK, SOFT, FAINT = "ink", "soft", "line"
BLUE, AMBER, GREEN, RED, PURPLE, TEAL = "blue", "amber", "green", "red", "purple", "teal"
COLOURS = (BLUE, AMBER, GREEN, RED, PURPLE, TEAL)
"""The palette: ``chart.css`` has each colour for the light and the dark theme."""

GUESS = "guess"
"""The colour of what the learner predicted."""


class Chart(anywidget.AnyWidget):
    """One chart.

    Parameters
    ----------
    flex
        How it takes its room beside other charts, as in CSS.

    Attributes
    ----------
    spec
        What is drawn.
    mine
        The name whose marks stand out: the learner's own country.
    """

    _esm = esm("frame.js", "plot.js", "chart.js")
    spec = traitlets.Dict().tag(sync=True)
    mine = traitlets.Unicode().tag(sync=True)

    def __init__(self, flex: str = "1 1 100%"):
        super().__init__(layout=ipywidgets.Layout(flex=flex, width="auto", min_width="0"))

    def show(
        self,
        x: Part,
        y: Part,
        marks: Iterable[Part | None],
        title: str = "",
        note: str = "",
        key: Sequence[Part] = (),
        **more: Any,
    ) -> None:
        """Draw anew.

        Parameters
        ----------
        x, y
            The axes, from `axis` or `names`.
        marks
            From the functions below, the lowest first; None is left out.
        title, note
            Above the drawing: what it shows, and how to read it.
        key
            Signs and what they mean, from `sign`.
        more
            ``right``: an axis on the right; ``height`` in px; ``square``.
        """
        shown = [mark for mark in marks if mark]
        self.spec = {"x": x, "y": y, "marks": shown, "title": title, "note": note, "key": list(key), **more}

    def marks(self, kind: str) -> list[Part]:
        """Return the marks of one kind that are drawn now: ``bar``, ``dot``, ``line``, ``area``, ``rule``, ``label``."""
        return [mark for mark in self.spec.get("marks", ()) if mark["mark"] == kind]


def axis(label: str = "", low: float = 0.0, high: float = 1.0, **more: Any) -> Part:
    """Return an axis of numbers.

    Parameters
    ----------
    label
        What it measures, with the unit.
    low, high
        Its ends.
    more
        ``unit``: what follows a value that is asked for; ``digits`` of such a value; ``ticks``: the values that are
        named; ``log``: whether it grows by factors; ``plain``: whether numbers are years.
    """
    return {"label": label, "low": _plain(low), "high": _plain(high), **_plain(more)}


def names(texts: Sequence[str], label: str = "") -> Part:
    """Return an axis with a place for each name: 0, 1, 2 and so on, from the top or from the left."""
    return {"label": label, "names": list(texts)}


def bars(rows: Sequence[Part], **more: Any) -> Part:
    """Return bars: ``{at, value, name}`` each, and ``text`` to write at its end, ``from`` where it begins if not at 0.

    They lie where the y axis has names and stand elsewhere. ``more``: ``colour``, ``hollow``, ``thick`` (of a place),
    ``rank`` (tell the rank), ``name`` (of them all), ``guess`` (what the learner predicted).
    """
    return {"mark": "bar", "rows": _plain(rows), **more}


def dots(rows: Sequence[Part], **more: Any) -> Part:
    """Return dots: ``{x, y, name}`` each; ``label`` is a name to write beside it if there is room, ``must`` if not.

    ``more``: as for bars, and ``shape``, ``size`` and ``measure`` ("x" where the value lies on the x axis).
    """
    return {"mark": "dot", "rows": _plain(rows), **more}


def line(x: ArrayLike, y: ArrayLike, **more: Any) -> Part:
    """Return a line; its ``name`` is written at its end unless ``quiet``.

    ``more``: ``colour``, ``dash`` ("dashed" or "dotted"), ``width``, ``step``, ``closed``, ``fill``, ``mute`` (its points
    are not asked for), ``right`` (measured by the axis on the right), ``says`` (what each point says).
    """
    return {"mark": "line", "points": _points(x, y), **_plain(more)}


def area(x: ArrayLike, low: ArrayLike, high: ArrayLike, colour: str = BLUE) -> Part:
    """Return the area between two lines."""
    return {"mark": "area", "points": _points(x, low, high), "colour": colour}


def rule(**more: Any) -> Part:
    """Return a straight line across the drawing at ``x`` or ``y``, with a ``name``; ``more`` as for `line`."""
    return {"mark": "rule", **_plain({"colour": INK, **more})}


def label(x: float, y: float, text: str, **more: Any) -> Part:
    """Return a text. ``more``: ``colour``, ``anchor`` ("start", "middle" or "end"), ``dx`` and ``dy`` in px."""
    return {"mark": "label", **_plain({"x": x, "y": y}), "text": text, **more}


def sign(text: str, colour: str, shape: str = "circle", **more: Any) -> Part:
    """Return a sign and what it means, for a key."""
    return {"text": text, "colour": colour, "shape": shape, **more}


def rows(**columns: Iterable[Any]) -> list[Part]:
    """Return one row for each place of the columns, which are equally long: ``rows(name=…, value=…)``."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _points(*columns: ArrayLike) -> list[list[float]]:
    return [[_short(value) for value in row] for row in zip(*(np.asarray(c, float) for c in columns), strict=True)]


def _short(value: float) -> float:
    """Five digits are more than a screen can show; fewer bytes are sooner there."""
    return float(f"{float(value):.5g}")


def _plain(value: Any) -> Any:
    """Make JSON of what NumPy counts in."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (np.floating, float)):
        return _short(float(value))
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (list, tuple, range, np.ndarray)):
        return [_plain(one) for one in value]
    return value
