"""A lesson's text becomes a notebook."""

import sys

import jupytext
from nbformat import NotebookNode

from lessonkit.build import BuildError
from lessonkit.build.alone import stand_alone
from lessonkit.build.foot import foot
from lessonkit.build.notebook import assemble
from lessonkit.build.plan import Book
from lessonkit.course import CourseError
from lessonkit.figures.place import with_figures
from lessonkit.figures.words import FigureError
from lessonkit.texts import prose
from lessonkit.texts.lessons import lesson
from lessonkit.texts.numbers import numbered
from lessonkit.texts.roadmap import with_roadmap


def make(book: Book) -> NotebookNode:
    """Return the notebook of a lesson's text, not yet executed.

    Raises
    ------
    BuildError
        If the head of the text cannot be used, a number or link in the prose is wrong, or a figure cannot be drawn.
    """
    try:
        about = lesson(book.page.slug)
        sys.audit("lessonkit.part", str(book.text), "")  # all of it, not the head alone
        text = with_roadmap(numbered(book.text.read_text(encoding="utf-8")))
    except (ValueError, CourseError) as trouble:
        raise BuildError(f"{book.source}: {trouble}") from None
    problems = prose.problems(text, about.given, book.source)
    if problems:
        raise BuildError("\n".join(problems))
    try:
        text = with_figures(text, book.page.slug)
    except FigureError as trouble:
        raise BuildError(f"{book.source}: {trouble}") from None
    cells = jupytext.reads(text, fmt="md:myst").cells
    stand_alone(cells, book.source)
    return assemble([*cells, *foot(book)], book.page, about.title)
