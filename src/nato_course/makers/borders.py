"""Land borders of allies with the Soviet Union and Russia, typed by hand from the CIA World Factbook.

Borders with Russia: the entry "Russia" (22,408 km in all; the same lengths in the editions of 2015 and 2020).
Borders with the Soviet Union: the entries "Norway" and "Turkey" of the 1990 edition.
"""

import pandas as pd

END_OF_SOVIET_UNION = "1991-12-26"

BORDERS = [
    (
        "NOR",
        "SUN",
        196,
        "1949-04-04",
        END_OF_SOVIET_UNION,
        "Factbook 1990. The same line as the border with Russia, measured otherwise.",
    ),
    (
        "TUR",
        "SUN",
        617,
        "1952-02-18",
        END_OF_SOVIET_UNION,
        "Factbook 1990. Today this is the border with Armenia, Azerbaijan and Georgia.",
    ),
    ("NOR", "RUS", 191, END_OF_SOVIET_UNION, None, "Factbook. In the edition of 1990 the same line is 196 km."),
    ("POL", "RUS", 210, "1999-03-12", None, "Factbook. Border with Kaliningrad."),
    ("EST", "RUS", 324, "2004-03-29", None, "Factbook. Other lists give about 294 km."),
    ("LVA", "RUS", 332, "2004-03-29", None, "Factbook. Other lists give about 270 km."),
    ("LTU", "RUS", 261, "2004-03-29", None, "Factbook. Border with Kaliningrad."),
    ("FIN", "RUS", 1309, "2023-04-04", None, "Factbook. Finland itself gives about 1,340 km."),
]


def borders() -> pd.DataFrame:
    """Return `borders`: one row for each land border, in kilometres, from the day the ally had it as a member."""
    frame = pd.DataFrame(BORDERS, columns=["iso3", "neighbour", "length_km", "start", "end", "note"])
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))
