"""A lesson's exercises become two notebooks: one to work in, one with every answer explained."""

from typing import Any

from nbformat import NotebookNode

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.item import Item, Lesson
from lessonkit.bank.validate import problems as problems_of
from lessonkit.build import BuildError
from lessonkit.build.alone import stand_alone
from lessonkit.build.foot import foot
from lessonkit.build.notebook import assemble, code, markdown
from lessonkit.build.plan import Book
from lessonkit.texts.lessons import lesson
from lessonkit.texts.words import counted

HOW = """\
Questions are answered in a form: choose or type, then press **Check**. Exercises marked **with code** are optional and are
counted apart: most of them have a blank `____` to fill in a code cell, and then you run the cell. You have two tries; then the answer is shown with its
reason. Hints come one at a time. What you type is kept, also before you check it."""


HOW_IT_WENT = """\
## How it went

This card counts along while you answer."""

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
    cells = [markdown("\n\n".join([f"# Exercises: {found.title}", f"{_way_back(book)} {_time(found)}", HOW]))]
    objectives = _objectives(book)
    for item in found.exercises:
        cells.append(markdown(_heading(item) + _about(item, objectives)))
        cells += _code_cells(item) if item.logic.in_cell else [code(f'exercise("{item.full_id}")', folded=True)]
    cells += [
        markdown(HOW_IT_WENT),
        code(f'how_it_went("{found.slug}")', folded=True),
        markdown(HAND_IN),
        code(f'submit("{found.slug}")', folded=True),
        *foot(book),
    ]
    stand_alone(cells, book.name)
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
    for item in found.items:
        cells += _solved(item)
    stand_alone(cells, book.name)
    return assemble([*cells, *foot(book)], book.page, found.title)


def _solved(item: Item[Any]) -> list[NotebookNode]:
    if item.logic.in_cell:
        return _solved_code(item)
    return [
        markdown(f"{_heading(item)}\n\n{item.logic.text(item)}\n\n### The answer\n\n{item.logic.answer_text(item)}")
    ]


def _solved_code(item: Item[Any]) -> list[NotebookNode]:
    """The solution stands in a cell that runs, so that it cannot drift from the exercise."""
    cells = [markdown(f"{_heading(item)}\n\n{item.asked}\n\n### The answer"), _checked(item, item.solution)]
    # The explanation is in what check says.
    reasons = item.logic.reasons(item)
    cells += [markdown(f"Other answers:\n\n{reasons}")] if reasons else []
    return cells


def _code_cells(item: Item[Any]) -> list[NotebookNode]:
    cells = [markdown(item.asked), _checked(item, item.starter)]
    if item.hints:
        # As a comment: "Run All Cells" must not open hints that nobody asked for.
        cells.append(
            code(
                f"from {course.current().package} import hint\n\n# For a hint, delete the sign # in the next line and run the cell. "
                f'Run it again for the next hint.\n# hint("{item.full_id}")',
                free=True,
            )
        )
    return cells


def _checked(item: Item[Any], answer: str) -> NotebookNode:
    """Return one cell with what is given, an answer and its check, so that it runs alone."""
    given = f"# These lines are given.\n{item.given.strip()}\n\n" if item.given.strip() else ""
    return code(f'{given}{answer.strip()}\n\ncheck("{item.full_id}", {item.name})', free=True)


def _read(book: Book) -> Lesson:
    problems = problems_of(book.bank)
    if problems:
        raise BuildError("\n".join(map(str, problems)))
    return bank.read(book.bank)


def _heading(item: Item[Any]) -> str:
    return f"## {item.number} {item.title}{' (with code)' if item.needs_code else ''}"


def _about(item: Item[Any], objectives: dict[str, str]) -> str:
    minutes = f"{counted(item.minutes, 'minute', 'minutes')}. " if item.minutes else ""
    objective = objectives.get(item.objective, "")
    return f"\n\n{minutes}{f'Objective {item.objective}: {objective}' if objective else ''}".rstrip()


def _time(found: Lesson) -> str:
    """Return how long the exercises take, those with code apart."""
    plain = sum(item.minutes or 0 for item in found.exercises if not item.needs_code)
    code = sum(item.minutes or 0 for item in found.exercises if item.needs_code)
    more = f", and {counted(code, 'minute', 'minutes')} more for what is marked *with code*" if code else ""
    return f"About {counted(plain, 'minute', 'minutes')}{more}."


def _objectives(book: Book) -> dict[str, str]:
    return lesson(book.page.slug).numbered_objectives if book.text.exists() else {}


def _way_back(book: Book) -> str:
    if not book.text.exists():
        return ""
    return f"These belong to [lesson {book.page.number}](../lessons/{book.page.stem}.ipynb)."
