"""One history of an exercise: when it is done, and what it is worth.

Everything that counts tries asks here: the session that the learner sees, the overview, the review and the marks. So
a mark is what the learner saw.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from lessonkit.judging.verdict import CORRECT, COUNTED, RECEIVED

MAX_TRIES = 2
"""After so many misses the answer is shown and the exercise is done."""
SECOND_TRY = 0.5
"""What a right answer at the second try is worth."""
FIRST, SECOND, SHOWN = "first try", "second try", "shown"


class Judged(Protocol):
    """One judged answer, whatever else is known of it."""

    @property
    def outcome(self) -> str: ...

    @property
    def score(self) -> float: ...


J = TypeVar("J", bound=Judged)


@dataclass(frozen=True)
class History(Generic[J]):
    """How the answers to one exercise went.

    Attributes
    ----------
    tries
        The answers that count: up to the first right one, `MAX_TRIES` at most. What could not be checked is no try.
    received
        True if the last answer waits for a teacher's key. It is never true of an exercise that is done.
    """

    tries: tuple[J, ...] = ()
    received: bool = False

    @classmethod
    def of(cls, attempts: Iterable[J]) -> "History[J]":
        """Return the history of attempts, oldest first. None is asked for after the one that ends it."""
        tries: list[J] = []
        received = False
        for attempt in attempts:
            if attempt.outcome in COUNTED:
                tries.append(attempt)
                received = False
            elif attempt.outcome == RECEIVED:
                received = True
            if attempt.outcome == CORRECT or len(tries) == MAX_TRIES:
                break
        return cls(tuple(tries), received)

    @property
    def solved_at(self) -> int:
        """The number of the try that was right; 0 if none was."""
        return len(self.tries) if self.tries and self.tries[-1].outcome == CORRECT else 0

    @property
    def done(self) -> bool:
        """True once an answer was right or the answer was shown. An answer that was received may still change."""
        return bool(self.solved_at) or len(self.tries) == MAX_TRIES

    @property
    def end(self) -> str:
        """`FIRST`, `SECOND` or `SHOWN`; empty while it goes on."""
        if not self.done:
            return ""
        return (FIRST, SECOND)[self.solved_at - 1] if self.solved_at else SHOWN

    @property
    def first_try(self) -> bool:
        """True if the first try was right."""
        return self.end == FIRST

    @property
    def second_try(self) -> bool:
        """True if the second try was right."""
        return self.end == SECOND

    @property
    def shown(self) -> bool:
        """True if the answer was shown after the last miss."""
        return self.end == SHOWN

    @property
    def points(self) -> float | None:
        """0 to 1: all at the first try, half at the second, else the share that was right. None: not judged."""
        if not self.tries:
            return None
        first = self.tries[0].score
        return max(first, SECOND_TRY) if self.second_try else first
