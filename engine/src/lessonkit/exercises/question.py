"""The question widget: it shows what a session says, and passes on what the learner does."""

import html
from collections.abc import Mapping
from typing import Any

import anywidget
import traitlets

from lessonkit import frontend, kinds
from lessonkit.exercises.session import Session
from lessonkit.exercises.state import Box, State
from lessonkit.judging.verdict import CORRECT

_STANDING = {
    "correct": "answered: right",
    "partly": "answered: nearly",
    "incorrect": "answered: not yet",
    "uncheckable": "answered: could not be checked",
    "received": "answered: received",
}


class Question(anywidget.AnyWidget):
    """One exercise on the page.

    Parameters
    ----------
    view
        What the learner sees before an answer (kind, title, prompt, options). It holds no key.
    session
        Judges the answers.

    Messages from the browser are ``{"do": "check", "answer": …}``, ``{"do": "hint"}``,
    ``{"do": "reset"}``, ``{"do": "score", "scores": […]}`` and ``{"do": "draft", "answer": …}``. Any other message
    is ignored. Each one that is carried out is confirmed with ``{"handled": …}``.

    Attributes
    ----------
    draft
        ``{"answer": …}`` while something is typed or placed that is not yet an answer, else empty.
    """

    _esm = frontend.esm("guard.js", "again.js", "answers.js", *kinds.files("part.js"), "question.js")
    _css = frontend.css("base.css", "question.css", *kinds.files("part.css"))
    view = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    draft = traitlets.Dict().tag(sync=True)

    def __init__(self, view: Mapping[str, Any], session: Session) -> None:
        super().__init__(view=view, state=session.state, draft=_draft(session))
        self._session = session
        self.on_msg(self._receive)

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, dict):
            return
        do = message.get("do")
        if do not in ("check", "hint", "reset", "score", "draft"):
            return
        try:
            self.state = dict(self._carry_out(do, message))
            self.draft = _draft(self._session)
        except Exception as trouble:  # a learner must never meet a traceback in a widget
            self.state = {**self.state, "say": [_could_not(trouble)]}
        self.send({"handled": do})

    def _carry_out(self, do: str, message: dict[str, Any]) -> State:
        if do == "draft":
            self._session.keep(message.get("answer"))
            return self._session.state
        if do == "check":
            return self._session.answer(message.get("answer"))
        if do == "score":
            return self._session.score(message.get("scores"))
        return self._session.hint() if do == "hint" else self._session.reset()

    def __repr__(self) -> str:
        view, state = self.view, self.state
        standing = _STANDING.get(state.get("outcome") or "", "not answered yet")
        if state.get("done") and state["outcome"] != CORRECT:
            standing = "answered: the answer is shown"
        return f"Question {view.get('number', '')} ({view.get('kind', '')}): {view.get('title', '')}\n{standing}"


def _draft(session: Session) -> dict[str, object]:
    return {} if session.draft is None else {"answer": session.draft}


def _could_not(trouble: Exception) -> Box:
    reason = html.escape(f"{type(trouble).__name__}: {trouble}")
    return {
        "tone": "note",
        "head": "I cannot check this",
        "html": f"<p>Something went wrong in the course, not in your answer. Please report it: <code>{reason}</code></p>",
    }
