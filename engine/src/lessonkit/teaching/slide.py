"""One slide, before it becomes HTML."""

from dataclasses import dataclass

from markupsafe import Markup

from lessonkit.teaching.charts import Chart
from lessonkit.teaching.lesson_text import Formula, Picture
from lessonkit.teaching.tables import Table


@dataclass(frozen=True)
class Slide:
    """One slide. All texts are safe HTML.

    ``texts`` are paragraphs or whole blocks, ``points`` list items below them, ``columns`` pairs of heading and text
    side by side, ``exhibit`` a Table, Formula, Picture or Chart. Points that are ``lettered`` need no bullets. ``notes`` are for
    the speaker.
    """

    title: Markup
    kicker: str = ""
    texts: tuple[Markup, ...] = ()
    points: tuple[Markup, ...] = ()
    columns: tuple[tuple[Markup, Markup], ...] = ()
    exhibit: Table | Formula | Picture | Chart | None = None
    lettered: bool = False
    notes: tuple[Markup, ...] = ()
    first: bool = False

    @property
    def shape(self) -> str:
        """Return "table", "formula", "picture", "chart" or "": how the exhibit is shown."""
        return type(self.exhibit).__name__.lower() if self.exhibit else ""
