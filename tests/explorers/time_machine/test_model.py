"""The enlargement model: counts, borders, capitals, and what must hold on every day."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonkit.data.maps import distance_km
from nato_course import load
from nato_course.explorers.time_machine import model

MEMBERS = model.rows(load("members"))
ROUNDS = model.rows(load("accession_rounds"))
ABSENCES = model.rows(load("command_absences"))
CAPITALS = model.rows(load("capitals"))
BORDERS = model.rows(load("borders"))
POPULATION = model.by_year(load("population"), "population")
GDP = model.by_year(load("gdp").query("producer == 'World Bank'"), "gdp_usd_m")
IN_ORDER = [row.date for row in sorted(ROUNDS, key=lambda row: row.round)]

DAYS = st.dates(date(1949, 4, 4), date(2026, 11, 1)).map(pd.Timestamp)


def on(text):
    return pd.Timestamp(text)


def codes(day):
    return {row.iso3 for row in model.members_on(MEMBERS, day)}


def border(year):
    return model.border_km(BORDERS, MEMBERS, model.day_shown(year, date(2026, 11, 1)))


# ---- members ----------------------------------------------------------------------------------


def test_counts_after_the_founding_and_after_each_round():
    counts = [len(model.members_on(MEMBERS, day)) for day in IN_ORDER]
    assert counts == [12, 14, 15, 16, 19, 26, 28, 29, 30, 31, 32]


def test_counts_agree_with_the_table_of_rounds():
    for row in ROUNDS:
        assert len(model.members_on(MEMBERS, row.date)) == row.members_after


def test_ten_rounds_and_none_at_the_founding():
    assert model.rounds_on(ROUNDS, on("1949-12-31")) == 0
    assert model.rounds_on(ROUNDS, on("2024-12-31")) == 10


def test_a_state_is_an_ally_from_its_day_on_and_not_before():
    for row in MEMBERS:
        assert row.iso3 in codes(row.accession_date)
        assert row.iso3 not in codes(row.accession_date - pd.Timedelta(days=1))


@given(DAYS, DAYS)
def test_nobody_ever_left(one, other):
    early, late = sorted([one, other])
    assert codes(early) <= codes(late)


def test_nobody_before_the_founding():
    assert codes(on("1949-04-03")) == set()


def test_longest_gap_is_between_west_germany_and_spain():
    gap = model.longest_gap(ROUNDS)
    assert (gap.start, gap.end, gap.years) == (on("1955-05-06"), on("1982-05-30"), 27)


def test_the_day_shown_is_the_last_of_the_year_or_the_day_of_the_data():
    assert model.day_shown(2004, date(2026, 11, 1)) == on("2004-12-31")
    assert model.day_shown(2026, date(2026, 11, 1)) == on("2026-11-01")


# ---- command ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("iso3", "last_in", "out", "last_out", "back"),
    [
        ("FRA", "1966-06-30", "1966-07-01", "2009-04-03", "2009-04-04"),
        ("GRC", "1974-08-13", "1974-08-14", "1980-10-19", "1980-10-20"),
    ],
)
def test_absences_from_the_command_are_no_absence_from_the_alliance(iso3, last_in, out, last_out, back):
    for day, outside in ((last_in, False), (out, True), (last_out, True), (back, False)):
        assert (iso3 in model.outside_command(ABSENCES, on(day))) is outside
        assert iso3 in codes(on(day))


def test_spain_joined_outside_the_command():
    assert "ESP" in model.outside_command(ABSENCES, on("1982-05-30"))
    assert "ESP" not in model.outside_command(ABSENCES, on("1999-01-01"))


@given(DAYS)
def test_only_allies_can_be_outside_the_command(day):
    assert model.outside_command(ABSENCES, day) <= codes(day)


# ---- borders ----------------------------------------------------------------------------------


def test_the_neighbour_changes_on_26_december_1991():
    assert model.eastern_neighbour(on("1991-12-25")) == "SUN"
    assert model.eastern_neighbour(on("1991-12-26")) == "RUS"


@pytest.mark.parametrize(
    ("day", "allies"),
    [
        ("1949-12-31", {"NOR"}),
        ("1952-12-31", {"NOR", "TUR"}),
        ("1991-12-25", {"NOR", "TUR"}),
        ("1991-12-31", {"NOR"}),
        ("1999-12-31", {"NOR", "POL"}),
        ("2004-12-31", {"NOR", "POL", "EST", "LVA", "LTU"}),
        ("2023-12-31", {"NOR", "POL", "EST", "LVA", "LTU", "FIN"}),
    ],
)
def test_who_had_a_border(day, allies):
    segments = model.border_segments(BORDERS, MEMBERS, on(day))
    assert {row.iso3 for row in segments} == allies
    assert model.border_km(BORDERS, MEMBERS, on(day)) == sum(row.length_km for row in segments)


def test_the_border_about_doubled_in_2023():
    """The Factbook's lengths give 2.0; those quoted in 2023 (1,213 and 1,340 km) give 2.1."""
    assert 1.9 < border(2023) / border(2022) < 2.2


def test_sweden_added_no_border():
    assert border(2024) == border(2023)
    assert model.border_added(BORDERS, MEMBERS)["SWE"] == 0


