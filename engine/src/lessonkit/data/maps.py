"""Maps and distances: ``shapes("europe")`` gives the countries as SVG paths, ``distance_km`` a great circle."""

import json
from functools import cache

import numpy as np

from lessonkit import course

EARTH_RADIUS_KM = 6371.0088
MARGIN = 12  # px: shapes go on this far outside the picture, so that no edge is seen at its frame
LABEL_LINES = 9


def distance_km(lat1, lon1, lat2, lon2):
    """Return the great-circle distance in km between points in degrees (haversine; numbers or arrays).

    The Earth is taken as a sphere, so a distance can be wrong by half a percent.
    """
    lat1, lon1, lat2, lon2 = map(np.radians, (lat1, lon1, lat2, lon2))
    half_chord = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half_chord))


@cache
def shapes(view: str) -> dict:
    """Return a map for an SVG picture: ``width`` and ``height`` in px, and by ISO alpha-3 code ``shapes`` (path
    strings), ``names`` (English) and ``points`` ((x, y) for a label). ``insets`` lists frames for parts drawn apart.

    The view "europe" is equal-area (Lambert), from Iceland to the Urals, with the United States and Canada small in
    a corner; "world" is Equal Earth (Šavrič, Patterson & Jenny 2018) without Antarctica. The dict is shared: do not
    change it.

    Raises
    ------
    ValueError
        If there is no such view.
    """
    if view not in VIEWS:
        raise ValueError(f"There is no view {view!r}: the views are {' and '.join(VIEWS)}.")
    width, height, panels = VIEWS[view]
    topology = json.loads((course.current().tables / "countries.topo.json").read_text(encoding="utf-8"))
    arcs = decode(topology)
    paths, points, names = {}, {}, {}
    for panel in panels:
        lines = panel.in_px(arcs)
        for country in topology["objects"]["countries"]["geometries"]:
            if panel.shows(country["id"]):
                rings = panel.rings(country["arcs"], lines)
                if rings:
                    paths[country["id"]] = "".join(map(_path, rings))
                    points[country["id"]] = _label_point(max(rings, key=_area))
                    names[country["id"]] = country["properties"]["name"]
    insets = [panel.frame for panel in panels[1:]]
    return {"width": width, "height": height, "shapes": paths, "names": names, "points": points, "insets": insets}


def decode(topology) -> list[np.ndarray]:
    """Return each arc of a TopoJSON as an array of [lon, lat] in degrees."""
    transform = topology["transform"]
    steps = np.array([step for arc in topology["arcs"] for step in arc])
    ends = np.cumsum([len(arc) for arc in topology["arcs"]])
    run = np.cumsum(steps, axis=0)
    before = np.vstack([[0, 0], run[ends[:-1] - 1]])  # each arc counts from zero again
    run -= np.repeat(before, np.diff(ends, prepend=0), axis=0)
    return np.split(run * transform["scale"] + transform["translate"], ends[:-1])


def ring(numbers, arcs) -> np.ndarray:
    """Return the points of a ring, the last one not repeated; arc ~n is arc n backwards."""
    return np.concatenate([arcs[number][:-1] if number >= 0 else arcs[~number][:0:-1] for number in numbers])


class Panel:
    """A rectangle of the picture, with the projection that fills it and the countries it shows."""

    def __init__(self, project, scale, centre, box, grid, only=(), without=(), margin=MARGIN):
        self.project, self.scale, self.centre, self.box = project, scale, centre, box
        self.grid, self.only, self.without, self.margin = grid, only, without, margin

    @property
    def frame(self):
        left, top, right, bottom = self.box
        return {"x": left, "y": top, "width": right - left, "height": bottom - top}

    def shows(self, code):
        return code in self.only if self.only else code not in self.without

    def in_px(self, arcs):
        """Return the arcs in px, on a grid fine enough for the eye and without repeated points.

        This is done for an arc, not for a ring, so that neighbours keep one border.
        """
        ends = np.cumsum([len(arc) for arc in arcs])
        x, y = self.project(arcs)
        points = np.stack([self.centre[0] + self.scale * x, self.centre[1] - self.scale * y], axis=1)
        points = np.rint(points / self.grid) * self.grid
        kept = np.r_[True, (points[1:] != points[:-1]).any(axis=1)]
        kept[ends[:-1]] = True
        return np.split(points[kept], np.cumsum(kept)[ends[:-1] - 1])

    def rings(self, polygons, lines):
        """Return a country's rings, made of arcs in px and cut off at the rectangle."""
        left, top, right, bottom = self.box
        sides = ((0, left, -1), (0, right, 1), (1, top, -1), (1, bottom, 1))
        rings = []
        for numbers in (numbers for polygon in polygons for numbers in polygon):
            points = ring(numbers, lines)
            for axis, limit, sign in sides:
                points = _clip(points, axis, limit + sign * self.margin, sign)
            if len(points) > 2:
                rings.append(points)
        return rings


