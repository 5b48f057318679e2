"""The charts of a lesson's explorers, kept from build to build: only what has changed needs the laboratory again."""

import json
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonkit.build.hashing import LOCK, Files
from lessonkit.build.stamps import MADE_FROM
from lessonkit.build.workshop import Workshop
from lessonkit.teaching.darkroom import TALL, TALLER_THAN, WALL, Darkroom
from lessonkit.teaching.tables import Table
from lessonkit.texts.lessons import Lesson

MOST = 3
"""Charts on the slides of a lesson, and settings on its sheet."""
STRIP = 330
"""Px on a slide."""


@dataclass(frozen=True)
class Chart:
    """One setting of an explorer, in words as in ``settings.Run``, with its pictures as the darkroom gives them."""

    explorer: str
    title: str
    moment: str
    number: int
    mission: str
    asked: tuple[str, ...]
    found: str
    controls: tuple[tuple[str, str], ...]
    reading: str
    caption: str
    table: Table
    slide: bool
    sheet: bool
    wall: str
    paper: str
    width: int
    height: int
    letters: float

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Chart":
        """Return a chart from what the darkroom gives."""
        table = told["table"]
        rows = tuple(map(tuple, table["rows"]))
        parts = {
            "asked": tuple(told["asked"]),
            "controls": tuple(map(tuple, told["controls"])),
            "table": Table(tuple(table["columns"]), rows),
            "caption": table["caption"],
        }
        return cls(**(told | parts))

    @property
    def tall(self) -> bool:
        """Tell whether its caption stands beside it."""
        return self.height > TALLER_THAN * self.width

    @property
    def strip(self) -> bool:
        """Tell whether it is so low that its caption can be large."""
        return self.wall_width * self.height < STRIP * self.width

    @property
    def wall_width(self) -> int:
        """Return its width on a slide, in px."""
        room = TALL if self.tall else WALL
        return int(min(room["width"], self.width * room["height"] / self.height))

    @property
    def setting(self) -> str:
        """Return the controls of the mission with their values, as one line."""
        return "; ".join(f"{label}: {value}" for label, value in self.controls)


def of_lessons(folder: Path, lessons: list[Lesson]) -> dict[str, list[Chart]]:
    """Return lesson stem -> the charts of its explorers, out of a folder.

    An explorer has one file there, with the hashes of all that its charts were made from. What is missing or stale is taken
    anew, in one server and one browser, and a line on stderr tells so; if nothing is, neither is opened.

    Raises
    ------
    BuildError
        If there is no browser, JupyterLab does not start, or a chart does not appear.
    """
    now = Files()
    files = {explorer: folder / f"{explorer}.json" for lesson in lessons for explorer in lesson.explorers}
    if stale := [explorer for explorer, file in files.items() if not _fresh(file, now)]:
        now.keep_all()
        with Workshop() as workshop, closing(Darkroom()) as darkroom:
            print(
                f"Taking the charts of {len(stale)} of {len(files)} explorers in JupyterLab. For all lessons this takes one or two minutes.",
                file=sys.stderr,
            )
            taken = darkroom.charts(stale)
            made_from = {explorer: now.hashes(_read(explorer, workshop, now)) for explorer in stale}
        folder.mkdir(parents=True, exist_ok=True)
        for explorer, runs in taken.items():
            text = json.dumps({MADE_FROM: made_from[explorer], "runs": runs}, ensure_ascii=False)
            files[explorer].write_text(text, encoding="utf-8", newline="\n")
    return {
        lesson.stem: [
            Chart.of(told)
            for explorer in lesson.explorers
            for told in json.loads(files[explorer].read_text(encoding="utf-8"))["runs"]
        ]
        for lesson in lessons
    }


def _fresh(file: Path, now: Files) -> bool:
    """Tell whether a file was made from what there is now; a stale one is deleted."""
    if not file.exists():
        return False
    try:
        made_from = json.loads(file.read_text(encoding="utf-8")).get(MADE_FROM)
    except ValueError:  # written in part
        made_from = None
    fresh = made_from is not None and not now.changed(made_from)
    if not fresh:
        file.unlink()
    return fresh


def _read(explorer: str, workshop: Workshop, now: Files) -> set[str]:
    """Return what an explorer's charts are made from: its code and data, the versions, and how they are photographed."""
    record = workshop.record("lessonkit.teaching.settings:settings", explorer)
    return {LOCK, *now.names([*record, *workshop.record("lessonkit.teaching.darkroom")])}


def for_slides(charts: list[Chart]) -> list[Chart]:
    """Return at most three charts that differ: each mission as it looks when done, or as it begins where only moves of learners end it.

    A lesson with two explorers shows both.
    """
    return _spread([chart for chart in charts if chart.slide])


def for_paper(charts: list[Chart]) -> list[Chart]:
    """Return at most three settings that differ: how each mission begins, or how it ends where it begins like one before."""
    return _spread([chart for chart in charts if chart.sheet])


def _spread(charts: list[Chart]) -> list[Chart]:
    by_explorer: dict[str, list[Chart]] = {}
    for chart in charts:
        others = by_explorer.setdefault(chart.explorer, [])
        if all(chart.reading != other.reading for other in others):
            others.append(chart)
    turns = [own[n] for n in range(MOST) for own in by_explorer.values() if n < len(own)][:MOST]
    return [chart for own in by_explorer.values() for chart in own if chart in turns]
