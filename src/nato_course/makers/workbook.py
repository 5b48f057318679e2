"""Read a block of numbers, countries by years, out of one sheet of a NATO workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nato_course.makers.errors import MakerError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Block:
    """Where a block is: the sheet, the text above its rows (a pattern) and the row of the text "2014", "2015", …"""

    sheet: str
    title: str
    header_row: int

    @property
    def heading(self) -> str:
        """The pattern as a message shows it."""
        return self.title.replace("\\d{4}", "YEAR").replace("\\", "")


def open_workbook(path: Path) -> Workbook:
    """Return the workbook at `path`, with the values its formulas gave when it was saved."""
    from openpyxl import load_workbook

    try:
        return load_workbook(path, data_only=True)
    except Exception as trouble:  # openpyxl lets zip, XML and key errors through
        raise MakerError(f"{Path(path).name} cannot be read as an .xlsx workbook: {trouble}") from trouble


def read_block(workbook: Workbook, block: Block, names: dict[str, str]) -> Iterator[tuple[str, int, bool, float]]:
    """Yield (iso3, year, estimate, number) for every cell of a block.

    `names` gives the ISO code for each name in the sheet. A year written "2024e" is an estimate.

    Raises
    ------
    MakerError
        If the sheet is not laid out as expected; the text names sheet and cell.
    """
    sheet = _sheet(workbook, block)
    years = _years(sheet, block)
    name_column = min(years) - 1
    row = _first_row(sheet, block, name_column)
    while (name := sheet.cell(row, name_column).value) is not None:
        country = names.get(str(name).strip().rstrip("*").strip())
        if country is None:
            raise MakerError(f"{place(sheet.cell(row, name_column))}: {name!r} is not the name of an ally")
        for column, (year, estimate) in years.items():
            yield country, year, estimate, _number(sheet, row, column)
        row += 1


def _years(sheet: Worksheet, block: Block) -> dict[int, tuple[int, bool]]:
    """Return {column: (year, is it an estimate)} from the header row."""
    found = {}
    for cell in sheet[block.header_row]:
        text = str(cell.value or "").strip()
        if text[:4].isdigit() and text[4:] in ("", "e"):
            found[cell.column] = (int(text[:4]), text.endswith("e"))
    years = [year for year, _ in found.values()]
    if not years or years != list(range(years[0], years[0] + len(years))) or min(found) < 2:
        raise MakerError(f"sheet {sheet.title}, row {block.header_row}: a header of years without a gap was expected")
    return found


def _first_row(sheet: Worksheet, block: Block, name_column: int) -> int:
    """Return the first row under the block's title that names a country."""
    for row in range(1, sheet.max_row + 1):
        if any(re.fullmatch(block.title, text) for text in _texts(sheet, row, name_column)):
            break
    else:
        raise MakerError(f"sheet {sheet.title}: the heading {block.heading!r} was not found")
    for below in range(max(row, block.header_row) + 1, sheet.max_row + 1):
        if sheet.cell(below, name_column).value is not None:
            return below
    raise MakerError(f"{place(sheet.cell(row, name_column))}: no country stands under {block.heading!r}")


def read_heading(workbook: Workbook, block: Block) -> str:
    """Return the heading above a block's rows, as the sheet has it; raise MakerError if there is none."""
    sheet = _sheet(workbook, block)
    for row in range(1, sheet.max_row + 1):
        for text in _texts(sheet, row, sheet.max_column):
            if re.fullmatch(block.title, text):
                return text
    raise MakerError(f"sheet {sheet.title}: the heading {block.heading!r} was not found")


def _sheet(workbook: Workbook, block: Block) -> Worksheet:
    if block.sheet not in workbook.sheetnames:
        raise MakerError(f"there is no sheet {block.sheet} in the workbook")
    return workbook[block.sheet]


def _texts(sheet: Worksheet, row: int, last_column: int) -> list[str]:
    return [str(sheet.cell(row, column).value or "").strip() for column in range(1, last_column + 1)]


def _number(sheet: Worksheet, row: int, column: int) -> float:
    value = sheet.cell(row, column).value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MakerError(f"{place(sheet.cell(row, column))}: a number was expected, not {value!r}")
    return float(value)


def place(cell: Cell) -> str:
    """Return where a cell is, for a message."""
    return f"sheet {cell.parent.title}, cell {cell.coordinate}"
