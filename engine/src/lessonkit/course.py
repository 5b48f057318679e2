"""One course: its title, its pages in order, where its files are, and what its own package adds.

All of it is read from one file, ``course.toml``, at the course's root. No other module holds a path, a title or a
lesson's number::

    name = "garden-course"          # names the learner's folder and the variables (GARDEN_COURSE_HOME)
    title = "A Garden in Notebooks"
    package = "garden_course"       # holds explorers/, and is what notebooks import the verbs from
    languages = ["en"]
    pages = [                       # in order; the place gives the number, from 00
        { slug = "start-here" },
        { slug = "how-seeds-wake", part = "Spring" },   # a page with a part is a lesson that teaches
    ]

    [closing]                       # pages that close the course, each left out where there is none
    concept_test = "before-and-after"
    look_up = "look-it-up"

    [concept_test]
    short = ["waking", "watering"]  # the questions that the short test asks; without it there is the full one only

    [maps]                          # for exercises that ask for countries
    view = "europe"                 # the map of an exercise that names none
    countries = { table = "states", key = "iso3", name = "name" }   # what can be chosen, if an exercise does not say
    places = { table = "states", key = "iso3" }                     # has lat and lon, to tell which countries lie near

    [units]                         # words that learners may type for a unit, without their plural s
    litre = ["l", "liter"]

    [names]                         # what expressions may use, beside load, pd and np
    sunshine = "garden_course.sun:sunshine"

``current()`` is the course that the verbs work on. A course's package sets it when it is imported.
"""

import difflib
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

FILE = "course.toml"
VARIABLE = "LESSONKIT_COURSE"
"""Names a course's folder, for a process that is to work on another course than the one it would find."""


class CourseError(Exception):
    """There is no course, or its ``course.toml`` cannot be used; the text says what and where."""


class UnknownPage(KeyError):
    """A page that does not exist; the text names the nearest."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Page:
    """One page of the course. `part` is empty for a page that teaches nothing, such as a list of words."""

    number: str
    slug: str
    part: str = ""

    @property
    def stem(self) -> str:
        """The name of its notebooks without the ending: "06-who-pays"."""
        return f"{self.number}-{self.slug}"

    @property
    def teaches(self) -> bool:
        """True for a lesson of one of the course's parts."""
        return bool(self.part)


@dataclass(frozen=True)
class Course:
    """What ``course.toml`` says. `closing`, `names` and what follows are its tables, as read."""

    root: Path
    name: str
    title: str
    package: str
    pages: tuple[Page, ...]
    languages: tuple[str, ...] = ("en",)
    closing: dict[str, str] = field(default_factory=dict)
    concept_test: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    look_up: dict[str, str] = field(default_factory=dict)
    maps: dict[str, Any] = field(default_factory=dict)
    units: dict[str, list[str]] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    teaching: dict[str, Any] = field(default_factory=dict)
    release: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Path) -> "Course":
        """Read the course in a folder.

        Raises
        ------
        CourseError
            If there is no ``course.toml``, it is not TOML, or a field is missing, unknown or of the wrong kind.
        """
        path = Path(root).resolve() / FILE
        try:
            fields = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as trouble:
            raise CourseError(f"{path} cannot be read ({trouble.strerror or trouble}).") from None
        except tomllib.TOMLDecodeError as trouble:
            raise CourseError(f"{path} is not TOML: {trouble}.") from None
        try:
            pages = tuple(Page(f"{place:02}", **page) for place, page in enumerate(fields.pop("pages")))
            languages = tuple(fields.pop("languages", ("en",)))
            course = cls(root=path.parent, pages=pages, languages=languages, **fields)
        except (KeyError, TypeError) as trouble:
            raise CourseError(f"{path}: a field is missing or unknown ({trouble}).") from None
        slugs = [page.slug for page in pages]
        if twice := {slug for slug in slugs if slugs.count(slug) > 1}:
            raise CourseError(f"{path}: the page {min(twice)} is there twice.")
        return course

    # -- where things are

    @property
    def content(self) -> Path:
        """The folder of what authors write."""
        return self.root / "content"

    @property
    def tables(self) -> Path:
        """The folder of the data tables."""
        return self.root / "data"

    def variable(self, what: str) -> str:
        """Return the name of an environment variable: "GARDEN_COURSE_HOME" for "HOME"."""
        return f"{self.name.replace('-', '_')}_{what}".upper()

    # -- its pages

    @cached_property
    def _by_name(self) -> dict[str, Page]:
        return {name: page for page in self.pages for name in (page.number, page.slug, page.stem)}

    @property
    def lessons(self) -> tuple[Page, ...]:
        """The pages that teach."""
        return tuple(page for page in self.pages if page.teaches)

    @property
    def parts(self) -> dict[str, tuple[Page, ...]]:
        """The lessons of each part."""
        return {
            part: tuple(page for page in self.lessons if page.part == part)
            for part in dict.fromkeys(page.part for page in self.lessons)
        }

    def page(self, name: object) -> Page:
        """Return a page by number, slug or both: "06", "who-pays" or "06-who-pays".

        Raises
        ------
        UnknownPage
            If there is none; the text names the nearest.
        """
        if type(name) is str and name in self._by_name:
            return self._by_name[name]
        shown = str(name)[:60]
        near = difflib.get_close_matches(shown.zfill(2), self._by_name, 1, 0.3)
        slugs = [page.slug for page in self.pages]
        hint = f"Did you mean {near[0]!r}?" if near else f"Give its number or name, for example {slugs[-1]!r}."
        raise UnknownPage(f"There is no lesson {shown!r}. {hint}")

    def teaches(self, name: str) -> bool:
        """Tell whether a number or a slug is that of a lesson; False for any other text."""
        return name in self._by_name and self._by_name[name].teaches

    # -- what its package adds

    def imported(self, place: str) -> Any:
        """Return the object that a place such as "garden_course.sun:sunshine" names.

        Raises
        ------
        CourseError
            If there is no such module or object.
        """
        module, _, name = place.partition(":")
        try:
            return getattr(import_module(module), name)
        except (ImportError, AttributeError) as trouble:
            raise CourseError(f"{self.root / FILE}: {place} cannot be imported ({trouble}).") from None


_current: Course | None = None


def current() -> Course:
    """Return the course that this process works on.

    It is the one that was made current with `use`, else the one in the folder that ``LESSONKIT_COURSE`` names, else
    the one in the working folder or the nearest folder above it.

    Raises
    ------
    CourseError
        If there is none.
    """
    return _current or use(Course.read(_found()))


def use(course: Course) -> Course:
    """Make a course the current one and return it."""
    global _current
    _current = course
    return course


@contextmanager
def using(course: Course) -> Iterator[Course]:
    """Make a course the current one for the length of a `with` block."""
    before = _current
    use(course)
    try:
        yield course
    finally:
        globals()["_current"] = before


def of_package(file: str) -> Course:
    """Make the course of a package current and return it; `file` is the ``__file__`` of the package.

    The variable ``LESSONKIT_COURSE`` goes first. Else the course lies in a checkout, two folders above the package,
    or, where the package was installed from a wheel, in the package's own folder ``course``.

    Raises
    ------
    CourseError
        If there is none.
    """
    here = Path(file).resolve().parent
    if os.environ.get(VARIABLE):
        return use(Course.read(Path(os.environ[VARIABLE])))
    checkout = here.parents[1]
    return use(Course.read(checkout if (checkout / FILE).exists() else here / "course"))


def _found() -> Path:
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE).exists():
            return folder
    raise CourseError(f"There is no course here: no {FILE} in {here} or above it.")
