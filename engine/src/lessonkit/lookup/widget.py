"""The list on the page: a table with a search box, drawn and searched in the browser."""

import anywidget
import traitlets

from lessonkit.frontend import css, esm
from lessonkit.lookup.part import Part


class LookUp(anywidget.AnyWidget):
    """A part of "Look it up". Its HTML form holds every row, so the list can be read without a kernel."""

    _esm = esm("guard.js", "frame.js", "links.js", "lookup.js")
    _css = css("base.css", "lookup.css")
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, part: Part):
        super().__init__(view=part.view())
        self.part = part

    def __repr__(self) -> str:
        return f"{self.part.title}: {self.part.count}. {self.part.about}"

    def _repr_html_(self) -> str:
        return self.part.html()
