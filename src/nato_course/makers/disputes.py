"""Militarised disputes between states: gml_part.csv of the R package peacesciencer (Gibler, Miller & Little)."""

from pathlib import Path

import pandas as pd

from nato_course.makers.cow_codes import states
from nato_course.makers.csvfile import read_csv
from nato_course.makers.names import joined

FIRST_YEAR = 1949
# The codebook numbers actions from 1 (threat to use force) to 21 (join a war); these are the last of each level.
LEVELS = {0: "none", 6: "threat", 12: "display", 19: "use of force", 21: "war"}


def wars_disputes(path: Path) -> pd.DataFrame:
    """Return `wars_disputes`: the parties to every dispute since 1949 in which a state that was then a member took part."""
    columns = ["dispnum", "ccode", "styear", "stmon", "endyear", "sidea", "hiact", "orig"]
    table = read_csv(path, columns, numbers=columns)
    table = table[table["styear"] >= FIRST_YEAR].astype(int)
    table["iso3"] = states(table["ccode"], table["styear"])
    table["member_then"] = table["styear"] >= table["iso3"].map(joined()).fillna(9999)
    table = table[table["dispnum"].isin(table.loc[table["member_then"], "dispnum"])]
    level = pd.cut(table["hiact"], [-1, *LEVELS], labels=list(LEVELS.values()))
    return pd.DataFrame(
        {
            "dispute": table["dispnum"],
            "iso3": table["iso3"],
            "start_year": table["styear"],
            "start_month": table["stmon"],
            "end_year": table["endyear"],
            "side": table["sidea"].map({1: "A", 0: "B"}),
            "originator": table["orig"] == 1,
            "member_then": table["member_then"],
            "level": level.astype(str),
        }
    )
