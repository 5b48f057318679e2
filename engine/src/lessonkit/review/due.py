"""What is due for review, from the learner's store. No display here."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.progress.features import Feature
from lessonkit.progress.store import store as course_store
from lessonkit.review import rounds, schedule


def planned(known: Mapping[str, rounds.Rounds]) -> list[schedule.Planned]:
    """Return the missed questions that can come back, each with its due time, the most overdue first."""
    fit = {name: tried for name, tried in known.items() if tried.missed and _comes_back(name)}
    return schedule.plan(fit, now()) if fit else []


def _comes_back(name: str) -> bool:
    try:
        item = bank.get(name)
    except bank.UnknownExercise:  # the course had it once
        return False
    return item.logic.comes_back and course.current().teaches(item.lesson.number)


def comes_back(item: Item[Any], known: Mapping[str, rounds.Rounds]) -> str:
    """Return when a question comes back, as a sentence; empty if it was never missed."""
    found = next((one for one in planned(known) if one.exercise == item.full_id), None)
    return f"It comes back in review() {found.words(now())}." if found else ""


def words() -> str:
    """Return one line about what is due, for `progress`; empty when nothing was missed."""
    waiting = planned(rounds.by_exercise(course_store().trials()))
    count = sum(one.is_due(now()) for one in waiting)
    if count:
        return f"Review: {count} question{'s are' if count > 1 else ' is'} due. Run review()."
    return f"Review: the next question comes back {waiting[0].words(now())}." if waiting else ""


def now() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)


FEATURE = Feature(line=words)
