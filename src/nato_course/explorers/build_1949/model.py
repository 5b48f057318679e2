"""What states had to fight with, as shares of the world: the index of the Correlates of War and its six parts.

Pure functions over the table ``capabilities``. A state's score in a part is its share of what all states had
in that year (0 to 1). The index CINC is the mean of the six shares, each with the same weight (Singer, Bremer &
Stuckey 1972); a part without a figure is left out of a state's mean. Scores of several states add up.
"""

from collections.abc import Collection, Iterable, Mapping
from math import isnan
from typing import NamedTuple

import pandas as pd

PARTS = (
    "spending_usd_thousand",
    "personnel_thousand",
    "iron_steel_thousand_t",
    "energy_thousand_t",
    "population_thousand",
    "urban_population_thousand",
)
WORLD = "WLD"


class Scores(NamedTuple):
    """A state, or several together, in one year: the index and the six shares, each from 0 to 1."""

    index: float  # type: ignore[assignment]  # hides a method of tuples that nobody needs here
    parts: tuple  # in the order of PARTS; nan where there is no figure


NOTHING = Scores(0.0, (0.0,) * len(PARTS))


def world_shares(table: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of each state as shares of the world in its year, with the rows of the world left out."""
    world = table[table["iso3"] == WORLD].set_index("year")[list(PARTS)]
    states = table[table["iso3"] != WORLD].reset_index(drop=True)
    return states[["iso3", "year", "cinc"]].join(states[list(PARTS)] / world.loc[states["year"]].to_numpy())


def scores(table: pd.DataFrame) -> dict:
    """Return the scores of every state and year as {(iso3, year): Scores}."""
    rows = world_shares(table)
    values = rows[["cinc", *PARTS]].to_numpy(float).tolist()
    return {
        (iso3, int(year)): Scores(index, tuple(parts))
        for iso3, year, (index, *parts) in zip(rows["iso3"], rows["year"], values, strict=True)
    }


def listed(known: Mapping, states: Collection, year: int) -> list:
    """Return those of the states that have figures in the year, the highest index first."""
    return sorted((iso3 for iso3 in states if (iso3, year) in known), key=lambda iso3: -known[iso3, year].index)


def together(known: Mapping, states: Collection, year: int) -> Scores:
    """Return the sum over the states that have figures in the year; a missing part counts as nothing."""
    rows = [known[iso3, year] for iso3 in listed(known, states, year)]
    if not rows:
        return NOTHING
    parts = zip(*(row.parts for row in rows), strict=True)
    return Scores(
        sum(row.index for row in rows), tuple(sum(part for part in values if not isnan(part)) for values in parts)
    )


def ratio(ours: float, theirs: float) -> float:
    """Return how many times as high one score is as the other.

    Raises
    ------
    ValueError
        If the other score is not above 0.
    """
    if not theirs > 0:
        raise ValueError("There is nothing to compare with: the other side has no score.")
    return ours / theirs


def needed(numbers: Iterable[float], target: float) -> int | None:
    """Return how many of the numbers, the highest first, reach the target; None if all of them do not."""
    total = 0.0
    for count, number in enumerate(sorted(numbers, reverse=True), 1):
        total += number
        if total >= target:
            return count
    return None
