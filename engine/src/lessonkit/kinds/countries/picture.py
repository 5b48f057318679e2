"""The map of a `countries` exercise as a picture: what can be chosen is shaded, and nothing shows the key."""

from collections.abc import Iterable
from html import escape

from lessonkit.data.maps import shapes
from lessonkit.kinds.question import Picture

ALT = "Map. The countries to choose from are shaded and carry the three letters that stand behind their names in the list."
STYLE = (
    "path{fill:#e6e9ed;stroke:#9aa3ad;stroke-width:.6}"
    ".on{fill:#bcd6f2;stroke:#1f5fa8;stroke-width:1}"
    "text{font:600 10px sans-serif;fill:#0b1f38;text-anchor:middle;stroke:#fff;stroke-width:2.5px;paint-order:stroke}"
    "rect{fill:#fff}.frame{fill:none;stroke:#9aa3ad}"
)


def world(name: str, view: str, offered: Iterable[str]) -> Picture:
    """Return the map of a view with some countries shaded.

    Parameters
    ----------
    name
        The name of the file without its ending.
    view
        The name of a view, as `lessonkit.data.maps.shapes` knows it.
    offered
        ISO alpha-3 codes of the countries that can be chosen.
    """
    land, chosen = shapes(view), set(offered)
    # What can be chosen lies on top, so that its border is whole.
    order = sorted(land["shapes"], key=lambda code: (code in chosen, code))
    paths = "".join(
        f'<path{" class=" + chr(34) + "on" + chr(34) if code in chosen else ""} d="{land["shapes"][code]}"/>'
        for code in order
    )
    frames = "".join(
        '<rect class="frame" x="{x}" y="{y}" width="{width}" height="{height}"/>'.format(**frame)
        for frame in land["insets"]
    )
    labels = "".join(
        f'<text x="{x}" y="{y + 3:g}">{code}</text>'
        for code, (x, y) in sorted(land["points"].items())
        if code in chosen
    )
    width, height = land["width"], land["height"]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f"<title>{escape(ALT)}</title><style>{STYLE}</style>"
        f'<rect width="{width}" height="{height}"/>{paths}{frames}{labels}</svg>\n'
    )
    return Picture(f"{name}.svg", svg.encode(), ALT)
