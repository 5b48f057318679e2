"""How good a forecast made in probabilities was.

A forecast is one probability for each possible outcome, adding up to 1; the outcome is the position
of the one that happened. Pure functions: numbers in, numbers out.

The score is that of Glenn W. Brier, "Verification of forecasts expressed in terms of probability",
Monthly Weather Review 78 (1950), in its first form for several outcomes:

    score of one forecast = sum over the outcomes of (probability - 1 if it happened, else 0)²

It runs from 0 (certain and right) to 2 (certain and wrong). Some books halve it, or count only one
of two outcomes; those scores are smaller and cannot be compared with these.
"""

from collections.abc import Sequence
from dataclasses import dataclass

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Bin:
    """All probabilities from one range: their mean, the share that came true, and how many there are."""

    stated: float
    happened: float
    count: int


def checked(forecast: Sequence[float]) -> tuple[float, ...]:
    """Return a forecast as a tuple.

    Raises
    ------
    ValueError
        If a probability is below 0 or above 1, or they do not add up to 1.
    """
    values = tuple(float(value) for value in forecast)
    if not values or not all(-TOLERANCE <= value <= 1 + TOLERANCE for value in values):
        raise ValueError("Every probability lies between 0 and 1.")
    if abs(sum(values) - 1) > TOLERANCE * len(values):
        raise ValueError("The probabilities of one forecast add up to 1.")
    return values


def brier(forecast: Sequence[float], outcome: int) -> float:
    """Return the Brier score of one forecast: 0 is best, 2 is worst.

    Raises
    ------
    ValueError
        If it is no forecast, or the outcome is none of its positions.
    """
    values = checked(forecast)
    if outcome not in range(len(values)):
        raise ValueError(f"There is no outcome {outcome!r}.")
    return sum((value - (position == outcome)) ** 2 for position, value in enumerate(values))


def running_mean(scores: Sequence[float]) -> list[float]:
    """Return the mean of the first score, of the first two, and so on."""
    total, means = 0.0, []
    for count, score in enumerate(scores, start=1):
        total += score
        means.append(total / count)
    return means


def frequencies(outcomes: Sequence[int], kinds: int) -> tuple[float, ...]:
    """Return how often each of ``kinds`` outcomes happened, as shares.

    Used as a forecast for the same cases, they are the best single forecast of all in hindsight.

    Raises
    ------
    ValueError
        If there are no outcomes.
    """
    if not outcomes:
        raise ValueError("There are no outcomes to count.")
    return tuple(list(outcomes).count(kind) / len(outcomes) for kind in range(kinds))


def calibration(
    forecasts: Sequence[Sequence[float]], outcomes: Sequence[int], edges: Sequence[float] = EDGES
) -> list[Bin]:
    """Return the non-empty bins of a calibration chart, the lowest first.

    Every probability counts once: what was said of an outcome that did not happen belongs to the record
    as well. A probability on an edge belongs to the range above it, and 1 to the last range.

    Raises
    ------
    ValueError
        If there are not as many outcomes as forecasts.
    """
    held: dict[int, list[tuple[float, bool]]] = {}
    for forecast, outcome in zip(forecasts, outcomes, strict=True):
        for position, value in enumerate(checked(forecast)):
            at = sum(value >= edge - TOLERANCE for edge in edges[1:-1])
            held.setdefault(at, []).append((value, position == outcome))
    return [_bin(pairs) for _, pairs in sorted(held.items())]


def _bin(pairs: list[tuple[float, bool]]) -> Bin:
    stated, happened = zip(*pairs, strict=True)
    return Bin(sum(stated) / len(pairs), sum(happened) / len(pairs), len(pairs))
