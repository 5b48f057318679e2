"""The last card of a lesson: ``ending("who-pays")``. What the learner thought, thinks, and did; and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

import anywidget
import traitlets

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.bank.misconceptions import misconceptions, named
from lessonkit.frontend import css, esm
from lessonkit.judging.verdict import CORRECT
from lessonkit.keepsakes import note
from lessonkit.progress.history import History
from lessonkit.progress.record import Trial
from lessonkit.progress.store import Store, store
from lessonkit.texts.lessons import START, Lesson, lesson
from lessonkit.texts.words import counted

TITLE = "Then and now"
NO_START = "You wrote no sentence at the start. What would you have said before you read this lesson?"
NO_ANSWER = "You have not answered a question of this lesson yet. They wait above and in the exercise notebook."
NONE_FIRST = "No question was right at the first try yet. A miss shows what to read again."
NONE_DROPPED = "Your answers show no mistaken idea that you have put right. If one shows later, you find it here."
THE_END = "This is the last page of the course."


@dataclass(frozen=True)
class Step:
    """The page that comes next: its name with the minutes, and its address beside this page."""

    text: str
    url: str


def right_at_first(about: Lesson, kept: Store) -> str:
    """Return in one sentence which of a lesson's questions were right at the first try."""
    items, trials = bank.lesson(about.slug).items, kept.trials()
    tried = [(item, _history(item, trials)) for item in items]
    right = [item.title for item, history in tried if history.first_try]
    if not any(history.tries or history.received for _, history in tried):
        return NO_ANSWER
    if not right:
        return NONE_FIRST
    return f"{len(right)} of {counted(len(items), 'question', 'questions')}: {'; '.join(right)}."


def _history(item: Item[Any], trials: Iterable[Trial]) -> History[Trial]:
    """Return how an exercise went in its lesson; reviews are no part of it."""
    return History.of(trial for trial in trials if trial.exercise == item.full_id and trial.round == 0)


def dropped(about: Lesson, kept: Store) -> dict[str, str] | None:
    """Return the misconception that an answer named, and that a later right answer to this lesson put right.

    The right answer may be one of a review. If there are several misconceptions it is the one put right last; None
    if there is none.
    """
    mistaken, known = kept.mistakes(), misconceptions()
    solved = {trial.exercise: trial.at for trial in kept.trials() if trial.outcome == CORRECT}
    put_right = [
        (at, name)
        for item in bank.lesson(about.slug).items
        if (at := solved.get(item.full_id))
        for name in sorted(named(item.data))
        if name in mistaken and mistaken[name] <= at and name in known
    ]
    return known[max(put_right)[1]] if put_right else None


def after(about: Lesson) -> Step | None:
    """Return the page that comes after a lesson, or None after the last."""
    pages = course.current().pages
    following = pages[pages.index(about.page) + 1 :]
    if not following:
        return None
    page = lesson(following[0].slug)
    kind = "Lesson " if page.teaches else ""
    minutes = f" (about {page.minutes['core']:g} minutes)" if page.minutes.get("core") else ""
    return Step(f"{kind}{page.number}: {page.title}{minutes}", f"{page.stem}.ipynb")


class Ending(anywidget.AnyWidget):
    """The card. It looks into the store when it comes into view and whenever something was answered on the page.

    Messages from the browser are ``{"do": "look"}`` and those of `note.Notes`; any other is ignored.
    """

    _esm = esm("guard.js", "frame.js", "links.js", "notebox.js", "ending.js")
    _css = css("base.css", "note.css", "ending.css")
    view = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, about: Lesson, kept: Store | None = None) -> None:
        self.about, self.store = about, kept or store()
        self.key = f"{about.slug}/end"
        step = after(about)
        view = {
            "title": TITLE,
            "question": " ".join(about.notes[START]),
            "hint": about.ending,
            "key": self.key,
            "longest": note.LONGEST,
            "next": {"text": step.text, "url": step.url} if step else None,
            "last": THE_END,
        }
        super().__init__(view=view, state=self._look(), texts={self.key: self.store.note(self.key)})
        self.on_msg(self._receive)

    def _look(self) -> dict[str, Any]:
        start = "\n".join(filter(None, map(self.store.note, note.keys(self.about, START))))
        idea = dropped(self.about, self.store)
        return {
            "start": start,
            "no_start": NO_START,
            "first": right_at_first(self.about, self.store),
            "dropped": f"“{idea['name']}”. {idea['fact']}" if idea else NONE_DROPPED,
        }

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, dict):
            return
        if message.get("do") == "look":
            self.state = self._look()
        elif message.get("do") == "keep" and message.get("key") == self.key:
            self.send({"kept": self.key, "notice": note.keep(self.store, self.key, message.get("text"))})
            self.texts = {self.key: self.store.note(self.key)}

    def __repr__(self) -> str:
        step = self.view["next"]
        return f"{TITLE}\n{self.view['question']}\n" + (f"Next: {step['text']}" if step else THE_END)

    def _repr_html_(self) -> str:
        step = self.view["next"]
        way = f'Next: <a href="{escape(step["url"])}">{escape(step["text"])}</a>' if step else escape(THE_END)
        return (
            f"<p><strong>{TITLE}</strong> {escape(self.view['question'])} Run this cell to write your sentence.</p>"
            f"<p>{way}</p>"
        )


def ending(name: str) -> Ending:
    """Return the last card of a lesson: ``ending("who-pays")``.

    Raises
    ------
    UnknownLesson
        If there is no such lesson; the text names the nearest.
    """
    return Ending(lesson(name))
