"""The chair's pen: what someone can change who has no troops and no vote, and writes the draft."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import ipywidgets
import numpy as np
import pandas as pd

from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Values
from lessonkit.explorer.texts import words
from nato_course.explorers.chairs_pen import model as agenda
from nato_course.explorers.chairs_pen.charts import Plane, RoomCurve

Point = tuple[float, float]

WORDS = words("chairs-pen")
PLACES = range(0, agenda.SIZE + 1, 5)
FAR, BOLD = (90, 10), (10, 90)  # a status quo that all dislike, and a wish that not all can accept
SPREAD = 25
START = {"members": 1, "spread": SPREAD, "sq_x": FAR[0], "sq_y": FAR[1], "chair_x": BOLD[0], "chair_y": BOLD[1]}


def letter(at: int) -> str:
    """Return the name of an ally: Ally A to Ally Z, then Ally AA."""
    return WORDS.say("ally", letter=chr(65 + at) if at < 26 else f"A{chr(39 + at)}")


def place(point: Sequence[float]) -> str:
    """Return a point as "(90, 10)"."""
    return f"({point[0]:.0f}, {point[1]:.0f})"


def of_100(share: float) -> str:
    """Return a share of all texts as "28 of 100", without calling a small one nothing."""
    return WORDS.say("of_100.some" if share >= 0.01 or not share else "of_100.few", share=100 * share)


@cache
def rooms(spread: int, status_quo: Point) -> np.ndarray:
    """Return the room of the chair for 1 to 32 allies, 0 to 1, shape (32,)."""
    return agenda.shares(agenda.allies(agenda.MOST, spread), status_quo)


@cache
def proposal(number: int, spread: int, status_quo: Point, wish: Point) -> agenda.Proposal:
    """Return what the chair puts forward."""
    return agenda.propose(agenda.allies(number, spread), status_quo, wish)


def more_allies() -> str:
    """Return what one ally more does to the room of the chair, as the key of an answer."""
    steps = np.diff(rooms(SPREAD, FAR))
    return "less" if (steps <= 0).all() else "more" if (steps >= 0).all() else "either"


def best_time() -> str:
    """Return when the chair can change most, as the key of an answer: the wish itself opens no room."""
    middle = (agenda.SIZE / 2, agenda.SIZE / 2)
    return "disliked" if rooms(SPREAD, FAR)[-1] > rooms(SPREAD, middle)[-1] else "middle"


def setting(values: Values) -> tuple[int, int, Point, Point]:
    """Return the values as (number, spread, status quo, wish)."""
    return values["members"], values["spread"], (values["sq_x"], values["sq_y"]), (values["chair_x"], values["chair_y"])


def in_core(values: Values) -> bool:
    """Return whether the status quo lies between the allies' wishes."""
    number, spread, status_quo, _ = setting(values)
    return agenda.in_core(agenda.allies(number, spread), status_quo)


# ---- missions ---------------------------------------------------------------------------------


def found_room(values: Values) -> str:
    """What mission 1 shows."""
    _, spread, status_quo, _ = setting(values)
    room = rooms(spread, status_quo)
    sizes = [WORDS.say("size", share=100 * room[number - 1], number=number) for number in (1, 7, 12, 16, 32)]
    return WORDS.say("missions.room.found", sizes=", ".join(sizes), steps=agenda.MOST - 1)


def found_core(values: Values) -> str:
    """What mission 2 shows."""
    number, spread, status_quo, _ = setting(values)
    return WORDS.say(
        "missions.core.found",
        status_quo=place(status_quo),
        number=number,
        where=WORDS.say("core.inside" if in_core(values) else "core.near"),
        far=place(FAR),
        room=of_100(rooms(spread, FAR)[number - 1]),
    )


def found_wish(values: Values) -> str:
    """What mission 3 shows."""
    number, spread, status_quo, wish = setting(values)
    bold = proposal(number, spread, FAR, BOLD)
    return WORDS.say(
        "missions.wish.found",
        wish=place(wish),
        away=np.hypot(*np.subtract(wish, status_quo)),
        bold=place(BOLD),
        best=place(bold.point),
        short=bold.to_wish,
        ally=letter(int(bold.gains.argmin())),
    )


