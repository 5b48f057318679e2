"""The class report: one page of HTML that needs nothing else, and the same as a notebook.

Every text of a learner goes through the template's escaping. The page holds no script and loads nothing.
"""

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import nbformat
from markupsafe import Markup

from lessonkit import course
from lessonkit.bank.item import Item
from lessonkit.bank.misconceptions import misconceptions
from lessonkit.classroom.marking import Result, items
from lessonkit.classroom.summary import Class, PredictionRow, middle, points
from lessonkit.kinds.base import BY_A_PERSON, BY_RERUN
from lessonkit.texts.lessons import lessons

SECTIONS = {
    "glance": "At a glance",
    "misconceptions": "What the class holds",
    "gain": "Before and after",
    "exercises": "Exercise by exercise",
    "predictions": "What the class predicted",
    "learners": "Learner by learner",
    "texts": "Texts to read",
    "code": "Answers in code",
    "files": "Files that were not used, or not wholly",
}


def sections(room: Class) -> dict[str, Markup]:
    """Return each section of the report as HTML, without its heading, by the names of `SECTIONS`."""
    context = _context(room)
    return {name: Markup(_templates().get_template(f"{name}.html").render(context)) for name in SECTIONS}


def page(parts: dict[str, Markup]) -> str:
    """Return the whole report, made of `sections`, as one page of HTML."""
    return _templates().get_template("page.html").render(parts=parts, titles=SECTIONS, course=course.current().title)


def notebook(parts: dict[str, Markup], folder: Path) -> nbformat.NotebookNode:
    """Return the report, made of `sections`, as a notebook with its outputs; running it reads the folder anew."""
    cells = [
        nbformat.v4.new_markdown_cell(
            "# Class report\n\nRun the cells to read the folder anew. `room` holds everything: try `pandas.DataFrame(room.exercises)`."
        ),
        nbformat.v4.new_code_cell(
            "from lessonkit.classroom.grading import read_class\nfrom lessonkit.classroom.report import sections\n\n"
            f"room = read_class({str(folder)!r})\nparts = sections(room)"
        ),
    ]
    for name, title in SECTIONS.items():
        shown = nbformat.v4.new_output("execute_result", {"text/html": str(parts[name]), "text/plain": f"<{title}>"})
        cells += [
            nbformat.v4.new_markdown_cell(f"## {title}"),
            nbformat.v4.new_code_cell(f"parts[{name!r}]", outputs=[shown]),
        ]
    report: nbformat.NotebookNode = nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    return report


def write(room: Class, folder: Path, source: Path) -> list[Path]:
    """Write ``report.html`` and ``report.ipynb`` and return their paths.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    html, book = Path(folder) / "report.html", Path(folder) / "report.ipynb"
    parts = sections(room)
    html.write_text(page(parts), encoding="utf-8", newline="\n")
    book.write_text(nbformat.writes(notebook(parts, source)) + "\n", encoding="utf-8", newline="\n")
    return [html, book]


@cache
def _templates() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["percent"] = lambda share: "–" if share is None else f"{100 * share:.0f} %"
    made.filters["points"] = lambda number: f"{number:.1f}"
    return made


def _context(room: Class) -> dict[str, Any]:
    return {
        "room": room,
        "register": misconceptions(),
        "texts": _grouped(room, BY_A_PERSON),
        "code": _grouped(room, BY_RERUN),
        "minutes": [
            (one, room.minutes[one.slug], middle(room.minutes[one.slug]))
            for one in lessons()
            if one.slug in room.minutes
        ],
        "totals": [(one, *points(one)) for one in room.learners],
        "predictions": [(row, _spread(row)) for row in room.predictions],
    }


def _grouped(room: Class, judge: str) -> list[tuple[Item[Any], list[Markup], Markup, list[tuple[str, Result]]]]:
    """Return (item, rubric as HTML, model answer as HTML, texts) for each exercise with texts."""
    return [
        (
            item := items()[name],
            [Markup(item.html(row["text"])) for row in item.logic.rubric(item)],
            Markup(item.html(item.logic.key_text(item))),
            texts,
        )
        for name, texts in room.texts(judge).items()
    ]


def _spread(row: PredictionRow) -> dict[str, Any]:
    """Return where the dots of a strip stand, in per cent of its width, and its two ends."""
    if not row.numbers:
        return {}
    low, high = row.numbers[0], row.numbers[-1]
    width = high - low or 1
    return {
        "low": low,
        "high": high,
        "middle": middle(row.numbers),
        "dots": [round(100 * (number - low) / width, 1) for number in row.numbers],
    }
