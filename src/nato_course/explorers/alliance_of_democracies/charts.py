"""The charts of "Alliance of democracies?". A chart is built once; ``draw`` gives it new marks."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lessonkit.explorer.charts import (
    AMBER,
    BLUE,
    GUESS,
    INK,
    SOFT,
    TEAL,
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
from nato_course.explorers.alliance_of_democracies.model import Count, Score

WORDS = words("alliance-of-democracies")
FIRST, LAST = 1949, 2024
YEARS = np.arange(FIRST, LAST + 1)
TICKS = [1949, 1960, 1970, 1980, 1990, 2000, 2010, 2024]


def _years() -> Part:
    return axis(WORDS.say("chart.year"), FIRST, LAST, ticks=TICKS, plain=True)


def _said(score: Score, digits: int) -> str:
    """Say a score with its bounds."""
    return f"{score.value:.{digits}f} ({WORDS.say('bounds', low=score.low, high=score.high)})"


class ShareChart:
    """The share of members above the threshold, year by year, with the room that the bounds leave."""

    def __init__(self) -> None:
        self.figure = Chart()

    def draw(
        self,
        counts: Sequence[Count],
        year: int,
        claim: tuple[str, str],
        guess: np.ndarray | None = None,
        beside: tuple[ArrayLike, Sequence[float]] | None = None,
        beside_name: str = "",
    ) -> None:
        """Show the counts of all years. beside: (years, shares) of a second index."""
        shares = np.array([count.share for count in counts])
        electoral, name = WORDS.say("chart.electoral"), str(year)
        said = [
            f"{at}: {count.share:.0f} % ({count.above}/{count.members})"
            for at, count in zip(YEARS, counts, strict=True)
        ]
        self.figure.show(
            _years(),
            axis(WORDS.say("chart.share"), 0, 103, ticks=range(0, 101, 20), unit="%", digits=0),
            [
                area(YEARS, [c.lowest_share for c in counts], [c.highest_share for c in counts]),
                rule(x=year, colour=SOFT, width=1, dash="solid"),
                None if beside is None else line(*beside, colour=TEAL, dash="dotted", name=beside_name),
                None
                if guess is None
                else line(YEARS, guess, colour=GUESS, dash="dashed", name=WORDS.say("chart.guess")),
                line(YEARS, shares, colour=BLUE, width=3, name=electoral, says=said),
                dots([{"x": year, "y": shares[year - FIRST], "name": name}], colour=BLUE, size=5.5),
            ],
            title=claim[0],
            note=claim[1],
        )


class MembersChart:
    """The members of one year, from the highest index to the lowest, each with its band."""

    def __init__(self) -> None:
        self.figure = Chart()

    def draw(
        self,
        members: Sequence[str],
        scores: Sequence[Score],
        threshold: float,
        claim: tuple[str, str],
        others: Sequence[float] | None = None,
    ) -> None:
        """Show the scores, in the order of ``members``, lowest first. others: of a second index, or None."""
        down = np.arange(len(members))[::-1]
        said = [_said(score, 2) for score in scores]
        bands = rows(at=down, **{"from": [score.low for score in scores]}, value=[score.high for score in scores])
        points = rows(x=[score.value for score in scores], y=down, name=members, say=said)
        marks = [
            bars(bands, colour=SOFT, thick=0.3),
            rule(x=threshold, name=f"{WORDS.say('chart.threshold')} {threshold:.2f}", colour=INK),
        ]
        key = [sign(WORDS.say("chart.electoral"), BLUE)]
        if others is not None:
            liberal = WORDS.say("chart.liberal")
            marks.append(
                dots(rows(x=others, y=down, name=members), colour=AMBER, shape="diamond", name=liberal, measure="x")
            )
            key.append(sign(liberal, AMBER, "diamond"))
        marks.append(dots(points, colour=BLUE, size=4.5, rank=True, measure="x"))
        self.figure.show(
            axis(WORDS.say("chart.index"), 0, 1, digits=2),
            names(members[::-1]),
            marks,
            title=claim[0],
            note=claim[1],
            key=key,
        )


class OneChart:
    """One member from 1949 on: thin before it joined, with its band as a member."""

    def __init__(self) -> None:
        self.figure = Chart()

    def draw(
        self,
        scores: Mapping[int, Score],
        since: int,
        threshold: float,
        claim: tuple[str, str],
        liberal: Mapping[int, float] | None = None,
        polity: Mapping[int, int] | None = None,
    ) -> None:
        """scores, liberal, polity: year to Score or value. since: the year of accession."""
        years = sorted(scores)
        before, member = [y for y in years if y <= since], [y for y in years if y >= since]
        said = WORDS.each("chart")
        second: Mapping[int, float] = liberal or polity or {}
        more: dict[str, Any] = {"right": axis(said["score"], -10, 10, ticks=range(-10, 11, 5))} if polity else {}
        look = {"colour": TEAL, "dash": "dotted", "width": 2, "name": said["polity" if polity else "liberal"]}
        self.figure.show(
            _years(),
            axis(said["index"], 0, 1, digits=3),
            [
                rule(x=since, name=WORDS.say("joined", year=since), colour=SOFT, dash="solid", width=1),
                area(member, *np.array([(scores[y].low, scores[y].high) for y in member], float).T),
                line(before, [scores[y].value for y in before], colour=SOFT, dash="dotted", width=2),
                rule(y=threshold, name=said["threshold"], colour=INK, quiet=bool(polity)),
                line(list(second), list(second.values()), right=bool(polity), quiet=bool(polity), **look)
                if second
                else None,
                line(
                    member,
                    [scores[y].value for y in member],
                    colour=BLUE,
                    width=3,
                    name=said["electoral"],
                    quiet=bool(polity),  # the right axis is in the way of names at the end of lines
                    says=[f"{y}: {_said(scores[y], 3)}" for y in member],
                ),
            ],
            title=claim[0],
            note=claim[1],
            **more,
        )
