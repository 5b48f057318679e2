"""From what is measured to px."""

import math
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A straight scale: ``low`` lies at ``start`` px, ``high`` at ``end`` px."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where a value lies, in px."""
        return self.start + (float(value) - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, most: int = 5) -> Iterator[float]:
    """Return at most so many round values from low to high: steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / most
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first = math.ceil(low / step)
    return (number * step for number in range(first, math.floor(high / step + 1e-9) + 1))
