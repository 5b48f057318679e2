"""What a session says to the page: the one dict that crosses from Python to question.js.

The typedef `State` in question.js names the same fields.
"""

from typing import NotRequired, TypedDict


class Box(TypedDict):
    """One box of feedback."""

    tone: str
    """"good", "near", "bad" or "note"."""
    head: str
    """Plain text."""
    html: str
    """Made from the bank's markdown, so already escaped."""


class State(TypedDict):
    """Where a learner stands with one exercise. All of it is JSON."""

    tries: int
    """How many answers counted so far."""
    max_tries: int
    """0 where answers are only received."""
    outcome: str | None
    """How the last answer was judged, one of `verdict.OUTCOMES`; None before the first."""
    answer: object
    """The last answer as it is stored, to be shown again; None before the first."""
    say: list[Box]
    hints: list[str]
    """The hints that are open, as HTML."""
    hints_left: int
    done: bool
    """The exercise is locked: an answer was right, or the answer is shown."""
    notice: str
    """Trouble with the disk, said once; else empty."""
    marks: NotRequired[dict[str, bool]]
    """Keys of options that are right (true) or were chosen and are not (false); only once the exercise is done."""
    model_answer: NotRequired[str]
    """HTML; only for a written answer that is done."""
    scores: NotRequired[list[int]]
    """The learner's own points by row of the rubric, 0 to 2 each; only with `model_answer`, and empty before they are given."""
