"""The councils of "Break silence?": where each capital stands, and where the numbers come from."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from lessonkit.data.tables import load
from lessonkit.explorer.texts import words
from nato_course.explorers.break_silence import model

WORDS = words("break-silence")
UN_YEAR = 2019  # the last year of the file
LENGTH_KM = 1500
BURDEN = {"edition": "2024", "year": 2024}

# February 2003. Stipulated to reproduce the record: how soon each capital wanted planning to begin.
# 0 is "wait for the United Nations", 100 is "plan now". Luxembourg had dropped its objection by 6 February.
PLAN_NOW = 0.80
PLAN = {"FRA": 0.05, "BEL": 0.15, "DEU": 0.20, "LUX": 0.50}
WEIGHTS_2003 = (0.6, 0.2, 0.2)
YEAR_2003 = 2002  # the session of the General Assembly that ran from September 2002


@dataclass(frozen=True)
class Case:
    """A council with a first text and the words for it. ``draft`` holds whole points, 0 to 100."""

    table: model.Council
    draft: tuple
    tolerance: float
    forum: tuple  # who has no seat in the smaller forum; empty when there is none
    axes: tuple  # name, low and high of each dimension: low is the word for 0
    basis: str


def order() -> list:
    """Return the 32 codes in order of accession; those of one day by name."""
    return list(load("members").sort_values(["accession_date", "name"])["iso3"])


@cache
def names() -> dict:
    """Return {code: name}."""
    return dict(load("members").set_index("iso3")["name"])


@cache
def letters() -> dict:
    """Return {code: "A" …}: made-up names, in an order that does not give the country away."""
    mixed = sorted(order(), key=lambda code: code[::-1])
    return {code: chr(65 + i) if i < 26 else f"A{chr(39 + i)}" for i, code in enumerate(mixed)}


def un_positions(codes, year: int) -> np.ndarray:
    """Return the ideal points from votes in the General Assembly, the highest put down, scaled to [0, 1]."""
    points = load("un_ideal_points")
    points = points[points["year"] == year].set_index("iso3")["ideal_point"]
    return model.scaled(model.winsorised(points[list(codes)]))


def meaningless(codes) -> np.ndarray:
    """Return the third dimension: spread over the alphabet by a rule that knows nothing of governments."""
    everyone = sorted(order())
    values = dict(zip(everyone, model.spread(len(everyone)), strict=True))
    return np.array([values[code] for code in codes])


@cache
def threat_positions(source: str) -> dict:
    """Return the first dimension of the 32: from distance, or from burden (an ally without a figure is lowest)."""
    codes = order()
    if source == "burden":
        spent = load("defence_expenditure")
        spent = spent[(spent["edition"] == BURDEN["edition"]) & (spent["year"] == BURDEN["year"])]
        share = spent.set_index("iso3")["share_of_gdp_pct"].reindex(codes)
        return dict(zip(codes, model.scaled(share.fillna(share.min())), strict=True))
    capitals = load("capitals").sort_values("start").drop_duplicates("iso3", keep="last").set_index("iso3")
    return dict(zip(codes, model.threat(capitals.loc[codes, "distance_to_moscow_km"], LENGTH_KM), strict=True))


@cache
def today(source: str = "distance", members: int = 32, tolerance: float = 0.38) -> Case:
    """Return the made-up text before the first ``members`` allies to join."""
    codes = order()
    first = threat_positions(source)
    ideals = np.column_stack([[first[code] for code in codes], un_positions(codes, UN_YEAR), meaningless(codes)])
    source = WORDS.say("basis.burden" if source == "burden" else "basis.distance", length=LENGTH_KM)
    basis = WORDS.say("basis.today", source=source, year=UN_YEAR)
    return Case(
        table=model.council(codes, ideals, tolerance).only(codes[:members]),
        draft=(70, 60, 70),
        tolerance=0.38,
        forum=(),
        axes=_axes("today"),
        basis=basis if members == len(codes) else f"{basis} {WORDS.say('basis.first')}",
    )


def _axes(text: str) -> tuple:
    return tuple(WORDS.each(f"axes.{text}.{axis}") for axis in model.DIMENSIONS)


@cache
def february_2003(tolerance: float = 0.35) -> Case:
    """Return the text of 6 February 2003 before the 19 allies of that day."""
    founded = load("members")
    then = set(founded.loc[founded["accession_date"] < "2003-02-06", "iso3"])
    codes = [code for code in order() if code in then]
    plan = [PLAN.get(code, PLAN_NOW) for code in codes]
    ideals = np.column_stack([plan, un_positions(codes, YEAR_2003), meaningless(codes)])
    return Case(
        table=model.council(codes, ideals, tolerance, WEIGHTS_2003),
        draft=(80, 45, 60),
        tolerance=0.35,
        forum=("FRA",),
        axes=_axes("february"),
        basis=WORDS.say("basis.february"),
    )


@cache
def councils(source: str) -> model.Draws:
    """Return the 600 random councils of the odds, with no tolerance of their own."""
    return model.draw(today(source, 32, 0.0).table)


@cache
def rate(source: str, size: int, draft: tuple, slack: float, fatigue: float, step: float) -> float:
    """Return the share of councils of ``size`` allies that agree on a text of whole points within six rounds.

    ``slack`` is the tolerance and the cost of objecting together.
    """
    return model.agreement_rate(councils(source), size, np.array(draft) / 100, slack, fatigue, step)
