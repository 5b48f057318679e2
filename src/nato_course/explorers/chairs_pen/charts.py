"""The charts of the chair's pen: the plane of texts, and the room by number of allies.

Every mark has a name or a shape of its own, never a colour alone.
"""

from typing import Any

import bqplot
import numpy as np

from lessonkit.explorer import charts
from lessonkit.explorer.charts import ACCENT, INK, NEAR, PAPER, SOFT, Scales
from lessonkit.explorer.texts import words
from nato_course.explorers.chairs_pen.model import MOST, SIZE, Proposal

WORDS = words("chairs-pen")
Box = tuple[float, float, float, float]  # left, right, low and high, in points
NO_POINTS = np.empty((0, 2))
# A name's room in the plane, in its points: the width of a letter and the height of a line, which is so many pixels.
LETTER, LINE, LINE_PX = 2.3, 5.5, 19


def _axis(scale: bqplot.Scale, label: str, side: str = "bottom", **options: Any) -> bqplot.Axis:
    return charts.axis(
        scale, label, side=side, label_offset="34px" if side == "bottom" else "36px", tick_format=".0f", **options
    )


def _figure(marks: list[bqplot.Mark], axes: list[bqplot.Axis], title: str = " ", **layout: str) -> bqplot.Figure:
    drawn = charts.figure(marks, axes, {"top": 34, "bottom": 50, "left": 52, "right": 18}, height="430px", **layout)
    drawn.title, drawn.title_style = title, {"font-size": "14px", "font-weight": "650", "fill": INK}
    return drawn


def _label(scales: Scales) -> bqplot.Label:
    return charts.labels(scales, [INK], default_size=13, font_weight="bold", x_offset=0, y_offset=0)


def _place(mark: bqplot.Mark, points: np.ndarray) -> None:
    """Put a mark's points, shape (n, 2), in one message."""
    with mark.hold_sync():
        mark.x, mark.y = points[:, 0], points[:, 1]


