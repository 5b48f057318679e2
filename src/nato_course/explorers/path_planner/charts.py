"""The charts of the path planner. A chart is built once; ``draw`` changes its marks.

Series are told apart by mark and by name, never by colour alone.
"""

from collections.abc import Mapping, Sequence

import bqplot
import numpy as np

from lessonkit.explorer.charts import (
    ACCENT,
    INK,
    NEAR,
    PAPER,
    SOFT,
    Categories,
    axis,
    claim,
    curve,
    figure,
    labels,
    linear,
    step,
    ticks,
)
from lessonkit.explorer.texts import words

WORDS = words("path-planner")
REVIEW = 2029  # The Hague text sets a review for this year


def _years(first: int, last: int) -> list[int]:
    """Return ticks for the years of a chart: a few, and always whole."""
    apart = next(years for years in (1, 2, 4, 5) if (last - first) / years <= 7)
    return list(range(first, last + 1, apart))


def _fit(scale: bqplot.LinearScale, up: bqplot.Axis, highest: float) -> None:
    """Let the axis ``up`` end at a round number above ``highest``."""
    size = step(highest)
    top = size * np.ceil(highest / size - 1e-9)
    if scale.max != top:
        scale.max = top
        up.tick_values = ticks(top)


class AlliesChart:
    """A bar for each ally, a diamond where a newer edition has a figure, and the target as a line."""

    def __init__(self, shares: Mapping[str, float], newer: Mapping[str, float]):
        """shares, newer: % of GDP by code, the first lowest first."""
        codes = list(shares)
        allies, y = Categories(codes, WORDS.say("allies.chart.across")), linear(0, 6)
        scales, corner = {"x": allies.scale, "y": y}, {"x": linear(), "y": linear()}
        self.bars = allies.bars(y, np.array(list(shares.values())))
        at = np.array([place for place, code in enumerate(codes) if code in newer])
        self.newer = bqplot.Scatter(
            x=at,
            y=np.array([newer[codes[place]] for place in at]),
            scales=scales,
            colors=[INK],
            stroke=PAPER,
            marker="diamond",
            default_size=70,
        )
        self.line = bqplot.Lines(
            x=[-0.7, len(codes) - 0.3], y=[0, 0], scales=scales, colors=[NEAR], line_style="dashed", stroke_width=2
        )
        self.line_name = labels(scales, [NEAR], x_offset=2, y_offset=-11, default_size=13)
        keys = bqplot.Scatter(
            x=[0.02], y=[0.832], scales=corner, colors=[INK], stroke=PAPER, marker="diamond", default_size=70
        )
        key_names = bqplot.Label(
            x=[0.015, 0.035],
            y=[0.885, 0.825],
            text=[WORDS.say("allies.chart.bars"), WORDS.say("allies.chart.newer")],
            scales=corner,
            colors=[SOFT],
            default_size=12,
            font_weight="normal",
        )
        self.claim = claim()
        up = axis(y, WORDS.say("up"), side="left", tick_values=np.arange(7), tick_format=".0f", label_offset="32px")
        marks = [self.bars, self.line, self.newer, self.line_name, keys, key_names, self.claim]
        self.figure = figure(marks, [allies.axis, up], {"right": 16}, flex="1 1 100%")

    def draw(self, target: float, claim: str) -> None:
        """Show the target, in % of GDP."""
        self.line.y = np.array([target, target])
        with self.line_name.hold_sync():
            self.line_name.x, self.line_name.y, self.line_name.text = [0], [target], [f"{target:g} %"]
        self.claim.text = [claim]


