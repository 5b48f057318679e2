"""Multinational military exercises, 1980 to 2010: the CSV file of D'Orazio and Galambos, version 7."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from nato_course.makers.csvfile import read_csv, refuse
from nato_course.makers.names import codes, joined

YES_NO = {"CPX": "command_post", "Air": "air", "Land": "land", "Sea": "sea"}
NO_NAME = "-9"


def exercises_training(path: Path) -> pd.DataFrame:
    """Return `exercises_training`: exercises of two states or more, one of them then a member of NATO."""
    numbers = ["s.year", "s.month", *YES_NO]
    table = read_csv(path, lambda header: ["MMEID", "Ex_Name", "Location", *numbers, *_states(header)], numbers=numbers)
    refuse(path, table, ~table["MMEID"].str.fullmatch(r"mme\d+"), "MMEID", "a number like mme87")
    names, since = codes(), joined()
    parties = [{name.strip() for name in row} - {"", NO_NAME} for row in table[_states(table)].to_numpy()]
    iso3 = [{names.get(name, name) for name in row} for row in parties]
    members = [
        {code for code in row if year >= since.get(code, 9999)} for row, year in zip(iso3, table["s.year"], strict=True)
    ]
    found = pd.DataFrame(
        {
            "exercise": table["MMEID"],
            "name": table["Ex_Name"].where(table["Ex_Name"] != NO_NAME),
            "year": table["s.year"],
            "month": table["s.month"],
            "location": table["Location"].where(table["Location"] != NO_NAME),
            "parties": [len(row) for row in parties],
            "members_then": [len(row) for row in members],
            "usa": ["USA" in row for row in iso3],
            "russia": [bool({"RUS", "SUN"} & row) for row in iso3],
        }
    )
    for there, ours in YES_NO.items():
        found[ours] = table[there] == 1
    return found[(found["members_then"] > 0) & (found["parties"] > 1)]


def _states(columns: Iterable[str]) -> list[str]:
    """Return the columns that name a party: StateA, StateB, … StateAA, …"""
    return [column for column in columns if column.startswith("State")] or ["StateA"]
