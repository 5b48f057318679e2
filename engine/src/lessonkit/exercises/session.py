"""One learner's work on one exercise: tries, hints, and what to say next.

Two tries, then the reasoned answer. Hints come one by one before that. The state is a
plain dict, ready to be sent to a widget, and is built anew from the progress store each
time, so that it survives a restart and a reset made elsewhere.
"""

import html
import json
from zlib import crc32

from lessonkit.bank import markdown
from lessonkit.judging import plain
from lessonkit.judging.verdict import CORRECT, COUNTED, HEADS, RECEIVED, Verdict

MAX_TRIES = 2
LONGEST = 20_000


class Session:
    """Answers, hints and reset for one item.

    Parameters
    ----------
    item
        An `Item` of the bank.
    store
        Keeps attempts; the course's own store when left out. Trouble with it is told
        once, in the state's ``notice``, and stops nothing.

    Attributes
    ----------
    state
        ``tries``, ``max_tries``, ``outcome``, ``answer``, ``say`` (list of tone, head, html),
        ``hints`` (list of html), ``hints_left``, ``done``, ``notice``; for a written answer
        that is done also ``model_answer`` (html) and ``scores``.
    verdict
        The last `Verdict`, or None.
    """

    def __init__(self, item, store=None):
        self.item = item
        self._store = store or _course_store()
        self._attempts: list = []
        self._hints = 0
        self._trouble = ""
        self.verdict = None
        self.state = self._resumed()

    def answer(self, value=None, source=None, history=()) -> dict:
        """Judge an answer of any kind and return the new state.

        Parameters
        ----------
        value
            Any object.
        source, history
            The running cell and the cells run before it, for the hidden check of an answer in a cell.
        """
        attempts = self._kept()
        verdict = self.item.logic.check(self.item, value, source=source, history=history)
        entry = storable(self.item, value, source)
        if verdict.outcome == RECEIVED:
            # Only the last answer is handed in: nothing was said about those before it.
            self.reset()
            attempts = self._record(entry, verdict)
        elif verdict.outcome in COUNTED and not _done(attempts) and not _repeated(attempts, entry, verdict):
            attempts = self._record(entry, verdict)
        self.verdict = verdict
        self.state = self._state(attempts, verdict, entry)
        return self.state

    def hint(self) -> dict:
        """Open one more hint and return the new state."""
        if self._opened() < len(self.item.hints):
            self._hints += 1
            self._ask("hint_used", self.item.full_id)
        self.state = {**self.state, **self._hint_state(), "notice": self._notice()}
        return self.state

    def reset(self) -> dict:
        """Forget this exercise's tries and hints and return the new state."""
        self._attempts, self._hints, self.verdict = [], 0, None
        self._ask("reset", self.item.full_id)
        self.state = self._state([], None, None)
        return self.state

    def score(self, scores) -> dict:
        """Keep a learner's own points, 0 to 2 for each row of the rubric, and return the new state."""
        points = plain.plain(scores)
        rows = len(self.item.logic.rubric(self.item))
        sound = type(points) is list and len(points) == rows and all(point in (0, 1, 2) for point in points)
        attempts = self._kept()
        if rows and sound and attempts and _done(attempts):
            last = attempts[-1]
            text = last["answer"].get("text", "") if isinstance(last["answer"], dict) else str(last["answer"])
            entry = {"text": text, "scores": [int(point) for point in points]}
            share = sum(points) / (2 * rows)
            self._attempts = [*attempts, {"answer": entry, "outcome": last["outcome"], "score": share}]
            self._ask("record", self.item.full_id, entry, last["outcome"], share)
            self.state = {**self.state, "answer": entry, "scores": entry["scores"], "notice": self._notice()}
        return self.state

    # -- the store ----------------------------------------------------------------------------

    def _ask(self, method, *arguments):
        """Call the store; return None when it fails, and remember to say so."""
        try:
            return getattr(self._store, method)(*arguments)
        except Exception as trouble:
            self._trouble = f"Your answers cannot be saved ({plain.type_name(trouble)}). You can go on."
            return None

    def _kept(self) -> list:
        """Return the attempts as dicts, from the store or, if that fails, from memory."""
        rows = self._ask("attempts", self.item.full_id)
        if rows is not None:
            self._attempts = [{"answer": row.answer, "outcome": row.outcome, "score": row.score} for row in rows]
        return self._attempts

    def _record(self, entry, verdict) -> list:
        self._attempts = [*self._attempts, {"answer": entry, "outcome": verdict.outcome, "score": verdict.score}]
        self._ask("record", self.item.full_id, entry, verdict.outcome, verdict.score, verdict.misconception)
        return self._attempts

    def _opened(self) -> int:
        kept = self._ask("hints", self.item.full_id)
        self._hints = self._hints if kept is None else kept
        return min(self._hints, len(self.item.hints))

    def _notice(self) -> str:
        try:
            told = self._store.notice
        except Exception:
            told = ""
        told, self._trouble = told or self._trouble, ""
        return told if told and _new(told) else ""

    # -- the state ----------------------------------------------------------------------------

    def _resumed(self) -> dict:
        attempts = self._kept()
        if not attempts:
            return self._state([], None, None)
        last = attempts[-1]
        if self.item.logic.in_cell and last["outcome"] != RECEIVED:
            # A value is not kept, only its cell; the outcome is.
            verdict = Verdict(last["outcome"], last["score"], "")
        else:
            verdict = self.item.logic.check(self.item, last["answer"])
        self.verdict = verdict
        return self._state(attempts, verdict, last["answer"])

    def _state(self, attempts, verdict, entry) -> dict:
        counted = attempts[:MAX_TRIES] if not _solved_at(attempts) else attempts[: _solved_at(attempts)]
        done = _done(attempts)
        state = {
            "tries": 0 if self.item.withheld else len(counted),
            "max_tries": 0 if self.item.withheld else MAX_TRIES,
            "outcome": verdict.outcome if verdict else None,
            "answer": entry,
            "say": self._say(verdict, done) if verdict else [],
            **self._hint_state(),
            "done": done,
            "notice": self._notice(),
        }
        if done and (model := self.item.logic.model_answer(self.item)):
            state["model_answer"] = self.item.html(model)
            state["scores"] = entry.get("scores", []) if isinstance(entry, dict) else []
        return state

    def _hint_state(self) -> dict:
        opened = self._opened()
        return {
            "hints": [self.item.html(text) for text in self.item.hints[:opened]],
            "hints_left": len(self.item.hints) - opened,
        }

    def _say(self, verdict, done) -> list[dict]:
        tone, head = HEADS[verdict.outcome]
        texts = [verdict.message, *verdict.parts]
        if verdict.outcome == CORRECT:
            return [_box(tone, head, _html(*texts, self.item.fill(self.item.explanation)) + sources_html(self.item))]
        say = [_box(tone, head, _html(*texts))] if any(texts) or not done else []
        if done and verdict.outcome in COUNTED:
            say.append(the_answer(self.item))
        return say


