"""Submissions made up for tests: a learner whose every answer is known."""

import json

from lessonkit.bank import bank
from lessonkit.classroom import submission

START = "2026-11-24T08:{:02d}:00+00:00"


def tries_with(item, misconception=None, improve=False):
    """Return a learner's answers to an item: one that shows a misconception (then maybe the right one), or the right one."""
    right = item.logic.solution(item)
    for _, answer in item.logic.mistaken(item) if misconception else ():
        if item.logic.check(item, answer).misconception == misconception:
            return [answer, right] if improve else [answer]
    return [right]


def made_of(answers, learner="", scope="course", **more):
    """Return a submission of these answers: exercise name to a list of answers, a minute apart."""
    given = {
        name: [{"at": START.format(n % 60), "answer": plain(answer)} for n, answer in enumerate(tries)]
        for name, tries in answers.items()
    }
    fields = {
        "format": submission.format_name(),
        "version": submission.VERSION,
        "made": START.format(59),
        "learner": learner,
        "scope": scope,
    }
    return {**fields, "answers": given, "hints": {}, "predictions": {}, "concept_test": {}, **more}


def plain(value):
    """Return an answer as JSON holds it."""
    if isinstance(value, dict):
        return {str(key): plain(cell) for key, cell in value.items()}
    if isinstance(value, set | frozenset | tuple | list):
        return [plain(cell) for cell in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
    return value.item() if hasattr(value, "item") else value


def save(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def choice(name):
    """Return (right answer, one wrong answer) of a choice item."""
    item = bank.get(name)
    return item.logic.solution(item), item.logic.mistaken(item)[0][1]
