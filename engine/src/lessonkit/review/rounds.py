"""Answering an exercise anew. Round 0 is the lesson, and its record stays; each later round has tries of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lessonkit.bank.item import Item
from lessonkit.exercises.session import Session
from lessonkit.progress.history import FIRST, History
from lessonkit.progress.record import Attempt, Trial
from lessonkit.progress.store import Store


@dataclass(frozen=True)
class Done:
    """One finished round: which, when it was finished (UTC) and how it ended (`FIRST`, `SECOND` or `SHOWN`)."""

    round: int
    at: datetime
    end: str


@dataclass(frozen=True)
class Rounds:
    """What one learner did with one exercise: the finished rounds, and the number of one that was only begun."""

    exercise: str
    done: tuple[Done, ...]
    begun: int | None

    @property
    def missed(self) -> bool:
        """True if any round was not right at the first try."""
        return any(round.end != FIRST for round in self.done)


def by_exercise(trials: Iterable[Trial]) -> dict[str, Rounds]:
    """Return the rounds of every exercise tried, from the store's trials (in the order of rounds)."""
    found: dict[str, dict[int, list[Trial]]] = {}
    for trial in trials:
        found.setdefault(trial.exercise, {}).setdefault(trial.round, []).append(trial)
    known = [_rounds(exercise, tried) for exercise, tried in found.items()]
    return {one.exercise: one for one in known if one.done or one.begun is not None}


def _rounds(exercise: str, tried: dict[int, list[Trial]]) -> Rounds:
    """Return the rounds that have a try with a date."""
    done: list[Done] = []
    begun = None
    for number, trials in sorted(tried.items()):
        history = History.of(trials)
        times = [at for trial in history.tries if (at := _time(trial.at))]
        if times and history.done:
            done.append(Done(number, times[-1], history.end))
        elif times:
            begun = number
    return Rounds(exercise, tuple(done), begun)


def _time(text: str) -> datetime | None:
    """Read a time of the store; None for one that is damaged."""
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


class Round:
    """One later round of an exercise, in the shape that a session asks of its store: a `Progress`."""

    def __init__(self, store: Store, number: int) -> None:
        self._store = store
        self._number = number
        self._hints = 0

    @property
    def notice(self) -> str:
        """Return the store's own notice."""
        return self._store.notice

    def attempts(self, exercise: str) -> list[Attempt]:
        """Return the attempts of this round."""
        return self._store.round_attempts(exercise, self._number)

    def record(
        self, exercise: str, answer: object, outcome: str, score: float, misconception: str | None = None
    ) -> None:
        """Add one attempt to this round."""
        self._store.record_round(exercise, self._number, answer, outcome, score, misconception)

    def hints(self, exercise: str) -> int:
        """Return how many hints were opened since this page was shown; a review's hints are not kept."""
        return self._hints

    def hint_used(self, exercise: str) -> None:
        """Note that one more hint was opened."""
        self._hints += 1

    def reset(self, exercise: str) -> None:
        """Forget this round."""
        self._hints = 0
        self._store.forget_round(exercise, self._number)
        self.keep_draft(exercise, None)

    begin_again = reset

    def draft(self, exercise: str) -> object:
        """Return the draft of this round."""
        return self._store.draft(exercise, self._number)

    def keep_draft(self, exercise: str, answer: object) -> None:
        """Keep the draft of this round; None forgets it."""
        self._store.keep_draft(exercise, answer, self._number)


def session(item: Item[Any], store: Store, rounds: Rounds | None, resume: bool = False) -> Session:
    """Return a session for an exercise: the lesson's own until that is finished, then the next round.

    Parameters
    ----------
    resume
        Show the last round if it is finished, instead of a new one.
    """
    if rounds is None or not any(round.round == 0 for round in rounds.done):
        return Session(item, store)
    last = rounds.done[-1].round
    if rounds.begun is not None:
        return Session(item, Round(store, rounds.begun))
    if resume:
        return Session(item, Round(store, last)) if last else Session(item, store)
    return Session(item, Round(store, last + 1))
