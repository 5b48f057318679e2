"""The seed bed: how deep, and how wet?"""

from typing import Any

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

    def chart(self) -> charts.Chart:
        """Return a bar for each depth."""
        self.bed_chart = charts.Chart()
        return self.bed_chart

    def update(self, values: dict[str, Any]) -> Reading:
        """Redraw the bars; the one of the chosen depth stands out."""
        depth, wet = values["depth"], values["wet"]
        shares = [model.sprouting(one, wet) for one in DEPTHS]
        depths = [f"{one} cm" for one in DEPTHS]
        colours = [charts.BLUE if one == depth else charts.FAINT for one in DEPTHS]
        self.bed_chart.show(
            charts.names(depths, WORDS.say("chart.across")),
            charts.axis(WORDS.say("chart.up"), 0, 100, unit="%", digits=0),
            [charts.bars(charts.rows(at=range(len(depths)), value=shares, name=depths, colour=colours), rank=True)],
        )
        bed = WORDS.say("beds.wet") if wet else WORDS.say("beds.dry")
        return Reading(
            WORDS.say("reading", depth=depth, bed=bed, share=model.sprouting(depth, wet)),
            pd.DataFrame({WORDS.say("chart.across"): list(DEPTHS), WORDS.say("chart.up"): shares}),
            self.title,
        )
