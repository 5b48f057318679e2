"""What a lesson plan says about each slide: the part "Slides" of teaching/lessons/NN-name.md."""

import re
from pathlib import Path

ITEM = re.compile(r"^[-*]\s+\*\*(.+?)\*\*[ \t]*(.*(?:\n(?![-*]\s|#|\n).*)*)", re.MULTILINE)


def read(path: Path) -> dict[str, str]:
    """Return slide heading -> note, as markdown; empty if there is no plan or it has no such part.

    The part is a heading ``## Slides`` with items ``- **Slide heading** note``.
    """
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    part = re.search(r"^## Slides[ \t]*$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return {heading.strip(" .:"): " ".join(note.split()) for heading, note in ITEM.findall(part[1])} if part else {}


def find(notes: dict[str, str], title: str) -> str | None:
    """Return the note for a slide: its heading is the title, or one of the two begins with the other."""
    return next((note for heading, note in notes.items() if _fits(heading, title)), None)


def unmatched(notes: dict[str, str], titles: list[str]) -> list[str]:
    """Return the headings that fit no slide."""
    return [heading for heading in notes if not any(_fits(heading, title) for title in titles)]


def _fits(heading: str, title: str) -> bool:
    given, wanted = _folded(heading), _folded(title)
    return bool(given and wanted) and (given.startswith(wanted) or wanted.startswith(given))


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
