"""While they held the chair: every Secretary General's term, and what changed in it."""

from functools import cached_property

import bqplot
import numpy as np
import pandas as pd

from lessonkit.data.tables import load
from lessonkit.explorer import charts
from lessonkit.explorer.charts import ACCENT, INK, NEAR, PAPER, SOFT
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Ask, AskChoice, Mission, Range
from lessonkit.texts.words import listed, long_date
from nato_course.explorers.in_office import model as tenure

EDITION = "2024"
LAST_JOINER = 1982
TOP = 38  # of the axis of allies; the rows for meetings and operations lie at its foot
MEETING_ROW, OPERATION_ROW = 2, 5

LIMITS = """
- **During is not because of.** A term tells you when something happened. Who or what made it happen needs other evidence: minutes, interviews, comparisons.
- **Decisions are older than their dates.** States that joined in 2004 had been invited in 2002, and had asked years before.
- **Counts do not weigh.** A meeting of one afternoon and a war of 78 days are one mark each. The operations are the larger ones since 1993; before that the table has none.
- **The money** is that of 30 allies without the United States and Iceland, at prices of 2015, in NATO's edition of June 2024. Finland and Sweden are in it for all years, though they joined in 2023 and 2024. The last years are estimates.
- **Dates.** Sources give 6 or 14 October 1999 as Javier Solana's last day; the table has the month. Three deputies stood in between two holders. They are in the table and not on the slider.

Sources: NATO's pages on its Secretaries General, members, summits and operations; NATO's defence expenditure tables.
"""


def decimal(day) -> float:
    """Return a day as a year with a fraction."""
    return day.year + (day.day_of_year - 1) / 366


class Chart:
    """The number of allies over time, with the chosen term marked out, and marks for what happened."""

    def __init__(self, members, handovers, meetings, operations, last):
        x, y = charts.linear(1949, 2029), charts.linear(0, TOP)
        scales = {"x": x, "y": y}
        days = sorted(members)
        years = [decimal(day) for day in days] + [decimal(last)]
        line = bqplot.Lines(
            x=years,
            y=[*range(1, len(days) + 1), len(days)],
            scales=scales,
            colors=[INK],
            stroke_width=2.5,
            interpolation="step-after",
        )
        self.band = bqplot.Lines(
            x=[],
            y=[],
            scales=scales,
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
            scales=scales,
            marker="rectangle",
            colors=[SOFT],
            default_size=26,
            default_skew=0.98,
        )
        meeting = self._row(meetings, MEETING_ROW, "circle", PAPER, scales)
        operation = self._row(operations, OPERATION_ROW, "triangle-up", NEAR, scales)
        rows = bqplot.Label(
            x=[1959.5, 1973, 1958],
            y=[MEETING_ROW - 0.7, OPERATION_ROW - 0.7, 17],
            text=["leaders meet", "operations begin", "allies"],
            scales=scales,
            colors=[SOFT, SOFT, INK],
            default_size=12,
            font_weight="normal",
        )
        self.name = bqplot.Label(
            x=[],
            y=[],
            text=[],
            scales=scales,
            colors=[INK],
            default_size=14,
            font_weight="bold",
            apply_clip=False,
        )
        self.figure = charts.figure(
            [self.band, line, ticks, meeting, operation, rows, self.name],
            [
                charts.axis(
                    x, "Year (marks at the top: handovers)", tick_format="d", tick_values=[1950, 1970, 1990, 2010]
                ),
                charts.axis(y, "Number of allies", side="left", tick_values=[0, 10, 20, 30], tick_format="d"),
            ],
            {"top": 30},
        )

    @staticmethod
    def _row(days, height, marker, colour, scales):
        return bqplot.Scatter(
            x=[decimal(day) for day in days],
            y=[height] * len(days),
            scales=scales,
            marker=marker,
            colors=[colour],
            stroke=SOFT if colour == PAPER else colour,
            stroke_width=1.5,
            default_size=34,
        )

    def draw(self, start, end, name):
        left, right = decimal(start), decimal(end)
        with self.band.hold_sync():
            self.band.x, self.band.y = np.array([left, left, right, right]), np.array([0, TOP - 2.5, TOP - 2.5, 0])
        with self.name.hold_sync():
            middle = (left + right) / 2
            self.name.align = "start" if middle < 1962 else "end" if middle > 2014 else "middle"
            self.name.x = [{"start": left, "middle": middle, "end": right}[self.name.align]]
            self.name.y, self.name.text = [TOP + 1], [name]


