"""The charts of "Subtract one": what goes, what is left against Russia, where US troops stand, and the clock.

A chart is built once; ``draw`` changes its marks. A column in outline is the whole, the filled part is what goes.
"""

from collections.abc import Sequence
from typing import Any

import bqplot
import numpy as np

from lessonkit.explorer.charts import ACCENT, INK, NEAR, PAPER, SOFT, axis, claim, figure, linear
from lessonkit.explorer.texts import words

WORDS = words("subtract-one")
LOW, HIGH = 0.05, 50.0  # ends of the axis "times Russia"
LONGEST = 60  # years at the top of the clock


def _columns(
    names: Sequence[str], y: bqplot.Scale, label: str, **ticks: Any
) -> tuple[dict[str, bqplot.Scale], list[bqplot.Axis]]:
    """Return the scales and axes of a chart with one named column for each of ``names``."""
    x = linear(-0.6, len(names) - 0.4)
    below = axis(x, "", tick_values=np.arange(len(names)), tick_style={"font-size": "13px", "fill": INK})
    below.tick_labels = {str(place): name for place, name in enumerate(names)}
    return {"x": x, "y": y}, [below, axis(y, label, side="left", label_offset="36px", **ticks)]


def _label(scales: dict[str, bqplot.Scale], **options: Any) -> bqplot.Label:
    """Return a label that has no text yet."""
    return bqplot.Label(
        x=[],
        y=[],
        text=[],
        scales=scales,
        colors=[INK],
        default_size=13,
        apply_clip=False,
        **options,
    )


class GoneChart:
    """One column for each measure; the filled part leaves. Diamonds are the learner's guesses."""

    def __init__(self, names: Sequence[str]):
        self.places = np.arange(len(names))
        scales, axes = _columns(names, linear(0, 118), WORDS.say("gone.chart.up"), tick_values=[0, 25, 50, 75, 100])
        whole = np.full(len(names), 100.0)
        self.whole = bqplot.Bars(
            x=self.places, y=whole, scales=scales, colors=["transparent"], stroke=SOFT, stroke_width=1.5, padding=0.4
        )
        self.gone = bqplot.Bars(x=self.places, y=0 * whole, scales=scales, colors=[ACCENT], padding=0.4)
        self.shares = _label(scales, align="middle", y_offset=-10)
        self.guesses = bqplot.Scatter(
            x=[], y=[], scales=scales, colors=[NEAR], stroke=PAPER, marker="diamond", default_size=110, apply_clip=False
        )
        self.claim = claim()
        self.figure = figure(
            [self.whole, self.gone, self.guesses, self.shares, self.claim],
            axes,
            {"bottom": 34, "right": 16},
            flex="1 1 100%",
        )

    def draw(self, shares: np.ndarray, guesses: Sequence[float] | None, text: str) -> None:
        """shares: per cent that goes, one for each column. guesses: the same, or None."""
        self.gone.y = shares
        with self.shares.hold_sync():
            self.shares.x, self.shares.y = self.places, np.full(len(shares), 100.0)
            self.shares.text = [WORDS.say("gone.chart.share", share=share) for share in shares]
        with self.guesses.hold_sync():
            self.guesses.x, self.guesses.y = ([], []) if guesses is None else (self.places, np.asarray(guesses, float))
        self.claim.text = [text]


class RussiaChart:
    """A ring for all allies and a dot for those that stay, in multiples of Russia's figure."""

    def __init__(self, names: Sequence[str]):
        y = bqplot.LogScale(min=LOW, max=HIGH, allow_padding=False)
        scales, axes = _columns(names, y, WORDS.say("russia.chart.up"), tick_values=[0.1, 1, 10], tick_format="~g")
        self.even = bqplot.Lines(
            x=[-0.6, len(names) - 0.4], y=[1, 1], scales=scales, colors=[SOFT], line_style="dashed", stroke_width=1.5
        )
        self.even_name = bqplot.Label(
            x=[1.3],
            y=[1],
            text=[WORDS.say("russia.chart.even")],
            scales=scales,
            colors=[SOFT],
            default_size=12,
            font_weight="normal",
            y_offset=15,
        )
        self.all = bqplot.Scatter(
            x=[], y=[], scales=scales, colors=[PAPER], stroke=INK, stroke_width=2, default_size=90
        )
        self.left = bqplot.Scatter(x=[], y=[], scales=scales, colors=[ACCENT], stroke=PAPER, default_size=90)
        self.texts = _label(scales, x_offset=11, y_offset=5)
        self.claim = claim(lines=2)
        marks = [self.even, self.even_name, self.all, self.left, self.texts, self.claim]
        self.figure = figure(marks, axes, {"bottom": 34, "right": 40}, flex="1 1 100%")

    def draw(self, everyone: Sequence[float | None], left: Sequence[float | None], text: tuple[str, str]) -> None:
        """everyone, left: multiples of Russia's figure, None where nothing can be said."""
        places = [at for at, value in enumerate(left) if value]
        named = [at for at, value in enumerate(left) if value != 0]  # a refusal has a name too, but no dot
        whole = [at for at, value in enumerate(everyone) if value]
        with self.all.hold_sync(), self.left.hold_sync(), self.texts.hold_sync():
            self.all.x, self.all.y = whole, np.clip([everyone[at] for at in whole], LOW, HIGH)
            self.left.x, self.left.y = places, np.clip([left[at] for at in places], LOW, HIGH)
            self.texts.x, self.texts.y = named, np.clip([left[at] or 1.6 for at in named], LOW, HIGH)
            self.texts.text = [
                WORDS.say("russia.chart.times" if left[at] else "russia.refused", times=left[at]) for at in named
            ]
        self.claim.text = list(text)


