"""The shared shield: a model of who pays for defence, beside what the allies really spend."""

from dataclasses import dataclass
from functools import cache

import bqplot
import numpy as np
import pandas as pd

from lessonkit.data.stats import rank_correlation
from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Ask, Choice, Mission, Play, Range
from lessonkit.explorer.parts import Drawing, Views, button
from lessonkit.texts.words import signed
from nato_course.explorers.shared_shield import model as shield
from nato_course.explorers.shared_shield.charts import ALLIES, TOP, AllyChart, SlopeChart

EDITION = "2024"
SOURCE = "NATO, edition of June 2024"
YEARS = range(2014, 2025)
DRAW_BOXES = {"Smallest (1st)": 1, "8th": 8, "Middle (16th)": 16, "24th": 24, "Largest (31st)": 31}
DRAW_LEGEND = (
    "A second question, if you like: do bigger economies spend a larger share of GDP on defence in 2024? "
    "Draw your line across the chart with the mouse, or type it in the boxes (% of GDP). "
    "Then press Keep my prediction, above."
)


@dataclass(frozen=True)
class Year:
    """The real figures of one year, smallest economy first; every array has 31 rows."""

    number: int
    estimate: bool
    codes: tuple
    names: tuple
    gdp: np.ndarray  # US$ million, current prices
    spending: np.ndarray  # US$ million, current prices
    burden: np.ndarray  # % of GDP
    distance: np.ndarray  # km from the capital to Moscow
    size_r: float  # rank correlation of GDP and burden
    distance_r: float  # rank correlation of distance and burden

    def at(self, code: str) -> int:
        return self.codes.index(code)


@cache
def figures(number: int) -> Year:
    """Return the figures of the year ``number`` from one edition and one producer."""
    spending, gdp = load("defence_expenditure"), load("gdp")
    spending = spending[spending["edition"] == EDITION]
    gdp = gdp[(gdp["edition"] == EDITION) & (gdp["producer"] == "NATO")]
    table = shield.join(spending, gdp, load("capitals"), number)
    names = load("members").set_index("iso3")["name"]
    columns = ("gdp_usd_m", "spending_usd_m", "burden_pct", "distance_km")
    income, spent, burden, distance = (table[column].to_numpy(float) for column in columns)
    return Year(
        number=number,
        estimate=bool(spending.loc[spending["year"] == number, "estimate"].any()),
        codes=tuple(table.index),
        names=tuple(names[table.index]),
        gdp=income,
        spending=spent,
        burden=burden,
        distance=distance,
        size_r=rank_correlation(income, burden),
        distance_r=rank_correlation(distance, burden),
    )


@cache
def best_fit(number: int) -> shield.Fit:
    """Return the best fit of the model to the burdens of the year ``number``."""
    real = figures(number)
    return shield.fit(real.burden / 100, real.gdp, real.distance)


# ---- what a chart says ------------------------------------------------------------------------


def model_claim(payers: int) -> str:
    """Say how many allies pay, as the label of the chart."""
    if payers == 1:
        return "One ally pays; thirty ride along"
    if payers == ALLIES:
        return "All 31 allies pay"
    riders = ALLIES - payers
    return f"{payers} allies pay; " + ("one rides along" if riders == 1 else f"{riders} ride along")


def slope_claim(number: int, r: float) -> tuple:
    """Say a rank correlation of the 31 allies, and what it allows one to say, in two lines."""
    limit = shield.critical_r(ALLIES)
    words = f"within ±{limit:.2f}: could be chance" if abs(r) < limit else f"beyond ±{limit:.2f}: hardly chance"
    return f"{number}: rank correlation {signed(r)}", words


def edition(year: Year) -> str:
    """Name the source of the figures of one year."""
    return f"{year.number}{', estimates' if year.estimate else ''}; {SOURCE}"


