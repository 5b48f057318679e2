"""What a front end is told of a page: its neighbours, the cells that the course's maker wrote, and the reader's place."""

from pathlib import Path
from typing import Any

from lessonkit import course
from lessonkit.build.plan import Book
from lessonkit.pages.built import built
from lessonkit.progress.store import store
from lessonkit.server.served import path_of
from lessonkit.texts.lessons import lesson

KIND = {"lessons": "lesson", "exercises": "exercises", "solutions": "solutions"}
Link = dict[str, str]


def page(root: Path, book: Book) -> dict[str, Any]:
    """Return all that a front end asks about a page.

    Returns
    -------
    dict
        `previous`, `up`, `next` and `beside` are links or None. `beside` is a lesson's exercise book, or the lesson of
        a book. `cells` holds the SHA-256 of each cell of code, by its id. `place` is where the reader was, or None.
    """
    known = built(book.name)
    lessons = [Book("lessons", one) for one in course.current().pages]
    at = [one.page for one in lessons].index(book.page)
    own = book.kind == "lessons"
    before = lessons[at - 1] if own and at else None if own else lessons[at]
    return {
        "slug": book.page.slug,
        "kind": KIND[book.kind],
        "previous": before and link(root, before),
        "up": link(root, lessons[0]),
        "next": link(root, lessons[at + 1]) if at + 1 < len(lessons) else None,
        "beside": link(root, Book("exercises" if own else "lessons", book.page)),
        "cells": known.cells if known else {},
        "place": store().place(book.name),
    }


def link(root: Path, book: Book) -> Link | None:
    """Return a page's path and title; None if it is not there."""
    path = path_of(root, book)
    return {"path": path, "title": title(book)} if path else None


def title(book: Book) -> str:
    """Return what a link to a page says: "02 Twelve to thirty-two"."""
    try:
        name = lesson(book.page.slug).title
    except (KeyError, ValueError):
        name = book.page.slug
    return f"{'' if book.kind == 'lessons' else book.kind.capitalize() + ' '}{book.page.number} {name}"
