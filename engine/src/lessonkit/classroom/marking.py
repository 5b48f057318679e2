"""Judge submitted answers anew, from the course's own bank.

Nothing that a learner wrote is run here. Answers in code are kept for `rerun`, which a teacher has to
ask for; texts are read for their rubric's cues, and a person gives the points.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.classroom import reading
from lessonkit.classroom.reading import Answer, Submission
from lessonkit.classroom.submission import clean_name
from lessonkit.concept_test import forms
from lessonkit.concept_test.result import Result as Gain
from lessonkit.concept_test.result import compare
from lessonkit.judging.verdict import Verdict
from lessonkit.kinds.base import BY_A_PERSON, BY_COURSE, BY_RERUN
from lessonkit.progress.history import History

LONGEST_PAUSE = timedelta(minutes=10)
"""A longer gap between two answers is a break and not work; it counts as nothing."""


@dataclass(frozen=True)
class Try:
    """One judged answer. `misconception` is an id of content/misconceptions.yml or None."""

    outcome: str
    score: float
    misconception: str | None
    at: datetime | None = None


@dataclass(frozen=True)
class Result:
    """One learner's work on one exercise.

    Attributes
    ----------
    judge
        Who gives the points: `BY_COURSE`, `BY_A_PERSON` or `BY_RERUN`.
    history
        How the answers went. It has no try when a person or a rerun must judge.
    text
        What was written or coded last, where a person or a rerun must judge.
    cells
        Every cell with its time, oldest first, where a rerun must judge.
    trouble
        Why a cell that was run again gave no verdict.
    """

    exercise: str
    judge: str
    history: History[Try] = field(default_factory=History[Try])
    text: str = ""
    hints: int = 0
    cells: tuple[tuple[datetime | None, str], ...] = ()
    trouble: str = ""


@dataclass(frozen=True)
class Marked:
    """One learner's submission with its results, by exercise, and the minutes of work per lesson."""

    learner: str
    file: str
    scope: str
    made: datetime | None
    results: dict[str, Result] = field(default_factory=dict)
    predictions: dict[str, dict[str, Any]] = field(default_factory=dict)
    concept_test: Gain | None = None
    minutes: dict[str, float] = field(default_factory=dict)
    left_out: int = 0
    """How many entries were no part of this course or did not fit."""


@cache
def items() -> dict[str, Item[Any]]:
    """Return every exercise of the bank by its name."""
    return {item.full_id: item for item in bank.load_bank()}


def mark(work: Submission) -> Marked:
    """Judge one submission. Never raises for what a learner wrote."""
    known = {name: answers for name, answers in work.answers.items() if name in items()}
    results = {name: _result(items()[name], answers, work.hints.get(name, 0)) for name, answers in known.items()}
    return Marked(
        learner=work.learner,
        file=work.file,
        scope=work.scope,
        made=work.made,
        results={name: result for name, result in results.items() if result.history.tries or result.text},
        predictions=work.predictions,
        concept_test=_compared(work.concept_test),
        minutes=_minutes(known),
        left_out=work.dropped + len(work.answers) - len(known),
    )


def _compared(given: dict[str, dict[str, str]]) -> Gain | None:
    """Return both forms of the concept test side by side; None unless form B was handed in and the course has one."""
    if "after" not in given or not forms.files():
        return None
    before, after = forms.pair(*given.values())
    return compare(before.exercises, after.exercises, given.get("before"), given["after"])


def _result(item: Item[Any], answers: tuple[Answer, ...], hints: int) -> Result:
    if item.logic.judged_by == BY_RERUN:
        cells = _cells(answers)
        return Result(item.full_id, BY_RERUN, text=cells[-1][1] if cells else "", hints=hints, cells=cells)
    if item.logic.judged_by == BY_A_PERSON:
        return Result(item.full_id, BY_A_PERSON, text=_written(answers), hints=hints)
    return Result(item.full_id, BY_COURSE, History.of(judge(item, answer) for answer in answers), hints=hints)


_judged: dict[tuple[str, str], tuple[str, float, str | None]] = {}
"""Verdicts by exercise and answer: a class gives the same few answers again and again."""


def judge(item: Item[Any], answer: Answer) -> Try:
    """Return the verdict on one answer."""
    key = (item.full_id, repr(answer.given))
    if key not in _judged:
        if len(_judged) > 200_000:
            _judged.clear()
        verdict: Verdict = item.logic.check(item, answer.given)
        _judged[key] = (verdict.outcome, verdict.score, verdict.misconception)
    return Try(*_judged[key], answer.at)


def _cells(answers: tuple[Answer, ...]) -> tuple[tuple[datetime | None, str], ...]:
    """Return the cells that were handed in; a plain value leaves no code to run."""
    return tuple(
        (answer.at, answer.given["source"])
        for answer in answers
        if isinstance(answer.given, dict) and isinstance(answer.given.get("source"), str)
    )


def _written(answers: tuple[Answer, ...]) -> str:
    """Return the last text."""
    for answer in reversed(answers):
        text = answer.given.get("text") if isinstance(answer.given, dict) else answer.given
        if isinstance(text, str) and text.strip():
            return text
    return ""


def _minutes(answers: dict[str, tuple[Answer, ...]]) -> dict[str, float]:
    """Return minutes of work by lesson: the time from answer to answer, without long pauses."""
    times: dict[str, list[datetime]] = {}
    for name, given in answers.items():
        times.setdefault(name.partition("/")[0], []).extend(answer.at for answer in given if answer.at)
    found = {}
    for slug, moments in times.items():
        moments.sort()
        gaps = [later - earlier for earlier, later in pairwise(moments)]
        found[slug] = sum((gap for gap in gaps if gap <= LONGEST_PAUSE), timedelta()) / timedelta(minutes=1)
    return found


# -- a folder -------------------------------------------------------------------------------------


def mark_folder(paths: Iterable[Path], folder: Path) -> Iterator[Marked | tuple[str, str]]:
    """Give for each file its marked work, or its name and why it was refused."""
    for path in paths:
        try:
            yield mark(reading.read(path, folder))
        except reading.Refused as trouble:
            yield clean_name(path.relative_to(folder).as_posix()), str(trouble)