class PathChart:
    """The share of GDP: what NATO published as dots, the path as a line, the 1.5 part as an area above it."""

    def __init__(self) -> None:
        self.x, self.y = linear(2014, 2035), linear(0, 6)
        scales = {"x": self.x, "y": self.y}
        self.area = bqplot.Lines(
            x=[],
            y=[],
            scales=scales,
            colors=[NEAR, NEAR],
            fill="between",
            fill_colors=[NEAR],
            fill_opacities=[0.25],
            line_style="dotted",
            stroke_width=1.5,
        )
        self.path = curve(scales, ACCENT, width=3)
        self.past = bqplot.Scatter(x=[], y=[], scales=scales, colors=[INK], stroke=PAPER, default_size=42)
        self.review = bqplot.Lines(
            x=[REVIEW, REVIEW], y=[0, 6], scales=scales, colors=[SOFT], line_style="dashed", stroke_width=1
        )
        self.names = labels(scales, [ACCENT, SOFT, NEAR], align="end", x_offset=-5, y_offset=-8)
        self.claim = claim()
        self.across = axis(self.x, WORDS.say("year"), tick_format=".0f")
        self.up = axis(
            self.y, WORDS.say("up"), side="left", tick_values=np.arange(7), tick_format=".0f", label_offset="32px"
        )
        marks = [self.area, self.review, self.path, self.past, self.names, self.claim]
        self.figure = figure(marks, [self.across, self.up], {"right": 20}, flex="1 1 300px")

    def draw(
        self,
        years: np.ndarray,
        share: np.ndarray,
        published: tuple[Sequence[int], Sequence[float]],
        upper: np.ndarray | None,
        claim: str,
    ) -> None:
        """Show a path. published: years and shares. upper: the top of the 1.5 part, or None."""
        past = np.array(published[0]), np.array(published[1])
        first = int(min([*past[0], years[0]]))
        with self.x.hold_sync():
            self.x.min, self.x.max = first - 0.5, float(years[-1]) + 0.5
        self.across.tick_values = _years(first, int(years[-1]))
        highest = float(max([*past[1], *share, *([] if upper is None else upper)]))
        top = 6 if highest < 5.6 else 8
        if self.y.max != top:
            self.y.max, self.up.tick_values, self.review.y = top, np.arange(top + 1), [0, top]
        with self.path.hold_sync(), self.past.hold_sync(), self.area.hold_sync():
            self.path.x, self.path.y = years, share
            self.past.x, self.past.y = past
            self.area.x, self.area.y = (years, np.array([share, upper])) if upper is not None else ([], [])
        last = float(years[-1])
        names = [(last, share[-1], f"{share[-1]:g} %"), (REVIEW, 0.15, WORDS.say("plan.chart.review"))]
        if upper is not None:
            names.append((last, upper[-1], WORDS.say("plan.chart.most")))
        with self.names.hold_sync():
            self.names.x, self.names.y = [x for x, _, _ in names], [y for _, y, _ in names]
            self.names.text = [text for _, _, text in names]
        self.claim.text = [claim]


class BillChart:
    """One bar a year for the extra bill; on top of it, at most, the 1.5 part."""

    def __init__(self) -> None:
        self.x, self.y = linear(2025.4, 2035.6), linear(0, 1)
        scales = {"x": self.x, "y": self.y}
        self.bars = bqplot.Bars(
            x=[],
            y=[],
            scales=scales,
            colors=[ACCENT, NEAR],
            opacities=[1.0, 0.45],
            color_mode="element",
            opacity_mode="element",
            padding=0.2,
            type="stacked",
        )
        self.names = labels(scales, [NEAR], align="end", x_offset=-4, y_offset=-7, default_size=13)
        self.claim = claim(lines=2)
        self.across = axis(self.x, WORDS.say("year"), tick_format=".0f")
        self.up = axis(self.y, "", side="left", tick_format=",~g", label_offset="46px")
        self.figure = figure(
            [self.bars, self.names, self.claim], [self.across, self.up], {"left": 62, "right": 12}, flex="1 1 300px"
        )

    def draw(
        self, years: np.ndarray, extra: np.ndarray, most: np.ndarray | None, unit: str, claim: tuple[str, str]
    ) -> None:
        """Show a bill. extra, most: of each year, in ``unit``; most is None when the 1.5 part is not shown."""
        rows = np.array([extra, np.zeros(len(extra)) if most is None else most])
        _fit(self.y, self.up, 1.35 * float(rows.sum(axis=0).max()) or 1.0)
        with self.x.hold_sync():
            self.x.min, self.x.max = years[0] - 0.6, years[-1] + 0.6
        self.across.tick_values = _years(int(years[0]), int(years[-1]))
        self.up.label = unit
        with self.bars.hold_sync():
            self.bars.x, self.bars.y = years, rows
        shown = [] if most is None else [(extra[-1] + most[-1], WORDS.say("plan.chart.part"))]
        with self.names.hold_sync():
            self.names.x, self.names.y = [years[-1] + 0.5] * len(shown), [height for height, _ in shown]
            self.names.text = [text for _, text in shown]
        self.claim.text = list(claim)


