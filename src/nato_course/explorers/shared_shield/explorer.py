"""The shared shield: a model of who pays for defence, beside what the allies really spend."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import ipywidgets
import numpy as np
import pandas as pd

from lessonkit.data.comparable import same_basis
from lessonkit.data.stats import rank_correlation
from lessonkit.data.tables import load
from lessonkit.explorer.charts import axis
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Play
from lessonkit.explorer.parts import Drawing, Views, button
from lessonkit.explorer.texts import words
from lessonkit.texts.words import signed
from nato_course.explorers.shared_shield import model as shield
from nato_course.explorers.shared_shield.charts import ALLIES, TOP, AllyChart, SlopeChart

WORDS = words("shared-shield")
EDITION = "2024"
YEARS = range(2014, 2025)


# ---- the data ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Year:
    """The real figures of one year, smallest economy first; every array has 31 rows."""

    number: int
    estimate: bool
    codes: tuple[str, ...]
    names: tuple[str, ...]
    gdp: np.ndarray  # US$ million, current prices
    spending: np.ndarray  # US$ million, current prices
    burden: np.ndarray  # % of GDP
    distance: np.ndarray  # km from the capital to Moscow
    size_r: float  # rank correlation of GDP and burden
    distance_r: float  # rank correlation of distance and burden

    def at(self, code: str) -> int:
        """Return the row of an ally."""
        return self.codes.index(code)


def join(spending: pd.DataFrame, gdp: pd.DataFrame, capitals: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return one row per ally with armed forces: what the model and its test need for one year.

    The three arguments are the tables `defence_expenditure`, `gdp` and `capitals`. The columns are gdp_usd_m (current
    US$), spending_usd_m (current US$), burden_pct (% of GDP) and distance_km; the index is iso3, smallest economy first.

    Raises
    ------
    ValueError
        If the rows come from more than one edition, definition, producer or price base, or leave a gap.
    """
    spending = spending[spending["year"] == year]
    gdp = gdp[gdp["year"] == year]
    if spending.empty or gdp.empty:
        raise ValueError(f"There are no figures for {year}.")
    same_basis(spending, gdp)
    day = pd.Timestamp(year=year, month=7, day=1)
    seat = capitals[~(capitals["start"] > day) & ~(capitals["end"] < day)]
    rows = spending.set_index("iso3")[["spending_usd_m", "share_of_gdp_pct"]].join(
        [gdp.set_index("iso3")["gdp_usd_m"], seat.set_index("iso3")["distance_to_moscow_km"]],
        how="left",
    )
    rows = rows.rename(columns={"share_of_gdp_pct": "burden_pct", "distance_to_moscow_km": "distance_km"})
    if rows.isna().any(axis=None) or not rows.index.is_unique:
        gaps = sorted(rows.index[rows.isna().any(axis=1) | rows.index.duplicated()])
        raise ValueError(f"These allies have a gap or a double row in {year}: {', '.join(gaps)}.")
    return rows.sort_values("gdp_usd_m")


@cache
def figures(number: int) -> Year:
    """Return the figures of the year ``number`` from one edition and one producer."""
    spending, gdp = load("defence_expenditure"), load("gdp")
    spending = spending[spending["edition"] == EDITION]
    gdp = gdp[(gdp["edition"] == EDITION) & (gdp["producer"] == "NATO")]
    table = join(spending, gdp, load("capitals"), number)
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


def real_share(year: Year) -> float:
    """Return the American share of all spending, in per cent."""
    return 100 * year.spending[year.at("USA")] / year.spending.sum()


@cache
def best_fit(number: int) -> shield.Fit:
    """Return the best fit of the model to the burdens of the year ``number``."""
    real = figures(number)
    return shield.fit(real.burden / 100, real.gdp, real.distance)


def solved(values: dict[str, Any]) -> shield.Outcome:
    """Return the model's answer for the controls' values."""
    year = figures(values["year"])
    taste = shield.alpha(values["alpha0"], values["beta"], year.distance, values["length"])
    return shield.solve(year.gdp, taste, values["theta"])


# ---- what a chart says ------------------------------------------------------------------------


def model_claim(payers: int) -> str:
    """Say how many allies pay, as the label of the chart."""
    key = {1: "one", ALLIES - 1: "but_one", ALLIES: "all"}.get(payers, "some")
    return WORDS.say(f"allies.claim.{key}", payers=payers, riders=ALLIES - payers)


