"""The map and the strip of time under it."""

import anywidget
import numpy as np
import traitlets

from lessonkit.data import maps as geo
from lessonkit.frontend import esm


def place(view: str, lat: float, lon: float) -> tuple[float, float] | None:
    """Return where a point in degrees is on the map of ``geo.shapes(view)``, in px; None if off the map."""
    _, _, (panel, *_) = geo.VIEWS[view]
    x, y = panel.project([np.array([[lon, lat]], float)])
    across, down = panel.centre[0] + panel.scale * x[0], panel.centre[1] - panel.scale * y[0]
    left, top, right, bottom = panel.box
    inside = left < across < right and top < down < bottom
    return (round(float(across), 1), round(float(down), 1)) if inside else None


class Map(anywidget.AnyWidget):
    """Countries as shapes, each with a look.

    ``base`` is what ``geo.shapes(view)`` returns; ``looks`` a list of ``{key, text, hatch}``, whose
    order is the order of the key to the map and ``hatch`` a number from 0 to 10, or absent for a
    plain look styled by its key. ``fills`` gives each ISO code its look, ``labels`` a text on the
    map, ``notes`` what is said when it is looked up. ``dots`` is a list of ``{x, y, text, kind}``
    in the units of ``base``. When the year moves, only ``fills``, ``labels`` and ``dots`` change.
    """

    _esm = esm("frame.js", "map.js")
    base = traitlets.Dict().tag(sync=True)
    looks = traitlets.List().tag(sync=True)
    notes = traitlets.Dict().tag(sync=True)
    fills = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    dots = traitlets.List().tag(sync=True)


class Strip(anywidget.AnyWidget):
    """A count for each year as steps; ``at`` is the position that is marked."""

    _esm = esm("frame.js", "strip.js")
    years = traitlets.List().tag(sync=True)
    counts = traitlets.List().tag(sync=True)
    at = traitlets.Int().tag(sync=True)
