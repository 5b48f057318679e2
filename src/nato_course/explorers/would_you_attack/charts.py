"""The charts of "Would you attack?". A chart is built once; ``draw`` changes its marks."""

import bqplot
import numpy as np

from lessonkit.explorer.charts import ACCENT, INK, NEAR, PAPER, SOFT, Categories, axis, claim, figure, linear
from lessonkit.explorer.texts import words

WORDS = words("would-you-attack")


class GainChart:
    """What attacking is worth, against the probability that the allies come."""

    def __init__(self, base_rates):
        x, self.y = linear(0, 100), linear(-100, 100)
        scales = {"x": x, "y": self.y}
        self.zero = bqplot.Lines(x=[0, 100], y=[0, 0], scales=scales, colors=[SOFT], stroke_width=1)
        self.line = bqplot.Lines(x=[0, 100], y=[0, 0], scales=scales, colors=[ACCENT], stroke_width=3)
        self.tip = bqplot.Lines(x=[], y=[], scales=scales, colors=[NEAR], line_style="dashed", stroke_width=2)
        self.tip_name = bqplot.Label(
            x=[],
            y=[],
            text=[],
            scales=scales,
            colors=[NEAR],
            default_size=13,
            x_offset=6,
            y_offset=-8,
            apply_clip=False,
        )
        percent, low = 100 * np.array(base_rates), {"x": x, "y": linear(0, 1)}  # at the bottom, whatever the gain
        self.rates = bqplot.Scatter(
            x=percent,
            y=np.full(len(percent), 0.14),
            scales=low,
            colors=[PAPER],
            stroke=SOFT,
            marker="diamond",
            default_size=70,
        )
        self.rate_names = bqplot.Label(
            x=[*percent, 2],
            y=[0.14] * (len(percent) + 1),
            text=[*(f"{value:g} %" for value in percent), WORDS.say("one.chart.published")],
            scales=low,
            colors=[SOFT],
            default_size=12,
            font_weight="normal",
            x_offset=9,
            y_offset=4,
            apply_clip=False,
        )
        self.dot = bqplot.Scatter(x=[0], y=[0], scales=scales, colors=[INK], stroke=PAPER, default_size=130)
        self.dot_name = bqplot.Label(
            x=[0],
            y=[0],
            text=[""],
            scales=scales,
            colors=[INK],
            default_size=13,
            x_offset=9,
            y_offset=-9,
            apply_clip=False,
        )
        self.claim = claim()
        across = axis(x, WORDS.say("one.chart.across"), tick_values=[0, 20, 40, 60, 80, 100], tick_format=".0f")
        self.up = axis(
            self.y,
            WORDS.say("one.chart.up"),
            side="left",
            tick_values=np.linspace(-100, 100, 5),
            tick_format=".0f",
            label_offset="34px",
        )
        marks = [
            self.zero,
            self.tip,
            self.line,
            self.rates,
            self.rate_names,
            self.tip_name,
            self.dot,
            self.dot_name,
            self.claim,
        ]
        self.figure = figure(marks, [across, self.up], flex="1 1 100%")

    def draw(self, ends, rate, worth, tipping, claim):
        """ends: the gain when the allies never and always come. tipping: r*, or None if there is none to show."""
        reach = max(50, 50 * np.ceil(1.15 * max(abs(ends[0]), abs(ends[1])) / 50))
        if self.y.max != reach:
            self.y.min, self.y.max = -reach, reach
            self.up.tick_values = np.linspace(-reach, reach, 5)
        self.line.y = np.array(ends, float)
        shown = tipping is not None
        with self.tip.hold_sync(), self.tip_name.hold_sync():
            self.tip.x, self.tip.y = ([100 * tipping] * 2, [-reach, reach]) if shown else ([], [])
            self.tip_name.x, self.tip_name.y = ([100 * tipping], [0.75 * reach]) if shown else ([], [])
            self.tip_name.text = [WORDS.say("one.chart.tipping", percent=100 * tipping)] if shown else []
            self.tip_name.align = "end" if shown and tipping > 0.7 else "start"
            self.tip_name.x_offset = -6 if shown and tipping > 0.7 else 6
        with self.dot.hold_sync(), self.dot_name.hold_sync():
            self.dot.x, self.dot.y = [100 * rate], [worth]
            self.dot_name.x, self.dot_name.y = [100 * rate], [worth]
            self.dot_name.text = [WORDS.say("one.chart.you", percent=100 * rate)]
            self.dot_name.align = "end" if rate > 0.85 else "start"
        self.claim.text = [claim]


class EffectChart:
    """One bar per ally: how far State A's chance to win falls if this ally surely comes."""

    def __init__(self, codes):
        allies, self.y = Categories(codes, WORDS.say("allies.chart.across")), linear(0, 60)
        self.bars, self.claim = allies.bars(self.y), claim()
        self.up = axis(
            self.y,
            WORDS.say("allies.chart.up"),
            side="left",
            tick_values=np.arange(0, 61, 20),
            tick_format=".0f",
            label_offset="32px",
        )
        self.figure = figure([self.bars, self.claim], [allies.axis, self.up], flex="1 1 100%")

    def draw(self, points, claim):
        """points: percentage points, one for each ally."""
        top = 60.0 if points.max() < 50 else 110.0
        if self.y.max != top:
            self.y.max = top
            self.up.tick_values = np.arange(0, top + 1, 20)
        self.bars.y = points
        self.claim.text = [claim]


class SignalChart:
    """Three bars: no signal, a force sent ahead, a public pledge."""

    def __init__(self, label, step):
        x, self.y = linear(-0.6, 2.6), linear(0, 4 * step)
        self.step = step  # between two ticks; doubled until four of them are enough
        scales = {"x": x, "y": self.y}
        self.bars = bqplot.Bars(x=[0, 1, 2], y=[0, 0, 0], scales=scales, colors=[ACCENT], padding=0.4)
        self.values = bqplot.Label(
            x=[0, 1, 2],
            y=[0, 0, 0],
            text=[""] * 3,
            scales=scales,
            colors=[INK],
            default_size=13,
            align="middle",
            y_offset=-8,
        )
        self.claim = claim()
        bars = axis(x, "", tick_values=[0, 1, 2])
        bars.tick_labels = {
            str(at): WORDS.say(f"signals.chart.{way}") for at, way in enumerate(("silent", "sink", "tie"))
        }
        self.up = axis(
            self.y, label, side="left", tick_values=step * np.arange(5), tick_format=".0f", label_offset="32px"
        )
        self.figure = figure([self.bars, self.values, self.claim], [bars, self.up], flex="1 1 300px", height="280px")

    def draw(self, heights, texts, claim):
        """heights and texts: one for each bar."""
        step = self.step
        while 4 * step < 1.3 * max(heights):
            step *= 2
        if self.y.max != 4 * step:
            self.y.max = 4 * step
            self.up.tick_values = step * np.arange(5)
        with self.values.hold_sync():
            self.values.y, self.values.text = list(heights), list(texts)
        self.bars.y = list(heights)
        self.claim.text = [claim]
