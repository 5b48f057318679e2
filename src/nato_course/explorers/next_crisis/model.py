"""A crisis before the Council: incidents one after another, a clock for each, and a text that all must bear.

It stands on `models.silence`: a text is a point, a capital breaks silence when the text is too far from what it
wants. Three things are new.

* The text has a fourth dimension, the article that it names: none (0), Article 4 (0.5) or Article 5 (1). The chair
  sets it; an amendment leaves it alone.
* An incident moves what the capitals want. With fear f_i (0 to 1), the evidence e and the gravity g of the incident,

      toughness_i = (f_i + e) / 2        article_i = (f_i + g) / 2

  so each capital stands halfway between its own fear and what the incident bears.
* Every round of silence costs hours. When those that are left do not suffice for one more round, the incident ends
  without a text.

Every number is stipulated. Nothing is estimated from what a government did. A crisis is never changed: each move
returns a new one.
"""

from dataclasses import dataclass, replace

import numpy as np

from nato_course.explorers.break_silence import model as silence

DIMENSIONS = ("toughness", "scope", "article", "specificity")
ARTICLE = DIMENSIONS.index("article")
ARTICLES = {"none": 0.0, "four": 0.5, "five": 1.0}
FATIGUE = 0.01  # what one more round adds to everyone's patience
STEP = 0.4  # how far an amendment moves the text towards one capital
PHI = 0.10  # what a footnote lets its capital bear beyond its tolerance


@dataclass(frozen=True)
class Incident:
    """``evidence`` and ``gravity`` from 0 to 1; ``hours`` until a text is due, ``round_hours`` for one round of silence.

    ``opening``: the text on the chair's desk at the start, in the order of ``DIMENSIONS``.
    """

    key: str
    evidence: float
    gravity: float
    hours: int
    round_hours: int
    opening: tuple


@dataclass(frozen=True)
class Decision:
    """How one incident ended. ``objectors``: who broke silence, round by round. ``noted``: who has a footnote."""

    key: str
    outcome: str
    text: tuple
    objectors: tuple
    noted: tuple
    used: int
    hours: int
    members: int

    @property
    def in_favour(self) -> int | None:
        """How many let the first text pass that went under silence; None if no text did."""
        return self.members - len(self.objectors[0]) if self.objectors else None

    @property
    def majority(self) -> bool | None:
        """Whether more than half would have passed that first text; None if there was none."""
        return None if self.in_favour is None else 2 * self.in_favour > self.members


@dataclass(frozen=True)
class Crisis:
    """One incident before one council. ``sitting`` is the sitting of `models.silence` on its text."""

    incident: Incident
    sitting: silence.Sitting

    @property
    def used(self) -> int:
        """Hours that the rounds so far have cost."""
        return self.sitting.number * self.incident.round_hours

    @property
    def left(self) -> int:
        """Hours until a text is due."""
        return self.incident.hours - self.used

    @property
    def outcome(self) -> str:
        """agreed, given-up, late (no time for another round) or open."""
        if self.sitting.over:
            return self.sitting.phase
        waiting = self.sitting.phase == "silence"
        return "open" if waiting or self.left >= self.incident.round_hours else "late"

    @property
    def over(self) -> bool:
        return self.outcome != "open"


def instructed(base: silence.Council, incident: Incident, tolerance: float) -> silence.Council:
    """Return the council as the incident finds it: four dimensions of equal weight and one tolerance for all.

    base: a council of three dimensions, (fear, scope, specificity), each from 0 to 1.
    """
    fear, scope, specificity = base.ideals.T
    toughness, article = (fear + incident.evidence) / 2, (fear + incident.gravity) / 2
    return silence.council(base.codes, np.column_stack([toughness, scope, article, specificity]), tolerance)


def begin(base: silence.Council, incident: Incident, tolerance: float, text=None) -> Crisis:
    """Return the crisis at its first hour, with the opening text unless another is given."""
    table = instructed(base, incident, tolerance)
    return Crisis(incident, silence.open_sitting(table, incident.opening if text is None else text, fatigue=FATIGUE))


def _moved(crisis: Crisis, move, *parts) -> Crisis:
    return crisis if crisis.over else replace(crisis, sitting=move(crisis.sitting, *parts))


def edit(crisis: Crisis, text) -> Crisis:
    """Return the crisis with another text."""
    return _moved(crisis, silence.edit, text)


def amend(crisis: Crisis, code: str, step: float = STEP) -> Crisis:
    """Return the crisis with the text moved towards one capital; the article stays as the chair set it."""
    if crisis.over:
        return crisis
    kept = crisis.sitting.draft[ARTICLE]
    moved = silence.amend(crisis.sitting, code, step)
    text = (*moved.draft[:ARTICLE], kept, *moved.draft[ARTICLE + 1 :])
    log = (*moved.log[:-1], replace(moved.log[-1], draft=text))
    return replace(crisis, sitting=replace(moved, draft=text, log=log))


def footnote(crisis: Crisis, code: str, phi: float = PHI) -> Crisis:
    """Return the crisis with a footnote for one capital."""
    return _moved(crisis, silence.footnote, code, phi)


def call_silence(crisis: Crisis) -> Crisis:
    """Return the crisis with its text under silence. It costs the hours of a round."""
    return _moved(crisis, silence.call_silence)


def deadline(crisis: Crisis) -> Crisis:
    """Return the crisis after the deadline of the round."""
    return _moved(crisis, silence.deadline)


def give_up(crisis: Crisis) -> Crisis:
    """Return the crisis closed by the chair without a text."""
    return _moved(crisis, silence.give_up)


def decision(crisis: Crisis) -> Decision | None:
    """Return how the incident ended, or None while it is open."""
    if not crisis.over:
        return None
    sitting, incident = crisis.sitting, crisis.incident
    return Decision(
        key=incident.key,
        outcome=crisis.outcome,
        text=sitting.draft,
        objectors=tuple(entry.who for entry in sitting.rounds),
        noted=tuple(sitting.notes),
        used=crisis.used,
        hours=incident.hours,
        members=len(sitting.table),
    )
