"""The charts of the chair's pen: the plane of texts, and the room by number of allies.

Every mark has a name or a shape of its own, never a colour alone.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from lessonkit.explorer.charts import AMBER, BLUE, GUESS, INK, SOFT, Chart, Part, axis, dots, line, rule
from lessonkit.explorer.texts import words
from nato_course.explorers.chairs_pen.model import MOST, SIZE, Proposal

WORDS = words("chairs-pen")
TICKS = range(0, SIZE + 1, 20)
Point = tuple[float, float]


class Plane:
    """The texts, the allies' wishes, the room that they leave, and what the chair puts forward."""

    def __init__(self) -> None:
        self.figure = Chart("1 1 380px")
        self.x = axis(WORDS.say("chart.across"), 0, SIZE, ticks=TICKS, digits=0)
        self.y = axis(WORDS.say("chart.up"), 0, SIZE, ticks=TICKS, digits=0)

    def draw(
        self,
        ideals: np.ndarray,
        letters: Sequence[str],
        status_quo: Point,
        wish: Point,
        proposal: Proposal,
        room: np.ndarray,
        hull: np.ndarray,
        least: int | None,
        title: str,
    ) -> None:
        """Show one setting. room, hull: corners. least: the ally that gains least, or None."""
        marks = [
            line(room[:, 0], room[:, 1], colour=BLUE, closed=True, fill=True) if len(room) else None,
            line(hull[:, 0], hull[:, 1], colour=SOFT, dash="dashed", width=1.5, closed=True) if len(hull) > 2 else None,
            line(*np.transpose([wish, proposal.point]), colour=BLUE, dash="dotted", width=1.5, mute=True),
            *self._named(status_quo, wish, proposal),
            *self._allies(ideals, letters, least),
        ]
        self.figure.show(self.x, self.y, marks, title=title, square=True, grid=True)

    @staticmethod
    def _allies(ideals: np.ndarray, letters: Sequence[str], least: int | None) -> list[Part]:
        """The allies as dots; the one that gains least has a ring and its letter."""
        every = [
            {"x": x, "y": y, "name": WORDS.say("chart.ally", ally=letter), "say": WORDS.say("chart.at", x=x, y=y)}
            for (x, y), letter in zip(ideals, letters, strict=True)
        ]
        if least is None:
            return [dots(every, colour=INK, size=3)]
        ring = every[least] | {"label": letters[least], "must": True}
        return [dots([ring], colour=INK, hollow=True, size=6), dots(every, colour=INK, size=3)]

    @staticmethod
    def _named(status_quo: Point, wish: Point, proposal: Proposal) -> list[Part]:
        """The three texts; those on one spot share a name."""
        texts: list[tuple[str, Point, dict[str, Any]]] = [
            ("status_quo", status_quo, {"shape": "square", "colour": AMBER}),
            ("wish", wish, {"shape": "diamond", "colour": BLUE, "hollow": True}),
        ]
        if proposal.passes:
            texts.append(("proposal", proposal.point, {"shape": "triangle", "colour": BLUE}))
        said = WORDS.each("chart.texts")
        drawn, taken = [], set()
        for key, place, look in texts:
            x, y = (float(part) for part in place)
            here = [said[other] for other, at, _ in texts if tuple(at) == tuple(place)]
            name = {"label": " = ".join(here), "must": True} if (x, y) not in taken else {}
            taken.add((x, y))
            row = {"x": x, "y": y, "name": said[key], "say": WORDS.say("chart.at", x=x, y=y), **name}
            drawn.append(dots([row], size=6, **look))
        return drawn


class RoomCurve:
    """The room that is left to the chair as one ally after another takes a seat."""

    def __init__(self) -> None:
        self.figure = Chart("1 1 260px")
        self.x = axis(WORDS.say("curve.across"), 0, MOST + 1, ticks=[1, 7, 12, 16, 19, 32], digits=0)
        self.y = axis(WORDS.say("curve.up"), 0, SIZE, ticks=TICKS, digits=0)

    def draw(self, shares: np.ndarray, number: int, guess: float | None) -> None:
        """shares: the room for 1 to 32 allies, 0 to 1. number: how many sit there now. guess: what was predicted."""
        room = 100 * shares
        here = WORDS.say("of_100.some", share=room[number - 1])
        row = {"x": number, "y": room[number - 1], "name": WORDS.say("curve.seats", number=number), "say": here}
        self.figure.show(
            self.x,
            self.y,
            [
                None if guess is None else rule(y=guess, name=WORDS.say("curve.guess"), colour=GUESS),
                line(np.arange(1, MOST + 1), room, colour=BLUE, step=True),
                dots([{**row, "label": here, "must": True}], colour=INK, size=5.5),
            ],
            title=WORDS.say("curve.title"),
            height=380,
        )
