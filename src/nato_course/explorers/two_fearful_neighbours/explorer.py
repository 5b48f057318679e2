"""Two fearful neighbours: Richardson's arms race, and what the Cold War's figures make of it."""

from functools import cache

import ipywidgets
import numpy as np
import pandas as pd

from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import AskChoice, Choice, Mission, Range, Switch
from lessonkit.explorer.parts import Views, button
from lessonkit.texts.words import signed
from nato_course.explorers.two_fearful_neighbours import model
from nato_course.explorers.two_fearful_neighbours.charts import RacePair, RealPair

FIRST, LAST = 1949, 1988
SOURCE = "Correlates of War, National Material Capabilities"
NAMES = ("United States", "Soviet Union")
SERIES = {  # column, divisor, unit, unit in a sentence
    "spending": ("spending_usd_thousand", 1e6, "Billion US$, current", "billion US dollars, current prices"),
    "personnel": ("personnel_thousand", 1e3, "Million soldiers", "million soldiers"),
}
VIEWS = {
    "model": "The model",
    "spending": "Spending of the two superpowers",
    "personnel": "Soldiers of the two superpowers",
}
TECHNOLOGY = {
    "mixed": "neither",
    "defence": "defence (fear × 0.5)",
    "offence": "attack (fear × 1.5)",
}
TENTHS = tuple(step / 20 for step in range(21))
GRUDGES = tuple(step / 20 for step in range(-20, 21))
STARTS = tuple(step / 20 for step in range(61))

CALM = {"a": 0.2, "b": 0.2, "m": 0.3, "n": 0.3, "r": 0.1, "s": 0.1, "x0": 2.0, "y0": 2.0, "tech": "mixed"}
SCARE = {**CALM, "a": 0.4, "b": 0.4, "r": 0.0, "s": 0.0, "x0": 0.1, "y0": 0.1}
GOODWILL = {**CALM, "r": -0.1, "s": -0.1}
TIPPING = {**SCARE, "r": -0.1, "s": -0.1, "x0": 1.05, "y0": 1.05}
PRESETS = {"Calm": CALM, "Scare": SCARE, "Goodwill": GOODWILL, "Tipping point": TIPPING}
OUTCOMES = {
    "settles": "settle at some level",
    "runs away": "grow without end",
    "disarms": "both go to nothing",
}

LIMITS = """
- **It is no forecast of war.** The model has arms in it and nothing else: no crisis, no ally, no decision. "Runs away" means that its rules cannot stop growth, not that anyone attacks.
- **Spending is not fear.** A budget also follows growth, prices, elections and the arms industry. Fear is not observed at all.
- **Two sides only.** The Cold War had two alliances, China, and wars in Korea and Vietnam.
- **The technology factors (0.5 and 1.5) are stipulated.** Robert Jervis (1978) gives no numbers. He argues that the dilemma is milder where defence has the advantage and where it looks different from attack.
- **The figures are weak.** Spending is in current dollars, so prices make both lines rise. The Soviet figures are estimates turned into dollars. Between 1988 and 1989 they drop by more than half, while the number of soldiers falls by one in twenty: a break in the counting is likelier than a break in the army. The fit therefore ends in 1988 unless you say otherwise.
- **Published tests speak against this simple form.** Stephen Majeski and David Jones (1981) tested twelve pairs of states: in most, spending on one side did not depend on the other's, and where it did, Richardson's form did not fit. David Byers and David Peel (1989) found a long-run link between NATO's and the Warsaw Pact's spending, with richer dynamics than these. Richard Stoll (2017) reviews the field: most of its important questions were still open.

The model is that of Lewis Fry Richardson, *Arms and Insecurity* (1960).
"""


def race_of(values: dict) -> model.Race:
    """Return the race that the controls describe, technology included."""
    race = model.Race(**{key: values[key] for key in ("a", "b", "m", "n", "r", "s", "x0", "y0")})
    return race.with_technology(model.TECHNOLOGY[values["tech"]])


@cache
def figures(view: str, last: int) -> tuple:
    """Return years, the two series and their two fits for the view, from 1949 to ``last``."""
    column, divisor, _, _ = SERIES[view]
    table = load("capabilities")
    table = table[table["year"].between(FIRST, last)]
    series = table[table["iso3"].isin(["USA", "SUN"])].pivot(index="year", columns="iso3", values=column) / divisor
    usa, sun = (series[code].to_numpy(float) for code in ("USA", "SUN"))
    return series.index.to_numpy(), usa, sun, (model.fit(usa, sun), model.fit(sun, usa))


def amount(value: float) -> str:
    """Return a level of arms, without endless digits for a race that has run away."""
    return "more than a million" if value > 1e6 else f"{value:,.2f}"


def products(race: model.Race) -> str:
    """Compare the two products that decide."""
    fatigue, fear = race.m * race.n, race.a * race.b
    sign = ">" if race.stable else "=" if abs(race.margin) <= 1e-12 else "<"
    return f"m × n = {fatigue:.3g} {sign} a × b = {fear:.3g}"


