"""The charts of the two fearful neighbours: phase plane and time paths, real figures and their fit.

Two sides are told apart by line or mark and by a name on it, never by colour alone. Colours are the
frame's, as CSS variables, so one drawing serves the light and the dark theme.
"""

from typing import Any

import bqplot
import numpy as np

from lessonkit.explorer import charts
from lessonkit.explorer.charts import ACCENT, INK, NEAR, PAPER, SOFT, Scales, curve, labels
from lessonkit.explorer.texts import words
from nato_course.explorers.two_fearful_neighbours.model import Figures, Path, Race

WORDS = words("two-fearful-neighbours")
TOPS = (1, 2, 5, 10)  # what the arms axes can reach; beyond the last the picture is cut off
EVERY = 8  # of the 1,201 points of a path, one in eight is drawn
Line = tuple[list[float], list[float]]  # x and y of its two ends


def _axis(scale: bqplot.Scale, label: str, side: str = "bottom", **options: Any) -> bqplot.Axis:
    return charts.axis(scale, label, side=side, **{"label_offset": "34px" if side == "bottom" else "36px", **options})


def _set_ticks(top: float, *axes: bqplot.Axis, low: float = 0.0) -> None:
    for axis in axes:
        with axis.hold_sync():
            axis.tick_values = charts.ticks(top, low)
            axis.tick_format = ".0f" if charts.step(top) >= 1 else ".1f"


def _figure(marks: list[bqplot.Mark], axes: list[bqplot.Axis], right: int = 16) -> bqplot.Figure:
    drawn = charts.figure(marks, axes, {"top": 34, "bottom": 50, "left": 52, "right": right}, flex="1 1 300px")
    drawn.title, drawn.title_style = " ", {"font-size": "14px", "font-weight": "650", "fill": INK}
    return drawn


class RacePair:
    """The model: arms against arms on the left, arms over time on the right."""

    def __init__(self, years: int):
        self.years, self.words = years, WORDS.each("model.chart")
        self.arms_x, self.arms_y, time = charts.linear(), charts.linear(), charts.linear(0, years)
        plane, over_time = {"x": self.arms_x, "y": self.arms_y}, {"x": time, "y": self.arms_y}
        self.still_x = curve(plane, INK, "dotted", 1.5)
        self.still_y = curve(plane, NEAR, "dashed", 1.5)
        self.trail = curve(plane, ACCENT)
        self.ends = bqplot.Scatter(
            x=[], y=[], scales=plane, colors=[PAPER, ACCENT], stroke=ACCENT, stroke_width=2, default_size=64
        )
        self.steep, self.flat = (labels(plane, [INK], align="end", x_offset=0) for _ in range(2))
        self.start = labels(plane, [ACCENT], x_offset=0)
        self.side_x = curve(over_time, ACCENT)
        self.side_y = curve(over_time, NEAR, "dashed")
        self.side_names = labels(over_time, [ACCENT, NEAR])
        self.axes = [
            _axis(self.arms_x, self.words["x"]),
            _axis(self.arms_y, self.words["y"], "left"),
            _axis(self.arms_y, self.words["arms"], "left"),
        ]
        self.plane = _figure(
            [self.still_x, self.still_y, self.trail, self.ends, self.steep, self.flat, self.start], self.axes[:2]
        )
        self.paths = _figure(
            [self.side_x, self.side_y, self.side_names],
            [
                _axis(time, self.words["years"], tick_values=list(range(0, years + 1, 20)), tick_format=".0f"),
                self.axes[2],
            ],
            right=62,
        )
        self.figures = (self.plane, self.paths)

    def draw(self, race: Race, path: Path, titles: tuple[str, str]) -> None:
        """Show one race. titles: of the left and of the right chart."""
        top = next((top for top in TOPS if max(path.x.max(), path.y.max()) <= top), TOPS[-1])
        if self.arms_x.max != 1.08 * top:
            self.arms_x.max = self.arms_y.max = 1.08 * top
            _set_ticks(top, *self.axes)
        t, x, y = (values[::EVERY] for values in (path.t, path.x, path.y))
        x, y = np.minimum(x, 4 * top), np.minimum(y, 4 * top)  # far outside the picture
        inside = int((np.maximum(x, y) <= top).sum())
        with self.trail.hold_sync(), self.ends.hold_sync(), self.start.hold_sync():
            self.trail.x, self.trail.y = x, y
            self.ends.x, self.ends.y = x[[0, inside - 1]], y[[0, inside - 1]]
            left = x[0] > 0.8 * top
            self.start.align = "end" if left else "start"
            self.start.x, self.start.y = x[:1] + (-0.05 if left else 0.05) * top, y[:1]
            self.start.text = [self.words["start"]]
        self._draw_still(race, 1.08 * top)
        with self.side_x.hold_sync(), self.side_y.hold_sync(), self.side_names.hold_sync():
            self.side_x.x = self.side_y.x = t
            self.side_x.y, self.side_y.y = x, y
            self._name_sides(t, x, y, top)
        for figure, title in zip(self.figures, titles, strict=True):
            figure.title = title

    def _draw_still(self, race: Race, top: float) -> None:
        """The two lines on which a side does not change, each named on its outer side."""
        lines = []
        for line, name, colour, found in (
            (self.still_x, self.words["still_x"], INK, across(race.m, -race.r, race.a, top)),
            (self.still_y, self.words["still_y"], NEAR, across(race.b, race.s, race.n, top)),
        ):
            line.x, line.y = found if found else ([], [])
            if found:
                lines.append((found, name, colour))
        lines.sort(key=lambda line: line[0][0][1] - line[0][0][0] - (line[0][1][1] - line[0][1][0]))
        for label, line in zip((self.steep, self.flat), [*lines, None, None], strict=False):
            with label.hold_sync():
                label.x, label.y, label.text = [], [], []
                if line:
                    self._name_line(label, *line, top)

    def _name_line(self, label: bqplot.Label, line: Line, name: str, colour: str, top: float) -> None:
        """Put a name on the left of the steeper line, and below the flatter one, where there is room."""
        (x0, x1), (y0, y1) = line
        at = 0.9 if label is self.steep else 0.62
        x, y = x0 + at * (x1 - x0), y0 + at * (y1 - y0)
        on_left = label is self.steep and x > 0.34 * top
        label.align = "end" if on_left else "start"
        label.x = [x - 0.02 * top if on_left else min(x + 0.02 * top, 0.68 * top)]
        label.y = [max(y if label is self.steep else y - 0.05 * top, 0.03 * top)]
        label.text, label.colors = [name], [colour]

    def _name_sides(self, t: np.ndarray, x: np.ndarray, y: np.ndarray, top: float) -> None:
        ends = []
        for name, side in (("X", x), ("Y", y)):
            last = int(np.flatnonzero(side <= top)[-1]) if side[-1] > top else len(side) - 1
            ends.append([name, t[last], side[last]])
        near = abs(ends[0][1] - ends[1][1]) < 0.05 * self.years and abs(ends[0][2] - ends[1][2]) < 0.06 * top
        if near:
            ends = [[self.words["both"], *ends[0][1:]]]
        self.side_names.text = [name for name, _, _ in ends]
        self.side_names.x, self.side_names.y = ([end[at] for end in ends] for at in (1, 2))


