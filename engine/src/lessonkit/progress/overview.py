"""What is done and what is next: the verbs `progress` and `reset`."""

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import Any

from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.progress.features import features
from lessonkit.progress.history import FIRST, SECOND, SHOWN, History
from lessonkit.progress.record import Trial
from lessonkit.progress.store import store
from lessonkit.texts.lessons import Lesson, lesson, lessons
from lessonkit.texts.words import counted


@dataclass(frozen=True)
class LessonState:
    """One lesson's exercises, counted by how they ended."""

    lesson: Lesson
    total: int
    first_try: int
    second_try: int
    shown: int
    received: int
    begun: int
    next_item: Item[Any] | None

    @property
    def done(self) -> int:
        """How many exercises leave nothing to do."""
        return self.first_try + self.second_try + self.shown + self.received

    @property
    def words(self) -> str:
        """The state in words, for example "4 of 11 done: 3 at the first try, 1 with the answer shown"."""
        if not self.total:
            return "nothing to answer"
        if not (self.done or self.begun):
            return f"not started, {counted(self.total, 'question', 'questions')}"
        parts = [
            f"{count} {label}"
            for count, label in (
                (self.first_try, "at the first try"),
                (self.second_try, "at the second try"),
                (self.shown, "with the answer shown"),
                (self.received, "kept for your teacher"),
            )
            if count
        ]
        return f"{self.done} of {self.total} done" + (f": {', '.join(parts)}" if parts else "")

    @property
    def next_words(self) -> str:
        """What to open next in this lesson, or an empty text."""
        return f"{self.next_item.number} {self.next_item.title}" if self.next_item else ""


class Overview:
    """The learner's way through the course, as a table and as plain text."""

    def __init__(self, states: list[LessonState], notice: str = "", lines: tuple[str, ...] = ()) -> None:
        self.states = states
        self.notice = notice
        self.lines = lines

    @property
    def next_state(self) -> LessonState | None:
        """The first lesson begun and not done; else the first not begun; else none."""
        waiting = [state for state in self.states if state.next_item]
        begun = [state for state in waiting if state.done or state.begun]
        return next(iter(begun or waiting), None)

    def __repr__(self) -> str:
        rows = [f"{state.lesson.number} {state.lesson.title}: {state.words}" for state in self.states]
        return "\n".join([*rows, self._next_words(), *self.lines, *([self.notice] if self.notice else [])])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{state.lesson.number} {_link(state.lesson, "lessons", state.lesson.title)}</th>'
            f'<td style="text-align:left">{escape(state.words)}</td></tr>'
            for state in self.states
        )
        lines = "".join(f"<p>{escape(line)}</p>" for line in self.lines)
        notice = f"<p><strong>{escape(self.notice)}</strong></p>" if self.notice else ""
        return (
            '<table><caption style="text-align:left">Your progress</caption>'
            f'<thead><tr><th scope="col" style="text-align:left">Lesson</th><th scope="col" style="text-align:left">State</th></tr></thead>'
            f"<tbody>{rows}</tbody></table><p>{self._next_html()}</p>{lines}{notice}"
        )

    def _next_words(self) -> str:
        state = self.next_state
        return f"Next: {state.next_words}" if state else "Everything here is done."

    def _next_html(self) -> str:
        state = self.next_state
        if not state:
            return "Everything here is done."
        book = "exercises" if state.next_item in bank.lesson(state.lesson.slug).exercises else "lessons"
        return f"Next: {_link(state.lesson, book, state.next_words)}"


def progress(name: str | None = None) -> Overview:
    """Show what is done and what is next, for the course or for one lesson.

    Parameters
    ----------
    name
        A lesson by number or name, such as ``"who-pays"``; left out: every lesson.

    Raises
    ------
    UnknownLesson
        If there is no such lesson; the text names the nearest.
    """
    keeper = store()
    histories = _histories(keeper.trials())
    states = [_state(one, histories) for one in (lessons() if name is None else [lesson(name)])]
    # A page without questions, such as "Look it up", is nothing to get through.
    shown = [state for state in states if state.total or state.lesson.teaches or name is not None]
    lines = () if name else tuple(line for feature in features() if (line := feature.line()))
    return Overview(shown, keeper.notice, lines)


class Forgotten:
    """What `reset` did, in one sentence."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __repr__(self) -> str:
        return self.words


def reset(name: str) -> Forgotten:
    """Forget the answers to one exercise, one lesson, the concept test or the whole course, to begin again.

    Parameters
    ----------
    name
        An exercise (``"who-pays/us-share"``), a lesson (``"who-pays"``), ``"concept-test"`` or one form
        of it (``"concept-test/before"``), or ``"course"``.

    Raises
    ------
    KeyError
        If there is no such exercise or lesson; the text names the nearest.
    """
    if name == "course":
        store().reset()
        return Forgotten("All answers and predictions are forgotten. Run the cells again to begin.")
    for feature in features():
        if said := feature.reset(name):
            return Forgotten(said)
    if type(name) is str and "/" in name:
        item = bank.get(name)
        store().reset(exercise=item.full_id)
        return Forgotten(f"Exercise {item.number} is forgotten. Run its cell again to begin.")
    chosen = lesson(name)
    store().reset(lesson=chosen.slug)
    for explorer in chosen.explorers:
        store().reset(explorer=explorer)
    return Forgotten(f"Lesson {chosen.number} is forgotten. Run its cells again to begin.")


def _histories(trials: list[Trial]) -> dict[str, History[Trial]]:
    """Return the history of each exercise in its lesson; reviews are no part of it."""
    attempts: dict[str, list[Trial]] = {}
    for trial in trials:
        if trial.round == 0:
            attempts.setdefault(trial.exercise, []).append(trial)
    return {exercise: History.of(given) for exercise, given in attempts.items()}


def _state(chosen: Lesson, histories: dict[str, History[Trial]]) -> LessonState:
    try:
        items = bank.lesson(chosen.slug).items
    except bank.UnknownExercise:
        items = ()
    untouched: History[Trial] = History()
    found = {item: histories.get(item.full_id, untouched) for item in items}
    ends = Counter(history.end for history in found.values())
    waiting = [item for item, history in found.items() if not (history.done or history.received)]
    return LessonState(
        lesson=chosen,
        total=len(items),
        first_try=ends[FIRST],
        second_try=ends[SECOND],
        shown=ends[SHOWN],
        received=sum(history.received for history in found.values()),
        begun=sum(bool(found[item].tries) for item in waiting),
        next_item=next(iter(waiting), None),
    )


def _link(chosen: Lesson, book: str, words: str) -> str:
    # Lessons, exercises and solutions are sibling folders, so this path works in all three.
    return f'<a href="../{book}/{chosen.stem}.ipynb">{escape(words)}</a>'
