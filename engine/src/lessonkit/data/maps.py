"""Maps and distances: ``shapes("world")`` gives the countries as SVG paths, ``distance_km`` a great circle."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lessonkit import course

EARTH_RADIUS_KM = 6371.0088


def distance_km(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> Any:
    """Return the great-circle distance in km between points in degrees (haversine; numbers or arrays).

    The Earth is taken as a sphere, so a distance can be wrong by half a percent.
    """
    north1, east1, north2, east2 = map(np.radians, (lat1, lon1, lat2, lon2))
    half_chord = np.sin((north2 - north1) / 2) ** 2
    half_chord = half_chord + np.cos(north1) * np.cos(north2) * np.sin((east2 - east1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half_chord))


def shapes(view: str) -> dict[str, Any]:
    """Return a map of the course, ``data/map-<view>.json``.

    It has ``width`` and ``height`` in px, and by ISO alpha-3 code ``shapes`` (SVG path strings), ``names`` and
    ``points`` ((x, y) for a label). ``insets`` lists frames for parts drawn apart. A map may have ``former``, the same
    three of states that are no more with ``parts``, the codes that each covers, and ``lines``, path strings by name. The dict is shared: do not change it.

    Raises
    ------
    ValueError
        If there is no such view; the text names those that there are.
    """
    return _read(course.current().tables, view)


def views() -> tuple[str, ...]:
    """Return the names of the course's maps."""
    return tuple(_files(course.current().tables))


def name_of(code: str) -> str:
    """Return what a code stands for on the course's maps; the code itself if it is on none of them."""
    known = (shapes(view)["names"] for view in views())
    return str(next((names[code] for names in known if code in names), code))


def _files(folder: Path) -> dict[str, Path]:
    return {path.stem.removeprefix("map-"): path for path in sorted(folder.glob("map-*.json"))}


@cache
def _read(folder: Path, view: str) -> dict[str, Any]:
    files = _files(folder)
    if view not in files:
        raise ValueError(f"There is no view {view!r}: the views are {' and '.join(files) or 'none'}.")
    drawn: dict[str, Any] = json.loads(files[view].read_text(encoding="utf-8"))
    return drawn | {"points": {code: tuple(point) for code, point in drawn["points"].items()}}
