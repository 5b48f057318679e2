"""What the map shows beside the allies: the other bloc, neutral states, states that are no more, and the border."""

from typing import Any, Protocol

import pandas as pd

from lessonkit.data.maps import shapes
from lessonkit.explorer.texts import words
from nato_course.explorers.time_machine import model
from nato_course.projection import place

WORDS = words("time-machine")
LOOKS: list[dict[str, Any]] = [
    {"key": "pact", "hatch": 11, "text": WORDS.say("map.pact")},
    {"key": "neutral", "hatch": 12, "text": WORDS.say("map.neutral")},
    {"key": "other", "text": WORDS.say("map.neighbour")},
    {"key": "land", "always": True, "text": WORDS.say("map.land")},
    {"key": "front", "line": True, "text": WORDS.say("map.front")},
    {"key": "divide", "line": True, "text": WORDS.say("map.divide")},
]
"""The lines of the key to the map for all that is no ally."""
# Drawn apart in the source, and within the area of Article 6.
ISLANDS = {"ALA": "FIN", "FRO": "DNK", "GGY": "GBR", "GRL": "DNK", "IMN": "GBR", "JEY": "GBR", "SJM": "NOR"}
BALTIC = ("EST", "LTU", "LVA")
GERMAN_NAMES = (
    ("name", "map.west", "end", (50.6, 10.3)),
    ("name", "map.east", "start", (51.2, 10.8)),
    ("ring", "map.berlin", "middle", (52.52, 13.4)),
)
"""What is written on divided Germany: kind, text, which end of it is at the place, and the place in degrees."""


class Tables(Protocol):
    """The tables that the map is drawn from, as rows."""

    members: list
    borders: list
    blocs: list
    former: list


def others(tables: Tables, day: pd.Timestamp) -> dict[str, str]:
    """Return the looks of all states that are no allies. A former state has one while there is such a state."""
    fills = {row.iso3: "land" for row in model.former_on(tables.former, day)}
    fills[model.eastern_neighbour(day)] = "other"
    looks = {row.iso3: "pact" if row.bloc == model.PACT else "neutral" for row in model.blocs_on(tables.blocs, day)}
    return fills | looks


def lines(tables: Tables, day: pd.Timestamp) -> dict[str, str]:
    """Return the lines of the day: the border with Russia or the Soviet Union, and the one through Germany."""
    border = model.border_segments(tables.borders, tables.members, day)
    divide = {"DEU-DDR": "divide"} if day < model.GERMAN_UNITY else {}
    return divide | {f"{row.iso3}-{row.neighbour}": "front" for row in border}


def count(tables: Tables, day: pd.Timestamp) -> dict[str, Any]:
    """Return the length of the border as the map counts it up."""
    km = model.border_km(tables.borders, tables.members, day)
    return {
        "value": km,
        "text": WORDS.say("map.count", neighbour=WORDS.each("neighbour")[model.eastern_neighbour(day)]),
    }


def labels(tables: Tables, day: pd.Timestamp) -> dict[str, str]:
    """Return the names that stand on the map: former states but East Germany, Russia, and a member of the Pact that takes no part."""
    named = {row.iso3: row.name for row in model.former_on(tables.former, day) if row.iso3 != "DDR"}
    absent = [row for row in model.pact_on(tables.blocs, day) if row.inactive_from <= day]
    named |= {row.iso3: f"{row.name}\n{WORDS.say('map.absent')}" for row in absent}
    return named if "SUN" in named else named | {"RUS": WORDS.say("map.russia")}


def names(day: pd.Timestamp, view: str) -> list[dict[str, Any]]:
    """Return what is written at places of its own while Germany is divided; the map of the world has no room for it."""
    if day >= model.GERMAN_UNITY or view != "europe":
        return []
    text = {
        "map.west": WORDS.say("west_germany"),
        "map.east": WORDS.say("map.east"),
        "map.berlin": WORDS.say("map.berlin"),
    }
    found = [(kind, text[key], anchor, place(view, *at)) for kind, key, anchor, at in GERMAN_NAMES]
    return [
        {"kind": kind, "text": said, "anchor": anchor, "x": spot[0], "y": spot[1]}
        for kind, said, anchor, spot in found
        if spot
    ]


def notes(tables: Tables) -> dict[str, str]:
    """Return what is said of each state: its name and its dates."""
    name = dict(shapes("world")["names"])
    said: dict[str, list[str]] = {}
    for row in tables.former:
        name[row.iso3] = row.name
        said[row.iso3] = [WORDS.say("note.former", end=row.end)]
        for part in row.parts.split("; "):
            said[part] = _part(part, row)
    for row in tables.blocs:
        said.setdefault(row.iso3, []).append(_bloc(row))
    for row in tables.members:
        day = row.accession_date
        ally = WORDS.say("note.later", day=day, round=row.round) if row.round else WORDS.say("note.founder", day=day)
        said.setdefault(row.iso3, []).append(ally)
    return {iso3: f"{name.get(iso3, iso3)}: {' '.join(parts)}" for iso3, parts in said.items()}


def _part(part: str, former: Any) -> list[str]:
    """Return what is said of a state of today that lay in a former one."""
    if part in BALTIC:
        return [WORDS.say("note.baltic")]
    if former.iso3 == "DDR":
        return [WORDS.say("note.germany", end=former.end)]
    return [WORDS.say("note.part", state=called(former))]


def called(row: Any) -> str:
    """Return the name of a state as a sentence has it: "the Soviet Union"."""
    return WORDS.each("neighbour").get(row.iso3, row.name)


def _bloc(row: Any) -> str:
    start, end = not pd.isna(row.start), not pd.isna(row.end)
    if start and end:
        spell = WORDS.say("spell.from_to", start=row.start, end=row.end)
    elif start:
        spell = WORDS.say("spell.from", start=row.start)
    else:
        spell = WORDS.say("spell.to", end=row.end) if end else WORDS.say("spell.always")
    said = WORDS.say("note.pact", spell=spell) if row.bloc == model.PACT else WORDS.say("note.neutral", spell=spell)
    return f"{said} {row.note}" if not pd.isna(row.note) else said
