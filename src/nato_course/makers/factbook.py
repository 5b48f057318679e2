"""The last figures of the CIA World Factbook on military spending, as a share of GDP with one decimal.

For allies they are NATO's edition of August 2025, rounded: for 2024 all 31 agree with it. So the year 2025, which no
copy of that edition gave in full, is taken from here.
"""

from pathlib import Path

import pandas as pd

from nato_course.makers import typed
from nato_course.makers.csvfile import read_csv, require
from nato_course.makers.names import with_forces

YEAR, EDITION = 2025, "2025"


def spending(path: Path) -> pd.DataFrame:
    """Return `defence_expenditure`, edition 2025, the year 2025: allies for which no figure with two decimals was read."""
    table = read_csv(path, ["iso3", "year", "pct_gdp"], optional=["year", "pct_gdp"])
    table = table[(table["year"] == YEAR) & table["iso3"].isin(with_forces())]
    require(path, table["iso3"], with_forces())
    exact = typed.table("defence_expenditure").query("edition == @EDITION")
    table = table[~table["iso3"].isin(exact["iso3"])]
    return pd.DataFrame(
        {
            "iso3": table["iso3"],
            "year": table["year"],
            "edition": EDITION,
            "basis": "agreed definition",
            "estimate": True,
            "share_of_gdp_pct": table["pct_gdp"],
            "price_base_year": 2021,
            "read_from": "CIA World Factbook, one decimal",
        }
    )
