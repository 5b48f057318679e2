"""Votes in the General Assembly: ideal points (Voeten), and two resolutions on Ukraine as a public project lists them."""

from pathlib import Path

import pandas as pd

from nato_course.makers.csvfile import read_csv, refuse, require
from nato_course.makers.errors import MakerError
from nato_course.makers.names import allies, codes, followed

YEAR_OF_SESSION_0 = 1945
# As the United Nations announced them: yes, no, abstentions.
TALLIES = {"A/RES/68/262": (100, 11, 58), "A/RES/ES-11/1": (141, 5, 35)}


def votes(path: Path) -> pd.DataFrame:
    """Return `un_votes`: what each member of the United Nations did on the two resolutions."""
    table = read_csv(path, ["resolution", "date", "country_as_given", "vote"])
    table["iso3"] = table["country_as_given"].map(codes())
    refuse(path, table, table["iso3"].isna(), "country_as_given", "the name of a state")
    refuse(path, table, ~table["vote"].isin(["yes", "no", "abstain", "absent"]), "vote", "yes, no, abstain or absent")
    for resolution, expected in TALLIES.items():
        found = table[table["resolution"] == resolution]["vote"].value_counts()
        counts = tuple(int(found.get(vote, 0)) for vote in ("yes", "no", "abstain"))
        if counts != expected:
            raise MakerError(f"{resolution}: the votes are {counts}, but the United Nations announced {expected}")
    return table[["iso3", "resolution", "date", "vote"]]


def ideal_points(path: Path) -> pd.DataFrame:
    """Return `un_ideal_points`: a state's place on one line by session, with the 5 and 95 percent bounds."""
    numbers = ["ccode", "session", "IdealPoint", "Q5%", "Q95%"]
    table = read_csv(path, [*numbers, "iso3c"], numbers=numbers, encoding="latin-1")
    year = table["session"] + YEAR_OF_SESSION_0
    table["iso3"] = table["iso3c"].mask((table["iso3c"] == "RUS") & (year <= 1991), "SUN")
    table = table.assign(year=year)[table["iso3"].isin(followed())]
    require(path, table["iso3"], allies())
    # From 1990 the source has the two Germanys and the united one in one session: 255 is the united one.
    table = table.sort_values("ccode").drop_duplicates(["iso3", "year"])
    table = table.rename(columns={"IdealPoint": "ideal_point", "Q5%": "low", "Q95%": "high"})
    return table[["iso3", "year", "session", "ideal_point", "low", "high"]].round(
        {"ideal_point": 4, "low": 4, "high": 4}
    )
