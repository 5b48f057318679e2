"""A third party's table of NATO's August 2025 edition, 2014 to 2024: constant US$ and share of GDP."""

from pathlib import Path

import pandas as pd

from nato_course.makers.csvfile import read_csv
from nato_course.makers.errors import MakerError
from nato_course.makers.names import names_of_allies

EDITION = "2025"
PRICE_BASE_YEAR = 2021
FIRST_ESTIMATE = 2024


def spending(path: Path) -> pd.DataFrame:
    """Return `defence_expenditure`, edition 2025: spending in US$ million at 2021 prices, and share of GDP."""
    table = read_csv(
        path, ["ally", "year", "defexp_pct_gdp", "defexp_usd_m"], numbers=["year", "defexp_pct_gdp", "defexp_usd_m"]
    )
    names = names_of_allies()
    unknown = sorted(set(table["ally"]) - set(names))
    if unknown:
        raise MakerError(f"these are not names of allies: {', '.join(unknown)}")
    return pd.DataFrame(
        {
            "iso3": table["ally"].map(names),
            "year": table["year"].astype(int),
            "edition": EDITION,
            "basis": "agreed definition",
            "estimate": table["year"] >= FIRST_ESTIMATE,
            "spending_constant_usd_m": table["defexp_usd_m"],
            "price_base_year": PRICE_BASE_YEAR,
            "share_of_gdp_pct": table["defexp_pct_gdp"],
            "read_from": "third-party copy",
        }
    )
