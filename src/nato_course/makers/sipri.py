"""SIPRI's military expenditure: the workbook SIPRI-Milex-data-1949-….xlsx, or a long CSV that was made from it.

SIPRI allows 3,500 figures (a tenth of its data set) to be reproduced in teaching material. So the course takes the
share of GDP from 1949 and spending at constant prices from 1985, for the allies with forces, Russia, Ukraine and China.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from nato_course.makers.csvfile import read_csv, refuse, require
from nato_course.makers.errors import MakerError
from nato_course.makers.names import codes, with_forces
from nato_course.makers.workbook import open_workbook, place

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LIMIT = 3500
CONSTANT_FROM = 1985
NO_FIGURE = ("...", ". .", "..", "xxx", "", None)
COLOURS = {"0000FF": "estimate", "FF0000": "highly uncertain"}
FLAGS = {"": "figure", "sipri_estimate": "estimate", "highly_uncertain": "highly uncertain"}
STATUS = ["figure", "estimate", "highly uncertain"]
SHARE, CONSTANT = "share_of_gdp_pct", "spending_constant_usd_m"
DIGITS = {SHARE: 4, CONSTANT: 1}


def wanted() -> frozenset[str]:
    """Return the codes of the states whose figures the course takes."""
    return with_forces() | {"RUS", "UKR", "CHN"}


def from_workbook(path: Path) -> pd.DataFrame:
    """Return `milex_sipri` from SIPRI's own workbook."""
    workbook = open_workbook(path)
    constant = [name for name in workbook.sheetnames if re.fullmatch(r"Constant \(\d{4}\) US\$", name)]
    if not constant or "Share of GDP" not in workbook.sheetnames:
        raise MakerError("the workbook has no sheets 'Share of GDP' and 'Constant (YEAR) US$'")
    base = int(constant[0][10:14])
    cells = [(*cell[:2], SHARE, 100 * cell[2], cell[3]) for cell in _cells(workbook["Share of GDP"], largest=1)]
    cells += [(*cell[:2], CONSTANT, *cell[2:]) for cell in _cells(workbook[constant[0]])]
    return _table(path, pd.DataFrame(cells, columns=["iso3", "year", "measure", "value", "status"]), base)


def from_extract(path: Path) -> pd.DataFrame:
    """Return `milex_sipri` from a long CSV with columns iso3, year, indicator, value, flag."""
    table = read_csv(path, ["iso3", "year", "indicator", "value", "flag"], numbers=["year", "value"])
    measure = (
        table["indicator"]
        .str.replace(r"milex_constant_\d{4}_usd_m", CONSTANT, regex=True)
        .replace("milex_pct_gdp", SHARE)
    )
    refuse(path, table, ~measure.isin([SHARE, CONSTANT]), "indicator", "milex_pct_gdp or milex_constant_YEAR_usd_m")
    refuse(path, table, ~table["flag"].isin(FLAGS), "flag", "nothing, sipri_estimate or highly_uncertain")
    bases = table["indicator"].str.extract(r"(\d{4})")[0].dropna().unique()
    if len(bases) != 1:
        raise MakerError(f"one price year was expected in the column indicator, not {len(bases)}")
    table = table.assign(measure=measure, status=table["flag"].map(FLAGS))
    return _table(path, table, int(bases[0]))


def _table(path: Path, cells: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return one row a state and year, from one row a figure; refuse more figures than SIPRI allows."""
    cells = cells[cells["iso3"].isin(wanted()) & ((cells["measure"] == SHARE) | (cells["year"] >= CONSTANT_FROM))]
    if len(cells) > LIMIT:
        raise MakerError(f"{len(cells)} figures are more than the {LIMIT} that SIPRI allows; start a series later")
    for measure in (SHARE, CONSTANT):
        require(path, cells.loc[cells["measure"] == measure, "iso3"], wanted())
    keys = ["iso3", "year"]
    if cells.duplicated([*keys, "measure"]).any():
        raise MakerError("a state has two figures for one year")
    table = cells.pivot(index=keys, columns="measure", values="value").reset_index().round(DIGITS)
    worst = cells.assign(rank=cells["status"].map(STATUS.index)).groupby(keys)["rank"].max().map(STATUS.__getitem__)
    table["status"] = worst.reindex(pd.MultiIndex.from_frame(table[keys])).to_numpy()
    table["price_base_year"] = base
    table["edition"] = str(int(table["year"].max()) + 1)
    return table


def _cells(sheet: Worksheet, largest: float | None = None) -> Iterator[tuple[Any, ...]]:
    """Yield (iso3, year, number, status) for the cells of a sheet with a header "Country", …, 1949, 1950, …"""
    header = next((row for row in sheet.iter_rows(max_row=20) if str(row[0].value).strip() == "Country"), None)
    if header is None:
        raise MakerError(f"sheet {sheet.title}: no row begins with 'Country'")
    years = {cell.column: int(cell.value) for cell in header if str(cell.value).strip().isdigit()}
    if not years or list(years.values()) != list(range(min(years.values()), max(years.values()) + 1)):
        raise MakerError(f"sheet {sheet.title}, row {header[0].row}: a header of years without a gap was expected")
    names = {name: code for name, code in codes().items() if code in wanted()}
    for row in sheet.iter_rows(min_row=header[0].row + 1):
        country = names.get(str(row[0].value).strip())
        for cell in row if country else ():
            if cell.column not in years or cell.value in NO_FIGURE:
                continue
            if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
                raise MakerError(f"{place(cell)}: a number was expected, not {cell.value!r}")
            if largest is not None and cell.value > largest:
                raise MakerError(f"{place(cell)}: a share between 0 and {largest} was expected, not {cell.value!r}")
            yield country, years[cell.column], float(cell.value), _status(cell)


def _status(cell: Cell) -> str:
    colour = cell.font.color.rgb if cell.font and cell.font.color else None
    return COLOURS.get(colour[-6:], STATUS[0]) if isinstance(colour, str) else STATUS[0]
