"""Take one or more members out of an alliance and see what is left.

Three small ideas. A share needs a whole. A ratio needs two figures that were counted alike; `ratio` refuses any other
pair. A time needs an amount to fill and a pace at which it fills; `years` refuses a pace in the place of the amount.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from lessonkit.data.comparable import MixedSeries, same_basis

RUSSIA = "RUS"


class MixedUnits(ValueError):
    """An amount and a pace that cannot be divided; the text says why."""


@dataclass(frozen=True)
class Amount:
    """A number of ``unit`` ("US$ billion", "people"); per_year: it is a pace, not a stock."""

    number: float
    unit: str
    per_year: bool = False


@dataclass(frozen=True)
class Measure:
    """One yardstick. ``table`` has a row for each ally that is counted and one for Russia: iso3, year, value and,
    for money, what `same_basis` looks at."""

    key: str
    name: str
    unit: str
    source: str
    table: pd.DataFrame

    @property
    def allies(self) -> dict[str, float]:
        """The allies' figures by code."""
        rows = self.table[self.table["iso3"] != RUSSIA]
        return dict(zip(rows["iso3"], rows["value"].astype(float), strict=True))

    @property
    def year(self) -> int:
        """The year of the figures."""
        return int(self.table["year"].iloc[0])


# ---- sums and shares ----------------------------------------------------------------------------


def without(values: Mapping[str, float], removed: Collection[str]) -> dict[str, float]:
    """Return the figures of the members that stay. A code that is not in ``values`` has nothing to take away."""
    return {code: value for code, value in values.items() if code not in removed}


def shares(values: Mapping[str, float]) -> dict[str, float]:
    """Return each member's part of the sum; all parts are 0 when the sum is 0."""
    total = sum(values.values())
    return {code: value / total if total else 0.0 for code, value in values.items()}


def vanished(values: Mapping[str, float], removed: Collection[str]) -> float:
    """Return the share of the sum, from 0 to 1, that leaves with the members ``removed``."""
    parts = shares(values)
    return sum(part for code, part in parts.items() if code in removed)


def concentration(values: Mapping[str, float]) -> float | None:
    """Return the Herfindahl index: the sum of the squared shares. 1: one member has all; 1/n: n equal members.

    None when there is nothing to share.
    """
    if not sum(values.values()):
        return None
    return sum(part**2 for part in shares(values).values())


# ---- against Russia -----------------------------------------------------------------------------


def ratio(ours: pd.DataFrame, theirs: pd.DataFrame) -> float:
    """Return the sum of ``ours`` over the sum of ``theirs`` (columns: year, value and the basis).

    Raises
    ------
    MixedSeries
        If the two were not counted alike: other exchange rates, prices, producers or years.
    ZeroDivisionError
        If there is nothing to divide by.
    """
    same_basis(ours, theirs)
    years = sorted({int(year) for frame in (ours, theirs) for year in frame["year"]})
    if len(years) > 1:
        raise MixedSeries(
            f"These rows mix more than one year: {', '.join(map(str, years))}. Choose one before you compare."
        )
    return float(ours["value"].sum()) / float(theirs["value"].sum())


def against_russia(ours: Measure, theirs: Measure, removed: Collection[str] = ()) -> float:
    """Return how many times Russia's figure in ``theirs`` the remaining allies have in ``ours``; raises as `ratio`."""
    left = ours.table[(ours.table["iso3"] != RUSSIA) & ~ours.table["iso3"].isin(list(removed))]
    return ratio(left, theirs.table[theirs.table["iso3"] == RUSSIA])


# ---- the replacement clock ----------------------------------------------------------------------


def years(gap: Amount, added: Amount, absorption: float) -> float:
    """Return the years until ``gap`` is filled: gap / (added each year × absorption). Infinite when nothing is added.

    absorption: the part, from 0 to 1, of what is added that becomes what was missing.

    Raises
    ------
    MixedUnits
        If ``gap`` is itself a pace, ``added`` is none, or the units differ.
    ValueError
        If a number is negative or ``absorption`` lies outside 0 to 1.
    """
    if gap.per_year:
        raise MixedUnits(
            f"{gap.number:g} {gap.unit} a year is a pace. A clock needs an amount to fill, such as a total."
        )
    if not added.per_year:
        raise MixedUnits("What is added must be a pace: so much each year.")
    if gap.unit != added.unit:
        raise MixedUnits(
            f"The gap is counted in {gap.unit}, what is added in {added.unit}. Choose one before you divide."
        )
    if gap.number < 0 or added.number < 0 or not 0 <= absorption <= 1:
        raise ValueError("Amounts must not be negative, and absorption lies between 0 and 1.")
    pace = added.number * absorption
    return gap.number / pace if pace else float("inf")
