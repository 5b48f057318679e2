"""The card that closes an exercise book: what is done, what was right at first, what is left, where to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.course import Page
from lessonkit.exercises.panel import Panel
from lessonkit.exercises.state import Box
from lessonkit.progress.history import FIRST, SECOND, SHOWN, History
from lessonkit.progress.record import Trial
from lessonkit.progress.store import Store
from lessonkit.progress.store import store as course_store
from lessonkit.texts.lessons import lesson
from lessonkit.texts.words import counted

ENDS = {FIRST: "right at the first try", SECOND: "right at the second try", SHOWN: "with the answer shown"}


def how_it_went(name: str) -> "HowItWent":
    """Return the card about a lesson's exercises. Shown in a notebook, it changes with each answer.

    Raises
    ------
    UnknownLesson
        If there is no such lesson; the text names the nearest.
    """
    return HowItWent(lesson(name).slug)


@dataclass(frozen=True)
class Count:
    """Some exercises by how they went: each that is done with its end, and those that are left."""

    ends: dict[Item[Any], str]
    left: tuple[Item[Any], ...]

    @classmethod
    def of(cls, items: Sequence[Item[Any]], trials: Sequence[Trial]) -> "Count":
        """Return the count of exercises; later rounds do not count."""
        told = {one: History.of(t for t in trials if t.exercise == one.full_id and t.round == 0) for one in items}
        done = {one: past.end for one, past in told.items() if past.done or past.received}
        return cls(done, tuple(one for one in items if one not in done))

    @property
    def words(self) -> str:
        """For example "2 of 6 done"."""
        return f"{len(self.ends)} of {len(self.ends) + len(self.left)} done"

    @property
    def parts(self) -> list[str]:
        """For example "1 right at the first try", for each way to end that occurs."""
        ends = list(self.ends.values())
        found = [f"{ends.count(end)} {words}" for end, words in ENDS.items() if end in ends]
        return found + ([f"{ends.count('')} kept for your teacher"] if "" in ends else [])


class HowItWent:
    """The card of one lesson's exercises.

    Notes
    -----
    It is HTML and no widget, so that a saved notebook still shows it and its links lead to notebooks.
    """

    def __init__(self, slug: str, store: Store | None = None) -> None:
        self.slug = slug
        self._store = store or course_store()
        self._shown = ""

    def __repr__(self) -> str:
        return repr(self._panel())

    def _repr_html_(self) -> str:
        return self._panel()._repr_html_()

    def _ipython_display_(self) -> None:
        from IPython.display import display

        self._shown = uuid4().hex
        self._store.watch(self._update)
        _cards[self.slug] = self  # it lives as long as it is on the page
        display(self._bundle(), raw=True, display_id=self._shown)

    def _update(self) -> None:
        from IPython.display import update_display

        update_display(self._bundle(), raw=True, display_id=self._shown)

    def _bundle(self) -> dict[str, str]:
        panel = self._panel()
        return {"text/html": panel._repr_html_(), "text/plain": repr(panel)}

    def _panel(self) -> Panel:
        items, trials = bank.lesson(self.slug).exercises, self._store.trials()
        plain = Count.of([item for item in items if not item.needs_code], trials)
        with_code = Count.of([item for item in items if item.needs_code], trials)
        boxes = [_standing(plain)]
        boxes += [_box("note", "Still to do", _links(plain.left))] if plain.ends and plain.left else []
        boxes += [_with_code(with_code)] if with_code.ends or with_code.left else []
        boxes += [_box("note", "Go on", _ways_on(course.current().page(self.slug)))]
        return Panel(boxes, f"Exercises of lesson {course.current().page(self.slug).number}", plain.words)


_cards: dict[str, HowItWent] = {}


def _standing(count: Count) -> Box:
    total = counted(len(count.ends) + len(count.left), "question", "questions")
    if not count.ends:
        return _box("note", "Nothing is answered yet", f"<p>{total} above. Begin with any of them.</p>")
    parts = "".join(f"<li>{part}</li>" for part in count.parts)
    if count.left:
        return _box("note", f"So far: {count.words}", f"<ul>{parts}</ul>")
    return _box("good", f"All done: {total}", f"<ul>{parts}</ul>{_again(count)}")


def _again(count: Count) -> str:
    shown = [one for one, end in count.ends.items() if end == SHOWN and one.logic.comes_back]
    return f"<p>These come back in the review after some days:</p>{_links(shown)}" if shown else ""


def _with_code(count: Count) -> Box:
    parts = f"<p>{', '.join(count.parts)}.</p>" if count.ends else ""
    return _box("note", f"With code, optional: {count.words}", parts + _links(count.left))


def _links(items: Sequence[Item[Any]]) -> str:
    """Return a list of links to exercises of the same notebook."""
    entries = ((f"{one.number} {one.title}", " (with code)" if one.needs_code else "") for one in items)
    links = (f'<li><a href="#{_anchor(name + mark)}">{escape(name)}</a></li>' for name, mark in entries)
    return f"<ul>{''.join(links)}</ul>" if items else ""


def _anchor(heading: str) -> str:
    """Return the name of a heading as notebooks make it."""
    return quote(heading.replace(" ", "-"))


def _ways_on(page: Page) -> str:
    pages = course.current().pages
    after = pages[pages.index(page) + 1 :][:1]
    ways = [f"Back to {_lesson_link(page)}", *(f"Next: {_lesson_link(one)}" for one in after)]
    return "".join(f"<p>{way}</p>" for way in ways)


def _lesson_link(page: Page) -> str:
    title = escape(f"{page.number} {lesson(page.slug).title}")
    return f'<a href="../lessons/{page.stem}.ipynb">{title}</a>'


def _box(tone: str, head: str, markup: str) -> Box:
    return {"tone": tone, "head": head, "html": markup}
