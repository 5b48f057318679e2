"""Exercises on slides: the question, and its answer on the next."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from lessonkit.bank import markdown
from lessonkit.bank.item import Item
from lessonkit.kinds.base import unwrapped
from lessonkit.teaching import markup
from lessonkit.teaching.slide import Slide


def first(items: Iterable[Item[Any]]) -> Item[Any] | None:
    """Return the exercise that a class answers together, if there is one."""
    fit = [item for item in items if item.logic.aloud and not item.withheld]
    return min(fit, key=lambda item: item.logic.aloud, default=None)


def question(item: Item[Any] | None) -> list[Slide]:
    """Return an exercise and, on the next slide, its answer."""
    if item is None:
        return []
    hints = tuple(markup.typeset(item.html(hint)) for hint in item.hints)
    texts, points, lettered = _asking(item)
    asked = Slide(escape(item.title), f"Question {item.number}", texts, points, lettered=lettered, notes=hints)
    why = markup.sentences(item.fill(item.explanation))
    reasons = item.logic.reasons(item)
    answer = Slide(
        escape(item.title),
        f"Answer {item.number}",
        (
            markup.typeset(markdown.html(item.logic.key_text(item))),
            Markup("<p>{}</p>").format(markup.inline(" ".join(why[:2]))),
        ),
        notes=(
            *((markup.inline(" ".join(why[2:])),) if why[2:] else ()),
            *((markup.typeset(markdown.html(f"Other answers:\n\n{reasons}")),) if reasons else ()),
        ),
    )
    return [asked, answer]


def _asking(item: Item[Any]) -> tuple[tuple[Markup, ...], tuple[Markup, ...], bool]:
    """Return the texts and the points of a question, from what its widget shows, and whether the points have letters."""
    view = item.logic.view(item)
    texts, points = item.logic.on_slide(view)
    shown = tuple(map(markup.typeset, (view["prompt"], *texts)))
    return shown, tuple(_point(*point) for point in points), any(letter for letter, _ in points)


def _point(letter: str, html: str) -> Markup:
    text = markup.typeset(unwrapped(html))
    return Markup("<b>{}.</b> {}").format(letter, text) if letter else text


def exit_ticket(item: Item[Any] | None, said: list[Markup]) -> list[Slide]:
    """Return the exit ticket; its answer stands in the key, not on the next slide."""
    if item is None:
        return []
    texts, points, lettered = _asking(item)
    return [
        Slide(
            escape(item.title),
            "Exit ticket, on paper",
            texts,
            points,
            lettered=lettered,
            notes=tuple(said),
        )
    ]
