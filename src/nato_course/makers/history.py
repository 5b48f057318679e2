"""Summits, operations, posture, partners and steps of accession: typed by hand, a source for each row.

A date whose precision is "month" or "year" stands on the first day of it; the day is not known. `source` is a key of
content/references.bib; `reported_by` names who reported what was not seen at its own source.
"""

from typing import NamedTuple

import pandas as pd

from nato_course.makers.members import MEMBERS


class Summit(NamedTuple):
    start: str
    end: str
    place: str
    iso3: str
    outcome: str
    kind: str = "summit"
    source: str = "nato-summits"
    reported_by: str | None = None
    as_of: str | None = None


SUMMITS = [
    Summit("1957-12-16", "1957-12-19", "Paris", "FRA", "First meeting of leaders; nuclear forces in Europe."),
    Summit("1974-06-26", "1974-06-26", "Brussels", "BEL", "Declaration on Atlantic Relations signed."),
    Summit("1975-05-29", "1975-05-30", "Brussels", "BEL", "Allies prepare for the final act of the Helsinki conference."),
    Summit("1977-05-10", "1977-05-11", "London", "GBR", "Work on a long-term defence programme starts."),
    Summit("1978-05-30", "1978-05-31", "Washington", "USA", "Long-term defence programme; defence budgets to grow by 3 % a year in real terms."),
    Summit("1982-06-10", "1982-06-10", "Bonn", "DEU", "Spain's first summit."),
    Summit("1985-11-21", "1985-11-21", "Brussels", "BEL", "President Reagan reports on his talks with Mikhail Gorbachev.", "special meeting"),
    Summit("1988-03-02", "1988-03-03", "Brussels", "BEL", "Allies confirm their unity after the INF Treaty."),
    Summit("1989-05-29", "1989-05-30", "Brussels", "BEL", "Forty years; a concept for arms control."),
    Summit("1989-12-04", "1989-12-04", "Brussels", "BEL", "First meeting after the fall of the Berlin Wall."),
    Summit("1990-07-05", "1990-07-06", "London", "GBR", "Offer of friendship to the states of the Warsaw Pact."),
    Summit("1991-11-07", "1991-11-08", "Rome", "ITA", "Strategic Concept of 1991; cooperation council with the East proposed."),
    Summit("1994-01-10", "1994-01-11", "Brussels", "BEL", "Partnership for Peace."),
    Summit("1997-05-27", "1997-05-27", "Paris", "FRA", "NATO-Russia Founding Act signed."),
    Summit("1997-07-08", "1997-07-09", "Madrid", "ESP", "Czechia, Hungary and Poland invited; charter with Ukraine."),
    Summit("1999-04-23", "1999-04-25", "Washington", "USA", "Fifty years; Strategic Concept of 1999; Membership Action Plan; air campaign over Kosovo under way."),
    Summit("2001-06-13", "2001-06-13", "Brussels", "BEL", "Talks with President George W. Bush.", "special meeting"),
    Summit("2002-05-28", "2002-05-28", "Rome", "ITA", "NATO-Russia Council."),
    Summit("2002-11-21", "2002-11-22", "Prague", "CZE", "Seven states invited; NATO Response Force."),
    Summit("2004-06-28", "2004-06-29", "Istanbul", "TUR", "Istanbul Cooperation Initiative with states of the Gulf."),
    Summit("2005-02-22", "2005-02-22", "Brussels", "BEL", "Talks after the quarrel over Iraq.", "special meeting"),
    Summit("2006-11-28", "2006-11-29", "Riga", "LVA", "First summit in a Baltic state; Afghanistan."),
    Summit("2008-04-02", "2008-04-04", "Bucharest", "ROU", "Albania and Croatia invited; Ukraine and Georgia \"will become members\", without a date.", source="nato-bucharest-2008"),
    Summit("2009-04-03", "2009-04-04", "Strasbourg (France) and Kehl (Germany)", "FRA", "Sixty years; France back in the integrated command; Rasmussen chosen."),
    Summit("2010-11-19", "2010-11-20", "Lisbon", "PRT", "Strategic Concept of 2010; missile defence."),
    Summit("2012-05-20", "2012-05-21", "Chicago", "USA", "Hand-over of security in Afghanistan; shared purchases."),
    Summit("2014-09-04", "2014-09-05", "Newport, Wales", "GBR", "Pledge to move towards 2 % of GDP; readiness plan; a cyber attack can lead to Article 5.", source="wales-2014"),
    Summit("2016-07-08", "2016-07-09", "Warsaw", "POL", "Four battlegroups in the east; cyberspace a domain of operations."),
    Summit("2017-05-25", "2017-05-25", "Brussels", "BEL", "New headquarters; President Trump does not restate Article 5 in his speech.", "special meeting"),
    Summit("2018-07-11", "2018-07-12", "Brussels", "BEL", "Readiness initiative; North Macedonia invited to talks.", source="nato-brussels-2018"),
    Summit("2019-12-03", "2019-12-04", "London", "GBR", "Seventy years; space a domain of operations; China named for the first time."),
    Summit("2021-06-14", "2021-06-14", "Brussels", "BEL", "NATO 2030 agenda; climate plan."),
    Summit("2022-03-24", "2022-03-24", "Brussels", "BEL", "After the full-scale invasion of Ukraine: four more battlegroups.", "special meeting"),
    Summit("2022-06-28", "2022-06-30", "Madrid", "ESP", "Strategic Concept of 2022; Finland and Sweden invited.", source="nato-madrid-2022"),
    Summit("2023-07-11", "2023-07-12", "Vilnius", "LTU", "At least 2 % of GDP; NATO-Ukraine Council; Ukraine needs no Membership Action Plan.", source="nato-vilnius-2023"),
    Summit("2024-07-09", "2024-07-11", "Washington", "USA", "Seventy-five years; first summit of 32; Ukraine's path to membership called irreversible.", source="nato-washington-2024"),
    Summit("2025-06-24", "2025-06-25", "The Hague", "NLD", "5 % of GDP by 2035: at least 3.5 % for core defence and up to 1.5 % for related spending.", source="hague-2025"),
    Summit("2026-07-07", "2026-07-08", "Ankara", "TUR", "Declaration of 8 July. Reported: Article 5 restated; 70 billion euros for Ukraine in 2026.", source="nato-ankara-2026", reported_by="Reuters and AP in digests of July 2026; a list of documents of August 2026. The declaration itself was not seen.", as_of="2026-08-19"),
]  # fmt: skip


