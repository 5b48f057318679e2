"""The makers: each reads what somebody wrote and returns the course's tables, or maps, that are made of it.

``PRODUCERS[name](file)`` returns ``{name: table or map}``, ``changes(name, made)`` says what is new in it, and
``write(name, made)`` stores it in ``data/``. Most makers read a producer's own file; some tables hold parts of several
files, and a new file replaces its own part only. What people type needs no file: it stands in ``content/tables``.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pandas as pd

from lessonkit.data import tables as data
from nato_course.makers import (
    capitals,
    countries,
    cow,
    disputes,
    eurepoc,
    exercises,
    factbook,
    isard,
    kiel,
    maps,
    nato_expenditure,
    nato_expenditure_2025,
    polity,
    sipri,
    troops,
    typed,
    united_nations,
    vdem,
    warheads,
    world_bank,
)
from nato_course.makers.errors import MakerError

__all__ = ["PRODUCERS", "MakerError", "changes", "difference", "write"]

SHOWN = 12

Made: TypeAlias = "pd.DataFrame | dict[str, Any]"
"""A table, or a map."""


class Table(NamedTuple):
    """How a table is made: `make` returns its rows; `part` names the columns that tell these rows from other files' rows."""

    make: Callable[[Path], pd.DataFrame]
    part: tuple[str, ...] = ()


def _from_file(file: Path | None, *, name: str, suffixes: Mapping[str, dict[str, Table]]) -> dict[str, pd.DataFrame]:
    """Return {table: frame} from a producer's file; `suffixes` gives the tables for each kind of file."""
    if file is None:
        raise MakerError(f"{name} needs the producer's file: course data make {name} FILE")
    suffix = Path(file).suffix.lower()
    if suffix not in suffixes:
        raise MakerError(f"{name} reads a file that ends in {' or '.join(suffixes)}, not {suffix or 'nothing'}")
    return {table: _merged(table, made.make(file), made.part) for table, made in suffixes[suffix].items()}


def _by_hand(file: Path | None = None, *, name: str) -> dict[str, pd.DataFrame]:
    """Return {table: frame} for tables that are typed by hand."""
    if file is not None:
        raise MakerError(f"{name} is typed by hand in content/tables; it is made without a file")
    return {table: _merged(table, typed.table(table), PARTS.get(table, ())) for table in typed.GROUPS[name]}


def _merged(name: str, frame: pd.DataFrame, part: tuple[str, ...]) -> pd.DataFrame:
    """Return `frame` with the table's types, beside the rows in place that belong to other parts."""
    result = data.typed(name, frame)
    if part and data.path(name).exists():
        old = data.load(name)
        replaced = _part(old, part).isin(_part(result, part))
        result = data.typed(name, pd.concat([old[~replaced], result]))
    keys = data.key(name)
    twice = result.duplicated(keys)
    if twice.any():
        raise MakerError(f"{name}: two rows have the key {_text(tuple(result.loc[twice, keys].iloc[0]))}")
    return result


