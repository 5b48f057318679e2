"""The lessons' own description, read from the head of each text in content/lessons."""

import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lessonkit import course
from lessonkit.course import Page, UnknownPage
from lessonkit.texts.numbers import numbered

UnknownLesson = UnknownPage
HEAD = "course"
"""The key of the description, in the head of a text and in the metadata of its notebook."""
START = "start"
"""The note that every lesson has: what the learner thinks of the lesson's question before reading."""


@dataclass(frozen=True)
class Lesson:
    """A page of the course with what stands under `course:` in the head of its text.

    `minutes` holds the two planned times, `core` and `extension`; `objectives` are numbered in their order; `given`
    is the Python that prepares the numbers which the build checks in the prose. `notes` are the prompts of each note
    that the learner is asked to write; `START` is always among them. `ending` helps to write the last sentence.
    """

    page: Page
    title: str
    question: str
    minutes: dict[str, float] = field(default_factory=dict)
    objectives: list[str] = field(default_factory=list)
    needs: str = ""
    explorers: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    given: str = ""
    notes: dict[str, list[str]] = field(default_factory=dict)
    ending: str = ""

    @property
    def number(self) -> str:
        """The place in the course: "06"."""
        return self.page.number

    @property
    def slug(self) -> str:
        """The name in addresses and in the names of exercises: "who-pays"."""
        return self.page.slug

    @property
    def stem(self) -> str:
        """The file name of its notebooks without the ending: "06-who-pays"."""
        return self.page.stem

    @property
    def teaches(self) -> bool:
        """True for a lesson, False for a page before or after them."""
        return self.page.teaches

    @property
    def numbered_objectives(self) -> dict[str, str]:
        """The objectives by their numbers: {"06.1": "Tell apart …"}."""
        return {f"{self.number}.{place}": text for place, text in enumerate(self.objectives, 1)}


def lessons() -> tuple[Lesson, ...]:
    """Return every lesson in order; a page without a text yet is left out.

    Raises
    ------
    ValueError
        If the head of a text is missing or has an unknown field; the text names the file.
    """
    here = course.current()
    paths = [(page, text_of(page)) for page in here.pages]
    return tuple(_read(page, path, path.stat().st_mtime_ns) for page, path in paths if path.exists())


def lesson(name: object) -> Lesson:
    """Return a lesson by number, slug or both: "06", "who-pays" or "06-who-pays".

    Raises
    ------
    UnknownLesson
        If there is none; the text names the nearest.
    """
    page = course.current().page(name)
    path = text_of(page)
    if not path.exists():
        raise UnknownLesson(f"The lesson {page.stem} has no text yet.")
    return _read(page, path, path.stat().st_mtime_ns)


def text_of(page: Page) -> Path:
    """Return where the text of a page is."""
    return course.current().content / "lessons" / f"{page.slug}.md"


def split(text: str) -> tuple[str, str]:
    """Return the head of a text, without its lines of ---, and the body.

    Raises
    ------
    ValueError
        If the text does not begin with a head.
    """
    if not text.startswith("---\n") or "\n---\n" not in text:
        raise ValueError("the text must begin with a head between two lines of ---")
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    return head, body


@cache
def _read(page: Page, path: Path, _stamp: int) -> Lesson:
    sys.audit("lessonkit.part", str(path), "head")  # for the record of what a notebook is made from
    try:
        head: dict[str, Any] = yaml.load(split(path.read_text(encoding="utf-8"))[0], yaml.CSafeLoader)
        fields = head[HEAD]
        notes = {START: [fields["question"]]} | fields.get("notes", {})
        return Lesson(page, **fields | {"needs": numbered(fields.get("needs", "")), "notes": notes})
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as trouble:
        raise ValueError(f"{path.name}: the head of the text cannot be used ({trouble})") from None