def said(race: model.Race, path: model.Path) -> str:
    """Say the verdict in one sentence."""
    verdict = model.verdict(race, path)
    if verdict == "settles":
        x, y = model.rest(race) if race.stable else (path.x[-1], path.y[-1])
        return f"The race settles at {amount(x)} for X and {amount(y)} for Y."
    return {
        "disarms": "Both sides disarm.",
        "runs away": "The race runs away: within this model nothing stops it.",
        "balances": "The race stands on its tipping point: the smallest push decides.",
        "undecided": "After 60 years the race has not made up its mind.",
    }[verdict]


TITLES = {
    "settles": "The race settles",
    "disarms": "Both sides disarm",
    "runs away": "The race runs away",
    "balances": "On the tipping point",
    "undecided": "Not decided yet",
}


# ---- what the missions find --------------------------------------------------------------------


def found_goodwill(values: dict) -> str:
    """What mission 1 shows."""
    x, _ = model.equilibrium(race_of(CALM))
    return (
        f"With a small grievance of 0.1 each, the race **settled at {amount(x)}**. With goodwill on both sides "
        "**both disarm**. As long as m × n is larger than a × b, grievance and goodwill only move the point of rest. "
        "A point below nothing cannot be reached, so the paths stop at 0."
    )


def found_fear(values: dict) -> str:
    """What mission 2 shows."""
    race, start = race_of(values), race_of(SCARE)
    way = "Technology" if values["tech"] != "mixed" else "Less fear"
    return (
        f"At the start there was no grievance, and a scare of 0.1 was enough: {products(start)}, so **the race ran away**. "
        f"{way} has turned it: now {products(race)}. What decides is **fear × fear against fatigue × fatigue**. "
        "Goodwill cannot do this. It can only move the tipping point, so that a larger scare is needed."
    )


def found_real(values: dict) -> str:
    """What mission 3 shows."""
    (west, east), soldiers = (figures(view, LAST)[3] for view in ("spending", "personnel"))
    worst = [f"{fit.r2:.2f}" for fit in soldiers]
    off = [f"{fit.miss:.2f} million where the mean change was {np.abs(fit.changes).mean():.2f}" for fit in soldiers]
    return (
        f"**Spending, {FIRST} to {LAST}.** The American figures have the signs that the model expects (R² {west.r2:.2f}), but the fit "
        f"misses by {west.miss:.1f} billion a year where the mean change was {np.abs(west.changes).mean():.1f}. The Soviet ones reach R² "
        f"{east.r2:.2f} **with both signs wrong**: as if Moscow had cut when Washington armed, and armed because it had armed. "
        f"**Soldiers.** R² {worst[0]} and {worst[1]}, fear about 0 and below it on both sides. The misses are larger than "
        f"the changes: {off[0]}, and {off[1]}. A famous arms race does not follow the famous equations."
    )


MISSIONS = (
    Mission(
        "Two neighbours who tire faster than they fear, and each bears the other a small grievance. Read where they settle. "
        "Then turn **both grievances** into goodwill, below 0. What happens to the point of rest?",
        shows=("r", "s"),
        start={"view": "model", **CALM},
        goal=lambda v: v["r"] < 0 and v["s"] < 0,
        found=found_goodwill,
        guess=("calm", "goodwill"),
    ),
    Mission(
        "Now there is no grievance, but fear is higher, and a scare leaves each side with 0.1. Stop the race: lower "
        "**fear** on one side or both, or change what **technology** favours. Watch the two products below the chart.",
        shows=("a", "b", "tech"),
        start={"view": "model", **SCARE},
        goal=lambda v: race_of(v).stable,
        found=found_fear,
        guess=("scare",),
    ),
    Mission(
        "Leave the model's world. On the left is what the two superpowers spent. On the right, each dot is one year: the change "
        "that the fitted model gives, and the real one. Read R² and the signs. Then **show** soldiers instead.",
        shows=("view", "with_1989"),
        start={"view": "spending", "with_1989": False},
        goal=lambda v: v["view"] == "personnel",
        found=found_real,
        guess=(),
    ),
)


