"""The chart of "Who helps most?": one bar for each of the first ten donors of a ranking."""

from collections.abc import Sequence

import bqplot
import numpy as np

from lessonkit.explorer.charts import ACCENT, INK, PAPER, axis, claim, figure, linear, ticks

BARS = 10


class RankingChart:
    """Horizontal bars, the largest on top. A filled bar is an ally, an outlined one is no ally."""

    def __init__(self) -> None:
        self.x, y = linear(0, 1), linear(-0.6, BARS + 0.5)
        places, scales = np.arange(BARS), {"x": y, "y": self.x}
        self.bars = bqplot.Bars(
            x=places,
            y=np.zeros(BARS),
            scales=scales,
            colors=[ACCENT] * BARS,
            orientation="horizontal",
            padding=0.3,
            stroke=ACCENT,
        )
        self.values = bqplot.Label(
            x=np.zeros(BARS),
            y=places,
            text=[""] * BARS,
            scales={"x": self.x, "y": y},
            colors=[INK],
            default_size=12,
            x_offset=6,
            y_offset=0,
        )
        self.claim = claim()
        self.names = axis(y, "", side="left", tick_values=places)
        self.unit = axis(self.x, "", tick_values=[0, 1])
        self.figure = figure(
            [self.bars, self.values, self.claim],
            [self.names, self.unit],
            {"left": 128, "top": 6, "right": 20},
            height="340px",
        )

    def draw(
        self,
        names: Sequence[str],
        values: Sequence[float],
        texts: Sequence[str],
        allies: Sequence[bool],
        unit: str,
        claim: str,
    ) -> None:
        """Show the first ten donors, largest first; fewer than ten leave the lower rows empty."""
        empty = BARS - len(values)
        names, texts = [*names, *[""] * empty][::-1], [*texts, *[""] * empty][::-1]
        heights = np.array([*values, *[0.0] * empty][::-1])
        filled = [*allies, *[True] * empty][::-1]
        # Room on the right for the number that stands at the end of the longest bar.
        longest = float(heights.max()) if heights.max() > 0 else 1.0
        self.x.max = 1.2 * longest
        self.unit.tick_values = ticks(1.2 * longest)
        self.names.tick_labels = {str(place): name for place, name in enumerate(names)}
        self.unit.label = unit
        self.bars.colors = [ACCENT if ally else PAPER for ally in filled]
        self.bars.y = np.maximum(heights, 0)
        with self.values.hold_sync():
            self.values.x = np.maximum(heights, 0)
            self.values.text = texts
        self.claim.text = [claim]
