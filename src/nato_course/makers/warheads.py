"""Nuclear warheads: two CSV files of Our World in Data, from the Federation of American Scientists."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from nato_course.makers.csvfile import read_csv, require

STATES = {"CHN", "FRA", "GBR", "IND", "ISR", "PAK", "PRK", "RUS", "USA"}
INVENTORY = {
    "Number of deployed strategic nuclear warheads": "deployed_strategic",
    "Number of deployed nonstrategic nuclear warheads": "deployed_nonstrategic",
    "Number of nondeployed nuclear warheads in reserve": "reserve",
    "Number of retired nuclear warheads": "retired",
}


def stockpiles(path: Path) -> pd.DataFrame:
    """Return `nuclear_warheads`, series "stockpile": warheads by state and year, retired ones not counted."""
    table = _read(path, ["nuclear_weapons_stockpile"], STATES | {"ZAF"})
    return table.rename(columns={"nuclear_weapons_stockpile": "stockpile"}).assign(series="stockpile")


def inventories(path: Path) -> pd.DataFrame:
    """Return `nuclear_warheads`, series "inventory": deployed, in reserve and retired; the stockpile is their sum without the last."""
    table = _read(path, list(INVENTORY), STATES).rename(columns=INVENTORY)
    parts = table[["deployed_strategic", "deployed_nonstrategic", "reserve"]]
    return table.assign(stockpile=parts.sum(axis=1), series="inventory")


def _read(path: Path, columns: list[str], expected: Collection[str]) -> pd.DataFrame:
    """Return the rows of states; rows for the world or for an alliance are sums that somebody else made."""
    table = read_csv(path, ["Code", "Year", *columns], numbers=["Year", *columns])
    table = table.rename(columns={"Code": "iso3", "Year": "year"})
    table = table[table["iso3"].isin(expected)]
    require(path, table["iso3"], expected)
    table["iso3"] = table["iso3"].mask((table["iso3"] == "RUS") & (table["year"] <= 1991), "SUN")
    return table[["iso3", "year", *columns]]
