"""The makers: each reads a producer's own file and returns the course's tables that are made of it.

``PRODUCERS[name](file)`` returns ``{table: frame}``, ``difference(old, new)`` says what changes, ``write(name, frame)``
stores a table in ``data/``. Some tables hold parts of several files; a new file replaces its own part only. Tables that
were typed by hand have makers too, which need no file.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from lessonkit.data import tables as data
from nato_course.makers import (
    borders,
    capitals,
    countries,
    cow,
    disputes,
    eurepoc,
    events,
    exercises,
    factbook,
    history,
    isard,
    kiel,
    members,
    nato_expenditure,
    nato_expenditure_2025,
    people,
    polity,
    published,
    quoted,
    sipri,
    treaty,
    troops,
    united_nations,
    vdem,
    warheads,
    world_bank,
)
from nato_course.makers.errors import MakerError

__all__ = ["PRODUCERS", "MakerError", "difference", "write"]

SHOWN = 12


class Made(NamedTuple):
    """How a table is made: `make` returns its rows; `part` names the columns that tell these rows from other files' rows."""

    make: Callable
    part: tuple[str, ...] = ()


def _from_file(file, *, name, suffixes):
    """Return {table: frame} from a producer's file; `suffixes` gives the tables for each kind of file."""
    if file is None:
        raise MakerError(f"{name} needs the producer's file: course data make {name} FILE")
    suffix = Path(file).suffix.lower()
    if suffix not in suffixes:
        raise MakerError(f"{name} reads a file that ends in {' or '.join(suffixes)}, not {suffix or 'nothing'}")
    return {table: _merged(table, made.make(file), made.part) for table, made in suffixes[suffix].items()}


def _by_hand(file=None, *, name, tables):
    """Return {table: frame} for tables that are typed by hand."""
    if file is not None:
        raise MakerError(f"{name} is typed by hand in the makers; it is made without a file")
    return {table: _merged(table, made.make(), made.part) for table, made in tables.items()}


def _merged(name, frame, part):
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


def _part(frame, columns):
    """Return one text for each row that says to which part it belongs."""
    return pd.Series(
        ["|".join(map(str, row)) for row in frame[list(columns)].itertuples(index=False)],
        index=frame.index,
        dtype="str",
    )


def _csv(**tables):
    return {".csv": tables}


FILES = {
    "country-codes": _csv(countries=Made(countries.countries)),
    "nato-expenditure": {
        ".xlsx": {
            "defence_expenditure": Made(nato_expenditure.spending, ("edition",)),
            "gdp": Made(nato_expenditure.gdp, ("producer", "edition")),
        }
    },
    "nato-expenditure-2025": _csv(defence_expenditure=Made(nato_expenditure_2025.spending, ("edition", "read_from"))),
    "factbook-expenditure": _csv(defence_expenditure=Made(factbook.spending, ("edition", "read_from"))),
    "sipri-milex": {
        ".xlsx": {"milex_sipri": Made(sipri.from_workbook)},
        ".csv": {"milex_sipri": Made(sipri.from_extract)},
    },
    "world-bank-gdp": _csv(gdp=Made(world_bank.gdp, ("producer",))),
    "world-bank-population": _csv(population=Made(world_bank.population)),
    "fariss-gdp": _csv(gdp_ppp=Made(isard.gdp_ppp)),
    "cow-capabilities": _csv(capabilities=Made(cow.capabilities)),
    "gml-disputes": _csv(wars_disputes=Made(disputes.wars_disputes)),
    "peacesciencer-capitals": _csv(capitals=Made(capitals.capitals)),
    "us-troops-year": _csv(us_troops=Made(troops.annual, ("series",))),
    "us-troops-reports": _csv(us_troops=Made(troops.reports, ("series",))),
    "kiel-support": _csv(ukraine_support=Made(kiel.support), ukraine_donors=Made(kiel.donors)),
    "vdem": _csv(democracy=Made(vdem.democracy, ("edition",))),
    "isard-democracy": _csv(democracy=Made(isard.democracy, ("edition",))),
    "polity": _csv(polity=Made(polity.polity)),
    "un-votes": _csv(un_votes=Made(united_nations.votes)),
    "un-ideal-points": _csv(un_ideal_points=Made(united_nations.ideal_points)),
    "eurepoc": _csv(cyber_incidents=Made(eurepoc.incidents), cyber_receivers=Made(eurepoc.receivers)),
    "fas-stockpiles": _csv(nuclear_warheads=Made(warheads.stockpiles, ("series",))),
    "fas-inventories": _csv(nuclear_warheads=Made(warheads.inventories, ("series",))),
    "exercises": _csv(exercises_training=Made(exercises.exercises_training)),
}
BY_HAND = {
    "members": {
        "members": Made(members.members),
        "accession_rounds": Made(members.accession_rounds),
        "command_absences": Made(members.command_absences),
    },
    "borders": {"borders": Made(borders.borders)},
    "quoted": {
        "defence_expenditure": Made(quoted.defence_expenditure, ("edition", "read_from")),
        "defence_totals": Made(quoted.defence_totals),
        "spending_iiss": Made(quoted.spending_iiss),
    },
} | {
    name: {table: Made(make) for table, make in module.TABLES.items()}
    for name, module in {
        "people": people,
        "treaty": treaty,
        "events": events,
        "history": history,
        "published": published,
    }.items()
}
PRODUCERS = {name: partial(_from_file, name=name, suffixes=suffixes) for name, suffixes in FILES.items()} | {
    name: partial(_by_hand, name=name, tables=tables) for name, tables in BY_HAND.items()
}


def write(name: str, frame: pd.DataFrame) -> Path:
    """Store the table in ``data/<name>.csv``, and its fingerprint and number of rows in ``datapackage.json``."""
    return data.store(name, frame)


def difference(old: pd.DataFrame, new: pd.DataFrame) -> str:
    """Return in short text which rows and cells change from `old` to `new` (tables of the same name)."""
    key = data.key(new.attrs["name"])
    before, after = old.set_index(key), new.set_index(key)
    added = after.index.difference(before.index)
    removed = before.index.difference(after.index)
    lines = [f"{len(added)} rows added, {len(removed)} removed"]
    lines += [f"  + {_text(row)}" for row in added[:SHOWN]] + [f"  - {_text(row)}" for row in removed[:SHOWN]]
    changes = list(_changes(before, after))
    lines.append(f"{len(changes)} cells changed")
    lines += changes[:SHOWN]
    if max(len(added), len(removed), len(changes)) > SHOWN:
        lines.append(f"(at most {SHOWN} of each are listed)")
    return "\n".join(lines)


def _changes(before, after):
    both = after.index.intersection(before.index)
    for column in after.columns:
        was, now = before.loc[both, column].astype(object), after.loc[both, column].astype(object)
        differs = ~((was == now).fillna(False).astype(bool) | (was.isna() & now.isna()))
        for row in both[differs.to_numpy()]:
            yield f"  {_text(row)}, {column}: {was[row]} -> {now[row]}"


def _text(row):
    parts = row if isinstance(row, tuple) else (row,)
    return " ".join(str(part.date()) if isinstance(part, pd.Timestamp) else str(part) for part in parts)