def model_text(year: Year, values: dict, result: shield.Outcome) -> str:
    """Say in two sentences what the model does and how far it is from two real figures."""
    usa, est = year.at("USA"), year.at("EST")
    settings = f"With θ = {values['theta']:g} and α₀ = {100 * values['alpha0']:.1f} %"
    if values["beta"]:
        settings = f"With θ = {values['theta']:g}, α₀ = {100 * values['alpha0']:.1f} %, β = {values['beta']:g} "
        settings += f"and L = {values['length']:,} km"
    pays = "1 of 31 allies pays" if result.payers == 1 else f"{result.payers} of 31 allies pay"
    return (
        f"{settings}, {pays}; the United States carries {100 * result.shares[usa]:.1f} % of the total, "
        f"in fact {100 * year.spending[usa] / year.spending.sum():.1f} % (current US dollars). "
        f"Estonia spends {100 * result.burdens[est]:.1f} % of its GDP, in fact {year.burden[est]:.1f} % ({edition(year)})."
    )


def fit_text(number: int, values: dict) -> str:
    """Say that the settings are the best fit of the year, when they are."""
    fit = best_fit(number)
    if (values["theta"], values["alpha0"], values["beta"]) != (fit.theta, fit.alpha0, fit.beta):
        return ""
    if fit.beta and values["length"] != fit.length_km:
        return ""
    r2 = f"{abs(round(fit.r2, 2)):.2f}"
    return (
        f" This is the best fit for {number}: R² = {r2}, where 1 is perfect and 0 is no better than one share "
        f"for all. The best θ is 0 in every year from {YEARS[0]} to {YEARS[-1]}."
    )


def model_table(year: Year, model: np.ndarray) -> pd.DataFrame:
    """One row per ally, the largest first."""
    rows = {
        "Ally": year.names,
        "GDP, US$ bn": [f"{value / 1000:,.0f}" for value in year.gdp],
        "Model, % of GDP": [f"{value:.2f}" for value in model],
        "Real, % of GDP": [f"{value:.2f}" for value in year.burden],
        "Real less model, points": [signed(value) for value in year.burden - model],
    }
    return pd.DataFrame(rows)[::-1]


def slope_table(year: Year) -> pd.DataFrame:
    """One row per ally, the largest first."""
    rows = {
        "Ally": year.names,
        "GDP, US$ bn": [f"{value / 1000:,.0f}" for value in year.gdp],
        "Distance to Moscow, km": [f"{value:,.0f}" for value in year.distance],
        "Real, % of GDP": [f"{value:.2f}" for value in year.burden],
    }
    return pd.DataFrame(rows)[::-1]


def slope_text(year: Year, view: str) -> str:
    """Say the rank correlations that the view shows, and what chance alone would allow."""
    size = f"with size (GDP in current US dollars) {signed(year.size_r)}"
    away = f"with distance to Moscow {signed(year.distance_r)}"
    shown = {"size": size, "distance": away, "both": f"{size}, {away}"}[view]
    return (
        f"Rank correlation of the share of GDP spent on defence {shown} ({edition(year)}). "
        f"With 31 allies, a value below {shield.critical_r(ALLIES):.2f} in size could be chance."
    )


# ---- the explorer -----------------------------------------------------------------------------

VIEWS = {
    "allies": "Model and real figure, ally by ally",
    "size": "Real burden against size",
    "distance": "Real burden against distance",
    "both": "Size and distance, side by side",
}
MODEL_START = {"view": "allies", "year": 2024, "theta": 0.0, "alpha0": 0.03, "beta": 0.0, "length": 600}


def solved(values: dict) -> shield.Outcome:
    """Return the model's answer for the controls' values."""
    year = figures(values["year"])
    taste = shield.alpha(values["alpha0"], values["beta"], year.distance, values["length"])
    return shield.solve(year.gdp, taste, values["theta"])


