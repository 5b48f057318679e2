"""A lesson's exercises become two notebooks: one to work in, one with every answer explained."""

import re
from collections.abc import Iterable
from typing import Any

from nbformat import NotebookNode

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.item import Item, Lesson
from lessonkit.bank.validate import problems as problems_of
from lessonkit.build import BuildError
from lessonkit.build.foot import foot
from lessonkit.build.notebook import assemble, code, markdown
from lessonkit.build.plan import Book
from lessonkit.texts.lessons import lesson
from lessonkit.texts.words import counted

HOW = """\
Most questions are answered in a form: choose or type, then press **Check**. In the others you fill
the blank `____` in a code cell and run the cell. You have two tries; then the answer is shown with its
reason. Hints come one at a time."""


HAND_IN = """\
## Hand in your work

Only for those who learn in a class. You see what the file would hold before it is written."""


def exercises(book: Book) -> NotebookNode:
    """Return the notebook that a learner works in: untouched, and clean from first to last cell.

    Raises
    ------
    BuildError
        If the exercises have any fault; the text lists them all.
    """
    found = _read(book)
    minutes = sum(item.minutes or 0 for item in found.exercises)
    cells = [
        markdown(
            f"# Exercises: {found.title}\n\n{_way_back(book)} About {counted(minutes, 'minute', 'minutes')}.\n\n{HOW}\n\nRun the first cell before anything else."
        ),
        code(_setup(found.exercises, "check", "exercise", "hint", "submit")),
    ]
    objectives = _objectives(book)
    for item in found.exercises:
        cells.append(markdown(_heading(item) + _about(item, objectives)))
        cells += _code_cells(item) if item.logic.in_cell else [code(f'exercise("{item.full_id}")', folded=True)]
    cells += [markdown(HAND_IN), code(f'submit("{found.slug}")', folded=True), *foot(book)]
    return assemble(cells, book.page, found.title)


def solutions(book: Book) -> NotebookNode:
    """Return the notebook with each question, its answer and reason, and its typical mistakes.

    Raises
    ------
    BuildError
        If the exercises have any fault; the text lists them all.
    """
    found = _read(book)
    cells = [
        markdown(
            f"# Solutions: {found.title}\n\n{_way_back(book)} Try the exercises first: the answers teach little to a reader who has not guessed."
        )
    ]
    if any(item.logic.in_cell for item in found.items):
        cells.append(code(_setup(found.items, "check")))
    for item in found.items:
        cells += _solved(item)
    return assemble([*cells, *foot(book)], book.page, found.title)


def _solved(item: Item[Any]) -> list[NotebookNode]:
    if item.logic.in_cell:
        return _solved_code(item)
    return [
        markdown(f"{_heading(item)}\n\n{item.logic.text(item)}\n\n### The answer\n\n{item.logic.answer_text(item)}")
    ]


def _solved_code(item: Item[Any]) -> list[NotebookNode]:
    """The solution stands in a cell that runs, so that it cannot drift from the exercise."""
    cells = [markdown(f"{_heading(item)}\n\n{item.fill(item.prompt)}")]
    if item.given:
        cells.append(code(item.given))
    cells += [markdown("### The answer"), code(f'{item.solution.strip()}\n\ncheck("{item.full_id}", {item.name})')]
    # The explanation is in what check says.
    reasons = item.logic.reasons(item)
    cells += [markdown(f"Other answers:\n\n{reasons}")] if reasons else []
    return cells


def _code_cells(item: Item[Any]) -> list[NotebookNode]:
    cells = [markdown(item.fill(item.prompt))]
    if item.given:
        cells.append(code(item.given))
    cells.append(code(f'{item.starter.strip()}\n\ncheck("{item.full_id}", {item.name})', free=True))
    if item.hints:
        # As a comment: "Run All Cells" must not open hints that nobody asked for.
        cells.append(
            code(
                f'# For a hint, delete the sign # in the next line and run the cell. Run it again for the next hint.\n# hint("{item.full_id}")',
                free=True,
            )
        )
    return cells


def _read(book: Book) -> Lesson:
    problems = problems_of(book.bank)
    if problems:
        raise BuildError("\n".join(map(str, problems)))
    return bank.read(book.bank)


def _setup(items: Iterable[Item[Any]], *verbs: str) -> str:
    """Import the verbs, and what the given code and the starters use."""
    source = "\n".join(
        f"{item.given}\n{item.data.get('starter', '')}\n{item.data.get('solution', '')}"
        for item in items
        if item.logic.in_cell
    )
    verbs += ("load",) if "load(" in source else ()
    lines = ["import numpy as np"] if re.search(r"\bnp\.", source) else []
    lines += ["import pandas as pd"] if re.search(r"\bpd\.", source) else []
    lines += [""] if lines else []
    lines.append(f"from {course.current().package} import {', '.join(sorted(verbs))}")
    lines += [_import(*name) for name in course.current().names.items() if re.search(rf"\b{name[0]}\b", source)]
    return "\n".join(lines)


def _import(name: str, place: str) -> str:
    """Return the import of a name of ``course.toml`` from a place such as "garden_course.sun:sunshine"."""
    module, _, found = place.partition(":")
    return f"from {module} import {found}" + (f" as {name}" if name != found else "")


def _heading(item: Item[Any]) -> str:
    return f"## {item.number} {item.title}"


def _about(item: Item[Any], objectives: dict[str, str]) -> str:
    minutes = f"{counted(item.minutes, 'minute', 'minutes')}. " if item.minutes else ""
    objective = objectives.get(item.objective, "")
    return f"\n\n{minutes}{f'Objective {item.objective}: {objective}' if objective else ''}".rstrip()


def _objectives(book: Book) -> dict[str, str]:
    return lesson(book.page.slug).numbered_objectives if book.text.exists() else {}


def _way_back(book: Book) -> str:
    if not book.text.exists():
        return ""
    return f"These belong to [lesson {book.page.number}](../lessons/{book.page.stem}.ipynb)."
