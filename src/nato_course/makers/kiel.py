"""The Kiel Institute's Ukraine Support Tracker: data_explorer.csv of its website."""

from pathlib import Path

import pandas as pd

from nato_course.makers.csvfile import read_csv, refuse, require
from nato_course.makers.names import allies

KINDS = ["total", "financial", "humanitarian", "military"]
# The tracker has no rows for these allies; Iceland is in it.
NOT_TRACKED = {"ALB", "MNE", "MKD"}


def support(path: Path) -> pd.DataFrame:
    """Return `ukraine_support`: thousand million euros by donor, month and kind; a row of zero is left out.

    The kinds are known for allocations only; for commitments there is the total.
    """
    table = _read(path)
    keys = ["iso3", "year", "month"]
    promised = table[keys].assign(kind="total", measure="commitments", eur_bn=table["commitments"])
    given = table.melt(keys, KINDS, var_name="kind", value_name="eur_bn").assign(measure="allocations")
    both = pd.concat([given, promised])
    both["eur_bn"] = both["eur_bn"].round(6)
    return both[both["eur_bn"] != 0]


def donors(path: Path) -> pd.DataFrame:
    """Return `ukraine_donors`: who gave, with GDP of 2021 in thousand million euros (none for the EU institutions)."""
    table = _read(path).drop_duplicates("iso3")
    gdp = table["gdp"].where(table["gdp"] > 0).round(3)
    return pd.DataFrame({"iso3": table["iso3"], "ally": table["iso3"].isin(allies()), "gdp_2021_eur_bn": gdp})


def _read(path: Path) -> pd.DataFrame:
    numbers = ["year", "month", *KINDS, "commitments", "gdp"]
    table = read_csv(path, ["iso", *numbers], numbers=numbers).rename(columns={"iso": "iso3"})
    refuse(path, table, ~table["month"].between(1, 12), "month", "a month from 1 to 12")
    parts = table[KINDS[1:]].sum(axis=1)
    refuse(path, table, (parts - table["total"]).abs() > 1e-6, "total", "the sum of the three kinds")
    require(path, table["iso3"], (allies() - NOT_TRACKED) | {"EU"})
    return table
