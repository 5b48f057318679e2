"""The bank's markdown as HTML for other programs, and what they need around it."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

import mistune

if TYPE_CHECKING:
    from lessonkit.bank.item import Item


TAG = re.compile(r"<[^>]*>")


@cache
def _markdown() -> mistune.Markdown:
    # As the course's own, with formulas: $x$ becomes \(x\), which Moodle, Canvas and Anki typeset.
    return mistune.create_markdown(escape=True, plugins=["table", "strikethrough", "math"])


def html(item: Item[Any], text: str) -> str:
    """Return markdown of the bank as HTML that is well-formed XML; numbers from the data are filled in."""
    return str(_markdown()(item.fill(text))).strip()


def asked(item: Item[Any]) -> str:
    """Return the prompt of an exercise, and the table that it asks about, as well-formed HTML."""
    return str(_markdown()(item.asked)).strip()


def plain(text: str) -> str:
    """Return HTML as one line of plain text, for places that show no HTML."""
    return " ".join(entities.unescape(TAG.sub(" ", text)).split())


def code(text: str) -> str:
    """Return lines of code as HTML."""
    return f"<pre><code>{entities.escape(text.strip(chr(10)))}</code></pre>"


def paragraph(text: str) -> str:
    """Return plain text as a paragraph of HTML."""
    return f"<p>{entities.escape(text)}</p>"


def given(item: Item[Any]) -> str:
    """Return the code that comes before a learner's own as HTML; nothing if there is none."""
    return paragraph("These lines run first:") + code(item.given) if item.given.strip() else ""


def bullets(lines: Iterable[str]) -> str:
    """Return pieces of HTML as a list; nothing for no pieces."""
    entries = "".join(f"<li>{line}</li>" for line in lines)
    return f"<ul>{entries}</ul>" if entries else ""


def number(value: float) -> str:
    """Return a number with up to eight decimals and no exponent."""
    return f"{round(value, 8) + 0.0:.8f}".rstrip("0").rstrip(".")