class DebtChart:
    """Government debt with the plan and without it."""

    def __init__(self) -> None:
        self.x, self.y = linear(2025, 2035), linear(0, 100)
        scales = {"x": self.x, "y": self.y}
        self.plan = curve(scales, ACCENT, width=3)
        self.without = curve(scales, INK, "dashed", 2)
        self.names = labels(scales, [ACCENT, INK], default_size=13)
        self.claim = claim()
        self.across = axis(self.x, WORDS.say("year"), tick_format=".0f")
        self.up = axis(self.y, WORDS.say("debt.chart.up"), side="left", tick_format=",~g", label_offset="36px")
        self.figure = figure(
            [self.without, self.plan, self.names, self.claim],
            [self.across, self.up],
            {"right": 96, "left": 52},
            flex="1 1 100%",
        )

    def draw(self, years: np.ndarray, plan: np.ndarray, without: np.ndarray, claim: str) -> None:
        """Show debt with the plan and without it. plan, without: debt in % of GDP at the end of each year."""
        top = 1.25 * float(max(plan.max(), without.max(), 10.0))
        _fit(self.y, self.up, top)
        with self.x.hold_sync():
            self.x.min, self.x.max = float(years[0]), float(years[-1])
        self.across.tick_values = _years(int(years[0]), int(years[-1]))
        with self.plan.hold_sync(), self.without.hold_sync():
            self.plan.x, self.plan.y, self.without.x, self.without.y = years, plan, years, without
        apart = max(abs(plan[-1] - without[-1]), 0.07 * self.y.max)  # so that the two names never overlap
        low = min(plan[-1], without[-1])
        heights = [low + apart, low] if plan[-1] >= without[-1] else [low, low + apart]
        with self.names.hold_sync():
            self.names.x, self.names.y = [years[-1]] * 2, heights
            self.names.text = [WORDS.say("debt.chart.planned"), WORDS.say("debt.chart.without")]
        self.claim.text = [claim]


class EditionsChart:
    """One ally's share of GDP as each edition gives it: a mark of its own for each."""

    marks = ("circle", "square", "diamond")

    def __init__(self, names: Sequence[str]):
        self.x, self.y = linear(2013.5, 2026.5), linear(0, 6)
        scales, corner = {"x": self.x, "y": self.y}, {"x": linear(), "y": linear()}
        colours = (SOFT, ACCENT, NEAR)
        heights = 0.885 - 0.065 * np.arange(len(names))
        self.dots = [
            bqplot.Scatter(x=[], y=[], scales=scales, colors=[colour], stroke=PAPER, marker=mark, default_size=64)
            for colour, mark in zip(colours, self.marks, strict=True)
        ]
        self.lines = [
            curve(scales, colour, style, 1.5)
            for colour, style in zip(colours, ("dotted", "solid", "dashed"), strict=True)
        ]
        keys = [
            bqplot.Scatter(
                x=[0.025], y=[height], scales=corner, colors=[colour], stroke=PAPER, marker=mark, default_size=64
            )
            for height, colour, mark in zip(heights, colours, self.marks, strict=True)
        ]
        key_names = bqplot.Label(
            x=[0.042] * len(names),
            y=heights - 0.015,
            text=list(names),
            scales=corner,
            colors=[SOFT],
            default_size=12,
            font_weight="normal",
        )
        self.claim = claim()
        across = axis(self.x, WORDS.say("year"), tick_values=list(range(2014, 2027, 2)), tick_format=".0f")
        self.up = axis(self.y, WORDS.say("up"), side="left", tick_format=",~g", label_offset="32px")
        marks = [*self.lines, *self.dots, *keys, key_names, self.claim]
        self.figure = figure(marks, [across, self.up], {"right": 20}, flex="1 1 100%")

    def draw(self, series: Sequence[tuple[Sequence[int], Sequence[float]]], claim: str) -> None:
        """Show one ally. series: for each edition the years and the shares, which may be empty."""
        _fit(self.y, self.up, 1.45 * max((float(np.max(shares)) for _, shares in series if len(shares)), default=1.0))
        for dots, line, (years, shares) in zip(self.dots, self.lines, series, strict=True):
            with dots.hold_sync(), line.hold_sync():
                dots.x, dots.y = years, shares
                line.x, line.y = years, shares
        self.claim.text = [claim]
