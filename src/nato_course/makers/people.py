"""Who held the offices, and how one of them was filled in 2023-24: typed by hand, a source for each row.

A date whose precision is "month" stands on the first of that month; the day is not known or sources differ.
`source` is a key of content/references.bib.
"""

from typing import NamedTuple

import pandas as pd

AS_OF = "2026-09-24"  # the last day on which a source names the Secretary General in office


class Term(NamedTuple):
    term: int
    order: int | None
    name: str
    iso3: str
    start: str
    end: str | None
    previous_office: str
    source: str
    acting: bool = False
    start_precision: str = "day"
    end_precision: str | None = "day"
    extensions: int | None = None
    note: str | None = None
    as_of: str | None = None


DEPUTY = "Deputy Secretary General of NATO"

SECRETARIES_GENERAL = [
    Term(
        1,
        1,
        "Lord Ismay",
        "GBR",
        "1952-03-24",
        "1957-05-16",
        "Secretary of State for Commonwealth Relations",
        "nato-secretary-general",
        note="Chosen on 24 March 1952; NATO's archives date the post from 4 April 1952.",
    ),
    Term(
        2,
        2,
        "Paul-Henri Spaak",
        "BEL",
        "1957-05-16",
        "1961-04-21",
        "Foreign Minister of Belgium",
        "nato-spaak",
        note="NATO's page says that he resigned in March 1961 and was followed in April.",
    ),
    Term(3, 3, "Dirk Stikker", "NLD", "1961-04-21", "1964-08-01", "Dutch ambassador to NATO", "nato-secretary-general"),
    Term(
        4,
        4,
        "Manlio Brosio",
        "ITA",
        "1964-08-01",
        "1971-10-01",
        "Italian ambassador to France",
        "nato-secretary-general",
    ),
    Term(
        5,
        5,
        "Joseph Luns",
        "NLD",
        "1971-10-01",
        "1984-06-25",
        "Foreign Minister of the Netherlands",
        "nato-secretary-general",
        note="The longest term.",
    ),
    Term(
        6,
        6,
        "Lord Carrington",
        "GBR",
        "1984-06-25",
        "1988-07-01",
        "Foreign Secretary of the United Kingdom (to 1982)",
        "nato-secretary-general",
    ),
    Term(
        7,
        7,
        "Manfred Wörner",
        "DEU",
        "1988-07-01",
        "1994-08-13",
        "Defence Minister of West Germany",
        "nato-woerner",
        note="Died in office.",
    ),
    Term(8, None, "Sergio Balanzino", "ITA", "1994-08-13", "1994-10-17", DEPUTY, "nato-claes", acting=True),
    Term(
        9,
        8,
        "Willy Claes",
        "BEL",
        "1994-10-17",
        "1995-10-20",
        "Foreign Minister of Belgium",
        "nato-claes",
        note="Resigned over the Agusta affair in Belgium.",
    ),
    Term(
        10, None, "Sergio Balanzino", "ITA", "1995-10-20", "1995-12-05", DEPUTY, "nato-secretary-general", acting=True
    ),
    Term(
        11,
        9,
        "Javier Solana",
        "ESP",
        "1995-12-05",
        "1999-10-01",
        "Foreign Minister of Spain",
        "nato-solana",
        end_precision="month",
        note="Sources give 6 or 14 October 1999 as his last day.",
    ),
    Term(
        12,
        10,
        "Lord Robertson",
        "GBR",
        "1999-10-14",
        "2003-12-17",
        "Defence Secretary of the United Kingdom",
        "nato-robertson-1999",
        note="On 17 December 2003 he chaired his last meeting and left headquarters (VOA).",
    ),
    Term(
        13,
        None,
        "Alessandro Minuto-Rizzo",
        "ITA",
        "2003-12-17",
        "2004-01-05",
        DEPUTY,
        "voa-robertson-2003",
        acting=True,
        note="Deputy between two Secretaries General.",
    ),
    Term(
        14,
        11,
        "Jaap de Hoop Scheffer",
        "NLD",
        "2004-01-05",
        "2009-08-01",
        "Foreign Minister of the Netherlands",
        "nato-scheffer-2004",
    ),
    Term(
        15,
        12,
        "Anders Fogh Rasmussen",
        "DNK",
        "2009-08-01",
        "2014-10-01",
        "Prime Minister of Denmark",
        "nato-secretary-general",
    ),
    Term(
        16,
        13,
        "Jens Stoltenberg",
        "NOR",
        "2014-10-01",
        "2024-10-01",
        "Prime Minister of Norway (to 2013)",
        "nato-rutte-2024",
        extensions=4,
        note="Extended in 2017, 2019, 2022 and 2023.",
    ),
    Term(
        17,
        14,
        "Mark Rutte",
        "NLD",
        "2024-10-01",
        None,
        "Prime Minister of the Netherlands",
        "nato-rutte-2024",
        end_precision=None,
        as_of=AS_OF,
    ),
]


