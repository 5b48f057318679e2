"""Two neighbours that fear each other: the arms race of Lewis Fry Richardson.

Each side holds some amount of arms, x and y, and changes it a little every year:

    dx/dt = a y - m x + r
    dy/dt = b x - n y + s

``a`` and ``b`` are fear (how strongly a side answers the other's arms), ``m`` and ``n`` fatigue
(how strongly its own arms hold it back), ``r`` and ``s`` grievance above 0 or goodwill below 0.
Nobody can hold less than nothing, so a path stops at 0. (Arms and Insecurity, 1960.)

The model comes to rest where both rates are 0. That point attracts every path if, and only if,
m n > a b: grievance moves the point, but cannot make it attract. ``technology`` stands for the
second half of Robert Jervis, "Cooperation under the Security Dilemma" (1978): it multiplies both
fears by 0.5 where defence is strong and looks different from attack, by 1.5 where attack is strong.
The two factors are stipulated.

Everything here is numbers in, numbers out. Arms have no unit in the model.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

YEARS = 60
STEP = 0.05
TECHNOLOGY = {"defence": 0.5, "mixed": 1.0, "offence": 1.5}
STILL = 1e-6  # a yearly change below this counts as rest


@dataclass(frozen=True)
class Race:
    """The six numbers of a race and where it starts. Fear and fatigue are 0 or more, a start too."""

    a: float
    b: float
    m: float
    n: float
    r: float = 0.0
    s: float = 0.0
    x0: float = 0.0
    y0: float = 0.0

    def __post_init__(self) -> None:
        values = (self.a, self.b, self.m, self.n, self.r, self.s, self.x0, self.y0)
        if not np.isfinite(values).all():
            raise ValueError("Every number of a race must be finite.")
        if min(self.a, self.b, self.m, self.n, self.x0, self.y0) < 0:
            raise ValueError("Fear, fatigue and the starting arms cannot be below 0.")

    def with_technology(self, factor: float) -> "Race":
        """Return the race with both fears multiplied by ``factor``."""
        return replace(self, a=self.a * factor, b=self.b * factor)

    @property
    def margin(self) -> float:
        """m n - a b: above 0 the race settles, below 0 it can run away."""
        return self.m * self.n - self.a * self.b

    @property
    def stable(self) -> bool:
        """Whether the race settles."""
        # Products of values such as 0.3 carry rounding in the last digit.
        return self.margin > 1e-12


@dataclass(frozen=True)
class Path:
    """Arms at each time: ``t`` in years, ``x`` and ``y``, all of one shape."""

    t: np.ndarray
    x: np.ndarray
    y: np.ndarray


@dataclass(frozen=True)
class Fit:
    """What ordinary least squares makes of one side's yearly changes.

    fear, fatigue, grievance: the model's numbers for this side. r2: share of the spread of the
    changes that the fit explains. changes, fitted: real and computed change of each year but the
    first, in the unit of the series. wrong: the names of the numbers whose sign the model forbids.
    """

    fear: float
    fatigue: float
    grievance: float
    r2: float
    changes: np.ndarray
    fitted: np.ndarray
    wrong: tuple[str, ...]

    @property
    def miss(self) -> float:
        """Mean size of the residuals."""
        return float(np.abs(self.changes - self.fitted).mean())

    @property
    def moved(self) -> float:
        """Mean size of the changes."""
        return float(np.abs(self.changes).mean())


class Figures(NamedTuple):
    """Years, the levels of two sides in those years, and the fit of each."""

    years: np.ndarray
    first: np.ndarray
    second: np.ndarray
    fits: tuple[Fit, Fit]


def rates(race: Race, x: float, y: float) -> tuple[float, float]:
    """Return dx/dt and dy/dt at one point, without the floor."""
    return race.a * y - race.m * x + race.r, race.b * x - race.n * y + race.s


def equilibrium(race: Race) -> tuple[float, float] | None:
    """Return the point where both rates are 0, which may lie below 0; None if there is no single one."""
    if abs(race.margin) <= 1e-12:
        return None
    x = (race.a * race.s + race.n * race.r) / race.margin
    y = (race.b * race.r + race.m * race.s) / race.margin
    return x, y


def simulate(race: Race, years: float = YEARS, step: float = STEP) -> Path:
    """Follow the race for ``years`` by the fourth-order Runge-Kutta rule, never below 0.

    The model is linear, so away from 0 one Runge-Kutta step is one matrix and one shift, worked out
    once: with A the matrix of the model and h the step, P = 1 + hA + (hA)²/2 + (hA)³/6 + (hA)⁴/24.
    """
    h_a = step * np.array([[-race.m, race.a], [race.b, -race.n]])
    one = np.eye(2)
    inner = one + h_a / 2 @ (one + h_a / 3 @ (one + h_a / 4))
    (p, q), (u, v) = (one + h_a @ inner).tolist()
    c, d = (step * inner @ np.array([race.r, race.s])).tolist()
    x, y = race.x0, race.y0
    xs, ys = [x], [y]
    for _ in range(round(years / step)):
        next_x, next_y = p * x + q * y + c, u * x + v * y + d
        if next_x < 0 or next_y < 0:
            next_x, next_y = _step_at_the_floor(race, x, y, step)
        x, y = next_x, next_y
        xs.append(x)
        ys.append(y)
    return Path(step * np.arange(len(xs)), np.array(xs), np.array(ys))


def _step_at_the_floor(race: Race, x: float, y: float, step: float) -> tuple[float, float]:
    """One Runge-Kutta step in which a side that has come to 0 counts as having nothing, not less."""

    def rate(x: float, y: float) -> tuple[float, float]:
        return rates(race, max(0.0, x), max(0.0, y))

    k1, l1 = rate(x, y)
    k2, l2 = rate(x + step / 2 * k1, y + step / 2 * l1)
    k3, l3 = rate(x + step / 2 * k2, y + step / 2 * l2)
    k4, l4 = rate(x + step * k3, y + step * l3)
    x += step / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    y += step / 6 * (l1 + 2 * l2 + 2 * l3 + l4)
    return max(0.0, x), max(0.0, y)


def verdict(race: Race, path: Path) -> str:
    """Say how the race stands at the end of its path.

    "settles", "disarms" (both at 0), "runs away", "balances" (at rest on the tipping point of a
    race that is not stable) or "undecided" (not stable, and still falling or standing between).
    A stable race settles or disarms, however long it takes.
    """
    if race.stable:
        return "disarms" if max(rest(race)) <= STILL else "settles"
    x, y = float(path.x[-1]), float(path.y[-1])
    if max(x, y) <= STILL:
        return "disarms"
    dx, dy = (max(0.0, rate) if level <= 0 else rate for rate, level in zip(rates(race, x, y), (x, y), strict=True))
    size = max(x, y)
    if max(abs(dx), abs(dy)) <= STILL * size:
        return "balances" if min(x, y) > 0 else "settles"
    return "runs away" if dx + dy > 0 else "undecided"


def rest(race: Race) -> tuple[float, float]:
    """Return where a stable race comes to rest, with the floor at 0.

    Raises
    ------
    ValueError
        If m n is not above a b.
    """
    point = equilibrium(race)
    if point is None or not race.stable:
        raise ValueError("A race rests only where m n is above a b.")
    x, y = point
    if x >= 0 and y >= 0:
        return x, y
    alone_x = max(0.0, race.r / race.m)  # where each side would rest if the other had nothing
    alone_y = max(0.0, race.s / race.n)
    if race.b * alone_x + race.s <= 0:
        return alone_x, 0.0
    return 0.0, alone_y


def fit(own: ArrayLike, other: ArrayLike) -> Fit:
    """Fit the model to yearly figures of a side and of its rival, by ordinary least squares.

    own, other: levels in one unit, one value a year, at least five years. The change of ``own``
    from each year to the next is explained by both levels in the first of the two years.

    Raises
    ------
    ValueError
        If the two differ in length, or are shorter than five years.
    """
    own, other = np.asarray(own, float), np.asarray(other, float)
    if own.shape != other.shape or own.ndim != 1 or len(own) < 5:
        raise ValueError("A fit needs two rows of figures of the same length, five years or more.")
    changes = np.diff(own)
    columns = np.column_stack([other[:-1], -own[:-1], np.ones(len(changes))])
    numbers = np.linalg.lstsq(columns, changes, rcond=None)[0]
    fitted = columns @ numbers
    spread = ((changes - changes.mean()) ** 2).sum()
    r2 = 1 - ((changes - fitted) ** 2).sum() / spread if spread > 0 else 0.0
    fear, fatigue, grievance = (float(number) for number in numbers)
    wrong = tuple(name for name, number in (("fear", fear), ("fatigue", fatigue)) if number < 0)
    return Fit(fear, fatigue, grievance, float(r2), changes, fitted, wrong)
