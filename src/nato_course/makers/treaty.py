"""The treaty, the Strategic Concepts and the pledges on spending: typed by hand, a source for each row.

The summaries are ours. Quotations are exact and short; they stand as in the copies of the treaty that were opened
(the NATO archives' text for Articles 3 and 4). `source` is a key of content/references.bib.
"""

from typing import NamedTuple

import pandas as pd


class Article(NamedTuple):
    article: int
    title: str
    summary: str
    who_acts: str
    quotation: str | None = None
    amended: bool = False
    note: str | None = None
    source: str = "treaty-1949"


ARTICLES = [
    Article(
        1,
        "Peaceful settlement",
        "Settle disputes by peaceful means; do not threaten or use force against the purposes of the United Nations.",
        "each ally",
    ),
    Article(
        2,
        "Institutions and economy",
        "Strengthen free institutions and well-being; reduce conflict in economic policy.",
        "each ally",
        note="Often called the Canadian article, because Canada asked for it.",
    ),
    Article(
        3,
        "Self-help and mutual aid",
        "Keep up the ability to resist an armed attack, alone and together.",
        "each ally and all together",
        "separately and jointly, by means of continuous and effective self-help and mutual aid, will maintain and develop their individual and collective capacity to resist armed attack.",
    ),
    Article(
        4,
        "Consultation",
        "Consult when any ally thinks that an ally's territory, independence or security is threatened.",
        "any one ally asks; all consult",
        "The Parties will consult together whenever, in the opinion of any of them, the territorial integrity, political independence or security of any of the Parties is threatened.",
    ),
    Article(
        5,
        "Collective defence",
        "An armed attack on one counts as an attack on all. Each ally helps with the action that it thinks necessary, and the Security Council is told.",
        "each ally decides its own action; the Council acts by consensus",
        "will assist the Party or Parties so attacked by taking forthwith, individually and in concert with the other Parties, such action as it deems necessary, including the use of armed force, to restore and maintain the security of the North Atlantic area.",
    ),
    Article(
        6,
        "Where Article 5 applies",
        "Lists the territories, forces, ships and aircraft that count: Europe, North America, Türkiye, and islands in the North Atlantic north of the Tropic of Cancer.",
        "nobody; it limits Article 5",
        "the Mediterranean Sea or the North Atlantic area north of the Tropic of Cancer.",
        amended=True,
        note="Changed by Article 2 of the protocol of 1951 on Greece and Turkey. The clauses on the Algerian departments have had no effect since 3 July 1962, as the Council noted in 1963.",
    ),
    Article(
        7,
        "United Nations first",
        "Rights and duties under the UN Charter, and the Security Council's main responsibility for peace, stay as they are.",
        "nobody; it limits the treaty",
    ),
    Article(
        8, "No conflicting treaties", "No ally has, or will make, a treaty that conflicts with this one.", "each ally"
    ),
    Article(
        9,
        "The Council",
        "Sets up a Council that can meet at any time. The Council sets up other bodies, first of all a defence committee.",
        "the Council",
    ),
    Article(
        10,
        "Open door",
        "All allies together may invite another European state. It joins on the day when its instrument of accession is deposited with the United States.",
        "all allies, unanimously",
        "The Parties may, by unanimous agreement, invite any other European State in a position to further the principles of this Treaty and to contribute to the security of the North Atlantic area to accede to this Treaty.",
    ),
    Article(
        11,
        "Ratification",
        "The treaty is ratified and carried out as each state's own constitution asks. It came into force on 24 August 1949.",
        "each ally",
        "in accordance with their respective constitutional processes",
    ),
    Article(
        12,
        "Review",
        "After ten years, or later, allies consult about a review of the treaty if one of them asks.",
        "any one ally asks; all consult",
    ),
    Article(
        13,
        "Leaving",
        "After twenty years an ally may leave, one year after it has given notice to the United States.",
        "the ally that leaves",
        note="No ally has done so. The treaty has no article on expelling a member.",
    ),
    Article(
        14,
        "Languages",
        "The English and the French text are equally valid. The original is kept by the United States.",
        "the United States keeps the text",
    ),
]


class Concept(NamedTuple):
    year: int
    document: str
    approved: str | None
    precision: str
    public: bool
    main_threat: str
    idea: str
    source: str = "nato-strategic-concepts"