class Operation(NamedTuple):
    name: str
    place: str
    start: str
    end: str | None
    precision: str
    article_5: bool
    un_mandate: str
    mandate: str
    note: str | None = None
    source: str = "nato-operations"
    as_of: str | None = None


OPERATIONS = [
    Operation("Deny Flight", "Bosnia and Herzegovina", "1993-04-12", "1995-12-20", "day", False, "yes", "No-fly zone, UN Security Council resolution 816", "NATO's first combat: aircraft shot down in February 1994."),
    Operation("Deliberate Force", "Bosnia and Herzegovina", "1995-08-30", "1995-09-20", "day", False, "yes", "Air strikes to protect UN safe areas, resolution 836"),
    Operation("IFOR", "Bosnia and Herzegovina", "1995-12-20", "1996-12-20", "day", False, "yes", "Peace force after the Dayton agreement, resolution 1031"),
    Operation("SFOR", "Bosnia and Herzegovina", "1996-12-20", "2004-12-02", "day", False, "yes", "Peace force, resolution 1088", "Followed by a force of the European Union."),
    Operation("Allied Force", "Yugoslavia and Kosovo", "1999-03-24", "1999-06-10", "day", False, "no", "The Council's own decision", "78 days of air strikes. No resolution authorised them; whether they were lawful is disputed."),
    Operation("KFOR", "Kosovo", "1999-06-12", None, "day", False, "yes", "Peace force, resolution 1244", as_of="2023-07-10"),
    Operation("Essential Harvest, Amber Fox, Allied Harmony", "North Macedonia", "2001-08-01", "2003-03-01", "month", False, "none needed", "At the government's request: weapons collected, observers protected"),
    Operation("Eagle Assist", "United States", "2001-10-01", "2002-05-01", "month", True, "none needed", "Seven radar aircraft patrol over the United States after 11 September 2001", "830 crew from 13 allies, more than 360 flights.", "nato-article-5"),
    Operation("Active Endeavour", "Mediterranean Sea", "2001-10-01", "2016-11-01", "month", True, "none needed", "Naval patrol against terrorism after 11 September 2001", "Followed by Sea Guardian, which does not rest on Article 5.", "nato-article-5"),
    Operation("Display Deterrence", "Türkiye", "2003-02-01", "2003-04-01", "month", False, "none needed", "Radar aircraft and missiles to protect Türkiye, after consultations under Article 4", source="nato-article-4"),
    Operation("ISAF", "Afghanistan", "2003-08-11", "2014-12-31", "day", False, "yes", "Security force, resolution 1386", "NATO led it from 2003. It was not the Article 5 operation."),
    Operation("NATO Training Mission-Iraq", "Iraq", "2004-08-01", "2011-12-01", "month", False, "yes", "Training, resolution 1546"),
    Operation("Support to the African Union in Darfur", "Sudan", "2005-07-01", "2007-12-01", "month", False, "none needed", "Air transport, at the African Union's request"),
    Operation("Earthquake relief in Pakistan", "Pakistan", "2005-10-01", "2006-02-01", "month", False, "none needed", "Relief, at Pakistan's request"),
    Operation("Ocean Shield", "Indian Ocean", "2009-08-01", "2016-12-01", "month", False, "yes", "Against piracy, resolution 1851 and others"),
    Operation("Unified Protector", "Libya", "2011-03-01", "2011-10-31", "month", False, "yes", "Arms embargo, no-fly zone and protection of civilians, resolutions 1970 and 1973", "Whether NATO went beyond the mandate is disputed. The end is known to the day."),
    Operation("Resolute Support", "Afghanistan", "2015-01-01", "2021-09-01", "month", False, "none needed", "Training, by agreement with the Afghan government; welcomed in resolution 2189", "Ended after the Taliban took Kabul in August 2021."),
    Operation("Sea Guardian", "Mediterranean Sea", "2016-11-01", None, "month", False, "none needed", "Naval patrol", as_of="2023-07-10"),
    Operation("NATO Mission Iraq", "Iraq; since March 2026 run from Naples", "2018-10-01", None, "month", False, "none needed", "Advice, at Iraq's request", "All personnel had moved to Europe by 20 March 2026.", "aa-iraq-2026", "2026-03-20"),
]  # fmt: skip


