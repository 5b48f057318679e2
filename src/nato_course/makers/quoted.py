"""Figures that were read as others quote them, typed by hand, each with who quotes it."""

import pandas as pd

PRESS = "NATO's report of 28 August 2025, as reported by DPA (tportal.hr and fakti.bg, 28 August 2025)"
DIGEST = "NATO's report of 28 August 2025, as given in news digests of that week; the report itself was not seen"

TOTALS = [
    ("United States", 980000, "current", DIGEST),
    ("Europe and Canada", 608000, "current", DIGEST),
    ("All allies", 1588000, "current", "the sum of the two rows; digests say about 1.59 trillion US$"),
    ("United States", 845000, "constant 2021", PRESS),
    ("Europe and Canada", 559000, "constant 2021", PRESS),
    ("All allies", 1404000, "constant 2021", "the sum of the two rows; press reports say about 1.4 trillion US$"),
]

# NATO, "Funding NATO", gives four decimals; that page was not seen, so these are rounded and marked as estimates.
COMMON_FUNDING = [("USA", 15.9), ("DEU", 15.9), ("GBR", 11.0), ("FRA", 10.0)]


def defence_totals() -> pd.DataFrame:
    """Return `defence_totals`: published totals for 2025 in US$ million, edition 2025."""
    frame = pd.DataFrame(TOTALS, columns=["who", "spending_usd_m", "prices", "quoted_by"])
    return frame.assign(edition="2025", basis="agreed definition", year=2025, estimate=True)


def common_funding() -> pd.DataFrame:
    """Return `common_funding`: percent of NATO's common budgets that an ally pays, 2024-2025."""
    frame = pd.DataFrame(COMMON_FUNDING, columns=["iso3", "share_pct"])
    return frame.assign(period="2024-2025", estimate=True)
