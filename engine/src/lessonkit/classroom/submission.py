"""One learner's work as one file of JSON.

The file holds answers as they were given, never a verdict: the teacher's machine judges anew. It holds
no name unless the learner types one. ``submission.schema.json`` beside this module describes it.
"""

import json
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypedDict

from lessonkit import __version__, course
from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.concept_test import forms
from lessonkit.concept_test.sitting import Sitting
from lessonkit.kinds.base import BY_A_PERSON
from lessonkit.progress.store import Store
from lessonkit.texts.lessons import Lesson, lesson, lessons

VERSION = 1
SCHEMA = Path(__file__).with_name("submission.schema.json")
MOST_ATTEMPTS = 20
LONGEST_NAME = 80


class Given(TypedDict):
    """One answer as it was given, and when (UTC, ISO 8601)."""

    at: str
    answer: object


class Made(TypedDict):
    """What a submission holds; ``submission.schema.json`` says what each field means."""

    format: str
    version: int
    course: str
    made: str
    learner: str
    scope: str
    answers: dict[str, list[Given]]
    hints: dict[str, int]
    predictions: dict[str, dict[str, Any]]
    concept_test: dict[str, dict[str, str]]


def format_name() -> str:
    """Return the word by which a file is known as a submission of this course."""
    return f"{course.current().name}-submission"


def collect(store: Store, scope: str = "course", learner: str = "") -> Made:
    """Return what a submission holds, ready to be written as JSON.

    Parameters
    ----------
    store
        The learner's progress.
    scope
        A lesson by number or name, or ``"course"``.
    learner
        A name or number to be known by; empty, the file names nobody.

    Raises
    ------
    UnknownLesson
        If there is no such lesson; the text names the nearest.
    """
    chosen = lessons() if scope == "course" else (lesson(scope),)
    items = [item for one in chosen for item in _items(one)]
    explorers = [name for one in chosen for name in one.explorers]
    return {
        "format": format_name(),
        "version": VERSION,
        "course": __version__,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "learner": clean_name(learner),
        "scope": scope if scope == "course" else chosen[0].slug,
        "answers": {item.full_id: answers for item in items if (answers := _answers(store, item))},
        "hints": {item.full_id: opened for item in items if (opened := store.hints(item.full_id))},
        "predictions": {name: given for name in explorers if (given := store.prediction(name))},
        "concept_test": _concept_test(store) if scope == "course" else {},
    }


def _items(chosen: Lesson) -> tuple[Item[Any], ...]:
    try:
        return bank.lesson(chosen.slug).items
    except bank.UnknownExercise:
        return ()


def _answers(store: Store, item: Item[Any]) -> list[Given]:
    return [{"at": kept.at, "answer": kept.answer} for kept in store.all_attempts(item.full_id)[:MOST_ATTEMPTS]]


def _concept_test(store: Store) -> dict[str, dict[str, str]]:
    """Return the answers to the forms of the concept test that were handed in."""
    return {name: Sitting(forms.form(name), store).answers for name in forms.LETTERS if store.form_ended(name)}


def clean_name(name: str) -> str:
    """Return a typed name on one line, without characters that are not printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:LONGEST_NAME]


def preview(made: Made) -> str:
    """Return in words what a submission holds, so that a learner sees it before it is written."""
    answers = made["answers"]
    written = [name for name in answers if bank.get(name).logic.judged_by == BY_A_PERSON]
    where = (
        "the whole course."
        if made["scope"] == "course"
        else f"lesson {lesson(made['scope']).number}: {lesson(made['scope']).title}"
    )
    lines = [
        f"This file is about {where}",
        f"Name or number: {made['learner'] or 'none, so the file names nobody'}.",
        f"{_counted(len(answers), 'exercise')} answered, with {_counted(sum(map(len, answers.values())), 'try', 'tries')} "
        f"and the time of each; {_counted(sum(made['hints'].values()), 'hint')} opened.",
        f"{_counted(len(written), 'text')} that you wrote, word for word"
        + (f": {', '.join(bank.get(name).title for name in written)}." if written else "."),
        f"{_counted(len(made['predictions']), 'prediction')} made before a chart.",
        *(f"Your answers to form {forms.LETTERS[name]} of the concept test." for name in made["concept_test"]),
        "It holds nothing else from this computer.",
    ]
    return "\n".join(lines)


def _counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def file_name(made: Made) -> str:
    """Return a name for the file: course, lesson if it is of one, learner if given, and time of making."""
    about = "" if made["scope"] == "course" else made["scope"]
    who = re.sub(r"[^\w-]+", "-", made["learner"]).strip("-_")[:40]
    when = re.sub(r"\D", "", made["made"])[:14]
    return "-".join(part for part in (course.current().name, about, who, when) if part) + ".json"


def write(made: Made, folder: Path) -> Path:
    """Write a submission into a folder and return its path; an older file is never overwritten.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    first = Path(folder) / file_name(made)
    path, number = first, 1
    text = json.dumps(made, ensure_ascii=False, indent=1)
    while True:
        try:
            # "x": of two learners who hand in at the same moment, neither replaces the other's file.
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            return path
        except FileExistsError:
            number += 1
            path = first.with_stem(f"{first.stem}-{number}")
        except OSError:
            # Half a file on a full disk would look like a submission.
            with suppress(OSError):
                path.unlink()
            raise
