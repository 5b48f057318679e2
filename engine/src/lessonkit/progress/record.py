"""What is kept of an exercise, and what a session asks of whatever keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Attempt:
    """One answer: when (UTC, ISO 8601; empty where it could not be saved), what (as JSON), and how it was judged."""

    at: str
    answer: object
    outcome: str
    score: float
    misconception: str | None


@dataclass(frozen=True)
class Trial:
    """One judged answer on the way to learning an exercise: round 0 is the lesson, later rounds are reviews."""

    exercise: str
    round: int
    at: str
    outcome: str
    score: float


class Progress(Protocol):
    """Keeps a learner's work on exercises. `Store` does so for lessons, `review.rounds.Round` for one later round.

    A method may raise OSError or sqlite3.Error for trouble with the disk.
    """

    @property
    def notice(self) -> str:
        """Return the trouble that the learner has not been told yet, and forget it; empty when there is none."""
        ...

    def attempts(self, exercise: str) -> Sequence[Attempt]:
        """Return the attempts at one exercise since it was last begun again, oldest first."""
        ...

    def record(
        self, exercise: str, answer: object, outcome: str, score: float, misconception: str | None = None
    ) -> None:
        """Add one attempt."""
        ...

    def hints(self, exercise: str) -> int:
        """Return how many hints were opened."""
        ...

    def hint_used(self, exercise: str) -> None:
        """Note that one more hint was opened."""
        ...

    def reset(self, exercise: str) -> None:
        """Forget the attempts and hints of one exercise."""
        ...

    def begin_again(self, exercise: str) -> None:
        """Begin one exercise anew, with no attempts and hints to go on from."""
        ...

    def draft(self, exercise: str) -> object:
        """Return what was typed or placed since the last answer; None for nothing."""
        ...

    def keep_draft(self, exercise: str, answer: object) -> None:
        """Keep what is typed or placed and not yet an answer; None forgets it."""
        ...
