"""The exercise bank: content/exercises/*.yml, read once a file and kept until it changes.

A learner's call reads one lesson's file only. Checking the files against the schema is
an author's task and lives in `validate.py`, so that it costs a learner nothing.

Expressions in the files (`given`, `answer`, `{= … =}`) are the course's own text and are
evaluated; nothing a learner types ever is.
"""

import difflib
import json
import re
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from lessonkit import course
from lessonkit.texts.lessons import lesson as lesson_of
from lessonkit.texts.numbers import numbered

DEFAULTS = {
    "title": "",
    "objective": "",
    "minutes": None,
    "given": "",
    "hints": (),
    "mistakes": (),
    "explanation": "",
    "sources": (),
    "volatile": False,
    "unit": "",
    "tolerance": None,
    "compare": {},
    "calls": (),
    "distractors": (),
    "accept": (),
    "labels_feedback": {},
    "misconceptions": {},
    "claim_source": "",
    "view": "europe",
    "withheld": False,
}
"""What an item has when its author leaves a field out."""


class Loader(yaml.CSafeLoader):
    """YAML in which only true and false are truth values, and dates stay text.

    In plain YAML 1.1 the word `no` is False, so a bin called `no` would vanish.
    """


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in pairs if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"), list("tTfF"))


class UnknownExercise(KeyError):
    """No exercise has this name; the text gives the nearest one."""

    def __str__(self):
        return self.args[0]


class BankError(ValueError):
    """A file of the bank cannot be read as YAML."""


class Item:
    """One exercise: the fields of its YAML as attributes, and what is derived from them.

    Attributes
    ----------
    id, full_id
        ``us-share`` and ``who-pays/us-share``.
    number
        ``06.2``; ``06.R1`` for a retrieval question, ``06.X`` for the exit ticket.
    lesson
        The `Lesson` that it belongs to.
    """

    def __init__(self, data: dict, lesson: "Lesson", number: str):
        self.data = data
        self.lesson = lesson
        self.number = number
        self.full_id = f"{lesson.slug}/{data['id']}"
        self.objective = _objective(data.get("objective", ""), number)
        self.kept: dict = {}
        """What a kind computes once for this item: keys, values of mistakes."""

    def __getattr__(self, name):
        data = self.__dict__.get("data", {})
        if name in data:
            return data[name]
        if name in DEFAULTS:
            return DEFAULTS[name]
        raise AttributeError(f"exercise {self.__dict__.get('full_id')} has no field {name!r}")

    def __repr__(self):
        return f"<Item {self.full_id}>"

    @cached_property
    def logic(self):
        """The kind's own view, check and texts."""
        from lessonkit.kinds import of

        if self.withheld:
            from lessonkit.kinds.withheld import Withheld

            return Withheld()
        return of(self.kind)

    @cached_property
    def names(self) -> dict:
        """The names that `given` makes, beside those of `namespace`."""
        space = namespace()
        exec(compile(self.given or "", f"<given of {self.full_id}>", "exec"), space)
        return space

    def evaluate(self, expression):
        """Return the value of an expression; what is not text is its own value."""
        if not isinstance(expression, str):
            return expression
        return eval(compile(expression.strip(), f"<{self.full_id}>", "eval"), dict(self.names))

    def fill(self, text: str) -> str:
        """Return text with every ``{= expression :format =}`` replaced by its value."""
        return _SLOT.sub(lambda slot: self._formatted(slot.group(1)), text or "")

    def html(self, text: str) -> str:
        """Return filled markdown as HTML."""
        return html(self.fill(text))

    def _formatted(self, inner: str) -> str:
        value = eval(compile("f'''{" + inner + "}'''", f"<{self.full_id}>", "eval"), dict(self.names))
        # A hyphen is not a minus sign.
        return re.sub(r"^-(?=\d)", "−", value)


def _objective(written: int | str, number: str) -> str:
    """Return the number of an objective: "06.3" for 3 in lesson 06, "04.1" for "article-5-article-4.1"."""
    if type(written) is int:
        return f"{number.partition('.')[0]}.{written}"
    slug, _, place = str(written).rpartition(".")
    return next((f"{page.number}.{place}" for page in course.current().pages if page.slug == slug), str(written))


_SLOT = re.compile(r"\{=\s*(.+?)\s*=\}", re.S)


@dataclass(frozen=True)
class Lesson:
    """The exercises of one lesson, in order."""

    number: str
    slug: str
    title: str
    path: Path
    retrieval: tuple
    exercises: tuple
    exit: Item | None

    @property
    def items(self) -> tuple:
        """Retrieval questions, exercises, exit ticket."""
        return (*self.retrieval, *self.exercises, *((self.exit,) if self.exit else ()))


