"""The road map: a line ``{roadmap}`` in the text of a lesson becomes the table of all lessons with their questions."""

import re

from lessonkit import course
from lessonkit.texts.lessons import lesson

LINE = re.compile(r"^\{roadmap\}$", re.MULTILINE)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def with_roadmap(text: str) -> str:
    """Return a text with the road map in its place."""
    return LINE.sub(lambda _: roadmap(), text)


def roadmap() -> str:
    """Return the table of the lessons, part by part, and of the pages that close the course."""
    here = course.current()
    rows = ["| Number | Lesson | Its question |", "|---|---|---|"]
    closing = [here.page(slug) for key, slug in here.closing.items() if key != "look_up"]
    named = [(f"Part {roman}: {part}", pages) for roman, (part, pages) in zip(ROMAN, here.parts.items(), strict=False)]
    for name, pages in (*named, *([("Before and after", closing)] if closing else ())):
        rows.append(f"| | **{name}** | |")
        for page in pages:
            one = lesson(page.slug)
            short = one.title.split(": ")[0]
            rows.append(f"| {page.number} | [{short}]({page.stem}.ipynb) | {one.question} |")
    return "\n".join(rows)
