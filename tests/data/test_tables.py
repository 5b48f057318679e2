"""What the tables hold: schema, keys, ranges, and sums that NATO published."""

import pandas as pd
import pytest
from frictionless import Package

from nato_course import data, load

TABLES = list(data.load())
NOT_ALLIES = {"RUS", "SUN", "WLD"}
SHARES = ["equipment_pct", "personnel_pct", "infrastructure_pct", "other_pct"]


def edition(year):
    table = load("defence_expenditure")
    return table[table["edition"] == year]


def rank_correlation(x, y):
    return x.rank().corr(y.rank())


def test_the_package_is_valid():
    report = Package(str(data.PACKAGE)).validate()
    assert report.valid, report.to_summary()


def test_the_tables_are_those_of_the_course():
    assert set(TABLES) == {
        "members", "accession_rounds", "command_absences", "defence_expenditure", "defence_totals",
        "gdp", "population", "capitals", "borders", "common_funding",
    }  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_every_table_and_column_is_described(name):
    resource = next(resource for resource in data.package()["resources"] if resource["name"] == name)
    for attr in ("title", "description", "edition", "retrieved", "sources", "licenses"):
        assert resource[attr], attr
    for field in resource["schema"]["fields"]:
        assert field["type"] and field["description"] and field["source"], field["name"]


@pytest.mark.parametrize("name", TABLES)
def test_measures_have_a_unit_and_keys_have_none(name):
    resource = next(resource for resource in data.package()["resources"] if resource["name"] == name)
    for field in resource["schema"]["fields"]:
        if field["type"] == "number":
            assert "unit" in field, field["name"]
        if field["name"] in resource["schema"]["primaryKey"]:
            assert "unit" not in field, field["name"]


@pytest.mark.parametrize("name", TABLES)
def test_keys_name_each_row_once_and_are_never_empty(name):
    keys = load(name)[data.key(name)]
    assert not keys.duplicated().any()
    assert keys.notna().all().all()


@pytest.mark.parametrize("name", [name for name in TABLES if "iso3" in load(name)])
def test_codes_are_allies_or_named_exceptions(name):
    assert set(load(name)["iso3"]) <= set(load("members")["iso3"]) | NOT_ALLIES


def test_the_same_codes_are_what_they_should_be():
    members = set(load("members")["iso3"])
    assert set(load("population")["iso3"]) == members | {"RUS", "WLD"}
    assert set(load("gdp")["iso3"]) == members | {"RUS", "WLD"}
    assert set(load("capitals")["iso3"]) == members
    assert set(load("borders")["neighbour"]) == {"RUS", "SUN"}
    assert set(edition("2024")["iso3"]) == members - {"ISL"}
    assert set(edition("2025")["iso3"]) == members - {"ISL"}


def test_members_after_each_round():
    rounds = load("accession_rounds")
    assert rounds["members_after"].tolist() == [12, 14, 15, 16, 19, 26, 28, 29, 30, 31, 32]
    assert rounds["date"].is_monotonic_increasing
    assert load("members").groupby("round").size().tolist() == rounds["members_added"].tolist()


def test_members_agree_with_rounds():
    both = load("members").merge(load("accession_rounds"), on="round")
    assert (both["accession_date"] == both["date"]).all()
    assert (both["accession_date"].dt.year == both["accession_year"]).all()
    assert (both["founder"] == (both["round"] == 0)).all()


def test_only_iceland_has_no_forces():
    members = load("members")
    assert members.loc[~members["armed_forces"], "iso3"].tolist() == ["ISL"]


def test_every_edition_has_31_allies_and_11_years():
    for year in ("2024", "2025"):
        assert edition(year).groupby("year").size().to_dict() == {y: 31 for y in range(2014, 2025)}
    assert edition("2024").notna().all().all()


def test_categories_of_spending_add_to_100():
    sums = edition("2024")[SHARES].sum(axis=1)
    assert sums.between(99.99, 100.01).all()


def test_spending_over_gdp_gives_the_share_nato_prints():
    gdp = load("gdp")
    both = edition("2024").merge(gdp[gdp["producer"] == "NATO"], on=["iso3", "year"])
    computed = 100 * both["spending_constant_usd_m"] / both["gdp_constant_usd_m"]
    assert len(both) == 341
    assert (computed - both["share_of_gdp_pct"]).abs().max() <= 0.02


