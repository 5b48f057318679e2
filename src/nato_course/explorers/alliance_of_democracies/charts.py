"""The charts of "Alliance of democracies?". A chart is built once; ``draw`` changes its marks."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import bqplot
import numpy as np
from numpy.typing import ArrayLike

from lessonkit.explorer.charts import (
    ACCENT,
    INK,
    LINE,
    NEAR,
    PAPER,
    SOFT,
    Categories,
    Scales,
    axis,
    claim,
    curve,
    figure,
    labels,
    linear,
)
from lessonkit.explorer.texts import words
from nato_course.explorers.alliance_of_democracies.model import Count, Score

WORDS = words("alliance-of-democracies")
FIRST, LAST = 1949, 2024
YEARS = np.arange(FIRST, LAST + 1)
TICKS = [1949, 1960, 1970, 1980, 1990, 2000, 2010, 2024]
ROOM = 6.5  # the height that one name at a line's end needs, in hundredths of the axis


def _year_axis(scale: bqplot.Scale) -> bqplot.Axis:
    return axis(scale, WORDS.say("chart.year"), tick_values=TICKS, tick_format=".0f")


def _band(scales: Scales) -> bqplot.Lines:
    """Return the area between two lines, empty at first."""
    return bqplot.Lines(
        x=[],
        y=[[], []],
        scales=scales,
        colors=[ACCENT, ACCENT],
        opacities=[0.5, 0.5],
        stroke_width=1,
        fill="between",
        fill_colors=[ACCENT],
        fill_opacities=[0.2],
    )


def _claim_above() -> bqplot.Label:
    """Return a claim above the plot, because lines and dots may stand anywhere in it."""
    label = claim(lines=2)
    label.y = np.array([1.115, 1.04])
    label.apply_clip = False
    return label


def _end_names(scales: Scales, colours: Sequence[str]) -> bqplot.Label:
    return labels(scales, colours, default_size=13, font_weight="bold")


NOTHING: tuple[ArrayLike, ArrayLike] = ([], [])


def _set(mark: bqplot.Mark, x: ArrayLike, y: ArrayLike) -> None:
    """Give a mark its points in one message."""
    with mark.hold_sync():
        mark.x, mark.y = x, y


def apart(heights: Sequence[float], room: float = ROOM) -> list[float]:
    """Move heights up until each is at least ``room`` above the next lower one."""
    moved = list(heights)
    order = sorted(range(len(moved)), key=moved.__getitem__)
    for below, above in pairwise(order):
        moved[above] = max(moved[above], moved[below] + room)
    over = max(moved, default=0) - (100 + room / 2)
    return [height - max(over, 0) for height in moved]


def _write_ends(
    names: bqplot.Label, x: float, texts: Sequence[str], heights: Sequence[float], room: float = ROOM
) -> None:
    with names.hold_sync():
        names.x, names.y, names.text = [x] * len(texts), apart(heights, room), list(texts)


class ShareChart:
    """The share of members above the threshold, year by year, with the room that the bounds leave."""

    def __init__(self) -> None:
        x, y = linear(FIRST, LAST), linear(0, 103)  # a line at 100 is not cut
        scales = {"x": x, "y": y}
        self.band = _band(scales)
        self.line = curve(scales, ACCENT, width=3)
        self.guess = curve(scales, NEAR, "dashed")
        self.beside = curve(scales, INK, "dotted")
        self.marker = curve(scales, SOFT, width=1)
        self.dot = bqplot.Scatter(x=[], y=[], scales=scales, colors=[ACCENT], stroke=PAPER, default_size=64)
        self.names = _end_names(scales, (ACCENT, NEAR, INK))
        self.claim = _claim_above()
        self.figure = figure(
            [self.band, self.marker, self.beside, self.guess, self.line, self.dot, self.names, self.claim],
            [
                _year_axis(x),
                axis(
                    y, WORDS.say("chart.share"), side="left", tick_values=list(range(0, 101, 20)), label_offset="34px"
                ),
            ],
            margin={"right": 96, "top": 46},
            flex="1 1 100%",
        )

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
        _set(self.band, YEARS, np.array([[c.lowest_share for c in counts], [c.highest_share for c in counts]]))
        _set(self.line, YEARS, shares)
        _set(self.guess, *(NOTHING if guess is None else (YEARS, guess)))
        _set(self.beside, *(NOTHING if beside is None else beside))
        at = year - FIRST
        _set(self.marker, [year, year], [0, 100])
        _set(self.dot, [year], [shares[at]])
        texts, heights, colours = [WORDS.say("chart.electoral")], [shares[-1]], [ACCENT]
        if guess is not None:
            texts, heights, colours = [*texts, WORDS.say("chart.guess")], [*heights, guess[-1]], [*colours, NEAR]
        if beside is not None:
            texts, heights, colours = [*texts, beside_name], [*heights, beside[1][-1]], [*colours, INK]
        self.names.colors = colours
        _write_ends(self.names, LAST, texts, heights)
        self.claim.text = list(claim)


class MembersChart:
    """The members of one year, from the lowest index to the highest, each with its band."""

    def __init__(self) -> None:
        self.members, y = Categories([""], WORDS.say("chart.members")), linear(0, 1)
        scales = {"x": self.members.scale, "y": y}
        self.bands = bqplot.Lines(x=[], y=[], scales=scales, colors=[ACCENT], opacities=[0.45], stroke_width=4)
        self.dots = bqplot.Scatter(x=[], y=[], scales=scales, colors=[ACCENT], stroke=PAPER, default_size=52)
        self.others = bqplot.Scatter(x=[], y=[], scales=scales, colors=[INK], marker="diamond", default_size=34)
        self.threshold = curve(scales, INK, "dashed", 1.5)
        self.names = _end_names(scales, (INK,))
        self.claim = _claim_above()
        self.figure = figure(
            [self.threshold, self.bands, self.others, self.dots, self.names, self.claim],
            [self.members.axis, axis(y, WORDS.say("chart.index"), side="left", num_ticks=6, label_offset="34px")],
            margin={"right": 96, "top": 46},
            flex="1 1 100%",
        )

    def draw(
        self,
        codes: Sequence[str],
        scores: Sequence[Score],
        threshold: float,
        claim: tuple[str, str],
        others: Sequence[float] | None = None,
    ) -> None:
        """Show the scores, in the order of ``codes``. others: the values of a second index, or None."""
        self.members.name(codes)
        places = self.members.places
        _set(self.bands, np.array([[p, p] for p in places]), np.array([[s.low, s.high] for s in scores]))
        _set(self.dots, places, np.array([score.value for score in scores]))
        _set(self.others, *(NOTHING if others is None else (places, np.array(others, float))))
        _set(self.threshold, [-0.7, len(codes) - 0.3], [threshold, threshold])
        _write_ends(self.names, len(codes) - 0.3, [WORDS.say("chart.threshold")], [threshold], room=0.065)
        self.claim.text = list(claim)


class OneChart:
    """One member from 1949 on: thin before it joined, with its band as a member."""

    def __init__(self) -> None:
        x, y, polity = linear(FIRST, LAST), linear(0, 1), linear(-10, 10)
        scales = {"x": x, "y": y}
        self.band = _band(scales)
        self.before = curve(scales, SOFT, "dotted", 2)
        self.line = curve(scales, ACCENT, width=3)
        self.beside = curve(scales, INK, "dotted", 2)
        self.polity = curve({"x": x, "y": polity}, INK, "dotted", 2)
        self.threshold = curve(scales, INK, "dashed", 1.5)
        self.joined = curve(scales, LINE, width=1.5)
        self.names = _end_names(scales, (ACCENT, INK, INK))
        self.claim = _claim_above()
        self.right = axis(polity, WORDS.say("chart.score"), side="right", num_ticks=5, label_offset="38px")
        self.left = [_year_axis(x), axis(y, WORDS.say("chart.index"), side="left", num_ticks=6, label_offset="34px")]
        self.figure = figure(
            [
                self.joined,
                self.band,
                self.before,
                self.threshold,
                self.beside,
                self.polity,
                self.line,
                self.names,
                self.claim,
            ],
            self.left,
            margin={"right": 96, "top": 46},
            flex="1 1 100%",
        )

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
        years = np.array(sorted(scores))
        early, late = years[years <= since], years[years >= since]
        _set(self.before, early, np.array([scores[y].value for y in early]))
        _set(self.line, late, np.array([scores[y].value for y in late]))
        _set(self.band, late, np.array([[scores[y].low for y in late], [scores[y].high for y in late]]))
        _set(self.threshold, [FIRST, LAST], [threshold, threshold])
        _set(self.joined, [since, since], [0, 1])
        _set(self.beside, *_points(liberal))
        _set(self.polity, *_points(polity))
        self.figure.axes = [*self.left, self.right] if polity else self.left
        texts, heights = (
            [WORDS.say("chart.electoral"), WORDS.say("chart.threshold")],
            [scores[int(years[-1])].value, threshold],
        )
        if liberal:
            texts, heights = [*texts, WORDS.say("chart.liberal")], [*heights, liberal[max(liberal)]]
        if polity:  # the right axis is in the way of names at the end of lines
            texts, heights = [], []
        _write_ends(self.names, LAST, texts, heights, room=0.065)
        self.claim.text = list(claim)


def _points(values: Mapping[int, float] | None) -> tuple[ArrayLike, ArrayLike]:
    if not values:
        return [], []
    years = sorted(values)
    return np.array(years), np.array([values[year] for year in years], float)
