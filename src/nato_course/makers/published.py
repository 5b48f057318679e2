"""Single published figures, typed by hand: views of NATO, and shares of the common budgets."""

from typing import NamedTuple

import pandas as pd


class View(NamedTuple):
    who: str
    iso3: str | None
    year: int
    published: str
    favourable_pct: float
    source: str
    unfavourable_pct: float | None = None
    derived: bool = False
    note: str | None = None


PEW_2020, PEW_2024, PEW_2025 = ("2020-02-09", "pew-2020"), ("2024-07-02", "pew-2024-ap"), ("2025-06-23", "pew-2025")


def _views(year, edition, rows):
    published, source = edition
    return [View(who, iso3, year, published, share, source, against) for who, iso3, share, against in rows]


OPINION = [
    View("Poland", "POL", 2007, "2020-02-09", 72, "pew-2020-pap"),
    View("Türkiye", "TUR", 2011, "2024-07-02", 18, "pew-2024-aa"),
    *_views(2019, PEW_2020, [("Poland", "POL", 82, None), ("United Kingdom", "GBR", 65, None), ("United States", "USA", 52, None), ("France", "FRA", 49, None), ("Greece", "GRC", 37, None), ("Türkiye", "TUR", 21, None), ("Ukraine", "UKR", 53, None), ("Russia", "RUS", 16, None), ("Median of 16 allies", None, 53, 27)]),
    View("Sweden", "SWE", 2019, "2020-02-09", 63, "pew-2020", note="Not a member then."),
    View("Germany", "DEU", 2019, "2020-02-09", 57, "pew-2020-pap"),
    View("United States", "USA", 2023, "2024-05-08", 62, "pew-us-2024"),
    View("United States", "USA", 2024, "2024-05-08", 58, "pew-us-2024"),
    *_views(2024, PEW_2024, [("Poland", "POL", 91, None), ("Netherlands", "NLD", 75, None), ("Sweden", "SWE", 72, None), ("United Kingdom", "GBR", 66, None), ("Germany", "DEU", 64, None), ("Canada", "CAN", 63, None), ("Hungary", "HUN", 63, None), ("Italy", "ITA", 60, None), ("France", "FRA", 54, None), ("Spain", "ESP", 45, None), ("Türkiye", "TUR", 42, None), ("Greece", "GRC", 37, 59)]),
    View("Median of 13 allies", None, 2024, "2024-07-02", 63, "pew-2024-aa", 33),
    View("Poland", "POL", 2024, "2025-06-23", 88, "pew-2025", note="The page of 2025 gives 88 for 2024; the news of July 2024 gave 91."),
    *_views(2025, PEW_2025, [("Poland", "POL", 81, None), ("Netherlands", "NLD", 66, None), ("Spain", "ESP", 47, 45), ("Median of 13 allies", None, 66, 30)]),
    View("Germany", "DEU", 2025, "2025-06-23", 73, "pew-2025", derived=True, note="64 in 2024 and 9 points more."),
    View("Canada", "CAN", 2025, "2025-06-23", 69, "pew-2025", derived=True, note="63 in 2024 and 6 points more."),
    View("Greece", "GRC", 2025, "2025-06-23", 28, "pew-2025", derived=True, note="37 in 2024 and 9 points less."),
]  # fmt: skip


class Share(NamedTuple):
    iso3: str
    period: str
    share_pct: float
    source: str
    note: str | None = None
    estimate: bool = True


# NATO, "Funding NATO", gives four decimals; that page was not seen, so all shares are rounded and marked as estimates.
COMMON_FUNDING = [
    Share("USA", "2005", 25.8, "crs-rl30150-2008", "All three budgets together."),
    Share("USA", "2007", 25.3, "crs-rl30150-2009", "All three budgets together."),
    Share("USA", "2016-2017", 22.14, "cns-2017"),
    Share("DEU", "2016-2017", 14.65, "cns-2017"),
    Share("FRA", "2016-2017", 11.0, "globalist-2017"),
    Share("GBR", "2016-2017", 10.0, "globalist-2017"),
    Share("ITA", "2016-2017", 8.0, "globalist-2017"),
    Share("USA", "2019", 22.1, "dw-2019"),
    Share("DEU", "2019", 14.8, "dw-2019"),
    Share("USA", "2021", 16.35, "dw-2019", "Agreed in November 2019, from 2021 on."),
    Share("DEU", "2021", 16.35, "dw-2019", "Agreed in November 2019, from 2021 on."),
    Share("USA", "2024-2025", 15.9, "nato-funding"),
    Share("DEU", "2024-2025", 15.9, "nato-funding"),
    Share("GBR", "2024-2025", 11.0, "nato-funding"),
    Share("FRA", "2024-2025", 10.0, "nato-funding"),
]


def opinion() -> pd.DataFrame:
    """Return `opinion`: percent of adults with a favourable view of NATO, as Pew published them."""
    return pd.DataFrame(OPINION)


def common_funding() -> pd.DataFrame:
    """Return `common_funding`: percent of NATO's common budgets that an ally pays, by period."""
    return pd.DataFrame(COMMON_FUNDING)


TABLES = {"opinion": opinion, "common_funding": common_funding}
