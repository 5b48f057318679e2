"""One learner's work on one exercise: tries, hints, and what to say next.

Two tries, then the reasoned answer. Hints come one by one before that. The state is ready to be sent to a widget, and
is built anew from the progress store each time, so that it survives a restart and a reset made elsewhere.
"""

import html
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from zlib import crc32

from lessonkit.bank import markdown
from lessonkit.bank.item import Item
from lessonkit.exercises.state import Box, State
from lessonkit.judging import plain
from lessonkit.judging.verdict import CORRECT, COUNTED, HEADS, INCORRECT, RECEIVED, UNANSWERED, UNCHECKABLE, Verdict
from lessonkit.progress.history import MAX_TRIES, History
from lessonkit.progress.record import Attempt, Progress
from lessonkit.progress.store import store as course_store

LONGEST = 20_000
LAST_MISS = ("bad", "Not this time")
"""Tone and head word of a miss after which no try is left."""


class Session:
    """Answers, hints and reset for one item.

    Parameters
    ----------
    item
        An `Item` of the bank.
    store
        Keeps attempts; the course's own store when left out. Trouble with its disk is told once, in the state's
        ``notice``, and stops nothing: the session then goes on from memory.

    Attributes
    ----------
    state
        What to show, see `exercises.state.State`.
    draft
        What is typed or placed and not yet an answer, as JSON; None for nothing. It is in no verdict and in no count.
    verdict
        The last `Verdict`, or None.
    """

    def __init__(self, item: Item[Any], store: Progress | None = None) -> None:
        self.item = item
        self._store: Progress = store or course_store()
        self._attempts: list[Attempt] = []
        self._hints = 0
        self._trouble = ""
        self.verdict: Verdict | None = None
        self.draft: object = None
        with self._careful():
            self.draft = self._store.draft(item.full_id)
        self.state = self._resumed()

    def answer(self, value: object = None, source: str | None = None, history: Sequence[str] = ()) -> State:
        """Judge an answer of any kind and return the new state.

        Parameters
        ----------
        value
            Any object.
        source, history
            The running cell and the cells run before it, for the hidden check of an answer in a cell.
        """
        attempts = self._kept()
        verdict: Verdict = self.item.logic.check(self.item, value, source=source, history=history)
        entry = storable(self.item, value, source)
        if verdict.outcome == RECEIVED:
            # Only the last answer is handed in: nothing was said about those before it.
            self._forget()
            attempts = self._record(entry, verdict)
        elif verdict.outcome in COUNTED and not History.of(attempts).done and not _repeated(attempts, entry, verdict):
            attempts = self._record(entry, verdict)
        # What was no answer is still what the learner typed.
        self.keep(value if verdict.outcome in (UNANSWERED, UNCHECKABLE) else None)
        self.verdict = verdict
        self.state = self._state(attempts, verdict, entry)
        return self.state

    def keep(self, value: object) -> None:
        """Keep a draft: what is typed or placed by now. None forgets it."""
        if self.item.logic.in_cell:
            return  # the notebook keeps its cells
        self.draft = None if value is None else storable(self.item, value)
        with self._careful():
            self._store.keep_draft(self.item.full_id, self.draft)

    def hint(self) -> State:
        """Open one more hint and return the new state."""
        if self._opened() < len(self.item.hints):
            self._hints += 1
            with self._careful():
                self._store.hint_used(self.item.full_id)
        hints, left = self._hint_texts()
        self.state = {**self.state, "hints": hints, "hints_left": left, "notice": self._notice()}
        return self.state

    def reset(self) -> State:
        """Begin the exercise again and return the new state. The record of what was done before stays."""
        self._attempts, self._hints, self.verdict, self.draft = [], 0, None, None
        with self._careful():
            self._store.begin_again(self.item.full_id)
        self.state = self._state([], None, None)
        return self.state

    def _forget(self) -> None:
        self._attempts, self._hints = [], 0
        with self._careful():
            self._store.reset(self.item.full_id)

    def score(self, scores: object) -> State:
        """Keep a learner's own points, 0 to 2 for each row of the rubric, and return the new state."""
        points = plain.plain(scores)
        rows = len(self.item.logic.rubric(self.item))
        sound = type(points) is list and len(points) == rows and all(point in (0, 1, 2) for point in points)
        attempts = self._kept()
        if rows and sound and attempts and History.of(attempts).done:
            last = attempts[-1]
            text = last.answer.get("text", "") if isinstance(last.answer, dict) else str(last.answer)
            own = [int(point) for point in points]
            entry = {"text": text, "scores": own}
            self._keep(entry, last.outcome, sum(own) / (2 * rows))
            self.state = {**self.state, "answer": entry, "scores": own, "notice": self._notice()}
        return self.state

    # -- the store ----------------------------------------------------------------------------

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """Go on when the disk fails, and remember to say so."""
        try:
            yield
        except (OSError, sqlite3.Error) as trouble:
            self._trouble = f"Your answers cannot be saved ({type(trouble).__name__}). You can go on."

    def _kept(self) -> list[Attempt]:
        """Return the attempts from the store or, if that fails, from memory."""
        with self._careful():
            self._attempts = list(self._store.attempts(self.item.full_id))
        return self._attempts

    def _record(self, entry: object, verdict: Verdict) -> list[Attempt]:
        return self._keep(entry, verdict.outcome, verdict.score, verdict.misconception)

    def _keep(self, entry: object, outcome: str, score: float, misconception: str | None = None) -> list[Attempt]:
        self._attempts = [*self._attempts, Attempt("", entry, outcome, score, misconception)]
        with self._careful():
            self._store.record(self.item.full_id, entry, outcome, score, misconception)
        return self._attempts

    def _opened(self) -> int:
        with self._careful():
            self._hints = self._store.hints(self.item.full_id)
        return min(self._hints, len(self.item.hints))

    def _notice(self) -> str:
        told = ""
        with self._careful():
            told = self._store.notice
        told, self._trouble = told or self._trouble, ""
        return told if told and _new(told) else ""

    # -- the state ----------------------------------------------------------------------------

    def _resumed(self) -> State:
        attempts = self._kept()
        if not attempts:
            return self._state([], None, None)
        last = attempts[-1]
        if self.item.logic.in_cell and last.outcome != RECEIVED:
            # A value is not kept, only its cell; the outcome is.
            verdict = Verdict(last.outcome, last.score, "")
        else:
            verdict = self.item.logic.check(self.item, last.answer)
        self.verdict = verdict
        return self._state(attempts, verdict, last.answer)

    def _state(self, attempts: list[Attempt], verdict: Verdict | None, entry: object) -> State:
        past = History.of(attempts)
        hints, left = self._hint_texts()
        state: State = {
            "tries": 0 if self.item.withheld else len(past.tries),
            "max_tries": 0 if self.item.withheld else MAX_TRIES,
            "outcome": verdict.outcome if verdict else None,
            "answer": entry,
            "say": self._say(verdict, past.done) if verdict else [],
            "hints": hints,
            "hints_left": left,
            "done": past.done,
            "notice": self._notice(),
        }
        if past.done and verdict:
            state["marks"] = self.item.logic.marks(self.item, entry)
        if past.done and (model := self.item.logic.model_answer(self.item)):
            state["model_answer"] = self.item.html(model)
            state["scores"] = entry.get("scores", []) if isinstance(entry, dict) else []
        return state

    def _hint_texts(self) -> tuple[list[str], int]:
        """Return the open hints as HTML, and how many are left."""
        opened = self._opened()
        return [self.item.html(text) for text in self.item.hints[:opened]], len(self.item.hints) - opened

    def _say(self, verdict: Verdict, done: bool) -> list[Box]:
        tone, head = LAST_MISS if done and verdict.outcome == INCORRECT else HEADS[verdict.outcome]
        texts = [verdict.message, *verdict.parts]
        if verdict.outcome == CORRECT:
            return [_box(tone, head, _html(*texts, self.item.fill(self.item.explanation)) + sources_html(self.item))]
        say = [_box(tone, head, _html(*texts))] if any(texts) or not done else []
        if done and verdict.outcome in COUNTED:
            say.append(the_answer(self.item))
        return say


