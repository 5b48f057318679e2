"""The World Bank's GDP and population, from the CSV files of github.com/datasets."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from nato_course.makers.csvfile import read_csv
from nato_course.makers.names import allies, followed

GDP_EDITION = "March 2026"
# Also the donors of aid to Ukraine, for aid per head; the World Bank has no figures for Taiwan.
DONORS = {"AUS", "AUT", "CHE", "CYP", "IND", "IRL", "JPN", "KOR", "MLT", "NZL"}


def gdp(path: Path) -> pd.DataFrame:
    """Return `gdp` as the World Bank gives it: current US$ million."""
    frame = _series(path, allies() | {"RUS", "WLD"})
    frame["gdp_usd_m"] = (frame.pop("value") / 1e6).round(3)
    frame["producer"] = "World Bank"
    frame["edition"] = GDP_EDITION
    frame["estimate"] = False
    return frame


def population(path: Path) -> pd.DataFrame:
    """Return `population`: persons at mid-year."""
    frame = _series(path, (followed() - {"SUN"}) | DONORS | {"WLD"})
    frame["population"] = frame.pop("value").round().astype(int)
    return frame


def _series(path: Path, wanted: Collection[str]) -> pd.DataFrame:
    table = read_csv(path, ["Country Code", "Year", "Value"], numbers=["Year", "Value"])
    table = table[table["Country Code"].isin(wanted)]
    return pd.DataFrame({"iso3": table["Country Code"], "year": table["Year"].astype(int), "value": table["Value"]})
