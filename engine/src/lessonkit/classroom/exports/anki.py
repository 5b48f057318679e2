"""Anki: a deck for each lesson, a card for each question, with the answer and what each mistake is told on its back.

The ids of notes, decks and the note type depend on names alone. So a new file updates the cards that somebody
already has, and keeps what they have learned.
"""

import hashlib
import json
import sqlite3
import tempfile
import time
from contextlib import closing
from html import escape
from itertools import count, groupby
from pathlib import Path
from types import ModuleType
from typing import Any

from lessonkit import course
from lessonkit.classroom.exports.carried import SHOWN, Carried
from lessonkit.classroom.exports.package import zipped
from lessonkit.kinds.question import Body, Choices, Essay, Matching, Picture, Question, Sequence
from lessonkit.kinds.text import bullets, code

SUFFIX = ".apkg"
LOST = "Anki does not judge; the learner does."
FORMS = {
    "one": Carried("the options on the front", SHOWN),
    "several": Carried("the options on the front", SHOWN),
    "number": Carried("the question and its unit", SHOWN),
    "sequence": Carried("the things, mixed, on the front", SHOWN),
    "matching": Carried("the bins and the things on the front", SHOWN),
    "essay": Carried("the question on the front", SHOWN),
}
FIELDS = ("Name", "Prompt", "Options", "Hints", "Answer", "Other answers", "Explanation", "Sources")
FRONT = """\
<div class="name">{{Name}}</div>
{{Prompt}}
{{Options}}
{{#Hints}}<details><summary>Hints</summary>{{Hints}}</details>{{/Hints}}"""
BACK = """\
{{FrontSide}}
<hr id="answer">
{{Answer}}
{{Explanation}}
{{#Other answers}}<h4>Other answers</h4>{{Other answers}}{{/Other answers}}
{{#Sources}}<h4>Sources</h4>{{Sources}}{{/Sources}}"""
CSS = """\
.card { font-family: sans-serif; font-size: 18px; line-height: 1.45; text-align: left; max-width: 46rem; margin: 0 auto; }
.name { opacity: .75; font-size: .85em; }
.options { list-style: lower-alpha; }
pre { padding: .5rem; overflow-x: auto; border: 1px solid; }
img { max-width: 100%; background: #fff; }
table { border-collapse: collapse; } td, th { border: 1px solid; padding: .2rem .5rem; }"""


def write(questions: list[Question], when: float | None = None) -> bytes:
    """Return the package.

    Parameters
    ----------
    when
        Seconds since 1970 that the notes get as the time of their change; now, if it is left out. Anki replaces
        a note only by one that was changed later.

    Raises
    ------
    ModuleNotFoundError
        If genanki is not installed.
    """
    import genanki

    here = course.current()
    kind = genanki.Model(
        _id("note type"),
        here.title,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
        css=CSS,
    )
    decks = []
    for lesson, asked in groupby(questions, key=lambda question: question.lesson):
        decks.append(genanki.Deck(_id(lesson.partition(" ")[0]), f"{here.title}::{lesson}"))
        for question in asked:
            tags = [question.item.kind, question.item.lesson.slug]
            decks[-1].add_note(
                genanki.Note(kind, _fields(question), guid=genanki.guid_for(here.name, question.name), tags=tags)
            )
    return _packed(
        genanki,
        decks,
        [question.picture for question in questions if question.picture],
        time.time() if when is None else when,
    )


def _id(name: str) -> int:
    """Return a number that stands for a name, as large as Anki's own ids may be."""
    return int.from_bytes(hashlib.sha256(f"{course.current().name} {name}".encode()).digest()[:5], "big")


def _fields(question: Question) -> list[str]:
    picture = question.picture.html("") if question.picture else ""
    others = bullets(f"{one.lead}{one.feedback}" for one in question.mistakes.values())
    given = (
        escape(question.title, quote=False),
        question.prompt + picture,
        _options(question.body),
        bullets(question.hints),
        question.answer,
        others,
        question.explanation,
        question.sources,
    )
    # In Anki a square bracket can begin a sound or a formula.
    return [text.replace("[", "&#91;") for text in given]


def _options(body: Body) -> str:
    if isinstance(body, Choices):
        return f'<ol class="options">{"".join(f"<li>{option.html}</li>" for option in body.options)}</ol>'
    if isinstance(body, Sequence):
        return bullets(body.things[key] for key in body.shown)
    if isinstance(body, Matching):
        return bullets(body.bins.values()) + bullets(body.things.values())
    return code(body.starter) if isinstance(body, Essay) and body.starter else ""


def _packed(genanki: ModuleType, decks: list[Any], pictures: list[Picture], when: float) -> bytes:
    """Return the package with the same bytes for the same cards and time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(path)) as collection:
            genanki.Package(decks).write_to_db(collection.cursor(), when, count(int(1000 * when)))
            collection.commit()
        cards = path.read_bytes()
    names = {str(place): picture.name for place, picture in enumerate(pictures)}
    files = {str(place): picture.svg for place, picture in enumerate(pictures)}
    return zipped({"collection.anki2": cards, "media": json.dumps(names).encode(), **files})
