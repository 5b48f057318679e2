"""The chair's pen: what someone can change who has no troops and no vote, and writes the draft."""

from functools import cache

import ipywidgets
import numpy as np
import pandas as pd

from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Ask, AskChoice, Mission, Range
from nato_course.explorers.chairs_pen import model as agenda
from nato_course.explorers.chairs_pen.charts import Plane, RoomCurve

PLACES = range(0, agenda.SIZE + 1, 5)
FAR, BOLD = (90, 10), (10, 90)  # a status quo that all dislike, and a wish that not all can accept
SPREAD = 25
START = {"members": 1, "spread": SPREAD, "sq_x": FAR[0], "sq_y": FAR[1], "chair_x": BOLD[0], "chair_y": BOLD[1]}

LIMITS = """
- **Nobody in particular.** The allies have letters, and their wishes are made up: an even spread round the middle. No dot stands for a government.
- **The pen is stronger here than in life.** In the model one person alone may propose, and the others take it or leave it. In NATO any ally can ask for another word, and ambassadors redraft together.
- **The pen is also weaker here than in life.** The dots never move. A real chair may persuade, choose the moment, ask one ally to speak to another, or offer somebody credit. The model has none of that.
- **Two questions only.** Real texts answer dozens, and allies trade one for another.
- **More allies need not mean fewer decisions.** For one fixed status quo a further ally can only take room away. But NATO with 32 allies faces other questions than NATO with 12.
- **The status quo is a choice too.** What happens if there is no text? Allies often disagree about that.

The setter who proposes against a status quo is that of Thomas Romer and Howard Rosenthal (1978). The rule of unanimity is that of George Tsebelis, *Veto Players* (2002).
"""


def letter(at: int) -> str:
    """Return the name of an ally: Ally A to Ally Z, then Ally AA."""
    return f"Ally {chr(65 + at)}" if at < 26 else f"Ally A{chr(39 + at)}"


def place(point) -> str:
    return f"({point[0]:.0f}, {point[1]:.0f})"


def of_100(share: float) -> str:
    """Return a share of all texts as "28 of 100", without calling a small one nothing."""
    return f"{100 * share:.0f} of 100" if share >= 0.01 or not share else "fewer than 1 of 100"


def allies(number: int) -> str:
    return "1 ally" if number == 1 else f"{number} allies"


@cache
def rooms(spread: int, status_quo: tuple) -> np.ndarray:
    """Return the room of the chair for 1 to 32 allies, 0 to 1."""
    return agenda.shares(agenda.allies(agenda.MOST, spread), status_quo)


@cache
def proposal(number: int, spread: int, status_quo: tuple, wish: tuple) -> agenda.Proposal:
    return agenda.propose(agenda.allies(number, spread), status_quo, wish)


def setting(values: dict) -> tuple:
    """Return the values as (number, spread, status quo, wish)."""
    return values["members"], values["spread"], (values["sq_x"], values["sq_y"]), (values["chair_x"], values["chair_y"])


# ---- what is found ----------------------------------------------------------------------------


def found_room(values: dict) -> str:
    """What mission 1 shows."""
    _, spread, status_quo, _ = setting(values)
    room = rooms(spread, status_quo)
    sizes = ", ".join(f"{100 * room[number - 1]:.0f} for {number}" for number in (1, 7, 12, 16, 32))
    grew = int((np.diff(room) > 0).sum())
    return (
        f"**Less, and never more.** Of 100 texts the chair could pass {sizes} allies. "
        f"In {agenda.MOST - 1} steps the room grew {'not once' if not grew else f'{grew} times'}. "
        "The reason needs no numbers: a text must please everyone at the table, and one more chair at the table can only say one more no. "
        "Tsebelis (2002) proves it for any body in which each member has a veto."
    )


def found_core(values: dict) -> str:
    """What mission 2 shows."""
    number, spread, status_quo, _ = setting(values)
    far = rooms(spread, FAR)[number - 1]
    inside = agenda.in_core(agenda.allies(number, spread), status_quo)
    where = (
        "It lies inside the dashed line" if inside else "It lies so near the dashed line that no whole point is left"
    )
    return (
        f"**No room at all.** At {place(status_quo)} no text is better for all {number} allies. {where}. A status quo between the allies' "
        "wishes is safe: whichever way the chair moves it, some ally loses. Nobody need be happy with it. "
        f"At {place(FAR)}, where every ally disliked it, the chair could choose among {of_100(far)} texts. "
        "The same pen, the same person. What changed is how content the others are."
    )


def found_wish(values: dict) -> str:
    """What mission 3 shows."""
    number, spread, status_quo, wish = setting(values)
    bold = proposal(number, spread, FAR, BOLD)
    return (
        f"**A wish inside the region comes true in full.** With the wish {place(wish)} the chair gets exactly that, "
        f"{np.hypot(*np.subtract(wish, status_quo)):.0f} points from the status quo. With the wish {place(BOLD)} the best text was {place(bold.point)}, "
        f"{bold.to_wish:.0f} points short, and {letter(int(bold.gains.argmin()))} set the edge. A chair chooses freely **within** the room. "
        "How large the room is, the allies decide."
    )


