"""Which ten questions look back: from all lessons, the done ones first, those not seen for longest first."""

import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.review.rounds import Rounds

MINUTES = 3
COUNT = 10


def candidates() -> list[Item[Any]]:
    """Return the quick questions of all teaching lessons, without those whose key may have moved."""
    return [
        item
        for item in bank.load_bank()
        if course.current().teaches(item.lesson.number)
        and item.logic.quick
        and (item.minutes or 0) <= MINUTES
        and not item.volatile
    ]


def draw(items: Iterable[Item[Any]], known: Mapping[str, Rounds], today: date, count: int = COUNT) -> list[Item[Any]]:
    """Return up to `count` questions; the same ones for a whole day, whatever is answered on it.

    Lessons take turns, so that kinds of question mix. A lesson of which every quick question
    was finished before today comes before one that was only begun, and that before an
    untouched one. In a lesson, the question not seen for longest comes first, and one never
    seen last: looking back is for what was learned.
    """
    seed = random.Random(today.isoformat())
    lessons: dict[str, list[Item[Any]]] = {}
    for item in sorted(items, key=lambda item: item.full_id):
        lessons.setdefault(item.lesson.slug, []).append(item)
    seen = {item.full_id: _seen(known.get(item.full_id), today) for group in lessons.values() for item in group}
    for group in lessons.values():
        seed.shuffle(group)
        group.sort(key=lambda item: seen[item.full_id] or date.max)
    order = sorted(lessons)
    seed.shuffle(order)
    order.sort(key=lambda slug: _rank([seen[item.full_id] for item in lessons[slug]]))
    return _in_turn(order, lessons, seen, count)


def _seen(rounds: Rounds | None, today: date) -> date | None:
    """Return the last day before today on which a round was finished."""
    days = [local_day(round.at) for round in rounds.done] if rounds else []
    return max((day for day in days if day < today), default=None)


def _rank(days: list[date | None]) -> int:
    return 0 if all(days) else 1 if any(days) else 2


def _in_turn(
    order: list[str], lessons: dict[str, list[Item[Any]]], seen: dict[str, date | None], count: int
) -> list[Item[Any]]:
    """Take one question of each lesson in turn: first among the done ones, then the begun, then the rest."""
    chosen: list[Item[Any]] = []
    for rank in (0, 1, 2):
        queues = [
            list(lessons[slug]) for slug in order if _rank([seen[item.full_id] for item in lessons[slug]]) == rank
        ]
        while any(queues) and len(chosen) < count:
            chosen += [queue.pop(0) for queue in queues if queue][: count - len(chosen)]
    return chosen


def local_day(at: datetime) -> date:
    """Return the day of a time on this computer's calendar."""
    return at.astimezone().date()
