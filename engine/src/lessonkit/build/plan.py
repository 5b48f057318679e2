"""Which notebooks the course has, and the text that each is made of."""

import difflib
from dataclasses import dataclass
from pathlib import Path

import yaml

from lessonkit.build import BuildError

KINDS = ("lessons", "exercises", "solutions")


class NoSuchLesson(BuildError):
    """A name that fits no lesson."""


@dataclass(frozen=True)
class Book:
    """One notebook: `kind` is the folder it lies in, `stem` its name, such as "06-who-pays"."""

    root: Path
    kind: str
    stem: str

    @property
    def path(self) -> Path:
        return self.root / self.kind / f"{self.stem}.ipynb"

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.stem}.ipynb"

    @property
    def text(self) -> Path:
        """The lesson's text."""
        return self.root / "content" / "lessons" / f"{self.stem}.md"

    @property
    def bank(self) -> Path:
        """The lesson's exercises."""
        return self.root / "content" / "exercises" / f"{self.stem}.yml"


def books(root: Path, names=()) -> list[Book]:
    """Return the notebooks of the named lessons, or of all, in the order of the lessons.

    Raises
    ------
    NoSuchLesson
        If a name fits no lesson; the text names the nearest.
    """
    wanted = {find(root, name) for name in names} or set(stems(root))
    found = [Book(root, kind, stem) for stem in sorted(wanted) for kind in KINDS]
    return [book for book in found if _has_content(book)]


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


def stems(root: Path) -> list[str]:
    """Return the names of all lessons and exercise files, such as "06-who-pays", in order."""
    content = root / "content"
    files = [*content.glob("lessons/[0-9][0-9]-*.md"), *content.glob("exercises/[0-9][0-9]-*.yml")]
    return sorted({file.stem for file in files})


def find(root: Path, name: str) -> str:
    """Return the stem of a lesson that is named by number, slug or both."""
    names = {alias: stem for stem in stems(root) for alias in (stem, stem[:2], stem[3:])}
    if name in names:
        return names[name]
    near = difflib.get_close_matches(name.zfill(2), names, 1, 0.3)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(stems(root)) or 'none'}."
    raise NoSuchLesson(f"There is no lesson {name}. {hint}")


def orphans(root: Path) -> list[str]:
    """Return the built notebooks whose text or exercises are gone."""
    known = {book.path for book in books(root)}
    found = [path for kind in KINDS for path in sorted((root / kind).glob("*.ipynb"))]
    return [path.relative_to(root).as_posix() for path in found if path not in known]
