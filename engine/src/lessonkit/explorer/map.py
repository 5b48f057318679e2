"""A map that explorers share: countries as shapes, each with a look."""

from typing import Any

import anywidget
import traitlets

from lessonkit.frontend import esm


class Map(anywidget.AnyWidget):
    """Countries as shapes, each with a look.

    ``base`` is what ``lessonkit.data.maps.shapes(view)`` returns; ``looks`` a list of ``{key, text, hatch}``, whose
    order is the order of the key to the map and ``hatch`` a number from 0 to 10, or absent for a
    plain look styled by its key. ``fills`` gives each ISO code its look, ``labels`` a text on the
    map, ``notes`` what is said when it is looked up. ``dots`` is a list of ``{x, y, text, kind}``
    in the units of ``base``. When the year moves, only ``fills``, ``labels`` and ``dots`` change.
    """

    _esm = esm("frame.js", "map.js")
    base = traitlets.Dict().tag(sync=True)
    looks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    notes = traitlets.Dict().tag(sync=True)
    fills = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    dots: traitlets.List[Any] = traitlets.List().tag(sync=True)
