"""The charts of the path planner. A chart is built once; ``draw`` gives it new marks.

Series are told apart by mark and by name, never by colour alone.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from lessonkit.explorer.charts import (
    AMBER,
    BLUE,
    GUESS,
    INK,
    SOFT,
    Chart,
    Part,
    area,
    axis,
    bars,
    dots,
    line,
    names,
    rows,
    rule,
    sign,
)
from lessonkit.explorer.texts import words

WORDS = words("path-planner")
REVIEW = 2029  # The Hague text sets a review for this year


def _years(first: float, last: float, room: float = 0.5) -> Part:
    """Return an axis of years: a few are named, and always whole ones."""
    apart = next(years for years in (1, 2, 4, 5) if (last - first) / years <= 7)
    ticks = range(int(first), int(last) + 1, apart)
    return axis(WORDS.say("year"), first - room, last + room, ticks=ticks, plain=True)


def _shares(highest: float) -> Part:
    return axis(WORDS.say("up"), 0, highest, unit="%", digits=2)


class AlliesChart:
    """A bar for each ally, a diamond where a newer edition has a figure, and the target as a line."""

    def __init__(self, shares: Mapping[str, float], newer: Mapping[str, float]):
        """shares, newer: % of GDP by name, the first lowest first."""
        self.figure = Chart()
        self.allies = list(shares)[::-1]
        edition, later = WORDS.say("allies.chart.bars"), WORDS.say("allies.chart.newer")
        old = rows(at=range(len(shares)), value=list(shares.values())[::-1], name=self.allies)
        points = [{"x": newer[name], "y": at, "name": name} for at, name in enumerate(self.allies) if name in newer]
        self.marks = [
            bars(old, colour=BLUE, rank=True),
            dots(points, colour=INK, shape="diamond", size=4, name=later, measure="x"),
        ]
        self.key = [sign(edition, BLUE, "square"), sign(later, INK, "diamond")]

    def draw(self, target: float, claim: str, guess: float | None = None) -> None:
        """Show the target, in % of GDP. guess: how many allies are at it, as was predicted."""
        said = WORDS.say("allies.chart.guess")
        guessed = None if guess is None else rule(y=guess - 0.5, name=said, say=f"{guess:.0f}", colour=GUESS)
        goal = rule(x=target, name=WORDS.say("allies.chart.target", target=target), colour=AMBER, width=2)
        self.figure.show(_shares(6), names(self.allies), [*self.marks, guessed, goal], title=claim, key=self.key)


class PathChart:
    """The share of GDP: what NATO published as dots, the path as a line, the 1.5 part as an area above it."""

    def __init__(self) -> None:
        self.figure = Chart("1 1 300px")

    def draw(
        self,
        years: np.ndarray,
        share: np.ndarray,
        published: tuple[Sequence[int], Sequence[float]],
        upper: np.ndarray | None,
        claim: str,
    ) -> None:
        """Show a path. published: years and shares. upper: the top of the 1.5 part, or None."""
        said = WORDS.each("plan.chart")
        first = min([*published[0], int(years[0])])
        highest = float(max([*published[1], *share, *([] if upper is None else upper)]))
        past = rows(x=published[0], y=published[1], name=[str(year) for year in published[0]])
        most = [] if upper is None else [area(years, share, upper, AMBER)]
        most += [] if upper is None else [line(years, upper, colour=AMBER, dash="dotted", width=1.5, name=said["most"])]
        self.figure.show(
            _years(first, float(years[-1])),
            _shares(6 if highest < 5.6 else 8),
            [
                *most,
                rule(x=REVIEW, name=said["review"], colour=SOFT, width=1),
                line(years, share, colour=BLUE, width=3, name=f"{share[-1]:g} %"),
                dots(past, colour=INK),
            ],
            title=claim,
        )


class BillChart:
    """One bar a year for the extra bill; on top of it, at most, the 1.5 part."""

    def __init__(self) -> None:
        self.figure = Chart("1 1 300px")

    def draw(
        self, years: np.ndarray, extra: np.ndarray, most: np.ndarray | None, unit: str, claim: tuple[str, str]
    ) -> None:
        """Show a bill. extra, most: of each year, in ``unit``; most is None when the 1.5 part is not shown."""
        tops = extra if most is None else extra + most
        part, named = WORDS.say("plan.chart.part"), [str(year) for year in years]
        marks = [bars(rows(at=years, value=extra, name=named), colour=BLUE, thick=0.75)]
        if most is not None:
            above = rows(at=years, **{"from": extra}, value=tops, name=named, say=[f"{value:,.2f}" for value in most])
            marks.append(bars(above, colour=AMBER, hollow=True, thick=0.75, name=part))
        self.figure.show(
            _years(float(years[0]), float(years[-1]), room=0.6),
            axis(unit, min(0.0, float(extra.min())), 1.1 * float(tops.max()) or 1.0, digits=2),
            marks,
            title=claim[0],
            note=claim[1],
            key=[] if most is None else [sign(part, AMBER, "square", hollow=True)],
        )


class DebtChart:
    """Government debt with the plan and without it."""

    def __init__(self) -> None:
        self.figure = Chart()

    def draw(self, years: np.ndarray, plan: np.ndarray, without: np.ndarray, claim: str) -> None:
        """Show debt with the plan and without it. plan, without: debt in % of GDP at the end of each year."""
        said = WORDS.each("debt.chart")
        self.figure.show(
            _years(float(years[0]), float(years[-1]), room=0),
            axis(said["up"], 0, 1.15 * float(max(plan.max(), without.max(), 10.0)), unit="%", digits=1),
            [
                line(years, without, colour=INK, dash="dashed", width=2, name=said["without"]),
                line(years, plan, colour=BLUE, width=3, name=said["planned"]),
            ],
            title=claim,
        )


class EditionsChart:
    """One ally's share of GDP as each edition gives it: a mark of its own for each."""

    looks = ((SOFT, "circle", "dotted"), (BLUE, "square", ""), (AMBER, "diamond", "dashed"))

    def __init__(self, editions: Sequence[str]):
        self.editions, self.figure = editions, Chart()

    def draw(self, series: Sequence[tuple[Sequence[int], Sequence[float]]], claim: str) -> None:
        """Show one ally. series: for each edition the years and the shares, which may be empty."""
        highest = max((float(np.max(shares)) for _, shares in series if len(shares)), default=1.0)
        marks: list[Part] = []
        for name, (years, shares), (colour, shape, dash) in zip(self.editions, series, self.looks, strict=True):
            marks.append(line(years, shares, colour=colour, dash=dash, width=1.5, mute=True))
            points = rows(x=years, y=shares, name=[f"{name}, {year}" for year in years])
            marks.append(dots(points, colour=colour, shape=shape, size=4.5))
        self.figure.show(
            axis(WORDS.say("year"), 2013.5, 2026.5, ticks=range(2014, 2027, 2), plain=True),
            _shares(1.15 * highest),
            marks,
            title=claim,
            key=[sign(name, look[0], look[1]) for name, look in zip(self.editions, self.looks, strict=True)],
        )
