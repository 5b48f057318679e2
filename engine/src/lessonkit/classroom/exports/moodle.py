"""Moodle XML: one file of questions, in a category for each lesson.

Written after Moodle's own import of this format (question/format/xml and the question types).
"""

from base64 import b64encode
from collections.abc import Callable
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from lessonkit import course
from lessonkit.classroom.exports.carried import LISTED, OWN, PART, TEACHER, Carried
from lessonkit.classroom.exports.xml import document, element
from lessonkit.kinds.question import Body, Choices, Essay, Matching, Number, Question, Sequence
from lessonkit.kinds.text import bullets, number, plain

SUFFIX = ".xml"
LOST = ""
FORMS = {
    "one": Carried("multiple choice, one answer", OWN),
    "several": Carried("multiple choice, several answers", PART),
    "number": Carried("numerical, the unit may be left out", OWN, "Remarks on other numbers, such as a wrong sign."),
    "sequence": Carried("ordering, marked by pairs (newer Moodle, or the plugin qtype_ordering)", LISTED),
    "matching": Carried("embedded answers, a menu for each thing", PART),
    "essay": Carried("essay", TEACHER),
}
SECOND_TRY = 0.5
"""What a second try costs, as in the course."""
SPECIAL = {ord(one): f"&#{ord(one)};" for one in "{}~\\\n"}
"""What has a meaning, or no place, in an embedded answer; HTML knows it by its number."""


Written = tuple[str, list[Element], set[str], str]
"""Moodle's type, what belongs to it alone, the mistakes that answers reach, and the text of the question."""


class TooMany(ValueError):
    """A question has more right options than Moodle has grades for."""


def write(questions: list[Question]) -> bytes:
    """Return the file.

    Raises
    ------
    TooMany
        If more than 20 options of a question are right.
    """
    quiz = element("quiz")
    for lesson, asked in groupby(questions, key=lambda question: question.lesson):
        name = f"$course$/top/{category(course.current().title)}/{category(lesson)}"
        quiz.append(element("question", {"type": "category"}, element("category", None, _text(name))))
        for question in asked:
            quiz.append(_question(question))
    return document(quiz)


def category(name: str) -> str:
    """Return a name as a part of a path of categories: a slash parts them, a double one is a slash in a name."""
    return name.replace("/", "//")


def _question(question: Question) -> Element:
    kind, parts, reached, prompt = _WRITERS[type(question.body)](question, question.body)
    files = (
        [
            element(
                "file",
                {"name": question.picture.name, "path": "/", "encoding": "base64"},
                b64encode(question.picture.svg).decode(),
            )
        ]
        if question.picture
        else []
    )
    return element(
        "question",
        {"type": kind},
        element("name", None, _text(question.title)),
        _html("questiontext", prompt + (question.picture.html("@@PLUGINFILE@@/") if question.picture else ""), *files),
        _html("generalfeedback", "" if kind == "essay" else question.general(reached)),
        element("defaultgrade", None, "1"),
        element("penalty", None, str(SECOND_TRY)),
        element("hidden", None, "0"),
        element("idnumber", None, question.name),
        *parts,
        *(_html("hint", hint) for hint in question.hints),
        element(
            "tags",
            None,
            element("tag", None, _text(question.item.kind)),
            element("tag", None, _text(question.item.lesson.slug)),
        ),
    )


def _choices(question: Question, body: Choices) -> Written:
    grades = shares(len(body.right), question.name)
    right, wrong = iter(grades), -grades[0] if body.several else 0
    answers = [
        _answer(
            next(right) if option.worth == 1 else 100 * option.worth or wrong,
            _text(option.html),
            question.told(option.chosen),
        )
        for option in body.options
    ]
    several = element("single", None, "false" if body.several else "true")
    parts = [several, element("shuffleanswers", None, "false"), element("answernumbering", None, "abc"), *answers]
    return "multichoice", parts, {option.chosen for option in body.options}, question.prompt


