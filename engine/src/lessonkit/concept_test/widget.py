"""The concept test on the page: it passes on what the learner chooses and shows what a sitting says."""

import html
from math import ceil
from typing import Any

import anywidget
import traitlets

from lessonkit import frontend
from lessonkit.bank.item import Lesson
from lessonkit.concept_test.forms import LETTERS
from lessonkit.concept_test.sitting import Sitting, State
from lessonkit.progress.store import Store

GATES = {"after": "Form B is for after the course. Begin it when you have finished your last lesson."}
"""What stands before the first question of a form, so that nobody reads it too early by accident."""


class ConceptTest(anywidget.AnyWidget):
    """One form of the test.

    Messages from the browser are ``{"do": "choose", "question": …, "answer": …}`` and
    ``{"do": "finish"}``. Any other message is ignored. Each one that is carried out is
    confirmed with ``{"handled": …}``.
    """

    _esm = frontend.esm("guard.js", "frame.js", "concept.js")
    _css = frontend.css("base.css", "concept.css")
    view = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, form: Lesson, store: Store | None = None) -> None:
        self._sitting = Sitting(form, store)
        super().__init__(view=_view(form), state=self._sitting.look())
        self.on_msg(self._receive)

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, dict):
            return
        do = message.get("do")
        if do not in ("choose", "finish"):
            return
        try:
            self.state = dict(self._carry_out(do, message))
        except Exception as trouble:  # a learner must never meet a traceback in a widget
            self.state = {**self.state, "notice": _could_not(trouble)}
        self.send({"handled": do})

    def _carry_out(self, do: str, message: dict[str, Any]) -> State:
        if do == "choose":
            return self._sitting.choose(message.get("question"), message.get("answer"))
        return self._sitting.finish()

    def __repr__(self) -> str:
        return f"{self.view['title']} ({self.view['meta']})\n{self._sitting.words()}"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        bundle = data[0] if isinstance(data, tuple) else data
        return bundle and {**bundle, "text/plain": repr(self)}


def _view(form: Lesson) -> dict[str, Any]:
    """Return what the browser shows while the form is taken. It holds no key, no title and no feedback."""
    questions = [
        {"id": item.id, "prompt": item.html(item.prompt), "options": item.logic.parts(item)["options"]}
        for item in form.exercises
    ]
    minutes = ceil(sum(item.minutes or 0 for item in form.exercises))
    return {
        "title": f"Concept test, form {LETTERS[form.slug]}",
        "meta": f"{form.slug} the course · {len(questions)} questions · about {minutes} min",
        "gate": GATES.get(form.slug, ""),
        "questions": questions,
    }


def _could_not(trouble: Exception) -> str:
    reason = html.escape(f"{type(trouble).__name__}: {trouble}")
    return f"Something went wrong in the course, not in your answer. Please report it: {reason}"
