"""When a missed question comes back: the FSRS scheduler (Ye, Su and Cao 2022), fed with the learner's rounds.

Nothing is kept but the rounds themselves. Each time the schedule is worked out anew from
them, so that two notebooks cannot overwrite each other's, and a reset needs no second step.

How a round is rated: right at the first try is "Good"; right at the second try, after its
feedback, is "Hard"; the answer shown is "Again". FSRS's fourth rating, "Easy", would ask the
learner for an opinion, and is not used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from lessonkit.progress.history import FIRST, SECOND, SHOWN
from lessonkit.review.rounds import Rounds

if TYPE_CHECKING:
    from fsrs import Scheduler

DAY = timedelta(days=1)
EARLY = timedelta(hours=6)
"""A question counts as due so much early: who comes again the next day, a little sooner, finds it."""
LONGEST = 180
"""Days after which a question comes back at the latest."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Planned:
    """An exercise and the time (UTC) at which it is due."""

    exercise: str
    due: datetime

    def is_due(self, now: datetime) -> bool:
        """Tell whether it can be asked again; a few hours early counts."""
        return self.due - EARLY <= now

    def words(self, now: datetime) -> str:
        """Return when it comes back, in the computer's own time zone: "tomorrow", "in 3 days, on 9 October 2026"."""
        first = (self.due - EARLY).astimezone()
        days = (first.date() - now.astimezone().date()).days
        if self.is_due(now):
            return "now"
        if days < 1:
            return "later today"
        return "tomorrow" if days == 1 else f"in {days} days, on {first.day} {first:%B %Y}"


def plan(known: Mapping[str, Rounds], now: datetime) -> list[Planned]:
    """Return every exercise that was ever missed with its due time, the most overdue first."""
    missed = [rounds for rounds in known.values() if rounds.missed]
    return sorted(
        (Planned(rounds.exercise, _due(rounds, now)) for rounds in missed),
        key=lambda item: (item.due, item.exercise),
    )


def _due(rounds: Rounds, now: datetime) -> datetime:
    """Replay an exercise's rounds.

    A clock that was put back cannot stop it: a round dated before the one before it counts as
    of the same time, and a round of more than a day ahead of now is left out. If none is left,
    the exercise is due at once.
    """
    from fsrs import Card, Rating

    ratings = {FIRST: Rating.Good, SECOND: Rating.Hard, SHOWN: Rating.Again}
    card, last = Card(card_id=0, due=LONG_AGO), LONG_AGO
    for round in rounds.done:
        if round.at <= now + DAY:
            last = max(last, round.at)
            card, _ = _scheduler().review_card(card, ratings[round.end], last)
    return card.due


@cache
def _scheduler() -> "Scheduler":
    """Return FSRS with its published weights.

    Steps of minutes are left out: a lesson is one sitting, and a question that was missed in it
    should come back on another day. So is the random spread of due dates: two notebooks must
    give the same date.
    """
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)