def test_sums_are_natos_totals():
    """NATO Total for 2024 in Table 2 of the workbook; all 31 are in it only then."""
    last = edition("2024").query("year == 2024")
    assert last["spending_usd_m"].sum() == pytest.approx(1474399.48, abs=0.1)
    assert last["spending_constant_usd_m"].sum() == pytest.approx(1184796.45, abs=0.1)


@pytest.mark.parametrize(("year", "in_2014", "in_2024"), [("2024", 3, 23), ("2025", 3, 18)])
def test_allies_at_two_percent_are_as_many_as_nato_published(year, in_2014, in_2024):
    table = edition(year)
    counts = table[table["share_of_gdp_pct"] >= 2].groupby("year").size()
    assert (counts[2014], counts[2024]) == (in_2014, in_2024)


def test_totals_for_2025_add_up():
    totals = load("defence_totals").pivot(index="prices", columns="who", values="spending_usd_m")
    assert (totals["United States"] + totals["Europe and Canada"] == totals["All allies"]).all()


def test_two_producers_of_gdp_agree_roughly():
    gdp = load("gdp").pivot_table(index=["iso3", "year"], columns="producer", values="gdp_usd_m").dropna()
    assert len(gdp) == 320
    assert (gdp["NATO"] / gdp["World Bank"]).between(0.9, 1.1).mean() > 0.98


def test_population_has_no_gap():
    counts = load("population").groupby("iso3").agg(first=("year", "min"), last=("year", "max"), rows=("year", "size"))
    assert set(counts["first"]) == {1960}
    assert set(counts["last"]) == {2024}
    assert set(counts["rows"]) == {65}


def test_each_ally_has_one_capital_today():
    capitals = load("capitals")
    today = capitals[capitals["end"].isna()].merge(load("members"), on="iso3", suffixes=("", "_of_member"))
    assert len(today) == 32
    assert (today["capital"] == today["capital_of_member"]).all()


def test_germany_had_two_capitals_one_after_the_other():
    germany = load("capitals").query("iso3 == 'DEU'")
    assert germany["capital"].tolist() == ["Bonn", "Berlin"]
    assert germany["end"].iloc[0] == germany["start"].iloc[1]


def test_tallinn_riga_and_vilnius_are_nearest_to_moscow_but_helsinki():
    nearest = load("capitals").nsmallest(4, "distance_to_moscow_km")["capital"].tolist()
    assert set(nearest) == {"Vilnius", "Riga", "Tallinn", "Helsinki"}


def test_finland_doubled_the_border_with_russia():
    borders = load("borders")
    russia = borders[borders["neighbour"] == "RUS"]
    before = russia.loc[russia["start"] < "2023", "length_km"].sum()
    assert before == 1318
    assert russia["length_km"].sum() / before == pytest.approx(1.99, abs=0.01)


def test_a_border_starts_when_the_ally_joins_or_later():
    both = load("borders").merge(load("members"), on="iso3")
    assert (both["start"] >= both["accession_date"]).all()
    assert (both["end"].isna() | (both["end"] > both["start"])).all()


def test_absences_are_within_membership():
    both = load("command_absences").merge(load("members"), on="iso3")
    assert (both["start"] >= both["accession_date"]).all()
    assert (both["end"] > both["start"]).all()


def test_size_stopped_and_distance_began_to_go_with_spending():
    """The course's two rank correlations, as computed once by another program from the same workbook."""
    gdp, capitals = load("gdp"), load("capitals")
    table = (
        edition("2024")
        .merge(gdp[gdp["producer"] == "NATO"], on=["iso3", "year"])
        .merge(capitals[capitals["end"].isna()], on="iso3")
    )
    by_year = {year: rows for year, rows in table.groupby("year")}
    for year, size, distance in ((2014, 0.23, 0.13), (2024, -0.02, -0.55)):
        rows = by_year[year]
        assert rank_correlation(rows["gdp_usd_m"], rows["share_of_gdp_pct"]) == pytest.approx(size, abs=0.011)
        assert rank_correlation(rows["distance_to_moscow_km"], rows["share_of_gdp_pct"]) == pytest.approx(distance, abs=0.011)


@pytest.mark.parametrize("name", TABLES)
def test_dates_are_real_and_not_in_the_future(name):
    for column in load(name).select_dtypes("datetime64"):
        values = load(name)[column].dropna()
        assert (values <= pd.Timestamp("2024-12-31")).all()
