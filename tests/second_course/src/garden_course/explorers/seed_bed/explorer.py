"""The seed bed: how deep, and how wet?"""

from typing import Any

import bqplot
import pandas as pd

from garden_course.explorers.seed_bed import model
from lessonkit.explorer import charts
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.texts import words

WORDS = words("seed-bed")
DEPTHS = range(1, 9)


class SeedBed(Explorer):
    """What comes up at each depth."""

    name = "seed-bed"
    number = "00"
    title = WORDS.title
    minutes = 5
    limits = WORDS.limits
    asks = (WORDS.ask("best", low=1, high=8, truth=lambda: model.BEST_CM, told="depth"),)
    controls = (WORDS.range("depth", DEPTHS, steppers=True), WORDS.switch("wet", value=True))
    missions = (
        WORDS.mission("depth", shows=("depth",), goal=lambda values: values["depth"] == model.BEST_CM),
        WORDS.mission("dry", shows=("depth", "wet"), goal=lambda values: not values["wet"], guess=()),
    )

    def chart(self) -> bqplot.Figure:
        """Return a bar for each depth."""
        across, up = bqplot.OrdinalScale(), charts.linear(0, 100)
        self.bars = bqplot.Bars(x=list(DEPTHS), y=[0.0] * len(DEPTHS), scales={"x": across, "y": up})
        axes = [
            charts.axis(across, WORDS.say("chart.across")),
            charts.axis(up, WORDS.say("chart.up"), orientation="vertical"),
        ]
        return charts.figure([self.bars], axes)

    def update(self, values: dict[str, Any]) -> Reading:
        """Redraw the bars; the one of the chosen depth stands out."""
        depth, wet = values["depth"], values["wet"]
        shares = [model.sprouting(one, wet) for one in DEPTHS]
        self.bars.y = shares
        self.bars.colors = [charts.ACCENT if one == depth else charts.LINE for one in DEPTHS]
        bed = WORDS.say("beds.wet") if wet else WORDS.say("beds.dry")
        return Reading(
            WORDS.say("reading", depth=depth, bed=bed, share=model.sprouting(depth, wet)),
            pd.DataFrame({WORDS.say("chart.across"): list(DEPTHS), WORDS.say("chart.up"): shares}),
            self.title,
        )
