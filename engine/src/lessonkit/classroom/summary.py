"""A class added up: per exercise, per misconception, per prediction, per lesson."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from statistics import median
from typing import Any

from lessonkit.bank.item import Item
from lessonkit.bank.misconceptions import misconceptions
from lessonkit.classroom.marking import Marked, Result, items
from lessonkit.concept_test.result import GONE, HELD, NEVER, NEW, gain
from lessonkit.explorer import asks
from lessonkit.judging.verdict import CORRECT

EARLIEST = datetime.min.replace(tzinfo=UTC)
"""Stands for a time that a file does not give."""


@dataclass(frozen=True)
class ExerciseRow:
    """How a class did one exercise. `first` and `second` are shares of those who answered, 0 to 1, or None."""

    name: str
    number: str
    title: str
    judge: str
    answered: int
    first: float | None
    second: float | None
    hints: int
    misconceptions: tuple[tuple[str, int], ...]
    """Ids with the number of learners who showed them here, the most frequent first."""


@dataclass(frozen=True)
class MisconceptionRow:
    """Who holds one misconception. The three lists of learners are in order of name."""

    id: str
    name: str
    fact: str
    met: int
    """How many learners answered an exercise that could show it."""
    shown: tuple[str, ...]
    """Those who showed it at least once."""
    improved: tuple[str, ...]
    """Those of them whose last answer where it can show is right."""
    where: tuple[str, ...]
    """The exercises where it was shown, by number."""

    @property
    def holding(self) -> tuple[str, ...]:
        """Those who showed it and have not answered rightly since."""
        return tuple(name for name in self.shown if name not in self.improved)


@dataclass(frozen=True)
class PredictionRow:
    """What a class expected at one question of an explorer: the answers, counted or sorted."""

    explorer: str
    question: str
    unit: str
    numbers: tuple[float, ...] = ()
    choices: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class WayRow:
    """One misconception in the two forms of the concept test: the learners by the way it went."""

    id: str
    name: str
    held: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    never: tuple[str, ...]

    @property
    def asked(self) -> int:
        """How many answered it in both forms."""
        return len(self.held) + len(self.new) + len(self.gone) + len(self.never)


@dataclass(frozen=True)
class Class:
    """The marked work of a class, and the files that were not read.

    Attributes
    ----------
    learners
        One `Marked` a learner, in order of name.
    refused
        Pairs of a file's name and the reason why it, or a part of it, was not used.
    """

    learners: tuple[Marked, ...]
    refused: tuple[tuple[str, str], ...] = field(default=())

    @cached_property
    def exercises(self) -> tuple[ExerciseRow, ...]:
        """The exercises that somebody answered, in the order of the course."""
        return tuple(self._exercise(name) for name in items() if any(name in one.results for one in self.learners))

    def _exercise(self, name: str) -> ExerciseRow:
        item, results = items()[name], [one.results[name] for one in self.learners if name in one.results]
        judged = [result.history for result in results if result.history.tries]
        shown = Counter(id for history in judged for id in {one.misconception for one in history.tries} if id)
        return ExerciseRow(
            name,
            item.number,
            item.title,
            results[0].judge,
            len(results),
            sum(history.first_try for history in judged) / len(judged) if judged else None,
            sum(history.second_try for history in judged) / len(judged) if judged else None,
            sum(result.hints for result in results),
            tuple(sorted(shown.items(), key=lambda pair: (-pair[1], pair[0]))),
        )

    @cached_property
    def misconceptions(self) -> tuple[MisconceptionRow, ...]:
        """The misconceptions that somebody showed, those that most learners still hold first."""
        register = misconceptions()
        rows = [self._misconception(id, register[id]) for id in register]
        return tuple(
            sorted((row for row in rows if row.shown), key=lambda row: (-len(row.holding), -len(row.shown), row.id))
        )

    def _misconception(self, id: str, entry: dict[str, Any]) -> MisconceptionRow:
        probes = [name for name, item in items().items() if id in named_in(item)]
        met = 0
        shown: list[str] = []
        improved: list[str] = []
        where: set[str] = set()
        for one in self.learners:
            # A stable sort: answers without a time come first, in the order of the course.
            tries = sorted(
                (
                    (answer, name)
                    for name in probes
                    if name in one.results
                    for answer in one.results[name].history.tries
                ),
                key=lambda pair: pair[0].at or EARLIEST,
            )
            met += bool(tries)
            places = [name for answer, name in tries if answer.misconception == id]
            if places:
                shown.append(one.learner)
                where.update(items()[name].number for name in places)
                if tries[-1][0].outcome == CORRECT:
                    improved.append(one.learner)
        return MisconceptionRow(
            id, entry["name"], entry["fact"], met, tuple(shown), tuple(improved), tuple(sorted(where))
        )

    @cached_property
    def predictions(self) -> tuple[PredictionRow, ...]:
        """What the class expected, question by question."""
        names = sorted({name for one in self.learners for name in one.predictions})
        return tuple(row for name in names for row in self._prediction(name))

    def _prediction(self, name: str) -> Iterator[PredictionRow]:
        for ask in asks(name):
            given = [
                value
                for one in self.learners
                if (value := ask.read(one.predictions.get(name, {}).get(ask.name))) is not None
            ]
            if not given:
                continue
            if hasattr(ask, "options"):
                counts = Counter(given)
                yield PredictionRow(
                    name, ask.label, "", choices=tuple((text, counts[key]) for key, text in ask.options.items())
                )
            else:
                yield PredictionRow(name, ask.label, ask.unit, numbers=tuple(sorted(map(float, given))))

    @cached_property
    def tested(self) -> tuple[Marked, ...]:
        """The learners who handed in both forms of the concept test."""
        return tuple(one for one in self.learners if one.concept_test and one.concept_test.right_before is not None)

    @cached_property
    def class_gain(self) -> float | None:
        """The normalised gain of the class (Hake 1998), from its mean share before and after; None without both forms."""
        if not self.tested:
            return None
        tests = [one.concept_test for one in self.tested if one.concept_test]
        before = sum((test.right_before or 0) / test.total for test in tests) / len(tests)
        return gain(before, sum(test.right_after / test.total for test in tests) / len(tests))

    @cached_property
    def ways(self) -> tuple[WayRow, ...]:
        """Each misconception of the concept test, those that most learners hold after the course first."""
        register = misconceptions()
        found: dict[str, dict[str, list[str]]] = {}
        for one in self.tested:
            for standing in one.concept_test.standings if one.concept_test else ():
                found.setdefault(standing.id, {}).setdefault(standing.way, []).append(one.learner)
        rows = [
            WayRow(id, register[id]["name"], *(tuple(ways.get(way, ())) for way in (HELD, NEW, GONE, NEVER)))
            for id, ways in found.items()
        ]
        return tuple(sorted(rows, key=lambda row: (-len(row.held) - len(row.new), row.id)))

    @cached_property
    def minutes(self) -> dict[str, tuple[float, ...]]:
        """Minutes of work by lesson, sorted; learners without times are left out."""
        found: dict[str, list[float]] = {}
        for one in self.learners:
            for slug, minutes in one.minutes.items():
                if minutes:
                    found.setdefault(slug, []).append(minutes)
        return {slug: tuple(sorted(times)) for slug, times in found.items()}

    def texts(self, judge: str) -> dict[str, list[tuple[str, Result]]]:
        """Return what was written (`BY_A_PERSON`) or coded (`BY_RERUN`), by exercise, as pairs of learner and result."""
        found: dict[str, list[tuple[str, Result]]] = {}
        for name in items():
            texts = [
                (one.learner, one.results[name])
                for one in self.learners
                if name in one.results and one.results[name].judge == judge
            ]
            if texts:
                found[name] = texts
        return found


def points(one: Marked) -> tuple[float, int]:
    """Return a learner's points, and how many exercises of theirs were judged."""
    given = [worth for result in one.results.values() if (worth := result.history.points) is not None]
    return sum(given), len(given)


