"""The road to a spending target: what a path costs, and who pays for it.

GDP in year t is GDP_0 (1 + g)^t. The share of GDP spent on defence goes from s_0 to s_T in n
years, along one of three paths:

    linear         s_0 + (s_T - s_0) t/n
    front-loaded   s_0 + (s_T - s_0) (1 - (1 - t/n)^k)
    back-loaded    s_0 + (s_T - s_0) (t/n)^k

The extra bill of a year is (s_t - s_0) GDP_t: what is spent beyond the share of the start. A part
of it may be borrowed. Debt as a share of GDP then follows the usual rule of accounts, in which the
old debt grows with interest and shrinks beside a growing economy (Blanchard 1990):

    d_t = d_(t-1) (1 + r) GDP_(t-1) / GDP_t + (borrowed part) extra_t / GDP_t

All else in the budget is taken to balance. By default spending does not change growth; a
multiplier m lifts the GDP of a year by m times that year's extra bill.

Shares of GDP, growth, interest and debt are in per cent. Money may be in any one unit.
"""

from dataclasses import dataclass

import numpy as np

SHAPES = ("linear", "front", "back")


@dataclass(frozen=True)
class Plan:
    """A path worked out; each array has one entry a year, from the start (0) to the target (n).

    gdp, extra: in the unit of the GDP that was given. share: % of that year's GDP.
    """

    gdp: np.ndarray
    share: np.ndarray
    extra: np.ndarray

    @property
    def cumulative(self) -> np.ndarray:
        """The bill so far, in the unit of the GDP."""
        return self.extra.cumsum()

    @property
    def total(self) -> float:
        """The extra bill of all years together, in the unit of the GDP."""
        return float(self.extra.sum())

    @property
    def total_pct(self) -> float:
        """The same in per cent of the GDP of the start."""
        return 100 * self.total / float(self.gdp[0])

    @property
    def points(self) -> float:
        """The yearly extras added up, each in per cent of its own year's GDP."""
        return float((self.share - self.share[0]).sum())


def shares(start: float, target: float, years: int, shape: str = "linear", kappa: float = 1.0) -> np.ndarray:
    """Return the share of GDP (%) in each year from 0 to ``years``; it never falls below ``start``.

    kappa, from 1 upwards, says how much is moved to the front or the back; at 1 every shape is
    linear.

    Raises
    ------
    ValueError
        For an unknown shape, fewer than one year, or kappa below 1.
    """
    if shape not in SHAPES:
        raise ValueError(f"The shape must be one of {', '.join(SHAPES)}.")
    if years < 1 or kappa < 1:
        raise ValueError("A path needs at least one year and a kappa of at least 1.")
    part = np.arange(years + 1) / years
    way = {"linear": part, "front": 1 - (1 - part) ** kappa, "back": part**kappa}[shape]
    return start + max(target - start, 0.0) * way


def plan(
    gdp: float,
    start: float,
    target: float,
    years: int,
    growth: float = 0.0,
    shape: str = "linear",
    kappa: float = 1.0,
    multiplier: float = 0.0,
) -> Plan:
    """Return what the way from ``start`` to ``target`` costs.

    gdp: of the start, positive, any unit. start, target, growth: per cent. multiplier: units of GDP
    that a unit of extra spending adds in the same year. An ally at or above the target pays nothing
    extra.

    Raises
    ------
    ValueError
        As ``shares`` does, for a GDP that is not positive, and for a growth of -100 % or less.
    """
    if not gdp > 0 or not growth > -100:
        raise ValueError("The GDP must be positive and growth above -100 %.")
    share = shares(start, target, years, shape, kappa)
    more = (share - share[0]) / 100
    income = gdp * (1 + growth / 100) ** np.arange(years + 1) * (1 + multiplier * more)
    return Plan(income, share, more * income)


def debt(path: Plan, start: float, interest: float, borrowed: float) -> np.ndarray:
    """Return government debt in % of GDP at the end of each year from 0.

    start: debt at the start, % of GDP. interest: per cent a year, on all debt. borrowed: the part of
    the extra bill that is borrowed, from 0 to 1.

    Raises
    ------
    ValueError
        For a part outside 0 to 1.
    """
    if not 0 <= borrowed <= 1:
        raise ValueError("The borrowed part must lie between 0 and 1.")
    ratio = [float(start)]
    for t in range(1, len(path.gdp)):
        old = ratio[-1] * (1 + interest / 100) * path.gdp[t - 1] / path.gdp[t]
        ratio.append(old + 100 * borrowed * path.extra[t] / path.gdp[t])
    return np.array(ratio)


def related(path: Plan, ceiling: float = 1.5, shape: str = "linear", kappa: float = 1.0) -> np.ndarray:
    """Return the most that a second part of up to ``ceiling`` % of GDP could add each year.

    It rises from 0 along the same kind of path. The least is nothing: what counts may be spent
    already. No published figures say where between the two an ally stands.
    """
    years = len(path.gdp) - 1
    return shares(0.0, ceiling, years, shape, kappa) / 100 * path.gdp