class Presence(NamedTuple):
    name: str
    kind: str
    host: str | None
    lead: str | None
    start: str | None
    precision: str | None
    place: str
    source: str
    as_of: str
    note: str | None = None
    reported_by: str | None = None


EAST = "nato-forward-presence"
POSTURE = [
    Presence("Battlegroup Estonia", "battlegroup", "EST", "GBR", "2017-01-01", "year", "Tapa", EAST, "2025-06-30"),
    Presence("Battlegroup Latvia", "battlegroup", "LVA", "CAN", "2017-01-01", "year", "Ādaži", EAST, "2025-06-30", "Grown to a brigade."),
    Presence("Battlegroup Lithuania", "battlegroup", "LTU", "DEU", "2017-01-01", "year", "Rukla", EAST, "2025-06-30", "Germany is building up a brigade of its own beside it."),
    Presence("Battlegroup Poland", "battlegroup", "POL", "USA", "2017-01-01", "year", "Orzysz", EAST, "2025-06-30"),
    Presence("Battlegroup Slovakia", "battlegroup", "SVK", "ESP", "2022-01-01", "year", "Lešť", "battlegroups-2025", "2025-01-31", "Czechia led it first."),
    Presence("Battlegroup Hungary", "battlegroup", "HUN", "HUN", "2022-01-01", "year", "Tata", EAST, "2025-06-30"),
    Presence("Battlegroup Romania", "battlegroup", "ROU", "FRA", "2022-05-01", "month", "Cincu", "battlegroups-2025", "2025-01-31"),
    Presence("Battlegroup Bulgaria", "battlegroup", "BGR", "ITA", "2022-01-01", "year", "Kabile", "difesa-bulgaria", "2025-06-30"),
    Presence("Forward Land Forces Finland", "battlegroup", "FIN", "SWE", "2026-06-06", "day", "Rovaniemi; battlegroup at Boden in Sweden", "grosswald-2026", "2026-06-06", "About 600 troops.", "Grosswald, a newsletter on defence, 6 June 2026; no source of NATO's was seen"),
    Presence("Baltic Air Policing", "air policing", "LTU", None, "2004-03-01", "month", "Šiauliai; since 2014 Ämari in Estonia too", "nato-operations", "2023-07-10", "Allies take turns for Estonia, Latvia and Lithuania."),
    Presence("Baltic Sentry", "enhanced vigilance activity", None, None, "2025-01-14", "day", "Baltic Sea", "baltic-sentry-2025", "2025-01-15", "To protect cables and pipelines under the sea."),
    Presence("Eastern Sentry", "enhanced vigilance activity", None, None, "2025-09-12", "day", "eastern flank, from the Baltic to the Black Sea", "nac-2025-09-23", "2025-09-23", "After drones entered Poland."),
    Presence("Arctic Sentry", "enhanced vigilance activity", None, None, "2026-02-11", "day", "Arctic and High North", "arctic-sentry-2026", "2026-02-13", "Led by Joint Force Command Norfolk; joins Danish and Norwegian exercises under one command."),
    Presence("Joint Force Command Norfolk", "command", "USA", "GBR", None, None, "Norfolk, Virginia", "nato-commands-2026", "2026-02-06", "Agreed on 6 February 2026; carried out step by step. The United States led it until then."),
    Presence("Joint Force Command Naples", "command", "ITA", "ITA", None, None, "Naples", "nato-commands-2026", "2026-02-06", "Agreed on 6 February 2026; carried out step by step. The United States led it until then."),
    Presence("Joint Force Command Brunssum", "command", "NLD", None, None, None, "Brunssum", "nato-commands-2026", "2026-02-06", "Agreed on 6 February 2026: Germany and Poland take turns."),
    Presence("Allied Maritime Command", "command", "GBR", "USA", None, None, "Northwood", "nato-commands-2026", "2026-02-06", "Agreed on 6 February 2026; the United States also keeps the land and the air command and the post of SACEUR."),
]  # fmt: skip

