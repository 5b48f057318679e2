"""National Material Capabilities of the Correlates of War project, as the R package peacesciencer holds them."""

from pathlib import Path

import pandas as pd

from nato_course.makers.cow_codes import states
from nato_course.makers.csvfile import read_csv, require
from nato_course.makers.names import allies, followed

FIRST_YEAR = 1945
UNITED_GERMANY, UNIFICATION = 255, 1990
PARTS = {
    "milex": "spending_usd_thousand",
    "milper": "personnel_thousand",
    "irst": "iron_steel_thousand_t",
    "pec": "energy_thousand_t",
    "tpop": "population_thousand",
    "upop": "urban_population_thousand",
}
# The other states of Europe, so that a learner can build another alliance.
OTHERS = {"DDR", "CSK", "YUG", "SRB", "AUT", "CHE", "IRL", "CYP", "MLT", "BIH", "MDA", "GEO"}


def capabilities(path: Path) -> pd.DataFrame:
    """Return `capabilities`: the six parts of the index and the index, by state and year, with the sums of the world.

    In 1990 the source lists West and East Germany and the united Germany as well. The united Germany is left out then,
    but it stays in the sums: the index was computed with it.
    """
    table = read_csv(path, ["ccode", "year", *PARTS, "cinc"], numbers=["ccode", "year", "cinc"], optional=list(PARTS))
    table = table[table["year"] >= FIRST_YEAR].copy()
    table["iso3"] = states(table["ccode"], table["year"])
    require(path, table["iso3"], allies() | {"SUN", "RUS"})
    world = table.groupby("year")[[*PARTS, "cinc"]].sum().reset_index().assign(iso3="WLD")
    twice = (table["ccode"] == UNITED_GERMANY) & (table["year"] == UNIFICATION)
    both = pd.concat([table[table["iso3"].isin(followed() | OTHERS) & ~twice], world])
    both["cinc"] = both["cinc"].round(6)
    return both.rename(columns=PARTS)
