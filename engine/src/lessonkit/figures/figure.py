"""A figure of a lesson: a picture, what it says, what it shows in words, its numbers and where they come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pandas as pd

from lessonkit import course
from lessonkit.data.tables import load
from lessonkit.figures.canvas import Canvas
from lessonkit.figures.words import FigureError, Words, words
from lessonkit.texts.words import long_date

COVER = "cover"
"""The name of the figure that asks a page's question."""


SOURCE = "source"
"""The key of a text that names a source that is no table, such as a study; most figures have none."""


@dataclass(frozen=True)
class Drawing:
    """What the course's function for a figure returns.

    ``numbers`` is shown as a table, with the names of its columns as they are. ``tables`` names the tables that they come
    from; "defence_expenditure: 2014-2024" means those of a table's sources that have these words in their title.
    ``values`` fill the slots of the title and of the text for those who do not see the picture.
    """

    canvas: Canvas
    numbers: pd.DataFrame
    tables: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """A figure, ready to be shown. ``source`` names source and edition of each table, and when they were read."""

    slug: str
    name: str
    title: str
    alt: str
    source: str
    numbers: pd.DataFrame
    canvas: Canvas

    @property
    def svg(self) -> str:
        """The picture."""
        return self.canvas.svg()


def figure(slug: str, name: str) -> Figure:
    """Draw the figure ``name`` of a page.

    The function that draws it has the figure's name, in the module of the course's package that has the page's:
    ``figures/who_pays.py`` for the page ``who-pays``.

    Raises
    ------
    FigureError
        If there are no such words or no such function, or a text lacks something.
    """
    said = words(slug)
    if name not in said:
        raise FigureError(f"content/figures/{slug}.yml has no figure {name!r}; it has {', '.join(said) or 'none'}.")
    drawing = _maker(slug, name)(said[name])
    title, alt = (said[name](key, **drawing.values) for key in ("title", "alt"))
    source = _source(drawing.tables, said[name](SOURCE) if SOURCE in said[name].texts else "")
    return Figure(slug, name, title, alt, source, drawing.numbers, drawing.canvas)


def names(slug: str) -> tuple[str, ...]:
    """Return the names of a page's figures."""
    return tuple(words(slug))


def _maker(slug: str, name: str) -> Callable[[Words], Drawing]:
    place = f"{course.current().package}.figures.{slug.replace('-', '_')}"
    try:
        maker: Callable[[Words], Drawing] = getattr(import_module(place), name.replace("-", "_"))
    except ModuleNotFoundError as missing:
        if missing.name is None or not place.startswith(missing.name):
            raise
        raise FigureError(f"There is no module {place} to draw the figure {name!r}.") from None
    except AttributeError:
        raise FigureError(f"{place} has no function {name.replace('-', '_')!r} to draw the figure.") from None
    return maker


def _source(tables: tuple[str, ...], first: str) -> str:
    """Return "title, edition …; title, edition …. Retrieved on 24 November 2026."."""
    named, days = [first] if first else [], set()
    for table in tables:
        name, _, part = table.partition(": ")
        about = load(name).attrs
        titles = [title for title in about["source"].split("; ") if part in title]
        named += [*titles[:-1], titles[-1] if part else f"{titles[-1]}, edition {about['edition']}"]
        days.add(pd.Timestamp(about["retrieved"]))
    read = f" Retrieved on {long_date(max(days))}." if days else ""
    return f"{'; '.join(dict.fromkeys(named)).rstrip('.')}.{read}"