PFP, EAPC = "Partnership for Peace", "Euro-Atlantic Partnership Council"
EAPC_FOUNDED = "1997-05-30"
PFP_SIGNED = [
    ("ALB", "Albania", "1994-02-23"), ("ARM", "Armenia", "1994-10-05"), ("AUT", "Austria", "1995-02-10"),
    ("AZE", "Azerbaijan", "1994-05-04"), ("BIH", "Bosnia and Herzegovina", "2006-12-14"), ("BGR", "Bulgaria", "1994-02-14"),
    ("BLR", "Belarus", "1995-01-11"), ("CHE", "Switzerland", "1996-12-11"), ("CZE", "Czechia", "1994-03-10"),
    ("EST", "Estonia", "1994-02-03"), ("FIN", "Finland", "1994-05-09"), ("GEO", "Georgia", "1994-03-23"),
    ("HRV", "Croatia", "2000-05-25"), ("HUN", "Hungary", "1994-02-08"), ("IRL", "Ireland", "1999-12-01"),
    ("KAZ", "Kazakhstan", "1994-05-27"), ("KGZ", "Kyrgyzstan", "1994-06-01"), ("LTU", "Lithuania", "1994-01-27"),
    ("LVA", "Latvia", "1994-02-14"), ("MDA", "Moldova", "1994-03-16"), ("MKD", "North Macedonia", "1995-11-15"),
    ("MNE", "Montenegro", "2006-12-14"), ("POL", "Poland", "1994-02-02"), ("ROU", "Romania", "1994-01-26"),
    ("RUS", "Russia", "1994-06-22"), ("SRB", "Serbia", "2006-12-14"), ("SVK", "Slovakia", "1994-02-09"),
    ("SVN", "Slovenia", "1994-03-30"), ("SWE", "Sweden", "1994-05-09"), ("TJK", "Tajikistan", "2002-02-20"),
    ("TKM", "Turkmenistan", "1994-05-10"), ("UKR", "Ukraine", "1994-02-08"), ("UZB", "Uzbekistan", "1994-07-13"),
]  # fmt: skip
JOINED = {row.iso3: row.accession_date for row in MEMBERS}
SUSPENDED = {"RUS": ("2014-04-01", "day", "Practical cooperation suspended after Russia's seizure of Crimea."), "BLR": ("2021-11-01", "month", "Practical cooperation suspended, as Belarus's defence ministry reported on 26 November 2021.")}  # fmt: skip


