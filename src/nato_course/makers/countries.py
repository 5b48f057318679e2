"""Codes and names of states, from country-codes.csv of github.com/datasets/country-codes.

States that are gone, and four codes that are no state's, are typed by hand.
"""

import pandas as pd

from nato_course.makers.csvfile import read_csv, refuse, require
from nato_course.makers.members import MEMBERS

OTHER = [
    ("SUN", "Soviet Union", "Former state, to 1991."),
    ("DDR", "East Germany", "Former state, 1949 to 1990."),
    ("CSK", "Czechoslovakia", "Former state, to 1992."),
    ("YUG", "Yugoslavia", "Former state; from 1992 Serbia and Montenegro, to 2006."),
    ("YMD", "South Yemen", "Former state, 1967 to 1990."),
    ("RVN", "South Vietnam", "Former state, to 1975. Not an ISO code."),
    ("XKX", "Kosovo", "Not an ISO code, but widely used. Not recognised by all states, nor by all allies."),
    ("WLD", "World", "Not a state: the sum of all states in a source."),
    ("EU", "EU institutions", "Not a state: the Commission, the Council and the European Investment Bank."),
]
NOTES = {
    "DEU": "Until 1990 West Germany.",
    "RUS": "From 1992; before, see SUN.",
    "TWN": "Not a member of the United Nations.",
    "PSE": "Observer at the United Nations.",
}
SHORT = {
    "BIH": "Bosnia and Herzegovina",
    "COD": "Democratic Republic of the Congo",
    "COG": "Congo",
    "HKG": "Hong Kong",
    "MAC": "Macao",
    "MMR": "Myanmar",
    "PSE": "Palestinian territories",
}


def countries(path) -> pd.DataFrame:
    """Return `countries`: every code that a table of the course may use, with a short English name."""
    table = read_csv(path, ["ISO3166-1-Alpha-3", "CLDR display name", "official_name_en"])
    table = table[table["ISO3166-1-Alpha-3"] != ""]
    refuse(
        path,
        table,
        ~table["ISO3166-1-Alpha-3"].str.fullmatch("[A-Z]{3}"),
        "ISO3166-1-Alpha-3",
        "a code of three letters",
    )
    require(path, table["ISO3166-1-Alpha-3"], {row.iso3 for row in MEMBERS})
    table = table.rename(columns={"ISO3166-1-Alpha-3": "iso3"})
    name = table["CLDR display name"].where(table["CLDR display name"] != "", table["official_name_en"])
    ours = {row.iso3: row.name for row in MEMBERS} | SHORT
    states = pd.DataFrame(
        {"iso3": table["iso3"], "name": table["iso3"].map(ours).fillna(name.str.replace(" & ", " and "))}
    )
    states["note"] = table["iso3"].map(NOTES)
    return pd.concat([states, pd.DataFrame(OTHER, columns=["iso3", "name", "note"])])
