"""Lesson 06 as an nbgrader assignment: the same questions, keys and answers, for the benchmark of grading.

Usage (with the Python of .nbgrader):
    nbgrader_course.py make COURSE SUBMISSIONS NUMBER    source, release, and NUMBER submitted notebooks
    nbgrader_course.py scores COURSE                     points by learner and exercise, as JSON
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from inspect import signature
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lessonkit.bank import bank

NAME = "lesson-06"
BOOK = f"{NAME}.ipynb"
ITEMS = bank.lesson("who-pays").items
SETUP = "import numpy as np\nimport pandas as pd\nfrom nato_course import load"


def make(course: Path, submissions: Path, number: int) -> None:
    """Make the course and hand in the first answers of `number` submissions."""
    (course / "source" / NAME).mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.root = {str(course)!r}\n", encoding="utf-8"
    )
    nbformat.write(
        new_notebook(
            cells=list(source_cells()),
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        ),
        course / "source" / NAME / BOOK,
    )
    subprocess.run(["nbgrader", "generate_assignment", NAME], check=True, cwd=course, capture_output=True)
    for path in sorted(submissions.glob("*.json"))[:number]:
        hand_in(course, json.loads(path.read_text(encoding="utf-8")))


def source_cells() -> Iterator:
    """Give the instructor's cells: what is asked, a place for the answer, and a graded test."""
    yield new_code_cell(SETUP)
    for item in ITEMS:
        yield new_markdown_cell(f"## {item.title}\n\n{item.fill(item.prompt)}")
        if item.kind == "code":
            yield new_code_cell(item.given)
        key = item.solution if item.kind == "code" else f"answer = {item.logic.solution(item)!r}"
        yield _cell(f"answer-{item.id}", f"### BEGIN SOLUTION\n{key}\n### END SOLUTION", solution=True)
        yield _cell(f"test-{item.id}", test(item), grade=True, locked=True, points=1)


def _cell(name: str, source: str, **marks):
    held = {
        "schema_version": 3,
        "cell_type": "code",
        "grade": False,
        "locked": False,
        "solution": False,
        "task": False,
        "grade_id": name,
    }
    return new_code_cell(source, metadata={"nbgrader": held | marks})


def test(item) -> str:
    """Return the assert that passes for what the course calls right."""
    if item.kind == "choice":
        return f"assert answer == {item.logic.solution(item)!r}"
    if item.kind == "multiple":
        return f"assert set(answer) == {set(item.logic.solution(item))!r}"
    if item.kind == "critique":
        return f"assert answer == {item.logic.solution(item)!r}"
    if item.kind == "number":
        right = [
            item.evaluate(item.answer),
            *(item.evaluate(mistake["answer"]) for mistake in item.mistakes if mistake.get("accept")),
        ]
        return (
            f"assert min(abs(answer - right) for right in {[float(one) for one in right]!r}) <= {item.tolerance or 0}"
        )
    if item.kind == "classify":
        bins = {
            thing["key"]: thing["bin"] if isinstance(thing["bin"], list) else [thing["bin"]] for thing in item.items
        }
        return f"bins = {bins!r}\nassert all(answer[key] in bins[key] for key in bins)"
    if item.kind == "code":
        takes = ", ".join(signature(item.logic.solution(item)).parameters)
        return f"theirs = {item.name}({takes})\n\n{item.solution}\nnp.testing.assert_allclose(theirs, {item.name}({takes}), rtol=0, atol={item.tolerance})"
    raise ValueError(f"no assert for an exercise of kind {item.kind}")


def hand_in(course: Path, work: dict) -> None:
    """Write a learner's first answers into the released notebook."""
    book = nbformat.read(course / "release" / NAME / BOOK, 4)
    places = {cell.metadata["nbgrader"]["grade_id"]: cell for cell in book.cells if "nbgrader" in cell.metadata}
    for item in ITEMS:
        places[f"answer-{item.id}"].source = _typed(item, work["answers"][item.full_id][0]["answer"])
    folder = course / "submitted" / work["learner"].replace(" ", "-") / NAME
    folder.mkdir(parents=True)
    nbformat.write(book, folder / BOOK)


def _typed(item, answer) -> str:
    if item.kind == "code":
        return answer["source"].partition("\ncheck(")[0]
    return f"answer = {float(answer)!r}" if item.kind == "number" else f"answer = {answer!r}"


def scores(course: Path) -> dict[str, dict[str, float]]:
    """Return the points that nbgrader gave, by learner and by the exercise's number and title."""
    from nbgrader.api import Gradebook

    heads = {f"test-{item.id}": f"{item.number} {item.title}" for item in ITEMS}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {
            one.student.id.replace("-", " "): {
                heads[grade.name]: grade.auto_score for held in one.notebooks for grade in held.grades
            }
            for one in book.assignment_submissions(NAME)
        }


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        print(json.dumps(scores(Path(sys.argv[2]))))
