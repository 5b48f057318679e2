"""The two forms of the test: content/concept_test/*.yml, written and checked like files of the exercise bank.

Form A is answered before the course, form B after it. Questions of one id make a pair: they
probe the same misconceptions in different words.
"""

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
