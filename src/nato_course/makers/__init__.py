"""The makers: each turns a producer's file into one of the course's tables.

``MAKERS[name](file)`` returns the new table, ``difference(old, new)`` says what changes, ``write(name, frame)``
stores it in ``data/``. Two tables hold parts of several files; a new file replaces its own part only.
"""

from pathlib import Path

import pandas as pd

from .. import data
from . import borders, capitals, members, nato_expenditure, nato_expenditure_2025, quoted, world_bank
from .errors import MakerError

__all__ = ["MAKERS", "MakerError", "difference", "write"]

SHOWN = 12


def _from_file(name, make):
    def maker(file):
        return data.typed(name, make(file))

    return maker


def _from_parts(name, makes, part):
    """Return a maker for a table of several files: `makes` by file suffix, `part` the columns that name a part."""

    def maker(file):
        suffix = Path(file).suffix.lower()
        if suffix not in makes:
            raise MakerError(f"{name} is made from a file that ends in {' or '.join(makes)}, not {suffix or 'nothing'}")
        fresh = data.typed(name, makes[suffix](file))
        if not data.path(name).exists():
            return fresh
        old = data.load(name)
        replaced = pd.MultiIndex.from_frame(old[part]).isin(pd.MultiIndex.from_frame(fresh[part]))
        return data.typed(name, pd.concat([old[~replaced], fresh]))

    return maker


def _by_hand(name, make):
    def maker(file=None):
        if file is not None:
            raise MakerError(f"{name} is typed by hand in the makers; it is made without a file")
        return data.typed(name, make())

    return maker


MAKERS = {
    "members": _by_hand("members", members.members),
    "accession_rounds": _by_hand("accession_rounds", members.accession_rounds),
    "command_absences": _by_hand("command_absences", members.command_absences),
    "defence_expenditure": _from_parts(
        "defence_expenditure",
        {".xlsx": nato_expenditure.spending, ".csv": nato_expenditure_2025.spending},
        ["edition"],
    ),
    "defence_totals": _by_hand("defence_totals", quoted.defence_totals),
    "gdp": _from_parts("gdp", {".xlsx": nato_expenditure.gdp, ".csv": world_bank.gdp}, ["producer"]),
    "population": _from_file("population", world_bank.population),
    "capitals": _from_file("capitals", capitals.capitals),
    "borders": _by_hand("borders", borders.borders),
    "common_funding": _by_hand("common_funding", quoted.common_funding),
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