class TwoFearfulNeighbours(Explorer):
    """How can two sides that only want safety end up less safe?"""

    name = "two-fearful-neighbours"
    number = "03"
    title = "Two fearful neighbours"
    minutes = 12
    limits = LIMITS
    missions = MISSIONS
    asks = (
        AskChoice(
            "calm",
            "Two neighbours, X and Y, each begin with 2 units of arms. Each year both add 0.2 for every unit the other has (fear), "
            "take away 0.3 for every unit of their own (fatigue), and add 0.1 out of grievance. What will their arms do?",
            OUTCOMES,
        ),
        AskChoice(
            "goodwill",
            "The same two, but each bears the other goodwill: 0.1 less every year instead of 0.1 more.",
            OUTCOMES,
        ),
        AskChoice(
            "scare",
            "No grievance at all, and both begin with only 0.1. But fear is 0.4, and fatigue 0.3.",
            OUTCOMES,
        ),
    )
    controls = (
        Choice("view", "Show", VIEWS),
        Switch("with_1989", "Include 1989, when the Soviet figures break"),
        Range("a", "Fear of X (a)", TENTHS, value=CALM["a"], text="{:.2f}".format),
        Range("b", "Fear of Y (b)", TENTHS, value=CALM["b"], text="{:.2f}".format),
        Range("m", "Fatigue of X (m)", TENTHS, value=CALM["m"], text="{:.2f}".format),
        Range("n", "Fatigue of Y (n)", TENTHS, value=CALM["n"], text="{:.2f}".format),
        Range("r", "Grievance of X (r)", GRUDGES, value=CALM["r"], text=signed),
        Range("s", "Grievance of Y (s)", GRUDGES, value=CALM["s"], text=signed),
        Range("x0", "X begins with", STARTS, value=CALM["x0"], text="{:.2f}".format),
        Range("y0", "Y begins with", STARTS, value=CALM["y0"], text="{:.2f}".format),
        Choice("tech", "Technology favours", TECHNOLOGY),
    )

    def chart(self):
        self._race, self._real = RacePair(model.YEARS), RealPair()
        self._shown = None
        return Views({"model": self._race.figures} | dict.fromkeys(SERIES, self._real.figures))

    def beside(self):
        if not self.free:
            return []
        presets = [
            button(name, lambda setting=setting: self.set(view="model", **setting)) for name, setting in PRESETS.items()
        ]
        return [ipywidgets.HBox(presets, layout=ipywidgets.Layout(flex_flow="row wrap", overflow="visible"))]

    def update(self, values):
        return self._draw_race(values) if values["view"] == "model" else self._draw_real(values)

    def _draw_race(self, values):
        race = race_of(values)
        path = model.simulate(race)
        title = TITLES[model.verdict(race, path)]
        self._race.draw(race, path, (products(race), f"{title}: 60 years"))
        begins = f"X begins with {values['x0']:g} and Y with {values['y0']:g}"
        settings = (
            f"Fear {race.a:.3g} and {race.b:.3g}, fatigue {race.m:.3g} and {race.n:.3g}, "
            f"grievance {signed(race.r)} and {signed(race.s)}; {begins}. "
        )
        ends = f"After {model.YEARS} years X has {amount(path.x[-1])} and Y has {amount(path.y[-1])}."
        at = [round(year / model.STEP) for year in range(0, model.YEARS + 1, 10)]
        table = pd.DataFrame(
            {
                "Year": [f"{path.t[index]:.0f}" for index in at],
                "Arms of X": [amount(path.x[index]) for index in at],
                "Arms of Y": [amount(path.y[index]) for index in at],
            }
        )
        return Reading(
            f"{settings}{products(race)}. {said(race, path)} {ends}", table, f"Arms every ten years; {products(race)}"
        )

    def _draw_real(self, values):
        view, last = values["view"], LAST + values["with_1989"]
        _, _, unit, words = SERIES[view]
        years, usa, sun, fits = figures(view, last)
        if self._shown != (view, last):
            claim = "Both budgets rose, in current prices" if view == "spending" else "The Soviet forces were larger"
            fitted = f"R²: US {fits[0].r2:.2f}, Soviet Union {fits[1].r2:.2f}"
            self._real.draw(years, usa, sun, fits, unit, (claim, fitted))
            self._shown = view, last
        sentences = [f"{words[0].upper()}{words[1:]}, {FIRST} to {last} ({SOURCE})."]
        sentences += [self._fit_text(name, fit) for name, fit in zip(NAMES, fits, strict=True)]
        sentences.append("R² is 1 for a perfect fit and 0 for one no better than the mean change every year.")
        digits = 1 if view == "spending" else 2
        table = pd.DataFrame({"Year": [str(year) for year in years]})
        for name, series, fit in zip(NAMES, (usa, sun), fits, strict=True):
            table[name] = [f"{value:.{digits}f}" for value in series]
            table[f"{name}: change"] = ["–", *(signed(value, digits) for value in fit.changes)]
            table[f"{name}: change as fitted"] = ["–", *(signed(value, digits) for value in fit.fitted)]
        return Reading(
            " ".join(sentences), table, f"{words[0].upper()}{words[1:]}: levels, and yearly changes real and fitted"
        )

    @staticmethod
    def _fit_text(name, fit):
        wrong = {0: "", 1: f" ({''.join(fit.wrong)} has the wrong sign)", 2: " (both with the wrong sign)"}[
            len(fit.wrong)
        ]
        return (
            f"{name}: fear {signed(fit.fear, 3)}, fatigue {signed(fit.fatigue, 3)}{wrong}, R² {fit.r2:.2f}; "
            f"the fit misses by {fit.miss:.2f} a year, where the mean change was {np.abs(fit.changes).mean():.2f}."
        )