def found_one(values: dict) -> str:
    """What mission 1 shows."""
    burden = 100 * solved(values).burdens[-1]
    return (
        f"**One.** The United States pays {burden:.1f} % of its GDP and the other thirty pay nothing. "
        "The largest economy wants the most protection. What it buys already protects each other ally "
        "more than that ally would have paid for. That is the extreme case of what Mancur Olson and "
        "Richard Zeckhauser argued in 1966: the larger the ally, the larger its share of the bill."
    )


def found_estonia(values: dict) -> str:
    """What mission 2 shows."""
    year, result = figures(values["year"]), solved(values)
    usa, est = year.at("USA"), year.at("EST")
    lowest = int(year.burden.argmin())
    return (
        f"At θ = {values['theta']:g} the model gives the United States {100 * result.shares[usa]:.0f} % of the total; "
        f"the real share in {values['year']} is {100 * year.spending[usa] / year.spending.sum():.0f} %. That looks good. "
        f"But {ALLIES - result.payers} allies pay nothing in the model, Estonia among them, and Estonia really spends "
        f"{year.burden[est]:.1f} % of its GDP. The lowest real figure is {year.burden[lowest]:.1f} % "
        f"({year.names[lowest]}). **One number fits and the pattern does not**, "
        "so the model as it stands is wrong about small allies."
    )


def found_crossing(values: dict) -> str:
    """What mission 3 shows."""
    first, last = figures(YEARS[0]), figures(YEARS[-1])
    limit = shield.critical_r(ALLIES)
    clear = [str(number) for number in YEARS if abs(figures(number).distance_r) > limit]
    return (
        f"With size the correlation goes from {signed(first.size_r)} to {signed(last.size_r)}; "
        f"with distance from {signed(first.distance_r)} to {signed(last.distance_r)}. "
        f"Thirty-one dots are few: below about {limit:.2f} in size it could be chance. Size never passes that mark "
        f"in these years; distance does in {' and '.join(clear)}. And distance does not *cause* a budget. "
        "Governments decide, and they decided differently before 2022."
    )


MISSIONS = (
    Mission(
        "Start with a world where each ally's money protects only itself (θ = 0). Then set **spill-over θ** to 1: "
        "whoever pays, all are protected alike. How many allies still pay? Find the payer in the table.",
        shows=("theta",),
        start=MODEL_START,
        goal=lambda values: values["theta"] == 1,
        found=found_one,
        guess=("payers",),
    ),
    Mission(
        "Now look for the **spill-over θ** at which the model gives the United States nearly its real share of all "
        "spending in 2024. The sentence below the chart tells both. Then compare Estonia's bar (EST) with its dot.",
        shows=("theta",),
        start=MODEL_START,
        goal=lambda values: values["theta"] in (0.01, 0.02),
        found=found_estonia,
    ),
    Mission(
        "Leave the model: both charts show real figures only. On the left the allies stand by size, on the right by "
        "distance to Moscow. Move the **year** from 2014 to 2024. Which slope goes, and which appears?",
        shows=("year",),
        start={"view": "both", "year": 2014},
        goal=lambda values: values["year"] == 2024,
        found=found_crossing,
        guess=("line",),
    ),
)

LIMITS = """
- **Spending is not security.** The model counts money. It knows nothing of what forces can do, or of the risks they run.
- **One good, one threat, one year.** Governments in the model differ only in income and distance. They do not learn, bargain or keep promises. In 2014 allies set a guideline of 2 % of GDP, and a rule like that changes spending too.
- **The United States pays for more than this shield.** Its budget covers forces across the world, so its dot is not the price of NATO's defence.
- **A fit describes; it proves nothing.** R² says how close the bars come to the dots. Distance stands for many things that near allies share.
- **Levels of spending cannot show who rides along.** Thomas Plümper and Eric Neumayer (2015) studied changes from 1956 to 1988. They hold that most smaller allies let the United States pay, but the smallest no more than the others. Joshua Alley (2021) looked at 204 alliances from 1919 to 2007 and found little sign of it. Ringailė Kuokštytė and Vytautas Kuokštis (2024) find that allies do spend less when others spend more, and that the effect builds up over time.

The model is that of Mancur Olson and Richard Zeckhauser (1966), in the form of Theodore Bergstrom, Lawrence Blume and Hal Varian (1986). Spill-over between 0 and 1 is a simple case of Todd Sandler's joint products.
"""


