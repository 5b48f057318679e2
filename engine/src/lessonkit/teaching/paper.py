"""An exercise on paper: what the templates need beside the view that its widget shows."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lessonkit.bank import markdown
from lessonkit.bank.item import Item
from lessonkit.exercises.session import sources_html
from lessonkit.kinds.base import LETTERS
from lessonkit.teaching.markup import typeset


@dataclass(frozen=True)
class Task:
    """One exercise as a paper task.

    ``view`` is what its widget shows, without the key; ``cards`` are (letter, HTML) pairs to cut out.
    """

    item: Item[Any]
    view: dict[str, Any]
    cards: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True)
class Answer:
    """The key of one exercise, as safe HTML; ``letters`` is the right order of the cards."""

    item: Item[Any]
    key: Markup
    letters: str
    why: Markup
    mistakes: Markup
    sources: Markup


def task(item: Item[Any]) -> Task:
    """Return an exercise as a paper task."""
    view = item.logic.view(item)
    cards = zip(LETTERS.upper(), item.logic.cards(view).values(), strict=False)
    return Task(item, view, tuple((letter, typeset(html)) for letter, html in cards))


def answer(item: Item[Any]) -> Answer:
    """Return the key of an exercise."""
    view = item.logic.view(item)
    return Answer(
        item,
        typeset(markdown.html(item.logic.key_text(item))),
        "" if item.withheld else _letters(item, view),
        typeset(item.html(item.explanation)),
        typeset("" if item.withheld else markdown.html(item.logic.reasons(item))),
        Markup(sources_html(item)),
    )


def _letters(item: Item[Any], view: dict[str, Any]) -> str:
    """Return the letters of an item's cards in the right order, for example "C A B"."""
    letters = dict(zip(item.logic.cards(view), LETTERS.upper(), strict=False))
    return " ".join(letters[key] for key in item.logic.solution(item)) if letters else ""
