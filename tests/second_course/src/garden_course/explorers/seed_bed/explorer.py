"""The seed bed: how deep, and how wet?"""

import bqplot
import pandas as pd

from garden_course.explorers.seed_bed import model
from lessonkit.explorer import charts
from lessonkit.explorer.frame import Ask, Explorer, Mission, Range, Reading, Switch

DEPTHS = range(1, 9)


class SeedBed(Explorer):
    """What comes up at each depth."""

    name = "seed-bed"
    number = "00"
    title = "The seed bed"
    minutes = 5
    limits = "The rule is made up. No real seed was sown for it."
    asks = (Ask("best", "At which depth does most come up?", unit="cm", low=1, high=8),)
    controls = (Range("depth", "Depth", values=DEPTHS, text="{} cm".format, steppers=True), Switch("wet", "Water the bed", value=True))
    missions = (
        Mission(
            "Move the **depth**. Stop where most comes up.",
            shows=("depth",),
            goal=lambda values: values["depth"] == model.BEST_CM,
            found="**Most seeds come up at 3 cm.**",
            start={"depth": 1},
        ),
        Mission(
            "Do not water the bed. What happens?",
            shows=("depth", "wet"),
            goal=lambda values: not values["wet"],
            found="**A dry bed halves what comes up.**",
            guess=(),
        ),
    )

    def chart(self) -> bqplot.Figure:
        across, up = bqplot.OrdinalScale(), charts.linear(0, 100)
        self.bars = bqplot.Bars(x=list(DEPTHS), y=[0.0] * len(DEPTHS), scales={"x": across, "y": up})
        axes = [charts.axis(across, "Depth in cm"), charts.axis(up, "Seeds that come up, in %", orientation="vertical")]
        return charts.figure([self.bars], axes)

    def update(self, values: dict) -> Reading:
        shares = [model.sprouting(depth, values["wet"]) for depth in DEPTHS]
        self.bars.y = shares
        self.bars.colors = [charts.ACCENT if depth == values["depth"] else charts.LINE for depth in DEPTHS]
        table = pd.DataFrame({"Depth, cm": list(DEPTHS), "Seeds that come up, %": shares})
        bed = "wet" if values["wet"] else "dry"
        share = model.sprouting(values["depth"], values["wet"])
        return Reading(f"At {values['depth']} cm in a {bed} bed, {share:g} % of the seeds come up.", table, "The seed bed")