def slope_claim(number: int, r: float) -> tuple[str, str]:
    """Say a rank correlation of the 31 allies, and what it allows one to say, in two lines."""
    limit = shield.critical_r(ALLIES)
    return (
        WORDS.say("slopes.claim.correlation", year=number, r=signed(r)),
        WORDS.say("slopes.claim.within" if abs(r) < limit else "slopes.claim.beyond", limit=limit),
    )


def edition(year: Year) -> str:
    """Name the source of the figures of one year."""
    return WORDS.say("edition.estimates" if year.estimate else "edition.final", year=year.number)


def model_text(year: Year, values: dict[str, Any], result: shield.Outcome) -> str:
    """Say in two sentences what the model does and how far it is from two real figures."""
    usa, est = year.at("USA"), year.at("EST")
    settings = WORDS.say(
        "allies.settings.threat" if values["beta"] else "allies.settings.plain",
        theta=values["theta"],
        alpha0=100 * values["alpha0"],
        beta=values["beta"],
        length=values["length"],
    )
    return WORDS.say(
        "allies.reading",
        settings=settings,
        payers=int(result.payers),
        share=100 * result.shares[usa],
        real_share=real_share(year),
        estonia=100 * result.burdens[est],
        real_estonia=year.burden[est],
        edition=edition(year),
    )


def fit_text(number: int, values: dict[str, Any]) -> str:
    """Say that the settings are the best fit of the year, when they are."""
    fit = best_fit(number)
    if (values["theta"], values["alpha0"], values["beta"]) != (fit.theta, fit.alpha0, fit.beta):
        return ""
    if fit.beta and values["length"] != fit.length_km:
        return ""
    return WORDS.say("allies.fit", year=number, r2=abs(round(fit.r2, 2)))


def slope_text(year: Year, view: str) -> str:
    """Say the rank correlations that the view shows, and what chance alone would allow."""
    shown = WORDS.say(f"slopes.shown.{view}", size=signed(year.size_r), distance=signed(year.distance_r))
    return WORDS.say("slopes.reading", shown=shown, edition=edition(year), limit=shield.critical_r(ALLIES))


def table(year: Year, **more: Sequence[str]) -> pd.DataFrame:
    """Return one row per ally, the largest first. more: the columns of this view, by their names in the words."""
    rows = {"ally": year.names, "gdp": [f"{value / 1000:,.0f}" for value in year.gdp], **more}
    return pd.DataFrame(rows).rename(columns=WORDS.each("columns"))[::-1]


# ---- missions ---------------------------------------------------------------------------------

MODEL_START = {"view": "allies", "year": 2024, "theta": 0.0, "alpha0": 0.03, "beta": 0.0, "length": 600}


def found_one(values: dict[str, Any]) -> str:
    """What mission 1 shows."""
    return WORDS.say("missions.one.found", burden=100 * solved(values).burdens[-1])


def found_estonia(values: dict[str, Any]) -> str:
    """What mission 2 shows."""
    year, result = figures(values["year"]), solved(values)
    lowest = int(year.burden.argmin())
    return WORDS.say(
        "missions.estonia.found",
        theta=values["theta"],
        share=100 * result.shares[year.at("USA")],
        year=year.number,
        real_share=real_share(year),
        riders=ALLIES - result.payers,
        estonia=year.burden[year.at("EST")],
        lowest=year.burden[lowest],
        lowest_name=year.names[lowest],
    )


def found_crossing(_values: dict[str, Any]) -> str:
    """What mission 3 shows."""
    first, last = figures(YEARS[0]), figures(YEARS[-1])
    limit = shield.critical_r(ALLIES)
    return WORDS.say(
        "missions.crossing.found",
        first_size=signed(first.size_r),
        last_size=signed(last.size_r),
        first_distance=signed(first.distance_r),
        last_distance=signed(last.distance_r),
        limit=limit,
        clear=[str(number) for number in YEARS if abs(figures(number).distance_r) > limit],
    )


MISSIONS = (
    WORDS.mission(
        "one",
        shows=("theta",),
        start=MODEL_START,
        goal=lambda values: values["theta"] == 1,
        found=found_one,
        guess=("payers",),
    ),
    WORDS.mission(
        "estonia",
        shows=("theta",),
        start=MODEL_START,
        goal=lambda values: values["theta"] in (0.01, 0.02),
        found=found_estonia,
        guess=(),
    ),
    WORDS.mission(
        "crossing",
        shows=("year",),
        start={"view": "both", "year": 2014},
        goal=lambda values: values["year"] == 2024,
        found=found_crossing,
        guess=(),
    ),
)


