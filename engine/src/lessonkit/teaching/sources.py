"""What a worksheet says about sources: the lesson's main table, and the list of sources with our own words on each."""

import re
from typing import Any

import pandas as pd

from lessonkit.data.maps import name_of
from lessonkit.data.tables import load
from lessonkit.teaching import markup
from lessonkit.teaching.lesson_text import LOADED, Paragraph, Section
from lessonkit.teaching.tables import Table
from lessonkit.texts.lessons import Lesson
from lessonkit.texts.references import Reference, sources

FEWEST, ROWS, COLUMNS = 3, 36, 5
SUMMARY = 2


def main_table(lesson: Lesson, sections: list[Section]) -> Table | None:
    """Return the first table that the lesson shows out of the course's data, else a part of the first that it loads."""
    parts = [part for section in sections for one in (section, *section.children) for part in one.of(Table)]
    shown = next((table for table in parts if table.loads and len(table.rows) >= FEWEST), None)
    if shown:
        return shown.cut(ROWS, COLUMNS)
    names = LOADED.findall(lesson.given)
    return Table.of_frame(_newest(load(names[0])), (names[0],)).cut(ROWS, COLUMNS) if names else None


def _newest(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the edition with the most rows and its last year; name states in full; drop what says the same in every row."""
    if "edition" in frame:
        frame = frame[frame["edition"] == frame["edition"].mode().iloc[-1]]
    if "year" in frame:
        frame = frame[frame["year"] == frame["year"].max()]
    frame = frame[[name for name in frame.columns if frame[name].nunique() > 1]]
    if "iso3" in frame and "name" not in frame:
        frame = frame.assign(iso3=frame["iso3"].map(name_of)).rename(columns={"iso3": "state"})
    return frame


def origins(table: Table) -> list[dict[str, Any]]:
    """Return title, source, edition, licence and day of retrieval of each data table that a table was made of."""
    return [load(name).attrs for name in table.loads]


def pack(lesson: Lesson, sections: list[Section]) -> list[tuple[Reference, str]]:
    """Return each source of a lesson with what the lesson says about it, as markdown; "" if it does not name it."""
    paragraphs = [
        part.text for section in sections for one in (section, *section.children) for part in one.of(Paragraph)
    ]
    return [(reference, _said(reference.url, paragraphs)) for reference in sources(lesson.slug).references]


def _said(url: str, paragraphs: list[str]) -> str:
    """Return the sentence that links to an address, and the one after it; not one that only opens a list."""
    if not url:
        return ""
    link = re.compile(r"\]\(" + re.escape(url) + r"[)#]")
    for text in paragraphs:
        split = markup.sentences(text)
        for n, sentence in enumerate(split):
            if link.search(sentence) and not sentence.endswith(":"):
                return " ".join(split[n : n + SUMMARY])
    return ""
