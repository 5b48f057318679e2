"""While they held the chair: every Secretary General's term, and what changed in it."""

from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from lessonkit.data.tables import load
from lessonkit.explorer.charts import Chart
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Mission, Values
from lessonkit.explorer.texts import words
from lessonkit.texts.words import long_date
from nato_course.explorers.in_office import model as tenure
from nato_course.explorers.in_office.charts import TermsChart

WORDS = words("in-office")
EDITION = "2024"
LAST_JOINER = 1982
TO_CHOOSE = ("Joseph Luns", "Javier Solana", "Jaap de Hoop Scheffer", "Jens Stoltenberg")


def holders() -> pd.DataFrame:
    """Return the terms of those who were elected, without acting holders, oldest first."""
    terms = load("secretaries_general")
    return terms[~terms["acting"].astype(bool)].reset_index(drop=True)


def gained() -> np.ndarray:
    """Return how many allies joined in each holder's term, shape (holders,)."""
    joined, terms = load("members")["accession_date"], holders()
    ends = terms["end"].fillna(terms["as_of"].max())
    spans = zip(terms["start"], ends, strict=True)
    return np.array([tenure.before(joined, end) - tenure.before(joined, start) for start, end in spans])


def most_gained() -> str:
    """Return in whose term most allies joined."""
    return str(holders()["name"][int(gained().argmax())])


def late() -> int:
    """Return how many holders came from a state that joined late."""
    joined = load("members").set_index("iso3")["accession_year"]
    return int((joined[holders()["iso3"]] > LAST_JOINER).sum())


def spending() -> pd.Series:
    """Return what the allies without the United States spent on defence, US$ million of 2015, by year."""
    table = load("defence_expenditure")
    table = table[(table["edition"] == EDITION) & (table["iso3"] != "USA")]
    return table.groupby("year")["spending_constant_usd_m"].sum()


def prague() -> pd.Series:
    """Return the summit of Prague, which invited most of those who joined in 2004."""
    summits = load("summits")
    return summits[summits["place"] == "Prague"].iloc[0]