class SharedShield(Explorer):
    """Do the big allies carry the small ones? The model of 1966 beside the figures of 2014 to 2024."""

    name = "shared-shield"
    number = "06"
    title = WORDS.title
    minutes = 12
    limits = WORDS.limits
    missions = MISSIONS
    asks = (WORDS.ask("payers", high=ALLIES, truth=lambda: solved({**MODEL_START, "theta": 1.0}).payers, told="one"),)
    controls = (
        WORDS.choice("view"),
        WORDS.range("year", YEARS, value=2024),
        Play("year", seconds=0.8),
        WORDS.range("theta", shield.THETAS, text="{:g}".format),
        WORDS.range("alpha0", shield.TASTES, value=0.03, text=lambda value: f"{100 * value:.1f} %"),
        WORDS.range("beta", shield.BETAS, text="{:g}".format),
        WORDS.range("length", shield.LENGTHS, value=600),
    )

    def chart(self) -> Views:
        self.fitted: set[int] = set()  # the years whose best fit was asked for
        self.allies = AllyChart()
        self.size = SlopeChart(
            axis(WORDS.say("slopes.chart.size"), 3, 60_000, log=True, ticks=[10, 100, 1000, 10_000], digits=0)
        )
        self.distance = SlopeChart(axis(WORDS.say("slopes.chart.distance"), 0, 9000, digits=0))
        size, distance = self.size.figure, self.distance.figure
        return Views({"allies": [self.allies.figure], "size": [size], "distance": [distance], "both": [size, distance]})

    def drawing(self) -> Drawing:
        boxes = {text: int(place) for place, text in WORDS.each("drawing.boxes").items()}
        return Drawing(
            WORDS.say("drawing.legend"),
            places=range(1, ALLIES + 1),
            boxes=boxes,
            across=WORDS.say("drawing.across"),
            up=WORDS.say("drawing.up"),
            ticks=list(boxes.values()),
            top=TOP,
            digits=1,
        )

    def beside(self) -> list[ipywidgets.DOMWidget]:
        return [button(WORDS.say("best"), self.fit_year)] if self.free else []

    def fit_year(self) -> None:
        """Set the controls to the best fit of the year."""
        number = self.values["year"]
        fit = best_fit(number)
        self.fitted.add(number)
        length = {"length": int(fit.length_km)} if fit.beta else {}
        self.set(view="allies", theta=fit.theta, alpha0=fit.alpha0, beta=fit.beta, **length)

    def update(self, values: dict[str, Any]) -> Reading:
        year, view = figures(values["year"]), values["view"]
        return self._draw_model(year, values) if view == "allies" else self._draw_slopes(year, view)

    def _draw_model(self, year: Year, values: dict[str, Any]) -> Reading:
        result = solved(values)
        burdens = 100 * result.burdens
        self.allies.draw(
            year.names, burdens, year.burden, model_claim(int(result.payers)), self.guess_marks.get("payers")
        )
        text = model_text(year, values, result)
        if self.free and year.number in self.fitted:
            text = f"{text} {fit_text(year.number, values)}".rstrip()
        rows = table(
            year,
            model=[f"{value:.2f}" for value in burdens],
            real=[f"{value:.2f}" for value in year.burden],
            gap=[signed(value) for value in year.burden - burdens],
        )
        return Reading(text, rows, WORDS.say("allies.caption", edition=edition(year)))

    def _draw_slopes(self, year: Year, view: str) -> Reading:
        if view in ("size", "both"):
            claim = slope_claim(year.number, year.size_r)
            self.size.draw(year.codes, year.names, year.gdp / 1000, year.burden, claim, self.curve)
        if view in ("distance", "both"):
            claim = slope_claim(year.number, year.distance_r)
            self.distance.draw(year.codes, year.names, year.distance, year.burden, claim)
        rows = table(
            year,
            distance=[f"{value:,.0f}" for value in year.distance],
            real=[f"{value:.2f}" for value in year.burden],
        )
        return Reading(slope_text(year, view), rows, WORDS.say("slopes.caption", edition=edition(year)))
