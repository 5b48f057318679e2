"""A built lesson as sections of text, tables and pictures."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import mistune
from nbformat import NotebookNode

from lessonkit.build import BuildError, notebook
from lessonkit.build.foot import TAG
from lessonkit.teaching.markup import COMMENT, unlinked
from lessonkit.teaching.tables import Table

TABLE = re.compile(r'<table [^>]*class="(?:dataframe|nc-shown)')
LOADED = re.compile(r"\bload\(\s*[\"'](\w+)[\"']")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, as markdown."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list; each item is markdown."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Formula:
    """A formula of its own line, as LaTeX."""

    latex: str


@dataclass(frozen=True)
class Picture:
    """A picture that the notebook stores: PNG in base64, its width in px, and what it shows in words."""

    png: str
    width: int
    alt: str


Shown: TypeAlias = "Paragraph | Bullets | Formula | Table | Picture"
S = TypeVar("S", Paragraph, Bullets, Formula, Table, Picture)


class Section:
    """What stands under one heading, and the sections below it."""

    def __init__(self, title: str, level: int):
        self.title = title
        self.level = level
        self.parts: list[Shown] = []
        self.children: list[Section] = []

    def of(self, kind: type[S]) -> list[S]:
        """Return the section's own parts of one class, in order."""
        return [part for part in self.parts if isinstance(part, kind)]


def read(path: Path) -> list[Section]:
    """Return the sections of a built lesson; the first is the title, with what comes before the first heading.

    Raises
    ------
    BuildError
        If the notebook is missing.
    """
    if not path.exists():
        raise BuildError(f"{path.parent.name}/{path.name} is missing. Build it first with: course build")
    return sections(notebook.read(path))


def sections(nb: NotebookNode) -> list[Section]:
    """Return the sections of a notebook, those of level 3 inside those of level 2."""
    top = [Section("", 1)]
    for cell in nb.cells:
        if TAG in cell.metadata.get("tags", ()):
            continue
        if cell.cell_type == "markdown":
            _add_text(top, cell.source)
        elif cell.cell_type == "code":
            _last(top).parts += _shown(cell)
    return top


def _last(top: list[Section]) -> Section:
    return top[-1].children[-1] if top[-1].children else top[-1]


def _add_text(top: list[Section], source: str) -> None:
    for token in _tokens(source):
        if token["type"] != "heading":
            _last(top).parts += _part(token)
        elif token["attrs"]["level"] == 1:
            top[0].title = token["text"]
        elif token["attrs"]["level"] == 2:
            top.append(Section(token["text"], 2))
        else:
            top[-1].children.append(Section(token["text"], token["attrs"]["level"]))


def _tokens(source: str) -> list[dict[str, Any]]:
    """Return the blocks of a text, each with its markdown: a sentence can be cut out of it."""
    markdown = mistune.create_markdown(renderer=None, plugins=["table"])
    state = markdown.block.state_cls()
    state.process(COMMENT.sub("", source))
    markdown.block.parse(state)
    return state.tokens


def _part(token: dict[str, Any]) -> list[Shown]:
    if token["type"] == "paragraph":
        text = token["text"].strip()
        return [Formula(text.strip("$"))] if text.startswith("$$") and text.endswith("$$") else [Paragraph(text)]
    if token["type"] == "list":
        return [Bullets(tuple(" ".join(_texts(item)).strip() for item in token["children"]))]
    if token["type"] == "table":
        head, body = token["children"]
        rows = tuple(tuple(unlinked(cell["text"]) for cell in row["children"]) for row in body["children"])
        return [Table(tuple(unlinked(cell["text"]) for cell in head["children"]), rows)]
    return []


def _texts(token: dict[str, Any]) -> list[str]:
    return (
        [token["text"]] if "text" in token else [text for child in token.get("children", ()) for text in _texts(child)]
    )


def _shown(cell: NotebookNode) -> list[Shown]:
    """Return the tables and pictures that a cell of code shows."""
    found: list[Shown] = []
    for output in cell.outputs:
        data = output.get("data", {})
        if "image/png" in data:
            about = output.metadata.get("image/png", {})
            found.append(
                Picture("".join(data["image/png"].split()), int(about.get("width", 800)), data.get("text/plain", ""))
            )
        elif TABLE.search(data.get("text/html", "")):
            found.append(Table.of_html(data["text/html"], tuple(dict.fromkeys(LOADED.findall(cell.source)))))
    return found
