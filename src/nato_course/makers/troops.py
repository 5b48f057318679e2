"""United States forces abroad: two CSV files of the R package troopdata (Allen, Flynn & Machain).

Its quarterly file counts Italy and Türkiye twice, so it is not read.
"""

from pathlib import Path

import pandas as pd

from nato_course.makers.csvfile import read_csv, refuse, require
from nato_course.makers.names import allies

MONTH = "September"


def annual(path: Path) -> pd.DataFrame:
    """Return `us_troops`, series "year": about the highest count of each year, from 1950."""
    table = read_csv(path, ["iso3c", "year", "troops_ad"], numbers=["year", "troops_ad"])
    table = _hosts(path, table).groupby(["iso3", "year"])["troops_ad"].sum()
    return table.rename("troops").reset_index().assign(series="year")


def reports(path: Path) -> pd.DataFrame:
    """Return `us_troops`, series "September": the report of each September from 2008, with reserves and civilians."""
    columns = ["iso3c", "year", "month", "active_duty", "selected_reserve", "civilian"]
    table = read_csv(path, columns, numbers=["year", "active_duty"], optional=["selected_reserve", "civilian"])
    refuse(
        path,
        table,
        ~table["month"].isin(["March", "June", "September", "December"]),
        "month",
        "March, June, September or December",
    )
    counts = {"active_duty": "troops", "selected_reserve": "reserves", "civilian": "civilians"}
    table = _hosts(path, table[table["month"] == MONTH]).groupby(["iso3", "year"])[list(counts)].sum(min_count=1)
    return table.rename(columns=counts).reset_index().assign(series=MONTH)


def _hosts(path: Path, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the hosts; one host may have several names, or several places, in a year."""
    hosts = (allies() - {"USA"}) | {"JPN", "KOR"}
    table = table[table["iso3c"].isin(hosts)].rename(columns={"iso3c": "iso3"})
    require(path, table["iso3"], hosts)
    return table