class InOffice(Explorer):
    """Does what changes in a term tell what a person changed?"""

    name = "in-office"
    number = "08"
    title = WORDS.title
    minutes = 6
    limits = WORDS.limits
    names = tuple(holders()["name"])
    asks = (
        WORDS.ask("most", options={name: name for name in TO_CHOOSE}, truth=lambda: most_gained(), told="most"),
        WORDS.ask("late", high=len(names), count=len(names), year=LAST_JOINER, truth=lambda: late(), told="longest"),
    )
    controls = (WORDS.range("holder", range(len(names)), text=names.__getitem__, steppers=True),)

    def __init__(self) -> None:
        self.members, self.terms = load("members").set_index("iso3"), load("secretaries_general")
        self.holders = holders()
        self.as_of = self.holders["as_of"].max()
        self.summits, self.operations = load("summits"), load("operations").sort_values(["start", "name"])
        self.spending = spending()
        super().__init__()

    # -- what the frame asks for

    @cached_property
    def missions(self) -> tuple[Mission, ...]:
        most, longest = int(gained().argmax()), int(tenure.days(self.holders).argmax())
        decade = self.names.index("Jens Stoltenberg")
        return (
            WORDS.mission(
                "most",
                shows=("holder",),
                start={"holder": 0},
                goal=lambda values: values["holder"] == most,
                found=self._found_most,
                guess=("most",),
            ),
            WORDS.mission(
                "longest",
                shows=("holder",),
                start={"holder": 0},
                goal=lambda values: values["holder"] == longest,
                found=self._found_longest,
                guess=("late",),
            ),
            WORDS.mission(
                "decade",
                shows=("holder",),
                start={"holder": decade - 1},
                goal=lambda values: values["holder"] == decade,
                guess=(),
            ),
        )

    def chart(self) -> Chart:
        self.terms_chart = TermsChart(
            list(zip(self.members["accession_date"], self.members["name"], strict=True)),
            [(day, "") for day in sorted({*self.holders["start"], *self.holders["end"].dropna()})],
            list(zip(self.summits["start"], self.summits["place"], strict=True)),
            list(zip(self.operations["start"], self.operations["name"], strict=True)),
            self.as_of,
        )
        return self.terms_chart.figure

    def update(self, values: dict[str, Any]) -> Reading:
        row = self.holders.loc[values["holder"]]
        self.terms_chart.draw(row["start"], self._end(row), row["name"])
        return Reading(self._text(row), self._table(), WORDS.say("table.caption"))

    # -- figures

    def _end(self, row: pd.Series) -> pd.Timestamp:
        return self.as_of if pd.isna(row["end"]) else row["end"]

    def _years(self, row: pd.Series) -> float:
        return (self._end(row) - row["start"]).days / tenure.DAYS_PER_YEAR

    def _allies(self, row: pd.Series) -> tuple[int, int]:
        """Return how many allies there were at the start and at the end of a term."""
        before, after = (tenure.before(self.members["accession_date"], day) for day in (row["start"], self._end(row)))
        return before, after

    def _during(self, table: pd.DataFrame, row: pd.Series, column: str = "start") -> pd.DataFrame:
        return table[tenure.began(table[column], row["start"], self._end(row))]

    # -- words

    def _found_most(self, values: Values) -> str:
        row, day = self.holders.loc[values["holder"]], prague()["start"]
        before, after = self._allies(row)
        then = self.holders[(self.holders["start"] <= day) & (day < self.holders["end"])]["name"].iloc[0]
        return WORDS.say(
            "missions.most.found",
            name=row["name"],
            gain=after - before,
            before=before,
            after=after,
            day=day,
            then=then,
        )

    def _found_longest(self, values: Values) -> str:
        row, states = self.holders.loc[values["holder"]], self.holders["iso3"]
        before, after = self._allies(row)
        return WORDS.say(
            "missions.longest.found",
            name=row["name"],
            years=self._years(row),
            gain=after - before,
            count=len(self.holders),
            late=late() or WORDS.say("nobody"),
            year=LAST_JOINER,
            dutch=int((states == "NLD").sum()),
            british=int((states == "GBR").sum()),
        )

    def _text(self, row: pd.Series) -> str:
        before, after = self._allies(row)
        joined = self._during(self.members, row, "accession_date").sort_values(["accession_date", "name"])["name"]
        joined = joined.replace("Germany", WORDS.say("west_germany"))  # which joined in 1955
        operations = list(self._during(self.operations, row)["name"])
        sentences = [
            WORDS.say(
                "reading.now" if pd.isna(row["end"]) else "reading.past",
                name=row["name"],
                country=self.members["name"][row["iso3"]],
                start=row["start"],
                end=self._last_day(row),
                years=self._years(row),
            ),
            WORDS.say(
                "reading.joined" if len(joined) else "reading.same", before=before, after=after, joined=list(joined)
            ),
            WORDS.say("reading.meetings", count=len(self._during(self.summits, row))),
            WORDS.say(
                "reading.operations" if operations else "reading.no_operations",
                count=len(operations),
                names="; ".join(operations),
            ),
            self._money(row),
        ]
        return " ".join(filter(None, sentences))

    def _last_day(self, row: pd.Series) -> str:
        end = self._end(row)
        return f"{end:%B %Y}" if row["end_precision"] == "month" else long_date(end)

    def _money(self, row: pd.Series) -> str:
        first, last = row["start"].year, self._end(row).year
        if not {first, last} <= set(self.spending.index):
            return ""
        change = 100 * (self.spending[last] / self.spending[first] - 1)
        return WORDS.say("reading.money", first=first, last=last, change=change)

    def _table(self) -> pd.DataFrame:
        rows = []
        for _, row in self.terms.iterrows():
            before, after = self._allies(row)
            rows.append(
                {
                    "name": WORDS.say("table.acting", name=row["name"]) if row["acting"] else row["name"],
                    "country": self.members["name"][row["iso3"]],
                    "start": long_date(row["start"]),
                    "end": WORDS.say("table.in_office") if pd.isna(row["end"]) else self._last_day(row),
                    "years": f"{self._years(row):.1f}",
                    "allies": WORDS.say("table.allies", before=before, after=after),
                    "meetings": str(len(self._during(self.summits, row))),
                    "operations": str(len(self._during(self.operations, row))),
                }
            )
        return pd.DataFrame(rows).rename(columns=WORDS.each("table.columns"))
