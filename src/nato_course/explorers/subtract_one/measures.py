"""What the course's tables say about the members: the five measures, the US troops, and what the allies added."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.explorer.texts import words
from nato_course.explorers.subtract_one.model import RUSSIA, Measure

WORDS = words("subtract-one")
# How money can be counted here: key to (kind of exchange rates, year of spending, year of GDP).
BASES = {"market": ("market", 2025, 2023), "market-2019": ("market", 2019, 2019), "ppp-2019": ("PPP", 2019, 2019)}
TROOPS_YEAR = 2025
SOLDIERS_YEARS, MONEY_YEARS = (2014, 2024), (2024, 2025)  # between which `rest_growth` compares


@cache
def names() -> dict[str, str]:
    """Return the 32 members' names by code, in alphabetical order of the names."""
    members = load("members").sort_values("name")
    return dict(zip(members["iso3"], members["name"], strict=True))


@cache
def measures(basis: str = "market") -> dict[str, Measure]:
    """Return money, soldiers, economy, people and warheads by key; ``basis`` is a key of BASES.

    Each measure comes from one table that counts the allies and Russia alike. Only money and the economy depend on the
    basis.
    """
    warheads = load("nuclear_warheads").query("series == 'inventory'")
    tables = {
        **(_at_purchasing_power(basis) if BASES[basis][0] == "PPP" else _at_market_rates(basis)),
        "soldiers": _rows(load("capabilities"), 2022, lambda table: table["personnel_thousand"]),
        "people": _rows(load("population"), 2024, lambda table: table["population"] / 1e6),
        "warheads": _rows(warheads, 2025, lambda table: table["stockpile"]),
    }
    kind = "ppp" if BASES[basis][0] == "PPP" else "market"
    units, sources = WORDS.each("units"), WORDS.each("sources")
    return {
        key: Measure(
            key,
            name,
            units[key if key in units else kind],
            sources[key if key in sources else f"{key}_{kind}"],
            tables[key],
        )
        for key, name in WORDS.each("measures").items()
    }


@cache
def hosts() -> dict[str, int]:
    """Return the US troops in each European ally in September of TROOPS_YEAR by code, most first."""
    table = load("us_troops")
    table = table[(table["series"] == "September") & (table["year"] == TROOPS_YEAR)]
    troops = table.set_index("iso3")["troops"]
    here = troops[[code for code in names() if code in troops.index and code not in ("USA", "CAN")]]
    return here.sort_values(ascending=False).astype(int).to_dict()


@cache
def rest_growth() -> tuple[float, float]:
    """Return what the allies but the United States really added a year: soldiers (thousand), money (bn US dollars)."""
    table = load("defence_expenditure").query("edition == '2024'")
    soldiers = table[table["iso3"] != "USA"].groupby("year")["personnel_thousand"].sum()
    table = load("milex_sipri")
    spending = table[table["iso3"].isin(names()) & (table["iso3"] != "USA")]
    money = spending.groupby("year")["spending_constant_usd_m"].sum() / 1000
    return _a_year(soldiers, *SOLDIERS_YEARS), _a_year(money, *MONEY_YEARS)


def _a_year(sums: pd.Series, first: int, last: int) -> float:
    return float(sums[last] - sums[first]) / (last - first)


def _at_market_rates(basis: str) -> dict[str, pd.DataFrame]:
    rates, spending_year, gdp_year = BASES[basis]
    bank = load("gdp").query("producer == 'World Bank'")
    facets = {"producer": "SIPRI", "rates": rates, "price_base_year": 2024}
    return {
        "money": _rows(
            load("milex_sipri"), spending_year, lambda table: table["spending_constant_usd_m"] / 1000, **facets
        ),
        "economy": _rows(bank, gdp_year, lambda table: table["gdp_usd_m"] / 1000, producer="World Bank", rates=rates),
    }


def _at_purchasing_power(basis: str) -> dict[str, pd.DataFrame]:
    rates, spending_year, gdp_year = BASES[basis]
    fariss = load("gdp_ppp")
    gdp = fariss[fariss["year"] == gdp_year].set_index("iso3")["gdp_intl_m"]
    facets = {"rates": rates, "price_base_year": 2017}
    return {
        "money": _rows(
            load("milex_sipri"),
            spending_year,
            lambda table: table["share_of_gdp_pct"] / 100 * table["iso3"].map(gdp) / 1000,
            producer="SIPRI",
            **facets,
        ),
        "economy": _rows(
            fariss, gdp_year, lambda table: table["gdp_intl_m"] / 1000, producer="Fariss et al.", **facets
        ),
    }


def _rows(table: pd.DataFrame, year: int, value: Callable[[pd.DataFrame], pd.Series], **facets: Any) -> pd.DataFrame:
    """Return the members and Russia in one year, with a value and the facets that `same_basis` looks at."""
    chosen = table[(table["year"] == year) & table["iso3"].isin([*names(), RUSSIA])]
    frame = pd.DataFrame({"iso3": chosen["iso3"], "year": year, "value": value(chosen).astype("float64")} | facets)
    return frame.dropna(subset="value").reset_index(drop=True)
