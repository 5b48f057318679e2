"""The charts of figures: bars, columns, lines, spans, points, groups of dots. Each returns a `Canvas` to write notes on.

Values keep their own units; a chart is told how to say them. Colours are names of the palette.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lessonkit.figures.canvas import LINE, WIDTH, Canvas, width_of
from lessonkit.figures.scale import Scale, ticks

GAP, ROW, BAR = 10, 32, 22
"""Between words and marks, from row to row, and of a bar, in px."""
Say = Callable[[float], str]


@dataclass(frozen=True)
class Bar:
    """A name, its value and its colour."""

    name: str
    value: float
    colour: str = "blue"


def _name_width(names: Sequence[str]) -> float:
    return max(width_of(name) for name in names) + GAP


def bars(
    rows: Sequence[Bar], say: Say, top: float = 4, foot: float = 4, high: float | None = None
) -> tuple[Canvas, Scale]:
    """Draw lying bars with their names at the left and their values at the end; return also the scale of values."""
    canvas = Canvas(top + ROW * len(rows) + foot)
    left = _name_width([row.name for row in rows])
    right = WIDTH - max(width_of(say(row.value), bold=True) for row in rows) - GAP
    scale = Scale(0, high or max(row.value for row in rows), left, right)
    for number, row in enumerate(rows):
        y = top + ROW * number
        canvas.text(left - GAP, y + BAR / 2 + 6, row.name, "end")
        canvas.rect(left, y, max(scale(row.value) - left, 1), BAR, row.colour)
        canvas.text(max(scale(row.value), left) + 6, y + BAR / 2 + 6, say(row.value), bold=True)
    return canvas, scale


def columns(rows: Sequence[Bar], say: Say, height: float = 300, top: float = 30) -> Canvas:
    """Draw standing bars with values above and names, of one line or more, below."""
    canvas = Canvas(height)
    foot = height - 10 - LINE * max(row.name.count("\n") + 1 for row in rows)
    scale = Scale(0, max(row.value for row in rows), foot, top)
    step = WIDTH / len(rows)
    for number, row in enumerate(rows):
        middle = step * (number + 0.5)
        canvas.rect(middle - step * 0.36, scale(row.value), step * 0.72, foot - scale(row.value), row.colour)
        canvas.text(middle, scale(row.value) - 8, say(row.value), "middle", bold=True)
        canvas.text(middle, foot + LINE, row.name, "middle")
    canvas.line(0, foot, WIDTH, foot, "soft")
    return canvas


@dataclass(frozen=True)
class Curve:
    """Points in the units of the axes. Its name stands at its end, moved by ``shift`` px down."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: str = "blue"
    dashed: bool = False
    shift: float = 0


@dataclass(frozen=True)
class Axis:
    """From where to where an axis goes, and how it says a value. Without ``marks``, it finds round ones."""

    low: float
    high: float
    say: Say
    marks: Sequence[float] = ()

    @property
    def places(self) -> list[float]:
        """The values that are said."""
        return list(self.marks) or list(ticks(self.low, self.high))


@dataclass(frozen=True)
class Frame:
    """A canvas with two scales."""

    canvas: Canvas
    x: Scale
    y: Scale

    def note(
        self, x: float, y: float, words: str, anchor: str = "start", colour: str = "ink", bold: bool = False
    ) -> None:
        """Write words at a point of the chart."""
        self.canvas.text(self.x(x), self.y(y), words, anchor, colour, bold)


def frame(across: Axis, up: Axis, height: float, left: float | None = None, right: float = 12, unit: str = "") -> Frame:
    """Draw axes with thin lines across; the unit stands above the axis that goes up."""
    canvas = Canvas(height)
    top, foot = (34 if unit else 14), height - 30
    words = [up.say(place) for place in up.places]
    left = _name_width(words) if left is None else left
    x, y = Scale(across.low, across.high, left, WIDTH - right), Scale(up.low, up.high, foot, top)
    if unit:
        canvas.text(0, 14, unit, fill="soft")
    for place, word in zip(up.places, words, strict=True):
        canvas.line(left, y(place), WIDTH - right, y(place), "soft" if place == up.low else "line")
        if word:
            canvas.text(left - GAP, y(place) + 5, word, "end", "soft")
    for place in across.places:
        word, at = across.say(place), x(place)
        half = width_of(word) / 2
        canvas.text(min(max(at, half), WIDTH - half), height - 8, word, "middle", "soft")
    return Frame(canvas, x, y)


