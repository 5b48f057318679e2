"""What the home page shows: the road of all pages, how far the learner is, and where to go on."""

from itertools import groupby
from pathlib import Path
from typing import Any

from lessonkit import course
from lessonkit.build.plan import Book
from lessonkit.concept_test import forms
from lessonkit.concept_test.sitting import KEPT, RESULT, Sitting
from lessonkit.progress.country import chosen_country, countries
from lessonkit.progress.standing import Standing, standings
from lessonkit.progress.store import store
from lessonkit.review import due, rounds
from lessonkit.server import covers
from lessonkit.server.page import Link, link
from lessonkit.texts.lessons import lessons

JSON = dict[str, Any]


def home(root: Path) -> JSON:
    """Return all that a home page shows.

    Returns
    -------
    dict
        `title`; `go_on`, a link with `words`, or None at the end; `parts`, each with a `name` and its `pages`; `review`,
        `test` and `country`, each None where the course has none or there is nothing to say.
    """
    road = standings(lessons())
    return {
        "title": course.current().title,
        "go_on": _go_on(root, road),
        "parts": [
            {"name": part, "pages": [page for one in pages if (page := _page(root, one))]}
            for part, pages in groupby(road, lambda one: one.lesson.page.part)
        ],
        "review": _review(root),
        "test": _test(root),
        "country": _country(),
    }


def _page(root: Path, one: Standing) -> JSON | None:
    about = one.lesson
    there = link(root, Book("lessons", about.page))
    if not there:
        return None
    minutes = about.minutes.get("core", 0)
    left = minutes * (1 - one.done / one.total) if one.total else minutes
    return {
        "slug": about.slug,
        "number": about.number,
        "title": about.title,
        "question": about.question,
        "path": there["path"],
        "exercises": link(root, Book("exercises", about.page)),
        "minutes": round(minutes),
        "left": round(left),
        "done": one.done,
        "total": one.total,
        "words": one.short if one.total else "",
        "more": one.words if one.started else "",
        "cover": covers.find(about.slug) is not None,
    }


def _go_on(root: Path, road: list[Standing]) -> JSON | None:
    """Return where to go on: the page that was read last, unless all of it is done; else the next one to do."""
    last = _last_page()
    here = next((one for one in road if last and one.lesson.page == last.page), None)
    if last and here and (here.next or not here.total) and (there := link(root, last)):
        return there | {"words": here.next.words if here.next else "", "begun": True}
    waiting = [one for one in road if one.next]
    after = [one for one in waiting if here and one.lesson.number > here.lesson.number]
    begun = [one for one in waiting if one.started]
    following = next(iter(after or begun or waiting), None)
    there = link(root, Book("lessons", following.lesson.page)) if following else None
    return there and {**there, "words": "", "begun": bool(here or begun)}


def _last_page() -> Book | None:
    kind, _, name = store().last_page().partition("/")
    pages = {page.stem: page for page in course.current().pages}
    stem = name.removesuffix(".ipynb")
    return Book(kind, pages[stem]) if stem in pages else None


def _review(root: Path) -> JSON | None:
    waiting = due.planned(rounds.by_exercise(store().trials()))
    count = sum(one.is_due(due.now()) for one in waiting)
    there = _closing(root, "look_back")
    return there and {**there, "due": count}


def _test(root: Path) -> JSON | None:
    """Return the concept test's page, and which of the forms waits: `phase` is "before", "wait", "after" or "done"."""
    there = _closing(root, "concept_test") if forms.files() else None
    if not there:
        return None
    before, after = (Sitting(forms.form(name)) for name in forms.LETTERS)
    if after.phase == RESULT:
        phase = "done"
    elif before.phase == KEPT and not after.answers:
        phase = "wait"
    else:
        phase = "after" if after.answers else "before"
    form = after if phase == "after" else before
    return {**there, "phase": phase, "answered": len(form.answers), "questions": len(form.form.exercises)}


def _closing(root: Path, what: str) -> Link | None:
    here = course.current()
    return link(root, Book("lessons", here.page(here.closing[what]))) if what in here.closing else None


def _country() -> JSON | None:
    """Return the learner's country and all that can be chosen; None for a course that knows no countries."""
    if "countries" not in course.current().maps:
        return None
    return {"chosen": chosen_country(), "choices": [{"code": code, "name": name} for code, name in countries().items()]}
