"""A page becomes again what it was when it was built, and what the learner wrote on it stays.

The course's cells return to their text and order. A cell of the learner's own stays after the cell that it followed.
Where a cell of code was changed, the change becomes a cell of the learner's own below it. Before anything is replaced,
the page is set aside, so that nothing is ever lost.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, v4
from nbformat.v4.rwbase import rejoin_lines

from lessonkit.build.plan import Book
from lessonkit.pages import files
from lessonkit.pages.built import Notebook, joined
from lessonkit.pages.original import original
from lessonkit.pages.saving import key
from lessonkit.progress.store import home
from lessonkit.texts.words import counted

LEAST_LETTERS = 20
"""A shorter text may stand in a page by chance; a longer one that does was split off from it."""
MOST_BYTES = 100_000_000
"""A larger file is set aside unread."""
MARKDOWN = "markdown"
MAKERS: dict[str, Any] = {MARKDOWN: v4.new_markdown_cell, "code": v4.new_code_cell, "raw": v4.new_raw_cell}
Cell = dict[str, Any]


class CannotRestore(Exception):
    """A page cannot be brought back; the text says why and what to do."""


@dataclass(frozen=True)
class Restored:
    """What was done to one page.

    Attributes
    ----------
    name
        The page: "lessons/06-who-pays.ipynb".
    changed
        False if it was as built already.
    own
        Cells of the learner's own that it holds now.
    aside
        Where the page as it was before is kept; None if there was none.
    damaged
        True if what was there was no notebook.
    """

    name: str
    changed: bool
    own: int = 0
    aside: Path | None = None
    damaged: bool = False

    @property
    def words(self) -> str:
        """All of it in sentences."""
        if not self.changed:
            return f"{self.name} is as it was built."
        said = [f"{self.name} is again as it was built."]
        if self.damaged:
            said.append("What was there could not be read.")
        if self.own:
            said.append(f"{counted(self.own, 'cell', 'cells')} of your own stayed.")
        if self.aside:
            said.append(f"The page before is kept as {self.aside}.")
        return " ".join(said)


def restore(book: Book) -> Restored:
    """Bring a page back as it was built, with the learner's own cells.

    Raises
    ------
    CannotRestore
        If there is no copy of the page as it was built, or the disk does not let it be written.
    """
    page = original(book)
    if page is None:
        raise CannotRestore(
            f"There is no copy of {book.name} as it was built. Get the course again and take this file from there."
        )
    try:
        raw = _read(book.path)
        found = files.parsed(raw) if raw is not None and len(raw) <= MOST_BYTES else None
        cells = merged(page, found) if found else page["cells"]
        whole = files.text_of(page | {"cells": cells})
        if raw == whole:
            return Restored(book.name, False)
        aside = _set_aside(book, raw) if raw is not None else None
        files.write(book.path, whole)
    except OSError as trouble:
        raise CannotRestore(f"{book.name} cannot be written ({trouble.strerror or trouble}).") from None
    return Restored(book.name, True, len(cells) - len(page["cells"]), aside, damaged=raw is not None and not found)


def merged(page: Notebook, found: Notebook) -> list[NotebookNode]:
    """Return the cells of a page as built, with the learner's own cells of what was `found` in its place.

    `found` may hold anything: what is no cell is passed over.
    """
    known = {cell["id"]: cell["cell_type"] for cell in page["cells"]}
    texts = {key(cell)[1:] for cell in page["cells"]}
    prose = [cell["source"] for cell in page["cells"] if cell["cell_type"] == MARKDOWN]
    below: dict[str, list[NotebookNode]] = {}
    taken, last = set(known), ""
    for cell in filter(_is_cell, found["cells"]):
        here = cell.get("id") if isinstance(cell.get("id"), str) else ""
        last = here if here in known else last
        # A changed text of the course's is not the learner's own: it is set aside with the page.
        if known.get(here) != MARKDOWN and _is_new(cell, texts, prose):
            below.setdefault(last, []).append(_own(cell, here if here not in taken else ""))
            taken.add(here)
    cells = below.get("", [])
    for cell in page["cells"]:
        cells += [cell, *below.get(cell["id"], ())]
    return cells


def _is_cell(cell: object) -> bool:
    if not isinstance(cell, dict) or cell.get("cell_type") not in tuple(MAKERS):
        return False
    source = cell.get("source")
    return isinstance(source, str) or (isinstance(source, list) and all(isinstance(line, str) for line in source))


def _is_new(cell: Cell, texts: set[tuple[str, str]], prose: list[str]) -> bool:
    """Tell whether a cell holds something that the page as built does not."""
    source = joined(cell["source"]).strip()
    if not source or key(cell)[1:] in texts:
        return False
    split_off = len(source) >= LEAST_LETTERS and any(source in text for text in prose)
    return cell["cell_type"] != MARKDOWN or not split_off


def _own(cell: Cell, identity: str) -> NotebookNode:
    """Return a cell of the learner's own: its text, and what else of it is valid.

    Its metadata stays behind: a changed cell of the course may say there that nobody can delete it.
    """
    bare: NotebookNode = MAKERS[cell["cell_type"]](joined(cell["source"]))
    more = {name: cell[name] for name in ("attachments", "outputs") if name in cell}
    for extra in ({"id": identity} | more if identity else more, more, {}):
        try:
            nb = v4.new_notebook(cells=[nbformat.from_dict(bare | extra)])
            nbformat.validate(nb)
            whole: NotebookNode = rejoin_lines(nb).cells[0]
        except (nbformat.ValidationError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
            continue
        return whole
    return bare


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _set_aside(book: Book, raw: bytes) -> Path:
    """Keep a page as it was before, in the learner's own folder, and return where."""
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    aside = home() / "set-aside" / f"{book.kind}-{book.page.stem}-{stamp}.ipynb"
    files.write(aside, raw)
    return aside
