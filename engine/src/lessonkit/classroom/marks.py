"""Marks as tables that a gradebook takes.

Moodle imports any columns and asks which is which. Canvas wants five columns of its own and a row of the
points possible. Google Classroom imports no marks; its table has the columns of Classroom's own download, to
copy from. Exercises that a person judges are left out of the points, and their cells in the long table are empty.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.classroom.marking import Marked
from lessonkit.classroom.summary import Class
from lessonkit.kinds.base import BY_COURSE, BY_RERUN
from lessonkit.texts.lessons import Lesson, lessons

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
GOOGLE = ("Last Name", "First Name", "Email Address")
Row = list[str | int]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(text: str) -> str:
    """Return text that a spreadsheet shows and does not run as a formula (OWASP, CSV injection)."""
    return "'" + text if text.lstrip(" ").startswith(FORMULA) else text


def write(room: Class, folder: Path, rerun: bool = False) -> list[Path]:
    """Write the four tables and return their paths.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    tables = {
        "marks-moodle.csv": moodle(room, rerun),
        "marks-canvas.csv": canvas(room, rerun),
        "marks-google-classroom.csv": google(room, rerun),
        "marks-by-exercise.csv": by_exercise(room),
    }
    return [_write(Path(folder) / name, rows) for name, rows in tables.items()]


def _write(path: Path, rows: Iterable[Row]) -> Path:
    # With a byte order mark, so that a spreadsheet reads names in UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def moodle(room: Class, rerun: bool = False) -> Iterator[Row]:
    """Give the rows for Moodle."""
    chosen = handed_in(room)
    yield ["Identifier", *(f"{_title(one)} (of {possible(one, rerun)})" for one in chosen)]
    for learner in room.learners:
        yield [safe(learner.learner), *_cells(learner, chosen)]


def canvas(room: Class, rerun: bool = False) -> Iterator[Row]:
    """Give the rows for Canvas."""
    chosen = handed_in(room)
    yield [*CANVAS, *map(_title, chosen)]
    yield ["    Points Possible", "", "", "", "", *(possible(one, rerun) for one in chosen)]
    for learner in room.learners:
        yield [safe(learner.learner), "", "", safe(learner.learner), "", *_cells(learner, chosen)]


def google(room: Class, rerun: bool = False) -> Iterator[Row]:
    """Give the rows for Google Classroom."""
    chosen = handed_in(room)
    yield [*GOOGLE, *map(_title, chosen)]
    yield ["Points", "", "", *(possible(one, rerun) for one in chosen)]
    for learner in room.learners:
        first, _, last = learner.learner.rpartition(" ")
        yield [safe(last), safe(first), "", *_cells(learner, chosen)]


def by_exercise(room: Class) -> Iterator[Row]:
    """Give a row for each learner and a column for each exercise."""
    yield ["Identifier", *(f"{row.number} {row.title}" for row in room.exercises)]
    for learner in room.learners:
        given = (learner.results.get(row.name) for row in room.exercises)
        yield [safe(learner.learner), *("" if result is None else _shown(result.history.points) for result in given)]


def handed_in(room: Class) -> list[Lesson]:
    """Return the lessons of which somebody handed in an exercise."""
    slugs = {name.partition("/")[0] for one in room.learners for name in one.results}
    return [one for one in lessons() if one.slug in slugs]


def possible(chosen: Lesson, rerun: bool = False) -> int:
    """Return the points of a lesson: one for each exercise that is judged without a person."""
    judges = (BY_COURSE, BY_RERUN) if rerun else (BY_COURSE,)
    return sum(item.logic.judged_by in judges for item in bank.lesson(chosen.slug).items)


def _cells(learner: Marked, chosen: list[Lesson]) -> list[str]:
    points = _points(learner)
    return [_shown(points.get(one.slug)) for one in chosen]


def _points(learner: Marked) -> dict[str, float]:
    """Return the points by lesson; without the lessons of which the learner handed in nothing."""
    found: dict[str, float] = {}
    for name, result in learner.results.items():
        slug = name.partition("/")[0]
        found[slug] = found.get(slug, 0) + (result.history.points or 0 if result.judge in (BY_COURSE, BY_RERUN) else 0)
    return found


def _title(chosen: Lesson) -> str:
    return f"{course.current().title} {chosen.number} {chosen.title}"


def _shown(points: float | None) -> str:
    return "" if points is None else f"{points:.2f}".rstrip("0").rstrip(".")
