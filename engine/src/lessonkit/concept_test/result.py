"""What two forms say together: right answers, the gain between them, and each misconception's way. No display here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lessonkit.bank.item import Item
from lessonkit.concept_test import forms
from lessonkit.judging.verdict import Verdict

HELD, NEW, GONE, NEVER, UNKNOWN = "held", "new", "gone", "never held", "cannot be said"
Kept = Mapping[str, str]
"""Answers by question id."""
STANDINGS = (HELD, NEW, GONE, UNKNOWN, NEVER)


@dataclass(frozen=True)
class Standing:
    """One misconception: its id, whether it was chosen in each form (None: it could not be), and its way."""

    id: str
    before: bool | None
    after: bool | None

    @property
    def way(self) -> str:
        """One of `STANDINGS`."""
        if self.before is None or self.after is None:
            return UNKNOWN
        return {(True, True): HELD, (False, True): NEW, (True, False): GONE, (False, False): NEVER}[
            self.before, self.after
        ]


@dataclass(frozen=True)
class Result:
    """The outcome of form B, set beside form A when that was handed in."""

    total: int
    right_before: int | None
    right_after: int
    standings: tuple[Standing, ...]

    @property
    def gain(self) -> float | None:
        """The normalised gain, or None: form A is missing, or it left nothing to gain."""
        return (
            None if self.right_before is None else gain(self.right_before / self.total, self.right_after / self.total)
        )


def gain(before: float, after: float) -> float | None:
    """Return the normalised gain (Hake 1998): of what was missing before, the share that was won.

    Parameters
    ----------
    before, after
        Shares of right answers, 0 to 1.

    Returns
    -------
    float or None
        1 at most, negative when the second share is smaller; None when `before` is 1.
    """
    return None if before >= 1 else (after - before) / (1 - before)


def is_right(item: Item[Any], key: str | None) -> bool:
    """Tell whether an option is the right one; an open question is not right."""
    return bool(key == item.logic.solution(item))


@lru_cache(maxsize=1_000)
def idea(item: Item[Any], key: str | None) -> str | None:
    """Return the misconception that the chosen option names, if any."""
    verdict: Verdict | None = item.logic.check(item, key) if key else None
    return verdict.misconception if verdict else None


def compare(
    before: Sequence[Item[Any]], after: Sequence[Item[Any]], kept_before: Kept | None, kept_after: Kept
) -> Result:
    """Compare the answers to two forms.

    Parameters
    ----------
    before, after
        The questions of form A and of form B.
    kept_before, kept_after
        Answers by question id; `kept_before` is None when form A was not handed in.
    """
    found_before = {} if kept_before is None else _chosen(before, kept_before)
    found_after = _chosen(after, kept_after)
    probed = sorted({name for item in after for name in forms.ideas(item)})
    return Result(
        total=len(after),
        right_before=None if kept_before is None else _right(before, kept_before),
        right_after=_right(after, kept_after),
        standings=tuple(Standing(name, found_before.get(name), found_after.get(name)) for name in probed),
    )


def _right(items: Sequence[Item[Any]], kept: Kept) -> int:
    return sum(is_right(item, kept.get(item.id)) for item in items)


def _chosen(items: Sequence[Item[Any]], kept: Kept) -> dict[str, bool]:
    """Return, for each misconception that an answered question offers, whether it was chosen in any."""
    found: dict[str, bool] = {}
    for item in items:
        key = kept.get(item.id)
        if key:
            chosen = idea(item, key)
            for name in forms.ideas(item):
                found[name] = found.get(name, False) or chosen == name
    return found