def lines(curves: Sequence[Curve], across: Axis, up: Axis, height: float = 320, unit: str = "") -> Frame:
    """Draw curves with their names at their ends."""
    right = max(width_of(curve.name, bold=True) for curve in curves) + GAP + 4
    chart = frame(across, up, height, right=right, unit=unit)
    for curve in curves:
        place = [(chart.x(x), chart.y(y)) for x, y in curve.points]
        chart.canvas.curve(place, curve.colour, dashed=curve.dashed)
        end = place[-1]
        chart.canvas.text(end[0] + 6, end[1] + 5 + curve.shift, curve.name, fill=curve.colour, bold=True)
    return chart


def stairs(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the points of a line that stays level until the next value."""
    made = [points[0]]
    for x, y in points[1:]:
        made += [(x, made[-1][1]), (x, y)]
    return made


@dataclass(frozen=True)
class Span:
    """A time from ``start`` to ``end``, in years or days, with words at its end."""

    name: str
    start: float
    end: float
    words: str = ""
    colour: str = "blue"


def spans(rows: Sequence[Span], across: Axis, row: float = 28) -> Frame:
    """Draw lying bars that begin and end on a time axis."""
    left = _name_width([one.name for one in rows])
    right = max((width_of(one.words) for one in rows), default=0) + GAP
    chart = frame(across, Axis(0, 1, lambda _: "", (0,)), len(rows) * row + 44, left=left, right=right)
    for number, one in enumerate(rows):
        y = 8 + number * row
        chart.canvas.text(left - GAP, y + row / 2 + 2, one.name, "end")
        start, end = chart.x(one.start), chart.x(one.end)
        chart.canvas.rect(start, y, max(end - start, 2), row - 10, one.colour)
        if one.words:
            chart.canvas.text(end + 6, y + row / 2 + 2, one.words)
    return chart


@dataclass(frozen=True)
class Pair:
    """A value before and a value after."""

    name: str
    before: float
    after: float
    colour: str = "blue"


def pairs(rows: Sequence[Pair], across: Axis, row: float = 24) -> Frame:
    """Draw what each value was, as a ring, and what it became, as a dot."""
    left = _name_width([one.name for one in rows])
    chart = frame(across, Axis(0, 1, lambda _: "", (0,)), len(rows) * row + 44, left=left)
    for number, one in enumerate(rows):
        y = 16 + number * row
        chart.canvas.text(left - GAP, y + 5, one.name, "end")
        chart.canvas.line(chart.x(one.before), y, chart.x(one.after), y, one.colour, 3)
        chart.canvas.dot(chart.x(one.before), y, 5, one.colour, hollow=True)
        chart.canvas.dot(chart.x(one.after), y, 6, one.colour)
    return chart


@dataclass(frozen=True)
class Point:
    """A dot; one with a name is labelled, at its right or, with the anchor "end", at its left."""

    x: float
    y: float
    name: str = ""
    colour: str = "blue"
    anchor: str = "start"
    down: float = 5


def points(rows: Sequence[Point], across: Axis, up: Axis, height: float = 340, unit: str = "") -> Frame:
    """Draw dots between two axes."""
    chart = frame(across, up, height, unit=unit)
    for one in rows:
        chart.canvas.dot(chart.x(one.x), chart.y(one.y), 6, one.colour)
    for one in rows:
        side = -10 if one.anchor == "end" else 10
        if one.name:
            chart.canvas.text(chart.x(one.x) + side, chart.y(one.y) + one.down, one.name, one.anchor)
    return chart


def ring(colours: Sequence[str], height: float = 320) -> Canvas:
    """Draw one dot for each colour, around a table."""
    canvas = Canvas(height)
    for number, colour in enumerate(colours):
        turn = 2 * math.pi * number / len(colours) - math.pi / 2
        canvas.dot(WIDTH / 2 + 280 * math.cos(turn), height / 2 + (height / 2 - 18) * math.sin(turn), 13, colour)
    return canvas


def grid(colours: Sequence[str], across: int = 11, top: float = 10, foot: float = 10) -> Canvas:
    """Draw one dot for each colour, in rows."""
    step = WIDTH / across
    rows = math.ceil(len(colours) / across)
    canvas = Canvas(top + step * rows + foot)
    for number, colour in enumerate(colours):
        canvas.dot(step * (number % across + 0.5), top + step * (number // across + 0.5), step * 0.38, colour)
    return canvas