class Partner(NamedTuple):
    iso3: str
    name: str
    programme: str
    start: str | None
    start_precision: str
    source: str
    end: str | None = None
    suspended_from: str | None = None
    suspended_precision: str | None = None
    note: str | None = None
    spell: int = 1
    as_of: str = "2024-10-03"


MD, ICI, GLOBAL, IP4, BODY = (
    "Mediterranean Dialogue",
    "Istanbul Cooperation Initiative",
    "global partner",
    "Indo-Pacific four",
    "council with NATO",
)
ON_LIST_2012 = "On NATO's list of October 2012; when it began was not settled."
OTHER_PARTNERS = [
    Partner("MLT", "Malta", PFP, "1995-04-26", "day", "nato-pfp-signatures", "1996-10-27", note="Left to stay neutral."),
    Partner("MLT", "Malta", PFP, "2008-04-03", "day", "nato-pfp-signatures", note="Came back; allies accepted at Bucharest.", spell=2),
    Partner("MLT", "Malta", EAPC, "2008-04-03", "day", "nato-eapc"),
    *(Partner(iso3, name, MD, "1995-02-01", "month", "nato-algeria-2000") for iso3, name in [("EGY", "Egypt"), ("ISR", "Israel"), ("MRT", "Mauritania"), ("MAR", "Morocco"), ("TUN", "Tunisia")]),
    Partner("JOR", "Jordan", MD, "1995-11-01", "month", "nato-algeria-2000"),
    Partner("DZA", "Algeria", MD, "2000-03-14", "day", "nato-algeria-2000"),
    Partner("BHR", "Bahrain", ICI, "2005-02-01", "month", "nato-ici"),
    Partner("KWT", "Kuwait", ICI, "2005-01-01", "year", "nato-ici", note="NATO: in the first three months of 2005; Gulf News: December 2004."),
    Partner("QAT", "Qatar", ICI, "2005-02-01", "month", "nato-ici"),
    Partner("ARE", "United Arab Emirates", ICI, "2005-06-22", "day", "nato-uae-2005"),
    Partner("AFG", "Afghanistan", GLOBAL, None, "unknown", "nato-global-partners", None, "2021-01-01", "year", f"{ON_LIST_2012} Suspended after the Taliban took power."),
    *(Partner(iso3, name, GLOBAL, None, "unknown", "nato-global-partners", note=ON_LIST_2012) for iso3, name in [("AUS", "Australia"), ("IRQ", "Iraq"), ("JPN", "Japan"), ("KOR", "South Korea"), ("MNG", "Mongolia"), ("NZL", "New Zealand"), ("PAK", "Pakistan")]),
    Partner("COL", "Colombia", GLOBAL, "2017-01-01", "year", "nato-global-partners", note="The only partner in Latin America."),
    *(Partner(iso3, name, IP4, "2022-06-29", "day", "nato-madrid-2022", note="From the first summit that the four leaders attended.") for iso3, name in [("AUS", "Australia"), ("JPN", "Japan"), ("KOR", "South Korea"), ("NZL", "New Zealand")]),
    Partner("RUS", "Russia", f"{BODY} (Permanent Joint Council)", "1997-05-27", "day", "nato-russia", "2002-05-28", note="From the Founding Act."),
    Partner("RUS", "Russia", f"{BODY} (NATO-Russia Council)", "2002-05-28", "day", "nato-russia", None, "2014-04-01", "day", "Met for talks a few times after 2014, last on 12 January 2022."),
    Partner("UKR", "Ukraine", f"{BODY} (NATO-Ukraine Commission)", "1997-07-09", "day", "nato-ukraine", "2023-07-12"),
    Partner("UKR", "Ukraine", f"{BODY} (NATO-Ukraine Council)", "2023-07-12", "day", "nato-vilnius-2023", note="Ukraine sits as an equal at the table. It has no guarantee under Article 5."),
    Partner("GEO", "Georgia", f"{BODY} (NATO-Georgia Commission)", "2008-09-01", "month", "nato-partnerships"),
]  # fmt: skip


