"""The cover of a page, for whoever shows the page from outside: read from the built notebook, so that nothing is drawn."""

import json
import re
from urllib.parse import unquote

from lessonkit import course
from lessonkit.course import Page

_COVER = re.compile(r'data-jupyter-id="figure-cover">.*?<img src="data:image/svg\+xml,([^"]*)"', re.DOTALL)


def cover(slug: str) -> str | None:
    """Return the cover of a page as SVG, or None where the page has none or is not built.

    Show it in an ``<img>``: it then follows the ``color-scheme`` of that element, and leaves its small words out where
    it is shown less than 420 px wide.

    Raises
    ------
    UnknownPage
        If there is no such page.
    """
    text = _first_words(course.current().page(slug))
    found = _COVER.search(text)
    return unquote(found[1]) if found else None


def _first_words(page: Page) -> str:
    path = course.current().root / "lessons" / f"{page.stem}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return ""
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
