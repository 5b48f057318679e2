"""What the build made: for each notebook of the course the hash of the whole and of each cell of code.

``pages.json`` goes to learners together with the notebooks. A notebook says itself what it holds; this file says what
it held when the course's maker built it.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lessonkit import course

FILE = "pages.json"
CELLS, WHOLE = "cells", "notebook"

Notebook = dict[str, Any]
"""A notebook as JSON, from a file or from nbformat."""


@dataclass(frozen=True)
class Built:
    """One notebook as built.

    Attributes
    ----------
    whole
        The hash of all that it holds.
    cells
        The id of each cell of code, and the SHA-256 of its source in hexadecimal digits.
    """

    whole: str
    cells: dict[str, str] = field(hash=False)


def built(name: str) -> Built | None:
    """Return what was built as a notebook such as "lessons/06-who-pays.ipynb"; None if nothing was."""
    path = course.current().root / FILE
    try:
        return _read(path, path.stat().st_mtime_ns).get(name)
    except OSError:
        return None


def keep(name: str, nb: Notebook) -> None:
    """Note what a notebook holds that was built just now. Notebooks that are gone are forgotten."""
    root = course.current().root
    path = root / FILE
    try:
        known = dict(_read(path, path.stat().st_mtime_ns))
    except OSError:
        known = {}
    known[name] = of(nb)
    there = {one: {WHOLE: built.whole, CELLS: built.cells} for one, built in known.items() if (root / one).exists()}
    part = path.with_suffix(".part")
    part.write_text(json.dumps(there, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
    part.replace(path)


def of(nb: Notebook) -> Built:
    """Return what is kept of a notebook."""
    cells = {cell["id"]: sha256(joined(cell["source"])) for cell in nb["cells"] if cell["cell_type"] == "code"}
    return Built(contents(nb), cells)


def contents(nb: Notebook) -> str:
    """Hash everything in a notebook."""
    copy = json.loads(json.dumps(nb))
    for cell in copy["cells"]:
        cell["source"] = joined(cell["source"])
        for out in cell.get("outputs", []):
            out |= {"text": joined(out["text"])} if "text" in out else {}
            out |= {"data": {kind: joined(value) for kind, value in out["data"].items()}} if "data" in out else {}
    return sha256(json.dumps(copy, sort_keys=True))


def sha256(text: str) -> str:
    """Hash a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def joined(text: str | list[str]) -> str:
    """A file holds text as a list of lines, nbformat as one string."""
    return "".join(text) if isinstance(text, list) else text


@cache
def _read(path: Path, _stamp: int) -> dict[str, Built]:
    """Read the file; where it is no such file, nothing was built."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {name: Built(one[WHOLE], dict(one[CELLS])) for name, one in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
