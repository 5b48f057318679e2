"""Judge submitted answers anew, from the course's own bank.

Nothing that a learner wrote is run here. Answers in code are kept for `rerun`, which a teacher has to
ask for; texts are read for their rubric's cues, and a person gives the points.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

from lessonkit.bank import bank
from lessonkit.classroom import reading
from lessonkit.classroom.reading import Answer, Submission
from lessonkit.concept_test import forms
from lessonkit.concept_test.result import Result as Gain
from lessonkit.concept_test.result import compare
from lessonkit.exercises.session import MAX_TRIES
from lessonkit.judging.verdict import CORRECT, COUNTED
from lessonkit.kinds.base import BY_A_PERSON, BY_COURSE, BY_RERUN

SECOND_TRY = 0.5
"""What a right answer at the second try is worth."""
LONGEST_PAUSE = timedelta(minutes=10)
"""A longer gap between two answers is a break and not work; it counts as nothing."""


@dataclass(frozen=True)
class Try:
    """One judged answer. `misconception` is an id of content/misconceptions.yml or None."""

    outcome: str
    score: float
    misconception: str | None
    at: object = None


@dataclass(frozen=True)
class Result:
    """One learner's work on one exercise.

    Attributes
    ----------
    tries
        The answers that count: up to the first right one, two at most. Empty when a person or a rerun must judge.
    text
        What was written or coded last, where a person or a rerun must judge.
    cells
        Every cell with its time, oldest first, where a rerun must judge.
    trouble
        Why a cell that was run again gave no verdict.
    judge
        Who gives the points: `BY_COURSE`, `BY_A_PERSON` or `BY_RERUN`.
    """

    exercise: str
    judge: str
    tries: tuple[Try, ...] = ()
    text: str = ""
    hints: int = 0
    cells: tuple[tuple[object, str], ...] = ()
    trouble: str = ""

    @property
    def points(self) -> float | None:
        """0 to 1: all at the first try, half at the second, the share that was right otherwise. None: not judged."""
        if not self.tries:
            return None
        first = self.tries[0].score
        last = self.tries[-1]
        return max(first, SECOND_TRY) if len(self.tries) > 1 and last.outcome == CORRECT else first

    @property
    def first_try(self) -> bool:
        return bool(self.tries) and self.tries[0].outcome == CORRECT

    @property
    def second_try(self) -> bool:
        return len(self.tries) > 1 and self.tries[1].outcome == CORRECT


@dataclass(frozen=True)
class Marked:
    """One learner's submission with its results, by exercise, and the minutes of work per lesson."""

    learner: str
    file: str
    scope: str
    made: object
    results: dict[str, Result] = field(default_factory=dict)
    predictions: dict[str, dict] = field(default_factory=dict)
    concept_test: Gain | None = None
    minutes: dict[str, float] = field(default_factory=dict)
    left_out: int = 0
    """How many entries were no part of this course or did not fit."""


@cache
def items() -> dict:
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
        results={name: result for name, result in results.items() if result.tries or result.text},
        predictions=work.predictions,
        concept_test=_compared(work.concept_test),
        minutes=_minutes(known),
        left_out=work.dropped + len(work.answers) - len(known),
    )


def _compared(given: dict[str, dict[str, str]]) -> Gain | None:
    """Return both forms of the concept test side by side; None unless form B was handed in."""
    if "after" not in given:
        return None
    return compare(forms.form("before").exercises, forms.form("after").exercises, given.get("before"), given["after"])


def _result(item, answers: tuple[Answer, ...], hints: int) -> Result:
    if item.logic.judged_by == BY_RERUN:
        cells = _cells(answers)
        return Result(item.full_id, BY_RERUN, text=cells[-1][1] if cells else "", hints=hints, cells=cells)
    if item.logic.judged_by == BY_A_PERSON:
        return Result(item.full_id, BY_A_PERSON, text=_written(answers), hints=hints)
    tries = []
    for answer in answers:
        judged = judge(item, answer)
        if judged.outcome in COUNTED:
            tries.append(judged)
        if judged.outcome == CORRECT or len(tries) == MAX_TRIES:
            break
    return Result(item.full_id, BY_COURSE, tuple(tries), hints=hints)


_judged: dict = {}
"""Verdicts by exercise and answer: a class gives the same few answers again and again."""


def judge(item, answer: Answer) -> Try:
    """Return the verdict on one answer."""
    key = (item.full_id, repr(answer.given))
    if key not in _judged:
        if len(_judged) > 200_000:
            _judged.clear()
        verdict = item.logic.check(item, answer.given)
        _judged[key] = (verdict.outcome, verdict.score, verdict.misconception)
    return Try(*_judged[key], answer.at)


def _cells(answers) -> tuple[tuple[object, str], ...]:
    """Return the cells that were handed in; a plain value leaves no code to run."""
    return tuple(
        (answer.at, answer.given["source"])
        for answer in answers
        if isinstance(answer.given, dict) and isinstance(answer.given.get("source"), str)
    )


def _written(answers) -> str:
    """Return the last text."""
    for answer in reversed(answers):
        text = answer.given.get("text") if isinstance(answer.given, dict) else answer.given
        if isinstance(text, str) and text.strip():
            return text
    return ""


def _minutes(answers: dict[str, tuple[Answer, ...]]) -> dict[str, float]:
    """Return minutes of work by lesson: the time from answer to answer, without long pauses."""
    times: dict[str, list] = {}
    for name, given in answers.items():
        times.setdefault(name.partition("/")[0], []).extend(answer.at for answer in given if answer.at)
    found = {}
    for slug, moments in times.items():
        moments.sort()
        gaps = [later - earlier for earlier, later in zip(moments, moments[1:], strict=False)]
        found[slug] = sum((gap for gap in gaps if gap <= LONGEST_PAUSE), timedelta()) / timedelta(minutes=1)
    return found


# -- a folder -------------------------------------------------------------------------------------


def mark_folder(paths: Iterable[Path], folder: Path) -> Iterator[Marked | tuple[str, str]]:
    """Give for each file its marked work, or its name and why it was refused."""
    for path in paths:
        try:
            yield mark(reading.read(path, folder))
        except reading.Refused as trouble:
            yield reading.clean_name(path.relative_to(folder).as_posix()), str(trouble)
