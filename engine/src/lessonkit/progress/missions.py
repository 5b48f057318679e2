"""How far a learner is in the missions of an explorer: for the overview and the pages of a course."""

from dataclasses import dataclass
from functools import cache

import yaml

from lessonkit import course
from lessonkit.progress.store import FOUND, SKIPPED, store


@dataclass(frozen=True)
class Missions:
    """The missions of one explorer.

    Attributes
    ----------
    total
        How many there are.
    found
        How many were found.
    skipped
        How many were left out, and not found later.
    next
        The number, from 1, of the first that is neither found nor skipped; 0 if there is none.
    """

    total: int
    found: int
    skipped: int
    next: int

    @property
    def begun(self) -> bool:
        """Whether any of them has ended."""
        return self.found + self.skipped > 0

    @property
    def done(self) -> bool:
        """Whether every one was found."""
        return self.found == self.total


def missions(explorer: str) -> Missions:
    """Return how far the learner is in the missions of ``explorer``. Nothing of the explorer itself is loaded.

    Raises
    ------
    FileNotFoundError
        If the course has no explorer of that name.
    """
    names, ended = _names(explorer), store().missions(explorer)
    states = [ended.get(name, "") for name in names]
    waiting = [number for number, state in enumerate(states, start=1) if not state]
    return Missions(len(names), states.count(FOUND), states.count(SKIPPED), waiting[0] if waiting else 0)


@cache
def _names(explorer: str) -> tuple[str, ...]:
    path = course.current().content / "explorers" / f"{explorer}.yml"
    return tuple(yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)["missions"])
