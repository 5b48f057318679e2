"""Polity 5, as a CSV file of the R package democracyData holds it (its column cown has the Correlates of War's numbers)."""

from pathlib import Path

import pandas as pd

from nato_course.makers.cow_codes import states
from nato_course.makers.csvfile import read_csv, require
from nato_course.makers.names import followed, with_forces

FIRST_YEAR = 1949
# Later rows are in the file for one state only.
LAST_YEAR = 2018
UNITED_GERMANY, UNIFICATION = 255, 1990
LOWEST, HIGHEST = -10, 10


def polity(path: Path) -> pd.DataFrame:
    """Return `polity`: the score from -10 to 10, by state and year. The source has no score for Iceland."""
    table = read_csv(path, ["cown", "year", "polity2"], numbers=["year"], optional=["cown", "polity2"])
    known = table["cown"].notna() & table["polity2"].between(LOWEST, HIGHEST)
    twice = (table["cown"] == UNITED_GERMANY) & (table["year"] == UNIFICATION)
    table = table[known & ~twice & table["year"].between(FIRST_YEAR, LAST_YEAR)]
    table = table.assign(iso3=states(table["cown"], table["year"]))
    table = table[table["iso3"].isin(followed())]
    require(path, table["iso3"], with_forces())
    return table[["iso3", "year", "polity2"]]
