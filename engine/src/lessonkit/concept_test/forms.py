"""The two forms of the test: content/concept_test/*.yml, written and checked like files of the exercise bank.

Form A is answered before the course, form B after it. Questions of one id make a pair: they
probe the same misconceptions in different words. A form is taken in full or, where ``course.toml``
names the questions for it, short. Both lengths keep their answers in one place, under the same ids.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.item import Item, Lesson

LETTERS = {"before": "A", "after": "B"}
NAME = "concept-test"
"""What `reset` calls the test: ``"concept-test"``, or ``"concept-test/before"`` for one form."""


class UnknownForm(KeyError):
    """A form that does not exist; the text names the two."""

    def __str__(self) -> str:
        return str(self.args[0])


def files() -> list[Path]:
    """Return the files of the two forms, A first; none in a course without a concept test."""
    if "concept_test" not in course.current().closing:
        return []
    return [course.current().content / "concept_test" / f"{name}.yml" for name in LETTERS]


def form(name: str) -> Lesson:
    """Return a form by name; its ``exercises`` are the questions.

    Raises
    ------
    UnknownForm
        If the name is neither "before" nor "after", or the course has no concept test.
    """
    if not files():
        raise UnknownForm("This course has no concept test.")
    if type(name) is not str or name not in LETTERS:
        raise UnknownForm(f"The concept test has two forms, 'before' and 'after'. {str(name)[:60]!r} is neither.")
    return bank.read(files()[list(LETTERS).index(name)])


def is_short(kept: Iterable[str]) -> bool:
    """Tell whether answers (their question ids) are those of a short form: none is to a question that only the full one asks."""
    short = course.current().concept_test.get("short", [])
    return bool(short) and set(kept) <= set(short)


def shortened(form: Lesson) -> Lesson:
    """Return a form with the questions of the short test alone; the form itself where the course has no short test.

    Raises
    ------
    lessonkit.course.CourseError
        If ``course.toml`` names a question that the form does not have.
    """
    short = course.current().concept_test.get("short", [])
    if unknown := set(short) - {item.id for item in form.exercises}:
        raise course.CourseError(f"course.toml: the concept test has no question {min(unknown)!r}.")
    return replace(form, exercises=tuple(item for item in form.exercises if item.id in short)) if short else form


def pair(*kept: Iterable[str]) -> tuple[Lesson, Lesson]:
    """Return form A and form B with the questions that all these sittings asked, given the ids of their answers."""
    both = form("before"), form("after")
    return (shortened(both[0]), shortened(both[1])) if any(map(is_short, kept)) else both


def named(name: str) -> list[str]:
    """Return the forms that `reset` means by a name: both, or the one behind the stroke.

    Raises
    ------
    UnknownForm
        If there is no such form.
    """
    _, stroke, which = name.partition("/")
    return [form(which).slug] if stroke else list(LETTERS)


def ideas(item: Item[Any]) -> set[str]:
    """Return the ids of the misconceptions that a question's wrong options name."""
    return {option["misconception"] for option in item.options if "misconception" in option}
