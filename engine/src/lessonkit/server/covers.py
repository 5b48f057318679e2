"""The covers of the pages, read again only when a page has changed."""

from functools import lru_cache

from lessonkit import course
from lessonkit.course import UnknownPage
from lessonkit.figures.covers import cover


def find(slug: str) -> str | None:
    """Return the cover of a page as SVG; None if there is none, or no such page."""
    here = course.current()
    try:
        path = here.root / "lessons" / f"{here.page(slug).stem}.ipynb"
        return _cover(slug, str(path), path.stat().st_mtime_ns)
    except (UnknownPage, OSError):
        return None


@lru_cache(maxsize=100)
def _cover(slug: str, _path: str, _stamp: int) -> str | None:
    return cover(slug)
