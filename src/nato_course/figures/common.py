"""What several figures share: names, dates as places on an axis, and windows of the maps."""

from collections.abc import Iterable

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.figures.charts import Axis
from lessonkit.figures.land import Window

EUROPE = Window("europe", 130, 70, 720, 490)
ATLANTIC = Window("world", 130, 0, 470, 205)
WORLD = Window("world", 20, 0, 920, 345)


def members() -> pd.DataFrame:
    """Return the members in the order of their accession."""
    return load("members").sort_values(["accession_date", "name"], ignore_index=True)


def named() -> dict[str, str]:
    """Return the name of each state of the course's tables, by code."""
    return dict(load("countries").set_index("iso3")["name"]) | dict(load("members").set_index("iso3")["name"])


def in_years(day: pd.Timestamp) -> float:
    """Return a day as a year with its part: 1949.26."""
    return float(day.year + (day.day_of_year - 1) / 365.25)


def years(low: float, high: float, marks: Iterable[int]) -> Axis:
    """Return a time axis that says these years."""
    return Axis(low, high, lambda year: f"{year:.0f}", tuple(marks))


def percent(value: float) -> str:
    """Say a share: "65.6 %"."""
    return f"{value:.1f} %"


def whole(value: float) -> str:
    """Say a whole number, with commas."""
    return f"{value:,.0f}"


def latest_nato(edition: str, year: int) -> pd.DataFrame:
    """Return NATO's figures of one edition and year by code, of allies with armed forces."""
    table = load("defence_expenditure")
    chosen = table[(table["edition"] == edition) & (table["year"] == year)]
    return chosen.dropna(subset="share_of_gdp_pct").set_index("iso3")
