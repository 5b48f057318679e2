"""Would you attack? An attacker weighs a target that has allies, and a defender tries to be believed.

Part 1, the attacker's decision (expected utility, after Huth 1988 and Signorino and Tarar 2006). It
attacks when

    (1 - r) (w0 V - c0) + r (w1 V - c1) > S

``r``: probability that the allies come, 0 to 1. ``w0``, ``w1``: its chance to win alone against the
target, and against target and allies. ``V``: the prize. ``c0``, ``c1``: what the war costs it in each
case. ``S``: what it has if it stays at home. V, c and S are in one unit, which means nothing by itself.

Ally by ally, each comes or stays at home. Strength is a size in any one unit, and the chance to win is
a contest function (Tullock 1980; Hirshleifer 1989). The strength that comes is a sum of independent
yes-or-no draws of unequal size; its distribution is worked out exactly on a grid, draw by draw.

Part 2, two ways to be believed: a two-type simplification of Fearon (1997). A resolved defender (R)
would fight, an irresolute one (I) would not. Nothing here is an estimate for any government.
"""

from dataclasses import dataclass

import numpy as np

STEP = 0.1


# ---- the attacker's decision ------------------------------------------------------------------


def gain(r, prize, alone, allied, cost_alone, cost_allied, quiet=0.0):
    """What attacking is worth, compared with staying at home. The arguments broadcast."""
    r = np.asarray(r, float)
    return (1 - r) * (alone * prize - cost_alone) + r * (allied * prize - cost_allied) - quiet


def threshold(prize, alone, allied, cost_alone, cost_allied, quiet=0.0) -> float:
    """The probability r* from which attacking no longer pays.

    Below 0 an attack never pays, above 1 it always does. Raises ValueError when the allies' coming
    does not lower the gain, so that no probability could deter.
    """
    lowered = (alone - allied) * prize + cost_allied - cost_alone
    if lowered <= 0:
        raise ValueError("The allies' coming must lower the attacker's gain.")
    return float((alone * prize - cost_alone - quiet) / lowered)


def odds(attacker, defence, decisive=1.0):
    """The attacker's chance to win, A^m / (A^m + D^m), between 0 and 1.

    attacker: A, above 0. defence: D, 0 or more. decisive: m, above 0; the larger it is, the surer
    the stronger side wins. The arguments broadcast.
    """
    return 1 / (1 + (np.asarray(defence, float) / attacker) ** decisive)


# ---- ally by ally -----------------------------------------------------------------------------


def cells(sizes, step: float = STEP) -> np.ndarray:
    """Sizes as whole numbers of grid steps. Raises ValueError for a size that is no number or below 0."""
    sizes = np.asarray(sizes, float)
    if sizes.ndim != 1 or not (np.isfinite(sizes) & (sizes >= 0)).all():
        raise ValueError("Sizes must be numbers of 0 or more, in one row.")
    return np.rint(sizes / step).astype(int)


def distribution(sizes, rates, together: float = 0.0, step: float = STEP) -> np.ndarray:
    """Probability of each total strength that comes; item k stands for k * step.

    sizes: strength of each ally, shape (n,). rates: the probability that each comes, between 0 and
    1. together: the share of the uncertainty that all have in common. At 0 each ally decides alone.
    At 1 one draw decides for all, and those come whose rate lies above it. Each ally's own rate is
    the same at every value, so the mean is too. Exact for sizes rounded to the grid.
    """
    grid, rates = _checked(sizes, rates, together, step)
    return together * _in_step(grid, rates) + (1 - together) * _forward(grid, rates)[-1]


def expected(mass, values) -> float:
    """The mean of ``values`` (one for each total strength) under a distribution."""
    return float((mass * values).sum())  # np.dot starts threads for so long a row, and waits for them


def effects(sizes, rates, values, together: float = 0.0, step: float = STEP) -> np.ndarray:
    """How much each ally's choice changes the mean of ``values``: if it surely comes, less if it surely does not.

    values: one for each total strength, as long as ``distribution``. The others keep their rates.
    Shape (n,). With ``together`` at 0 this is the derivative of the mean by the ally's rate.
    """
    grid, rates = _checked(sizes, rates, together, step)
    values = np.asarray(values, float)
    order, before = np.argsort(grid, kind="stable"), _forward(grid, rates)
    found, after = np.empty(len(grid)), values
    for place in reversed(range(len(grid))):
        ally = order[place]
        size, reach = grid[ally], len(before[place])
        comes, stays = after[size : size + reach], after[:reach]
        found[ally] = expected(before[place], comes - stays)
        after = rates[ally] * comes + (1 - rates[ally]) * stays
    if not together:
        return found
    common = np.array([_effect_in_step(grid, rates, values, ally) for ally in range(len(grid))])
    return together * common + (1 - together) * found


def cost(sizes, rates, cost_alone: float, cost_allied: float) -> float:
    """The expected cost of attacking: it grows in step with the share of allied strength that comes."""
    sizes = np.asarray(sizes, float)
    share = np.dot(sizes, rates) / sizes.sum()
    return float(cost_alone + (cost_allied - cost_alone) * share)


def _checked(sizes, rates, together, step):
    grid, rates = cells(sizes, step), np.asarray(rates, float)
    if rates.shape != grid.shape or not ((rates >= 0) & (rates <= 1)).all():
        raise ValueError("There must be one rate between 0 and 1 for each size.")
    if not 0 <= together <= 1:
        raise ValueError("The common share lies between 0 and 1.")
    return grid, rates


