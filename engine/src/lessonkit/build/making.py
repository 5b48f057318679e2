"""Each kind of notebook has its maker. Only the one that is needed is imported, so that only it is recorded."""

from importlib import import_module

from nbformat import NotebookNode

from lessonkit import course
from lessonkit.build.plan import Book

MAKERS = {
    "lessons": ("lessonkit.build.lessons", "make"),
    "exercises": ("lessonkit.build.exercise_books", "exercises"),
    "solutions": ("lessonkit.build.exercise_books", "solutions"),
}


def make(kind: str, slug: str) -> NotebookNode:
    """Return the notebook of a page, not yet executed.

    Raises
    ------
    BuildError
        If the page's content is wrong.
    """
    module, maker = MAKERS[kind]
    nb: NotebookNode = getattr(import_module(module), maker)(Book(kind, course.current().page(slug)))
    return nb