class Holder(NamedTuple):
    order: int
    name: str
    iso3: str
    start_year: int
    end_year: int | None
    source: str
    start: str | None = None
    end: str | None = None
    note: str | None = None
    as_of: str | None = None


DSG = "deputy-secretaries-general"
DEPUTIES = [
    Holder(1, "Hendrik van Vredenburch", "NLD", 1952, 1956, DSG),
    Holder(2, "Adolph Bentinck", "NLD", 1956, 1958, DSG),
    Holder(3, "Alberico Casardi", "ITA", 1958, 1962, DSG),
    Holder(4, "Guido Colonna di Paliano", "ITA", 1962, 1964, DSG),
    Holder(5, "James A. Roberts", "CAN", 1964, 1968, DSG),
    Holder(6, "Osman Olcay", "TUR", 1969, 1971, DSG),
    Holder(7, "Paolo Pansa Cedronio", "ITA", 1971, 1978, DSG),
    Holder(8, "Rinaldo Petrignani", "ITA", 1978, 1981, DSG),
    Holder(9, "Eric da Rin", "ITA", 1981, 1985, DSG),
    Holder(10, "Marcello Guidi", "ITA", 1985, 1989, DSG),
    Holder(11, "Amedeo de Franchis", "ITA", 1989, 1994, DSG),
    Holder(12, "Sergio Balanzino", "ITA", 1994, 2001, DSG, note="Twice acting Secretary General."),
    Holder(13, "Alessandro Minuto-Rizzo", "ITA", 2001, 2007, DSG, note="Acting Secretary General for three weeks."),
    Holder(14, "Claudio Bisogniero", "ITA", 2007, 2012, "vershbow-2012", note="October 2007 to February 2012."),
    Holder(
        15, "Alexander Vershbow", "USA", 2012, 2016, "vershbow-2012", note="The first American; from February 2012."
    ),
    Holder(
        16,
        "Rose Gottemoeller",
        "USA",
        2016,
        2019,
        "geoana-2019",
        end="2019-10-17",
        note="The first woman; from October 2016.",
    ),
    Holder(
        17,
        "Mircea Geoană",
        "ROU",
        2019,
        2024,
        "geoana-2019",
        start="2019-10-17",
        note="The first from a former Warsaw Pact country; to September 2024.",
    ),
    Holder(
        18,
        "Radmila Shekerinska",
        "MKD",
        2024,
        None,
        "shekerinska-2024",
        start="2024-12-02",
        note="Named on 19 November 2024.",
        as_of="2024-12-03",
    ),
]


class Commander(NamedTuple):
    order: int
    name: str
    service: str
    start: str
    end: str | None
    source: str = "saceur-list"
    iso3: str = "USA"
    as_of: str | None = None


SACEURS = [
    Commander(1, "Dwight D. Eisenhower", "Army", "1951-04-02", "1952-05-30"),
    Commander(2, "Matthew B. Ridgway", "Army", "1952-05-30", "1953-07-11"),
    Commander(3, "Alfred M. Gruenther", "Army", "1953-07-11", "1956-11-20"),
    Commander(4, "Lauris Norstad", "Air Force", "1956-11-20", "1963-01-01"),
    Commander(5, "Lyman L. Lemnitzer", "Army", "1963-01-01", "1969-07-01"),
    Commander(6, "Andrew J. Goodpaster", "Army", "1969-07-01", "1974-12-15"),
    Commander(7, "Alexander M. Haig", "Army", "1974-12-15", "1979-07-01"),
    Commander(8, "Bernard W. Rogers", "Army", "1979-07-01", "1987-06-26"),
    Commander(9, "John R. Galvin", "Army", "1987-06-26", "1992-06-23"),
    Commander(10, "John M. Shalikashvili", "Army", "1992-06-23", "1993-10-22"),
    Commander(11, "George A. Joulwan", "Army", "1993-10-22", "1997-07-11"),
    Commander(12, "Wesley K. Clark", "Army", "1997-07-11", "2000-05-03"),
    Commander(13, "Joseph W. Ralston", "Air Force", "2000-05-03", "2003-01-17"),
    Commander(14, "James L. Jones", "Marine Corps", "2003-01-17", "2006-12-07"),
    Commander(15, "Bantz J. Craddock", "Army", "2006-12-07", "2009-07-02"),
    Commander(16, "James G. Stavridis", "Navy", "2009-07-02", "2013-05-13"),
    Commander(17, "Philip M. Breedlove", "Air Force", "2013-05-13", "2016-05-04"),
    Commander(18, "Curtis M. Scaparrotti", "Army", "2016-05-04", "2019-05-03"),
    Commander(19, "Tod D. Wolters", "Air Force", "2019-05-03", "2022-07-04"),
    Commander(20, "Christopher G. Cavoli", "Army", "2022-07-04", "2025-07-04"),
    Commander(21, "Alexus G. Grynkewich", "Air Force", "2025-07-04", None, as_of="2026-03-20"),
]