def shares(right: int, name: str) -> list[float]:
    """Return grades in per cent, of those that Moodle has, that add up to the whole mark.

    Raises
    ------
    TooMany
        If there are more than 20; the text gives the question's name.
    """
    if right > 20:
        raise TooMany(f"{name}: {right} options are right. Moodle has no grades for more than 20.")
    return [100 / right] * right if right <= 10 else [10.0] * (20 - right) + [5.0] * (2 * right - 20)


def _number(question: Question, body: Number) -> Written:
    answers = []
    for one in body.ranges:
        answer = _answer(100 * one.worth, _text(number(one.middle)), question.told(one.mistake), "moodle_auto_format")
        answer.append(element("tolerance", None, number(one.half)))
        answers.append(answer)
    unit = (
        [
            element(
                "units",
                None,
                element("unit", None, element("multiplier", None, "1"), element("unit_name", None, body.unit)),
            )
        ]
        if body.unit
        else []
    )
    # 0: a unit may be typed. 3: there is none.
    shown = [
        element("unitgradingtype", None, "0"),
        element("unitpenalty", None, "0.1"),
        element("showunits", None, "0" if body.unit else "3"),
        element("unitsleft", None, "0"),
    ]
    return "numerical", [*answers, *unit, *shown], {one.mistake for one in body.ranges}, question.prompt


def _sequence(question: Question, body: Sequence) -> Written:
    answers = [
        element("answer", {"fraction": place, "format": "html"}, _text(thing))
        for place, thing in enumerate(body.things.values(), 1)
    ]
    # Each thing counts the things before and after it that stand right: the share of pairs, as in the course.
    how = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": "0",
        "gradingtype": "RELATIVE_ALL_PREVIOUS_AND_NEXT",
        "showgrading": "SHOW",
        "numberingstyle": "none",
    }
    return (
        "ordering",
        [*(element(name, None, value) for name, value in how.items()), element("shownumcorrect"), *answers],
        set(),
        question.prompt,
    )


def _matching(question: Question, body: Matching) -> Written:
    rows = bullets(f"{_embedded(thing)} {_menu(question, body, key)}" for key, thing in body.things.items())
    return "cloze", [], set(body.wrong.values()), question.prompt.replace("{", "&#123;") + rows


def _menu(question: Question, body: Matching, thing: str) -> str:
    """Return a menu of the bins in the notation of embedded answers."""
    entries = [
        f"{'=' if key in body.right[thing] else ''}{_name(name)}"
        + (f"#{_embedded(question.told(body.wrong[thing, key]))}" if (thing, key) in body.wrong else "")
        for key, name in body.bins.items()
    ]
    return "{1:MULTICHOICE:" + "~".join(entries) + "}"


def _embedded(html: str) -> str:
    return html.translate(SPECIAL)


def _name(html: str) -> str:
    """Return the name of a bin: a menu shows plain text, and these signs begin a mark or a feedback."""
    return "".join(one if one.isalnum() or one in " .,()’-–" else f"&#{ord(one)};" for one in plain(html))


def _essay(question: Question, body: Essay) -> Written:
    parts = {
        "responseformat": "monospaced" if body.starter else "editor",
        "responserequired": "1",
        "responsefieldlines": "15",
        "attachments": "0",
        "attachmentsrequired": "0",
    }
    notes = _html("graderinfo", question.answer + question.general())
    starter = element("responsetemplate", {"format": "plain_text" if body.starter else "html"}, _text(body.starter))
    return (
        "essay",
        [*(element(name, None, value) for name, value in parts.items()), notes, starter],
        set(question.mistakes),
        question.prompt,
    )


_WRITERS: dict[type[Body], Callable[[Question, Any], Written]] = {
    Choices: _choices,
    Number: _number,
    Sequence: _sequence,
    Matching: _matching,
    Essay: _essay,
}


def _text(content: str) -> Element:
    return element("text", None, content)


def _html(tag: str, content: str, *files: Element) -> Element:
    return element(tag, {"format": "html"}, _text(content), *files)


def _answer(percent: float, text: Element, feedback: str, form: str = "html") -> Element:
    return element("answer", {"fraction": number(round(percent, 5)), "format": form}, text, _html("feedback", feedback))
