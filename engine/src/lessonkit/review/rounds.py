"""Answering an exercise anew. Round 0 is the lesson, and its record stays; each later round has tries of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from lessonkit.exercises.session import MAX_TRIES, Session
from lessonkit.judging.verdict import CORRECT, COUNTED

FIRST, SECOND, SHOWN = "first try", "second try", "shown"


@dataclass(frozen=True)
class Done:
    """One finished round: which, when it was finished (UTC) and how ("first try", "second try", "shown")."""

    round: int
    at: datetime
    end: str


@dataclass(frozen=True)
class History:
    """What one learner did with one exercise."""

    exercise: str
    done: tuple[Done, ...]
    begun: int | None
    last: datetime

    @property
    def missed(self) -> bool:
        """True if any round was not right at the first try."""
        return any(round.end != FIRST for round in self.done)


def histories(trials: Iterable) -> dict[str, History]:
    """Return the history of every exercise tried, from the store's trials (in the order of rounds)."""
    tries: dict[str, dict[int, list]] = {}
    for trial in trials:
        at = _time(trial.at)
        if trial.outcome in COUNTED and at:
            tries.setdefault(trial.exercise, {}).setdefault(trial.round, []).append((at, trial.outcome))
    return {exercise: _history(exercise, rounds) for exercise, rounds in tries.items()}


def _history(exercise: str, rounds: dict[int, list]) -> History:
    done, begun = [], None
    for number, attempts in sorted(rounds.items()):
        end = _end(attempts)
        if end:
            done.append(Done(number, attempts[end[0]][0], end[1]))
        else:
            begun = number
    return History(exercise, tuple(done), begun, max(at for attempts in rounds.values() for at, _ in attempts))


def _end(attempts: list) -> tuple[int, str] | None:
    """Return the place of the attempt that finished a round, and how it did; None while it goes on."""
    for place, (_, outcome) in enumerate(attempts[:MAX_TRIES]):
        if outcome == CORRECT:
            return place, (FIRST, SECOND)[place]
    return (MAX_TRIES - 1, SHOWN) if len(attempts) >= MAX_TRIES else None


def _time(text: str) -> datetime | None:
    """Read a time of the store; None for one that is damaged."""
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


class Round:
    """One later round of an exercise, in the shape that a session asks of its store."""

    def __init__(self, store, number: int):
        self._store = store
        self._number = number
        self._hints = 0

    def attempts(self, exercise):
        return self._store.round_attempts(exercise, self._number)

    def record(self, exercise, answer, outcome, score, misconception=None):
        self._store.record_round(exercise, self._number, answer, outcome, score, misconception)

    def hints(self, exercise):
        return self._hints

    def hint_used(self, exercise):
        self._hints += 1

    def reset(self, exercise):
        self._hints = 0
        self._store.forget_round(exercise, self._number)

    @property
    def notice(self):
        return self._store.notice


def session(item, store, history: History | None, resume: bool = False) -> Session:
    """Return a session for an exercise: the lesson's own until that is finished, then the next round.

    Parameters
    ----------
    resume
        Show the last round if it is finished, instead of a new one.
    """
    if history is None or not any(round.round == 0 for round in history.done):
        return Session(item, store)
    last = history.done[-1].round
    if history.begun is not None:
        return Session(item, Round(store, history.begun))
    if resume:
        return Session(item, Round(store, last)) if last else Session(item, store)
    return Session(item, Round(store, last + 1))
