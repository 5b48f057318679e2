"""Codes and names of states, from country-codes.csv of github.com/datasets/country-codes.

``content/tables/countries.csv`` holds what the course says otherwise: shorter names, notes, states that are gone, and
codes that are no state's.
"""

from pathlib import Path

import pandas as pd

from lessonkit.data import tables as data
from nato_course.makers import typed
from nato_course.makers.csvfile import read_csv, refuse, require

CODE = "ISO3166-1-Alpha-3"


def countries(path: Path) -> pd.DataFrame:
    """Return `countries`: every code that a table of the course may use, with a short English name."""
    table = read_csv(path, [CODE, "CLDR display name", "official_name_en"])
    table = table[table[CODE] != ""]
    refuse(path, table, ~table[CODE].str.fullmatch("[A-Z]{3}"), CODE, "a code of three letters")
    members = data.load("members").set_index("iso3")["name"]
    require(path, table[CODE], members.index)
    name = table["CLDR display name"].where(table["CLDR display name"] != "", table["official_name_en"])
    theirs = pd.Series(name.str.replace(" & ", " and ").to_numpy(), index=table[CODE])
    ours = typed.listed("countries", iso3="string", name="string?", note="string?").set_index("iso3")
    names = ours["name"].combine_first(members).combine_first(theirs)
    return pd.DataFrame({"name": names, "note": ours["note"].reindex(names.index)}).rename_axis("iso3").reset_index()
