"""Each page as it was built, for saving and restoring: from a copy beside the learner's progress, the page or git.

The copies are taken when the course starts for the first time. They need no network and no git, so they are there for
those who got the course as an archive.
"""

import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4.rwbase import rejoin_lines

from lessonkit import course
from lessonkit.build.plan import KINDS, Book
from lessonkit.pages import files
from lessonkit.pages.built import Built, Notebook, built, contents
from lessonkit.progress.store import home

LETTERS = 12
"""Of a hash, in the name of a copy."""
GIT_SECONDS = 10


def original(book: Book) -> NotebookNode | None:
    """Return a page as it was built, to be read only; None if it was never built or no whole copy is left."""
    known = built(book.name)
    try:
        return _original(book, course.current().root, home(), known) if known else None
    except LookupError:
        return None


def keep_copies() -> None:
    """Copy each page that is as it was built and has no copy yet. Trouble with the disk means no copy."""
    for book in all_books():
        known = built(book.name)
        if known and not _copy(home(), book, known).exists():
            _keep(book, known)


def all_books() -> list[Book]:
    """Return every notebook that the course was built with."""
    found = [Book(kind, page) for page in course.current().pages for kind in KINDS]
    return [book for book in found if built(book.name)]


@lru_cache(maxsize=4)
def _original(book: Book, root: Path, folder: Path, known: Built) -> NotebookNode:
    """Raise LookupError if there is none: that is not kept, for one may come."""
    for raw in _candidates(book, root, _copy(folder, book, known)):
        nb = files.parsed(raw)
        if nb is not None and _is(nb, known):
            page: NotebookNode = rejoin_lines(nbformat.from_dict(nb))
            return page
    raise LookupError


def _candidates(book: Book, root: Path, copy: Path) -> Iterator[bytes]:
    for path in (copy, book.path):
        try:
            yield path.read_bytes()
        except OSError:
            continue
    try:
        # An archive of the course may lie inside somebody else's repository: the hash decides what counts.
        yield subprocess.run(
            ["git", "-C", str(root), "show", f"HEAD:./{book.name}"],
            capture_output=True,
            timeout=GIT_SECONDS,
            stdin=subprocess.DEVNULL,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return


def _keep(book: Book, known: Built) -> None:
    copy = _copy(home(), book, known)
    try:
        raw = book.path.read_bytes()
        nb = files.parsed(raw)
        if nb is None or not _is(nb, known):
            return
        old = list(copy.parent.glob(f"{book.page.stem}.*.ipynb"))
        files.write(copy, raw)
        for path in old:
            path.unlink()
    except OSError:
        return


def _copy(folder: Path, book: Book, known: Built) -> Path:
    return folder / "pages" / book.kind / f"{book.page.stem}.{known.whole[:LETTERS]}.ipynb"


def _is(nb: Notebook, known: Built) -> bool:
    try:
        return contents(nb) == known.whole
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        return False
