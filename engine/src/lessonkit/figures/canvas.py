"""A sheet to draw on, which becomes one SVG and knows where its words stand."""

from dataclasses import dataclass
from html import escape

from lessonkit.figures.palette import PAPER, colour, style

WIDTH = 640
SIZE, LARGE = 16, 26
"""Of words, in px, at the full width."""
LINE = 20
"""From one line of words to the next, in px."""

# Widths of letters in parts of their size, as wide as the widest of the usual fonts (DejaVu Sans) has them.
_NARROW = dict.fromkeys("ijl|'.,:;!", 0.34) | dict.fromkeys(" ()[]-–ftrI/", 0.42) | dict.fromkeys("mwMW%@→", 0.98)
_CAPITAL, _OTHER, _BOLD = 0.76, 0.635, 1.1


def width_of(words: str, size: float = SIZE, bold: bool = False) -> float:
    """Return how wide words are at most, in px."""
    parts = (_NARROW.get(letter, _CAPITAL if letter.isupper() else _OTHER) for letter in words)
    return sum(parts) * size * (_BOLD if bold else 1)


@dataclass(frozen=True)
class Box:
    """Where some words stand, in px from the upper left corner."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


class Canvas:
    """A sheet 640 px wide. Every method that draws takes px from the upper left corner and names of the palette."""

    def __init__(self, height: float):
        self.height = round(height)
        self.boxes: list[Box] = []
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, fill: str, round_: float = 0) -> None:
        """Draw a filled rectangle."""
        corner = f" rx='{round_:g}'" if round_ else ""
        self._add(
            f"<rect x='{_n(x)}' y='{_n(y)}' width='{_n(width)}' height='{_n(height)}'{corner} fill='{colour(fill)}'/>"
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str = "line", width: float = 1, dashed: bool = False
    ) -> None:
        """Draw a straight line."""
        dash = " stroke-dasharray='6 4'" if dashed else ""
        place = f"x1='{_n(x1)}' y1='{_n(y1)}' x2='{_n(x2)}' y2='{_n(y2)}'"
        self._add(f"<line {place} stroke='{colour(stroke)}' stroke-width='{width:g}'{dash}/>")

    def curve(self, points: list[tuple[float, float]], stroke: str, width: float = 3, dashed: bool = False) -> None:
        """Draw a line through points."""
        dash = " stroke-dasharray='6 4'" if dashed else ""
        place = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._add(
            f"<polyline points='{place}' fill='none' stroke='{colour(stroke)}' stroke-width='{width:g}'"
            f" stroke-linejoin='round'{dash}/>"
        )

    def dot(self, x: float, y: float, radius: float, fill: str, hollow: bool = False) -> None:
        """Draw a dot; a hollow one has the paper's colour inside."""
        inside = (
            f"fill='{colour(PAPER)}' stroke='{colour(fill)}' stroke-width='2.5'" if hollow else f"fill='{colour(fill)}'"
        )
        self._add(f"<circle cx='{_n(x)}' cy='{_n(y)}' r='{_n(radius)}' {inside}/>")

    def shapes(self, paths: str, fill: str, transform: str) -> None:
        """Draw the land of a map, with coasts and borders in the paper's colour."""
        self._add(
            f"<path transform='{transform}' d='{paths}' fill='{colour(fill)}' stroke='{colour(PAPER)}' stroke-width='.8'/>"
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        anchor: str = "start",
        fill: str = "ink",
        bold: bool = False,
        large: bool = False,
    ) -> None:
        """Write words on a base line; ``anchor`` is start, middle or end. Each line of ``words`` is a line.

        Words have a halo of the paper's colour, so that they can be read on land and lines; words in that colour, which
        stand on a coloured mark, have none.
        """
        for number, line in enumerate(words.split("\n")):
            self._write(x, y + number * LINE, line, anchor, fill, bold, large)

    def _write(self, x: float, y: float, words: str, anchor: str, fill: str, bold: bool, large: bool) -> None:
        size = LARGE if large else SIZE
        width = width_of(words, size, bold or large)
        left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        self.boxes.append(Box(words, left, y - 0.75 * size, left + width, y + 0.22 * size))
        look = " ".join(name for name, on in (("h", fill != PAPER), ("l", large), ("b", bold)) if on)
        place = "" if anchor == "start" else f" text-anchor='{anchor}'"
        dye = "" if fill == "ink" else f" style='fill:{colour(fill)}'"
        self._add(f"<text x='{_n(x)}' y='{_n(y)}' class='{look}'{place}{dye}>{escape(words)}</text>")

    def svg(self) -> str:
        """Return the sheet as one SVG, with a paper of its own, so that it can be read on any page."""
        size = f"viewBox='0 0 {WIDTH} {self.height}' width='{WIDTH}' height='{self.height}'"
        paper = f"<rect width='{WIDTH}' height='{self.height}' fill='{colour(PAPER)}'/>"
        parts = "".join(self._parts)
        return f"<svg xmlns='http://www.w3.org/2000/svg' {size}><style>{style(SIZE, LARGE)}</style>{paper}{parts}</svg>"

    def _add(self, part: str) -> None:
        self._parts.append(part)


def _n(value: float) -> str:
    return f"{round(float(value), 1):g}"
