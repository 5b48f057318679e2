"""The charts of "Would you attack?". A chart is built once; ``draw`` gives it new marks."""

from collections.abc import Mapping, Sequence

import numpy as np

from lessonkit.explorer.charts import (
    AMBER,
    BLUE,
    FAINT,
    GUESS,
    INK,
    SOFT,
    Chart,
    axis,
    bars,
    dots,
    label,
    line,
    names,
    rows,
    rule,
)
from lessonkit.explorer.texts import words

WORDS = words("would-you-attack")
WAYS = ("silent", "sink", "tie")


class GainChart:
    """What attacking is worth, against the probability that the allies come."""

    def __init__(self, base_rates: Mapping[float, str]):
        self.figure = Chart()
        self.rates = base_rates
        self.x = axis(WORDS.say("one.chart.across"), 0, 100, ticks=range(0, 101, 20), unit="%")

    def draw(
        self,
        ends: Sequence[float],
        rate: float,
        worth: float,
        tipping: float | None,
        claim: str,
        guess: float | None = None,
    ) -> None:
        """ends: the gain when the allies never and always come. tipping: r*, or None if there is none to show."""
        reach = float(max(50, 50 * np.ceil(1.15 * max(abs(ends[0]), abs(ends[1])) / 50)))
        foot = -0.9 * reach
        percent = [100 * value for value in self.rates]
        published = rows(
            x=percent, y=[foot] * len(percent), name=self.rates.values(), say=[f"{p:g} %" for p in percent]
        )
        you = WORDS.say("one.chart.you", percent=100 * rate)
        across = np.linspace(0, 100, 21)
        guessed, turn = None, None
        if guess is not None:
            guessed = rule(x=guess, name=WORDS.say("one.chart.guess", percent=guess), colour=GUESS)
        if tipping is not None:
            turn = rule(x=100 * tipping, name=WORDS.say("one.chart.tipping", percent=100 * tipping), colour=AMBER)
        self.figure.show(
            self.x,
            axis(WORDS.say("one.chart.up"), -reach, reach, ticks=np.linspace(-reach, reach, 5), digits=1),
            [
                line(across, np.interp(across, [0, 100], ends), colour=BLUE, width=3),
                guessed,
                turn,
                label(1, foot, WORDS.say("one.chart.published"), colour=SOFT),
                dots(
                    [{**row, "label": row["say"]} for row in published],
                    shape="diamond",
                    colour=SOFT,
                    hollow=True,
                    measure="x",
                ),
                dots([{"x": 100 * rate, "y": worth, "name": you, "label": you, "must": True}], colour=INK, size=6),
            ],
            title=claim,
        )


class EffectChart:
    """One bar per ally: how far State A's chance to win falls if this ally surely comes."""

    def __init__(self, allies: Sequence[str]):
        self.figure, self.allies = Chart(), list(allies)[::-1]

    def draw(self, points: np.ndarray, out: np.ndarray, claim: str) -> None:
        """points: percentage points, one for each ally, the smallest first. out: who was taken away."""
        said = WORDS.each("allies.chart")
        top = 60.0 if points.max() < 50 else 110.0
        taken = [said["out"] if gone else f"{value:.1f}" for value, gone in zip(points[::-1], out[::-1], strict=True)]
        shown = rows(at=range(len(self.allies)), value=points[::-1], name=self.allies, text=taken)
        self.figure.show(
            axis(said["up"], 0, top, unit=said["unit"], digits=1),
            names(self.allies),
            [bars(shown, colour=BLUE, rank=True)],
            title=claim,
            note=said["order"],
        )


class SignalChart:
    """Three bars: no signal, a force sent ahead, a public pledge."""

    def __init__(self, what: str, step: float):
        self.what, self.step, self.figure = what, step, Chart("1 1 300px")

    def draw(self, heights: Sequence[float], texts: Sequence[str], claim: str) -> None:
        """heights and texts: one for each bar."""
        step = self.step  # between two ticks; doubled until four of them are enough
        while 4 * step < 1.15 * max(heights):
            step *= 2
        said = WORDS.each("signals.chart")
        ways = [said[way] for way in WAYS]
        shown = rows(at=range(3), value=heights, name=ways, text=texts, say=texts, colour=[FAINT, BLUE, AMBER])
        self.figure.show(
            names(ways), axis("", 0, 4 * step), [bars(shown, thick=0.6)], title=self.what, note=claim, height=250
        )
