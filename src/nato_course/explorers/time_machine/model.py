"""Who was in the alliance on a day, and what that day's alliance measured.

Pure functions over the course's tables, each given as ``rows(load("…"))``: nothing is read, drawn or
kept here. A period runs from its ``start`` up to, but not including, its ``end``; an empty end means
that it goes on. Distances and lengths are in kilometres.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

END_OF_SOVIET_UNION = pd.Timestamp(1991, 12, 26)
GERMAN_UNITY = pd.Timestamp(1990, 10, 3)
PACT = "Warsaw Pact"


class Gap(NamedTuple):
    """A time without a new member."""

    start: pd.Timestamp
    end: pd.Timestamp

    @property
    def years(self) -> int:
        """Difference between the two calendar years."""
        return self.end.year - self.start.year


def rows(table: pd.DataFrame) -> list:
    """Return a table as a list of named tuples: many times faster to look through than a DataFrame."""
    return list(table.itertuples(index=False))


def day_shown(year: int, as_of: date) -> pd.Timestamp:
    """Return the day that stands for a year: 31 December, or the day of the data if that is earlier."""
    return min(pd.Timestamp(year, 12, 31), pd.Timestamp(as_of))


def on_day(periods: Iterable, day) -> list:
    """Return the rows with ``start`` and ``end`` that hold on a day."""
    return [row for row in periods if row.start <= day and not row.end <= day]  # NaT compares as false


def members_on(members: Iterable, day) -> list:
    """Return the rows of ``members`` that had joined by the end of the day."""
    return [row for row in members if row.accession_date <= day]


def rounds_on(rounds: Iterable, day) -> int:
    """Return how many rounds of enlargement there had been; the founding is not one."""
    return sum(row.round > 0 and row.date <= day for row in rounds)


def longest_gap(rounds: Iterable) -> Gap:
    """Return the longest time between one round and the next."""
    dates = sorted(row.date for row in rounds)
    return max((Gap(*pair) for pair in pairwise(dates)), key=lambda gap: gap.end - gap.start)


def outside_command(absences: Iterable, day) -> set[str]:
    """Return the ISO codes of the allies outside the integrated military command. They stay allies."""
    return {row.iso3 for row in on_day(absences, day)}


def blocs_on(blocs: Iterable, day) -> list:
    """Return the rows of ``blocs`` that hold on a day; an empty ``start`` means that it was so before NATO."""
    return [row for row in blocs if not row.start > day and not row.end <= day]  # NaT compares as false


def pact_on(blocs: Iterable, day) -> list:
    """Return the rows of the Warsaw Pact's members on a day, also of those that took no part."""
    return [row for row in blocs_on(blocs, day) if row.bloc == PACT]


def former_on(former: Iterable, day) -> list:
    """Return the rows of ``former_states`` that are still drawn as one on a day."""
    return [row for row in former if day < row.end]


def eastern_neighbour(day) -> str:
    """Return SUN while there is a Soviet Union, RUS after."""
    return "SUN" if day < END_OF_SOVIET_UNION else "RUS"


def border_segments(borders: Iterable, members: Iterable, day) -> list:
    """Return the rows of the allies' land borders with the Soviet Union, or with Russia after it."""
    allies = {row.iso3 for row in members_on(members, day)}
    return [row for row in on_day(borders, day) if row.neighbour == eastern_neighbour(day) and row.iso3 in allies]


def border_km(borders: Iterable, members: Iterable, day) -> float:
    """Return the length of those borders."""
    return float(sum(row.length_km for row in border_segments(borders, members, day)))


def border_added(borders: Iterable, members: Iterable) -> dict[str, float]:
    """Return, for each ally, the border with Russia proper that its accession brought.

    An ally that had joined before there was a border with Russia, as Norway had, brought none.
    """
    brought = {(row.iso3, row.start): row.length_km for row in borders if row.neighbour == "RUS"}
    return {row.iso3: float(brought.get((row.iso3, row.accession_date), 0)) for row in members}


def capitals_on(members: Iterable, capitals: Iterable, day) -> list:
    """Return the rows of the allies' capitals: Bonn, then Berlin."""
    allies = {row.iso3 for row in members_on(members, day)}
    return [row for row in on_day(capitals, day) if row.iso3 in allies]


def nearest_capital(members: Iterable, capitals: Iterable, day):
    """Return the row of the allied capital nearest to Moscow along a great circle."""
    return min(capitals_on(members, capitals, day), key=lambda row: row.distance_to_moscow_km)


def centroid(latitudes, longitudes) -> tuple[float, float]:
    """Return the mean of points on the sphere, as (latitude, longitude) in degrees.

    Each point is a unit vector; the mean vector, brought back to the surface, is the point with the
    smallest sum of squared chords. Longitudes alone cannot be averaged: they jump at 180°.

    Raises
    ------
    ValueError
        If the points balance each other, so that no direction is left.
    """
    lat, lon = np.radians(np.asarray(latitudes, float)), np.radians(np.asarray(longitudes, float))
    x, y, z = np.mean([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    if np.sqrt(x * x + y * y + z * z) < 1e-9:
        raise ValueError("These points have no middle: they balance each other on the sphere.")
    return float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))


def area_km2(members: Iterable, day) -> float:
    """Return the allies' area (km²) within today's borders, with overseas regions as in the source."""
    return float(sum(row.area_km2 for row in members_on(members, day)))


def total(members: Iterable, figures: dict, day) -> float | None:
    """Return the allies' sum of ``figures`` in the year of the day; None when one ally has none.

    ``figures`` maps (iso3, year) to a number. A sum over some of the allies would look like a
    smaller alliance, so there is none.
    """
    values = [figures.get((row.iso3, day.year)) for row in members_on(members, day)]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def world_share(members: Iterable, figures: dict, day) -> float | None:
    """Return the allies' share (0 to 1) of the world's figure, which is under ("WLD", year)."""
    allies, world = total(members, figures, day), figures.get(("WLD", day.year))
    return None if allies is None or world is None else allies / world


def by_year(table: pd.DataFrame, column: str) -> dict:
    """Return a column as {(iso3, year): number}, without the missing ones.

    Raises
    ------
    ValueError
        If a state has two figures for one year, as when two producers or editions are mixed.
    """
    known = table.dropna(subset=[column])
    if known.duplicated(["iso3", "year"]).any():
        raise ValueError(f"{column}: a state has two figures for one year. Choose one producer and one edition.")
    return dict(zip(zip(known["iso3"], known["year"].astype(int), strict=True), known[column].tolist(), strict=True))
