"""Is a built notebook up to date? It carries the hashes of all that it was made from."""

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lessonkit import course
from lessonkit.build.plan import Book
from lessonkit.texts.lessons import HEAD

PACKAGE = Path(__file__).resolve().parents[1]
CODE = {".py", ".js", ".css", ".json"}
NOT_IN_NOTEBOOKS = frozenset(
    [
        "cli.py",
        "doctor.py",
        "makers",
        "teaching",
        "teaching_roles.py",
        "exports",
        "templates",
        "grading.py",
        "marking.py",
        "marks.py",
        "reading.py",
        "release.py",
        "report.py",
        "rerun.py",
        "rerun_one.py",
        "summary.py",
    ]
)
"""Parts of the package that no notebook runs: a change in them makes no notebook stale."""
WHOLE_COURSE = re.compile(r"^(progress\(\)|look_up\()", re.MULTILINE)


def stamp(book: Book) -> dict[str, str]:
    """Return one hash for each part that a notebook is made from."""
    root, content = course.current().root, course.current().content
    texts, banks = [book.text], [book.bank]
    page = book.text.read_text(encoding="utf-8") if book.kind == "lessons" and book.text.exists() else ""
    if WHOLE_COURSE.search(page):
        # It shows every lesson with its number of questions, or every source with the lessons that use it.
        texts, banks = list(content.glob("lessons/*.md")), list(content.glob("exercises/*.yml"))
    if "concept_test(" in page:
        banks = [*banks, *content.glob("concept_test/*.yml")]
    shared = [content / name for name in ("claims.yml", "references.bib", "misconceptions.yml", "glossary.yml")]
    return {
        "text": digest(texts, root),
        "exercises": digest(banks, root),
        "claims and references": digest(shared, root),
        "data": folder_digest(root / "data"),
        "package": folder_digest(PACKAGE, frozenset(CODE), NOT_IN_NOTEBOOKS),
        "lock": digest([root / "requirements.lock"], root),
    }


def seal(nb, book: Book) -> None:
    """Write into a finished notebook what it was made from, and what it now holds."""
    nb["metadata"][HEAD]["build"] = stamp(book) | {"cells": cells(nb), "notebook": contents(nb)}


def state(book: Book) -> str:
    """Return "" if a notebook is up to date, otherwise why it is not, as the end of a sentence."""
    if not book.path.exists():
        return "is missing"
    nb = _read(book.path)
    held = built(nb)
    if not held:
        return "was not made by course build"
    changed = [part for part, value in stamp(book).items() if held.get(part) != value]
    if changed:
        return f"is stale; changed since it was built: {', '.join(changed)}"
    if held.get("notebook") != contents(nb):
        return "was changed by hand"
    return ""


def edited(book: Book, made) -> bool:
    """Say whether a notebook's cells (not outputs) are neither as last built nor as `made` now."""
    if not book.path.exists():
        return False
    nb = _read(book.path)
    return cells(nb) not in (built(nb).get("cells"), cells(made))


def built(nb) -> dict:
    """Return what the build wrote into a notebook, or an empty dict."""
    return dict(nb["metadata"].get(HEAD, {}).get("build", {}))


def cells(nb) -> str:
    """Hash the text of all cells."""
    return _hash(json.dumps([[cell["cell_type"], _joined(cell["source"])] for cell in nb["cells"]]).encode())


def contents(nb) -> str:
    """Hash everything in a notebook but the hashes themselves."""
    copy = json.loads(json.dumps(nb))
    copy["metadata"].get(HEAD, {}).pop("build", None)
    for cell in copy["cells"]:
        cell["source"] = _joined(cell["source"])
        for out in cell.get("outputs", []):
            out |= {"text": _joined(out["text"])} if "text" in out else {}
            out |= {"data": {kind: _joined(value) for kind, value in out["data"].items()}} if "data" in out else {}
    return _hash(json.dumps(copy, sort_keys=True).encode())


def _read(path: Path) -> dict:
    """Read a notebook as JSON: nbformat would take longer to import than the whole check.

    A file that is no notebook counts as one that somebody else made.
    """
    try:
        nb = json.loads(path.read_text(encoding="utf-8"))
        return nb if {"metadata", "cells"} <= set(nb) else {"metadata": {}, "cells": []}
    except ValueError:
        return {"metadata": {}, "cells": []}


def _joined(text):
    """A file holds text as a list of lines, nbformat as one string."""
    return "".join(text) if isinstance(text, list) else text


def digest(files: Iterable[Path], root: Path) -> str:
    """Hash names and contents of files. A missing file counts as such; line ends count as one kind."""
    whole = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes().replace(b"\r\n", b"\n") if file.exists() else b"missing"
        whole.update(f"{file.relative_to(root).as_posix()} {_hash(content)}\n".encode())
    return whole.hexdigest()[:16]


@cache
def folder_digest(folder: Path, endings: frozenset[str] = frozenset(), without: frozenset[str] = frozenset()) -> str:
    """Hash all files of a folder, or those with these endings, but for some parts of it. Read once in a process."""
    files = [
        path
        for path in folder.rglob("*")
        if path.is_file() and not {"__pycache__", *without} & set(path.relative_to(folder).parts)
    ]
    return digest([path for path in files if not endings or path.suffix in endings], folder)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