MISSIONS = (
    WORDS.mission(
        "room",
        shows=("members",),
        start=START,
        goal=lambda values: values["members"] == agenda.MOST,
        found=found_room,
        guess=("room", "texts"),
    ),
    WORDS.mission(
        "core",
        shows=("sq_x", "sq_y"),
        start={**START, "members": agenda.MOST},
        goal=lambda values: not proposal(*setting(values)).passes,
        found=found_core,
        guess=("when",),
    ),
    WORDS.mission(
        "wish",
        shows=("chair_x", "chair_y"),
        start={**START, "members": agenda.MOST},
        goal=lambda values: proposal(*setting(values)).passes and proposal(*setting(values)).to_wish == 0,
        found=found_wish,
        guess=(),
    ),
)


class ChairsPen(Explorer):
    """How much can one person without troops or a vote change?"""

    name = "chairs-pen"
    number = "08"
    title = WORDS.title
    minutes = 12
    limits = WORDS.limits
    missions = MISSIONS
    asks = (
        WORDS.ask("room", truth=lambda: more_allies(), told="room"),
        WORDS.ask("texts", truth=lambda: 100 * rooms(SPREAD, FAR)[agenda.MOST - 1], told="room"),
        WORDS.ask("when", truth=lambda: best_time(), told="core"),
    )
    controls = (
        WORDS.range("members", range(1, agenda.MOST + 1), value=agenda.MOST, steppers=True),
        WORDS.range("spread", range(5, 41, 5), value=SPREAD),
        WORDS.range("sq_x", PLACES, value=FAR[0], steppers=True),
        WORDS.range("sq_y", PLACES, value=FAR[1], steppers=True),
        WORDS.range("chair_x", PLACES, value=BOLD[0], steppers=True),
        WORDS.range("chair_y", PLACES, value=BOLD[1], steppers=True),
    )

    def chart(self) -> ipywidgets.Box:
        self.plane, self.room_curve = Plane(), RoomCurve()
        layout = ipywidgets.Layout(flex_flow="row wrap", width="auto", overflow="visible")
        return ipywidgets.Box([self.plane.figure, self.room_curve.figure], layout=layout)

    def update(self, values: dict[str, Any]) -> Reading:
        number, spread, status_quo, wish = setting(values)
        ideals = agenda.allies(number, spread)
        best = proposal(number, spread, status_quo, wish)
        least = int(best.gains.argmin()) if best.passes else None
        self.plane.draw(
            ideals,
            [letter(at) for at in range(number)],
            status_quo,
            wish,
            best,
            room=agenda.outline(ideals, status_quo),
            hull=agenda.hull(ideals),
            least=least,
            title=WORDS.say("chart.passes" if best.passes else "chart.stands", share=of_100(best.share)),
        )
        self.room_curve.draw(rooms(spread, status_quo), number, self.guess_marks.get("texts"))
        text = self._passes(values, best) if best.passes else self._stands(values, best)
        caption = WORDS.say("table.caption", status_quo=place(status_quo))
        return Reading(text, self._table(ideals, status_quo, best), caption)

    @staticmethod
    def _passes(values: Values, best: agenda.Proposal) -> str:
        number, _, status_quo, wish = setting(values)
        least = int(best.gains.argmin())
        sentences = [
            WORDS.say(
                "reading.one" if number == 1 else "reading.all",
                number=number,
                share=of_100(best.share),
                status_quo=place(status_quo),
            ),
            WORDS.say(
                "reading.short" if best.to_wish else "reading.reached",
                wish=place(wish),
                point=place(best.point),
                short=round(best.to_wish),
            ),
            WORDS.say("reading.least", ally=letter(least), gain=best.gains[least]),
        ]
        return " ".join(sentences)

    @staticmethod
    def _stands(values: Values, best: agenda.Proposal) -> str:
        number, _, status_quo, wish = setting(values)
        why = "one" if number == 1 else "between" if in_core(values) else "near"
        first = WORDS.say(f"stands.{why}", number=number, status_quo=place(status_quo))
        return f"{first} {WORDS.say('stays', away=round(best.to_wish), wish=place(wish))}"

    @staticmethod
    def _table(ideals: np.ndarray, status_quo: Point, best: agenda.Proposal) -> pd.DataFrame:
        before, after = (agenda.distances(point, ideals)[0] for point in (status_quo, best.point))
        table = {
            "ally": [letter(at) for at in range(len(ideals))],
            "wish": [place(ideal) for ideal in ideals],
            "before": [f"{value:.1f}" for value in before],
            "after": [f"{value:.1f}" for value in after],
            "gain": [f"{value:.1f}" for value in best.gains],
        }
        return pd.DataFrame(table).rename(columns=WORDS.each("table.columns"))
