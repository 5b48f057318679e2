"""The figures of the shared shield: one edition, one producer, no gap."""

import pandas as pd
import pytest

from nato_course import load
from nato_course.explorers.shared_shield.explorer import YEARS, figures, join


@pytest.fixture(scope="module")
def tables():
    spending, gdp = load("defence_expenditure"), load("gdp")
    return (
        spending[spending["edition"] == "2024"],
        gdp[(gdp["producer"] == "NATO") & (gdp["edition"] == "2024")],
        load("capitals"),
    )


@pytest.mark.parametrize("number", YEARS)
def test_every_year_has_the_thirty_one(number):
    members, year = load("members"), figures(number)
    assert set(year.codes) == set(members.loc[members["armed_forces"], "iso3"])
    assert (year.gdp[1:] >= year.gdp[:-1]).all()
    assert ((year.burden > 0.3) & (year.burden < 5)).all()


def test_join_refuses_what_does_not_belong_together(tables):
    spending, gdp, capitals = tables
    everything = load("defence_expenditure")
    with pytest.raises(ValueError, match="more than one edition: 2024, 2025"):
        join(everything, gdp, capitals, 2014)
    with pytest.raises(ValueError, match="more than one edition"):
        join(everything[everything["edition"] == "2025"], gdp, capitals, 2014)
    bank = gdp.assign(producer="World Bank")
    with pytest.raises(ValueError, match="more than one producer"):
        join(spending, pd.concat([gdp, bank]), capitals, 2014)
    with pytest.raises(ValueError, match="more than one price base: 2015, 2021"):
        join(spending, gdp.assign(price_base_year=2021), capitals, 2014)
    core = spending.assign(basis="core defence")
    with pytest.raises(ValueError, match="more than one definition"):
        join(pd.concat([spending, core]), gdp, capitals, 2014)


def test_join_names_years_and_allies_without_figures(tables):
    spending, gdp, capitals = tables
    with pytest.raises(ValueError, match="no figures for 1950"):
        join(spending, gdp, capitals, 1950)
    with pytest.raises(ValueError, match=r"gap or a double row in 2020: EST\."):
        join(spending, gdp[gdp["iso3"] != "EST"], capitals, 2020)
    with pytest.raises(ValueError, match=r"gap or a double row in 2020: .*POL"):
        join(spending, gdp, pd.concat([capitals, capitals[capitals.iso3 == "POL"]]), 2020)
