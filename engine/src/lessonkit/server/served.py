"""The course that a server serves, and its pages by the paths that a browser knows them by."""

from pathlib import Path, PurePosixPath

from lessonkit import course
from lessonkit.build.plan import KINDS, Book
from lessonkit.course import Course, CourseError, UnknownPage

MOST_LETTERS = 1000
"""A longer path is no page's."""


def find(root: Path) -> Course | None:
    """Return the course that the process knows, else the one in the server's folder; None if there is none."""
    try:
        return course.current()
    except CourseError:
        pass
    try:
        return course.use(Course.read(root))
    except CourseError:
        return None


def book(root: Path, path: object) -> Book | None:
    """Return the notebook at a path of the server; None for anything that is no page of the course.

    Parameters
    ----------
    root
        The server's folder.
    path
        What the browser said, with strokes: "lessons/06-who-pays.ipynb".
    """
    here = find(root)
    if here is None or type(path) is not str or not 0 < len(path) <= MOST_LETTERS or "\0" in path:
        return None
    *_, kind, name = ("", *PurePosixPath(path.strip("/")).parts)
    if kind not in KINDS or not name.endswith(".ipynb"):
        return None
    try:
        found = Book(kind, here.page(name.removesuffix(".ipynb")))
        return found if found.path.resolve() == (root / path.strip("/")).resolve() else None
    except (UnknownPage, OSError, ValueError):
        return None


def path_of(root: Path, one: Book) -> str | None:
    """Return the path that a browser opens a notebook by; None if it is missing, or outside the server's folder."""
    try:
        return one.path.resolve().relative_to(root.resolve()).as_posix() if one.path.exists() else None
    except (OSError, ValueError):
        return None


def serves(root: Path) -> bool:
    """Tell whether the course lies in the server's folder, so that a reader can open its pages."""
    here = find(root)
    return here is not None and here.root.is_relative_to(root.resolve())
