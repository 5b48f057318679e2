"""The public record of the race of 2023-24, as states of allies by week, and the model's inputs from the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from lessonkit.explorer.texts import words
from nato_course import load
from nato_course.explorers.desk import THE
from nato_course.explorers.thirty_two_keys import model

WORDS = words("thirty-two-keys")
MISSING = ("HUN", "ROU", "SVK", "TUR")  # from the count of 28 of 32 by NATO sources


# ---- the allies -------------------------------------------------------------------------------


def allies(members: pd.DataFrame, gdp: pd.DataFrame, spending: pd.DataFrame) -> model.Allies:
    """Return the model's inputs from three tables.

    members has iso3 and accession_date; gdp has one row per ally with gdp_usd_m; spending has share_of_gdp_pct for 2023,
    with no row or a gap where there are no armed forces.

    Raises
    ------
    ValueError
        If an ally has no GDP.
    """
    codes = tuple(sorted(members["iso3"]))
    income = gdp.set_index("iso3")["gdp_usd_m"].reindex(codes)
    if income.isna().any():
        raise ValueError(f"These allies have no GDP: {', '.join(income.index[income.isna()])}.")
    joined = members.set_index("iso3")["accession_date"].reindex(codes)
    share = spending.set_index("iso3")["share_of_gdp_pct"].reindex(codes).fillna(0) / 2
    return model.Allies(
        codes,
        np.array([model.week_of(day.date()) for day in joined]),
        income.to_numpy(float),
        share.clip(upper=1).to_numpy(float),
    )


@cache
def model_inputs() -> model.Allies:
    """Return the model's inputs from the course's tables: members, GDP of 2024, home spending of 2023."""
    gdp, spending = load("gdp"), load("defence_expenditure")
    return allies(
        load("members"),
        gdp.query("producer == 'NATO' and edition == '2024' and year == 2024"),
        spending.query("edition == '2024' and year == 2023"),
    )


@cache
def names() -> dict[str, str]:
    """Return the allies' names by code."""
    members = load("members")
    return dict(zip(members["iso3"], members["name"], strict=True))


def the(code: str) -> str:
    """Return an ally's name as it stands in a sentence."""
    return WORDS.say("the", name=names()[code]) if code in THE else names()[code]


# ---- what was said ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Statement:
    """What one ally said on a day. ``price`` is what it asked for, empty if nothing."""

    week: int
    day: date
    position: str
    price: str


@dataclass(frozen=True)
class Price:
    """What an ally asked for, the day on which it last said so, and the day of its yes, if it came."""

    code: str
    day: date
    price: str
    agreed: date | None


class Record:
    """What each ally had said by the end of a week. ``codes`` and ``since`` are the model's.

    Attributes
    ----------
    counted_on
        The day on which NATO sources counted 28 of 32 yeses.
    decision
        The day of the Council's decision.
    """

    def __init__(self, codes: Sequence[str], since: np.ndarray):
        race = load("succession_race")
        self._since = dict(zip(codes, since, strict=True))
        self._said: dict[str, list[Statement]] = {code: [] for code in codes}
        for row in race.dropna(subset="iso3").itertuples():
            day, price = row.date.date(), row.stated_price
            asked = price if isinstance(price, str) else ""
            self._said[row.iso3].append(Statement(model.week_of(day), day, row.position, asked))
        self.counted_on: date = race.loc[race["iso3"] == "LTU", "date"].iloc[0].date()
        self.decision: date = race.loc[race["position"] == "decision", "date"].iloc[0].date()

    def state(self, code: str, week: int) -> tuple[str, str]:
        """Return (kind, word): kind is yes, counted, no, own, open or out."""
        if self._since[code] > week:
            return "out", WORDS.say("state.out")
        said = self._until(code, week)
        last = said[-1].position if said else ""
        day = f"{said[-1].day.day} {said[-1].day:%b}" if said else ""
        if last == "supports Rutte":
            return "yes", WORDS.say("state.yes", day=day)
        if code == "NLD" and said:
            return "yes", WORDS.say("state.candidate")
        if week >= model.week_of(self.decision):
            return "counted", WORDS.say("state.consensus")
        if last == "candidate":
            return "own", WORDS.say("state.own")
        if last == "opposes Rutte":
            return "no", WORDS.say("state.no", day=day)
        if last == "undecided":
            return "open", WORDS.say("state.undecided")
        if week >= model.week_of(self.counted_on) and code not in MISSING:
            return "counted", WORDS.say("state.counted")
        return "open", WORDS.say("state.open")

    def prices(self, week: int) -> list[Price]:
        """Return what each ally last asked for up to a week, in order of day."""
        found = []
        for code in self._said:
            said = self._until(code, week)
            asked = [entry for entry in said if entry.price]
            if asked:
                agreed = next((entry.day for entry in said if entry.position == "supports Rutte"), None)
                found.append(Price(code, asked[-1].day, asked[-1].price, agreed))
        return sorted(found, key=lambda price: (price.day, price.code))

    def holdouts(self) -> list[tuple[str, date]]:
        """Return (code, day of the public yes) of the four that a count of 2 April left out, in order of day."""
        days = [
            (code, next(entry.day for entry in self._said[code] if entry.position == "supports Rutte"))
            for code in MISSING
        ]
        return sorted(days, key=lambda entry: (entry[1], entry[0]))

    def _until(self, code: str, week: int) -> list[Statement]:
        return [entry for entry in self._said[code] if entry.week <= week]


@cache
def public() -> Record:
    """Return the record of the course's table."""
    table = model_inputs()
    return Record(table.codes, table.since)
