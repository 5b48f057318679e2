"""Slides that fit: each is measured in a browser, and one that is too tall becomes two."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from lessonkit.build import BuildError, browser
from lessonkit.build.laboratory import NO_BROWSER
from lessonkit.teaching import deck, markup
from lessonkit.teaching.charts import Chart
from lessonkit.teaching.slide import Slide
from lessonkit.teaching.slides import MOST, shows
from lessonkit.teaching.tables import Table

WIDTH, HEIGHT = 1280, 720
FEWEST_ROWS = 4
"""A table that shares its slide with text keeps as many rows."""


class Ruler:
    """A browser page that tells whether a slide is too large."""

    def __init__(self) -> None:
        program = browser.find()
        if not program:
            raise BuildError(NO_BROWSER)
        from playwright.sync_api import sync_playwright

        with ExitStack() as opened:
            playwright = opened.enter_context(sync_playwright())
            chromium = opened.enter_context(playwright.chromium.launch(executable_path=program, args=browser.ARGS))
            self._page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            self._page.set_content(deck.measuring_page())
            self._opened = opened.pop_all()

    def __enter__(self) -> "Ruler":
        return self

    def __exit__(self, *trouble: object) -> None:
        self._opened.close()

    def too_large(self, slide: Slide) -> bool:
        """Say whether a slide needs more than 1280 × 720 px."""
        width, height = self._page.evaluate(
            """async (html) => {
                const section = document.querySelector('section');
                section.innerHTML = html;
                await Promise.all([...section.querySelectorAll('img')].map((image) => image.decode()));
                const slide = section.firstElementChild;
                return [Math.max(...[slide, ...slide.querySelectorAll('*')].map((node) => node.getBoundingClientRect().right)), slide.offsetHeight];
            }""",
            str(deck.slide_html(slide)),
        )
        return bool(width > WIDTH + 1 or height > HEIGHT)


def fitted(candidates: list[tuple[Slide, int | None]], too_large: Callable[[Slide], bool]) -> list[Slide]:
    """Return the slides of a lesson, cut until each fits, with as many of the ranked ones as fourteen slides allow, one at the least.

    Raises
    ------
    BuildError
        If a part of a slide is too large and cannot be cut.
    """
    cut = {n: parts(slide, too_large) for n, (slide, rank) in enumerate(candidates) if rank is None}
    room = max(MOST - sum(map(len, cut.values())), 1)
    for n in sorted((n for n in range(len(candidates)) if n not in cut), key=lambda n: candidates[n][1] or 0):
        made = parts(candidates[n][0], too_large) if room > 0 else []
        if made and (len(made) <= room or candidates[n][1] == 0):
            cut[n] = made
            room -= len(made)
    return [part for n in sorted(cut) for part in cut[n]]


def parts(slide: Slide, too_large: Callable[[Slide], bool]) -> list[Slide]:
    """Return a slide as one or more that fit.

    Raises
    ------
    BuildError
        If one text alone is too large; the message begins with the slide's title.
    """
    if not too_large(slide):
        return [slide]
    if isinstance(slide.exhibit, Chart):
        return [_with_shorter_caption(slide, slide.exhibit.reading, too_large)]
    blocks = len(slide.texts) + len(slide.points)
    if isinstance(slide.exhibit, Table) and len(slide.exhibit.rows) > (FEWEST_ROWS if blocks else 1):
        return parts(
            replace(slide, exhibit=slide.exhibit.cut(len(slide.exhibit.rows) - 1, len(slide.exhibit.columns))),
            too_large,
        )
    if slide.exhibit and blocks:
        return [*parts(replace(slide, exhibit=None), too_large), *parts(_more(slide, texts=(), points=()), too_large)]
    for kept in range(blocks - 1, 0, -1):
        first = replace(slide, texts=slide.texts[:kept], points=slide.points[: max(0, kept - len(slide.texts))])
        if not too_large(first):
            rest = _more(slide, texts=slide.texts[kept:], points=slide.points[max(0, kept - len(slide.texts)) :])
            return [first, *parts(rest, too_large)]
    raise BuildError(
        f"The slide “{slide.title.striptags()}” holds a part that is larger than a slide. Make its text shorter."
    )


def _with_shorter_caption(slide: Slide, reading: str, too_large: Callable[[Slide], bool]) -> Slide:
    """Keep the first sentences of a chart's reading; the notes then have it whole, as its description has."""
    said = markup.sentences(reading)
    for kept in range(len(said) - 1, 0, -1):
        shorter = replace(slide, texts=(shows(said[:kept]),), notes=(markup.inline(reading), *slide.notes))
        if not too_large(shorter):
            return shorter
    raise BuildError(
        f"The chart of the slide “{slide.title.striptags()}” leaves no room for its reading. Make the question of its mission shorter."
    )


def _more(slide: Slide, **changes: Any) -> Slide:
    ending = Markup(" <span class=dim>(continued)</span>")
    title = slide.title if slide.title.endswith(ending) else slide.title + ending
    return replace(slide, title=title, notes=(), first=False, **changes)
