"""NATO's own workbook, "Defence Expenditure of NATO Countries", laid out as that of June 2024.

The file is 240617-def-exp-2024-TABLES-en.xlsx. Tables 2, 3, 5, 7, 8a and 8b are read from their own sheets. The
edition is the last year in Table 3, and the price year stands in the heading of Table 2, so that a newer workbook of
the same layout is read too and keeps its own edition.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from nato_course.makers.errors import MakerError
from nato_course.makers.names import allies, names_of_allies, with_forces
from nato_course.makers.workbook import Block, open_workbook, read_block, read_heading

if TYPE_CHECKING:
    from openpyxl import Workbook

CORE_DEFENCE_FROM = 2026  # since its report of July 2026 NATO counts "core defence"
CURRENT = "Current prices and exchange rates"
CONSTANT = r"Constant \d{4} prices and exchange rates"

CONSTANT_SPENDING = Block("TABLE2", CONSTANT, 8)
SPENDING = {
    "spending_usd_m": Block("TABLE2", CURRENT, 8),
    "spending_constant_usd_m": CONSTANT_SPENDING,
    "share_of_gdp_pct": Block("TABLE3", r"Share of real GDP \(%\)", 8),
    "equipment_pct": Block("TABLE8a", r"Equipment \(a\)", 8),
    "personnel_pct": Block("TABLE8a", r"Personnel \(b\)", 8),
    "infrastructure_pct": Block("TABLE8b", r"Infrastructure \(c\)", 8),
    "other_pct": Block("TABLE8b", r"Other \(d\)", 8),
    "personnel_thousand": Block("TABLE7", "Table 7 : Military personnel", 20),
}
GDP = {
    "gdp_usd_m": Block("TABLE5", CURRENT, 8),
    "gdp_constant_usd_m": Block("TABLE5", CONSTANT, 8),
}


def spending(path: Path) -> pd.DataFrame:
    """Return `defence_expenditure`, the edition of the workbook: allies with forces by year, US$ million and percent."""
    workbook = open_workbook(path)
    frame = _measures(workbook, SPENDING, with_forces())
    late = int(frame["edition"].iloc[0]) >= CORE_DEFENCE_FROM
    frame["basis"] = "core defence" if late else "agreed definition"
    frame["read_from"] = "NATO workbook"
    return frame


def gdp(path: Path) -> pd.DataFrame:
    """Return `gdp` as NATO gives it, the edition of the workbook: 32 allies by year, US$ million."""
    workbook = open_workbook(path)
    return _measures(workbook, GDP, allies()).assign(producer="NATO")


def _measures(workbook: Workbook, blocks: dict[str, Block], expected: Collection[str]) -> pd.DataFrame:
    columns, names = {}, names_of_allies()
    for measure, block in blocks.items():
        cells = {
            (who, year, estimate): round(number, 3)
            for who, year, estimate, number in read_block(workbook, block, names)
        }
        missing = set(expected) - {who for who, _, _ in cells}
        if missing:
            raise MakerError(
                f"sheet {block.sheet}: under {block.heading!r} these allies are missing: {', '.join(sorted(missing))}"
            )
        columns[measure] = pd.Series(cells)
    frame = pd.DataFrame(columns).rename_axis(["iso3", "year", "estimate"]).reset_index()
    frame["edition"] = str(frame["year"].max())
    frame["price_base_year"] = int(re.findall(r"\d{4}", read_heading(workbook, CONSTANT_SPENDING))[0])
    return frame[frame["iso3"].isin(expected)]
