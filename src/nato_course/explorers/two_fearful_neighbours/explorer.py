"""Two fearful neighbours: Richardson's arms race, and what the Cold War's figures make of it."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

import ipywidgets
import pandas as pd

from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.parts import Views, button
from lessonkit.explorer.texts import words
from lessonkit.texts.words import signed
from nato_course.explorers.two_fearful_neighbours import model
from nato_course.explorers.two_fearful_neighbours.charts import RacePair, RealPair

WORDS = words("two-fearful-neighbours")
FIRST, LAST = 1949, 1988
SERIES = {"spending": ("spending_usd_thousand", 1e6), "personnel": ("personnel_thousand", 1e3)}  # column, divisor
TENTHS = tuple(step / 20 for step in range(21))
GRUDGES = tuple(step / 20 for step in range(-20, 21))
STARTS = tuple(step / 20 for step in range(61))

CALM = {"a": 0.2, "b": 0.2, "m": 0.3, "n": 0.3, "r": 0.1, "s": 0.1, "x0": 2.0, "y0": 2.0, "tech": "mixed"}
SCARE = {**CALM, "a": 0.4, "b": 0.4, "r": 0.0, "s": 0.0, "x0": 0.1, "y0": 0.1}
GOODWILL = {**CALM, "r": -0.1, "s": -0.1}
TIPPING = {**SCARE, "r": -0.1, "s": -0.1, "x0": 1.05, "y0": 1.05}
PRESETS = {"calm": CALM, "scare": SCARE, "goodwill": GOODWILL, "tipping": TIPPING}


def race_of(values: Mapping[str, Any]) -> model.Race:
    """Return the race that the controls describe, technology included."""
    race = model.Race(**{key: values[key] for key in ("a", "b", "m", "n", "r", "s", "x0", "y0")})
    return race.with_technology(model.TECHNOLOGY[values["tech"]])


def ends(values: Mapping[str, Any]) -> str:
    """Return how the race of these values ends, as the key of an outcome."""
    race = race_of(values)
    return model.verdict(race, model.simulate(race))


@cache
def figures(view: str, last: int) -> model.Figures:
    """Return the figures of ``view`` from 1949 to ``last``: billion US dollars or million soldiers."""
    column, divisor = SERIES[view]
    table = load("capabilities")
    table = table[table["year"].between(FIRST, last)]
    series = table[table["iso3"].isin(["USA", "SUN"])].pivot(index="year", columns="iso3", values=column) / divisor
    usa, sun = (series[code].to_numpy(float) for code in ("USA", "SUN"))
    return model.Figures(series.index.to_numpy(), usa, sun, (model.fit(usa, sun), model.fit(sun, usa)))


def amount(value: float) -> str:
    """Return a level of arms, without endless digits for a race that has run away."""
    return WORDS.say("million") if value > 1e6 else f"{value:,.2f}"


def products(race: model.Race) -> str:
    """Compare the two products that decide."""
    sign = ">" if race.stable else "=" if abs(race.margin) <= 1e-12 else "<"
    return WORDS.say("products", fatigue=race.m * race.n, sign=sign, fear=race.a * race.b)


def said(race: model.Race, path: model.Path) -> str:
    """Say the verdict in one sentence."""
    x, y = model.rest(race) if race.stable else (path.x[-1], path.y[-1])
    return WORDS.say(f"verdict.{model.verdict(race, path)}", x=amount(x), y=amount(y))


def fit_text(name: str, fit: model.Fit) -> str:
    """Say what the fit of one superpower found, and by how much it misses."""
    wrong = WORDS.each("real.wrong")["both" if len(fit.wrong) > 1 else fit.wrong[0]] if fit.wrong else ""
    return WORDS.say(
        "real.fit",
        name=name,
        fear=signed(fit.fear, 3),
        fatigue=signed(fit.fatigue, 3),
        wrong=f" {wrong}" if wrong else "",
        r2=fit.r2,
        miss=fit.miss,
        moved=fit.moved,
    )


# ---- missions ---------------------------------------------------------------------------------


def found_goodwill(_values: dict[str, Any]) -> str:
    """What mission 1 shows."""
    return WORDS.say("missions.goodwill.found", level=amount(model.rest(race_of(CALM))[0]))


def found_fear(values: dict[str, Any]) -> str:
    """What mission 2 shows."""
    return WORDS.say(
        "missions.fear.found",
        before=products(race_of(SCARE)),
        way=WORDS.say("way.fear" if race_of({**values, "tech": "mixed"}).stable else "way.technology"),
        now=products(race_of(values)),
    )


def found_real(_values: dict[str, Any]) -> str:
    """What mission 3 shows."""
    (west, east), (us, soviet) = (figures(view, LAST).fits for view in ("spending", "personnel"))
    return WORDS.say(
        "missions.real.found",
        west=west.r2,
        west_miss=west.miss,
        west_moved=west.moved,
        east=east.r2,
        us=us.r2,
        us_miss=us.miss,
        us_moved=us.moved,
        soviet=soviet.r2,
        soviet_miss=soviet.miss,
        soviet_moved=soviet.moved,
    )


MISSIONS = (
    WORDS.mission(
        "goodwill",
        shows=("r", "s"),
        start={"view": "model", **CALM},
        goal=lambda values: values["r"] < 0 and values["s"] < 0,
        found=found_goodwill,
        guess=("calm", "goodwill"),
    ),
    WORDS.mission(
        "fear",
        shows=("a", "b", "tech"),
        start={"view": "model", **SCARE},
        goal=lambda values: race_of(values).stable,
        found=found_fear,
        guess=("scare",),
    ),
    WORDS.mission(
        "real",
        shows=("view", "with_1989"),
        start={"view": "spending", "with_1989": False},
        goal=lambda values: values["view"] == "personnel",
        found=found_real,
        guess=(),
    ),
)


class TwoFearfulNeighbours(Explorer):
    """How can two sides that only want safety end up less safe?"""

    name = "two-fearful-neighbours"
    number = "03"
    title = WORDS.title
    minutes = 12
    limits = WORDS.limits
    missions = MISSIONS
    asks = (
        WORDS.ask("calm", options=WORDS.each("outcomes"), truth=lambda: ends(CALM), told="goodwill"),
        WORDS.ask("goodwill", options=WORDS.each("outcomes"), truth=lambda: ends(GOODWILL), told="goodwill"),
        WORDS.ask("scare", options=WORDS.each("outcomes"), truth=lambda: ends(SCARE), told="fear"),
    )
    controls = (
        WORDS.choice("view"),
        WORDS.switch("with_1989"),
        WORDS.range("a", TENTHS, value=CALM["a"], text="{:.2f}".format),
        WORDS.range("b", TENTHS, value=CALM["b"], text="{:.2f}".format),
        WORDS.range("m", TENTHS, value=CALM["m"], text="{:.2f}".format),
        WORDS.range("n", TENTHS, value=CALM["n"], text="{:.2f}".format),
        WORDS.range("r", GRUDGES, value=CALM["r"], text=signed),
        WORDS.range("s", GRUDGES, value=CALM["s"], text=signed),
        WORDS.range("x0", STARTS, value=CALM["x0"], text="{:.2f}".format),
        WORDS.range("y0", STARTS, value=CALM["y0"], text="{:.2f}".format),
        WORDS.choice("tech"),
    )

    def chart(self) -> Views:
        self.race, self.real = RacePair(model.YEARS), RealPair()
        return Views({"model": self.race.figures} | dict.fromkeys(SERIES, self.real.figures))

    def beside(self) -> list[ipywidgets.DOMWidget]:
        if not self.free:
            return []
        presets = [
            button(name, partial(self.set, view="model", **PRESETS[key])) for key, name in WORDS.each("presets").items()
        ]
        return [ipywidgets.HBox(presets, layout=ipywidgets.Layout(flex_flow="row wrap", overflow="visible"))]

    def update(self, values: dict[str, Any]) -> Reading:
        return self._draw_race(values) if values["view"] == "model" else self._draw_real(values)

    def _draw_race(self, values: dict[str, Any]) -> Reading:
        race = race_of(values)
        path = model.simulate(race)
        self.race.draw(race, path, (products(race), WORDS.each("claim")[model.verdict(race, path)]))
        text = WORDS.say(
            "model.reading",
            a=race.a,
            b=race.b,
            m=race.m,
            n=race.n,
            r=signed(race.r),
            s=signed(race.s),
            x0=values["x0"],
            y0=values["y0"],
            products=products(race),
            verdict=said(race, path),
            x=amount(path.x[-1]),
            y=amount(path.y[-1]),
        )
        at = [round(year / model.STEP) for year in range(0, model.YEARS + 1, 10)]
        table = {
            "year": [f"{path.t[index]:.0f}" for index in at],
            "x": [amount(path.x[index]) for index in at],
            "y": [amount(path.y[index]) for index in at],
        }
        frame = pd.DataFrame(table).rename(columns=WORDS.each("model.columns"))
        return Reading(text, frame, WORDS.say("model.caption", products=products(race)))

    def _draw_real(self, values: dict[str, Any]) -> Reading:
        view, last = values["view"], LAST + values["with_1989"]
        found = figures(view, last)
        west, east = found.fits
        claim = WORDS.each("real.claim")[view]
        fitted = WORDS.say("real.fitted", west=west.r2, east=east.r2)
        self.real.draw(found, WORDS.each("real.unit")[view], (claim, fitted))
        names, what = WORDS.each("real.sides"), WORDS.each("real.what")[view]
        digits = 1 if view == "spending" else 2
        table = {WORDS.say("real.columns.year"): [str(year) for year in found.years]}
        for name, series, fit in zip(names.values(), (found.first, found.second), found.fits, strict=True):
            table[name] = [f"{value:.{digits}f}" for value in series]
            table[WORDS.say("real.columns.change", name=name)] = [
                "–",
                *(signed(value, digits) for value in fit.changes),
            ]
            table[WORDS.say("real.columns.fitted", name=name)] = ["–", *(signed(value, digits) for value in fit.fitted)]
        text = WORDS.say(
            "real.reading",
            what=what,
            last=last,
            west=fit_text(names["USA"], west),
            east=fit_text(names["SUN"], east),
        )
        return Reading(text, pd.DataFrame(table), WORDS.say("real.caption", what=what))
