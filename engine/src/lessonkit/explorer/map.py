"""A map that explorers share: countries as shapes, each with a look."""

from typing import Any

import anywidget
import traitlets

from lessonkit.frontend import css, esm

MAP_FILES = ("frame.js", "map.js")
"""The scripts that a widget with a map of its own begins with; they define ``makeMap``."""


class Map(anywidget.AnyWidget):
    """Countries as shapes, each with a look.

    ``base`` is what ``lessonkit.data.maps.shapes(view)`` returns; ``looks`` a list of ``{key, text, hatch}``, whose
    order is the order of the key to the map and ``hatch`` a number from 0 to 12, or absent for a
    plain look styled by its key; a look with ``line`` is the kind of a line. What no country has
    is pale in the key, but for a look with ``always``. ``fills`` gives each code its look: a
    former state is drawn, above the countries of today, while it has one. ``labels`` gives codes a text on the
    map, ``lines`` names of ``base["lines"]`` their kind, ``notes`` what is said when a country is pointed at, chosen
    or reached with an arrow key. ``dots`` is a list of ``{x, y, text, kind}`` in the units of ``base``, where a kind
    is "ring", "cross" or "name", and with ``anchor`` if the text shall not stand in the middle of its place. ``count`` is ``{value, text}``, a number that runs to its value, or empty. When the
    year moves, only ``fills``, ``labels``, ``lines``, ``dots`` and ``count`` change.
    """

    _esm = esm(*MAP_FILES, "mapview.js")
    _css = css("map.css")
    base = traitlets.Dict().tag(sync=True)
    looks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    notes = traitlets.Dict().tag(sync=True)
    fills = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    lines = traitlets.Dict().tag(sync=True)
    dots: traitlets.List[Any] = traitlets.List().tag(sync=True)
    count = traitlets.Dict().tag(sync=True)