def holders() -> pd.DataFrame:
    """Return the terms of those who were elected, without acting holders, oldest first."""
    terms = load("secretaries_general")
    return terms[~terms["acting"].astype(bool)].reset_index(drop=True)


class InOffice(Explorer):
    """Does what changes in a term tell what a person changed?"""

    name = "in-office"
    number = "08"
    title = "While they held the chair"
    minutes = 6
    limits = LIMITS
    asks = (
        AskChoice(
            "most",
            "In whose term did NATO gain the most members?",
            {name: name for name in ("Joseph Luns", "Javier Solana", "Jaap de Hoop Scheffer", "Jens Stoltenberg")},
        ),
        Ask(
            "late",
            f"How many of the {len(holders())} Secretaries General came from a state that joined after {LAST_JOINER}?",
            unit="people",
            high=len(holders()),
        ),
    )

    def __init__(self):
        self.members, self.terms = load("members").set_index("iso3"), load("secretaries_general")
        self.holders = holders()
        self.as_of = self.holders["as_of"].max()
        self.summits, self.operations = load("summits"), load("operations").sort_values(["start", "name"])
        spending = load("defence_expenditure").query("edition == @EDITION and iso3 != 'USA'")
        self.spending = spending.groupby("year")["spending_constant_usd_m"].sum()
        super().__init__()

    # -- what the frame asks for

    @cached_property
    def controls(self):
        names = list(self.holders["name"])
        return (Range("holder", "Secretary General", range(len(names)), text=lambda at: names[at], steppers=True),)

    @cached_property
    def missions(self):
        most, longest, stoltenberg = (
            int(at) for at in (self._gains().argmax(), tenure.days(self.holders).argmax(), self._at("Jens Stoltenberg"))
        )
        return (
            Mission(
                "Step through the holders with − and +. Find the term in which NATO gained the most members.",
                shows=("holder",),
                start={"holder": 0},
                goal=lambda values: values["holder"] == most,
                found=lambda values: self._found_most(most),
                guess=("most",),
            ),
            Mission(
                "Find the longest term. What changed in it? Open the table too: which countries do the holders come from?",
                shows=("holder",),
                start={"holder": 0},
                goal=lambda values: values["holder"] == longest,
                found=lambda values: self._found_longest(longest),
                guess=("late",),
            ),
            Mission(
                "Go to Jens Stoltenberg, and read what changed in his decade. What else happened in those years?",
                shows=("holder",),
                start={"holder": stoltenberg - 1},
                goal=lambda values: values["holder"] == stoltenberg,
                found=lambda values: self._found_decade(),
                guess=(),
            ),
        )

    def chart(self):
        handovers = [*self.holders["start"], *self.holders["end"].dropna()]
        self._chart_of_terms = Chart(
            list(self.members["accession_date"]),
            sorted(set(handovers)),
            list(self.summits["start"]),
            list(self.operations["start"]),
            self.as_of,
        )
        return self._chart_of_terms.figure

    def update(self, values):
        row = self.holders.loc[values["holder"]]
        self._chart_of_terms.draw(row["start"], self._end(row), row["name"])
        return Reading(
            self._text(row),
            self._table(),
            "All holders and acting holders; allies at the start and at the end of the term",
        )

    # -- figures

    def _at(self, name) -> int:
        return list(self.holders["name"]).index(name)

    def _end(self, row):
        return self.as_of if pd.isna(row["end"]) else row["end"]

    def _allies(self, day) -> int:
        return tenure.before(self.members["accession_date"], day)

    def _gains(self) -> np.ndarray:
        return np.array(
            [self._allies(self._end(row)) - self._allies(row["start"]) for _, row in self.holders.iterrows()]
        )

    def _during(self, table, row, column="start"):
        return table[tenure.began(table[column], row["start"], self._end(row))]

    # -- words

    def _text(self, row):
        still = pd.isna(row["end"])
        years = (self._end(row) - row["start"]).days / tenure.DAYS_PER_YEAR
        end = "October 1999" if row["end_precision"] == "month" else long_date(self._end(row))
        term = (
            f"since {long_date(row['start'])}, in office on {end}" if still else f"{long_date(row['start'])} to {end}"
        )
        joined = self._during(self.members, row, "accession_date").sort_values(["accession_date", "name"])["name"]
        joined = joined.replace("Germany", "West Germany")  # which joined in 1955
        operations = list(self._during(self.operations, row)["name"])
        sentences = [
            f"{row['name']} ({self.members['name'][row['iso3']]}), {term}: {years:.1f} years.",
            f"Allies at the start {self._allies(row['start'])}, at the end {self._allies(self._end(row))}"
            + (f": {listed(joined)} joined." if len(joined) else "."),
            f"Meetings of leaders: {len(self._during(self.summits, row))}.",
            f"Operations begun: {len(operations)} ({'; '.join(operations)})."
            if operations
            else "Operations begun: none in the table.",
            self._money(row),
        ]
        return " ".join(filter(None, sentences))

    def _money(self, row):
        first, last = row["start"].year, self._end(row).year
        if not {first, last} <= set(self.spending.index):
            return ""
        change = 100 * (self.spending[last] / self.spending[first] - 1)
        return f"Defence spending of the allies without the United States, {first} to {last}: {change:+.0f} % (prices of 2015)."

    def _found_most(self, most):
        row = self.holders.loc[most]
        prague = self.summits[self.summits["place"] == "Prague"].iloc[0]
        then = self.holders[
            tenure.began(pd.Series(prague["start"], self.holders.index), self.holders["start"], self.holders["end"])
        ]["name"].iloc[0]
        return (
            f"**{row['name']}: {self._gains()[most]} more allies**, from {self._allies(row['start'])} to {self._allies(row['end'])}. "
            f"But seven of them had been invited in Prague on {long_date(prague['start'])}, when {then} was in the chair. "
            "And each of them had asked before that. A term tells you **when**. It does not tell you **who**."
        )

    def _found_longest(self, longest):
        row = self.holders.loc[longest]
        from_late = int((self.members["accession_year"][self.holders["iso3"]] > LAST_JOINER).sum())
        years = tenure.days(self.holders)[longest] / tenure.DAYS_PER_YEAR
        return (
            f"**{row['name']}, {years:.1f} years**, and {self._gains()[longest]} new ally. A long term need not be one of much change. "
            f"Of the {len(self.holders)} holders {from_late if from_late else 'none'} came from a state that joined after {LAST_JOINER}; "
            f"{int((self.holders['iso3'] == 'NLD').sum())} were Dutch and {int((self.holders['iso3'] == 'GBR').sum())} British. All were men."
        )

    def _found_decade(self):
        change = tenure.growth(self.spending)
        middle = change.loc[2017:2021].mean()
        return (
            f"Four more allies, and much more money. Spending without the United States rose by {change[2015]:.1f} % in 2015 and {change[2016]:.1f} % "
            f"in 2016, by {middle:.1f} % a year from 2017 to 2021, and by {change[2023]:.1f} % in 2023 and {change[2024]:.1f} % in 2024 (estimates). "
            "Russia had seized Crimea half a year before he came, and began the full-scale invasion of Ukraine in 2022. An American president pressed "
            "the allies for money from 2017 to 2021, after the rise had begun. One man chaired all the while. **A war, a president, a chair:** the dates "
            "fit with all three having a part. How large each part is, they do not say."
        )

    def _table(self):
        rows = [
            {
                "Name": row["name"] + (" (acting)" if row["acting"] else ""),
                "Country": self.members["name"][row["iso3"]],
                "From": long_date(row["start"]),
                "To": "in office"
                if pd.isna(row["end"])
                else "October 1999"
                if row["end_precision"] == "month"
                else long_date(row["end"]),
                "Years": f"{(self._end(row) - row['start']).days / tenure.DAYS_PER_YEAR:.1f}",
                "Allies": f"{self._allies(row['start'])} to {self._allies(self._end(row))}",
                "Meetings": str(len(self._during(self.summits, row))),
                "Operations begun": str(len(self._during(self.operations, row))),
            }
            for _, row in self.terms.iterrows()
        ]
        return pd.DataFrame(rows)
