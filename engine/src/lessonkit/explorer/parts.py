"""Parts that explorers share: charts to switch between, tabs, buttons, and a prediction that is drawn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import isfinite
from typing import Any

import anywidget
import ipywidgets
import numpy as np
import traitlets

from lessonkit.explorer.charts import axis
from lessonkit.frontend import esm


class Views(ipywidgets.Box):
    """Charts by the name of a view; those of one view are shown, side by side where there is room.

    An explorer whose chart this is has a Choice ``view`` with these names as keys.
    """

    children: tuple[ipywidgets.DOMWidget, ...]

    def __init__(self, views: Mapping[str, Sequence[ipywidgets.DOMWidget]]):
        super().__init__(layout=ipywidgets.Layout(flex_flow="row wrap", width="auto", overflow="visible"))
        self.views = {name: tuple(charts) for name, charts in views.items()}

    def show(self, name: str) -> None:
        """Show the charts of a view."""
        if self.children != self.views[name]:
            self.children = self.views[name]


class Tabs(anywidget.AnyWidget):
    """A choice as radio buttons that look like tabs. ``options`` is a list of ``{key, text}``, ``value`` a key."""

    _esm = esm("frame.js", "tabs.js")
    options: traitlets.List[Any] = traitlets.List().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)


def button(text: str, act: Callable[[], Any]) -> ipywidgets.Button:
    """Return a button in the look of the frame, which does ``act`` when it is pressed."""
    layout = ipywidgets.Layout(width="max-content", height="auto", margin="4px 18px")
    made = ipywidgets.Button(description=text, layout=layout)
    made.add_class("nc-button")
    made.on_click(lambda _pressed: act())
    return made


class Boxes(anywidget.AnyWidget):
    """A row of number boxes. An empty box is None; ``high`` is the largest number that one takes."""

    _esm = esm("frame.js", "boxes.js")
    legend = traitlets.Unicode().tag(sync=True)
    labels: traitlets.List[Any] = traitlets.List().tag(sync=True)
    values: traitlets.List[Any] = traitlets.List().tag(sync=True)
    high = traitlets.Float().tag(sync=True)


class Paper(anywidget.AnyWidget):
    """Where a line is drawn by pointer. ``spec``: the axes, and ``places`` along x; ``line``: a value for each."""

    _esm = esm("frame.js", "plot.js", "drawn.js")
    spec = traitlets.Dict().tag(sync=True)
    line: traitlets.List[Any] = traitlets.List().tag(sync=True)


class Drawing(ipywidgets.VBox):
    """A predicted line: drawn by mouse, or typed in boxes that stand for some of its places.

    Parameters
    ----------
    legend
        The question, with what to do.
    places
        Where the line has a value, in rising order, such as years.
    boxes
        Label to place of each box.
    across, up
        The names of the axes.
    ticks
        The places that the axis names.
    top
        The highest value.
    digits
        Decimals of a value in a box; the line has one more.
    """

    def __init__(
        self,
        legend: str,
        places: Sequence[int],
        boxes: Mapping[str, int],
        across: str,
        up: str,
        ticks: Sequence[int],
        top: float,
        digits: int,
    ):
        self.places, self.points, self.digits = np.array(places), list(boxes.values()), digits
        self.paper = Paper(
            spec={
                "x": axis(across, places[0], places[-1], ticks=ticks, plain=True),
                "y": axis(up, 0, top),
                "places": list(places),
            },
            line=[0.0] * len(places),
        )
        self.boxes = Boxes(legend=legend, labels=list(boxes), values=[None] * len(boxes), high=top)
        super().__init__([self.boxes, self.paper])
        self.add_class("nc-draw")
        self._busy = False
        self.paper.observe(self._drawn, "line")
        self.boxes.observe(self._typed, "values")

    @property
    def curve(self) -> list[float] | None:
        """The line as one value a place, or None when nothing was drawn or typed.

        The line starts at 0, so places at 0 count as not drawn yet and are filled from their neighbours.
        """
        y = np.asarray(self.paper.line, float)
        known = y > 0
        if not known.any():
            return None
        filled = np.interp(self.places, self.places[known], y[known])
        return [round(float(value), self.digits + 1) for value in filled.clip(0, self.boxes.high)]

    def kept(self, curve: object) -> np.ndarray | None:
        """Return a line that was kept as an array of shape (places,), or None when it is no such line."""
        if not isinstance(curve, list) or len(curve) != len(self.places):
            return None
        if not all(isinstance(value, (int, float)) and isfinite(value) for value in curve):
            return None
        return np.array(curve, float)

    def clear(self) -> None:
        """Empty the boxes and put the line back to 0."""
        self.boxes.values = [None] * len(self.points)

    def _drawn(self, _change: object) -> None:
        with self._alone() as free:
            if free and (curve := self.curve):
                self.paper.line = curve
                at = np.searchsorted(self.places, self.points)
                self.boxes.values = [round(curve[place], self.digits) for place in at]

    def _typed(self, _change: object) -> None:
        with self._alone() as free:
            if free:
                typed = [(place, value) for place, value in zip(self.points, self.boxes.values, strict=True) if value]
                places, values = [place for place, _ in typed], [value for _, value in typed]
                self.paper.line = (np.interp(self.places, places, values) if typed else 0.0 * self.places).tolist()

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Let the line follow the boxes, or the boxes the line, but not both at once."""
        free, self._busy = not self._busy, True
        try:
            yield free
        finally:
            self._busy = not free