class HostChart:
    """One column for each host of US troops; the filled ones leave."""

    def __init__(self, codes: Sequence[str], troops: Sequence[float]):
        """codes: the hosts. troops: thousands of US troops in each."""
        self.places, self.troops = np.arange(len(codes)), np.asarray(troops, float)
        scales, axes = _columns(codes, linear(0, 45), WORDS.say("hosts.chart.up"), tick_values=[0, 10, 20, 30, 40])
        self.whole = bqplot.Bars(
            x=self.places,
            y=self.troops,
            scales=scales,
            colors=["transparent"],
            stroke=SOFT,
            stroke_width=1.5,
            padding=0.3,
        )
        self.gone = bqplot.Bars(x=self.places, y=0 * self.troops, scales=scales, colors=[ACCENT], padding=0.3)
        self.numbers = _label(scales, align="middle", y_offset=-10)
        self.claim = claim()
        self.figure = figure(
            [self.whole, self.gone, self.numbers, self.claim], axes, {"bottom": 34, "right": 16}, flex="1 1 100%"
        )

    def draw(self, leaves: Sequence[bool], text: str) -> None:
        """leaves: true or false for each host."""
        self.gone.y = np.where(leaves, self.troops, 0)
        with self.numbers.hold_sync():
            self.numbers.x, self.numbers.y = self.places, self.troops
            self.numbers.text = [
                WORDS.say("hosts.chart.goes" if out else "hosts.chart.stays", troops=value)
                for value, out in zip(self.troops, leaves, strict=True)
            ]
        self.claim.text = [text]


class ClockChart:
    """Years to fill a gap against what is added each year; the dot is the learner's setting."""

    def __init__(self, highest: float):
        x, y = linear(0, 1.06 * highest), linear(0, 1.12 * LONGEST)
        scales = {"x": x, "y": y}
        self.paces = np.linspace(1, highest, 250)
        self.below = axis(
            x,
            WORDS.say("clock.chart.across"),
            label_offset="34px",
            tick_format=",.0f",
            tick_values=[0, 50, 100, 150, 200, 250],
        )
        years = axis(y, WORDS.say("clock.chart.up"), side="left", tick_values=[0, 10, 20, 30, 40, 50, 60])
        self.line = bqplot.Lines(x=[], y=[], scales=scales, colors=[ACCENT], stroke_width=2.5)
        self.full = bqplot.Lines(x=[], y=[], scales=scales, colors=[SOFT], line_style="dashed", stroke_width=2)
        self.dot = bqplot.Scatter(x=[], y=[], scales=scales, colors=[INK], stroke=PAPER, default_size=110)
        self.name = _label(scales, x_offset=10, y_offset=-8)
        self.claim = claim(lines=2)
        self.claim.x = [0.3, 0.3]  # clear of the steep end of the curve
        self.figure = figure(
            [self.full, self.line, self.dot, self.name, self.claim], [self.below, years], {"right": 60}, flex="1 1 100%"
        )

    def draw(self, gap: float | None, pace: float, absorption: float, unit: str, text: tuple[str, str]) -> None:
        """gap: the number to fill, None when no time can be said. absorption: from 0 to 1."""
        self.below.label = WORDS.say("clock.chart.across_unit" if gap else "clock.chart.across", unit=unit)
        self._curve(self.line, gap and gap / absorption)
        self._curve(self.full, gap if absorption < 1 else None)
        years = gap / (pace * absorption) if gap else None
        shown = years is not None and years <= LONGEST
        with self.dot.hold_sync(), self.name.hold_sync():
            self.dot.x, self.dot.y = ([pace], [years]) if shown else ([], [])
            self.name.x, self.name.y = ([pace], [years]) if shown else ([], [])
            self.name.text = [WORDS.say("clock.chart.years", years=years)] if shown else []
        self.claim.text = list(text)

    def _curve(self, line: bqplot.Lines, gap: float | None) -> None:
        times = gap / self.paces if gap else np.array([])
        seen = times <= LONGEST
        with line.hold_sync():
            line.x, line.y = self.paces[seen] if gap else [], times[seen]
