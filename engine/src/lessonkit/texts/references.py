"""The course's references: one BibTeX file, read by bibtexparser."""

from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from lessonkit import course
from lessonkit.texts.bibtex import plain
from lessonkit.texts.words import counted


@dataclass(frozen=True)
class Reference:
    """One source: `text` is a plain citation, `short` the form for a line under an answer."""

    key: str
    author: str
    title: str
    year: str
    where: str
    url: str

    @property
    def short(self) -> str:
        return f"{_names(self.author)}, {self.year}" if self.year else _names(self.author)

    @property
    def text(self) -> str:
        return " ".join(
            _ended(part) for part in (f"{_names(self.author)} ({self.year})", self.title, self.where) if part
        )


class UnknownReference(KeyError):
    """A key that is not in references.bib."""

    def __str__(self) -> str:
        return str(self.args[0])


def library(path: Path | None = None) -> dict[str, Reference]:
    """Return every reference of the course, or of a file, by key.

    Raises
    ------
    ValueError
        If the file cannot be parsed or holds a key twice; the text names the line.
    """
    return _library(path or course.current().content / "references.bib")


@cache
def _library(path: Path) -> dict[str, Reference]:
    from bibtexparser.entrypoint import parse_string

    parsed = parse_string(path.read_text(encoding="utf-8"))
    for block in parsed.failed_blocks:
        raise ValueError(
            f"{path.name}, line {(block.start_line or 0) + 1}: this entry cannot be read, or its key is used twice"
        )
    return {entry.key: _reference(entry) for entry in parsed.entries}


def link(key: str) -> Reference:
    """Return the reference with this key.

    Raises
    ------
    UnknownReference
        If no entry has the key.
    """
    try:
        return library()[key]
    except (KeyError, TypeError):
        raise UnknownReference(f"references.bib has no entry {key!r}") from None


def html(reference: Reference) -> str:
    """Return a citation as HTML with a link that a reader can open."""
    title = escape(_ended(reference.title))
    if reference.url:
        title = f'<a href="{escape(reference.url)}" target="_blank" rel="noopener">{title}</a>'
    head = escape(f"{_names(reference.author)} ({reference.year})" if reference.year else _names(reference.author))
    tail = f" {escape(reference.where)}." if reference.where else ""
    return f"{head}. {title}{tail}"


class Sources:
    """The list of sources of a lesson, folded, as HTML; as plain text too."""

    def __init__(self, references: list[Reference]):
        self.references = references

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{html(reference)}</li>" for reference in self.references)
        count = counted(len(self.references), "source", "sources")
        return f"<details><summary>Open the list: {count}</summary><ul>{items}</ul></details>"

    def __repr__(self) -> str:
        return "\n".join(f"- {reference.text} {reference.url}".rstrip() for reference in self.references)


def sources(slug: str) -> Sources:
    """Show the sources of a lesson, for example ``sources("who-pays")``, in order of author and year."""
    from lessonkit.texts.lessons import lesson

    keys = lesson(slug).sources
    return Sources(sorted((link(key) for key in keys), key=lambda r: (_names(r.author).casefold(), r.year, r.title)))


def _reference(entry: Any) -> Reference:
    raw = {field.key.lower(): str(field.value) for field in entry.fields}
    fields = {name: plain(value) for name, value in raw.items()}
    where = (
        fields.get("journal") or fields.get("booktitle") or fields.get("publisher") or fields.get("howpublished", "")
    )
    detail = "".join(
        piece
        for piece in (
            f" {fields['volume']}" if fields.get("volume") else "",
            f"({fields['number']})" if fields.get("number") else "",
            f", {fields['pages']}" if fields.get("pages") else "",
        )
    )
    return Reference(
        key=entry.key,
        author=raw.get("author", "").strip(),
        title=fields.get("title", ""),
        year=fields.get("year", ""),
        where=where + detail,
        url=raw.get("url", "").strip(),
    )


def _ended(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else f"{part}."


def _names(author: str) -> str:
    """Turn BibTeX's "Olson, Mancur and Zeckhauser, Richard" into "Olson and Zeckhauser".

    Braces round the whole hold a name together: "{France and the United Kingdom}".
    """
    if author.startswith("{") and author.endswith("}"):
        return plain(author)
    author = plain(author)
    surnames = [name.split(",")[0].strip() for name in author.split(" and ") if name.strip()]
    if len(surnames) > 3:
        return f"{surnames[0]} and others"
    return " and ".join(filter(None, [", ".join(surnames[:-1]), surnames[-1]])) if surnames else ""
