"""The exercise bank: content/exercises/*.yml, read once a file and kept until it changes.

A learner's call reads one lesson's file only. Checking the files against the schema is
an author's task and lives in `validate.py`, so that it costs a learner nothing.

Expressions in the files (`given`, `answer`, `{= … =}`) are the course's own text and are
evaluated; nothing a learner types ever is.
"""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from lessonkit import course
from lessonkit.bank.item import Item, Lesson
from lessonkit.bank.loader import Loader
from lessonkit.bank.pack import unpacked
from lessonkit.texts.lessons import lesson as lesson_of
from lessonkit.texts.numbers import numbered


class UnknownExercise(KeyError):
    """No exercise has this name; the text gives the nearest one."""

    def __str__(self) -> str:
        return str(self.args[0])


class BankError(ValueError):
    """A file of the bank cannot be read as YAML."""


class Bank:
    """Every lesson of the bank, by slug."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        self.lessons = {lesson.slug: lesson for lesson in lessons}

    def __iter__(self) -> Iterator[Item[Any]]:
        return (item for lesson in self.lessons.values() for item in lesson.items)

    def __len__(self) -> int:
        return sum(len(lesson.items) for lesson in self.lessons.values())


def files() -> list[Path]:
    """Return the bank's files in the order of the lessons."""
    here = course.current()
    paths = [here.content / "exercises" / f"{page.slug}.yml" for page in here.pages]
    return [path for path in paths if path.exists()]


def load_bank() -> Bank:
    """Return the whole bank.

    Raises
    ------
    BankError
        If a file is not YAML.
    """
    return Bank(read(path) for path in files())


def get(name: str) -> Item[Any]:
    """Return one exercise by its name, for example ``who-pays/us-share``.

    Raises
    ------
    UnknownExercise
        If there is none; the text gives the nearest name.
    """
    slug, _, key = name.partition("/") if type(name) is str else ("", "", "")
    for path in files():
        if path.stem == slug:
            for item in read(path).items:
                if item.id == key:
                    return item
    raise UnknownExercise(_nearest(name))


def lesson(slug: str) -> Lesson:
    """Return one lesson's exercises.

    Raises
    ------
    UnknownExercise
        If no file of the bank has this slug.
    """
    for path in files():
        if path.stem == slug:
            return read(path)
    slugs = [path.stem for path in files()]
    raise UnknownExercise(f"There are no exercises for {slug!r}. There are: {', '.join(slugs)}.")


def read(path: Path) -> Lesson:
    """Return the lesson in one file; read again only when the file has changed.

    Raises
    ------
    BankError
        If the file is not YAML or has no list of exercises; the text names the line.
    """
    path = Path(path)
    status = path.stat()
    stamp = (status.st_mtime_ns, status.st_size)
    kept = _files.get(path)
    if kept is None or kept[0] != stamp:
        _files[path] = kept = (stamp, _lesson(path))
    return kept[1]


_files: dict[Path, tuple[tuple[int, int], Lesson]] = {}


def _lesson(path: Path) -> Lesson:
    try:
        data = unpacked(yaml.load(numbered(path.read_text(encoding="utf-8")), Loader))
        number = _number(path)
        found = Lesson(number, path.stem, data.get("title") or _title(path.stem), path, (), (), None)
        parts: dict[str, Any] = {
            "retrieval": tuple(Item(d, found, f"{number}.R{n}") for n, d in enumerate(data.get("retrieval") or (), 1)),
            "exercises": tuple(Item(d, found, f"{number}.{n}") for n, d in enumerate(data.get("exercises") or (), 1)),
            "exit": Item(data["exit"], found, f"{number}.X") if data.get("exit") else None,
        }
    except yaml.YAMLError as trouble:
        raise BankError(f"{path.name}: this is not YAML: {trouble}") from None
    except (KeyError, TypeError, AttributeError) as trouble:
        raise BankError(f"{path.name}: a field that every lesson or exercise needs is missing: {trouble}") from None
    for field, value in parts.items():
        setattr(found, field, value)
    return found


DRAFT = "99"
"""The number of a file that no page of the course names."""


def _number(path: Path) -> str:
    here = course.current()
    slug = here.closing.get("concept_test") if path.parent.name == "concept_test" else path.stem
    return next((page.number for page in here.pages if page.slug == slug), DRAFT)


def _title(slug: str) -> str:
    try:
        return lesson_of(slug).title
    except (KeyError, ValueError):
        return slug


def _nearest(name: object) -> str:
    names = [item.full_id for item in load_bank()]
    if type(name) is not str:
        return (
            "The name of an exercise is text in quotation marks, for example "
            + (repr(names[0]) if names else "'lesson/exercise'")
            + "."
        )
    near = difflib.get_close_matches(name[:120], names, 1, 0.4)
    return f"There is no exercise {name[:120]!r}." + (f" Did you mean {near[0]!r}?" if near else "")
