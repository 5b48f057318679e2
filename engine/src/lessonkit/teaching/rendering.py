"""The templates of this folder, and those of the kinds of exercise: every text is escaped unless it is HTML that the course made."""

from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from lessonkit import course, kinds
from lessonkit.teaching import markup

FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([FOLDER, *kinds.__path__]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["inline"] = markup.inline
    made.filters["typeset"] = markup.typeset
    made.filters["formula"] = markup.formula
    return made


def render(name: str, **context: object) -> Markup:
    """Return a template, filled."""
    return Markup(_environment().get_template(name).render(context, course=course.current()))