class Bank:
    """Every lesson of the bank, by slug."""

    def __init__(self, lessons):
        self.lessons = {lesson.slug: lesson for lesson in lessons}

    def __iter__(self):
        return (item for lesson in self.lessons.values() for item in lesson.items)

    def __len__(self):
        return sum(len(lesson.items) for lesson in self.lessons.values())


def files() -> list[Path]:
    """Return the bank's files in the order of the lessons."""
    here = course.current()
    paths = [here.content / "exercises" / f"{page.slug}.yml" for page in here.pages]
    return [path for path in paths if path.exists()]


def load_bank(validate: bool = False) -> Bank:
    """Return the whole bank.

    Raises
    ------
    BankError
        If a file is not YAML, or (with `validate`) has any problem; the text lists them all.
    """
    if validate:
        problems = [problem for path in files() for problem in globals()["validate"](path)]
        if problems:
            raise BankError("\n".join(map(str, problems)))
    return Bank(read(path) for path in files())


def get(name: str) -> Item:
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


_files: dict = {}


def _lesson(path: Path) -> Lesson:
    try:
        data = unpacked(yaml.load(numbered(path.read_text(encoding="utf-8")), Loader))
        number = _number(path)
        found = Lesson(number, path.stem, data.get("title") or _title(path.stem), path, (), (), None)
        parts = {
            "retrieval": tuple(Item(d, found, f"{number}.R{n}") for n, d in enumerate(data.get("retrieval") or (), 1)),
            "exercises": tuple(Item(d, found, f"{number}.{n}") for n, d in enumerate(data.get("exercises") or (), 1)),
            "exit": Item(data["exit"], found, f"{number}.X") if data.get("exit") else None,
        }
    except yaml.YAMLError as trouble:
        raise BankError(f"{path.name}: this is not YAML: {trouble}") from None
    except (KeyError, TypeError, AttributeError) as trouble:
        raise BankError(f"{path.name}: a field that every lesson or exercise needs is missing: {trouble}") from None
    for field, value in parts.items():
        object.__setattr__(found, field, value)
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


def packed(data: dict) -> dict:
    """Return a lesson's fields as a class release holds them: what follows the title is not readable at a glance.

    It keeps an answer from being read by accident. It keeps no secret from somebody who wants to know.
    """
    head = {key: data[key] for key in ("lesson", "slug", "title") if key in data}
    rest = {key: value for key, value in data.items() if key not in head}
    return head | {"packed": b64encode(zlib.compress(json.dumps(rest).encode())).decode()}


def unpacked(data):
    """Return a lesson's fields as its author wrote them."""
    if isinstance(data, dict) and "packed" in data:
        return {key: value for key, value in data.items() if key != "packed"} | json.loads(
            zlib.decompress(b64decode(data["packed"]))
        )
    return data


def _nearest(name) -> str:
    names = [item.full_id for item in load_bank()]
    if type(name) is not str:
        return (
            "The name of an exercise is text in quotation marks, for example "
            + (repr(names[0]) if names else "'lesson/exercise'")
            + "."
        )
    near = difflib.get_close_matches(name[:120], names, 1, 0.4)
    return f"There is no exercise {name[:120]!r}." + (f" Did you mean {near[0]!r}?" if near else "")


def namespace() -> dict[str, Any]:
    """Return the names that every expression of the course sees: load, pd, np, and its own from ``course.toml``."""
    import numpy as np
    import pandas as pd

    from lessonkit.data.tables import load

    here = course.current()
    return {"load": load, "pd": pd, "np": np} | {name: here.imported(place) for name, place in here.names.items()}


@cache
def _markdown():
    import mistune

    return mistune.create_markdown(escape=True, plugins=["table", "strikethrough"])


def html(text: str) -> str:
    """Return markdown as HTML; HTML inside it is shown as text, never obeyed."""
    return _markdown()(text).strip()


def misconceptions() -> dict:
    """Return content/misconceptions.yml: id -> {name, statement, fact}."""
    path = course.current().content / "misconceptions.yml"
    return _misconceptions(path, path.stat().st_mtime_ns)


@cache
def _misconceptions(path, stamp) -> dict:
    return {row["id"]: row for row in yaml.load(path.read_text(encoding="utf-8"), Loader)}


def validate(path: Path) -> list:
    """Return every problem of one file, in the order of its lines; empty when it is sound.

    Each problem has `file`, `line`, `exercise`, `field` and `message`.
    """
    from lessonkit.bank.validate import problems

    return problems(Path(path))