def across(rise: float, shift: float, run: float, top: float) -> Line | None:
    """Return the part of the line run * y = rise * x + shift inside the square from 0 to top, or None."""
    if run == 0:
        x = -shift / rise if rise else -1.0
        return ([x, x], [0.0, top]) if 0 <= x <= top else None
    points = [(x, (rise * x + shift) / run) for x in (0.0, top)]
    if rise:
        points += [((run * y - shift) / rise, y) for y in (0.0, top)]
    inside = sorted({point for point in points if all(-1e-9 <= value <= top + 1e-9 for value in point)})
    if len(inside) < 2:
        return None
    (x0, y0), (x1, y1) = inside[0], inside[-1]
    return [x0, x1], [y0, y1]


class RealPair:
    """Real figures over the years on the left; on the right each year's change, fitted and real."""

    def __init__(self) -> None:
        names = WORDS.each("real.chart")
        self.level, self.change = charts.linear(), charts.linear(-1, 1)
        self.year = charts.linear(1948, 1990)
        levels, changes = {"x": self.year, "y": self.level}, {"x": self.change, "y": self.change}
        self.usa, self.sun = curve(levels, ACCENT), curve(levels, NEAR, "dashed")
        self.level_names = labels(levels, [ACCENT, NEAR])
        self.same = curve(changes, SOFT, "dotted", 1.5)
        self.usa_dots = self._dots(changes, ACCENT, "circle")
        self.sun_dots = self._dots(changes, NEAR, "triangle-up")
        self.change_names = labels(changes, [ACCENT, NEAR, SOFT], x_offset=4)
        self.unit_axis = _axis(self.level, "", "left")
        self.change_axes = [
            _axis(self.change, names["fitted"]),
            _axis(self.change, names["change"], "left"),
        ]
        self.levels = _figure(
            [self.usa, self.sun, self.level_names],
            [_axis(self.year, names["year"], tick_values=[1950, 1960, 1970, 1980], tick_format=".0f"), self.unit_axis],
            right=92,
        )
        self.changes = _figure([self.same, self.usa_dots, self.sun_dots, self.change_names], self.change_axes)
        self.figures = (self.levels, self.changes)

    @staticmethod
    def _dots(scales: Scales, colour: str, marker: str) -> bqplot.Scatter:
        return bqplot.Scatter(x=[], y=[], scales=scales, colors=[colour], marker=marker, default_size=36)

    def draw(self, figures: Figures, unit: str, titles: tuple[str, str]) -> None:
        """Show both sides. titles: of the left and of the right chart."""
        years, usa, sun, fits = figures
        self.level.max = 1.08 * float(max(usa.max(), sun.max()))
        _set_ticks(self.level.max, self.unit_axis)
        reach = max(np.abs(np.concatenate([fit.changes, fit.fitted])).max() for fit in fits)
        low, high = -1.08 * float(reach), 1.08 * float(reach)
        self.change.min, self.change.max = low, high
        _set_ticks(high, *self.change_axes, low=low)
        self.unit_axis.label = unit
        self.usa.x = self.sun.x = years
        self.usa.y, self.sun.y = usa, sun
        self.level_names.x, self.level_names.y = [years[-1]] * 2, [usa[-1], sun[-1]]
        west, east = WORDS.each("real.sides").values()
        self.level_names.text = [west, east]
        self.same.x = self.same.y = [low, high]
        for dots, fit in zip((self.usa_dots, self.sun_dots), fits, strict=True):
            dots.x, dots.y = fit.fitted, fit.changes
        self.change_names.text = [f"● {west}", f"▲ {east}", WORDS.say("real.chart.same")]
        self.change_names.x = [0.97 * low, 0.97 * low, 0.1 * high]
        self.change_names.y = [0.9 * high, 0.78 * high, -0.9 * high]
        for figure, title in zip(self.figures, titles, strict=True):
            figure.title = title
