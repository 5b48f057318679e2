"""Cyber incidents: the European Repository of Cyber Incidents, its global database as one CSV file."""

import ast
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

from nato_course.makers.csvfile import read_csv, refuse
from nato_course.makers.errors import MakerError
from nato_course.makers.names import allies, codes

DISCLOSED = {
    "Incident disclosed by attacker": "attacker",
    "Incident disclosed by IT-security company": "security company",
    "Incident disclosed by victim": "victim",
    "Incident disclosed by authorities of victim state": "victim's state",
    "Incident disclosed by media (without further information on source)": "media",
}
ANOTHER = "Incident disclosed by third-party-actor"
CATEGORIES = {
    "State institutions / political system": "state",
    "Critical infrastructure": "critical infrastructure",
    "Social groups": "social group",
    "Media": "media",
    "Science": "science",
    "End user(s) / specially protected groups": "end users",
    "International / supranational organization": "international organisation",
    "Other": "other",
    "Unknown": "unknown",
    "Not available": "unknown",
}
COMPANY = "Corporate Targets"
TYPES = {"disruption": "Disruption", "data_theft": "Data theft", "hijacking": "Hijacking", "ransomware": "Ransomware"}
INITIATORS = {
    "State": "state",
    "Non-state actor, state-affiliation suggested": "state-affiliated",
    "Non-state-group": "non-state group",
    "Individual hacker(s)": "individual",
}
COLUMNS = [
    "ID", "name", "start_date", "source_incident_detection_disclosure", "incident_type", "receiver_country",
    "receiver_category", "initiator_country", "initiator_category", "weighted_cyber_intensity",
]  # many words on a line  # fmt: skip


def incidents(path: Path) -> pd.DataFrame:
    """Return `cyber_incidents`: one row an incident, however many states it hit."""
    table = _read(path)
    found = pd.DataFrame({"incident": table["ID"], "name": table["name"], "start_date": table["start_date"]})
    for column, kind in TYPES.items():
        found[column] = table["incident_type"].str.contains(kind, regex=False)
    names, ours = codes(), allies()
    receivers = [{names[name] for name in row if name in names} for row in table["receiver_country"]]
    found["receivers"] = [len(row) for row in receivers]
    found["allies_hit"] = [len(row & ours) for row in receivers]
    found["initiator"] = [_one({names.get(name) for name in row}) for row in table["initiator_country"]]
    found["initiator_kind"] = [
        _one({INITIATORS.get(name) for name in row}) or "unknown" for row in table["initiator_category"]
    ]
    found["disclosed_by"] = table["source_incident_detection_disclosure"].map(_disclosed)
    found["intensity"] = table["weighted_cyber_intensity"]
    return found


def receivers(path: Path) -> pd.DataFrame:
    """Return `cyber_receivers`: how often an incident hit a category of targets in a state."""
    table, names = _read(path), codes()
    counts: Counter[tuple[int, str, str]] = Counter()
    for incident, countries, categories in zip(
        table["ID"], table["receiver_country"], table["receiver_category"], strict=True
    ):
        if len(countries) != len(categories):
            continue  # four incidents: nobody can say which category belongs to which state
        for country, kinds in zip(countries, categories, strict=True):
            for kind in {_category(kind) for kind in kinds}:
                if country in names:
                    counts[incident, names[country], kind] += 1
    return pd.DataFrame(
        [(*key, number) for key, number in counts.items()], columns=["incident", "iso3", "category", "targets"]
    )


def _read(path: Path) -> pd.DataFrame:
    table = read_csv(path, COLUMNS, numbers=["ID"], optional=["weighted_cyber_intensity"])
    if table["ID"].duplicated().any():
        raise MakerError("an incident has more than one row; the file must have one row an incident")
    date = pd.to_datetime(table["start_date"], format="%Y-%m-%d", errors="coerce")
    refuse(path, table, date.isna() & (table["start_date"] != ""), "start_date", "a date like 2020-12-31")
    table["start_date"] = date
    for column in ("receiver_country", "receiver_category", "initiator_country", "initiator_category"):
        lists = table[column].map(_list)
        refuse(path, table, lists.isna(), column, "a list in square brackets")
        table[column] = lists
    return table


def _list(text: str) -> list[Any] | None:
    if text == "":
        return []
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None
    return value if isinstance(value, list) else None


def _category(text: str) -> str:
    return "company" if text.startswith(COMPANY) else CATEGORIES.get(text, "other")


def _disclosed(text: str) -> str:
    found = (
        DISCLOSED.get(part.strip(), "third party" if part.strip().startswith(ANOTHER) else None)
        for part in text.split(";")
    )
    sources = {source for source in found if source is not None}
    return "several" if len(sources) > 1 else next(iter(sources), "unknown")


def _one(values: set[str | None]) -> str | None:
    """Return the one value that is known, or None if there is none or several."""
    known = values - {None}
    return known.pop() if len(known) == 1 else None
