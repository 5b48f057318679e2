"""Open submissions that nobody has vouched for.

A file can be truncated, huge, nested, in another encoding, of another version, or made to harm. Each gets
one sentence, and the rest of the class is read. Nothing in a file is run, unpickled or unpacked; what does
not fit the format is dropped or refused here, so that the modules behind this one see plain, small values.
"""

import json
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from lessonkit.classroom.submission import MOST_ATTEMPTS, VERSION, clean_name, format_name

MOST_BYTES = 2_000_000
"""A whole course with every text written to its limit needs about a fifth of it."""
MOST_FILES = 5_000
MOST_NAMES = 1_000
LONGEST_TEXT = 20_000
DEEPEST = 6
KINDS = {
    b"PK": "a zip archive; unpack it first",
    b"\x1f\x8b": "a packed file; unpack it first",
    b"%PDF": "a PDF",
    b"\x80": "a pickle, which the course never opens",
}
NAME = re.compile(r"[a-z0-9][a-z0-9/-]{0,119}")


T = TypeVar("T")


class Refused(ValueError):
    """A file that is no submission; the text says why in one sentence."""


@dataclass(frozen=True)
class Answer:
    """One answer as it was given: when (UTC) or None, and what, as plain JSON."""

    at: datetime | None
    given: object


@dataclass(frozen=True)
class Submission:
    """One learner's work, checked for form only.

    Attributes
    ----------
    learner
        The typed name; without one the name of the file's own folder, as a learning platform makes it, or the file's name.
    answers
        Exercise name to its answers, oldest first.
    """

    learner: str
    file: str
    scope: str
    made: datetime | None
    answers: dict[str, tuple[Answer, ...]] = field(default_factory=dict)
    hints: dict[str, int] = field(default_factory=dict)
    predictions: dict[str, dict[str, Any]] = field(default_factory=dict)
    concept_test: dict[str, dict[str, str]] = field(default_factory=dict)
    dropped: int = 0
    """How many entries did not fit the format and were left out."""


def files(folder: Path) -> list[Path]:
    """Return the files of a folder and its sub-folders in order, without hidden ones.

    Raises
    ------
    Refused
        If there are more than `MOST_FILES`, or the folder cannot be listed.
    """
    try:
        found = sorted(path for path in Path(folder).rglob("*") if _wanted(path, folder))
    except OSError as trouble:
        raise Refused(f"The folder cannot be read: {trouble.strerror or trouble}.") from None
    if len(found) > MOST_FILES:
        raise Refused(
            f"There are {len(found):,} files in this folder; {MOST_FILES:,} are read at most. Sort them into several folders."
        )
    return found


def _wanted(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return not any(part.startswith((".", "__MACOSX")) for part in parts) and not path.is_dir()


def read(path: Path, folder: Path) -> Submission:
    """Return the submission in a file.

    Raises
    ------
    Refused
        If the file is none; one sentence says why.
    """
    data = _parsed(_bytes(path))
    if not isinstance(data, dict) or data.get("format") != format_name():
        raise Refused("It is JSON, but not a submission of this course.")
    version = data.get("version")
    if type(version) is not int or not 1 <= version <= VERSION:
        raise Refused(
            f"It is of version {str(version)[:20]!r}; this course reads version {VERSION}. Bring both computers to the same release."
        )
    reader = _Reader()
    return Submission(
        learner=_learner(data.get("learner"), path, folder),
        file=path.relative_to(folder).as_posix(),
        scope=data["scope"] if isinstance(data.get("scope"), str) and NAME.fullmatch(data["scope"]) else "course",
        made=_when(data.get("made")),
        answers=reader.named(data.get("answers"), reader.answers),
        hints=reader.named(data.get("hints"), reader.hints),
        predictions=reader.named(data.get("predictions"), reader.prediction),
        concept_test=reader.named(data.get("concept_test"), reader.form),
        dropped=reader.dropped,
    )


def _bytes(path: Path) -> bytes:
    try:
        # A pipe or a device would never end, and a link could lead to any file of the teacher's.
        if path.is_symlink() or not stat.S_ISREG(path.stat().st_mode):
            raise Refused("It is not a plain file.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise Refused(f"It cannot be read: {trouble.strerror or trouble}.") from None
    if not data.strip():
        raise Refused("It is empty.")
    for start, words in KINDS.items():
        if data.startswith(start):
            raise Refused(f"It is {words}.")
    if len(data) > MOST_BYTES:
        raise Refused(f"It is larger than {MOST_BYTES // 1_000_000} MB, which no submission is.")
    return data


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Refused("Its text is not UTF-8. Was it opened and saved in another program?") from None
    except RecursionError:
        raise Refused("It is nested too deeply, which no submission is.") from None
    except ValueError:
        raise Refused("It is not JSON, or not the whole of it. Ask for the file again.") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


class _Reader:
    """Take from a parsed file what fits the format, and count what does not."""

    def __init__(self) -> None:
        self.dropped = 0

    def named(self, value: object, read_one: Callable[[Any], T | None]) -> dict[str, T]:
        """Return the entries that `read_one` can read, by name."""
        if not isinstance(value, dict):
            self.dropped += value is not None
            return {}
        found: dict[str, T] = {}
        for name, entry in value.items():
            kept = read_one(entry) if len(found) < MOST_NAMES and NAME.fullmatch(name) else None
            if kept:
                found[name] = kept
            else:
                self.dropped += 1
        return found

    def answers(self, value: object) -> tuple[Answer, ...]:
        """Return the answers to one exercise."""
        if not isinstance(value, list):
            return ()
        good = [
            entry
            for entry in value[:MOST_ATTEMPTS]
            if isinstance(entry, dict) and "answer" in entry and _small(entry["answer"])
        ]
        self.dropped += len(value) - len(good)
        return tuple(Answer(_when(entry.get("at")), _printable(entry["answer"])) for entry in good)

    def hints(self, value: object) -> int:
        """Return how many hints were opened."""
        return value if type(value) is int and 0 < value <= 100 else 0

    def form(self, value: object) -> dict[str, str]:
        """Return the answers to one form of the concept test."""
        pairs = value.items() if isinstance(value, dict) and _small(value) else ()
        return {name: key for name, key in pairs if NAME.fullmatch(name) and isinstance(key, str) and len(key) == 1}

    def prediction(self, value: object) -> dict[str, Any]:
        """Return what was predicted in one explorer."""
        return {**_printable(value)} if isinstance(value, dict) and _small(value) else {}


def _small(value: object, depth: int = 0) -> bool:
    """Tell whether a value is no deeper and no longer than an answer can be."""
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    if isinstance(value, list | dict):
        cells = value if isinstance(value, list) else [*value, *value.values()]
        return depth < DEEPEST and len(cells) <= 1_000 and all(_small(cell, depth + 1) for cell in cells)
    return type(value) is not int or abs(value) < 10**30


def _printable(value: Any) -> Any:
    """Return a small value without half characters (lone surrogates), which no file or page can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_printable(cell) for cell in value]
    if isinstance(value, dict):
        return {_printable(key): _printable(cell) for key, cell in value.items()}
    return value


def _when(value: Any) -> datetime | None:
    try:
        when = datetime.fromisoformat(value)
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _learner(value: object, path: Path, folder: Path) -> str:
    typed = clean_name(value) if isinstance(value, str) else ""
    return typed or clean_name(path.parent.name if path.parent != Path(folder) else path.stem)
