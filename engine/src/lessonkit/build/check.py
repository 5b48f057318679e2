"""Which notebooks are not up to date: quick, since nothing is made or run."""

from pathlib import Path

from lessonkit.build import hashing
from lessonkit.build.plan import books, orphans


def check(root: Path, names=()) -> list[str]:
    """Return one sentence for each notebook that is stale, missing, changed by hand or orphaned.

    Raises
    ------
    NoSuchLesson
        If a name fits no lesson; the text names the nearest.
    """
    states = [(book.name, hashing.state(book)) for book in books(root, names)]
    found = [f"{name} {state}." for name, state in states if state]
    if not names:
        found += [f"{name} has no text or exercises in content/ any more." for name in orphans(root)]
    return found
