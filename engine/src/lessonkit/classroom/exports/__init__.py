"""The exercise bank for other programs: Moodle, QTI (Canvas and others), Anki and GIFT.

The kind of an exercise says what it asks, in words of no format; one module for each format writes that down.
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from lessonkit.bank import bank
from lessonkit.classroom.exports.carried import Carried
from lessonkit.classroom.exports.question import questions
from lessonkit.kinds.question import Question
from lessonkit.texts.lessons import UnknownLesson, lesson

FORMATS = ("moodle", "qti", "anki", "gift")


def writer(form: str) -> ModuleType:
    """Return the module that writes a format."""
    return import_module(f"{__name__}.{form}")


def chosen(names: list[str]) -> list[Question]:
    """Return the questions of some lessons, in the order of the course; of all lessons for no names.

    Raises
    ------
    lessonkit.texts.lessons.UnknownLesson
        If a name fits no lesson, or a page without exercises.
    """
    slugs = {lesson(name).slug for name in names}
    without = slugs - set(bank.load_bank().lessons)
    if without:
        raise UnknownLesson(f"The page {min(without)} has no exercises.")
    return [
        question for item in bank.load_bank() if not names or item.lesson.slug in slugs for question in questions(item)
    ]


def export(form: str, names: list[str], path: Path) -> tuple[int, dict[str, Carried]]:
    """Write the questions of some lessons into a file.

    Returns
    -------
    int, dict
        The number of questions, and what the format carries of each kind of exercise that is in the file.

    Raises
    ------
    lessonkit.texts.lessons.UnknownLesson
        If a name fits no lesson.
    ModuleNotFoundError
        If the format needs a package that is not installed.
    ValueError
        If the format has no form for a question; the text gives its name.
    OSError
        If the file cannot be written.
    """
    asked, module = chosen(names), writer(form)
    path.write_bytes(module.write(asked))
    return len(asked), account(form, asked)


def account(form: str, asked: Iterable[Question]) -> dict[str, Carried]:
    """Return what a format carries of each kind of exercise that some questions come from."""
    kinds = {question.item.kind: question for question in asked}
    return {kind: _carried(form, kinds[kind]) for kind in sorted(kinds)}


def _carried(form: str, question: Question) -> Carried:
    """Return what its kind says of a format, or what the format says of the question's form."""
    module = writer(form)
    usual: Carried = module.FORMS[question.body.form]
    becomes, lost = question.item.logic.carried.get(form, (usual.form, ""))
    return Carried(becomes, usual.feedback, " ".join(filter(None, (module.LOST, lost, usual.lost))))
