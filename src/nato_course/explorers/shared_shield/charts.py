"""The charts of the shared shield. A chart is built once; ``draw`` gives it new marks."""

from collections.abc import Sequence

import numpy as np

from lessonkit.explorer.charts import BLUE, GUESS, INK, Chart, Part, axis, bars, dots, line, names, rows, rule, sign
from lessonkit.explorer.texts import words

WORDS = words("shared-shield")
ALLIES = 31
TOP = 5.0  # the share of GDP, in per cent, at the end of an axis unless a bar is longer
LABEL_FIRST = ("USA", "POL", "EST", "GRC", "ESP", "LUX", "DEU", "FIN", "CAN", "TUR", "MNE")  # of the lesson's text


class AllyChart:
    """Bars for the model and dots for the real figures, one row an ally, the largest economy on top."""

    def __init__(self) -> None:
        self.figure = Chart()

    def draw(
        self, allies: Sequence[str], model: np.ndarray, real: np.ndarray, claim: str, guess: float | None = None
    ) -> None:
        """Show the model's burdens against the real ones; both in % of GDP, smallest economy first.

        guess: how many allies would pay, as was predicted. In the model the largest pay first.
        """
        down = np.arange(len(allies))[::-1]
        said = WORDS.each("allies.chart")
        self.figure.show(
            axis(WORDS.say("up"), 0, max(TOP, 1.05 * float(model.max())), unit="% of GDP", digits=2),
            names(allies[::-1]),
            [
                bars(rows(at=down, value=model, name=allies), colour=BLUE, name=said["model"], rank=True),
                None
                if guess is None
                else rule(y=guess - 0.5, name=said["guess"], say=WORDS.say("allies.guess", payers=guess), colour=GUESS),
                dots(rows(x=real, y=down, name=allies), colour=INK, name=said["real"], rank=True, measure="x", size=4),
            ],
            title=claim,
            note=said["order"],
            key=[sign(said["model"], BLUE, "square"), sign(said["real"], INK)],
        )


class SlopeChart:
    """One dot per ally: its real burden against its size or its distance from Moscow."""

    def __init__(self, x: Part):
        self.x, self.figure = x, Chart("1 1 300px")

    def draw(
        self,
        codes: Sequence[str],
        allies: Sequence[str],
        across: np.ndarray,
        burden: np.ndarray,
        claim: tuple[str, str],
        guess: np.ndarray | None = None,
    ) -> None:
        """Show a year's dots. guess: the learner's line, by size rank."""
        first = sorted(range(len(allies)), key=lambda at: codes[at] not in LABEL_FIRST)
        named = [allies[at] for at in first]
        guess_name = WORDS.say("slopes.chart.guess")
        y = axis(WORDS.say("up"), 0, TOP, unit="% of GDP", digits=2)
        points = rows(x=across[first], y=burden[first], name=named, label=named)
        drawn = None if guess is None else line(across, guess, colour=GUESS, dash="dashed", name=guess_name, quiet=True)
        self.figure.show(
            self.x,
            y,
            [drawn, dots(points, colour=BLUE, rank=True, size=4.5)],
            title=claim[0],
            note=claim[1],
            key=[] if guess is None else [sign(guess_name, GUESS, "dash")],
        )
