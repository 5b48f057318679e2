"""An exercise of the bank as the questions that ask for the same."""

from typing import Any

from lessonkit.bank.item import Item
from lessonkit.kinds import text
from lessonkit.kinds.question import Essay, Mistake, Question
from lessonkit.texts import references


def questions(item: Item[Any]) -> tuple[Question, ...]:
    """Return the questions that ask for the same as an exercise: one, or two for a critique.

    Raises
    ------
    ValueError
        If the exercise is held back in this copy of the course, so that it has no key.
    """
    if item.withheld:
        raise ValueError(f"{item.full_id} has no key in this copy of the course. Export from the teacher's copy.")
    whole = Question(
        item.full_id,
        item,
        text.asked(item),
        Essay(),
        text.html(item, item.logic.key_text(item)),
        text.html(item, item.explanation),
        _mistakes(item),
        tuple(text.html(item, hint) for hint in item.hints),
        text.bullets(references.html(references.link(key)) for key in item.sources),
    )
    return tuple(item.logic.as_questions(item, whole))


def _mistakes(item: Item[Any]) -> dict[str, Mistake]:
    return {
        name: Mistake(text.html(item, lead), text.html(item, feedback))
        for (name, feedback), lead in zip(item.logic.listed(item), item.logic.leads(item), strict=True)
    }
