"""What stands beside the lessons in `progress` and `reset`: parts of a course that keep answers of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

PLACES = ("lessonkit.review.due", "lessonkit.concept_test.sitting")
"""Modules that hold a `FEATURE`, in the order of their lines. They are imported when they are asked."""


def _not_mine(_name: object) -> str:
    return ""


@dataclass(frozen=True)
class Feature:
    """One such part.

    Attributes
    ----------
    line
        Returns one line for `progress`; empty when nothing was begun.
    reset
        Takes any name that `reset` was given. If the name is this part's own, forgets what it stands for and returns
        one sentence, or raises KeyError; for any other name does nothing and returns an empty text.
    """

    line: Callable[[], str]
    reset: Callable[[object], str] = _not_mine


def features() -> list[Feature]:
    """Return every such part of the engine; one that this course does not have has no line and no name."""
    return [import_module(place).FEATURE for place in PLACES]
