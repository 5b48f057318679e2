"""Which notebooks are not up to date: quick, since nothing is made or run."""

from collections.abc import Iterable
from pathlib import Path

from lessonkit import course
from lessonkit.build import teaching_texts
from lessonkit.build.plan import books, orphans, strangers
from lessonkit.build.stamps import Stamps


def check(names: Iterable[str] = ()) -> list[str]:
    """Return one sentence for each notebook that is stale, missing, changed by hand or orphaned.

    Raises
    ------
    NoSuchLesson
        If a name fits no lesson; the text names the nearest.
    """
    stamps = Stamps()
    states = [(book.name, stamps.state(book)) for book in books(names)]
    found = [f"{name} {state}." for name, state in states if state]
    found += [f"{_name(path)} is missing or not up to date." for path in teaching_texts.stale()]
    if not names:
        found += [f"{name} has no text or exercises in content/ any more." for name in orphans()]
        found += [f"{_name(path)} has no text in content/teaching/ any more." for path in teaching_texts.orphans()]
        found += [f"{name} belongs to no page of course.toml." for name in strangers()]
    return found


def _name(path: Path) -> str:
    return path.relative_to(course.current().root).as_posix()
