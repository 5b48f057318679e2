"""Consultations, collective defence, and events around Ukraine: typed by hand, a source for each row.

`source` is a key of content/references.bib; `reported_by` names who reported what was not seen at its own source.
"""

from typing import NamedTuple

import pandas as pd


class Event(NamedTuple):
    event: str
    article: int
    iso3: str
    role: str
    trigger_date: str | None
    request_date: str | None
    council_date: str
    trigger: str
    outcome: str
    source: str
    note: str | None = None


INVASION = (
    "2022-02-24",
    "2022-02-24",
    "2022-02-24",
    "Russia's full-scale invasion of Ukraine.",
    "Allies send more forces to the east; leaders meet on the next day.",
    "nato-article-4",
)
EVENTS = [
    Event("a4-2003", 4, "TUR", "asked", None, "2003-02-10", "2003-02-10", "A war in Iraq was expected.", "No agreement in the Council. On 16 February the Defence Planning Committee, without France, agreed on military advice to protect Türkiye.", "dpc-2003", "There was no single incident, so there is no trigger date."),
    Event("a4-2012-06", 4, "TUR", "asked", "2012-06-22", "2012-06-22", "2012-06-26", "Syria shot down a Turkish jet.", "Allies condemn it and follow the situation.", "nato-article-4", "NATO's page dates the request 22 June; NATO announced the meeting on 24 June."),
    Event("a4-2012-10", 4, "TUR", "asked", "2012-10-03", "2012-10-03", "2012-10-03", "Syrian shells killed five civilians in Türkiye.", "Allies condemn it. After a further request of 21 November, Patriot missiles go to Türkiye.", "nato-article-4"),
    Event("a4-2014", 4, "POL", "asked", None, "2014-03-03", "2014-03-04", "Russia's seizure of Crimea.", "Allies assess what the crisis means for them and speak with Ukraine and with Russia.", "nac-2014", "The seizure took days, so there is no trigger date."),
    Event("a4-2015", 4, "TUR", "asked", "2015-07-20", "2015-07-26", "2015-07-28", "Terrorist attacks in Suruç and on police and soldiers.", "Allies condemn the attacks.", "nac-2015", "The trigger date is that of the attack in Suruç."),
    Event("a4-2020", 4, "TUR", "asked", "2020-02-27", "2020-02-28", "2020-02-28", "Turkish soldiers killed in Idlib in Syria.", "Allies condemn the attacks and keep air defence in Türkiye.", "nac-2020"),
    *(Event("a4-2022", 4, iso3, "asked", *INVASION) for iso3 in ("BGR", "CZE", "EST", "LVA", "LTU", "POL", "ROU", "SVK")),
    Event("a4-2025-poland", 4, "POL", "asked", "2025-09-10", "2025-09-10", "2025-09-10", "About twenty Russian drones entered Poland; some were shot down.", "Allies consult; two days later Eastern Sentry begins.", "hurriyet-poland-2025", "The Council met for its weekly session and turned it into consultations under Article 4."),
    Event("a4-2025-estonia", 4, "EST", "asked", "2025-09-19", "2025-09-19", "2025-09-23", "Three Russian MiG-31 aircraft in Estonian airspace for more than ten minutes.", "Allies condemn it and say that they will answer in the manner, at the time and in the domain of their choice.", "nac-2025-09-23", "Russia denied the violation."),
    Event("a5-2001", 5, "USA", "attacked", "2001-09-11", None, "2001-09-12", "Terrorist attacks on New York and Washington.", "Invoked on condition that the attack came from abroad; confirmed on 2 October; eight measures on 4 October, then Eagle Assist and Active Endeavour.", "nato-article-5", "The Council decided; the United States had not asked."),
]  # fmt: skip


class Incident(NamedTuple):
    date: str
    iso3: str
    incident: str
    council: str
    why_no_article: str
    source: str
    reported_by: str | None = None
    as_of: str | None = None


INCIDENTS = [
    Incident("1982-04-02", "GBR", "Argentina occupies the Falkland Islands.", "No decision on Article 5.", "The islands are outside the area of Article 6.", "treaty-1949"),
    Incident("2018-03-04", "GBR", "A nerve agent is used in Salisbury. The British government blames Russia; Russia denies it.", "Statement of 14 March: solidarity, offer of help.", "The United Kingdom briefed the Council and did not ask for Article 4.", "afp-salisbury-2018"),
    Incident("2022-07-15", "ALB", "A cyber attack stops government services. Albania and other allies blame Iran.", "Statement of 8 September: condemnation, help by experts.", "NATO's list of consultations under Article 4 has no request by Albania.", "aa-albania-2022"),
    Incident("2022-11-15", "POL", "A missile kills two people in Przewodów; probably a stray Ukrainian air-defence missile.", "Meeting on 16 November, not under Article 4.", "No sign of a deliberate attack, said the Secretary General.", "przewodow-2022"),
    Incident("2026-03-04", "TUR", "NATO air defence shoots down a missile that was heading for Türkiye. Türkiye says that it was Iranian; Iran denies it.", "Ambassadors meet and keep missile defence at a higher level.", "Türkiye did not ask; Rutte: \"Nobody's talking about Article 5\".", "gulf-news-2026", "Gulf News of 6 March 2026 and Reuters of 5 March 2026", "2026-03-06"),
    Incident("2026-05-29", "ROU", "A drone hits a block of flats in Galați; two people are hurt. Romania says that it was Russian.", "NATO condemns it in a statement. No consultation under Article 4.", "The foreign minister had said that Article 4 could be used; the president and the defence council chose informal talks with allies.", "adevarul-2026", "Adevărul, in an English version of about 1 June 2026; Georgia Today of 29 May 2026", "2026-06-01"),
]  # fmt: skip