def the_answer(item: Item[Any]) -> Box:
    """Return the box that reveals an item's answer with its reason and sources; a model answer stands elsewhere."""
    reason = item.fill(item.explanation)
    if item.logic.model_answer(item):
        return _box("note", "The reason", _html(reason) + sources_html(item))
    return _box("note", "The answer", _html(item.logic.key_on_screen(item), reason) + sources_html(item))


def sources_html(item: Item[Any]) -> str:
    """Return an item's sources as a line of links; empty without sources."""
    from lessonkit.texts.references import UnknownReference, link

    shown = []
    for key in item.sources:
        try:
            reference = link(key)
        except UnknownReference:
            continue
        text = html.escape(f"{reference.short}: {reference.title}")
        url = html.escape(reference.url, quote=True)
        shown.append(
            f'<a href="{url}" target="_blank" rel="noopener">{text}</a>' if reference.url.startswith("http") else text
        )
    return f'<p class="nc-sources">Sources: {" · ".join(shown)}</p>' if shown else ""


def storable(item: Item[Any], value: object, source: str | None = None) -> object:
    """Return an answer as JSON: what a widget sent, or for a cell its source or a short text."""
    if item.logic.in_cell:
        return {"source": source[:LONGEST]} if type(source) is str else {"value": _short(value)}
    return _json(plain.plain(value))


def _json(value: Any) -> Any:
    if type(value) is str:
        # A lone surrogate cannot be stored.
        return value[:LONGEST].encode("utf-8", "replace").decode("utf-8")
    if type(value) is list:
        return [_json(cell) for cell in value]
    if type(value) is set:
        return sorted((_json(cell) for cell in value), key=str)
    if type(value) is dict:
        return {str(_json(key)): _json(cell) for key, cell in value.items()}
    if type(value) is plain.Unreadable:
        return f"({value.name})"
    if type(value) is float and value - value != 0:
        return str(value)
    if type(value) is int and abs(value) > 2**53:
        return f"{value:.6e}" if abs(value) < 10**300 else "a very large number"
    return value


def _short(value: object) -> object:
    code = getattr(value, "__code__", None) if type(value) is type(_short) else None
    if code is not None:
        # Enough to know the same function again, also in another process.
        return f"function {code.co_name}: {crc32(repr((code.co_code, code.co_names, code.co_consts)).encode()):08x}"
    return _json(plain.text_of(value, 500))


def _box(tone: str, head: str, markup: str) -> Box:
    return {"tone": tone, "head": head, "html": markup}


def _html(*texts: str) -> str:
    return "".join(markdown.html(text) for text in texts if text)


def _repeated(attempts: list[Attempt], entry: object, verdict: Verdict) -> bool:
    """Tell whether this is the last answer again, as when a notebook is run anew; it costs no try."""
    if not attempts:
        return False
    last = attempts[-1]
    same = json.dumps(last.answer, sort_keys=True) == json.dumps(entry, sort_keys=True)
    return same and last.outcome == verdict.outcome


_told: set[str] = set()


def _new(notice: str) -> bool:
    """Tell whether a notice has not been shown in this process."""
    if notice in _told:
        return False
    _told.add(notice)
    return True
