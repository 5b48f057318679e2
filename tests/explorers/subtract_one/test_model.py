"""Taking members out: the published totals, the measures of the course, the refusals and the clock."""

import pandas as pd
import pytest

from lessonkit.data.comparable import MixedSeries
from nato_course import load
from nato_course.explorers.subtract_one.measures import BASES, measures
from nato_course.explorers.subtract_one.model import (
    Amount,
    MixedUnits,
    against_russia,
    concentration,
    ratio,
    shares,
    vanished,
    without,
    years,
)


@pytest.mark.parametrize(("prices", "share"), [("current", 0.617), ("constant 2021", 0.602)])
def test_the_published_totals_of_2025(prices, share):
    table = load("defence_totals").query("edition == '2025' and prices == @prices").set_index("who").spending_usd_m
    parts = table.drop("All allies").to_dict()
    assert vanished(parts, {"United States"}) == pytest.approx(share, abs=0.0006)
    assert vanished(parts, {"Europe and Canada"}) == pytest.approx(1 - share, abs=0.0006)


@pytest.mark.parametrize("basis", BASES)
def test_every_measure_has_the_allies_and_russia(basis):
    members = set(load("members").iso3)
    counted = {key: set(measure.allies) for key, measure in measures(basis).items()}
    assert list(counted) == ["money", "soldiers", "economy", "people", "warheads"]
    assert counted["money"] == members - {"ISL"}
    assert counted["warheads"] == {"USA", "FRA", "GBR"}
    assert counted["soldiers"] == counted["economy"] == counted["people"] == members
    for measure in measures(basis).values():
        assert (measure.table.iso3 == "RUS").sum() == 1
        assert measure.table.year.nunique() == 1
        assert not measure.table.isna().any(axis=None)
        assert (measure.table.value >= 0).all()


def test_the_american_shares():
    goes = {key: round(100 * vanished(measure.allies, {"USA"}), 1) for key, measure in measures().items()}
    assert goes == {"money": 61.1, "soldiers": 41.6, "economy": 52.9, "people": 34.7, "warheads": 87.8}


def test_purchasing_power_is_the_share_of_gdp_times_gdp():
    money = measures("ppp-2019")["money"].allies
    share = load("milex_sipri").query("iso3 == 'DEU' and year == 2019").share_of_gdp_pct.iloc[0]
    gdp = load("gdp_ppp").query("iso3 == 'DEU' and year == 2019").gdp_intl_m.iloc[0]
    assert money["DEU"] == pytest.approx(share * gdp / 100_000)


def test_mixed_rates_and_mixed_years_are_refused_and_even_pairs_are_not():
    money = {basis: measures(basis)["money"] for basis in BASES}
    with pytest.raises(MixedSeries, match="exchange rates: PPP, market"):
        against_russia(money["market"], money["ppp-2019"])
    with pytest.raises(MixedSeries, match="exchange rates"):
        against_russia(money["ppp-2019"], money["market-2019"])
    with pytest.raises(MixedSeries, match="more than one year: 2019, 2025"):
        against_russia(money["market"], money["market-2019"])
    even = {basis: round(against_russia(one, one, {"USA"}), 1) for basis, one in money.items()}
    assert even == {"market": 3.7, "market-2019": 5.6, "ppp-2019": 2.4}


def test_the_famous_pair_of_2025_is_refused():
    iiss = load("spending_iiss").rename(columns={"spending_usd_m": "value"})
    europe, russia = iiss[iiss.who != "Russia"], iiss[(iiss.who == "Russia") & (iiss.rates == "PPP")]
    with pytest.raises(MixedSeries):
        ratio(europe, russia)
    assert ratio(europe, iiss[(iiss.who == "Russia") & (iiss.rates == "market")]) == pytest.approx(3.13, abs=0.01)


def test_concentration_of_one_of_equals_and_of_nothing():
    assert concentration({"A": 3.0}) == 1
    assert concentration(dict.fromkeys("ABCD", 5.0)) == pytest.approx(0.25)
    assert concentration({}) is None
    assert concentration({"A": 0.0}) is None
    assert shares({"A": 0.0, "B": 0.0}) == {"A": 0.0, "B": 0.0}


def test_the_clock():
    people = Amount(300, "people")
    assert years(people, Amount(60, "people", per_year=True), 0.5) == 10
    assert years(people, Amount(0, "people", per_year=True), 0.5) == float("inf")
    assert years(people, Amount(60, "people", per_year=True), 0) == float("inf")


@pytest.mark.parametrize(
    ("gap", "added", "words"),
    [
        (
            Amount(250, "billion euros", per_year=True),
            Amount(50, "billion euros", per_year=True),
            "250 billion euros a year is a pace",
        ),
        (
            Amount(1000, "billion US dollars"),
            Amount(250, "billion euros", per_year=True),
            "in billion US dollars, what is added in billion euros",
        ),
        (Amount(300, "people"), Amount(60, "people"), "must be a pace"),
    ],
)
def test_the_clock_refuses_what_cannot_be_divided(gap, added, words):
    with pytest.raises(MixedUnits, match=words):
        years(gap, added, 1)


@pytest.mark.parametrize(("gap", "added", "part"), [(-1, 1, 1), (1, -1, 1), (1, 1, 1.5), (1, 1, -0.1)])
def test_the_clock_wants_sensible_numbers(gap, added, part):
    with pytest.raises(ValueError, match="between 0 and 1"):
        years(Amount(gap, "x"), Amount(added, "x", per_year=True), part)


def test_nothing_to_divide_by_is_said():
    frame = pd.DataFrame({"year": [2025], "value": [0.0]})
    with pytest.raises(ZeroDivisionError):
        ratio(frame, frame)


def test_an_unknown_code_takes_nothing_away():
    assert without({"A": 1.0}, {"Z"}) == {"A": 1.0}
    assert vanished({"A": 1.0}, {"Z"}) == 0
