"""Figures in the text of a lesson: a line ``{figure}`border` `` becomes the picture, with its numbers one press away.

The picture is an ``<img>`` with the SVG in it: every front end shows that without a kernel and without trust, where the
SVG itself would be cut out as unsafe. The numbers are a table in ``<details>``.
"""

import re
from html import escape

import pandas as pd

from lessonkit.figures.canvas import WIDTH
from lessonkit.figures.figure import Figure, figure

TOKEN = re.compile(r"^\{figure\}`([a-z0-9-]+)`$", re.MULTILINE)
NUMBERS = "The numbers"
# In a narrow window the words stay 12 px high, and the figure is moved to the side.
FIGURE, IMAGE = "margin: 1em 0; overflow-x: auto", "min-width: 480px"
TABLE = "margin: 0.5em 0"
# Beside what a URI needs: what ends an attribute in HTML, begins a formula in Markdown, or looks like a link.
ENCODED = {sign: f"%{ord(sign):02X}" for sign in '%#<>"&$\n'} | {"http:": "http%3A"}
_SIGNS = re.compile("|".join(map(re.escape, ENCODED)))


def with_figures(text: str, slug: str) -> str:
    """Return the text of a page with its figures in their places.

    Raises
    ------
    FigureError
        If a figure cannot be drawn.
    """
    return TOKEN.sub(lambda found: html(figure(slug, found[1])), text)


def uri(svg: str) -> str:
    """Return an SVG as an address for an ``<img>``."""
    return f"data:image/svg+xml,{_SIGNS.sub(lambda found: ENCODED[found[0]], svg)}"


def html(shown: Figure) -> str:
    """Return a figure as HTML in one piece: an empty line would end it in Markdown."""
    picture = f'<img src="{uri(shown.svg)}" alt="{_said(shown.alt)}" width="{WIDTH}" style="{IMAGE}">'
    return "\n".join(
        (
            f'<figure class="lk-figure" style="{FIGURE}" data-jupyter-id="figure-{shown.name}">',
            f"<figcaption><strong>{_said(shown.title)}</strong></figcaption>",
            picture,
            f"<details><summary>{NUMBERS}</summary>",
            _table(shown.numbers),
            "</details>",
            f"<small>Source: {_said(shown.source)}</small>",
            "</figure>",
        )
    )


def _table(numbers: pd.DataFrame) -> str:
    head = "".join(f'<th scope="col">{_said(str(name))}</th>' for name in numbers.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_said(_value(value))}</td>" for value in row) + "</tr>"
        for row in numbers.itertuples(index=False)
    )
    return f'<table style="{TABLE}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".").replace("-", "−")
    return str(value)


def _said(words: str) -> str:
    return escape(" ".join(words.split())).replace("$", "&#36;")