CMC = "nato-cmc"
CHAIRS = [
    Holder(1, "Adolf Heusinger", "DEU", 1963, 1964, CMC),
    Holder(2, "Charles de Cumont", "BEL", 1964, 1968, CMC),
    Holder(3, "Nigel Henderson", "GBR", 1968, 1971, CMC),
    Holder(4, "Johannes Steinhoff", "DEU", 1971, 1974, CMC),
    Holder(5, "Peter Hill-Norton", "GBR", 1974, 1977, CMC),
    Holder(6, "Herman F. Zeiner Gundersen", "NOR", 1977, 1980, CMC),
    Holder(7, "Robert H. Falls", "CAN", 1980, 1983, CMC),
    Holder(8, "Cornelis de Jager", "NLD", 1983, 1986, CMC),
    Holder(9, "Wolfgang Altenburg", "DEU", 1986, 1989, CMC),
    Holder(10, "Vigleik Eide", "NOR", 1989, 1993, CMC),
    Holder(11, "Richard Vincent", "GBR", 1993, 1996, CMC),
    Holder(12, "Klaus Naumann", "DEU", 1996, 1999, CMC),
    Holder(13, "Guido Venturoni", "ITA", 1999, 2002, CMC),
    Holder(14, "Harald Kujat", "DEU", 2002, 2005, CMC),
    Holder(15, "Ray Henault", "CAN", 2005, 2008, CMC),
    Holder(16, "Giampaolo Di Paola", "ITA", 2008, 2011, CMC),
    Holder(17, "Knud Bartels", "DNK", 2012, 2015, CMC, end="2015-06-26"),
    Holder(
        18,
        "Petr Pavel",
        "CZE",
        2015,
        2018,
        CMC,
        start="2015-06-26",
        note="The first from a former Warsaw Pact country; later President of Czechia.",
    ),
    Holder(19, "Stuart Peach", "GBR", 2018, 2021, CMC, end="2021-06-25", note="From June 2018."),
    Holder(20, "Rob Bauer", "NLD", 2021, 2025, "cavo-dragone-2025", start="2021-06-25", end="2025-01-17"),
    Holder(21, "Giuseppe Cavo Dragone", "ITA", 2025, None, "cavo-dragone-2025", start="2025-01-17", as_of="2026-05-31"),
]


class Move(NamedTuple):
    step: int
    date: str
    iso3: str | None
    person: str
    position: str
    event: str
    stated_price: str | None
    source: str


