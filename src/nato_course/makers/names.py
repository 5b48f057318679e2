"""The allies' codes, and the names that the sources use for them."""

from .members import MEMBERS

NAMES = {row.name: row.iso3 for row in MEMBERS} | {"Slovak Republic": "SVK"}
ALLIES = frozenset(row.iso3 for row in MEMBERS)
WITH_FORCES = ALLIES - {"ISL"}
