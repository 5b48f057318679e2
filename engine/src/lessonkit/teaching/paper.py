"""An exercise on paper: what the templates need beside the view that its widget shows."""

from dataclasses import dataclass

from markupsafe import Markup

from lessonkit.bank import bank
from lessonkit.exercises.session import sources_html
from lessonkit.kinds.base import LETTERS
from lessonkit.teaching.markup import typeset

WORDS_A_LINE = 10
CARDS = ("order", "parsons")


@dataclass(frozen=True)
class Task:
    """One exercise as a paper task.

    ``view`` is what its widget shows, without the key; ``cards`` are (letter, HTML) pairs to cut out; ``lines`` is how
    many lines to write on.
    """

    item: bank.Item
    view: dict
    cards: tuple[tuple[str, Markup], ...] = ()
    lines: int = 0


@dataclass(frozen=True)
class Answer:
    """The key of one exercise, as safe HTML; ``letters`` is the right order of the cards."""

    item: bank.Item
    key: Markup
    letters: str
    why: Markup
    mistakes: Markup
    sources: Markup


def task(item: bank.Item) -> Task:
    """Return an exercise as a paper task."""
    view = item.logic.view(item)
    lines = round(view["words"][1] / WORDS_A_LINE) + 1 if view["kind"] == "written" else 0
    return Task(item, view, _cards(view), lines)


def answer(item: bank.Item) -> Answer:
    """Return the key of an exercise."""
    view = item.logic.view(item)
    return Answer(
        item,
        typeset(bank.html(item.logic.key_text(item))),
        "" if item.withheld else _letters(item, view),
        typeset(item.html(item.explanation)),
        typeset("" if item.withheld else bank.html(item.logic.reasons(item))),
        Markup(sources_html(item)),
    )


def _cards(view: dict) -> tuple:
    if view["kind"] not in CARDS:
        return ()
    return tuple((letter.upper(), typeset(entry["html"])) for letter, entry in zip(LETTERS, view["items"]))


def _letters(item: bank.Item, view: dict) -> str:
    """Return the letters of an item's cards in the right order, for example "C A B"."""
    if view["kind"] not in CARDS:
        return ""
    keys = [entry["key"] for entry in view["items"]]
    return " ".join(LETTERS[keys.index(key)].upper() for key in item.logic.solution(item))