class SharedShield(Explorer):
    """Do the big allies carry the small ones? The model of 1966 beside the figures of 2014 to 2024."""

    name = "shared-shield"
    number = "06"
    title = "The shared shield"
    minutes = 12
    limits = LIMITS
    missions = MISSIONS
    asks = (
        Ask(
            "payers",
            "If defence were a pure public good (whoever pays, all are protected alike), "
            "how many of the 31 allies with armed forces would pay anything?",
            unit="allies",
            high=ALLIES,
        ),
    )
    controls = (
        Choice("view", "Show", VIEWS),
        Range("year", "Year", YEARS, value=2024),
        Play("year", seconds=0.8),
        Range("theta", "Spill-over θ", shield.THETAS, text="{:g}".format),
        Range("alpha0", "Taste for defence α₀", shield.TASTES, value=0.03, text=lambda value: f"{100 * value:.1f} %"),
        Range("beta", "Threat weight β", shield.BETAS, text="{:g}".format),
        Range("length", "Threat reach L", shield.LENGTHS, value=600, text="{:,} km".format),
    )

    def chart(self):
        self._allies = AllyChart()
        self._size = SlopeChart(
            bqplot.LogScale(min=3, max=60_000, allow_padding=False),
            "GDP, US$ billion, each step ten times more",
            tick_values=[10, 100, 1000, 10_000],
            tick_format=",.0f",
        )
        self._distance = SlopeChart(
            bqplot.LinearScale(min=0, max=9000, allow_padding=False),
            "Capital to Moscow, km",
            tick_values=[0, 2000, 4000, 6000, 8000],
            tick_format=",.0f",
        )
        self._fitted = set()
        return Views(
            {
                "allies": [self._allies.figure],
                "size": [self._size.figure],
                "distance": [self._distance.figure],
                "both": [self._size.figure, self._distance.figure],
            }
        )

    def drawing(self):
        return Drawing(
            DRAW_LEGEND,
            places=range(1, ALLIES + 1),
            boxes=DRAW_BOXES,
            across="Allies by GDP, smallest (1) to largest (31)",
            up="% of GDP",
            ticks=list(DRAW_BOXES.values()),
            top=TOP,
            digits=1,
        )

    def beside(self):
        return [button("Best fit for this year", self._fit_year)] if self.free else []

    def update(self, values):
        year, view = figures(values["year"]), values["view"]
        if view == "allies":
            return self._draw_model(year, values)
        half = view == "both"
        if view in ("size", "both"):
            claim = slope_claim(year.number, year.size_r)
            self._size.draw(year, year.gdp / 1000, claim, half, self.curve)
        if view in ("distance", "both"):
            self._distance.draw(year, year.distance, slope_claim(year.number, year.distance_r), half)
        caption = f"Size, distance and the share of GDP spent on defence, {edition(year)}; GDP in current US dollars"
        return Reading(slope_text(year, view), slope_table(year), caption)

    def _draw_model(self, year, values):
        result = solved(values)
        self._allies.draw(year, 100 * result.burdens, model_claim(int(result.payers)))
        text = model_text(year, values, result)
        if self.free and year.number in self._fitted:
            text += fit_text(year.number, values)
        caption = f"Defence spending in the model and in fact, {edition(year)}; GDP in current US dollars"
        return Reading(text, model_table(year, 100 * result.burdens), caption)

    def _fit_year(self):
        number = self.values["year"]
        fit = best_fit(number)
        self._fitted.add(number)
        length = {"length": int(fit.length_km)} if fit.beta else {}
        self.set(view="allies", theta=fit.theta, alpha0=fit.alpha0, beta=fit.beta, **length)
