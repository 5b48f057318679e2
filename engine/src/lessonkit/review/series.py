"""Questions one after another in one frame: what `look_back` and `review` show."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import anywidget
import ipywidgets
import traitlets

from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.exercises.question import Question
from lessonkit.frontend import css, esm
from lessonkit.progress.store import Store
from lessonkit.progress.store import store as course_store
from lessonkit.review import draw, due, rounds

Chosen = tuple[Item[Any], rounds.Rounds | None, bool]
"""An exercise, what was done with it so far, and whether to show a finished round again."""


class Part(anywidget.AnyWidget):
    """The top of a series (title, place, words) or its foot (Back, Next, what is said)."""

    _esm = esm("guard.js", "frame.js", "series.js")
    _css = css("base.css", "question.css", "series.css")
    part = traitlets.Unicode().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)


class Series(ipywidgets.VBox):
    """Some exercises, one at a time, each answered anew; the record of the lesson stays as it is.

    A subclass gives the texts and chooses the exercises. The plain-text form is always the
    same, so that a stored notebook does not change with the day; `str` says what is shown now.

    Messages from the browser are ``{"do": "next"}`` and ``{"do": "back"}``. Any other is ignored.
    """

    title = ""
    about = ""

    def __init__(self, store: Store | None = None) -> None:
        super().__init__()
        self.add_class("nc-frame")
        self.add_class("nc-series")
        self._store = store or course_store()
        self._notice = self._store.notice  # read first: a session would tell it too, and only once
        self._sessions = [
            (item, rounds.session(item, self._store, known, again)) for item, known, again in self.chosen()
        ]
        self._questions: dict[int, Question] = {}
        self._top, self._foot = Part(part="top"), Part(part="foot")
        self._place = next((n for n, (_, session) in enumerate(self._sessions) if not session.state["done"]), 0)
        self._foot.on_msg(self._heard)
        self._show()

    def chosen(self) -> Sequence[Chosen]:
        """Return the questions, in order."""
        raise NotImplementedError

    def empty(self) -> str:
        """Return the sentence shown when there is no question."""
        return ""

    def finished(self, item: Item[Any]) -> str:
        """Return a sentence about a question that is finished, or an empty text."""
        return ""

    def tried(self) -> dict[str, rounds.Rounds]:
        """Return what the learner has done so far, by exercise."""
        return rounds.by_exercise(self._store.trials())

    def __repr__(self) -> str:
        return f"{self.title}\n{self.about}"

    def __str__(self) -> str:
        listed = [f"{n}. {item.number} {item.title}" for n, (item, _) in enumerate(self._sessions, 1)]
        return "\n".join([self.title, *(listed or [self.empty()])])

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        return data and {**data, "text/plain": repr(self)}

    def _heard(self, _widget: object, message: object, _buffers: object) -> None:
        do = message.get("do") if isinstance(message, dict) else None
        step = {"next": 1, "back": -1}.get(do) if isinstance(do, str) else None
        if step is None or not 0 <= self._place + step < len(self._sessions):
            return
        self._place += step
        self._show()
        self._top.send({"do": "focus"})

    def _show(self) -> None:
        if self._sessions:
            self.children = [self._top, self._question(self._place), self._foot]
        else:
            self.children = [self._top]
        self._say()

    def _question(self, place: int) -> Question:
        if place not in self._questions:
            item, session = self._sessions[place]
            self._questions[place] = question = Question(item.logic.view(item), session)
            question.observe(lambda _change: self._say(), "state")
        return self._questions[place]

    def _say(self) -> None:
        total = len(self._sessions)
        where = f"Question {self._place + 1} of {total}" if total else ""
        words = self.about if total else self.empty()
        self._notice = self._store.notice or self._notice
        self._top.view = {
            "title": self.title,
            "where": where,
            "html": f"<p>{escape(words)}</p>",
            "notice": self._notice,
        }
        self._foot.view = {
            "back": self._place > 0,
            "next": self._place + 1 < total,
            "say": self._standing() if total else "",
        }

    def _standing(self) -> str:
        """Return what to say of the question shown, and of all once they are finished."""
        states = [session.state for _, session in self._sessions]
        item, session = self._sessions[self._place]
        done = [state for state in states if state["done"]]
        said = [self.finished(item) if session.state["done"] else "", f"{len(done)} of {len(states)} answered."]
        if len(done) == len(states):
            first = sum(state["tries"] == 1 for state in done)
            said = [said[0], f"All {len(done)} answered, {first} of them right at the first try."]
        return " ".join(filter(None, said))


class LookBack(Series):
    """Ten questions from all lessons, the same ones for a whole day."""

    title = "Look back: ten questions from all lessons"
    about = "Drawn anew each day. Answer from memory; your answers in the lessons stay as they are."

    def chosen(self) -> list[Chosen]:
        known, today = self.tried(), draw.local_day(due.now())
        items = draw.draw(draw.candidates(), known, today)
        return [(item, known.get(item.full_id), self._finished_on(known.get(item.full_id), today)) for item in items]

    def finished(self, item: Item[Any]) -> str:
        return due.comes_back(item, self.tried())

    @staticmethod
    def _finished_on(known: rounds.Rounds | None, today: date) -> bool:
        return bool(known and known.done and known.done[-1].round and draw.local_day(known.done[-1].at) == today)


class Review(Series):
    """The missed questions that are due, the most overdue first and `most` at a time: more would not be one sitting."""

    title = "Review: questions that you missed"
    about = "Each one comes back after some days, at most twenty at a time. Right again: the wait grows. Missed again: it shrinks."
    most = 20

    def chosen(self) -> list[Chosen]:
        known, now = self.tried(), due.now()
        waiting = [one.exercise for one in due.planned(known) if one.is_due(now)]
        return [(bank.get(name), known[name], False) for name in waiting[: self.most]]

    def empty(self) -> str:
        waiting = due.planned(self.tried())
        if not waiting:
            return "Nothing to review. A question that you miss comes back here after some days."
        return f"Nothing is due now. The next question comes back {waiting[0].words(due.now())}."

    def finished(self, item: Item[Any]) -> str:
        return due.comes_back(item, self.tried())
