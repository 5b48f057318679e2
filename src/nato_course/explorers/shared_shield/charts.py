"""The charts of the shared shield, and the chart on which a learner draws a prediction.

A chart is built once; ``draw`` changes its marks.
"""

from contextlib import contextmanager
from pathlib import Path

import anywidget
import bqplot
import ipywidgets
import numpy as np
import traitlets
from bqplot.interacts import HandDraw

from lessonkit.explorer.charts import ACCENT, INK, NEAR, PAPER, axis, claim, figure, linear
from lessonkit.frontend import css, esm

ALLIES = 31
TOP = 5.0  # the share of GDP, in per cent, at the top of a chart unless a bar is higher
POINTS = (1, 8, 16, 24, 31)  # the size ranks that have a number box
POINT_NAMES = ("Smallest (1st)", "8th", "Middle (16th)", "24th", "Largest (31st)")
LABEL_FIRST = ("USA", "POL", "EST", "GRC", "ESP", "LUX", "DEU", "FIN", "CAN", "TUR", "MNE")


def _burden_axis(scale):
    return axis(scale, "% of GDP", side="left", num_ticks=6, label_offset="32px")


class AllyChart:
    """Bars for the model and dots for the real figures, one per ally, sorted by GDP."""

    def __init__(self):
        x = linear(-0.7, ALLIES - 0.3)
        self.y = linear(0, TOP)
        places, scales = np.arange(ALLIES), {"x": x, "y": self.y}
        self.bars = bqplot.Bars(x=places, y=np.zeros(ALLIES), scales=scales, colors=[ACCENT], padding=0.25)
        self.dots = bqplot.Scatter(
            x=places, y=np.zeros(ALLIES), scales=scales, colors=[INK], stroke=PAPER, default_size=42
        )
        self.ends = bqplot.Label(
            x=[ALLIES - 0.6] * 2,
            y=[0, 0],
            text=["model", "real"],
            scales=scales,
            colors=[ACCENT, INK],
            default_size=13,
            x_offset=6,
            y_offset=4,
            apply_clip=False,
        )
        self.claim = claim()
        self.allies = axis(
            x,
            "Allies by GDP, smallest to largest",
            tick_values=places,
            label_offset="44px",
            # bqplot sets a turned label beside its tick; this puts it below.
            tick_style={"font-size": "11px", "text-anchor": "end", "transform": "translate(-13px, 8px) rotate(-90deg)"},
        )
        self.figure = figure(
            [self.bars, self.dots, self.ends, self.claim], [self.allies, _burden_axis(self.y)], flex="1 1 100%"
        )

    def draw(self, year, model: np.ndarray, claim: str):
        """Show the model's burdens (%) against the real ones."""
        top = max(TOP, 1.2 * float(model.max()))
        low, high = sorted((model[-1], year.burden[-1]))
        gap = max(high - low, 0.055 * top)  # so that the two names never overlap
        heights = (low, low + gap) if model[-1] <= year.burden[-1] else (low + gap, low)
        labels = {str(place): code for place, code in enumerate(year.codes)}
        if self.allies.tick_labels != labels:
            self.allies.tick_labels = labels
        if self.y.max != top:
            self.y.max = top
        self.bars.y = model
        self.dots.y = year.burden
        self.ends.y = np.array(heights)
        self.claim.text = [claim]


class SlopeChart:
    """One dot per ally: its real burden against its size or its distance from Moscow."""

    def __init__(self, x, label, **ticks):
        y = linear(0, TOP)
        scales = {"x": x, "y": y}
        self.x = x
        self._named = {}  # year and width to the dots that have a name
        self._curve = None
        self.line = bqplot.Lines(x=[], y=[], scales=scales, colors=[NEAR], line_style="dashed", stroke_width=2.5)
        self.line_name = bqplot.Label(
            x=[], y=[], text=[], scales=scales, colors=[NEAR], default_size=13, x_offset=6, apply_clip=False
        )
        self.dots = bqplot.Scatter(x=[], y=[], scales=scales, colors=[ACCENT], stroke=PAPER, default_size=52)
        self.names = bqplot.Label(
            x=[],
            y=[],
            text=[],
            scales=scales,
            colors=[INK],
            default_size=11,
            x_offset=6,
            y_offset=4,
            font_weight="normal",
            apply_clip=False,
        )
        self.claim = claim(lines=2)
        self.figure = figure(
            [self.line, self.dots, self.names, self.line_name, self.claim],
            [axis(x, label, **ticks), _burden_axis(y)],
            flex="1 1 300px",
        )

    def draw(self, year, across: np.ndarray, claim: tuple, half: bool, curve=None):
        """Show the year's dots. half: the chart has half the width. curve: the learner's line, by size rank."""
        named = self._names(year, across, half)
        with self.dots.hold_sync(), self.names.hold_sync():
            self.dots.x, self.dots.y = across, year.burden
            self.names.x, self.names.y = across[named], year.burden[named]
            self.names.text = [year.codes[at] for at in named]
        self.claim.text = list(claim)
        if curve is not None or self._curve is not None:
            self._draw_line(across, curve)
        self._curve = curve

    def _draw_line(self, across, curve):
        drawn = curve is not None
        with self.line.hold_sync(), self.line_name.hold_sync():
            self.line.x, self.line.y = (across, curve) if drawn else ([], [])
            self.line_name.x, self.line_name.y = (across[-1:], curve[-1:]) if drawn else ([], [])
            self.line_name.text = ["your line"] if drawn else []

    def _names(self, year, across, half):
        key = year.number, half
        if key not in self._named:
            width = 0.15 if half else 0.07
            self._named[key] = clear_labels(self._place(across), year.burden / TOP, year.codes, width)
        return self._named[key]

    def _place(self, across):
        """Where the values stand on the axis, from 0 to 1."""
        ends = np.array([self.x.min, self.x.max], float)
        if isinstance(self.x, bqplot.LogScale):
            across, ends = np.log(across), np.log(ends)
        return (across - ends[0]) / (ends[1] - ends[0])


