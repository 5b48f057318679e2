"""Take one or more members out of an alliance and see what is left.

Three small ideas. A share needs a whole. A ratio needs two figures that were counted alike; `ratio` refuses any other
pair. A time needs an amount to fill and a pace at which it fills; `years` refuses a pace in the place of the amount.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from lessonkit.data.comparable import MixedSeries, same_basis

RUSSIA = "RUS"
# How money can be counted here: key to (kind of exchange rates, year of spending, year of GDP).
BASES = {"market": ("market", 2025, 2023), "market-2019": ("market", 2019, 2019), "ppp-2019": ("PPP", 2019, 2019)}


class MixedUnits(ValueError):
    """An amount and a pace that cannot be divided; the text says why."""


@dataclass(frozen=True)
class Amount:
    """A number of ``unit`` ("US$ billion", "people"); per_year: it is a pace, not a stock."""

    number: float
    unit: str
    per_year: bool = False


@dataclass(frozen=True)
class Measure:
    """One yardstick. ``table`` has a row for each ally that is counted and one for Russia: iso3, year, value and,
    for money, what `same_basis` looks at."""

    key: str
    name: str
    unit: str
    source: str
    table: pd.DataFrame

    @property
    def allies(self) -> dict[str, float]:
        """The allies' figures by code."""
        rows = self.table[self.table["iso3"] != RUSSIA]
        return dict(zip(rows["iso3"], rows["value"].astype(float), strict=True))

    @property
    def year(self) -> int:
        return int(self.table["year"].iloc[0])


# ---- sums and shares ----------------------------------------------------------------------------


def without(values: Mapping[str, float], removed: Collection[str]) -> dict[str, float]:
    """Return the figures of the members that stay. A code that is not in ``values`` has nothing to take away."""
    return {code: value for code, value in values.items() if code not in removed}


def shares(values: Mapping[str, float]) -> dict[str, float]:
    """Return each member's part of the sum; all parts are 0 when the sum is 0."""
    total = sum(values.values())
    return {code: value / total if total else 0.0 for code, value in values.items()}


def vanished(values: Mapping[str, float], removed: Collection[str]) -> float:
    """Return the share of the sum, from 0 to 1, that leaves with the members ``removed``."""
    parts = shares(values)
    return sum(part for code, part in parts.items() if code in removed)


def concentration(values: Mapping[str, float]) -> float | None:
    """Return the Herfindahl index: the sum of the squared shares. 1: one member has all; 1/n: n equal members.

    None when there is nothing to share.
    """
    if not sum(values.values()):
        return None
    return sum(part**2 for part in shares(values).values())


# ---- against Russia -----------------------------------------------------------------------------


def ratio(ours: pd.DataFrame, theirs: pd.DataFrame) -> float:
    """Return the sum of ``ours`` over the sum of ``theirs`` (columns: year, value and the basis).

    Raises
    ------
    MixedSeries
        If the two were not counted alike: other exchange rates, prices, producers or years.
    ZeroDivisionError
        If there is nothing to divide by.
    """
    same_basis(ours, theirs)
    years = sorted({int(year) for frame in (ours, theirs) for year in frame["year"]})
    if len(years) > 1:
        raise MixedSeries(
            f"These rows mix more than one year: {', '.join(map(str, years))}. Choose one before you compare."
        )
    return float(ours["value"].sum()) / float(theirs["value"].sum())


def against_russia(ours: Measure, theirs: Measure, removed: Collection[str] = ()) -> float:
    """Return how many times Russia's figure in ``theirs`` the remaining allies have in ``ours``; raises as `ratio`."""
    left = ours.table[(ours.table["iso3"] != RUSSIA) & ~ours.table["iso3"].isin(list(removed))]
    return ratio(left, theirs.table[theirs.table["iso3"] == RUSSIA])


# ---- the replacement clock ----------------------------------------------------------------------


