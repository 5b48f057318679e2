"""Capitals and their distance to Moscow, from the file gw_capitals.csv of the R package peacesciencer."""

import pandas as pd

from lessonkit.data.maps import distance_km
from nato_course.makers.csvfile import read_csv
from nato_course.makers.errors import MakerError
from nato_course.makers.members import MEMBERS

# "German Federal Republic" has Bonn and Berlin; "Germany" (Berlin since 1816) is left out.
NAMES_THERE = {row.name: row.iso3 for row in MEMBERS if row.name != "Germany"} | {
    "German Federal Republic": "DEU",
    "Macedonia": "MKD",
    "Turkey": "TUR",
    "United States of America": "USA",
}
SPELLING = {"Luxembourg City": "Luxembourg", "Reykjavik": "Reykjavík", "Washington D.C.": "Washington, D.C."}


def capitals(path) -> pd.DataFrame:
    """Return `capitals`: every capital of an ally since it joined, with degrees and kilometres."""
    columns = ["statenme", "capital", "stdate", "enddate", "lat", "lng"]
    table = read_csv(path, columns, numbers=["lat", "lng"])
    table["start"] = pd.to_datetime(table["stdate"])
    table["end"] = pd.to_datetime(table["enddate"])
    last_day = table["end"].max()
    moscow = table[(table["capital"] == "Moscow") & (table["end"] == last_day)].iloc[0]

    table["iso3"] = table["statenme"].map(NAMES_THERE)
    joined = pd.to_datetime(table["iso3"].map({row.iso3: row.accession_date for row in MEMBERS}))
    table = table[table["end"] >= joined]
    missing = {row.iso3 for row in MEMBERS} - set(table["iso3"])
    if missing:
        raise MakerError(f"these allies are missing: {', '.join(sorted(missing))}")
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
