"""What a check says: an outcome, a score, a text. No display here."""

from dataclasses import dataclass
from typing import TypedDict, Unpack

CORRECT, PARTLY, INCORRECT = "correct", "partly", "incorrect"
UNANSWERED, UNCHECKABLE, RECEIVED = "unanswered", "uncheckable", "received"
OUTCOMES = (CORRECT, PARTLY, INCORRECT, UNANSWERED, UNCHECKABLE, RECEIVED)
COUNTED = (CORRECT, PARTLY, INCORRECT)
"""Outcomes that use up a try."""

HEADS = {
    CORRECT: ("good", "Right"),
    PARTLY: ("near", "Nearly"),
    INCORRECT: ("bad", "Not yet"),
    UNANSWERED: ("note", "Not answered yet"),
    UNCHECKABLE: ("note", "I cannot check this"),
    RECEIVED: ("note", "Received"),
}
"""Tone and head word of each outcome."""


@dataclass(frozen=True)
class Verdict:
    """The judgement of one answer.

    Attributes
    ----------
    outcome
        One of `OUTCOMES`.
    score
        0 to 1; 1 only when correct.
    message
        Markdown. It names no key.
    mistake
        Name of the typical mistake that was recognised.
    misconception
        Its id in content/misconceptions.yml.
    parts
        Further messages in markdown, one for each further point.
    """

    outcome: str
    score: float
    message: str
    mistake: str | None = None
    misconception: str | None = None
    parts: tuple[str, ...] = ()


class More(TypedDict, total=False):
    """What a verdict can say beside its message."""

    mistake: str | None
    misconception: str | None
    parts: tuple[str, ...]


def correct(message: str = "", **more: Unpack[More]) -> Verdict:
    return Verdict(CORRECT, 1.0, message, **more)


def partly(score: float, message: str, **more: Unpack[More]) -> Verdict:
    return Verdict(PARTLY, min(max(score, 0.0), 0.99), message, **more)


def incorrect(message: str, **more: Unpack[More]) -> Verdict:
    return Verdict(INCORRECT, 0.0, message, **more)


def unanswered(message: str) -> Verdict:
    return Verdict(UNANSWERED, 0.0, message)


def uncheckable(message: str) -> Verdict:
    return Verdict(UNCHECKABLE, 0.0, message)


def received(message: str) -> Verdict:
    return Verdict(RECEIVED, 0.0, message)


def graded(score: float, message: str, **more: Unpack[More]) -> Verdict:
    """Return `partly` from half of the points on, else `incorrect` with the score kept."""
    if score >= 0.5:
        return partly(score, message, **more)
    return Verdict(INCORRECT, max(score, 0.0), message, **more)
