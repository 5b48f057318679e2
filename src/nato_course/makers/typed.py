"""Tables that people type: ``content/tables/<table>.csv``, read, checked cell by cell and given back as rows.

A file has the columns that ``data/datapackage.json`` lists for the table, and `source`: one or more keys of
``content/references.bib``, with a semicolon between them. Dates are written 2020-12-31, yes and no as true and false;
an empty cell means that there is nothing to say. Lists that the other makers read are kept in the same way.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from lessonkit import course
from lessonkit.data import tables as data
from lessonkit.texts import references
from nato_course.makers.csvfile import read_csv, refuse, shown
from nato_course.makers.errors import MakerError

GROUPS = {
    "members": ("members", "accession_rounds", "command_absences"),
    "borders": ("borders", "blocs", "former_states"),
    "quoted": ("defence_expenditure", "defence_totals", "spending_iiss"),
    "people": (
        "secretaries_general",
        "deputy_secretaries_general",
        "saceurs",
        "military_committee_chairs",
        "succession_race",
    ),
    "treaty": ("treaty", "strategic_concepts", "pledges"),
    "events": ("article_4_5_events", "incidents", "russia_ukraine_events"),
    "history": ("summits", "operations", "posture", "partners", "accession_steps"),
    "published": ("opinion", "common_funding"),
}
"""The tables of each maker, by the name that `course data make` takes."""
SOURCE = "source"
FORMS = {
    "integer": (r"-?\d+", "a whole number"),
    "number": (r"-?\d+(\.\d+)?", "a number"),
    "boolean": (r"(?i)true|false", "true or false"),
    "date": (r"\d{4}-\d\d-\d\d", "a date like 2020-12-31"),
}
"""How a cell of each type is written. (A number is plain digits: no comma, no `1e5`, no `inf`.)"""

Field = dict[str, Any]


def table(name: str) -> pd.DataFrame:
    """Return the rows that were typed for a data table, as texts; an empty cell is missing.

    Raises
    ------
    MakerError
        If the file, a column or a cell is not as it should be; the text names file, line and column.
    """
    rows = _read(name, data.fields(name))
    _refuse_twice(name, rows, data.key(name))
    return rows


def listed(name: str, /, **types: str) -> pd.DataFrame:
    """Return a list that is no data table; `types` names its columns: "string", "integer", with "?" if it may be empty.

    Raises
    ------
    MakerError
        As `table` does.
    """
    return _read(
        name,
        [
            {"name": column, "type": kind.rstrip("?"), "constraints": {"required": not kind.endswith("?")}}
            for column, kind in types.items()
        ],
    )


def path(name: str) -> Path:
    """Return where the rows of a table are typed."""
    return course.current().content / "tables" / f"{name}.csv"


def _read(name: str, fields: Iterable[Field]) -> pd.DataFrame:
    kinds = {field["name"]: field for field in fields}
    wanted = [*kinds] if SOURCE in kinds else [*kinds, SOURCE]

    def columns(header: list[str]) -> list[str]:
        unknown = [column for column in header if column not in wanted]
        if unknown:
            raise MakerError(f"{shown(path(name))}, line 1: the table has no column {', '.join(map(repr, unknown))}")
        return wanted

    rows = read_csv(path(name), columns)
    for field in kinds.values():
        _check(path(name), rows, field)
    _check_sources(path(name), rows)
    for column, field in kinds.items():
        if field["type"] == "boolean":
            rows[column] = rows[column].str.capitalize()
    return rows.mask(rows == "")


def _check(file: Path, rows: pd.DataFrame, field: Field) -> None:
    name = field["name"]
    filled = rows[name] != ""
    if field.get("constraints", {}).get("required"):
        refuse(file, rows, ~filled, name, "something")
    for wrong, expected in _rules(field, rows[name]):
        refuse(file, rows, filled & wrong, name, expected)


def _rules(field: Field, cells: pd.Series) -> Iterator[tuple[pd.Series, str]]:
    """Yield for each rule which cells break it and what is expected; a later rule needs cells that keep the earlier."""
    limits = field.get("constraints", {})
    if field["type"] in FORMS:
        form, expected = FORMS[field["type"]]
        yield ~cells.str.fullmatch(form), expected
    if field["type"] == "date":
        yield pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").isna(), "a day of the calendar"
    if "enum" in limits:
        choices = [str(choice) for choice in limits["enum"]]
        yield ~cells.isin(choices), " or ".join(choices)
    if "pattern" in limits:
        yield ~cells.str.fullmatch(limits["pattern"]), f"the form {limits['pattern']}"
    if "minimum" in limits:
        yield pd.to_numeric(cells) < limits["minimum"], f"{limits['minimum']} or more"
    if "maximum" in limits:
        yield pd.to_numeric(cells) > limits["maximum"], f"{limits['maximum']} or less"


def _check_sources(file: Path, rows: pd.DataFrame) -> None:
    known = references.library()
    wrong = [not all(key in known for key in re.split(r"\s*;\s*", cell)) for cell in rows[SOURCE]]
    refuse(file, rows, pd.Series(wrong, dtype=bool), SOURCE, "a key of content/references.bib")


def _refuse_twice(name: str, rows: pd.DataFrame, key: list[str]) -> None:
    twice = rows.duplicated(key)
    if twice.any():
        line, words = rows.index[int(twice.to_numpy().argmax())], " ".join(rows.loc[twice, key].iloc[0])
        raise MakerError(f"{shown(path(name))}, line {line}, column {key[0]}: another row has the key {words} already")
