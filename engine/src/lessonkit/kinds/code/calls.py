"""Calling a learner's function: what it gives, and what an error means in plain words."""

import inspect
import types
from collections.abc import Sequence
from typing import Any

from lessonkit.judging import plain, replay
from lessonkit.judging.placeholder import BLANK


class Failed:
    """An error that a call ended with: its type's name, its text, and a sentence for the learner."""

    def __init__(self, trouble: BaseException) -> None:
        self.type = plain.type_name(trouble)
        self.text = plain.text_of(trouble, 200)
        self.sentence = _in_plain_words(self.type, self.text)
        self.unfinished = plain.is_a(trouble, NotImplementedError) or (self.type == "NameError" and BLANK in self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Failed) and (self.type, self.text) == (other.type, other.text)

    __hash__ = None  # type: ignore[assignment]  # as Python wants it said


def call(function: Any, arguments: Sequence[Any], seconds: float) -> Any:
    """Return what a function gives for copies of some arguments, or `Failed`."""
    try:
        with replay.at_most(seconds):
            return function(*arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as trouble:
        return Failed(trouble)


def does_not_take(function: Any, number: int) -> str | None:
    """Return a sentence when a function cannot take this many arguments, else None."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    try:
        signature.bind(*range(number))
    except TypeError:
        takes = len(signature.parameters)
        return f"Your function takes {takes} input{'' if takes == 1 else 's'}; it is called with {number}. Keep the line that begins with `def` as it came."
    return None


def forgets_return(answer: Any) -> bool:
    """Tell whether a function has no word `return`; a function without a source is believed to have none."""
    if type(answer) is not types.FunctionType:
        return False
    try:
        return "return" not in inspect.getsource(answer)
    except (OSError, TypeError):
        return True


def _in_plain_words(kind: str, text: str) -> str:
    """Return what an error means, as the end of a sentence that begins "Your function …"."""
    shown = plain.quoted(text, 120)
    if kind == "KeyError":
        return f"looked for {shown}, and there is no column or label of that name. Run `.columns` on the table to see the names."
    if kind == "NameError":
        return f"uses a name that nobody has made ({shown}). Is it spelled as above?"
    if kind == "UnboundLocalError":
        return f"uses a name before it is made ({shown})."
    if kind == "AttributeError":
        return f"asks for something that is not there ({shown}). Look at the word after the last dot."
    if kind == "TypeError" and "isin" in text:
        return "uses `isin`, which wants a list: put the values in square brackets."
    if kind == "TooSlow":
        return "did not end in time. Is there a loop that never stops?"
    if kind == "RecursionError":
        return "calls itself without end."
    if kind == "ZeroDivisionError":
        return "divides by zero. What is below the line?"
    return f"stopped with {plain.quoted(kind)}: {shown}."