def _forward(grid, rates) -> list:
    """The distribution after 0, 1, … n allies, the smallest first, so that most steps are short."""
    found = [np.ones(1)]
    for ally in np.argsort(grid, kind="stable"):
        old, size = found[-1], grid[ally]
        new = np.zeros(len(old) + size)
        new[: len(old)] = (1 - rates[ally]) * old
        new[size:] += rates[ally] * old
        found.append(new)
    return found


def _steps(grid, rates):
    """The totals that can come when all follow one draw, and the probability of each."""
    order = np.argsort(-rates, kind="stable")
    totals = np.concatenate([[0], np.cumsum(grid[order])])
    return totals, -np.diff(np.concatenate([[1.0], rates[order], [0.0]]))


def _in_step(grid, rates):
    totals, chances = _steps(grid, rates)
    return np.bincount(totals, weights=chances, minlength=int(grid.sum()) + 1)


def _effect_in_step(grid, rates, values, ally):
    totals, chances = _steps(np.delete(grid, ally), np.delete(rates, ally))
    return chances @ (values[totals + grid[ally]] - values[totals])


# ---- two ways to be believed ------------------------------------------------------------------


@dataclass(frozen=True)
class Stakes:
    """What the defender is worth to itself, by type.

    resolved: the share of defenders that would fight (the attacker's belief q). undeterrable: the
    probability u that the attacker comes whatever it believes. keep_r, keep_i: value of not being
    challenged. war_r > 0 > war_i: value of fighting. Giving in is worth 0.
    """

    resolved: float = 0.4
    undeterrable: float = 0.1
    keep_r: float = 10.0
    war_r: float = 2.0
    keep_i: float = 6.0
    war_i: float = -8.0

    def __post_init__(self):
        if not (0 <= self.resolved <= 1 and 0 <= self.undeterrable <= 1):
            raise ValueError("The two probabilities lie between 0 and 1.")
        if not (self.keep_r > self.war_r > 0 > self.war_i and self.keep_i > 0):
            raise ValueError("Peace must be worth more than war, and war only to the resolved more than giving in.")

    def left_alone(self, keep: float, war: float) -> float:
        """What a defender who would fight can expect when every attacker that can be deterred stays away."""
        return (1 - self.undeterrable) * keep + self.undeterrable * war


@dataclass(frozen=True)
class Outcome:
    """What a signal brings. payoff: expected, over both types. war: probability of war. gives_in: probability that the
    attacker comes and the defender gives in.

    senders: the types that send the signal ("R", "RI" or "" for none). believed: whether the
    attacker then takes each sender for one that fights.
    """

    payoff: float
    war: float
    gives_in: float
    senders: str
    believed: bool

    @property
    def peace(self) -> float:
        """Return the probability that the attacker stays at home."""
        return 1 - self.war - self.gives_in


def silent(stakes: Stakes, tipping: float) -> Outcome:
    """No signal: an attacker that can be deterred comes if the share of the resolved is below ``tipping``."""
    if stakes.resolved < tipping:
        return Outcome(stakes.resolved * stakes.war_r, stakes.resolved, 1 - stakes.resolved, "", False)
    payoff = stakes.resolved * stakes.left_alone(stakes.keep_r, stakes.war_r)
    payoff += (1 - stakes.resolved) * (1 - stakes.undeterrable) * stakes.keep_i
    comes = stakes.undeterrable
    return Outcome(payoff, comes * stakes.resolved, comes * (1 - stakes.resolved), "", False)


def sunk_costs(stakes: Stakes) -> tuple[float, float]:
    """The lowest and the highest sunk cost that tell the types apart; none does if the first is above the second."""
    calm = 1 - stakes.undeterrable
    return calm * stakes.keep_i, calm * (stakes.keep_r - stakes.war_r)


def sink(stakes: Stakes, spent: float, tipping: float) -> Outcome:
    """Spend ``spent`` before the crisis. If it does not tell the types apart, nobody spends it."""
    low, high = sunk_costs(stakes)
    if not low <= spent <= high:
        return silent(stakes, tipping)
    payoff = stakes.resolved * (stakes.left_alone(stakes.keep_r, stakes.war_r) - spent)
    return Outcome(payoff, stakes.undeterrable * stakes.resolved, 1 - stakes.resolved, "R", True)


def tie(stakes: Stakes, audience: float, tipping: float) -> Outcome:
    """Make backing down cost ``audience``. A pledge that the irresolute would break is not believed.

    Above ``-war_i`` a defender of either type would rather fight than back down; the irresolute
    pledges only if that is worth more than giving in. Below, it would back down; the pledge is then
    believed only where the risk of paying ``audience`` keeps the irresolute from making it.
    """
    both = stakes.left_alone(stakes.keep_i, stakes.war_i)
    calm, risk = 1 - stakes.undeterrable, stakes.undeterrable
    if audience <= -stakes.war_i:
        if calm * stakes.keep_i - risk * audience > 0:
            return silent(stakes, tipping)
        both = 0.0
    payoff = stakes.resolved * stakes.left_alone(stakes.keep_r, stakes.war_r)
    if both <= 0:
        return Outcome(payoff, risk * stakes.resolved, 1 - stakes.resolved, "R", True)
    return Outcome(payoff + (1 - stakes.resolved) * both, risk, 0.0, "RI", True)