class Plane:
    """The texts, the allies' wishes, the room that they leave, and what the chair puts forward."""

    def __init__(self) -> None:
        scales = {"x": charts.linear(0, SIZE), "y": charts.linear(0, SIZE)}
        self.room = bqplot.Lines(
            x=[],
            y=[],
            scales=scales,
            colors=[ACCENT],
            stroke_width=2.5,
            fill="inside",
            fill_colors=[ACCENT],
            fill_opacities=[0.18],
            close_path=True,
        )
        self.hull = charts.curve(scales, SOFT, "dashed", 1.5)
        self.hull.close_path = True
        self.allies = self._dots(scales, "circle", INK, 34)
        self.least = self._dots(scales, "circle", PAPER, 110, stroke=INK)
        self.status_quo = self._dots(scales, "square", NEAR, 130)
        self.wish = self._dots(scales, "diamond", PAPER, 150, stroke=ACCENT)
        self.proposal = self._dots(scales, "triangle-up", ACCENT, 150)
        self.path = charts.curve(scales, ACCENT, "dotted", 1.5)
        # One label for each place: bqplot moves all texts of a label alike.
        self.names = [_label(scales) for _ in range(4)]
        ticks = [0, 20, 40, 60, 80, 100]
        self.figure = _figure(
            [
                self.room,
                self.hull,
                self.path,
                self.least,
                self.allies,
                self.status_quo,
                self.wish,
                self.proposal,
                *self.names,
            ],
            [
                _axis(scales["x"], WORDS.say("chart.across"), tick_values=ticks),
                _axis(scales["y"], WORDS.say("chart.up"), "left", tick_values=ticks),
            ],
            flex="1 1 380px",
        )
        # The space inside the margins is then square, and a disc is round.
        self.figure.min_aspect_ratio = self.figure.max_aspect_ratio = 0.967

    @staticmethod
    def _dots(scales: Scales, marker: str, colour: str, size: int, stroke: str = PAPER) -> bqplot.Scatter:
        return bqplot.Scatter(
            x=[], y=[], scales=scales, marker=marker, colors=[colour], stroke=stroke, stroke_width=2, default_size=size
        )

    def draw(
        self,
        ideals: np.ndarray,
        status_quo: tuple,
        wish: tuple,
        proposal: Proposal,
        room: np.ndarray,
        hull: np.ndarray,
        least: tuple[int, str] | None,
        title: str,
    ) -> None:
        """Show one setting. room, hull: corners. least: the ally that gains least (index, name), or None."""
        point = np.array([proposal.point])
        _place(self.allies, ideals)
        _place(self.least, ideals[[least[0]]] if least else NO_POINTS)
        _place(self.room, room)
        _place(self.hull, hull if len(hull) > 2 else NO_POINTS)
        _place(self.status_quo, np.array([status_quo], float))
        _place(self.wish, np.array([wish], float))
        _place(self.proposal, point if proposal.passes else NO_POINTS)
        _place(self.path, np.array([wish, proposal.point], float))
        marked = self._marked(status_quo, wish, proposal, ideals, least)
        self._name(marked, np.vstack([ideals, status_quo, wish, point]))
        if self.figure.title != title:
            self.figure.title = title

    @staticmethod
    def _marked(
        status_quo: tuple, wish: tuple, proposal: Proposal, ideals: np.ndarray, least: tuple[int, str] | None
    ) -> list[tuple[tuple, str]]:
        """Pairs of (place, name), the most needed first; marks on one spot share a name."""
        marked: dict[tuple, list[str]] = {}
        for place, name in (
            (status_quo, WORDS.say("chart.status_quo")),
            (wish, WORDS.say("chart.wish")),
            (proposal.point, WORDS.say("chart.proposal") if proposal.passes else ""),
        ):
            if name:
                marked.setdefault(tuple(float(part) for part in place), []).append(name)
        named = [(place, " = ".join(names)) for place, names in marked.items()]
        return [*named, (tuple(ideals[least[0]]), least[1])] if least else named

    def _name(self, marked: list[tuple[tuple, str]], dots: np.ndarray) -> None:
        """Put each name beside its mark, where it covers no other name and the fewest dots."""
        taken: list[Box] = []
        for at, label in enumerate(self.names):
            place, text = marked[at] if at < len(marked) else ((0, 0), "")
            left, drop = self._best(place, text, dots, taken) if text else (False, 0)
            with label.hold_sync():
                label.align = "end" if left else "start"
                label.x_offset = -12 if left else 12
                label.y_offset = 4 - LINE_PX * drop
                label.x, label.y, label.text = ([place[0]], [place[1]], [text]) if text else ([], [], [])

    @staticmethod
    def _best(place: tuple, text: str, dots: np.ndarray, taken: list[Box]) -> tuple[bool, int]:
        """Choose the side (left?) and the line (0 is the mark's own) for a name, and add its box to `taken`."""
        width, ways = LETTER * len(text), []
        for order, (left, drop) in enumerate(
            (left, drop) for drop in (0, 1, -1, 2, -2) for left in (place[0] > 60, place[0] <= 60)
        ):
            low = place[0] - 3.5 - width if left else place[0] + 3.5
            box = low, low + width, place[1] + LINE * drop - 2.5, place[1] + LINE * drop + 2.5
            outside = box[0] < 0 or box[1] > SIZE or box[2] < 0 or box[3] > SIZE
            overlaps = any(
                box[0] < other[1] and other[0] < box[1] and box[2] < other[3] and other[2] < box[3] for other in taken
            )
            covered = (
                (dots[:, 0] > box[0]) & (dots[:, 0] < box[1]) & (dots[:, 1] > box[2]) & (dots[:, 1] < box[3])
            ).sum()
            ways.append(((outside, overlaps, covered, order), left, drop, box))
        _, left, drop, box = min(ways)
        taken.append(box)
        return left, drop


class RoomCurve:
    """The room that is left to the chair as one ally after another takes a seat."""

    def __init__(self) -> None:
        scales = {"x": charts.linear(0, MOST + 1), "y": charts.linear(0, SIZE)}
        self.line = charts.curve(scales, ACCENT)
        self.line.interpolation = "step-after"
        self.here = bqplot.Scatter(x=[], y=[], scales=scales, colors=[INK], stroke=PAPER, default_size=90)
        self.name = _label(scales)
        self.figure = _figure(
            [self.line, self.here, self.name],
            [
                _axis(scales["x"], WORDS.say("curve.across"), tick_values=[1, 7, 12, 16, 19, 32]),
                _axis(scales["y"], WORDS.say("curve.up"), "left", tick_values=[0, 20, 40, 60, 80, 100]),
            ],
            title=WORDS.say("curve.title"),
            flex="1 1 260px",
        )

    def draw(self, shares: np.ndarray, number: int) -> None:
        """shares: the room for 1 to 32 allies, 0 to 1. number: how many sit there now."""
        room = 100 * shares
        _place(self.line, np.column_stack([np.arange(1, MOST + 1), room]))
        here = np.array([[number, room[number - 1]]])
        _place(self.here, here)
        with self.name.hold_sync():  # the curve falls: free are the space above on the right and below on the left
            below = number > 22 and room[number - 1] > 12
            self.name.align = "end" if number > 22 else "start"
            self.name.y_offset = 22 if below else -12
            _place(self.name, here)
            self.name.text = [WORDS.say("of_100.some", share=room[number - 1])]