def _clip(points, axis, limit, sign):
    """Return the ring without what lies beyond a line (Sutherland & Hodgman 1974)."""
    inside = sign * (points[:, axis] - limit) <= 0
    if inside.all() or not inside.any():
        return points[inside]
    following = np.roll(points, -1, axis=0)
    crosses = inside != np.roll(inside, -1)
    step = np.where(crosses, following[:, axis] - points[:, axis], 1)
    crossing = (points + ((limit - points[:, axis]) / step)[:, None] * (following - points)).round(1)
    both = np.stack([points, crossing], axis=1)
    return both[np.stack([inside, crosses], axis=1)]


def _path(points):
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points.tolist()) + "Z"


def _area(points):
    x, y = points.T
    return abs(x[:-1] @ y[1:] - x[1:] @ y[:-1] + x[-1] * y[0] - x[0] * y[-1]) / 2


def _label_point(points):
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
    return round(float(best[0]), 1), round(float(best[1]), 1)


def _distance_to_outline(places, points):
    """Return how far each place is from the nearest side of the ring."""
    sides = np.roll(points, -1, axis=0) - points
    away = places[:, None, :] - points
    along = np.clip((away * sides).sum(axis=2) / np.maximum((sides * sides).sum(axis=1), 1e-9), 0, 1)
    return np.hypot(*(away - along[:, :, None] * sides).transpose(2, 0, 1)).min(axis=1)


def _lambert(lon0, lat0):
    """Return the Lambert azimuthal equal-area projection about a point, in Earth radii (Snyder 1987, p. 185)."""

    def project(arcs):
        lon, lat = np.concatenate(arcs).T
        lam, phi, phi0 = np.radians(lon - lon0), np.radians(lat), np.radians(lat0)
        k = np.sqrt(2 / np.maximum(1 + np.sin(phi0) * np.sin(phi) + np.cos(phi0) * np.cos(phi) * np.cos(lam), 1e-6))
        return k * np.cos(phi) * np.sin(lam), k * (
            np.cos(phi0) * np.sin(phi) - np.sin(phi0) * np.cos(phi) * np.cos(lam)
        )

    return project


def _equal_earth(cut):
    """Return the Equal Earth projection, in Earth radii, whose edge is the meridian `cut`.

    An arc that goes over the edge is drawn whole, on the side where its middle is.
    """

    def project(arcs):
        turns = [360 * np.floor((arc[:, 0].min() / 2 + arc[:, 0].max() / 2 - cut) / 360) for arc in arcs]
        lon, lat = np.concatenate(arcs).T
        lam = np.radians(lon - np.repeat(turns, [len(arc) for arc in arcs]) - cut - 180)
        theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(lat)))
        square = theta * theta
        a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
        slope = a1 + 3 * a2 * square + square**3 * (7 * a3 + 9 * a4 * square)
        return 2 * np.sqrt(3) * lam * np.cos(theta) / (3 * slope), theta * (
            a1 + a2 * square + square**3 * (a3 + a4 * square)
        )

    return project


NORTH_AMERICA = ("CAN", "USA")
# The world is cut at 169° west, in the Bering Strait, so that the cut goes through no mainland.
VIEWS = {
    "europe": (
        900,
        680,
        [
            Panel(_lambert(15, 52), 1000, (455, 360), (0, 0, 900, 680), grid=0.4, without=NORTH_AMERICA),
            Panel(_lambert(-98, 52), 142, (88, 240), (6, 150, 172, 312), grid=0.4, only=NORTH_AMERICA, margin=0),
        ],
    ),
    "world": (960, 424, [Panel(_equal_earth(-169), 177, (480, 240), (0, 0, 960, 424), grid=0.5)]),
}
