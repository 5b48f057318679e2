"""The chart of "While they held the chair". It is built once; ``draw`` marks out another term."""

from collections.abc import Sequence

import pandas as pd

from lessonkit.explorer.charts import AMBER, BLUE, INK, SOFT, Chart, Part, axis, dots, label, line, rows
from lessonkit.explorer.texts import words
from lessonkit.texts.words import long_date

WORDS = words("in-office")
TOP = 38  # of the axis of allies; the rows for meetings and operations lie at its foot
MEETING_ROW, OPERATION_ROW = 2, 5
Days = Sequence[tuple[pd.Timestamp, str]]
"""Days with the name of what happened on each."""


def decimal(day: pd.Timestamp) -> float:
    """Return a day as a year with a fraction."""
    return day.year + (day.day_of_year - 1) / 366


def _said(name: str, days: Days, height: float, **look: str | float | bool) -> Part:
    marks = rows(
        x=[decimal(day) for day, _ in days],
        y=[height] * len(days),
        name=[what or name for _, what in days],
        say=[long_date(day) for day, _ in days],
    )
    return dots(marks, **look)


class TermsChart:
    """The number of allies over time, with the chosen term marked out, and marks for what happened.

    Parameters
    ----------
    members
        The day on which each ally joined, with its name.
    handovers, meetings, operations
        The days of each.
    last
        The day at which the line ends.
    """

    def __init__(self, members: Days, handovers: Days, meetings: Days, operations: Days, last: pd.Timestamp):
        self.figure = Chart()
        joined = sorted(members)
        counts = [*range(1, len(joined) + 1), len(joined)]
        said = WORDS.each("chart")
        self.x = axis(said["across"], 1949, 2029, ticks=[1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020], plain=True)
        self.y = axis(said["up"], 0, TOP, ticks=[0, 10, 20, 30], digits=0)
        ends = [f"{name}, {long_date(day)}: {count}" for count, (day, name) in enumerate(joined, start=1)]
        self.marks = [
            line(
                [decimal(day) for day in [*(day for day, _ in joined), last]],
                counts,
                says=[*ends, f"{long_date(last)}: {len(joined)}"],
                name=said["up"],
                colour=INK,
                step=True,
                quiet=True,
            ),
            _said(said["handovers"], handovers, TOP - 1.2, shape="tick", colour=SOFT, size=5),
            _said(said["meetings"], meetings, MEETING_ROW, colour=SOFT, hollow=True, size=3.5),
            _said(said["operations"], operations, OPERATION_ROW, shape="triangle", colour=AMBER, size=3.5),
            label(1959.5, MEETING_ROW, said["meetings"], colour=SOFT),
            label(1973, OPERATION_ROW, said["operations"], colour=SOFT),
            label(1958, 17, said["allies"]),
        ]

    def draw(self, start: pd.Timestamp, end: pd.Timestamp, name: str) -> None:
        """Mark out a term and write the holder's name above it."""
        left, right = decimal(start), decimal(end)
        self.band = line(
            [left, left, right, right],
            [0, TOP - 2.5, TOP - 2.5, 0],
            colour=BLUE,
            width=1.5,
            closed=True,
            fill=True,
        )
        self.figure.show(self.x, self.y, [self.band, *self.marks], title=name, note=WORDS.say("chart.note"))
