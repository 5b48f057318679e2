"""The maps as SVG paths, drawn from ``content/maps/countries.topo.json``, which is made of an atlas.

The topology is committed, so that a map can be drawn in another view without the atlas. Notebooks read the maps only.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from lessonkit import course
from nato_course.makers import geometry
from nato_course.makers.past import past
from nato_course.projection import VIEWS, Lines, Panel

TOPOLOGY = "countries.topo"
LABEL_LINES = 9


def maps(atlas: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return ``map-europe``, ``map-world`` and, if it is made anew of the atlas's file, ``countries.topo``."""
    new = {TOPOLOGY: geometry.topology(atlas)} if atlas else {}
    topology = new.get(TOPOLOGY) or stored(TOPOLOGY)
    return new | {f"map-{view}": drawn(topology, view) for view in VIEWS}


def path(name: str) -> Path:
    """Return where a map or the topology is stored."""
    here = course.current()
    return (here.content / "maps" if name == TOPOLOGY else here.tables) / f"{name}.json"


def stored(name: str) -> dict[str, Any]:
    """Return a map or the topology as it is stored; empty if it is not."""
    return json.loads(path(name).read_text(encoding="utf-8")) if path(name).exists() else {}


def write(name: str, made: dict[str, Any]) -> Path:
    """Store a map or the topology."""
    text = json.dumps(made, separators=(",", ":"), ensure_ascii=False) + "\n"
    path(name).write_text(text, encoding="utf-8", newline="\n")
    return path(name)


def drawn(topology: dict[str, Any], view: str) -> dict[str, Any]:
    """Return a map for an SVG picture.

    It has ``width`` and ``height`` in px and, by ISO alpha-3 code, ``shapes`` (path strings), ``names`` (English) and
    ``points`` ([x, y] for a label). ``insets`` lists frames for parts drawn apart, ``former`` has shapes, names and
    points of states that are no more, and ``parts``, the codes that each of them covers, and ``lines`` paths of stretches between two states, as "FIN-RUS".
    """
    before = past(topology)
    size = VIEWS[view]
    today, former = _empty(), _empty()
    for panel in size.panels:
        lines = _on_grid(panel, before.arcs)
        for states, drawn_ones in ((topology["objects"]["countries"]["geometries"], today), (before.states, former)):
            for state in (state for state in states if panel.shows(state["id"])):
                _draw(state, _rings(panel, state["arcs"], lines), drawn_ones)
    lines = _on_grid(size.panels[0], before.arcs)
    return {
        "width": size.width,
        "height": size.height,
        **today,
        "insets": [_frame(panel) for panel in size.panels[1:]],
        "former": former | {"parts": {state["id"]: state["properties"]["parts"] for state in before.states}},
        "lines": {
            name: "".join(_path(lines[number], closed=False) for number in numbers)
            for name, numbers in before.lines.items()
        },
    }


def _empty() -> dict[str, dict[str, Any]]:
    return {"shapes": {}, "names": {}, "points": {}}


def _draw(state: dict[str, Any], rings: Lines, into: dict[str, dict[str, Any]]) -> None:
    """Put a state's path, name and place for a label where they belong, if anything of it is left."""
    if rings:
        into["shapes"][state["id"]] = "".join(map(_path, rings))
        into["points"][state["id"]] = _label_point(max(rings, key=area))
        into["names"][state["id"]] = state["properties"]["name"]


def area(points: np.ndarray) -> float:
    """Return the area of a ring of points of shape (n, 2)."""
    x, y = points.T
    return float(abs(x[:-1] @ y[1:] - x[1:] @ y[:-1] + x[-1] * y[0] - x[0] * y[-1]) / 2)


def _frame(panel: Panel) -> dict[str, float]:
    left, top, right, bottom = panel.box
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _on_grid(panel: Panel, arcs: Lines) -> Lines:
    """Return the arcs in px, on a grid fine enough for the eye and without repeated points.

    This is done for an arc, not for a ring, so that neighbours keep one border.
    """
    ends = np.cumsum([len(arc) for arc in arcs])
    points = np.rint(panel.in_px(arcs) / panel.grid) * panel.grid
    kept = np.r_[True, (points[1:] != points[:-1]).any(axis=1)]
    kept[ends[:-1]] = True
    return np.split(points[kept], np.cumsum(kept)[ends[:-1] - 1])


def _rings(panel: Panel, polygons: list[list[list[int]]], lines: Lines) -> Lines:
    """Return a country's rings, made of arcs in px and cut off at the rectangle."""
    left, top, right, bottom = panel.box
    sides = ((0, left, -1), (0, right, 1), (1, top, -1), (1, bottom, 1))
    rings = []
    for numbers in (numbers for polygon in polygons for numbers in polygon):
        points = geometry.outline(numbers, lines)
        for axis, limit, sign in sides:
            points = _clip(points, axis, limit + sign * panel.margin, sign)
        if len(points) > 2:
            rings.append(points)
    return rings


def _clip(points: np.ndarray, axis: int, limit: float, sign: int) -> np.ndarray:
    """Return the ring without what lies beyond a line (Sutherland & Hodgman 1974)."""
    inside = sign * (points[:, axis] - limit) <= 0
    if inside.all() or not inside.any():
        return points[inside]
    following = np.roll(points, -1, axis=0)
    crosses = inside != np.roll(inside, -1)
    step = np.where(crosses, following[:, axis] - points[:, axis], 1)
    crossing = (points + ((limit - points[:, axis]) / step)[:, None] * (following - points)).round(1)
    both = np.stack([points, crossing], axis=1)
    kept: np.ndarray = both[np.stack([inside, crosses], axis=1)]
    return kept


def _path(points: np.ndarray, closed: bool = True) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points.tolist()) + "Z" * closed


def _label_point(points: np.ndarray) -> list[float]:
    """Return a point well inside the ring: of the middles of the longest chords, the one farthest from the outline."""
    (x, y), (next_x, next_y) = points.T, np.roll(points, -1, axis=0).T
    levels = y.min() + (y.max() - y.min()) * (np.arange(LABEL_LINES)[:, None] + 0.5) / LABEL_LINES
    crosses = (y <= levels) != (next_y <= levels)
    rise = np.where(next_y == y, 1, next_y - y)
    at = np.sort(np.where(crosses, x + (levels - y) / rise * (next_x - x), x.max()), axis=1)
    # From left to right the outline is entered, left, entered …; what is no crossing comes last, with length zero.
    at = at[:, : max(2, crosses.sum(axis=1).max())]
    longest = 2 * (at[:, 1::2] - at[:, ::2]).argmax(axis=1)
    rows = np.arange(LABEL_LINES)
    middles = np.column_stack([(at[rows, longest] + at[rows, longest + 1]) / 2, levels[:, 0]])
    best = middles[np.argmax(_distance_to_outline(middles, points))]
    return [round(float(best[0]), 1), round(float(best[1]), 1)]


def _distance_to_outline(places: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return how far each place is from the nearest side of the ring."""
    sides = np.roll(points, -1, axis=0) - points
    away = places[:, None, :] - points
    along = np.clip((away * sides).sum(axis=2) / np.maximum((sides * sides).sum(axis=1), 1e-9), 0, 1)
    far: np.ndarray = np.hypot(*(away - along[:, :, None] * sides).transpose(2, 0, 1)).min(axis=1)
    return far