class Step(NamedTuple):
    iso3: str
    step: str
    ally: str
    date: str
    source: str
    note: str | None = None


PROTOCOL_2022 = "2022-07-05"
BOTH_RATIFIED = {
    "2022-07-05": "CAN DNK ISL NOR", "2022-07-06": "EST GBR", "2022-07-07": "ALB", "2022-07-08": "DEU",
    "2022-07-12": "LUX NLD", "2022-07-13": "BGR", "2022-07-14": "LVA SVN", "2022-07-15": "HRV",
    "2022-07-20": "BEL LTU POL", "2022-07-21": "ROU", "2022-07-27": "MKD", "2022-07-28": "MNE",
    "2022-08-02": "FRA", "2022-08-03": "ITA USA", "2022-08-27": "CZE", "2022-09-15": "GRC", "2022-09-16": "PRT",
}  # fmt: skip
ALL = "all allies"
OTHER_STEPS = [
    *(Step(iso3, "invitation", ALL, "1997-07-08", "ap-madrid-1997") for iso3 in ("CZE", "HUN", "POL")),
    *(Step(iso3, "protocol", ALL, "1997-12-16", "nato-enlargement") for iso3 in ("CZE", "HUN", "POL")),
    *(Step(iso3, "invitation", ALL, "2002-11-21", "nato-prague-2002") for iso3 in ("BGR", "EST", "LVA", "LTU", "ROU", "SVK", "SVN")),
    *(Step(iso3, "protocol", ALL, "2003-03-26", "nato-enlargement") for iso3 in ("BGR", "EST", "LVA", "LTU", "ROU", "SVK", "SVN")),
    *(Step(iso3, "invitation", ALL, "2008-04-03", "nato-bucharest-2008") for iso3 in ("ALB", "HRV")),
    *(Step(iso3, "protocol", ALL, "2008-07-09", "dw-protocols-2008") for iso3 in ("ALB", "HRV")),
    Step("MNE", "invitation", ALL, "2015-12-02", "montenegro-2016"),
    Step("MNE", "protocol", ALL, "2016-05-19", "montenegro-protocol-2016"),
    Step("MKD", "invitation", ALL, "2018-07-11", "nato-brussels-2018", "On condition that the country's new name came into force."),
    Step("MKD", "protocol", ALL, "2019-02-06", "macedonia-protocol-2019"),
    Step("FIN", "ratification", "HUN", "2023-03-27", "hungary-finland-2023"),
    Step("FIN", "ratification", "TUR", "2023-03-30", "atlantic-council-2023"),
    Step("SWE", "ratification", "TUR", "2024-01-23", "daily-sabah-2024", "The President signed on 25 January 2024."),
    Step("SWE", "ratification", "HUN", "2024-02-26", "afp-hungary-2024", "The President signed on 5 March 2024."),
]  # fmt: skip
WITH_STEPS = (
    "CZE",
    "HUN",
    "POL",
    "BGR",
    "EST",
    "LVA",
    "LTU",
    "ROU",
    "SVK",
    "SVN",
    "ALB",
    "HRV",
    "MNE",
    "MKD",
    "FIN",
    "SWE",
)


