"""The foot of a built page: links to its neighbours, for front ends that show no strip of their own."""

from pathlib import PurePosixPath

from nbformat import NotebookNode

from lessonkit import course
from lessonkit.build.notebook import markdown
from lessonkit.build.plan import Book, books
from lessonkit.texts.lessons import Lesson, lesson

TAG = "foot"
"""Marks the cell, so that a front end can hide it."""


def foot(book: Book) -> list[NotebookNode]:
    """Return the cell that ends a page; none where there is no other page to go to."""
    pages = [page for page in course.current().pages if Book("lessons", page).text.exists()]
    links = []
    if book.page in pages:
        at, own = pages.index(book.page), book.kind == "lessons"
        before = pages[max(at - 1, 0)] if own else book.page
        links += [f"← {_link(book, Book('lessons', before))}"] if at or not own else []
        links += [_link(book, Book("exercises", book.page), "Exercises")] if own and _has_exercises(book) else []
        links += [f"{_link(book, Book('lessons', pages[at + 1]))} →"] if at + 1 < len(pages) else []
    cell = markdown(" · ".join(links))
    cell.metadata = NotebookNode(tags=[TAG])
    return [cell] if links else []


def _has_exercises(book: Book) -> bool:
    return Book("exercises", book.page) in books([book.page.slug])


def _link(here: Book, there: Book, words: str = "") -> str:
    about: Lesson = lesson(there.page.slug)
    path = PurePosixPath("" if here.kind == there.kind else f"../{there.kind}", f"{there.page.stem}.ipynb")
    return f"[{words or f'{about.number} {about.title}'}]({path})"
