"""The charts of "Subtract one": what goes, what is left against Russia, where US troops stand, and the clock.

A chart is built once; ``draw`` gives it new marks. A bar in outline is the whole, the filled part is what goes.
"""

from collections.abc import Sequence

import numpy as np

from lessonkit.explorer.charts import (
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
    sign,
)
from lessonkit.explorer.texts import words

WORDS = words("subtract-one")
LOW, HIGH = 0.05, 50.0  # ends of the axis "times Russia"
LONGEST = 60  # years at the top of the clock


class GoneChart:
    """One bar for each measure; the filled part leaves. Diamonds are the learner's guesses."""

    def __init__(self, measures: Sequence[str]):
        self.measures, self.figure = measures, Chart()

    def draw(self, shares: np.ndarray, guesses: Sequence[float] | None, text: str) -> None:
        """shares: per cent that goes, one for each bar. guesses: the same, or None."""
        at, named = range(len(self.measures)), self.measures
        said = [WORDS.say("gone.chart.share", share=share) for share in shares]
        guess = WORDS.say("gone.chart.guess")
        whole = rows(at=at, value=[100] * len(at), text=said)
        gone = rows(at=at, value=shares, name=named, say=said)
        marks = [bars(whole, colour=SOFT, hollow=True), bars(gone, colour=BLUE)]
        if guesses is not None:
            guessed = rows(x=guesses, y=at, name=named)
            marks.append(dots(guessed, colour=GUESS, shape="diamond", size=5.5, name=guess, measure="x"))
        self.figure.show(
            axis(WORDS.say("gone.chart.up"), 0, 112, ticks=[0, 25, 50, 75, 100], unit="%", digits=0),
            names(named),
            marks,
            title=text,
            key=[] if guesses is None else [sign(guess, GUESS, "diamond")],
        )


class RussiaChart:
    """A ring for all allies and a dot for those that stay, in multiples of Russia's figure."""

    def __init__(self, measures: Sequence[str]):
        self.measures, self.figure = measures, Chart()

    def draw(self, everyone: Sequence[float | None], left: Sequence[float | None], text: str) -> None:
        """everyone, left: multiples of Russia's figure, None where nothing can be said."""
        marks_all, marks_left = WORDS.say("russia.chart.all"), WORDS.say("russia.chart.stay")
        refused = WORDS.say("russia.refused")
        self.figure.show(
            axis(WORDS.say("russia.chart.up"), LOW, HIGH, log=True, ticks=[0.1, 1, 10]),
            names(self.measures),
            [
                rule(x=1, name=WORDS.say("russia.chart.even"), colour=SOFT),
                dots(self._dots(everyone), colour=INK, hollow=True, size=6, name=marks_all),
                dots(self._dots(left, named=True), colour=BLUE, size=5, name=marks_left),
                *(label(1.6, at, refused) for at, value in enumerate(left) if value is None),
            ],
            title=text,
            key=[sign(marks_all, INK, hollow=True), sign(marks_left, BLUE)],
            height=260,
        )

    def _dots(self, values: Sequence[float | None], named: bool = False) -> list[dict[str, object]]:
        said = [(at, value, WORDS.say("russia.chart.times", times=value)) for at, value in enumerate(values) if value]
        return [
            {"x": min(max(value, LOW), HIGH), "y": at, "name": self.measures[at], "say": text}
            | ({"label": text, "must": True} if named else {})
            for at, value, text in said
        ]


class HostChart:
    """One bar for each host of US troops; the filled ones leave."""

    def __init__(self, hosts: Sequence[str], troops: Sequence[float]):
        """hosts: their names. troops: thousands of US troops in each."""
        self.hosts, self.troops, self.figure = hosts, np.asarray(troops, float), Chart()

    def draw(self, leaves: Sequence[bool], text: str) -> None:
        """leaves: true or false for each host."""
        said = [
            WORDS.say("hosts.chart.goes" if out else "hosts.chart.stays", troops=value)
            for value, out in zip(self.troops, leaves, strict=True)
        ]
        hosts = rows(
            at=range(len(said)), value=self.troops, name=self.hosts, text=said, hollow=[not out for out in leaves]
        )
        self.figure.show(
            axis(
                WORDS.say("hosts.chart.up"), 0, 45, ticks=range(0, 41, 10), unit=WORDS.say("hosts.chart.unit"), digits=1
            ),
            names(self.hosts),
            [bars(hosts, colour=BLUE, rank=True)],
            title=text,
            key=[
                sign(WORDS.say("hosts.chart.leave"), BLUE, "square"),
                sign(WORDS.say("hosts.chart.remain"), BLUE, "square", hollow=True),
            ],
        )


class ClockChart:
    """Years to fill a gap against what is added each year; the dot is the learner's setting."""

    def __init__(self, highest: float):
        self.paces, self.figure = np.geomspace(1, highest, 80), Chart()

    def draw(self, gap: float | None, pace: float, absorption: float, unit: str, text: tuple[str, str]) -> None:
        """gap: the number to fill, None when no time can be said. absorption: from 0 to 1."""
        years = gap / (pace * absorption) if gap else None
        shown = WORDS.say("clock.chart.years", years=years) if years is not None and years <= LONGEST else ""
        here = [{"x": pace, "y": years, "name": shown, "label": shown, "must": True, "say": f"{pace:g} {unit}"}]
        self.figure.show(
            axis(
                WORDS.say("clock.chart.across_unit" if gap else "clock.chart.across", unit=unit),
                0,
                1.06 * self.paces[-1],
                digits=0,
            ),
            axis(WORDS.say("clock.chart.up"), 0, 1.12 * LONGEST, ticks=range(0, LONGEST + 1, 10), digits=1),
            [
                self._curve(gap if absorption < 1 else None, WORDS.say("clock.chart.full"), FAINT, "dashed"),
                self._curve(gap and gap / absorption, WORDS.say("clock.chart.yours"), BLUE),
                dots(here, colour=INK, size=6) if shown else None,
            ],
            title=text[0],
            note=text[1],
        )

    def _curve(self, gap: float | None, name: str, colour: str, dash: str = "") -> dict[str, object] | None:
        if not gap:
            return None
        times = gap / self.paces
        seen = times <= LONGEST
        return line(self.paces[seen], times[seen], name=name, colour=colour, dash=dash) if seen.any() else None