def summits() -> pd.DataFrame:
    """Return `summits`: meetings of the Council at the level of heads of state and government."""
    return pd.DataFrame(SUMMITS)


def operations() -> pd.DataFrame:
    """Return `operations`: NATO's larger operations, with mandate and article."""
    return pd.DataFrame(OPERATIONS)


def posture() -> pd.DataFrame:
    """Return `posture`: battlegroups, air policing, vigilance activities and commands since 2004."""
    return pd.DataFrame(POSTURE)


def partners() -> pd.DataFrame:
    """Return `partners`: one row for each country, programme and spell.

    Every country of the Partnership for Peace also sits in the Euro-Atlantic Partnership Council, from its founding
    or from the day it signed. Only Tajikistan sat in the Council first. A country leaves both when it joins NATO.
    """
    return pd.DataFrame([*_euro_atlantic(), *OTHER_PARTNERS])


def accession_steps() -> pd.DataFrame:
    """Return `accession_steps`: from application or invitation to accession, with the ratifications of 2022-24."""
    return pd.DataFrame([*OTHER_STEPS, *_finland_and_sweden(), *_accessions()])


def _euro_atlantic():
    for iso3, name, signed in PFP_SIGNED:
        joined = JOINED.get(iso3)
        suspended = SUSPENDED.get(iso3, (None, None, None))
        note = "Became a member of NATO." if joined else suspended[2]
        founder = iso3 == "TJK" or signed < EAPC_FOUNDED
        yield Partner(iso3, name, PFP, signed, "day", "nato-pfp-signatures", joined, *suspended[:2], note)
        yield Partner(
            iso3, name, EAPC, EAPC_FOUNDED if founder else signed, "day", "nato-eapc", joined, *suspended[:2], note
        )


def _finland_and_sweden():
    for iso3 in ("FIN", "SWE"):
        yield Step(iso3, "application", iso3, "2022-05-18", "nato-pa-ratification")
        yield Step(iso3, "invitation", ALL, "2022-06-29", "nato-madrid-2022")
        yield Step(iso3, "protocol", ALL, PROTOCOL_2022, "nato-pa-ratification")
        for date, allies in BOTH_RATIFIED.items():
            for ally in allies.split():
                yield Step(
                    iso3, "ratification", ally, date, "nato-pa-ratification", "End of the parliamentary procedure."
                )
        yield Step(iso3, "ratification", "ESP", "2022-09-21", "rtve-2022", "Vote of the Senate.")
        yield Step(
            iso3,
            "ratification",
            "SVK",
            "2022-09-27",
            "slovakia-2022",
            "Vote of parliament; the President signed the next day.",
        )


def _accessions():
    for iso3 in WITH_STEPS:
        yield Step(iso3, "accession", iso3, JOINED[iso3], "nato-members", "Instrument deposited in Washington.")


TABLES = {
    "summits": summits,
    "operations": operations,
    "posture": posture,
    "partners": partners,
    "accession_steps": accession_steps,
}