def the_answer(item) -> dict:
    """Return the box that reveals an item's answer with its reason and sources."""
    texts = _html(item.logic.key_text(item), item.fill(item.explanation))
    return _box("note", "The answer", texts + sources_html(item))


def sources_html(item) -> str:
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


def storable(item, value, source=None):
    """Return an answer as JSON: what a widget sent, or for a cell its source or a short text."""
    if item.logic.in_cell:
        return {"source": source[:LONGEST]} if type(source) is str else {"value": _short(value)}
    return _json(plain.plain(value))


def _json(value):
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


def _short(value) -> str:
    code = getattr(value, "__code__", None) if type(value) is type(_short) else None
    if code is not None:
        # Enough to know the same function again, also in another process.
        return f"function {code.co_name}: {crc32(repr((code.co_code, code.co_names, code.co_consts)).encode()):08x}"
    return _json(plain.text_of(value, 500))


def _box(tone, head, markup):
    return {"tone": tone, "head": head, "html": markup}


def _html(*texts) -> str:
    return "".join(markdown.html(text) for text in texts if text)


def _solved_at(attempts) -> int:
    """Return how many attempts it took until the first right one; 0 if there is none."""
    return next((n for n, attempt in enumerate(attempts, 1) if attempt["outcome"] == CORRECT), 0)


def _done(attempts) -> bool:
    return len([one for one in attempts if one["outcome"] in COUNTED]) >= MAX_TRIES or bool(_solved_at(attempts))


def _repeated(attempts, entry, verdict) -> bool:
    """Tell whether this is the last answer again, as when a notebook is run anew; it costs no try."""
    if not attempts:
        return False
    last = attempts[-1]
    return last["outcome"] == verdict.outcome and json.dumps(last["answer"], sort_keys=True) == json.dumps(
        entry, sort_keys=True
    )


_told: set = set()


def _new(notice: str) -> bool:
    """Tell whether a notice has not been shown in this process."""
    if notice in _told:
        return False
    _told.add(notice)
    return True


def _course_store():
    from lessonkit.progress.store import store

    try:
        return store()
    except Exception:
        return None
