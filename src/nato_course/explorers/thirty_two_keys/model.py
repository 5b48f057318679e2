"""32 keys: a consensus model of choosing a Secretary General.

Time runs in weeks that end on a Wednesday: week 0 ends on 1 November 2023, week 34 on 26 June 2024.
Ally i sees candidate c, given the assurances A and last week's share s of allies that say yes, as

    u_ic = - sum_k w_ik |x_ck - x*_ik| + sum_(a in A) g_ia + delta * s

and says yes when u_ic >= tau_i - epsilon * t. The share s is a bandwagon; epsilon * t is patience
that runs out. A home state says no while a rival of its own is in the race, and an ally of the
rival's region may wait for it. A rival leaves in the week after all others have said yes, once the
assurance that its home state asked for has been given. Nobody counts votes in NATO: a lower quota
is a thought experiment. The idea that each further veto can only delay is George Tsebelis's
(*Veto Players*, 2002).

All weights below are stipulated, so that the outcome repeats the public record of 2023-24. They
were not estimated, and they are not facts about governments.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

FIRST_WEEK = date(2023, 11, 1)  # a Wednesday; Rutte had named the post on 28 October
LAST = 36  # the week of the Washington summit, 9 to 11 July 2024
DELTA, EPSILON = 0.25, 0.01

ASSURANCES = ("TUR", "HUN", "SVK", "ROU")  # each is asked for by one ally
GIVEN = {"TUR": 26, "HUN": 33, "SVK": 33, "ROU": 34}  # the weeks of 26 April, 18 June, 18 June, 20 June
EARLY = 17  # the week of 22 February
GAIN = 0.25  # g_ia: what an assurance is worth to the ally that asked for it, and to no other

QUOTAS = {"unanimity": 1.0, "two-thirds": 2 / 3, "majority": 1 / 2, "gdp": 2 / 3}


@dataclass(frozen=True)
class Candidate:
    """x_c without the home state's spending, and the week in which the candidacy was public.

    region: 1 if the home state joined in 1999 or later. The others run from 0 to 1: firmness on
    Russia, attention to allies outside the European Union, readiness to let an ally stand aside.
    """

    home: str
    region: float
    firmness: float
    non_eu: float
    opt_outs: float
    enters: int = 0


CANDIDATES = {
    "rutte": Candidate("NLD", 0, 0.8, 0.4, 0.4),
    "iohannis": Candidate("ROU", 1, 0.75, 0.4, 0.8, enters=19),
    "kallas": Candidate("EST", 1, 1, 0.3, 0),
    "stoltenberg": Candidate("NOR", 0, 0.8, 0.9, 0.6),
}


@dataclass(frozen=True)
class Profile:
    """How a group of allies judges: w and x* for region, firmness, spending, non_eu and opt_outs, and tau.

    loyalty is added to tau while a rival of the ally's own region (1999 or later) is in the race.
    """

    weights: tuple[float, ...]
    ideal: tuple[float, ...]
    threshold: float
    loyalty: float = 0.0


LARGE = Profile((0, 0.3, 0.2, 0, 0), (0, 0.8, 1, 0.5, 0.5), 0.135)
MOST = Profile((0, 0.2, 0.1, 0.1, 0), (0, 0.8, 1, 0.5, 0.5), 0.143)
FLANK = Profile((0.15, 0.3, 0.3, 0, 0), (1, 1, 1, 0.5, 0.5), 0.088)
BALTIC = Profile((0.25, 0.4, 0.3, 0, 0), (1, 1, 1, 0.5, 0.5), 0.029)
GROUPS = {
    **dict.fromkeys(("USA", "GBR", "FRA", "DEU"), LARGE),
    **dict.fromkeys(("FIN", "SWE", "POL", "BGR"), FLANK),
    **dict.fromkeys(("EST", "LVA", "LTU"), BALTIC),
    "TUR": Profile((0, 0, 0, 0.5, 0), (0, 0, 0, 1, 0), 0.36),
    "HUN": Profile((0, 0.2, 0, 0, 0.5), (0, 0.3, 0, 0, 1), 0.28),
    "SVK": Profile((0.1, 0.2, 0, 0, 0), (1, 0.4, 0, 0, 0), 0.37, loyalty=0.12),
    "ROU": Profile((0.3, 0.1, 0, 0, 0), (1, 0.9, 0, 0, 0), 0.19),
}


@dataclass(frozen=True, eq=False)
class Allies:
    """What the model takes from the data, in one order of allies.

    codes: ISO codes, length n. since: week from which each is a member. gdp: in one unit.
    spending: home spending in 2023 as a share of GDP over 2 %, at most 1.
    """

    codes: tuple[str, ...]
    since: np.ndarray
    gdp: np.ndarray
    spending: np.ndarray


@dataclass(frozen=True)
class Race:
    """The learner's choices.

    assurances: which of ASSURANCES are given. early: all of them in the week of 22 February, and
    not in the weeks of the record. rival: Iohannis runs too (Rutte, if Iohannis is put forward).
    rule: a key of QUOTAS. delta 0 to 0.5, epsilon 0 to 0.05.
    """

    candidate: str = "rutte"
    assurances: frozenset[str] = frozenset(ASSURANCES)
    early: bool = False
    rival: bool = True
    rule: str = "unanimity"
    delta: float = DELTA
    epsilon: float = EPSILON


@dataclass(frozen=True)
class Outcome:
    """Who says yes in which week.

    yes: shape (LAST + 1, n), frozen from the week of the decision on. rival_in: length LAST + 1.
    decided: the week in which the quota was reached, or None.
    """

    allies: Allies
    race: Race
    yes: np.ndarray
    rival_in: np.ndarray
    decided: int | None

    @property
    def week(self) -> int:
        """The week in which the quota was reached.

        Raises
        ------
        ValueError
            If it never was.
        """
        if self.decided is None:
            raise ValueError("the race was not decided")
        return self.decided

    def holdouts(self, week: int | None = None) -> tuple[str, ...]:
        """Return the members that do not say yes in a week, or else at the end of the race."""
        if week is None:
            week = LAST if self.decided is None else self.decided
        member = self.allies.since <= week
        return tuple(
            code for code, yes, here in zip(self.allies.codes, self.yes[week], member, strict=True) if here and not yes
        )

    @property
    def pivotal(self) -> tuple[str, ...]:
        """The allies whose yes came in the week of the decision, or nobody."""
        if self.decided is None:
            return ()
        before = self.yes[self.decided - 1] if self.decided else np.zeros(len(self.allies.codes), bool)
        return tuple(
            code
            for code, now, then in zip(self.allies.codes, self.yes[self.decided], before, strict=True)
            if now and not then
        )


def week_end(week: int) -> date:
    """Return the Wednesday on which a week ends."""
    return FIRST_WEEK + timedelta(weeks=week)


def week_of(day: date) -> int:
    """Return the week, from 0 on, in which a day lies."""
    return max(0, -((FIRST_WEEK - day).days // 7))


@lru_cache(maxsize=64)
def distaste(table: Allies, candidate: str) -> np.ndarray:
    """Return sum_k w_ik |x_ck - x*_ik| for each ally, shape (n,)."""
    who = CANDIDATES[candidate]
    x = np.array([who.region, who.firmness, table.spending[table.codes.index(who.home)], who.non_eu, who.opt_outs])
    profiles = [GROUPS.get(code, MOST) for code in table.codes]
    return np.array([np.abs(x - profile.ideal) @ np.array(profile.weights) for profile in profiles])


def rival_of(race: Race) -> str | None:
    """Return the key of the rival, or None."""
    if not race.rival:
        return None
    return "rutte" if race.candidate == "iohannis" else "iohannis"


def given(race: Race, code: str, week: int) -> bool:
    """Return whether an ally's assurance has been given by a week."""
    return code in race.assurances and week >= (EARLY if race.early else GIVEN[code])