def _part(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    """Return one text for each row that says to which part it belongs."""
    return pd.Series(
        ["|".join(map(str, row)) for row in frame[list(columns)].itertuples(index=False)],
        index=frame.index,
        dtype="str",
    )


def _csv(**tables: Table) -> dict[str, dict[str, Table]]:
    return {".csv": tables}


FILES = {
    "country-codes": _csv(countries=Table(countries.countries)),
    "nato-expenditure": {
        ".xlsx": {
            "defence_expenditure": Table(nato_expenditure.spending, ("edition",)),
            "gdp": Table(nato_expenditure.gdp, ("producer", "edition")),
        }
    },
    "nato-expenditure-2025": _csv(defence_expenditure=Table(nato_expenditure_2025.spending, ("edition", "read_from"))),
    "factbook-expenditure": _csv(defence_expenditure=Table(factbook.spending, ("edition", "read_from"))),
    "sipri-milex": {
        ".xlsx": {"milex_sipri": Table(sipri.from_workbook)},
        ".csv": {"milex_sipri": Table(sipri.from_extract)},
    },
    "world-bank-gdp": _csv(gdp=Table(world_bank.gdp, ("producer",))),
    "world-bank-population": _csv(population=Table(world_bank.population)),
    "fariss-gdp": _csv(gdp_ppp=Table(isard.gdp_ppp)),
    "cow-capabilities": _csv(capabilities=Table(cow.capabilities)),
    "gml-disputes": _csv(wars_disputes=Table(disputes.wars_disputes)),
    "peacesciencer-capitals": _csv(capitals=Table(capitals.capitals)),
    "us-troops-year": _csv(us_troops=Table(troops.annual, ("series",))),
    "us-troops-reports": _csv(us_troops=Table(troops.reports, ("series",))),
    "kiel-support": _csv(ukraine_support=Table(kiel.support), ukraine_donors=Table(kiel.donors)),
    "vdem": _csv(democracy=Table(vdem.democracy, ("edition",))),
    "isard-democracy": _csv(democracy=Table(isard.democracy, ("edition",))),
    "polity": _csv(polity=Table(polity.polity)),
    "un-votes": _csv(un_votes=Table(united_nations.votes)),
    "un-ideal-points": _csv(un_ideal_points=Table(united_nations.ideal_points)),
    "eurepoc": _csv(cyber_incidents=Table(eurepoc.incidents), cyber_receivers=Table(eurepoc.receivers)),
    "fas-stockpiles": _csv(nuclear_warheads=Table(warheads.stockpiles, ("series",))),
    "fas-inventories": _csv(nuclear_warheads=Table(warheads.inventories, ("series",))),
    "exercises": _csv(exercises_training=Table(exercises.exercises_training)),
}
PARTS = {"defence_expenditure": ("edition", "read_from")}
"""Tables of which a part is typed by hand, and the columns that tell it from the other parts."""
PRODUCERS: dict[str, Callable[..., Mapping[str, Made]]] = {
    **{name: partial(_from_file, name=name, suffixes=suffixes) for name, suffixes in FILES.items()},
    **{name: partial(_by_hand, name=name) for name in typed.GROUPS},
    "maps": maps.maps,
}


def write(name: str, made: Made) -> Path:
    """Store a table in ``data/<name>.csv``, with its fingerprint and number of rows in ``datapackage.json``, or a map."""
    return data.store(name, made) if isinstance(made, pd.DataFrame) else maps.write(name, made)


def changes(name: str, made: Made) -> str:
    """Return in short text what would change if this were stored."""
    if not isinstance(made, pd.DataFrame):
        return "another drawing" if maps.stored(name) != made else "nothing changes"
    if not data.path(name).exists():
        return f"a new table of {len(made)} rows"
    return difference(data.load(name), made)


def difference(old: pd.DataFrame, new: pd.DataFrame) -> str:
    """Return in short text which rows and cells change from `old` to `new` (tables of the same name)."""
    key = data.key(new.attrs["name"])
    before, after = old.set_index(key), new.set_index(key)
    added = after.index.difference(before.index)
    removed = before.index.difference(after.index)
    lines = [f"{len(added)} rows added, {len(removed)} removed"]
    lines += [f"  + {_text(row)}" for row in added[:SHOWN]] + [f"  - {_text(row)}" for row in removed[:SHOWN]]
    cells = list(_cells(before, after))
    lines.append(f"{len(cells)} cells changed")
    lines += cells[:SHOWN]
    if max(len(added), len(removed), len(cells)) > SHOWN:
        lines.append(f"(at most {SHOWN} of each are listed)")
    return "\n".join(lines)


def _cells(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[str]:
    both = after.index.intersection(before.index)
    for column in after.columns:
        was, now = before.loc[both, column].astype(object), after.loc[both, column].astype(object)
        differs = ~((was == now).fillna(False).astype(bool) | (was.isna() & now.isna()))
        for row in both[differs.to_numpy()]:
            yield f"  {_text(row)}, {column}: {was[row]} -> {now[row]}"


def _text(row: object) -> str:
    parts = row if isinstance(row, tuple) else (row,)
    return " ".join(str(part.date()) if isinstance(part, pd.Timestamp) else str(part) for part in parts)
