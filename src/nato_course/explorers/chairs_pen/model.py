"""The chair's pen: what can someone change who may only propose?

Texts are points of a square, 0 to 100 in both directions. Each ally has one text that it likes
best, its ideal, and likes a text less the farther it lies from there. The status quo stands
until all allies prefer something else. The texts that every ally prefers to the status quo are
the unanimity winset (Tsebelis 2002). The chair may propose one text, take it or leave it, as the
agenda setter of Romer and Rosenthal (1978) does: the text in the winset that is nearest to the
chair's own wish, or the status quo if there is none.

Texts are tried at the whole points of the square. All points and distances are in points.
"""

from dataclasses import dataclass

import numpy as np

SIZE = 100
GRID = (
    np.stack(np.meshgrid(np.arange(SIZE + 1), np.arange(SIZE + 1), indexing="ij"), axis=-1).reshape(-1, 2).astype(float)
)
MIDDLE = (50.0, 50.0)
MOST = 32
_PLASTIC = 1.32471795724474602596  # the root of x^3 = x + 1; it spreads points evenly over a square


@dataclass(frozen=True)
class Proposal:
    """What the chair puts forward.

    point: (x, y), the status quo when nothing passes. passes: whether all allies prefer it.
    share: the part of the square that all allies prefer to the status quo, 0 to 1.
    to_wish: how far the point is from the chair's wish. gains: how much nearer the point is to
    each ally's ideal than the status quo, shape (n,).
    """

    point: tuple
    passes: bool
    share: float
    to_wish: float
    gains: np.ndarray


def allies(number: int, spread: float) -> np.ndarray:
    """Return made-up ideals, shape (number, 2): evenly spread over a disc round the middle.

    spread: the disc's radius, 0 to 50 points. The first allies stay where they are when others
    are added. Raises ValueError outside 1 to 32 allies.
    """
    if not 1 <= number <= MOST:
        raise ValueError(f"The number of allies must lie between 1 and {MOST}.")
    at = np.arange(1, number + 1)
    radius, turn = (0.5 + at / _PLASTIC) % 1, (0.5 + at / _PLASTIC**2) % 1
    around = np.column_stack([np.cos(2 * np.pi * turn), np.sin(2 * np.pi * turn)])
    return np.array(MIDDLE) + spread * np.sqrt(radius)[:, None] * around


def distances(points, ideals) -> np.ndarray:
    """Return the distance of each point from each ideal, shape (points, n)."""
    return np.sqrt(_squares(points, _checked(ideals)))


def preferred(ideals, status_quo) -> np.ndarray:
    """Return which texts of GRID each ally likes better than the status quo, shape (texts, n)."""
    ideals = _checked(ideals)
    return np.asarray(_squares(GRID, ideals) < _squares(status_quo, ideals))


def winset(ideals, status_quo) -> np.ndarray:
    """Return which texts of GRID all allies like better than the status quo, shape (texts,)."""
    return np.asarray(preferred(ideals, status_quo).all(axis=1))


def shares(ideals, status_quo) -> np.ndarray:
    """Return the winset's share of the square for the first ally, the first two, and so on, shape (n,)."""
    return np.logical_and.accumulate(preferred(ideals, status_quo), axis=1).mean(axis=0)


def propose(ideals, status_quo, wish) -> Proposal:
    """Return the chair's best text among those that all allies prefer to the status quo."""
    passing = winset(ideals, status_quo)
    point = np.asarray(status_quo, float)
    if passing.any():
        texts = GRID[passing]
        point = texts[np.linalg.norm(texts - np.asarray(wish, float), axis=1).argmin()]
    return Proposal(
        point=tuple(float(part) for part in point),
        passes=bool(passing.any()),
        share=float(passing.mean()),
        to_wish=float(np.linalg.norm(point - np.asarray(wish, float))),
        gains=(distances(status_quo, ideals) - distances(point, ideals))[0],
    )


def hull(ideals) -> np.ndarray:
    """Return the corners of the smallest convex shape round the ideals, in turn, shape (corners, 2).

    A status quo inside it is in the unanimity core: no text is better for everyone.
    """
    points = sorted(map(tuple, _checked(ideals)))
    lower, upper = _chain(points), _chain(points[::-1])
    return np.array(lower[:-1] + upper[:-1] or points[:1])


def in_core(ideals, point) -> bool:
    """Return whether the point lies between the ideals: inside their hull or on its edge."""
    corners = hull(ideals)
    if len(corners) < 3:
        first, last = corners[0], corners[-1]
        return bool(
            np.isclose(np.linalg.norm(point - first) + np.linalg.norm(point - last), np.linalg.norm(last - first))
        )
    edges, away = np.roll(corners, -1, axis=0) - corners, np.asarray(point, float) - corners
    return bool((edges[:, 0] * away[:, 1] - edges[:, 1] * away[:, 0] >= -1e-9).all())


def outline(ideals, status_quo, corners: int = 180) -> np.ndarray:
    """Return the exact edge of the winset, shape (corners, 2), or (0, 2) when GRID has no text in it.

    The winset is a cut of discs, so it is convex: from its middle, each ray leaves it once.
    """
    passing = winset(ideals, status_quo)
    if not passing.any():
        return np.empty((0, 2))
    ideals, middle = _checked(ideals), GRID[passing].mean(axis=0)
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    ray = np.column_stack([np.cos(turn), np.sin(turn)])
    away = middle - ideals
    along = ray @ away.T
    reach = distances(status_quo, ideals)[0] ** 2 - (away**2).sum(axis=1)
    discs = -along + np.sqrt(along**2 + reach)
    with np.errstate(divide="ignore"):
        walls = np.where(ray > 0, SIZE - middle, middle) / np.abs(ray)
    return middle + ray * np.minimum(discs.min(axis=1), walls.min(axis=1))[:, None]


def _squares(points, ideals) -> np.ndarray:
    """Return squared distances: to compare them is enough for who prefers what, and quick."""
    points = np.atleast_2d(np.asarray(points, float))
    return (points[:, :1] - ideals[:, 0]) ** 2 + (points[:, 1:] - ideals[:, 1]) ** 2


def _chain(points) -> list:
    """Return one side of the hull of points that are in order (Andrew's monotone chain)."""
    side: list[tuple[float, float]] = []
    for x, y in points:
        while len(side) > 1:
            (x0, y0), (x1, y1) = side[-2:]
            if (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0:
                break
            side.pop()
        side.append((x, y))
    return side


def _checked(ideals) -> np.ndarray:
    ideals = np.asarray(ideals, float)
    if ideals.ndim != 2 or ideals.shape[1] != 2 or not len(ideals) or not np.isfinite(ideals).all():
        raise ValueError("Ideals must be pairs of numbers, one pair for each ally.")
    return ideals
