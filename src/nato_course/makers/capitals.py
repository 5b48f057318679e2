"""Capitals and their distance to Moscow, from the file gw_capitals.csv of the R package peacesciencer."""

from pathlib import Path

import pandas as pd

from lessonkit.data import tables as data
from lessonkit.data.maps import distance_km
from nato_course.makers.csvfile import read_csv, require
from nato_course.makers.names import names_of_allies

# "German Federal Republic" has Bonn and Berlin; "Germany" has Berlin since 1816.
LEFT_OUT = "Germany"
SPELLING = {"Luxembourg City": "Luxembourg", "Reykjavik": "Reykjavík", "Washington D.C.": "Washington, D.C."}


def capitals(path: Path) -> pd.DataFrame:
    """Return `capitals`: every capital of an ally since it joined, with degrees and kilometres."""
    columns = ["statenme", "capital", "stdate", "enddate", "lat", "lng"]
    table = read_csv(path, columns, numbers=["lat", "lng"])
    table["start"] = pd.to_datetime(table["stdate"])
    table["end"] = pd.to_datetime(table["enddate"])
    last_day = table["end"].max()
    moscow = table[(table["capital"] == "Moscow") & (table["end"] == last_day)].iloc[0]

    joined = data.load("members").set_index("iso3")["accession_date"]
    table = table[table["statenme"] != LEFT_OUT]
    table = table.assign(iso3=table["statenme"].map(names_of_allies()))
    table = table[table["end"] >= table["iso3"].map(joined)]
    require(path, table["iso3"], joined.index)
    distance = distance_km(table["lat"].to_numpy(), table["lng"].to_numpy(), moscow["lat"], moscow["lng"])
    return pd.DataFrame(
        {
            "iso3": table["iso3"],
            "capital": table["capital"].replace(SPELLING),
            "lat": table["lat"].round(4),
            "lon": table["lng"].round(4),
            "start": table["start"],
            "end": (table["end"] + pd.Timedelta(days=1)).where(table["end"] < last_day),
            "distance_to_moscow_km": distance.round(0),
        }
    )