def clear_labels(x, y, codes, width, height=0.05) -> list:
    """Choose which dots get a name, so that no name covers a dot or another name.

    x, y: places of the dots from 0 to 1. width, height: the room that one name takes, to the
    right of its dot. The allies of the lesson's text are named first.
    """
    first = [codes.index(code) for code in LABEL_FIRST]
    named = []
    for at in first + [at for at in range(len(codes)) if at not in first]:
        near = np.abs(y - y[at]) < height
        on_dot = near & (x > x[at]) & (x < x[at] + width)
        on_name = any(near[other] and abs(x[other] - x[at]) < width for other in named)
        if not on_dot.any() and not on_name:
            named.append(at)
    return sorted(named)


# ---- the drawn prediction ---------------------------------------------------------------------


class Boxes(anywidget.AnyWidget):
    """A row of number boxes. An empty box is None."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    legend = traitlets.Unicode().tag(sync=True)
    labels = traitlets.List().tag(sync=True)
    values = traitlets.List().tag(sync=True)
    high = traitlets.Float(TOP).tag(sync=True)


class Drawing(ipywidgets.VBox):
    """A line over the allies from smallest to largest: drawn by mouse, or typed in five boxes."""

    legend = (
        "A second question, if you like: do bigger economies spend a larger share of GDP on defence in 2024? "
        "Draw your line across the chart with the mouse, or type it in the boxes (% of GDP). "
        "Then press Keep my prediction, above."
    )

    def __init__(self):
        x, y = linear(1, ALLIES), linear(0, TOP)
        self.ranks = np.arange(1, ALLIES + 1)
        self._line = bqplot.Lines(
            x=self.ranks, y=np.zeros(ALLIES), scales={"x": x, "y": y}, colors=[NEAR], stroke_width=3
        )
        rank_axis = axis(x, "Allies by GDP, smallest (1) to largest (31)", tick_values=list(POINTS), tick_format=".0f")
        drawing = figure([self._line], [rank_axis, _burden_axis(y)], height="240px")
        drawing.interaction = HandDraw(lines=self._line)
        self.boxes = Boxes(legend=self.legend, labels=list(POINT_NAMES), values=[None] * len(POINTS))
        super().__init__([self.boxes, drawing])
        self.add_class("nc-draw")
        self._busy = False
        self._line.observe(self._drawn, "y")
        self.boxes.observe(self._typed, "values")

    @property
    def curve(self) -> list | None:
        """The line as 31 shares of GDP (%), or None when nothing was drawn or typed.

        A line at 0 is where the drawing starts, so ranks at 0 count as not drawn yet and are filled
        from their neighbours.
        """
        y = np.asarray(self._line.y, float)
        known = y > 0
        if not known.any():
            return None
        filled = np.interp(self.ranks, self.ranks[known], y[known])
        return [round(float(value), 2) for value in filled.clip(0, self.boxes.high)]

    def clear(self):
        """Empty the boxes and put the line back to 0."""
        self.boxes.values = [None] * len(POINTS)

    def _drawn(self, _change):
        with self._alone() as free:
            if free and (curve := self.curve):
                self._line.y = np.array(curve)
                self.boxes.values = [round(curve[rank - 1], 1) for rank in POINTS]

    def _typed(self, _change):
        with self._alone() as free:
            if free:
                typed = [(rank, value) for rank, value in zip(POINTS, self.boxes.values, strict=True) if value]
                self._line.y = np.interp(self.ranks, *zip(*typed, strict=True)) if typed else np.zeros(ALLIES)

    @contextmanager
    def _alone(self):
        """Let the line follow the boxes, or the boxes the line, but not both at once."""
        free, self._busy = not self._busy, True
        try:
            yield free
        finally:
            self._busy = not free
