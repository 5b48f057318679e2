"""NATO's own workbook of June 2024, "Defence Expenditure of NATO Countries (2014-2024)".

The file is 240617-def-exp-2024-TABLES-en.xlsx. Tables 2, 3, 5, 7, 8a and 8b are read from their own sheets.
"""

import pandas as pd

from .errors import MakerError
from .names import ALLIES, NAMES, WITH_FORCES
from .workbook import Block, open_workbook, read_block

EDITION = "2024"
PRICE_BASE_YEAR = 2015
CURRENT = "Current prices and exchange rates"
CONSTANT = "Constant 2015 prices and exchange rates"

SPENDING = {
    "spending_usd_m": Block("TABLE2", CURRENT, 8),
    "spending_constant_usd_m": Block("TABLE2", CONSTANT, 8),
    "share_of_gdp_pct": Block("TABLE3", "Share of real GDP (%)", 8),
    "equipment_pct": Block("TABLE8a", "Equipment (a)", 8),
    "personnel_pct": Block("TABLE8a", "Personnel (b)", 8),
    "infrastructure_pct": Block("TABLE8b", "Infrastructure (c)", 8),
    "other_pct": Block("TABLE8b", "Other (d)", 8),
    "personnel_thousand": Block("TABLE7", "Table 7 : Military personnel", 20),
}
GDP = {
    "gdp_usd_m": Block("TABLE5", CURRENT, 8),
    "gdp_constant_usd_m": Block("TABLE5", CONSTANT, 8),
}


def spending(path) -> pd.DataFrame:
    """Return `defence_expenditure`, edition 2024: 31 allies by year, US$ million and percent."""
    frame = _measures(path, SPENDING, WITH_FORCES)
    frame["edition"] = EDITION
    frame["basis"] = "agreed definition"
    frame["price_base_year"] = PRICE_BASE_YEAR
    return frame


def gdp(path) -> pd.DataFrame:
    """Return `gdp` as NATO gives it, edition 2024: 32 allies by year, US$ million."""
    frame = _measures(path, GDP, ALLIES)
    frame["producer"] = "NATO"
    frame["edition"] = EDITION
    frame["price_base_year"] = PRICE_BASE_YEAR
    return frame


def _measures(path, blocks, expected):
    workbook = open_workbook(path)
    columns = {}
    for measure, block in blocks.items():
        cells = {(who, year, estimate): round(number, 3) for who, year, estimate, number in read_block(workbook, block, NAMES)}
        missing = expected - {who for who, _, _ in cells}
        if missing:
            raise MakerError(f"sheet {block.sheet}: under {block.title!r} these allies are missing: {', '.join(sorted(missing))}")
        columns[measure] = pd.Series(cells)
    frame = pd.DataFrame(columns).rename_axis(["iso3", "year", "estimate"]).reset_index()
    return frame[frame["iso3"].isin(expected)]