def years(gap: Amount, added: Amount, absorption: float) -> float:
    """Return the years until ``gap`` is filled: gap / (added each year × absorption). Infinite when nothing is added.

    absorption: the part, from 0 to 1, of what is added that becomes what was missing.

    Raises
    ------
    MixedUnits
        If ``gap`` is itself a pace, ``added`` is none, or the units differ.
    ValueError
        If a number is negative or ``absorption`` lies outside 0 to 1.
    """
    if gap.per_year:
        raise MixedUnits(
            f"{gap.number:g} {gap.unit} a year is a pace. A clock needs an amount to fill, such as a total."
        )
    if not added.per_year:
        raise MixedUnits("What is added must be a pace: so much each year.")
    if gap.unit != added.unit:
        raise MixedUnits(
            f"The gap is counted in {gap.unit}, what is added in {added.unit}. Choose one before you divide."
        )
    if gap.number < 0 or added.number < 0 or not 0 <= absorption <= 1:
        raise ValueError("Amounts must not be negative, and absorption lies between 0 and 1.")
    pace = added.number * absorption
    return gap.number / pace if pace else float("inf")


# ---- the five measures --------------------------------------------------------------------------


def measures(load: Callable, basis: str = "market") -> tuple[Measure, ...]:
    """Return money, soldiers, economy, people and warheads; ``load`` opens a table, ``basis`` is a key of BASES.

    Each measure comes from one table that counts the allies and Russia alike. Only money and the economy depend on the
    basis.
    """
    rates, spending_year, gdp_year = BASES[basis]
    codes = [*load("members")["iso3"], RUSSIA]

    def rows(table, year, value, **facets):
        chosen = table[(table["year"] == year) & table["iso3"].isin(codes)]
        frame = pd.DataFrame({"iso3": chosen["iso3"], "year": year, "value": value(chosen).astype("float64")} | facets)
        return frame.dropna(subset="value").reset_index(drop=True)

    sipri, forces = load("milex_sipri"), load("capabilities")
    warheads = load("nuclear_warheads")
    warheads = warheads[warheads["series"] == "inventory"]
    if rates == "PPP":
        fariss = load("gdp_ppp")
        gdp = fariss[fariss["year"] == gdp_year].set_index("iso3")["gdp_intl_m"]
        facets = {"producer": "SIPRI", "rates": rates, "price_base_year": 2017}
        money = rows(sipri, spending_year, lambda t: t["share_of_gdp_pct"] / 100 * t["iso3"].map(gdp) / 1000, **facets)
        money_source = "SIPRI's share of GDP times GDP at purchasing power (Fariss and others)"
        economy = rows(fariss, gdp_year, lambda t: t["gdp_intl_m"] / 1000, **(facets | {"producer": "Fariss et al."}))
        economy_source, unit = "Fariss and others, purchasing power", "bn dollars at purchasing power, prices of 2017"
    else:
        facets = {"producer": "SIPRI", "rates": rates, "price_base_year": 2024}
        money = rows(sipri, spending_year, lambda t: t["spending_constant_usd_m"] / 1000, **facets)
        money_source, unit = "SIPRI, prices of 2024, market rates", "bn US dollars"
        bank = load("gdp")
        bank = bank[bank["producer"] == "World Bank"]
        economy = rows(bank, gdp_year, lambda t: t["gdp_usd_m"] / 1000, producer="World Bank", rates=rates)
        economy_source = "World Bank, market rates"
    return (
        Measure("money", "Money", unit, money_source, money),
        Measure(
            "soldiers",
            "Soldiers",
            "thousand people",
            "Correlates of War",
            rows(forces, 2022, lambda t: t["personnel_thousand"]),
        ),
        Measure("economy", "Economy", unit, economy_source, economy),
        Measure(
            "people", "People", "million", "World Bank", rows(load("population"), 2024, lambda t: t["population"] / 1e6)
        ),
        Measure(
            "warheads",
            "Warheads",
            "warheads",
            "Federation of American Scientists",
            rows(warheads, 2025, lambda t: t["stockpile"]),
        ),
    )