def middle(numbers: Iterable[float]) -> float:
    """Return the median of numbers that are not empty."""
    return float(median(numbers))


def named_in(item: Item[Any]) -> set[str]:
    """Return the ids of the misconceptions that an exercise can show."""
    if "named" not in item.kept:
        item.kept["named"] = set(_named(item.data))
    named: set[str] = item.kept["named"]
    return named


def _named(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "misconception":
                yield value
            elif key == "misconceptions" and isinstance(value, dict):
                yield from value.values()
            else:
                yield from _named(value)
    elif isinstance(part, list):
        for value in part:
            yield from _named(value)


def gather(found: Iterable[Marked | tuple[str, str]]) -> Class:
    """Return the class from what was read.

    One learner may hand in several lessons. Of two files of the same learner about the same thing the newer
    one counts, and the older one is named among the files that were not used.
    """
    kept: dict[tuple[str, str], Marked] = {}
    notes = []
    for one in found:
        if isinstance(one, tuple):
            notes.append(one)
            continue
        if one.left_out:
            notes.append(
                (
                    one.file,
                    f"{one.left_out} entries are no part of this course or do not fit its form; they were left out.",
                )
            )
        key = (one.learner.casefold(), one.scope)
        newer, *older = sorted([one, *([kept[key]] if key in kept else [])], key=_age, reverse=True)
        kept[key] = newer
        notes += [(other.file, f"A newer file of the same learner, {newer.file}, counts instead.") for other in older]
    by_learner: dict[str, list[Marked]] = {}
    for one in sorted(kept.values(), key=_age):
        by_learner.setdefault(one.learner.casefold(), []).append(one)
    learners = [_joined(parts) for _, parts in sorted(by_learner.items())]
    return Class(tuple(learners), tuple(sorted(notes)))


def _age(one: Marked) -> tuple[datetime, str]:
    return one.made or EARLIEST, one.file


def _joined(parts: list[Marked]) -> Marked:
    """Return the parts of one learner as one; of an exercise handed in twice the later part counts."""
    last = parts[-1]
    return replace(
        last,
        scope=last.scope if len(parts) == 1 else "course",
        results={name: result for part in parts for name, result in part.results.items()},
        predictions={name: given for part in parts for name, given in part.predictions.items()},
        minutes={slug: minutes for part in parts for slug, minutes in part.minutes.items()},
        concept_test=next((part.concept_test for part in reversed(parts) if part.concept_test), None),
    )
