"""Maps in figures: the course's own, with fewer points, so that a picture stays small."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from lessonkit.data.maps import shapes
from lessonkit.figures.canvas import WIDTH, Canvas

NEAR = {"europe": 1.6, "world": 1.5}
"""By view: what lies nearer to a straight line than this, in units of the map, is drawn straight."""
SMALLEST = 9
"""Islands whose frame covers less, in square units of the map, are left out."""
Point = tuple[float, float]


@dataclass(frozen=True)
class Window:
    """The part of a map that is shown, in units of the map."""

    view: str
    left: float
    top: float
    width: float
    height: float

    @property
    def factor(self) -> float:
        """Px for one unit of the map."""
        return WIDTH / self.width

    def place(self, x: float, y: float) -> Point:
        """Return where a point of the map lies on the canvas, in px."""
        return (x - self.left) * self.factor, (y - self.top) * self.factor

    def spot(self, code: str) -> Point:
        """Return where the label of a country stands, in px."""
        return self.place(*shapes(self.view)["points"][code])


def world_map(window: Window, groups: Mapping[str, Iterable[str]], foot: float = 0) -> Canvas:
    """Draw the land of a window; ``groups`` gives a colour to countries by ISO alpha-3 code."""
    canvas = Canvas(window.height * window.factor + foot)
    chosen = {code: colour for colour, codes in groups.items() for code in codes}
    paths: dict[str, list[str]] = {colour: [] for colour in ("land", *groups)}
    for code in shapes(window.view)["shapes"]:
        paths[chosen.get(code, "land")] += _rings(window, code)
    move = f"scale({window.factor:.4g})translate({-window.left:g} {-window.top:g})"
    for colour, found in paths.items():
        if found:
            canvas.shapes("".join(found), colour, move)
    if foot:
        canvas.rect(0, canvas.height - foot, WIDTH, foot, "paper")
    return canvas


@cache
def _rings(window: Window, code: str) -> list[str]:
    made = []
    for ring in shapes(window.view)["shapes"][code].split("M")[1:]:
        points = [(float(x), float(y)) for x, y in (pair.split(",") for pair in ring.rstrip("Z").split("L"))]
        if _seen(window, points):
            made.append(_path(_straightened(points, NEAR.get(window.view, 1.5))))
    return [path for path in made if path]


def _seen(window: Window, points: list[Point]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    inside = max(xs) > window.left and min(xs) < window.left + window.width
    inside = inside and max(ys) > window.top and min(ys) < window.top + window.height
    return inside and (max(xs) - min(xs)) * (max(ys) - min(ys)) >= SMALLEST


def _straightened(points: list[Point], near: float) -> list[Point]:
    """Leave out points that lie near the line between others (Douglas and Peucker 1973)."""
    kept = {0, len(points) - 1}
    parts = [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        far, at = max(
            ((_off(points[n], points[first], points[last]), n) for n in range(first + 1, last)), default=(0.0, 0)
        )
        if far > near:
            kept.add(at)
            parts += [(first, at), (at, last)]
    return [points[n] for n in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    long = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    if not long:
        return float(((px - ax) ** 2 + (py - ay) ** 2) ** 0.5)
    return float(abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / long)


def _path(points: list[Point]) -> str:
    """Return a closed path in whole units, each point as a step from the one before."""
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(whole)]
    steps = [step for step in steps if step != (0, 0)]
    if len(steps) < 2:
        return ""
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(f'{x} {y}' for x, y in steps)}z"
