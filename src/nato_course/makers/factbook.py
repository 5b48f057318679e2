"""The last figures of the CIA World Factbook on military spending, as a share of GDP with one decimal.

For allies they are NATO's edition of August 2025, rounded: for 2024 all 31 agree with it. So the year 2025, which no
copy of that edition gave in full, is taken from here.
"""

import pandas as pd

from nato_course.makers.csvfile import read_csv, require
from nato_course.makers.names import WITH_FORCES
from nato_course.makers.quoted import SHARES_2025

YEAR = 2025


def spending(path) -> pd.DataFrame:
    """Return `defence_expenditure`, edition 2025, the year 2025: allies for which no figure with two decimals was read."""
    table = read_csv(path, ["iso3", "year", "pct_gdp"], optional=["year", "pct_gdp"])
    table = table[(table["year"] == YEAR) & table["iso3"].isin(WITH_FORCES)]
    require(path, table["iso3"], WITH_FORCES)
    table = table[~table["iso3"].isin(SHARES_2025)]
    return pd.DataFrame(
        {
            "iso3": table["iso3"],
            "year": table["year"],
            "edition": "2025",
            "basis": "agreed definition",
            "estimate": True,
            "share_of_gdp_pct": table["pct_gdp"],
            "price_base_year": 2021,
            "read_from": "CIA World Factbook, one decimal",
        }
    )
