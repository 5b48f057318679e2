"""The chart of "While they held the chair". It is built once; ``draw`` changes its marks."""

from collections.abc import Sequence

import bqplot
import numpy as np
import pandas as pd

from lessonkit.explorer.charts import ACCENT, INK, NEAR, PAPER, SOFT, axis, figure, labels, linear
from lessonkit.explorer.texts import words

WORDS = words("in-office")
TOP = 38  # of the axis of allies; the rows for meetings and operations lie at its foot
MEETING_ROW, OPERATION_ROW = 2, 5


def decimal(day: pd.Timestamp) -> float:
    """Return a day as a year with a fraction."""
    return day.year + (day.day_of_year - 1) / 366


class TermsChart:
    """The number of allies over time, with the chosen term marked out, and marks for what happened.

    Parameters
    ----------
    members
        The day on which each ally joined.
    handovers, meetings, operations
        The days of each.
    last
        The day at which the line ends.
    """

    def __init__(
        self,
        members: Sequence[pd.Timestamp],
        handovers: Sequence[pd.Timestamp],
        meetings: Sequence[pd.Timestamp],
        operations: Sequence[pd.Timestamp],
        last: pd.Timestamp,
    ):
        self.scales = {"x": linear(1949, 2029), "y": linear(0, TOP)}
        line = bqplot.Lines(
            x=[decimal(day) for day in [*sorted(members), last]],
            y=[*range(1, len(members) + 1), len(members)],
            scales=self.scales,
            colors=[INK],
            stroke_width=2.5,
            interpolation="step-after",
        )
        self.band = bqplot.Lines(
            x=[],
            y=[],
            scales=self.scales,
            colors=[ACCENT],
            stroke_width=1.5,
            fill="inside",
            fill_colors=[ACCENT],
            fill_opacities=[0.2],
            close_path=True,
        )
        ticks = bqplot.Scatter(
            x=[decimal(day) for day in handovers],
            y=[TOP - 1.2] * len(handovers),
            scales=self.scales,
            marker="rectangle",
            colors=[SOFT],
            default_size=26,
            default_skew=0.98,
        )
        rows = bqplot.Label(
            x=[1959.5, 1973, 1958],
            y=[MEETING_ROW - 0.7, OPERATION_ROW - 0.7, 17],
            text=[WORDS.say("chart.meetings"), WORDS.say("chart.operations"), WORDS.say("chart.allies")],
            scales=self.scales,
            colors=[SOFT, SOFT, INK],
            default_size=12,
            font_weight="normal",
        )
        self.name = labels(self.scales, [INK], default_size=14, font_weight="bold", x_offset=0, y_offset=0)
        meeting = self._row(meetings, MEETING_ROW, "circle", PAPER)
        operation = self._row(operations, OPERATION_ROW, "triangle-up", NEAR)
        across = axis(
            self.scales["x"], WORDS.say("chart.across"), tick_format="d", tick_values=[1950, 1970, 1990, 2010]
        )
        up = axis(self.scales["y"], WORDS.say("chart.up"), side="left", tick_values=[0, 10, 20, 30], tick_format="d")
        marks = [self.band, line, ticks, meeting, operation, rows, self.name]
        self.figure = figure(marks, [across, up], {"top": 30})

    def _row(self, days: Sequence[pd.Timestamp], height: float, marker: str, colour: str) -> bqplot.Scatter:
        return bqplot.Scatter(
            x=[decimal(day) for day in days],
            y=[height] * len(days),
            scales=self.scales,
            marker=marker,
            colors=[colour],
            stroke=SOFT if colour == PAPER else colour,
            stroke_width=1.5,
            default_size=34,
        )

    def draw(self, start: pd.Timestamp, end: pd.Timestamp, name: str) -> None:
        """Mark out a term and write the holder's name above it."""
        left, right = decimal(start), decimal(end)
        with self.band.hold_sync():
            self.band.x, self.band.y = np.array([left, left, right, right]), np.array([0, TOP - 2.5, TOP - 2.5, 0])
        with self.name.hold_sync():
            middle = (left + right) / 2
            self.name.align = "start" if middle < 1962 else "end" if middle > 2014 else "middle"
            self.name.x = [{"start": left, "middle": middle, "end": right}[self.name.align]]
            self.name.y, self.name.text = [TOP + 1], [name]
