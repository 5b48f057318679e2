"""A page to print at the end of the course: ``certificate()``. It says what was done, and claims no authority."""

from datetime import date
from pathlib import Path

import anywidget
import jinja2
import traitlets

from lessonkit import course
from lessonkit.frontend import css, esm
from lessonkit.progress.overview import progress
from lessonkit.texts.words import long_date

TITLE = "Your certificate"
FILE = "certificate.html"
LONGEST_NAME = 80
MADE = "The page is made."
NOTHING = "Nothing to show yet. Answer a question of a lesson first."


def page(name: str, day: date) -> str:
    """Return the certificate as an HTML page that needs no other file; an empty text while no question is answered.

    Without a name there is a line to write one by hand.
    """
    states = [state for state in progress().states if state.lesson.teaches and state.done]
    if not states:
        return ""
    here = course.current()
    return _template().render(
        title=here.title,
        language=here.languages[0],
        name=" ".join(name.split())[:LONGEST_NAME],
        day=long_date(day),
        states=states,
    )


def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return made.get_template("certificate.html")


class Certificate(anywidget.AnyWidget):
    """A box for a name and a button that makes the page. The name is not kept.

    The message from the browser is ``{"do": "make", "learner": …}``; any other is ignored. ``made`` holds the page
    and what is said of it.
    """

    _esm = esm("guard.js", "frame.js", "certificate.js")
    _css = css("base.css", "slip.css")
    view = traitlets.Dict().tag(sync=True)
    made = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(view={"title": TITLE, "file": FILE, "longest": LONGEST_NAME}, made={"page": "", "say": ""})
        self.on_msg(self._receive)

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, dict) or message.get("do") != "make":
            return
        name = message.get("learner")
        made = page(name if isinstance(name, str) else "", date.today())
        self.made = {"page": made, "say": MADE if made else NOTHING}

    def __repr__(self) -> str:
        return f"{TITLE}: a page to print, with what you have done. In a terminal: course certificate"

    def _repr_html_(self) -> str:
        return f"<p><strong>{TITLE}</strong> Run this cell to make a page to print, with what you have done.</p>"


def certificate() -> Certificate:
    """Return a box for a name, with a button that makes the page."""
    return Certificate()