def test_finland_added_most_and_norway_is_no_accession_to_a_border_with_russia():
    added = model.border_added(BORDERS, MEMBERS)
    assert max(added, key=added.get) == "FIN"
    assert added["NOR"] == added["TUR"] == 0
    assert {iso3 for iso3, km in added.items() if km > 0} == {"POL", "EST", "LVA", "LTU", "FIN"}


@given(st.integers(1992, 2025))
def test_the_border_with_russia_never_shrank(year):
    assert border(year) <= border(year + 1)


# ---- capitals ---------------------------------------------------------------------------------


@given(DAYS)
def test_each_ally_has_one_capital(day):
    assert sorted(row.iso3 for row in model.capitals_on(MEMBERS, CAPITALS, day)) == sorted(codes(day))


def test_bonn_before_berlin():
    def german(day):
        return [row.capital for row in model.capitals_on(MEMBERS, CAPITALS, on(day)) if row.iso3 == "DEU"]

    assert german("1989-12-31") == ["Bonn"]
    assert german("1991-12-31") == ["Berlin"]


@pytest.mark.parametrize(
    ("day", "iso3"), [("1949-12-31", "DNK"), ("1999-12-31", "POL"), ("2004-12-31", "LTU"), ("2024-12-31", "LTU")]
)
def test_nearest_capital_to_moscow(day, iso3):
    nearest = model.nearest_capital(MEMBERS, CAPITALS, on(day))
    assert nearest.iso3 == iso3
    others = model.capitals_on(MEMBERS, CAPITALS, on(day))
    assert all(nearest.distance_to_moscow_km <= row.distance_to_moscow_km for row in others)


def test_no_round_moved_the_nearest_capital_away():
    km = [model.nearest_capital(MEMBERS, CAPITALS, day).distance_to_moscow_km for day in IN_ORDER]
    assert km == sorted(km, reverse=True)


# ---- the middle of points on a sphere ---------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "middle"),
    [
        ([(10, 20)], (10, 20)),
        ([(0, 0), (0, 90)], (0, 45)),
        ([(0, 170), (0, -170)], (0, 180)),
        ([(80, 0), (80, 180)], (90, 0)),
    ],
)
def test_centroid_of_known_points(points, middle):
    lat, lon = model.centroid(*zip(*points, strict=True))
    assert distance_km(lat, lon, *middle) < 1e-3


def test_points_that_balance_have_no_middle():
    with pytest.raises(ValueError, match="no middle"):
        model.centroid([0, 0], [0, 180])


POINTS = st.lists(st.tuples(st.floats(-80, 80), st.floats(-60, 60)), min_size=1, max_size=12)


@given(POINTS)
def test_centroid_does_not_depend_on_the_order(points):
    lat, lon = zip(*points, strict=True)
    assert model.centroid(lat, lon) == pytest.approx(model.centroid(lat[::-1], lon[::-1]), abs=1e-6)


@given(POINTS, st.floats(-120, 120))
def test_turning_the_globe_turns_the_centroid(points, turn):
    lat, lon = map(np.array, zip(*points, strict=True))
    first, turned = model.centroid(lat, lon), model.centroid(lat, lon + turn)
    assert distance_km(first[0], first[1] + turn, *turned) < 0.1


def test_enlargement_pulled_the_middle_of_the_capitals_east():
    def longitude(day):
        capitals = model.capitals_on(MEMBERS, CAPITALS, on(day))
        return model.centroid([row.lat for row in capitals], [row.lon for row in capitals])[1]

    assert longitude("1949-12-31") < longitude("1999-12-31") < longitude("2024-12-31")


# ---- size -------------------------------------------------------------------------------------


def test_area_is_the_sum_and_grows_with_each_round():
    areas = [model.area_km2(MEMBERS, day) for day in IN_ORDER]
    assert areas == sorted(set(areas))
    assert areas[-1] == pytest.approx(load("members")["area_km2"].sum())


def test_people_are_the_sum_of_the_allies_of_that_year():
    day = on("2004-12-31")
    table = load("population").query("year == 2004 and iso3 in @allies", local_dict={"allies": codes(day)})
    assert len(table) == 26
    assert model.total(MEMBERS, POPULATION, day) == table["population"].sum()


def test_a_year_without_figures_gives_none_and_not_a_smaller_sum():
    assert model.total(MEMBERS, POPULATION, on("1950-12-31")) is None
    assert model.world_share(MEMBERS, GDP, on("1950-12-31")) is None
    one_missing = {key: value for key, value in POPULATION.items() if key[0] != "LUX"}
    assert model.total(MEMBERS, one_missing, on("2004-12-31")) is None


@given(st.integers(1960, 2023))
def test_shares_of_the_world_lie_between_0_and_1(year):
    for figures in (POPULATION, GDP):
        assert 0 < model.world_share(MEMBERS, figures, on(f"{year}-12-31")) < 1


def test_a_share_is_the_sum_over_the_world():
    day = on("2023-12-31")
    expected = model.total(MEMBERS, GDP, day) / GDP["WLD", 2023]
    assert model.world_share(MEMBERS, GDP, day) == expected


def test_two_figures_for_one_year_are_refused():
    with pytest.raises(ValueError, match="one producer and one edition"):
        model.by_year(load("gdp"), "gdp_usd_m")
