"""How many members of an alliance stand above a threshold of an index of democracy?

An index gives each state one number a year, often with a band: a lower and an upper bound within
which the true value probably lies. A threshold is a convention that turns the number into "above"
or "not above". Three questions follow, and they have three answers:

- how many members have a best estimate above the threshold;
- how many have their whole band above it, so that the bounds leave no doubt;
- how many have a band that reaches both sides, so that the bounds leave it open.

A member of a year is a state that had joined by 31 December of that year. Lührmann, Tannenberg and
Lindberg (2018) use bounds in the same way, to say which classifications are sure.

Everything here is plain numbers: no tables of the course, no widgets.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """One state in one year. ``low`` and ``high`` are the bounds; both None where there are none."""

    value: float
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError("Give both bounds or none.")
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise ValueError(f"The value {self.value} lies outside its bounds {self.low} to {self.high}.")

    @property
    def has_band(self) -> bool:
        """Whether there are bounds."""
        return self.low is not None


@dataclass(frozen=True)
class Count:
    """The members of one year, sorted by a threshold. Every field is a number of members.

    ``missing`` members have no score and are in no other count. ``surely_above``, ``open`` and
    ``surely_below`` add up to the members with a band; they are None when no score has one.
    """

    members: int
    scored: int
    above: int
    missing: int
    surely_above: int | None = None
    open: int | None = None
    surely_below: int | None = None

    @property
    def share(self) -> float:
        """Members above the threshold, in per cent of those with a score; 0 when there are none."""
        return percent(self.above, self.scored)

    @property
    def lowest_share(self) -> float:
        """The share, in per cent, that counts only members whose whole band is above."""
        return self.share if self.surely_above is None else percent(self.surely_above, self.scored)

    @property
    def highest_share(self) -> float:
        """The share, in per cent, that counts every member whose band is not wholly below."""
        return self.share if self.surely_below is None else percent(self.scored - self.surely_below, self.scored)


def percent(part: int, whole: int) -> float:
    """Return ``part`` in per cent of ``whole``, and 0 when the whole is 0."""
    return 100 * part / whole if whole else 0.0


def members_in(joined: Mapping[str, int], year: int) -> list[str]:
    """Return the codes of the states that had joined by 31 December of ``year``, in order.

    joined: code to year of accession. Nobody has ever left, so nobody is taken away.
    """
    return sorted(code for code, accession in joined.items() if accession <= year)


def position(score: Score, threshold: float) -> str:
    """Return "above", "below" or "open": where the whole band lies.

    "above" and "below" say that the bounds leave no doubt. A score without bounds is never open.
    A band that ends exactly at the threshold is not above it.
    """
    low = score.value if score.low is None else score.low
    high = score.value if score.high is None else score.high
    if low > threshold:
        return "above"
    return "below" if high <= threshold else "open"


def count(scores: Mapping[str, Score], members: Iterable[str], threshold: float) -> Count:
    """Sort the ``members`` by their scores against ``threshold``.

    scores: code to Score for one year; codes that are no members are left out.
    """
    members = list(members)
    known = [scores[code] for code in members if code in scores]
    above = sum(score.value > threshold for score in known)
    plain = Count(members=len(members), scored=len(known), above=above, missing=len(members) - len(known))
    if not known or not all(score.has_band for score in known):
        return plain
    places = [position(score, threshold) for score in known]
    return Count(
        plain.members,
        plain.scored,
        plain.above,
        plain.missing,
        surely_above=places.count("above"),
        open=places.count("open"),
        surely_below=places.count("below"),
    )


def spells_below(values: Mapping[int, float], threshold: float, since: int) -> list[tuple[int, int]]:
    """Return the runs of years, as (first, last), in which a member was not above the threshold.

    values: year to value. since: year of accession; years before it are left out. A year without a
    value ends a run.
    """
    spells: list[tuple[int, int]] = []
    for year in sorted(year for year, value in values.items() if year >= since and value <= threshold):
        if spells and spells[-1][1] == year - 1:
            spells[-1] = (spells[-1][0], year)
        else:
            spells.append((year, year))
    return spells


def years_in(spells: Iterable[tuple[int, int]]) -> int:
    """Return how many years the spells hold together."""
    return sum(last - first + 1 for first, last in spells)


def mean_gap(guess: Iterable[float], real: Iterable[float]) -> float:
    """Return by how much the guess missed on average, in the unit of both, without its sign."""
    gaps = [abs(a - b) for a, b in zip(guess, real, strict=True)]
    return sum(gaps) / len(gaps)
