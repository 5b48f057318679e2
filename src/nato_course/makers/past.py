"""What the maps of the Cold War need beside the countries of today: states that are no more, and lines between states.

A former state is made of countries of today, but for East Germany: a line of points cuts it out of Germany. The lines
are the stretches that an ally shares with Russia or the Soviet Union, and the one between the two Germanys.
"""

from typing import Any, NamedTuple

import numpy as np

from lessonkit.data import tables as data
from nato_course.makers import geometry, typed
from nato_course.makers.geometry import Polygons
from nato_course.projection import Lines

GERMANY, EAST_GERMANY = "DEU", "DDR"
CUT = "inner_german_border"


class Past(NamedTuple):
    """Arcs (the topology's, then two of its own), former states as the topology has countries, and arcs of each line."""

    arcs: Lines
    states: list[dict[str, Any]]
    lines: dict[str, list[int]]


def past(topology: dict[str, Any]) -> Past:
    """Return the former states and the lines of ``former_states`` and ``borders`` that lie in a topology."""
    countries: dict[str, Polygons] = {
        country["id"]: country["arcs"] for country in topology["objects"]["countries"]["geometries"]
    }
    arcs, lines, states = geometry.decode(topology), {}, []
    former = {row.iso3: row for row in data.load("former_states").itertuples()}
    parts = {code: [part for part in row.parts.split("; ") if part in countries] for code, row in former.items()}
    for code, names in parts.items():
        if code == EAST_GERMANY and names:
            cut, coast, islands = _east(countries[GERMANY], arcs)
            lines[f"{GERMANY}-{EAST_GERMANY}"] = [len(arcs)]
            polygons, names = [[[len(arcs), len(arcs) + 1]], *islands], []
            arcs = [*arcs, cut, coast]
        else:
            polygons = geometry.dissolved([polygon for part in names for polygon in countries[part]], arcs)
        if polygons:
            states.append({"id": code, "properties": {"name": former[code].name, "parts": names}, "arcs": polygons})
    for row in data.load("borders").itertuples():
        other = [_numbers(countries[part]) for part in parts.get(row.neighbour, [row.neighbour]) if part in countries]
        lines[f"{row.iso3}-{row.neighbour}"] = sorted(_numbers(countries.get(row.iso3, [])) & set().union(*other))
    return Past(arcs, states, {name: numbers for name, numbers in lines.items() if numbers})


def _numbers(polygons: Polygons) -> set[int]:
    """Return the numbers of the arcs of some polygons, whichever way they run."""
    return {max(number, ~number) for polygon in polygons for ring in polygon for number in ring}


def _east(germany: Polygons, arcs: Lines) -> tuple[np.ndarray, np.ndarray, Polygons]:
    """Return the cut from the sea to the south, the outline of East Germany on from there, and its islands."""
    rows = typed.listed(CUT, order="integer", lon="number", lat="number", note="string?")
    cut = rows[["lon", "lat"]].astype(float).to_numpy()
    mainland = max(germany, key=lambda polygon: len(geometry.outline(polygon[0], arcs)))
    ring = geometry.outline(mainland[0], arcs)
    first, last = (int(np.hypot(*(ring - end).T).argmin()) for end in (cut[0], cut[-1]))
    cut = np.vstack([ring[first], cut[1:-1], ring[last]])
    ways = [np.roll(ring, -last, axis=0)[: (first - last) % len(ring) + 1]]
    ways.append(np.roll(ring[::-1], last + 1, axis=0)[: (last - first) % len(ring) + 1])
    coast = max(ways, key=lambda way: way[:, 0].mean())
    islands = [
        polygon
        for polygon in germany
        if polygon is not mainland and geometry.outline(polygon[0], arcs)[:, 0].mean() > cut[-1, 0]
    ]
    return cut, coast, islands