class UkraineEvent(NamedTuple):
    date: str
    precision: str
    kind: str
    event: str
    source: str
    note: str | None = None
    reported_by: str | None = None
    as_of: str | None = None


RUSSIA_UKRAINE = [
    UkraineEvent("1994-02-08", "day", "cooperation", "Ukraine joins the Partnership for Peace.", "nato-pfp-signatures"),
    UkraineEvent("1994-06-22", "day", "cooperation", "Russia joins the Partnership for Peace.", "nato-pfp-signatures"),
    UkraineEvent("1997-05-27", "day", "cooperation", "NATO and Russia sign the Founding Act in Paris.", "nato-russia"),
    UkraineEvent("1997-07-09", "day", "cooperation", "NATO and Ukraine sign the Charter on a Distinctive Partnership.", "nato-ukraine"),
    UkraineEvent("2002-05-28", "day", "cooperation", "NATO-Russia Council set up in Rome.", "nato-russia"),
    UkraineEvent("2008-04-03", "day", "decision", "Bucharest: Ukraine and Georgia \"will become members\"; no date and no Membership Action Plan.", "nato-bucharest-2008"),
    UkraineEvent("2010-01-01", "year", "policy of Ukraine", "Ukraine's parliament makes the country \"non-bloc\".", "nato-ukraine"),
    UkraineEvent("2014-02-01", "month", "war", "Russia seizes Crimea in February and March; war begins in Donbas in spring.", "nato-ukraine"),
    UkraineEvent("2014-04-01", "day", "decision", "NATO suspends practical cooperation with Russia.", "nato-russia"),
    UkraineEvent("2014-12-01", "month", "policy of Ukraine", "Ukraine drops its \"non-bloc\" status.", "nato-ukraine"),
    UkraineEvent("2019-02-01", "month", "policy of Ukraine", "Ukraine writes the goal of NATO membership into its constitution.", "nato-ukraine"),
    UkraineEvent("2021-12-17", "day", "position of Russia", "Russia publishes draft treaties: no more enlargement of NATO.", "interfax-2021", "A demand; allies did not accept it."),
    UkraineEvent("2022-01-12", "day", "diplomacy", "Last meeting of the NATO-Russia Council so far.", "nato-russia", as_of="2026-10-01"),
    UkraineEvent("2022-02-24", "day", "war", "Russia begins its full-scale invasion of Ukraine.", "un-es-11-1-2022"),
    UkraineEvent("2022-03-02", "day", "United Nations", "The UN General Assembly deplores Russia's aggression: 141 for, 5 against, 35 abstain.", "un-es-11-1-2022"),
    UkraineEvent("2022-06-29", "day", "decision", "Strategic Concept: Russia is called the most significant and direct threat.", "nato-madrid-2022"),
    UkraineEvent("2022-09-30", "day", "policy of Ukraine", "Ukraine applies for fast accession.", "nato-ukraine"),
    UkraineEvent("2023-07-11", "day", "decision", "Vilnius: an invitation \"when Allies agree and conditions are met\"; NATO-Ukraine Council.", "nato-vilnius-2023"),
    UkraineEvent("2024-07-10", "day", "decision", "Washington: the path to membership is called irreversible; 40 billion euros; a command for aid and training (NSATU).", "nato-washington-2024"),
    UkraineEvent("2025-02-12", "day", "position of the United States", "Defence Secretary Hegseth: membership for Ukraine is not a realistic outcome of talks.", "hegseth-2025"),
    UkraineEvent("2025-06-25", "day", "decision", "The Hague: Russia a \"long-term threat\"; aid to Ukraine counts towards the spending goal.", "hague-2025"),
    UkraineEvent("2025-07-14", "day", "aid", "Trump and Rutte announce what became PURL: allies pay for US weapons for Ukraine.", "nato-ukraine", "First package paid by the Netherlands in August 2025; packages of about 500 million dollars."),
    UkraineEvent("2025-12-14", "day", "position of Ukraine", "Zelensky asks for binding guarantees like Article 5 and speaks of giving up the bid for NATO in return.", "kyiv-independent-2025"),
    UkraineEvent("2026-07-08", "day", "aid", "Ankara: 70 billion euros in equipment, assistance and training for Ukraine in 2026.", "nato-ankara-2026", "Whether the same was promised for 2027 is not clear.", "A list of documents of 19 August 2026; the declaration itself was not seen", "2026-08-19"),
]  # fmt: skip


def article_4_5_events() -> pd.DataFrame:
    """Return `article_4_5_events`: one row for each event and ally; the columns of an event repeat for its allies."""
    return pd.DataFrame(EVENTS)


def incidents() -> pd.DataFrame:
    """Return `incidents`: serious incidents after which neither Article 4 nor Article 5 was used."""
    return pd.DataFrame(INCIDENTS)


def russia_ukraine_events() -> pd.DataFrame:
    """Return `russia_ukraine_events`: dated steps in the relations of NATO, Ukraine and Russia."""
    return pd.DataFrame(RUSSIA_UKRAINE)


TABLES = {
    "article_4_5_events": article_4_5_events,
    "incidents": incidents,
    "russia_ukraine_events": russia_ukraine_events,
}