def says_yes(table: Allies, race: Race, week: int, share: float, rival_in: bool) -> np.ndarray:
    """Return who says yes in one week, shape (n,), if a share of 0 to 1 did so the week before."""
    home, rival = CANDIDATES[race.candidate].home, rival_of(race)
    threshold, loyalty = _bars(table)
    utility = race.delta * share - distaste(table, race.candidate)
    bar = threshold - race.epsilon * week
    for code in ASSURANCES:
        if given(race, code, week):
            utility[table.codes.index(code)] += GAIN
    if rival_in and rival:
        bar = bar + loyalty * CANDIDATES[rival].region
        bar[table.codes.index(CANDIDATES[rival].home)] = np.inf
    bar[table.codes.index(home)] = -np.inf
    return (utility >= bar) & (table.since <= week)


def run(table: Allies, race: Race) -> Outcome:
    """Play a race from week 0 to the decision or the summit. No chance is involved.

    Raises
    ------
    ValueError
        If the candidate, the rule or an assurance is unknown.
    """
    if race.candidate not in CANDIDATES or race.rule not in QUOTAS or not set(race.assurances) <= set(ASSURANCES):
        raise ValueError(f"There is no such race: {race}.")
    yes = np.zeros((LAST + 1, len(table.codes)), bool)
    rival_in = np.zeros(LAST + 1, bool)
    rival, left, decided, share = rival_of(race), False, None, 0.0
    for week in range(LAST + 1):
        if rival and not left:
            left = week > 0 and _alone(table, race, yes[week - 1], week)
            rival_in[week] = not left and week >= CANDIDATES[rival].enters
        yes[week] = says_yes(table, race, week, share, rival_in[week])
        share = _share(table, yes[week], week)
        if _enough(table, yes[week], week, race.rule):
            decided = week
            yes[week:], rival_in[week:] = yes[week], rival_in[week]
            break
    return Outcome(table, race, yes, rival_in, decided)