MISSIONS = (
    Mission(
        "One ally sits at the table. It would accept every text in the shaded region, since all of them lie nearer to its dot "
        "than the status quo does. Add **allies** one by one, up to 32. What happens to the region?",
        shows=("members",),
        start=START,
        goal=lambda values: values["members"] == agenda.MOST,
        found=found_room,
        guess=("room", "texts"),
    ),
    Mission(
        "Now all 32 are there. Move the **status quo** until the region is gone. Where is it then? "
        "The dashed line runs round the allies' wishes.",
        shows=("sq_x", "sq_y"),
        start={**START, "members": agenda.MOST},
        goal=lambda values: not proposal(*setting(values)).passes,
        found=found_core,
        guess=("when",),
    ),
    Mission(
        "Back to a status quo that all dislike. The chair wishes for a text in the far corner and gets only the nearest one that passes. "
        "Move the **wish** until the chair gets all of it.",
        shows=("chair_x", "chair_y"),
        start={**START, "members": agenda.MOST},
        goal=lambda values: proposal(*setting(values)).to_wish == 0,
        found=found_wish,
        guess=(),
    ),
)


class ChairsPen(Explorer):
    """How much can one person without troops or a vote change?"""

    name = "chairs-pen"
    number = "08"
    title = "The chair's pen"
    minutes = 12
    limits = LIMITS
    missions = MISSIONS
    asks = (
        AskChoice(
            "room",
            "All allies must prefer the chair's text to the status quo. One more ally joins. How much room has the chair then?",
            {"more": "More, or the same", "less": "Less, or the same", "either": "It can go either way"},
        ),
        Ask(
            "texts",
            "The status quo is far from everyone's wish. How many of 100 possible texts do all 32 allies prefer to it?",
            unit="texts",
        ),
        AskChoice(
            "when",
            "When can the chair change most?",
            {
                "disliked": "When everyone dislikes the status quo",
                "middle": "When the status quo is a compromise in the middle",
                "bold": "When the chair has the boldest wish",
            },
        ),
    )
    controls = (
        Range("members", "Number of allies", range(1, agenda.MOST + 1), value=agenda.MOST, steppers=True),
        Range("spread", "How far apart the wishes lie", range(5, 41, 5), value=SPREAD, text="{} points".format),
        Range("sq_x", "Status quo, question 1", PLACES, value=FAR[0], steppers=True),
        Range("sq_y", "Status quo, question 2", PLACES, value=FAR[1], steppers=True),
        Range("chair_x", "Chair's wish, question 1", PLACES, value=BOLD[0], steppers=True),
        Range("chair_y", "Chair's wish, question 2", PLACES, value=BOLD[1], steppers=True),
    )

    def chart(self):
        self._plane, self._curve = Plane(), RoomCurve()
        layout = ipywidgets.Layout(flex_flow="row wrap", width="auto", overflow="visible")
        return ipywidgets.Box([self._plane.figure, self._curve.figure], layout=layout)

    def update(self, values):
        number, spread, status_quo, wish = setting(values)
        ideals = agenda.allies(number, spread)
        best = proposal(number, spread, status_quo, wish)
        least = int(best.gains.argmin()) if best.passes else None
        self._plane.draw(
            ideals,
            status_quo,
            wish,
            best,
            room=agenda.outline(ideals, status_quo),
            hull=agenda.hull(ideals),
            least=None if least is None else (least, letter(least)),
            title=f"All prefer {of_100(best.share)} texts" if best.passes else "The status quo stands",
        )
        self._curve.draw(rooms(spread, status_quo), number)
        text = self._passes(values, best, least) if best.passes else self._stands(values, best)
        return Reading(
            text, self._table(ideals, status_quo, best), f"The allies and the status quo at {place(status_quo)}"
        )

    @staticmethod
    def _passes(values, best, least):
        number, _, status_quo, wish = setting(values)
        who = "The one ally prefers" if number == 1 else f"All {number} allies prefer"
        reached = (
            f"The chair's wish {place(wish)} is one of them, so the chair gets all of it."
            if not best.to_wish
            else f"The chair wishes {place(wish)}; the nearest of them is {place(best.point)}, {best.to_wish:.0f} points short of the wish."
        )
        return (
            f"{who} {of_100(best.share)} texts to the status quo at {place(status_quo)}. {reached} "
            f"{letter(least)} gains least by it: {best.gains[least]:.1f} points."
        )

    @staticmethod
    def _stands(values, best):
        number, spread, status_quo, wish = setting(values)
        core = agenda.in_core(agenda.allies(number, spread), status_quo)
        why = "lies between their wishes" if core and number > 1 else "lies on or very near their wishes"
        who = "the one ally" if number == 1 else f"all {number} allies"
        return (
            f"No text is better for {who}, because the status quo at {place(status_quo)} {why}. "
            f"The chair can pass nothing. The status quo stands, {best.to_wish:.0f} points from the chair's wish {place(wish)}."
        )

    @staticmethod
    def _table(ideals, status_quo, best):
        before, after = (agenda.distances(point, ideals)[0] for point in (status_quo, best.point))
        return pd.DataFrame(
            {
                "Ally": [letter(at) for at in range(len(ideals))],
                "Its wish": [place(ideal) for ideal in ideals],
                "Status quo is away": [f"{value:.1f}" for value in before],
                "Outcome is away": [f"{value:.1f}" for value in after],
                "Nearer by": [f"{value:.1f}" for value in best.gains],
            }
        )
