"""Markdown of a lesson as HTML for slides and paper: formulas as MathML, links as their words."""

import re
from functools import cache
from html import unescape

import mistune
from latex2mathml.converter import convert
from markupsafe import Markup

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
IN_HTML = re.compile(r"(?<![\w$])\$(?=\S)([^$<>\n]+?)(?<=\S)\$(?!\w)")
LINK = re.compile(r"\[([^\]]+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
# A sentence ends where a capital, a quotation mark or an emphasis begins the next; an initial ("John F. Kennedy") ends none.
SENTENCE_END = re.compile(r"(?<![\s(]\w\.)(?<=[.?!])[*_\"”’)]*\s+(?=\$|[*_\"“‘(\[]*[A-Z0-9À-Ž])")


class _Renderer(mistune.HTMLRenderer):
    """Shows HTML as text. A link keeps its words only: a page on a wall or on paper cannot be clicked."""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text

    def inline_math(self, text: str) -> str:
        return formula(text, block=False)


RENDERER = _Renderer(escape=True)


@cache
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(renderer=RENDERER, plugins=["table", "strikethrough", "math"])


def block(text: str) -> Markup:
    """Return markdown as HTML; HTML inside it is shown as text."""
    return Markup(str(_markdown()(COMMENT.sub("", text))).strip())


def inline(text: str) -> Markup:
    """Return one line of markdown as HTML without a ``<p>``; a "1." at its beginning opens no list."""
    markdown = _markdown()
    tokens = markdown.inline(" ".join(COMMENT.sub("", text).split()), {"ref_links": {}})
    return Markup(RENDERER.render_tokens(tokens, markdown.block.state_cls()))


def unlinked(text: str) -> str:
    """Return markdown in which each link is its words."""
    return LINK.sub(r"\1", text)


def words(text: str) -> str:
    """Return one paragraph of markdown as plain text."""
    return inline(text).striptags()


def formula(latex: str, block: bool = True) -> Markup:
    """Return a formula as MathML, which browsers draw by themselves."""
    return Markup(convert(latex.strip(), display="block" if block else "inline"))


def typeset(html: str) -> Markup:
    """Return safe HTML of an exercise with its formulas, written between dollar signs, as MathML."""
    return Markup(IN_HTML.sub(lambda found: formula(unescape(found[1]), block=False), html))


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph as markdown; emphasis and formulas stay whole."""
    text = " ".join(COMMENT.sub("", text).split())
    found, start = [], 0
    for end in SENTENCE_END.finditer(text):
        piece = text[start : end.end()]
        if _whole(piece):
            found.append(piece.strip())
            start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def _whole(piece: str) -> bool:
    """Tell whether no emphasis, formula, code, quotation or link is open at the end of a piece."""
    pairs = (("(", ")"), ("[", "]"), ("“", "”"))
    return all(piece.count(mark) % 2 == 0 for mark in ("**", "$", "`", '"')) and all(
        piece.count(a) <= piece.count(b) for a, b in pairs
    )
