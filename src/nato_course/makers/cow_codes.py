"""The Correlates of War's numbers of states, as codes of three letters: ``content/tables/cow_codes.csv``.

Two states need care. Germany has three numbers: 255 (to 1945 and since 1990) and 260 (West Germany) are DEU here, 265
is East Germany, DDR. Number 365 is the Soviet Union, SUN, up to 1991 and Russia, RUS, from 1992. Three codes are not in
ISO 3166-1 or -3: XKX (Kosovo), RVN (South Vietnam) and EAZ (Zanzibar, 1963-64).
"""

from collections.abc import Iterable

from nato_course.makers import typed
from nato_course.makers.errors import MakerError

EAST_OR_WEST = (260, 265)


def states(numbers: Iterable[float], years: Iterable[float]) -> list[str]:
    """Return the code of the state that has each number in its year.

    Raises
    ------
    MakerError
        If a number is no state's in its year.
    """
    rows = typed.listed("cow_codes", code="integer", iso3="string", first_year="integer?", last_year="integer?")
    rows = rows.fillna({"first_year": "0", "last_year": "9999"})
    spells: dict[int, list[tuple[int, int, str]]] = {}
    for row in rows.itertuples():
        spells.setdefault(int(row.code), []).append((int(row.first_year), int(row.last_year), row.iso3))
    return [_state(spells, int(number), int(year)) for number, year in zip(numbers, years, strict=True)]


def _state(spells: dict[int, list[tuple[int, int, str]]], number: int, year: int) -> str:
    for first, last, iso3 in spells.get(number, ()):
        if first <= year <= last:
            return iso3
    raise MakerError(f"{number} is not the number of a state")
