"""GIFT: questions as plain text, one to a paragraph.

Written after Moodle's own import of this format (question/format/gift). Every text is one line of HTML.
"""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from lessonkit import course
from lessonkit.classroom.exports.carried import LISTED, OWN, PART, Carried
from lessonkit.classroom.exports.moodle import category, shares
from lessonkit.kinds.question import Body, Choices, Essay, Matching, Number, Question, Sequence
from lessonkit.kinds.text import code, number, plain

SUFFIX = ".txt"
LOST = "Hints."
FORMS = {
    "one": Carried("multiple choice, one answer", OWN),
    "several": Carried("multiple choice, several answers", PART),
    "number": Carried("numerical", OWN, "The unit can be read, not typed. Remarks on other numbers."),
    "sequence": Carried("matching of each thing with its place", LISTED),
    "matching": Carried("matching", LISTED, "A thing that fits two bins, since matching knows one."),
    "essay": Carried("essay", LISTED, "The answer is shown to learners too, afterwards."),
}
Written = tuple[str, list[str], set[str], str]
"""The sign that begins the answers, a line for each, the mistakes that they reach, and the text of the question."""
SPECIAL = {ord(one): f"\\{one}" for one in "\\#=~{}:"} | {ord("\n"): "\\n"}


def write(questions: list[Question]) -> bytes:
    """Return the file.

    Raises
    ------
    moodle.TooMany
        If more than 20 options of a question are right.
    """
    blocks = []
    for lesson, asked in groupby(questions, key=lambda question: question.lesson):
        blocks.append(f"$CATEGORY: $course$/top/{category(course.current().title)}/{category(lesson)}")
        blocks += map(_question, asked)
    return ("\n\n".join(blocks) + "\n").encode()


def _question(question: Question) -> str:
    start, lines, reached, prompt = _WRITERS[type(question.body)](question, question.body)
    general = question.answer + question.general() if isinstance(question.body, Essay) else question.general(reached)
    return "\n".join(
        [
            f"// {question.name}",
            f"::{_escaped(question.title)}::[html]{_escaped(prompt)}{{{start}",
            *lines,
            f"####{_escaped(general)}",
            "}",
        ]
    )


def _choices(question: Question, body: Choices) -> Written:
    grades = shares(len(body.right), question.name)
    right, lines = iter(grades), []
    for option in body.options:
        mark = "~"
        # A sign of equality makes the question one with a single answer.
        if option.worth == 1:
            mark = f"~%{number(round(next(right), 5))}%" if len(body.right) > 1 else "="
        elif body.several and len(body.right) > 1:
            mark = f"~%-{number(round(grades[0], 5))}%"
        elif option.worth:
            mark = f"~%{number(100 * option.worth)}%"
        lines.append(_line(mark, _escaped(option.html), question.told(option.chosen)))
    return "", lines, {option.chosen for option in body.options}, question.prompt


def _number(question: Question, body: Number) -> Written:
    lines = [
        _line("=" if one.worth else "=%0%", f"{number(one.middle)}:{number(one.half)}", question.told(one.mistake))
        for one in body.ranges
    ]
    return "#", lines, {one.mistake for one in body.ranges}, question.prompt


def _sequence(question: Question, body: Sequence) -> Written:
    places = {key: place for place, key in enumerate(body.things, 1)}
    return "", [f"={_escaped(body.things[key])} -> {places[key]}" for key in body.shown], set(), question.prompt


def _matching(question: Question, body: Matching) -> Written:
    fits = {thing: bins[0] for thing, bins in body.right.items() if len(bins) == 1}
    lines = [f"={_escaped(body.things[thing])} -> {_escaped(plain(body.bins[key]))}" for thing, key in fits.items()]
    # A bin that fits nothing is still offered.
    lines += [f"= -> {_escaped(plain(name))}" for key, name in body.bins.items() if key not in fits.values()]
    return "", lines, set(), question.prompt


def _essay(question: Question, body: Essay) -> Written:
    return "", [], set(), question.prompt + (code(body.starter) if body.starter else "")


_WRITERS: dict[type[Body], Callable[[Question, Any], Written]] = {
    Choices: _choices,
    Number: _number,
    Sequence: _sequence,
    Matching: _matching,
    Essay: _essay,
}


def _line(mark: str, answer: str, feedback: str) -> str:
    return f"{mark}{answer}" + (f"#{_escaped(feedback)}" if feedback else "")


def _escaped(html: str) -> str:
    return html.translate(SPECIAL)
