"""The charts of the shared shield. A chart is built once; ``draw`` changes its marks."""

from collections.abc import Sequence

import bqplot
import numpy as np

from lessonkit.explorer.charts import ACCENT, INK, NEAR, PAPER, Categories, axis, claim, curve, figure, labels, linear
from lessonkit.explorer.texts import words

WORDS = words("shared-shield")
ALLIES = 31
TOP = 5.0  # the share of GDP, in per cent, at the top of a chart unless a bar is higher
LABEL_FIRST = ("USA", "POL", "EST", "GRC", "ESP", "LUX", "DEU", "FIN", "CAN", "TUR", "MNE")


def _burden_axis(scale: bqplot.Scale) -> bqplot.Axis:
    return axis(scale, WORDS.say("up"), side="left", num_ticks=6, label_offset="32px")


class AllyChart:
    """Bars for the model and dots for the real figures, one per ally, sorted by GDP."""

    def __init__(self) -> None:
        self.allies, self.y = Categories([""] * ALLIES, WORDS.say("allies.chart.across")), linear(0, TOP)
        scales = {"x": self.allies.scale, "y": self.y}
        self.bars = self.allies.bars(self.y)
        self.dots = bqplot.Scatter(
            x=self.allies.places, y=np.zeros(ALLIES), scales=scales, colors=[INK], stroke=PAPER, default_size=42
        )
        self.ends = bqplot.Label(
            x=[ALLIES - 0.6] * 2,
            y=[0, 0],
            text=[WORDS.say("allies.chart.model"), WORDS.say("allies.chart.real")],
            scales=scales,
            colors=[ACCENT, INK],
            default_size=13,
            x_offset=6,
            y_offset=4,
            apply_clip=False,
        )
        self.claim = claim()
        self.figure = figure(
            [self.bars, self.dots, self.ends, self.claim], [self.allies.axis, _burden_axis(self.y)], flex="1 1 100%"
        )

    def draw(self, codes: Sequence[str], model: np.ndarray, real: np.ndarray, claim: str) -> None:
        """Show the model's burdens against the real ones; both in % of GDP, smallest economy first."""
        top = max(TOP, 1.2 * float(model.max()))
        low, high = sorted((model[-1], real[-1]))
        gap = max(high - low, 0.055 * top)  # so that the two names never overlap
        heights = (low, low + gap) if model[-1] <= real[-1] else (low + gap, low)
        self.allies.name(codes)
        self.y.max = top
        self.bars.y = model
        self.dots.y = real
        self.ends.y = np.array(heights)
        self.claim.text = [claim]


class SlopeChart:
    """One dot per ally: its real burden against its size or its distance from Moscow."""

    def __init__(self, x: bqplot.Scale, label: str, tick_values: Sequence[float]):
        y = linear(0, TOP)
        scales = {"x": x, "y": y}
        self.x = x
        self.line = curve(scales, NEAR, "dashed")
        self.line_name = labels(scales, [NEAR], default_size=13, font_weight="bold", y_offset=0)
        self.dots = bqplot.Scatter(x=[], y=[], scales=scales, colors=[ACCENT], stroke=PAPER, default_size=52)
        self.names = labels(scales, [INK], default_size=11)
        self.claim = claim(lines=2)
        self.figure = figure(
            [self.line, self.dots, self.names, self.line_name, self.claim],
            [axis(x, label, tick_values=tick_values, tick_format=",.0f"), _burden_axis(y)],
            flex="1 1 300px",
        )

    def draw(
        self,
        codes: Sequence[str],
        across: np.ndarray,
        burden: np.ndarray,
        claim: tuple[str, str],
        half: bool,
        guess: np.ndarray | None = None,
    ) -> None:
        """Show a year's dots. half: the chart has half the width. guess: the learner's line, by size rank."""
        named = clear_labels(self._place(across), burden / TOP, codes, width=0.15 if half else 0.07)
        with self.dots.hold_sync(), self.names.hold_sync():
            self.dots.x, self.dots.y = across, burden
            self.names.x, self.names.y = across[named], burden[named]
            self.names.text = [codes[at] for at in named]
        self.claim.text = list(claim)
        x, y = (across[:0], across[:0]) if guess is None else (across, guess)
        with self.line.hold_sync(), self.line_name.hold_sync():
            self.line.x, self.line.y = x, y
            self.line_name.x, self.line_name.y, self.line_name.text = (
                x[-1:],
                y[-1:],
                [WORDS.say("slopes.chart.guess")] * len(y[-1:]),
            )

    def _place(self, across: np.ndarray) -> np.ndarray:
        """Return where values stand on the axis, from 0 to 1."""
        ends = np.array([self.x.min, self.x.max], float)
        if isinstance(self.x, bqplot.LogScale):
            across, ends = np.log(across), np.log(ends)
        return (across - ends[0]) / (ends[1] - ends[0])


def clear_labels(x: np.ndarray, y: np.ndarray, codes: Sequence[str], width: float, height: float = 0.05) -> list[int]:
    """Choose which dots get a name, so that no name covers a dot or another name.

    x, y: places of the dots from 0 to 1. width, height: the room that one name takes, to the right of its dot. The allies
    of the lesson's text are named first.
    """
    first = [codes.index(code) for code in LABEL_FIRST]
    named: list[int] = []
    for at in first + [at for at in range(len(codes)) if at not in first]:
        near = np.abs(y - y[at]) < height
        on_dot = near & (x > x[at]) & (x < x[at] + width)
        on_name = any(near[other] and abs(x[other] - x[at]) < width for other in named)
        if not on_dot.any() and not on_name:
            named.append(at)
    return sorted(named)
