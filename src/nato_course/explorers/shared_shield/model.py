"""The shared shield: who pays for a defence that protects everyone?

Each ally i has an income w_i (its GDP) and chooses what to spend on defence, q_i.
It likes both private consumption and protection:

    U_i = (1 - a_i) ln(w_i - q_i) + a_i ln(q_i + theta * (sum of the others' q))

``a_i`` is its taste for defence. ``theta`` is the spill-over: how much of an ally's
spending protects the others too. At theta = 1 defence is a pure public good (Olson and
Zeckhauser 1966; Bergstrom, Blume and Varian 1986). At theta = 0 it protects only the
ally that pays. Values between stand for a joint product (Sandler and Hartley 2001).
Nobody coordinates: each ally gives its best answer to what the others spend.

Everything here is numbers in, numbers out. Money may be in any one unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

THETAS = (0.0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1.0)
TASTES = tuple(round(0.005 + step / 1000, 3) for step in range(56))
BETAS = tuple(step / 2 for step in range(13))
LENGTHS = tuple(range(200, 3001, 100))


@dataclass(frozen=True)
class Outcome:
    """What the allies spend when each answers the others.

    contributions: q_i in the unit of income, shape (..., n).
    total: their sum Q, shape (...).
    burdens: q_i / w_i, a share of income between 0 and 1.
    shares: q_i / Q; the shares of one case sum to 1.
    payers: how many allies spend more than nothing.
    """

    contributions: np.ndarray
    total: np.ndarray
    burdens: np.ndarray
    shares: np.ndarray
    payers: np.ndarray


@dataclass(frozen=True)
class Fit:
    """The parameters on the grid with the smallest squared error, and how good they are.

    r2 is 1 - SSE / SST: 0 means no better than giving every ally the mean burden.
    """

    theta: float
    alpha0: float
    beta: float
    length_km: float
    r2: float
    burdens: np.ndarray


def alpha(alpha0: ArrayLike, beta: ArrayLike, distance_km: ArrayLike, length_km: ArrayLike) -> np.ndarray:
    """Taste for defence of each ally: alpha0 * (1 + beta * exp(-distance / length)).

    alpha0: taste without any threat, between 0 and 1. beta: weight of the threat (0 = none).
    distance_km: capital to capital, shape (n,). length_km: the distance at which the threat
    has fallen to 37 %. The four arguments broadcast; the result has no unit.
    """
    threat = np.exp(-np.asarray(distance_km, float) / np.asarray(length_km, float))
    return np.asarray(alpha0, float) * (1 + np.asarray(beta, float) * threat)


def solve(income: ArrayLike, taste: ArrayLike, theta: ArrayLike) -> Outcome:
    """The spending at which no ally wants to change its own (the Nash equilibrium).

    income: w_i, shape (n,), one unit for all, positive. taste: a_i between 0 and 1, shape
    (n,) or (..., n), or one number. theta: spill-over between 0 and 1, one number or shape
    (...).

    Given the total Q an ally spends max(0, (a w - (1 - a) theta Q) / (1 - (1 - a) theta)),
    so it stops paying once Q passes a w / ((1 - a) theta). Sorting the allies by that
    threshold leaves one candidate total for each number of payers, and exactly one of them
    is consistent (Bergstrom, Blume and Varian 1986, theorem 3). No iteration is needed.

    Raises
    ------
    ValueError
        If a value lies outside these ranges.
    """
    income, taste, theta = _checked(income, taste, theta)
    spill = (1 - taste) * theta
    wish = taste * income
    with np.errstate(divide="ignore", over="ignore"):
        threshold = np.where(spill > 0, wish / spill, np.inf)
    order = np.argsort(-threshold, axis=-1, kind="stable")

    def ordered(values: np.ndarray) -> np.ndarray:
        return np.take_along_axis(values, order, axis=-1)

    candidates = np.cumsum(ordered(wish / (1 - spill)), axis=-1) / (
        1 + np.cumsum(ordered(spill / (1 - spill)), axis=-1)
    )
    # With k payers the total is candidates[k - 1]; it grows with k as long as the k-th
    # ally still wants to pay, so the payers are those whose threshold lies above it.
    pays = candidates < ordered(threshold)
    count = pays.sum(axis=-1)
    total = np.take_along_axis(candidates, count[..., None] - 1, axis=-1)
    spending = np.where(total < threshold, (wish - spill * total) / (1 - spill), 0.0)
    spending = np.maximum(spending, 0.0)
    total = total[..., 0]
    return Outcome(
        contributions=spending,
        total=total,
        burdens=spending / income,
        shares=spending / total[..., None],
        payers=(spending > 0).sum(axis=-1),
    )


def fit(
    burden: ArrayLike,
    income: ArrayLike,
    distance_km: ArrayLike,
    thetas: Sequence[float] = THETAS,
    alphas: Sequence[float] = TASTES,
    betas: Sequence[float] = BETAS,
    lengths: Sequence[float] = LENGTHS,
) -> Fit:
    """Search a grid for the parameters whose burdens come closest to the real ones.

    burden: real spending as a share of income (0.02, not 2), shape (n,). income and
    distance_km: shape (n,). The other arguments are the values to try. Ties go to the
    smaller value. A fit describes one year; it proves nothing about causes.
    """
    burden = np.asarray(burden, float)
    tastes, cases = _grid(distance_km, alphas, betas, lengths)
    best: Any = None
    for theta in thetas:
        modelled = solve(income, tastes, theta).burdens
        errors = ((modelled - burden) ** 2).sum(axis=-1)
        at = int(errors.argmin())
        if best is None or errors[at] < best[0]:
            best = errors[at], theta, cases[at], modelled[at]
    error, theta, (alpha0, beta, length), modelled = best
    spread = ((burden - burden.mean()) ** 2).sum()
    return Fit(float(theta), alpha0, beta, length, float(1 - error / spread), modelled)


def critical_r(n: int, level: float = 0.05) -> float:
    """The |rank correlation| of n pairs that chance alone passes with probability `level`.

    Two-sided, by the large-sample approximation: r is about normal with standard deviation
    1 / sqrt(n - 1). For n = 31 it gives 0.36.
    """
    return NormalDist().inv_cdf(1 - level / 2) / np.sqrt(n - 1)


def _checked(income: ArrayLike, taste: ArrayLike, theta: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    income = np.asarray(income, float)
    taste = np.asarray(taste, float)
    theta = np.asarray(theta, float)
    if income.ndim != 1 or not income.size or not (np.isfinite(income) & (income > 0)).all():
        raise ValueError("Every income must be a positive number, in one row.")
    if not ((taste > 0) & (taste < 1)).all():
        raise ValueError("Every taste for defence must lie between 0 and 1.")
    if not ((theta >= 0) & (theta <= 1)).all():
        raise ValueError("The spill-over must lie between 0 and 1.")
    theta = theta[..., None]
    taste, theta = np.broadcast_arrays(taste + 0 * income, theta)
    return income, taste, theta


def _grid(
    distance_km: ArrayLike, alphas: Sequence[float], betas: Sequence[float], lengths: Sequence[float]
) -> tuple[np.ndarray, list[tuple[float, float, float]]]:
    """Return the tastes of every case, shape (cases, n), and the parameters of each case."""
    cases = [
        (float(alpha0), float(beta), float(length))
        for beta in betas
        for length in (lengths if beta else lengths[:1])
        for alpha0 in alphas
    ]
    columns = np.array(cases).T[:, :, None]
    return alpha(columns[0], columns[1], np.asarray(distance_km, float), columns[2]), cases
