"""Where a learner stands in a lesson: questions and missions done, what with code, and what is next."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.bank.item import Lesson as Bank
from lessonkit.progress.history import FIRST, SECOND, SHOWN, History
from lessonkit.progress.missions import Missions, missions
from lessonkit.progress.record import Trial
from lessonkit.progress.store import store
from lessonkit.texts.cells import shows
from lessonkit.texts.lessons import Lesson
from lessonkit.texts.words import counted, listed

UNTOUCHED: History[Trial] = History()


@dataclass(frozen=True)
class Next:
    """What to do next: its words, the folder of its notebook, and the id of its cell there."""

    words: str
    book: str
    cell: str


@dataclass(frozen=True)
class Standing:
    """One lesson: its questions, counted by how they ended, and the missions of its explorers.

    Questions that need code are optional: they are counted apart, and a lesson can be done without them.
    """

    lesson: Lesson
    questions: int
    first_try: int
    second_try: int
    shown: int
    received: int
    begun: int
    missions: int
    found: int
    skipped: int
    with_code: int
    code_done: int
    next: Next | None

    @property
    def total(self) -> int:
        """Questions without code, and missions."""
        return self.questions + self.missions

    @property
    def done(self) -> int:
        """How many of them leave nothing to do. A mission that was skipped can be done, but need not."""
        return self.first_try + self.second_try + self.shown + self.received + self.found + self.skipped

    @property
    def started(self) -> bool:
        """True once anything was done, tried or found."""
        return bool(self.done or self.begun or self.code_done)

    @property
    def words(self) -> str:
        """The state in words, for example "4 of 14 done: 3 at the first try, 1 mission found; and 1 of 2 with code"."""
        if not (self.total or self.with_code):
            return "nothing to answer"
        if not self.started:
            rest = [(self.questions, "question"), (self.missions, "mission"), (self.with_code, "question with code")]
            return f"not started, {listed(_count(*one) for one in rest if one[0])}"
        ways = [
            (self.first_try, "at the first try"),
            (self.second_try, "at the second try"),
            (self.shown, "with the answer shown"),
            (self.received, "kept for your teacher"),
        ]
        parts = [f"{count} {label}" for count, label in ways if count]
        parts += [f"{_count(self.found, 'mission')} found"] if self.found else []
        parts += [f"{_count(self.skipped, 'mission')} skipped"] if self.skipped else []
        return self.short + (f": {', '.join(parts)}" if parts else "") + self._code

    @property
    def short(self) -> str:
        """How much is done: "4 of 14 done"."""
        return f"{self.done} of {self.total} done"

    @property
    def _code(self) -> str:
        return f"; and {self.code_done} of {self.with_code} with code" if self.with_code else ""


def standings(lessons: Iterable[Lesson]) -> list[Standing]:
    """Return where the learner stands in each of these lessons; reviews are no part of it."""
    attempts: dict[str, list[Trial]] = {}
    for trial in store().trials():
        if trial.round == 0:
            attempts.setdefault(trial.exercise, []).append(trial)
    histories = {exercise: History.of(given) for exercise, given in attempts.items()}
    return [_standing(one, histories) for one in lessons]


def _standing(lesson: Lesson, histories: dict[str, History[Trial]]) -> Standing:
    try:
        found = bank.lesson(lesson.slug)
        items = found.items
    except bank.UnknownExercise:
        found, items = None, ()
    tried = {item: histories.get(item.full_id, UNTOUCHED) for item in items if not item.needs_code}
    code = [histories.get(item.full_id, UNTOUCHED) for item in items if item.needs_code]
    ends = Counter(history.end for history in tried.values())
    waiting = [item for item, history in tried.items() if not _over(history)]
    explorers = {name: missions(name) for name in lesson.explorers}
    return Standing(
        lesson=lesson,
        questions=len(tried),
        first_try=ends[FIRST],
        second_try=ends[SECOND],
        shown=ends[SHOWN],
        received=sum(history.received for history in tried.values()),
        begun=sum(bool(tried[item].tries) for item in waiting),
        missions=sum(one.total for one in explorers.values()),
        found=sum(one.found for one in explorers.values()),
        skipped=sum(one.skipped for one in explorers.values()),
        with_code=len(code),
        code_done=sum(map(_over, code)),
        next=_next(found, waiting, explorers),
    )


def _over(history: History[Trial]) -> bool:
    return history.done or history.received


def _next(found: Bank | None, waiting: list[Item[Any]], explorers: dict[str, Missions]) -> Next | None:
    """Return what comes first: questions to begin with, missions, exercises, the exit ticket."""
    first = [_question(item, "lessons") for item in waiting if found and item in found.retrieval]
    own = [_mission(name, one) for name, one in explorers.items() if one.next]
    book = [_question(item, "exercises") for item in waiting if found and item in found.exercises]
    last = [_question(item, "lessons") for item in waiting if found and item is found.exit]
    return next(iter(first + own + book + last), None)


def _question(item: Item[Any], book: str) -> Next:
    return Next(f"{item.number} {item.title}", book, shows("exercise", item.full_id))


def _mission(name: str, one: Missions) -> Next:
    return Next(f"mission {one.next} of {one.title}", "lessons", shows("explore", name))


def _count(number: int, noun: str) -> str:
    first, *rest = noun.split(" ")
    return " ".join([counted(number, first, f"{first}s"), *rest])