def turners(outcome: Outcome, code: str, week: int) -> list[str]:
    """Return what by itself would turn an ally's key in a week: "assurance", "rival", "time".

    "both" stands for the first two together; an empty list for nothing in this model before the
    summit. Last week's share of yeses is left as it was.
    """
    table, race = outcome.allies, outcome.race
    at = table.codes.index(code)
    share = _share(table, outcome.yes[week - 1], week - 1) if week else 0.0
    rival_in = bool(outcome.rival_in[week])
    promised = replace(race, assurances=race.assurances | {code} if code in ASSURANCES else race.assurances, early=True)

    def now(how: Race, there: bool, then: int = week) -> bool:
        return bool(says_yes(table, how, then, share, there)[at])

    found = []
    asked = code in ASSURANCES and not given(race, code, week) and week >= EARLY
    if asked and now(promised, rival_in):
        found.append("assurance")
    if rival_in and now(race, False):
        found.append("rival")
    if not found and asked and rival_in and now(promised, False):
        found.append("both")
    without = replace(race, assurances=race.assurances - {code}) if asked else race
    if any(now(without, rival_in, then) for then in range(week + 1, LAST + 1)):
        found.append("time")
    return found


COUNTERFACTUALS: dict[str, dict[str, Any]] = {
    "record": {},
    "none": {"assurances": frozenset()},
    **{code: {"assurances": frozenset(ASSURANCES) - {code}} for code in ASSURANCES},
    "early": {"early": True},
    "unopposed": {"rival": False},
    "bare": {"rival": False, "assurances": frozenset()},
    "two-thirds": {"rule": "two-thirds"},
    "majority": {"rule": "majority"},
    "gdp": {"rule": "gdp"},
}
"""What differs from the record, by key; a code stands for the race without its assurance."""


def counterfactuals(table: Allies) -> dict[str, Outcome]:
    """Return the record and the races that did not happen, in the order of COUNTERFACTUALS."""
    return {key: run(table, replace(Race(), **change)) for key, change in COUNTERFACTUALS.items()}


@lru_cache(maxsize=8)
def _bars(table: Allies) -> tuple[np.ndarray, ...]:
    profiles = [GROUPS.get(code, MOST) for code in table.codes]
    return tuple(np.array([getattr(profile, name) for profile in profiles]) for name in ("threshold", "loyalty"))


def _share(table: Allies, yes: np.ndarray, week: int) -> float:
    return float(yes.sum() / (table.since <= week).sum())


def _enough(table: Allies, yes: np.ndarray, week: int, rule: str) -> bool:
    if rule == "gdp":
        return bool(table.gdp[yes].sum() >= QUOTAS[rule] * table.gdp[table.since <= week].sum())
    share = _share(table, yes, week)
    return share > QUOTAS[rule] if rule == "majority" else share >= QUOTAS[rule]


def _alone(table: Allies, race: Race, yes: np.ndarray, week: int) -> bool:
    """Return whether all others said yes, and the rival's home state has what it asked for."""
    rival = rival_of(race)
    if not rival:
        return False
    home = CANDIDATES[rival].home
    others = [code != home and since < week for code, since in zip(table.codes, table.since, strict=True)]
    content = home not in ASSURANCES or given(race, home, week)
    return bool(content and yes[np.array(others)].all())