CONCEPTS = [
    Concept(
        1950,
        "DC 6/1",
        "1950-01-01",
        "month",
        False,
        "the Soviet Union",
        "Deter; share tasks so that each ally does what it does best. Work began in October 1949.",
    ),
    Concept(
        1952,
        "MC 3/5",
        "1952-12-01",
        "month",
        False,
        "the Soviet Union",
        "Forward strategy: hold the enemy as far east as possible.",
    ),
    Concept(
        1957,
        "MC 14/2",
        "1957-05-01",
        "month",
        False,
        "the Soviet Union",
        "Massive retaliation: answer an attack early with nuclear weapons.",
    ),
    Concept(
        1968,
        "MC 14/3",
        "1968-01-01",
        "month",
        False,
        "the Soviet Union",
        "Flexible response: several possible answers, nuclear weapons only as one of them.",
    ),
    Concept(
        1991,
        "The Alliance's New Strategic Concept (Rome)",
        "1991-11-01",
        "month",
        True,
        "instability, no single enemy",
        "Dialogue and cooperation beside defence.",
    ),
    Concept(
        1999,
        "The Alliance's Strategic Concept (Washington)",
        "1999-04-01",
        "month",
        True,
        "ethnic conflict, weak states, terrorism, proliferation",
        "Crisis management outside the allies' own territory.",
    ),
    Concept(
        2010,
        "Active Engagement, Modern Defence (Lisbon)",
        "2010-11-01",
        "month",
        True,
        "missiles, terrorism, cyber attack; an ordinary attack is seen as unlikely",
        "Three core tasks; a partnership with Russia is sought.",
    ),
    Concept(
        2022,
        "NATO 2022 Strategic Concept (Madrid)",
        "2022-06-29",
        "day",
        True,
        "Russia, and terrorism; China is called a challenge",
        "Core tasks: deterrence and defence, crisis prevention and management, cooperative security.",
    ),
]


class Pledge(NamedTuple):
    pledge: str
    date: str
    date_precision: str
    place: str
    level: str
    counts: str
    target_pct: float
    deadline: int | None
    text: str
    note: str | None
    source: str
    unit_of_target: str = "share of GDP"
    binding: bool = False


PLEDGES = [
    Pledge(
        "guideline-2006",
        "2006-06-01",
        "month",
        "Brussels",
        "defence ministers",
        "defence",
        2.0,
        None,
        "Ministers agree on 2 % of GDP as a guideline for defence spending.",
        "A guideline. It had no date.",
        "nato-funding",
    ),
    Pledge(
        "wales-2014-defence",
        "2014-09-05",
        "day",
        "Newport, Wales",
        "leaders",
        "defence",
        2.0,
        2024,
        "Allies below 2 % of GDP aim to move towards it within a decade.",
        '"Move towards" is weaker than "reach".',
        "wales-2014",
    ),
    Pledge(
        "wales-2014-equipment",
        "2014-09-05",
        "day",
        "Newport, Wales",
        "leaders",
        "major equipment",
        20.0,
        2024,
        "Allies aim to spend at least 20 % of the defence budget on major equipment, research and development.",
        None,
        "wales-2014",
        "share of defence spending",
    ),
    Pledge(
        "vilnius-2023",
        "2023-07-11",
        "day",
        "Vilnius",
        "leaders",
        "defence",
        2.0,
        None,
        "Allies commit to at least 2 % of GDP each year; 2 % becomes a floor.",
        None,
        "nato-vilnius-2023",
    ),
    Pledge(
        "hague-2025-total",
        "2025-06-25",
        "day",
        "The Hague",
        "leaders",
        "core defence and related spending",
        5.0,
        2035,
        "Allies commit to 5 % of GDP a year by 2035, in two parts.",
        "Annual plans, and a review in 2029. Aid to Ukraine's defence counts. Spain's government said that it needs only 2.1 %.",
        "hague-2025",
    ),
    Pledge(
        "hague-2025-core",
        "2025-06-25",
        "day",
        "The Hague",
        "leaders",
        "core defence",
        3.5,
        2035,
        "At least 3.5 % of GDP for core defence.",
        None,
        "hague-2025",
    ),
    Pledge(
        "hague-2025-related",
        "2025-06-25",
        "day",
        "The Hague",
        "leaders",
        "related spending",
        1.5,
        2035,
        "Up to 1.5 % of GDP for infrastructure, networks, civil preparedness, innovation and industry.",
        '"Up to": a ceiling, not a floor.',
        "hague-2025",
    ),
]


def treaty() -> pd.DataFrame:
    """Return `treaty`: the 14 articles, in our words and with short quotations."""
    return pd.DataFrame(ARTICLES)


def strategic_concepts() -> pd.DataFrame:
    """Return `strategic_concepts`: the eight strategies since 1950."""
    return pd.DataFrame(CONCEPTS)


def pledges() -> pd.DataFrame:
    """Return `pledges`: what allies said they would spend, in percent, and by when."""
    return pd.DataFrame(PLEDGES)


TABLES = {"treaty": treaty, "strategic_concepts": strategic_concepts, "pledges": pledges}
