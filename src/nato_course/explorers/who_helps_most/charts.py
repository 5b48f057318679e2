"""The chart of "Who helps most?": one bar for each of the first ten donors of a ranking."""

from collections.abc import Sequence

from lessonkit.explorer.charts import BLUE, Chart, axis, bars, names, rows, sign
from lessonkit.explorer.texts import words

WORDS = words("who-helps-most")
BARS = 10


class RankingChart:
    """Bars, the largest on top. A filled bar is an ally, an outlined one is no ally."""

    def __init__(self) -> None:
        self.figure = Chart()

    def draw(
        self,
        donors: Sequence[str],
        values: Sequence[float],
        texts: Sequence[str],
        allies: Sequence[bool],
        unit: str,
        claim: str,
    ) -> None:
        """Show the first ten donors, largest first; fewer than ten leave the lower rows empty."""
        longest = max([*values, 0.0]) or 1.0
        drawn = rows(
            at=range(len(donors)),
            value=[max(value, 0.0) for value in values],
            name=donors,
            text=texts,
            say=texts,
            hollow=[not ally for ally in allies],
        )
        who = WORDS.each("chart")
        self.figure.show(
            axis(unit, 0, 1.22 * longest),  # room for the figure at the end of the longest bar
            names([*donors, *[""] * (BARS - len(donors))]),
            [bars(drawn, colour=BLUE, rank=True)],
            title=claim,
            key=[
                sign(who["ally"], BLUE, "square"),
                *([] if all(allies) else [sign(who["other"], BLUE, "square", hollow=True)]),
            ],
        )
