"""Figures that were read as others quote them, typed by hand."""

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

# Shares of GDP for 2025 in NATO's edition of August 2025, with the two decimals that NATO prints.
# Read in Defense Express (en.defence-ua.com, August 2025), except Bulgaria (the notes of a public program).
SHARES_2025 = {
    "POL": 4.48, "LTU": 4.00, "LVA": 3.73, "EST": 3.38, "NOR": 3.35, "USA": 3.22, "BGR": 2.06, "ITA": 2.01, "CAN": 2.01,
    "ALB": 2.01, "PRT": 2.00, "MKD": 2.00, "BEL": 2.00, "CZE": 2.00, "ESP": 2.00, "LUX": 2.00,
}  # fmt: skip

# Single figures of NATO's edition of July 2026 (core defence), as public programs and notes quote them.
CORE_DEFENCE = [
    # iso3, year, share of GDP in percent, US$ million at current prices, the same at prices of 2021, equipment in percent
    ("DEU", 2025, 2.22, None, None, None),
    ("DEU", 2026, 2.69, None, None, None),
    ("LVA", 2026, 4.92, None, None, None),
    ("POL", 2025, 4.25, None, None, None),
    ("POL", 2026, 4.68, None, None, 55.9),
    ("SWE", 2026, 3.22, 24186, 21538, 25.41),
    ("USA", 2026, None, 1032849, None, None),
]
ABOUT_2026 = {"LTU": 5.3, "DNK": 3.5, "NOR": 3.2, "FIN": 2.6}

# Russia and Europe (the European Union and the United Kingdom) in one report, at two kinds of exchange rates.
IISS = "IISS, The Military Balance 2025, as reported by The Moscow Times, 12 February 2025"
IISS_SPENDING = [("Russia", "market", 145900), ("Russia", "PPP", 462000), ("EU and United Kingdom", "market", 457000)]


def defence_expenditure() -> pd.DataFrame:
    """Return `defence_expenditure`, the part that was read as others quote it: editions 2025 and 2026."""
    shares = pd.DataFrame({"iso3": SHARES_2025.keys(), "share_of_gdp_pct": SHARES_2025.values()})
    shares = shares.assign(year=2025, edition="2025", basis="agreed definition")
    columns = ["iso3", "year", "share_of_gdp_pct", "spending_usd_m", "spending_constant_usd_m", "equipment_pct"]
    core = pd.DataFrame(CORE_DEFENCE, columns=columns).assign(edition="2026", basis="core defence")
    exact = pd.concat([shares, core]).assign(read_from="quoted")
    about = pd.DataFrame({"iso3": ABOUT_2026.keys(), "share_of_gdp_pct": ABOUT_2026.values()})
    about = about.assign(year=2026, edition="2026", basis="core defence", read_from="quoted, one decimal")
    return pd.concat([exact, about]).assign(estimate=True, price_base_year=2021)


def spending_iiss() -> pd.DataFrame:
    """Return `spending_iiss`: military spending in 2024, US$ million, at market rates or at purchasing power."""
    frame = pd.DataFrame(IISS_SPENDING, columns=["who", "rates", "spending_usd_m"])
    return frame.assign(year=2024, edition="2025", quoted_by=IISS)


def defence_totals() -> pd.DataFrame:
    """Return `defence_totals`: published totals for 2025 in US$ million, edition 2025."""
    frame = pd.DataFrame(TOTALS, columns=["who", "spending_usd_m", "prices", "quoted_by"])
    return frame.assign(edition="2025", basis="agreed definition", year=2025, estimate=True)
