"""A place to write, where a lesson asks for it: ``note("who-pays/missions")``. What is written is kept at every pause."""

from collections.abc import Sequence
from difflib import get_close_matches
from html import escape
from typing import Any

import anywidget
import traitlets

from lessonkit.frontend import css, esm
from lessonkit.progress.store import Store, store
from lessonkit.texts.lessons import START, Lesson, lesson

LONGEST = 2000
"""Letters of one note."""
TITLES = {START: "What do you think now?"}
TITLE = "Your notes"


class UnknownNote(KeyError):
    """A note that no lesson asks for; the text gives the nearest."""

    def __str__(self) -> str:
        return str(self.args[0])


class Notes(anywidget.AnyWidget):
    """One box for each prompt.

    Messages from the browser are ``{"do": "keep", "key": …, "text": …}``; each one that is carried out is confirmed
    with ``{"kept": key, "notice": …}``. Any other message is ignored.

    Parameters
    ----------
    title
        What stands above the boxes.
    prompts
        What each box asks, by the key under which its text is kept.
    kept
        Where the texts are kept; the learner's own store if left out.
    """

    _esm = esm("guard.js", "frame.js", "notebox.js", "note.js")
    _css = css("base.css", "note.css")
    view = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, title: str, prompts: dict[str, str], kept: Store | None = None) -> None:
        self.store = kept or store()
        self.prompts = prompts
        boxes = [{"key": key, "prompt": prompt} for key, prompt in prompts.items()]
        super().__init__(view={"title": title, "boxes": boxes, "longest": LONGEST}, texts=_texts(self.store, prompts))
        self.on_msg(self._receive)

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, dict) or message.get("do") != "keep" or message.get("key") not in self.prompts:
            return
        self.send({"kept": message["key"], "notice": keep(self.store, message["key"], message.get("text"))})
        self.texts = _texts(self.store, self.prompts)

    def __repr__(self) -> str:
        return "\n".join([self.view["title"], *(f"- {prompt}" for prompt in self.prompts.values())])

    def _repr_html_(self) -> str:
        asked = "".join(f"<li>{escape(prompt)}</li>" for prompt in self.prompts.values())
        return f"<p><strong>{escape(self.view['title'])}</strong> Run this cell to write here.</p><ul>{asked}</ul>"


def note(name: str) -> Notes:
    """Return boxes for what a lesson asks the learner to write.

    Parameters
    ----------
    name
        The lesson's name and that of the note: ``"who-pays/missions"``. Every lesson has ``"…/start"``, which asks
        the lesson's own question; the others stand in the head of its text, under ``notes``.

    Raises
    ------
    UnknownNote
        If there is none; the text gives the nearest.
    """
    slug, _, which = name.partition("/") if isinstance(name, str) else ("", "", "")
    about = lesson(slug)
    if which not in about.notes:
        near = get_close_matches(which, about.notes, 1, 0)[0]
        raise UnknownNote(f'Lesson {about.number} has no note of that name. Did you mean note("{slug}/{near}")?')
    return Notes(TITLES.get(which, TITLE), dict(zip(keys(about, which), about.notes[which], strict=True)))


def keys(about: Lesson, which: str) -> Sequence[str]:
    """Return the keys under which the texts of a note are kept, one for each of its prompts."""
    return [f"{about.slug}/{which}/{place}" for place, _ in enumerate(about.notes[which], 1)]


def keep(kept: Store, key: str, text: object) -> str:
    """Keep a note that came from the browser, and return what the learner must be told of it."""
    if isinstance(text, str):
        kept.keep_note(key, text[:LONGEST].encode("utf-8", "replace").decode("utf-8"))
    return kept.notice


def _texts(kept: Store, keys: Any) -> dict[str, str]:
    return {key: kept.note(key) for key in keys}
