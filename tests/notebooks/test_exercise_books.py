"""Exercise notebooks: untouched they run and say so; answers typed into them get their feedback."""

from functools import cache

import pytest

from lessonkit.bank import bank
from lessonkit.build import exercise_books, notebook
from lessonkit.build.execute import execute
from lessonkit.build.plan import books
from lessonkit.exercises.panel import plain
from lessonkit.kinds.code.kind import mistake_code

BOOKS = [book for book in books() if book.kind == "exercises"]
CODE = [(book, item) for book in BOOKS for item in bank.read(book.bank).exercises if item.kind == "code"]


def said(cell) -> str:
    return "\n".join(out.get("text", "") or out.get("data", {}).get("text/plain", "") for out in cell.outputs)


def verdict(text: str) -> str:
    """The head of the feedback, below the line with the exercise's title."""
    return text.splitlines()[1].split(":")[0]


def words(text: str) -> str:
    return " ".join(text.split())


def mistakes(item) -> list:
    return [(f"mistake-{n}", mistake_code(item, mistake)) for n, mistake in enumerate(item.mistakes, 1)]


@cache
def tried(book):
    """Run a book untouched, then type every solution and every mistake into it, in one kernel.

    Return the cells of the book, and what each typed answer was told.
    """
    nb = exercise_books.exercises(book)
    own, typed = list(nb.cells), []
    nb.cells.append(notebook.code("from nato_course import reset"))
    for item in bank.read(book.bank).exercises:
        if item.kind != "code":
            continue
        call = f'check("{item.full_id}", {item.name})'
        (cell,) = [cell for cell in own if cell.source.endswith(f"{item.starter.strip()}\n\n{call}")]
        assert item.given.strip() in cell.source
        for name, answer in [("solution", item.solution), *mistakes(item)]:
            typed_in = cell.source.replace(item.starter.strip(), answer.strip())
            nb.cells += [notebook.code(f'reset("{item.full_id}")'), notebook.code(typed_in)]
            typed.append(((item.full_id, name), nb.cells[-1]))
    execute(nb, book.name, book.path.parent)
    return own, {key: said(cell) for key, cell in typed}


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.page.stem)
def test_untouched_every_exercise_says_not_answered_yet(book):
    expected = [item.full_id for item in bank.read(book.bank).exercises]
    calls = [(name, f'{verb}("{name}"') for name in expected for verb in ("exercise", "check")]
    cells = [cell for cell in tried(book)[0] if cell.cell_type == "code"]
    told = [
        name
        for cell in cells
        for name, call in calls
        if call in cell.source and "not answered yet" in said(cell).lower()
    ]
    assert told == expected


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.page.stem)
def test_the_notebook_in_the_repository_is_the_untouched_one(book):
    assert [cell.source for cell in notebook.read(book.path).cells] == [cell.source for cell in tried(book)[0]]


@pytest.mark.parametrize(("book", "item"), CODE, ids=lambda value: getattr(value, "full_id", ""))
def test_the_solution_typed_in_is_right(book, item):
    assert verdict(tried(book)[1][item.full_id, "solution"]) == "Right"


@pytest.mark.parametrize(("book", "item"), CODE, ids=lambda value: getattr(value, "full_id", ""))
def test_each_mistake_typed_in_gets_its_own_feedback(book, item):
    assert mistakes(item)
    for name, _ in mistakes(item):
        text = tried(book)[1][item.full_id, name]
        assert verdict(text) == "Not yet"
        assert words(plain(item.html(item.logic.feedback(item, name)))) in words(text)
