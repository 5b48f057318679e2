"""One learner's way through one form: answers are kept one by one, and nothing is judged until form B is handed in."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypedDict

from lessonkit.bank.item import Lesson
from lessonkit.concept_test import forms, report
from lessonkit.progress.features import Feature
from lessonkit.progress.store import Store
from lessonkit.progress.store import store as course_store

TAKING, KEPT, CLOSED, RESULT = "taking", "kept", "closed", "result"


class State(TypedDict):
    """Where a learner stands with one form. It holds no key before form B is handed in."""

    phase: str
    """"taking", "kept" (form A is handed in), "closed" (form B was handed in without form A) or "result"."""
    answers: dict[str, str]
    """Question id to option."""
    html: str
    """What is said; empty while the form is taken."""
    notice: str
    """Trouble with the disk, said once; else empty."""


class Sitting:
    """Answers and handing in for one form.

    Parameters
    ----------
    form
        The form's `Lesson` of the bank.
    store
        Keeps the answers; the course's own store when left out. Every state is read anew from it.
    """

    def __init__(self, form: Lesson, store: Store | None = None) -> None:
        self.form = form
        self._store = store or course_store()
        self._options = {
            item.id: {option["key"] for option in item.logic.parts(item)["options"]} for item in form.exercises
        }

    @property
    def phase(self) -> str:
        """Return how far this form is, as in `State`."""
        if self._store.form_ended(self.form.slug):
            return RESULT if self.form.slug == "after" else KEPT
        closed = self.form.slug == "before" and self._store.form_ended("after")
        return CLOSED if closed else TAKING

    @property
    def answers(self) -> dict[str, str]:
        """What is kept, without anything that the form does not ask (any more)."""
        kept = self._store.kept_answers(self.form.slug)
        return {name: kept[name] for name, keys in self._options.items() if kept.get(name) in keys}

    def choose(self, question: object, answer: object) -> State:
        """Keep the answer to one question and return the new state; what the form does not ask is left alone."""
        if (
            type(question) is str
            and type(answer) is str
            and answer in self._options.get(question, ())
            and self.phase == TAKING
        ):
            self._store.keep_answer(self.form.slug, question, answer)
        return self.look()

    def finish(self) -> State:
        """Hand the form in and return the new state."""
        if self.phase == TAKING:
            self._store.end_form(self.form.slug)
        return self.look()

    def look(self) -> State:
        """Return the state as the store has it now."""
        phase, answers = self.phase, self.answers
        pages: dict[str, Callable[[], str]] = {
            TAKING: lambda: "",
            KEPT: lambda: report.kept(len(answers), len(self._options), bool(self._store.form_ended("after"))),
            CLOSED: lambda: f"<p>{report.TOO_LATE}</p>",
            RESULT: lambda: report.html(self._both()),
        }
        return {"phase": phase, "answers": answers, "html": pages[phase](), "notice": self._store.notice}

    def words(self) -> str:
        """Return the state as plain text: how far, or the whole result."""
        total, answered = len(self._options), len(self.answers)
        if self.phase == RESULT:
            return report.text(self._both())
        tail = {KEPT: "Handed in. Nothing is shown until after the course.", CLOSED: report.TOO_LATE}
        return "\n".join(filter(None, [f"{answered} of {total} questions answered.", tail.get(self.phase, "")]))

    def _both(self) -> report.Both:
        """Return both forms' questions and answers; None for the answers to a form A that was not handed in.

        If one of the two was short, only its questions are compared.
        """
        asked = {item.id for item in self.form.exercises}
        if self._store.form_ended("before") and forms.is_short(self._store.kept_answers("before")):
            asked &= {item.id for item in forms.shortened(self.form).exercises}
        first, second = (
            replace(form, exercises=tuple(item for item in form.exercises if item.id in asked))
            for form in (forms.form("before"), self.form)
        )
        before = Sitting(first, self._store).answers if self._store.form_ended("before") else None
        return first.exercises, second.exercises, before, Sitting(second, self._store).answers


def form_to_take(name: str, full: bool = False, store: Store | None = None) -> Lesson:
    """Return a form as this learner takes it: short, unless all of it is wanted, was begun, or was handed in as form A.

    Raises
    ------
    forms.UnknownForm
        If there is no such form, or no concept test in this course.
    """
    form, kept = forms.form(name), store or course_store()
    whole = full or not forms.is_short(kept.kept_answers(name))
    if name == "after" and kept.form_ended("before"):
        whole = whole or not forms.is_short(kept.kept_answers("before"))
    return form if whole else forms.shortened(form)


def standing(store: Store | None = None) -> str:
    """Return one line on the test for `progress`; empty when neither form was begun or the course has none."""
    if not forms.files():
        return ""
    before, after = (Sitting(form_to_take(name, store=store), store) for name in forms.LETTERS)
    if after.phase == RESULT:
        return 'Concept test: handed in. concept_test("after") shows the result.'
    if after.answers:
        return f"Concept test: form B has {len(after.answers)} of {len(after.form.exercises)} questions answered."
    if before.phase == KEPT:
        return 'Concept test: form A is handed in. After the course comes concept_test("after").'
    return (
        f"Concept test: form A has {len(before.answers)} of {len(before.form.exercises)} questions answered."
        if before.answers
        else ""
    )


def forget(name: object) -> str:
    """Forget the answers to both forms ("concept-test") or to one ("concept-test/before"), and say so.

    Raises
    ------
    forms.UnknownForm
        If there is no such form; the text names the two.
    """
    if type(name) is not str or name.partition("/")[0] != forms.NAME or not forms.files():
        return ""
    for form in forms.named(name):
        course_store().reset(form=form)
    return "These answers to the concept test are forgotten. Run its cell again to begin."


FEATURE = Feature(line=standing, reset=forget)