RACE = [
    Move(
        1,
        "2023-10-28",
        "NLD",
        "Mark Rutte",
        "candidate",
        'Says on the radio that the post would be "very interesting"; his cabinet had fallen in July.',
        None,
        "politico-rutte-2023",
    ),
    Move(
        2,
        "2024-02-22",
        "USA",
        "Joe Biden",
        "supports Rutte",
        "US officials make the President's support public.",
        None,
        "aljazeera-rutte-2024",
    ),
    Move(
        3,
        "2024-02-22",
        "GBR",
        "Rishi Sunak",
        "supports Rutte",
        'His spokesman says that the UK "does strongly back" Rutte.',
        None,
        "aljazeera-rutte-2024",
    ),
    Move(
        4,
        "2024-02-22",
        "FRA",
        "Emmanuel Macron",
        "supports Rutte",
        "French officials say that he supported Rutte early on.",
        None,
        "aljazeera-rutte-2024",
    ),
    Move(
        5,
        "2024-02-22",
        "DEU",
        "Olaf Scholz",
        "supports Rutte",
        "A government spokesman confirms it.",
        None,
        "aljazeera-rutte-2024",
    ),
    Move(
        6,
        "2024-03-05",
        "HUN",
        "Péter Szijjártó",
        "opposes Rutte",
        "The foreign minister says that Hungary cannot support him.",
        'Remarks of 2021 that Hungary should be brought "to its knees"',
        "politico-hungary-2024",
    ),
    Move(
        7,
        "2024-03-12",
        "ROU",
        "Klaus Iohannis",
        "candidate",
        "The President of Romania says that he is running.",
        "A candidate of its own; more weight for the eastern allies",
        "romania-insider-bid-2024",
    ),
    Move(
        8,
        "2024-03-31",
        "TUR",
        "Recep Tayyip Erdoğan",
        "undecided",
        "Names Türkiye's expectations in a telephone call with Rutte.",
        "Help against terrorism; regard for allies that are not in the European Union",
        "jpost-erdogan-2024",
    ),
    Move(
        9,
        "2024-04-02",
        "EST",
        "Kaja Kallas",
        "supports Rutte",
        "She and the foreign minister announce Estonia's support.",
        "A firm line on Russia, more defence spending, Ukraine's membership, a fair share of posts for each region",
        "err-rutte-2024",
    ),
    Move(
        10,
        "2024-04-02",
        "LTU",
        "Gitanas Nausėda",
        "supports Rutte",
        "Announces support in Vilnius. NATO sources now count 28 of 32 allies for Rutte.",
        None,
        "romania-insider-28-2024",
    ),
    Move(
        11,
        "2024-04-26",
        "TUR",
        "Recep Tayyip Erdoğan",
        "undecided",
        "Receives Rutte in Istanbul and leaves the decision open.",
        "Help against terrorism; no sanctions or limits between allies",
        "nhnieuws-erdogan-2024",
    ),
    Move(
        12,
        "2024-04-29",
        "TUR",
        "Turkish officials",
        "supports Rutte",
        "Türkiye tells the other allies that it supports Rutte.",
        None,
        "anews-turkiye-2024",
    ),
    Move(
        13,
        "2024-06-12",
        "HUN",
        "Viktor Orbán",
        "undecided",
        "Agrees with Stoltenberg in Budapest: Hungary stays out of NATO's work for Ukraine and does not block it.",
        "No Hungarian people and no Hungarian money for NATO's work in Ukraine",
        "kyiv-independent-orban-2024",
    ),
    Move(
        14,
        "2024-06-17",
        "HUN",
        "Viktor Orbán",
        "undecided",
        "Meets Rutte in Brussels; Rutte promises to confirm in writing.",
        "That the agreement with Stoltenberg holds after him",
        "kyiv-independent-orban-2024",
    ),
    Move(
        15,
        "2024-06-18",
        "HUN",
        "Viktor Orbán",
        "supports Rutte",
        "Says that Hungary is ready to support Rutte after his pledge.",
        "That the agreement with Stoltenberg holds after him",
        "kyiv-independent-orban-2024",
    ),
    Move(
        16,
        "2024-06-18",
        "SVK",
        "Peter Pellegrini",
        "supports Rutte",
        "The President of Slovakia says that it can support Rutte.",
        "Help to protect Slovak airspace; regard for geography when lower posts are filled",
        "tasr-2024",
    ),
    Move(
        17,
        "2024-06-20",
        "ROU",
        "Klaus Iohannis",
        "supports Rutte",
        "Withdraws, and Romania's defence council backs Rutte. He had told allies at the end of the week before.",
        None,
        "romania-insider-withdraws-2024",
    ),
    Move(
        18,
        "2024-06-26",
        None,
        "North Atlantic Council",
        "decision",
        "Appoints Rutte by consensus.",
        None,
        "nato-rutte-2024",
    ),
    Move(19, "2024-10-01", "NLD", "Mark Rutte", "takes office", "Follows Jens Stoltenberg.", None, "nato-rutte-2024"),
]


def secretaries_general() -> pd.DataFrame:
    """Return `secretaries_general`: 14 holders and three acting terms, one after the other."""
    return pd.DataFrame(SECRETARIES_GENERAL)


def deputy_secretaries_general() -> pd.DataFrame:
    """Return `deputy_secretaries_general`: years of office, and days where a source gives them."""
    return pd.DataFrame(DEPUTIES)


def saceurs() -> pd.DataFrame:
    """Return `saceurs`: the Supreme Allied Commanders Europe, all from the United States."""
    return pd.DataFrame(SACEURS)


def military_committee_chairs() -> pd.DataFrame:
    """Return `military_committee_chairs`: since 1963, when the committee got its present form."""
    return pd.DataFrame(CHAIRS)


def succession_race() -> pd.DataFrame:
    """Return `succession_race`: who said what about the post in 2023-24, and at what stated price."""
    return pd.DataFrame(RACE)


TABLES = {
    "secretaries_general": secretaries_general,
    "deputy_secretaries_general": deputy_secretaries_general,
    "saceurs": saceurs,
    "military_committee_chairs": military_committee_chairs,
    "succession_race": succession_race,
}
