"""What every built notebook has in common: cells, stable ids, little metadata, one way to write it."""

from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, v4

from lessonkit.course import Page
from lessonkit.texts.cells import identity
from lessonkit.texts.lessons import HEAD

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}

# Without the version: it would change a notebook with each Python that builds it.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}

FOLDED = "widget"
FREE = "free"
"""What a learner may write in; it is no tag of the built notebook."""


def markdown(text: str) -> NotebookNode:
    """Return a cell of text."""
    cell: NotebookNode = v4.new_markdown_cell(text.strip())
    return cell


def code(source: str, *, folded: bool = False, free: bool = False) -> NotebookNode:
    """Return a cell of code; folded, it shows only what it makes; free, a learner may change it."""
    tags = [FOLDED] * folded + [FREE] * free
    cell: NotebookNode = v4.new_code_cell(source.strip(), metadata={"tags": tags} if tags else {})
    return cell


def assemble(cells: list[NotebookNode], page: Page, title: str) -> NotebookNode:
    """Return a notebook of these cells, with ids and metadata that are the same in every build."""
    about = {"number": page.number, "slug": page.slug, "title": title}
    metadata = {"kernelspec": KERNEL, "language_info": LANGUAGE, HEAD: about}
    nb: NotebookNode = v4.new_notebook(cells=cells, metadata=metadata)
    for cell, name in zip(nb.cells, _identities(nb.cells), strict=True):
        cell.id = name
        cell.metadata = _metadata(cell)
    return nb


def read(path: Path) -> NotebookNode:
    """Read a notebook of any version of the format."""
    nb: NotebookNode = nbformat.read(path, as_version=4)
    return nb


def write(nb: NotebookNode, path: Path) -> None:
    """Write a notebook as UTF-8 with Unix line ends on every system."""
    nbformat.validate(nb)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = nbformat.writes(nb)
    path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8", newline="\n")


def _identities(cells: list[NotebookNode]) -> list[str]:
    """Return the id of each cell."""
    seen = Counter[tuple[str, str]]()
    made = []
    for cell in cells:
        key = (cell.cell_type, cell.source)
        seen[key] += 1
        made.append(identity(*key, seen[key]))
    return made


def _metadata(cell: NotebookNode) -> NotebookNode:
    """A cell of the course cannot be deleted, and not be changed unless it is for that."""
    given = cell.metadata.get("tags", [])
    tags = [tag for tag in given if tag != FREE]
    kept: dict[str, Any] = {"deletable": False} | ({} if FREE in given else {"editable": False})
    if tags:
        kept["tags"] = tags
    if cell.cell_type == "code" and FOLDED in tags:
        kept["jupyter"] = {"source_hidden": True}
    return NotebookNode(kept)
