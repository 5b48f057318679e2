"""Feedback as a still: what ``check``, ``hint`` and ``solution`` return in a notebook cell."""

import html
import re
from collections.abc import Iterable
from html.parser import HTMLParser

from lessonkit import frontend
from lessonkit.exercises.state import Box

_TONES = ("good", "near", "bad", "note")


class Panel:
    """Feedback boxes with the look of the question widget, as HTML and as plain text.

    Parameters
    ----------
    say
        The boxes, in order.
    title, meta
        Plain text for the header. No title, no header.
    """

    def __init__(self, say: Iterable[Box], title: str = "", meta: str = "") -> None:
        self.say = list(say)
        self.title = title
        self.meta = meta

    @classmethod
    def note(cls, head: str, text: str) -> "Panel":
        """Return a panel with one note in plain text, for example about a wrong exercise name."""
        return cls([{"tone": "note", "head": head, "html": f"<p>{html.escape(text)}</p>"}])

    def _repr_html_(self) -> str:
        boxes = "".join(_box(each) for each in self.say)
        header = ""
        if self.title:
            header = (
                f'<div class="nc-head"><strong class="nc-title">{html.escape(self.title)}</strong> '
                f'<span class="nc-meta">{html.escape(self.meta)}</span></div>'
            )
        return (
            f'<style>{_style()}</style><div class="nc-frame nc-panel">{header}<div class="nc-body">{boxes}</div></div>'
        )

    def __repr__(self) -> str:
        parts = [" · ".join(filter(None, (self.title, self.meta)))]
        parts += [f"{each['head']}: {plain(each['html'])}" for each in self.say]
        return "\n".join(filter(None, parts))


def _box(each: Box) -> str:
    tone = each["tone"] if each["tone"] in _TONES else "note"
    return f'<div class="nc-say nc-{tone}"><b>{html.escape(each["head"])}</b><div>{each["html"]}</div></div>'


def _style() -> str:
    """Return the shared style sheet without comments and line breaks: it is stored with every output."""
    text = re.sub(r"/\*.*?\*/", "", frontend.css("base.css"), flags=re.S)
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", text)).strip()


class _Plain(HTMLParser):
    BLOCKS = frozenset({"p", "ul", "ol", "pre", "blockquote", "table", "tr", "div", "br", "h3", "h4", "h5", "summary"})
    KEPT_SPACE = "\0"  # a space inside <pre>: indentation of code must survive

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.code = False
        self.drawn = False  # a drawing has its words beside it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self.parts.append("\n- ")
        elif tag in self.BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        self.code = self.code or tag == "pre"
        self.drawn = self.drawn or tag == "svg"

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self.parts.append("\n")
        self.code = self.code and tag != "pre"
        self.drawn = self.drawn and tag != "svg"

    def handle_data(self, data: str) -> None:
        if self.drawn:
            return
        self.parts.append(data.replace(" ", self.KEPT_SPACE) if self.code else re.sub(r"\s+", " ", data))


def plain(markup: str) -> str:
    """Return HTML as plain text: one line a paragraph, list item or line of code, no blank lines."""
    reader = _Plain()
    reader.feed(markup)
    reader.close()
    lines = (re.sub(r" +", " ", line).strip() for line in "".join(reader.parts).splitlines())
    return "\n".join(line.replace(_Plain.KEPT_SPACE, " ") for line in lines if line)
