"""Is a built notebook up to date? ``stamps.json`` holds, for each, the hashes of all that it was made from.

They are not in the notebook itself: so a build that changes nothing to be seen changes no notebook, and the copies of
those who learn take in fewer changes.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lessonkit import course
from lessonkit.build.hashing import LENGTH, Files, digest
from lessonkit.build.plan import Book
from lessonkit.pages.built import Notebook, contents, joined

MADE_FROM, CELLS, WHOLE = "made from", "cells", "notebook"
MOST_NAMED = 3
"""Changed files that a message names."""

Stamp = dict[str, Any]


class Stamps:
    """The stamps of all notebooks, set against the files as they are when this is made."""

    def __init__(self) -> None:
        self.files = Files()
        self._path = course.current().root / "stamps.json"
        self._kept = _read_stamps(self._path)

    def state(self, book: Book) -> str:
        """Return "" if a notebook is up to date, otherwise why it is not, as the end of a sentence."""
        if not book.path.exists():
            return "is missing"
        if (found := self.changed(book)) is None:
            return "was not made by course build"
        if found:
            return f"is stale; changed since it was built: {_named(found)}"
        return "" if self._kept[book.name][WHOLE] == contents(_read(book.path))[:LENGTH] else "was changed by hand"

    def changed(self, book: Book) -> list[str] | None:
        """Return what changed since a notebook was built; None if it never was."""
        return self.files.changed(self._kept[book.name][MADE_FROM]) if book.name in self._kept else None

    def edited(self, book: Book, made: Notebook) -> bool:
        """Say whether a notebook's cells (not outputs) are neither as last built nor as `made` now."""
        known = (self._kept.get(book.name, {}).get(CELLS), cells(made))
        return book.path.exists() and cells(_read(book.path)) not in known

    def seal(self, book: Book, nb: Notebook, names: Iterable[str]) -> None:
        """Keep what a finished notebook was made from, and what it now holds."""
        self._kept[book.name] = {CELLS: cells(nb), WHOLE: contents(nb)[:LENGTH], MADE_FROM: self.files.hashes(names)}
        there = {name: stamp for name, stamp in self._kept.items() if (self._path.parent / name).exists()}
        whole = self._path.with_suffix(".part")
        whole.write_text(json.dumps(there, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
        whole.replace(self._path)


def cells(nb: Notebook) -> str:
    """Hash the text of all cells."""
    return digest(json.dumps([[cell["cell_type"], joined(cell["source"])] for cell in nb["cells"]]).encode())


def _read_stamps(path: Path) -> dict[str, Stamp]:
    """Read the stamps. Where they cannot be read, nothing has one, and all is built anew."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _named(names: list[str]) -> str:
    names = list(dict.fromkeys(name.partition("#")[0] for name in names))
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _read(path: Path) -> Notebook:
    """Read a notebook as JSON: nbformat would take longer to import than the whole check.

    A file that is no notebook counts as one without cells.
    """
    try:
        nb = json.loads(path.read_text(encoding="utf-8"))
        return nb if {"metadata", "cells"} <= set(nb) else {"metadata": {}, "cells": []}
    except (ValueError, TypeError):
        return {"metadata": {}, "cells": []}
