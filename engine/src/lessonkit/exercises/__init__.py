"""Exercises: a bank of questions, one check for each kind, and the verbs a notebook uses.

``exercise("who-pays/us-share")`` shows a question; ``check(…, value)`` judges an answer
from a cell; ``hint(…)`` goes one step further at each call; ``solution(…)`` explains.
"""

from typing import TYPE_CHECKING, Any

from lessonkit.bank import bank, markdown
from lessonkit.bank.item import Item
from lessonkit.exercises.panel import Panel
from lessonkit.exercises.session import Session, sources_html
from lessonkit.exercises.state import Box, State
from lessonkit.judging import replay
from lessonkit.judging.placeholder import ____

if TYPE_CHECKING:
    from lessonkit.exercises.question import Question

__all__ = ["____", "check", "exercise", "hint", "solution"]

_NOTHING = object()


def exercise(name: str) -> "Question":
    """Return the question with this name as a widget.

    Raises
    ------
    bank.UnknownExercise
        If there is none; the text gives the nearest name.
    """
    from lessonkit.exercises.question import Question

    item = bank.get(name)
    return Question(item.logic.view(item), Session(item))


def check(name: str, value: object = _NOTHING) -> Panel:
    """Judge `value` as the answer to an exercise and return the feedback; any object may be given.

    Raises
    ------
    bank.UnknownExercise
        If there is no exercise of this name; the text gives the nearest.
    """
    item = bank.get(name)
    source, history = replay.cells()
    state = Session(item).answer(None if value is _NOTHING else value, source, history)
    say = state["say"]
    if value is _NOTHING:
        say = [
            _note(
                "Not answered yet",
                f'Hand your answer to check: `check("{item.full_id}", {getattr(item, "name", "answer")})`.',
            )
        ]
    return _panel(item, say, state)


def hint(name: str) -> Panel:
    """Open the next hint of an exercise and return it, with those opened before.

    Raises
    ------
    bank.UnknownExercise
        If there is no exercise of this name; the text gives the nearest.
    """
    item = bank.get(name)
    state = Session(item).hint()
    total = len(state["hints"]) + state["hints_left"]
    say: list[Box] = [
        {"tone": "note", "head": f"Hint {n} of {total}", "html": text} for n, text in enumerate(state["hints"], 1)
    ]
    return _panel(item, say or [_note("Hint", "This exercise has no hints.")], state)


def solution(name: str) -> Panel:
    """Return the reasoned answer of an exercise.

    Raises
    ------
    bank.UnknownExercise
        If there is no exercise of this name; the text gives the nearest.
    """
    item = bank.get(name)
    text = markdown.html(item.logic.answer_text(item)) + sources_html(item)
    return _panel(item, [{"tone": "note", "head": "The answer", "html": text}], None)


def _note(head: str, text: str) -> Box:
    return {"tone": "note", "head": head, "html": markdown.html(text)}


def _panel(item: Item[Any], say: list[Box], state: State | None) -> Panel:
    meta = [f"Exercise {item.number}"]
    if state is not None:
        if state["done"] or state["max_tries"]:
            meta.append(
                "done"
                if state["done"]
                else f"try {min(state['tries'] + 1, state['max_tries'])} of {state['max_tries']}"
            )
        if "model_answer" in state:
            say = [*say, {"tone": "note", "head": "A model answer", "html": state["model_answer"]}]
        if state["notice"]:
            say = [*say, _note("Note", state["notice"])]
    return Panel(say, item.title, " · ".join(meta))
