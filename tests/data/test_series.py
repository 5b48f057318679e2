"""same_basis() and combine(): what may stand side by side, and what is refused with a reason."""

import pandas as pd
import pytest

from lessonkit.data.comparable import MixedSeries, combine, same_basis
from nato_course import load


def nato(edition="2024"):
    table = load("defence_expenditure")
    return table[table["edition"] == edition]


def gdp(producer="NATO"):
    table = load("gdp")
    return table[table["producer"] == producer]


def rows(name, column, value):
    table = load(name)
    return table[table[column] == value]


def without_attrs(frame):
    frame = frame.copy()
    frame.attrs = {}
    return frame


MIXED = {
    "editions of NATO": (lambda: [load("defence_expenditure")], "more than one edition: 2024, 2025, 2026"),
    "editions in two tables": (lambda: [nato("2025"), gdp()], "more than one edition: 2024, 2025"),
    "editions of V-Dem": (lambda: [load("democracy")], "more than one edition: 15, 16"),
    "definitions": (
        lambda: [nato(), nato().assign(basis="core defence")],
        "more than one definition of defence spending: agreed definition, core defence",
    ),
    "price years": (lambda: [nato(), gdp().assign(price_base_year=2021)], "more than one price base: 2015, 2021"),
    "kinds of prices": (lambda: [load("defence_totals")], "more than one kind of prices: constant 2021, current"),
    "producers of GDP": (lambda: [load("gdp")], "more than one producer of figures: NATO, World Bank"),
    "NATO and SIPRI": (lambda: [nato(), load("milex_sipri")], "more than one producer of figures: NATO, SIPRI"),
    "market rates and purchasing power": (
        lambda: [load("spending_iiss")],
        "more than one kind of exchange rates: PPP, market",
    ),
    "counts of troops": (lambda: [load("us_troops")], "more than one series: September, year"),
    "promises and deliveries": (lambda: [load("ukraine_support")], "more than one measure: allocations, commitments"),
    "editions, though nobody is named": (
        lambda: [without_attrs(nato("2025")), gdp()],
        "more than one edition: 2024, 2025",
    ),
    "editions of a table without attrs": (lambda: [without_attrs(load("democracy"))], "more than one edition: 15, 16"),
    "rates of one producer": (
        lambda: [gdp(), gdp().drop(columns="price_base_year").assign(rates="PPP")],
        "more than one kind of exchange rates: PPP, market",
    ),
}


@pytest.mark.parametrize("case", MIXED)
def test_what_was_not_counted_alike_is_refused_with_the_reason(case):
    frames, said = MIXED[case]
    with pytest.raises(MixedSeries) as caught:
        same_basis(*frames())
    assert said in str(caught.value)
    assert str(caught.value).endswith("Choose one before you compare.")


@pytest.mark.parametrize(
    "frames",
    [
        lambda: [nato(), gdp()],
        lambda: [nato("2025")],
        lambda: [nato(), load("population"), load("capitals"), load("members")],
        lambda: [nato(), rows("democracy", "edition", "15"), load("polity")],
        lambda: [gdp("World Bank"), load("population")],
        lambda: [rows("ukraine_support", "measure", "allocations"), load("ukraine_donors")],
        lambda: [load("nuclear_warheads").query("series == 'inventory'"), load("capabilities")],
        list,
    ],
)
def test_what_was_counted_alike_is_let_through(frames):
    assert same_basis(*frames()) is None


def test_combined_tables_give_the_share_that_nato_prints():
    both = combine(nato(), gdp(), load("population"))
    assert len(both) == 31 * 11
    computed = 100 * both["spending_constant_usd_m"] / both["gdp_constant_usd_m"]
    assert (computed - both["share_of_gdp_pct"]).abs().max() <= 0.02
    assert list(both).count("edition") == 1
    assert "population" in both


def test_a_result_of_combine_can_be_checked_again():
    both = combine(nato(), gdp())
    assert same_basis(both, load("population")) is None
    with pytest.raises(MixedSeries, match=r"rates|producer"):
        same_basis(both, load("gdp_ppp"))


def test_combine_refuses_a_mixture_before_it_joins():
    with pytest.raises(MixedSeries, match="producer"):
        combine(nato(), gdp("World Bank"))


def test_combine_names_the_table_with_two_rows_or_without_a_key():
    twice = pd.concat([nato(), nato()])
    with pytest.raises(ValueError, match="The table defence_expenditure has two rows for ALB 2014"):
        combine(twice, gdp())
    with pytest.raises(ValueError, match="The table capitals has no column year"):
        combine(nato(), load("capitals"))
