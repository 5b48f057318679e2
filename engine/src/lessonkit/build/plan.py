"""Which notebooks the course has, and the text that each is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from lessonkit import course
from lessonkit.build import BuildError
from lessonkit.course import Page, UnknownPage

KINDS = ("lessons", "exercises", "solutions")


class NoSuchLesson(BuildError):
    """A name that fits no lesson."""


@dataclass(frozen=True)
class Book:
    """One notebook: `kind` is the folder it lies in."""

    kind: str
    page: Page

    @property
    def path(self) -> Path:
        """Where the notebook is."""
        return course.current().root / self.kind / f"{self.page.stem}.ipynb"

    @property
    def name(self) -> str:
        """Its name in messages: "lessons/06-who-pays.ipynb"."""
        return f"{self.kind}/{self.page.stem}.ipynb"

    @property
    def text(self) -> Path:
        """The lesson's text."""
        return course.current().content / "lessons" / f"{self.page.slug}.md"

    @property
    def source(self) -> str:
        """The text's name in messages: "content/lessons/who-pays.md"."""
        return f"content/lessons/{self.page.slug}.md"

    @property
    def bank(self) -> Path:
        """The lesson's exercises."""
        return course.current().content / "exercises" / f"{self.page.slug}.yml"


def books(names: Iterable[str] = ()) -> list[Book]:
    """Return the notebooks of the named lessons, or of all, in the order of the lessons.

    Raises
    ------
    NoSuchLesson
        If a name fits no lesson; the text names the nearest.
    """
    wanted = {find(name) for name in names} or set(course.current().pages)
    found = [Book(kind, page) for page in course.current().pages if page in wanted for kind in KINDS]
    return [book for book in found if _has_content(book)]


def find(name: str) -> Page:
    """Return a page that is named by number, slug or both.

    Raises
    ------
    NoSuchLesson
        If there is none; the text names the nearest.
    """
    try:
        return course.current().page(name)
    except UnknownPage as trouble:
        raise NoSuchLesson(str(trouble)) from None


def orphans() -> list[str]:
    """Return the built notebooks whose text or exercises are gone."""
    here = course.current()
    known = {book.path for book in books()}
    found = [path for kind in KINDS for path in sorted((here.root / kind).glob("*.ipynb"))]
    return [path.relative_to(here.root).as_posix() for path in found if path not in known]


def strangers() -> list[str]:
    """Return the texts and exercises that no page of ``course.toml`` names."""
    here = course.current()
    slugs = {page.slug for page in here.pages}
    found = [*(here.content / "lessons").glob("*.md"), *(here.content / "exercises").glob("*.yml")]
    return [path.relative_to(here.root).as_posix() for path in sorted(found) if path.stem not in slugs]


def _has_content(book: Book) -> bool:
    if book.kind == "lessons":
        return book.text.exists()
    if not book.bank.exists():
        return False
    # Not through the bank: it brings pandas along, and `course build --check` should be quick.
    try:
        fields = yaml.load(book.bank.read_text(encoding="utf-8"), yaml.CSafeLoader)
        parts = ("exercises",) if book.kind == "exercises" else ("retrieval", "exercises", "exit")
        return any(fields.get(part) for part in parts)
    except (yaml.YAMLError, AttributeError):
        return True  # making the notebook will tell what is wrong
