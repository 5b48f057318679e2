"""The members, the rounds of accession and the absences from the integrated command: typed by hand.

Dates of accession: NATO, "NATO member countries". A state becomes a member on the day when its instrument of
accession is deposited with the United States (Article 10); for the founders the day of signature is given.
Areas: CIA World Factbook 2015, total area, as published (France with its overseas regions, Denmark without
Greenland and the Faroes, Germany as it is since 1990).
"""

from typing import NamedTuple

import pandas as pd


class Member(NamedTuple):
    iso3: str
    name: str
    name_fr: str
    capital: str
    accession_date: str
    round: int
    former_bloc: str
    area_km2: float


MEMBERS = [
    Member("BEL", "Belgium", "Belgique", "Brussels", "1949-04-04", 0, "none", 30528),
    Member("CAN", "Canada", "Canada", "Ottawa", "1949-04-04", 0, "none", 9984670),
    Member("DNK", "Denmark", "Danemark", "Copenhagen", "1949-04-04", 0, "none", 43094),
    Member("FRA", "France", "France", "Paris", "1949-04-04", 0, "none", 643801),
    Member("ISL", "Iceland", "Islande", "Reykjavík", "1949-04-04", 0, "none", 103000),
    Member("ITA", "Italy", "Italie", "Rome", "1949-04-04", 0, "none", 301340),
    Member("LUX", "Luxembourg", "Luxembourg", "Luxembourg", "1949-04-04", 0, "none", 2586),
    Member("NLD", "Netherlands", "Pays-Bas", "Amsterdam", "1949-04-04", 0, "none", 41543),
    Member("NOR", "Norway", "Norvège", "Oslo", "1949-04-04", 0, "none", 323802),
    Member("PRT", "Portugal", "Portugal", "Lisbon", "1949-04-04", 0, "none", 92090),
    Member("GBR", "United Kingdom", "Royaume-Uni", "London", "1949-04-04", 0, "none", 243610),
    Member("USA", "United States", "États-Unis", "Washington, D.C.", "1949-04-04", 0, "none", 9826675),
    Member("GRC", "Greece", "Grèce", "Athens", "1952-02-18", 1, "none", 131957),
    Member("TUR", "Türkiye", "Türkiye", "Ankara", "1952-02-18", 1, "none", 783562),
    Member("DEU", "Germany", "Allemagne", "Berlin", "1955-05-06", 2, "none", 357022),
    Member("ESP", "Spain", "Espagne", "Madrid", "1982-05-30", 3, "none", 505370),
    Member("CZE", "Czechia", "Tchéquie", "Prague", "1999-03-12", 4, "Warsaw Pact", 78867),
    Member("HUN", "Hungary", "Hongrie", "Budapest", "1999-03-12", 4, "Warsaw Pact", 93028),
    Member("POL", "Poland", "Pologne", "Warsaw", "1999-03-12", 4, "Warsaw Pact", 312685),
    Member("BGR", "Bulgaria", "Bulgarie", "Sofia", "2004-03-29", 5, "Warsaw Pact", 110879),
    Member("EST", "Estonia", "Estonie", "Tallinn", "2004-03-29", 5, "Soviet Union", 45228),
    Member("LVA", "Latvia", "Lettonie", "Riga", "2004-03-29", 5, "Soviet Union", 64589),
    Member("LTU", "Lithuania", "Lituanie", "Vilnius", "2004-03-29", 5, "Soviet Union", 65300),
    Member("ROU", "Romania", "Roumanie", "Bucharest", "2004-03-29", 5, "Warsaw Pact", 238391),
    Member("SVK", "Slovakia", "Slovaquie", "Bratislava", "2004-03-29", 5, "Warsaw Pact", 49035),
    Member("SVN", "Slovenia", "Slovénie", "Ljubljana", "2004-03-29", 5, "Yugoslavia", 20273),
    Member("ALB", "Albania", "Albanie", "Tirana", "2009-04-01", 6, "Warsaw Pact", 28748),
    Member("HRV", "Croatia", "Croatie", "Zagreb", "2009-04-01", 6, "Yugoslavia", 56594),
    Member("MNE", "Montenegro", "Monténégro", "Podgorica", "2017-06-05", 7, "Yugoslavia", 13812),
    Member("MKD", "North Macedonia", "Macédoine du Nord", "Skopje", "2020-03-27", 8, "Yugoslavia", 25713),
    Member("FIN", "Finland", "Finlande", "Helsinki", "2023-04-04", 9, "none", 338145),
    Member("SWE", "Sweden", "Suède", "Stockholm", "2024-03-07", 10, "none", 450295),
]

ROUND_LABELS = {
    0: "Founders",
    1: "Greece and Türkiye",
    2: "West Germany",
    3: "Spain",
    4: "Czechia, Hungary and Poland",
    5: "Bulgaria, Estonia, Latvia, Lithuania, Romania, Slovakia and Slovenia",
    6: "Albania and Croatia",
    7: "Montenegro",
    8: "North Macedonia",
    9: "Finland",
    10: "Sweden",
}

ABSENCES = [
    (
        "FRA",
        "1966-07-01",
        "2009-04-04",
        "France left the integrated command, not the alliance; it came back at the Strasbourg–Kehl Summit.",
    ),
    ("GRC", "1974-08-14", "1980-10-20", "Greece took its forces out after Türkiye's operation in Cyprus."),
    ("ESP", "1982-05-30", "1999-01-01", "Spain joined the alliance in 1982 and the integrated command in 1999."),
]


def members() -> pd.DataFrame:
    """Return `members`: 32 rows, one for each ally."""
    frame = pd.DataFrame(MEMBERS)
    frame["accession_date"] = pd.to_datetime(frame["accession_date"])
    frame["accession_year"] = frame["accession_date"].dt.year
    frame["founder"] = frame["round"] == 0
    frame["armed_forces"] = frame["iso3"] != "ISL"
    return frame


def accession_rounds() -> pd.DataFrame:
    """Return `accession_rounds`: the founders and ten rounds, with the number of members after each."""
    rounds = (
        members().groupby("round").agg(date=("accession_date", "first"), members_added=("iso3", "size")).reset_index()
    )
    rounds["label"] = rounds["round"].map(ROUND_LABELS)
    rounds["members_after"] = rounds["members_added"].cumsum()
    return rounds


def command_absences() -> pd.DataFrame:
    """Return `command_absences`: when an ally was outside the integrated military command."""
    frame = pd.DataFrame(ABSENCES, columns=["iso3", "start", "end", "note"])
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))
