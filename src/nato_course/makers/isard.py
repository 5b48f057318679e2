"""Two CSV files of the R package isard: democracy (V-Dem 16) and GDP at purchasing power (Fariss et al.)."""

from pathlib import Path

import pandas as pd

from nato_course.makers.cow_codes import EAST_OR_WEST, states
from nato_course.makers.csvfile import read_csv, require
from nato_course.makers.names import allies, followed

FIRST_YEAR = 1949
EDITION = "16"
PRICE_BASE_YEAR = 2017


def democracy(path: Path) -> pd.DataFrame:
    """Return `democracy`, edition 16: the electoral index only, without bounds."""
    table = _read(path, "v2x_polyarchy").rename(columns={"v2x_polyarchy": "electoral"})
    return table.assign(edition=EDITION)


def gdp_ppp(path: Path) -> pd.DataFrame:
    """Return `gdp_ppp`: GDP in million international dollars of 2017, and population."""
    table = _read(path, "pwtrgdp", "pwtpop")
    table["gdp_intl_m"] = table.pop("pwtrgdp").round(1)
    table["population_m"] = table.pop("pwtpop").round(4)
    return table.assign(price_base_year=PRICE_BASE_YEAR)


def _read(path: Path, *columns: str) -> pd.DataFrame:
    table = read_csv(path, ["ccode", "year", *columns], numbers=["ccode", "year"], optional=columns)
    table = table[(table["year"] >= FIRST_YEAR) & table[list(columns)].notna().all(axis=1)]
    # While there were two Germanys, 255 is an estimate for a state that did not exist.
    divided = table.loc[table["ccode"].isin(EAST_OR_WEST), "year"]
    table = table[(table["ccode"] != 255) | ~table["year"].isin(divided)]
    table["iso3"] = states(table["ccode"], table["year"])
    table = table[table["iso3"].isin(followed())]
    require(path, table["iso3"], allies())
    return table[["iso3", "year", *columns]]
