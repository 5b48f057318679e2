"""The lessons' own description, read from the head of each text in content/lessons."""

import difflib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from lessonkit import course


class UnknownLesson(KeyError):
    """A lesson that does not exist; the text names the nearest."""

    def __str__(self):
        return self.args[0]


@dataclass(frozen=True)
class Lesson:
    """What stands under `nato:` in the head of a lesson's text.

    `minutes` holds the two planned times, `core` and `extension`; `given` is the Python
    that prepares the numbers which the build checks in the prose.
    """

    number: str
    slug: str
    title: str
    question: str
    minutes: dict = field(default_factory=dict)
    objectives: dict = field(default_factory=dict)
    needs: str = ""
    explorers: tuple = ()
    sources: tuple = ()
    given: str = ""

    @property
    def stem(self) -> str:
        """The file name without its ending: "06-who-pays"."""
        return f"{self.number}-{self.slug}"

    @property
    def teaches(self) -> bool:
        """True for the thirteen lessons, False for the pages before and after them."""
        return teaches(self.number)


def teaches(number: str) -> bool:
    """Tell whether a lesson's number is one of the thirteen that teach."""
    return "01" <= number <= "13"


def lessons() -> tuple[Lesson, ...]:
    """Return every lesson in order.

    Raises
    ------
    ValueError
        If the head of a text is missing or has an unknown field; the text names the file.
    """
    return _lessons(course.current().content / "lessons")


@cache
def _lessons(folder: Path) -> tuple[Lesson, ...]:
    return tuple(_read(path) for path in sorted(folder.glob("[0-9][0-9]-*.md")))


def lesson(name: str) -> Lesson:
    """Return a lesson by number, slug or both: "06", "who-pays" or "06-who-pays".

    Raises
    ------
    UnknownLesson
        If there is none; the text names the nearest.
    """
    for found in lessons():
        if name in (found.number, found.slug, found.stem):
            return found
    slugs = [found.slug for found in lessons()]
    near = difflib.get_close_matches(str(name)[:60], slugs, 1, 0.3)
    hint = f" Did you mean {near[0]!r}?" if near else f" Give its number or name, for example {slugs[-1]!r}."
    raise UnknownLesson(f"There is no lesson {str(name)[:60]!r}.{hint}")


def _read(path) -> Lesson:
    text = path.read_text(encoding="utf-8")
    head = text.split("\n---", 1)[0].removeprefix("---") if text.startswith("---") else ""
    try:
        return Lesson(**(yaml.safe_load(head) or {})["nato"])
    except (KeyError, TypeError, yaml.YAMLError) as trouble:
        raise ValueError(f"{path.name}: the head of the text cannot be used ({trouble})") from None
