"""What the tables hold: schema, keys, ranges, and sums that NATO published."""

import pandas as pd
import pytest
from frictionless import Package

from lessonkit import course
from lessonkit.data import tables as data
from lessonkit.texts import references
from nato_course import load
from nato_course.makers.typed import GROUPS

TABLES = list(data.load())
FIGURES = {
    "countries", "defence_expenditure", "defence_totals", "milex_sipri", "spending_iiss", "gdp", "gdp_ppp", "population",
    "capabilities", "capitals", "us_troops", "ukraine_support", "ukraine_donors", "democracy", "polity", "un_votes",
    "un_ideal_points", "cyber_incidents", "cyber_receivers", "nuclear_warheads", "exercises_training", "wars_disputes",
}  # many words on a line  # fmt: skip
MOST_BYTES, MOST_BYTES_OF_A_TABLE = 6_000_000, 1_500_000
SHARES = ["equipment_pct", "personnel_pct", "infrastructure_pct", "other_pct"]


def edition(year):
    table = load("defence_expenditure")
    return table[table["edition"] == year]


def rank_correlation(x, y):
    return x.rank().corr(y.rank())


@pytest.mark.slow
def test_the_package_is_valid():
    report = Package(str(course.current().tables / "datapackage.json")).validate()
    assert report.valid, report.to_summary()


def test_the_tables_are_those_of_the_course():
    assert set(TABLES) == FIGURES | {table for tables in GROUPS.values() for table in tables}


def test_the_folder_is_small():
    sizes = {file.name: file.stat().st_size for file in course.current().tables.iterdir()}
    assert sum(sizes.values()) < MOST_BYTES
    assert max(data.path(name).stat().st_size for name in TABLES) < MOST_BYTES_OF_A_TABLE
    assert {name for name in sizes if name.endswith(".csv")} == {data.path(name).name for name in TABLES}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source_that_is_a_reference(name):
    """Tables of facts name it in a column, tables of figures in their description."""
    resource = next(resource for resource in data.package()["resources"] if resource["name"] == name)
    keys = set(resource.get("references", []))
    if not keys:
        cells = load(name)["source"]
        assert cells.notna().all()
        keys = {key.strip() for cell in cells for key in cell.split(";")}
    assert keys
    assert all(references.link(key).url for key in keys)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_and_column_is_described(name):
    resource = next(resource for resource in data.package()["resources"] if resource["name"] == name)
    for attr in ("title", "description", "edition", "retrieved", "sources", "licenses"):
        assert resource[attr], attr
    for field in resource["schema"]["fields"]:
        assert all(field[part] for part in ("type", "description", "source")), field["name"]


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


@pytest.mark.parametrize(
    "name", [name for name in TABLES if {"iso3", "neighbour", "initiator", "host"} & set(load(name))]
)
def test_every_code_is_in_the_table_of_countries(name):
    codes = set(load("countries")["iso3"])
    for column in {"iso3", "neighbour", "initiator", "host"} & set(load(name)):
        assert set(load(name)[column].dropna()) <= codes


def test_the_countries_are_named_once_and_the_allies_as_in_members():
    countries = load("countries")
    assert countries["name"].notna().all()
    assert not countries["name"].duplicated().any()
    both = countries.merge(load("members"), on="iso3")
    assert len(both) == 32
    assert (both["name_x"] == both["name_y"]).all()


def test_the_same_codes_are_what_they_should_be():
    members = set(load("members")["iso3"])
    donors = set(load("ukraine_donors")["iso3"]) - {"TWN", "EU"}
    assert set(load("population")["iso3"]) == members | donors | {"RUS", "UKR", "BLR", "CHN", "WLD"}
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


def test_the_editions_have_the_allies_and_years_that_could_be_read():
    eleven = dict.fromkeys(range(2014, 2025), 31)
    assert edition("2024").groupby("year").size().to_dict() == eleven
    assert edition("2025").groupby("year").size().to_dict() == eleven | {2025: 31}
    assert edition("2024").notna().all().all()
    assert set(edition("2026")["year"]) == {2025, 2026}


def test_an_edition_has_one_definition_and_one_price_year():
    table = load("defence_expenditure")
    assert table.groupby("edition")["price_base_year"].nunique().eq(1).all()
    definitions = table.groupby("edition")["basis"].agg(lambda column: set(column)).to_dict()
    assert definitions == {"2024": {"agreed definition"}, "2025": {"agreed definition"}, "2026": {"core defence"}}


def test_all_allies_with_forces_are_at_two_percent_in_2025():
    """NATO said so of its edition of August 2025; nothing else in the table is rounded to one decimal."""
    last = edition("2025").query("year == 2025")
    assert (last["share_of_gdp_pct"] >= 2).all()
    assert last["estimate"].all()
    rounded = last[last["read_from"] == "CIA World Factbook, one decimal"]
    assert len(rounded) == 15
    assert (rounded["share_of_gdp_pct"] * 10 % 1).round(6).isin([0, 1]).all()


def test_the_new_definition_lowers_polands_figure():
    poland = (
        load("defence_expenditure").query("iso3 == 'POL' and year == 2025").set_index("edition")["share_of_gdp_pct"]
    )
    assert poland.to_dict() == {"2025": 4.48, "2026": 4.25}


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
    share = (totals["United States"] / totals["All allies"]).round(3)
    assert share.to_dict() == {"current": 0.617, "constant 2021": 0.602}


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
    by_year = dict(list(table.groupby("year")))
    for year, size, distance in ((2014, 0.23, 0.13), (2024, -0.02, -0.55)):
        rows = by_year[year]
        assert rank_correlation(rows["gdp_usd_m"], rows["share_of_gdp_pct"]) == pytest.approx(size, abs=0.011)
        assert rank_correlation(rows["distance_to_moscow_km"], rows["share_of_gdp_pct"]) == pytest.approx(
            distance, abs=0.011
        )


@pytest.mark.parametrize("name", TABLES)
def test_dates_are_real_and_not_in_the_future(name):
    for column in load(name).select_dtypes("datetime64"):
        values = load(name)[column].dropna()
        assert (values <= pd.Timestamp(load(name).attrs["retrieved"])).all()


def members_of(column, name="members"):
    return set(load(name)[column])


def test_sipri_has_no_more_figures_than_it_allows():
    table = load("milex_sipri")
    figures = table[["share_of_gdp_pct", "spending_constant_usd_m"]].notna().sum().sum()
    assert 3000 < figures <= 3500
    assert table.loc[table["spending_constant_usd_m"].notna(), "year"].min() == 1985
    assert set(table["iso3"]) == (members_of("iso3") - {"ISL"}) | {"RUS", "UKR", "CHN"}


def test_sipri_and_nato_do_not_say_the_same():
    """Two definitions: near for most allies, far for some, so they may not be joined into one series."""
    both = load("milex_sipri").merge(edition("2025").query("year == 2025"), on=["iso3", "year"])
    gap = (both["share_of_gdp_pct_x"] - both["share_of_gdp_pct_y"]).abs().set_axis(both["iso3"])
    assert gap.median() < 0.4
    assert gap["LTU"] == pytest.approx(4.00 - 3.08, abs=0.01)


def test_the_founders_had_more_than_twice_the_capabilities_of_the_soviet_union():
    """The course's figures for 1949, 1952 and 1955."""
    table, members = load("capabilities"), load("members")
    index = table.pivot(index="iso3", columns="year", values="cinc")
    founders = members.loc[members["founder"], "iso3"]
    europe = founders[~founders.isin(["USA", "CAN"])]
    assert index.loc[founders, 1949].sum() == pytest.approx(0.437, abs=0.0005)
    assert index.loc[europe, 1949].sum() == pytest.approx(0.151, abs=0.0005)
    assert index.loc["USA", 1949] == pytest.approx(0.273, abs=0.0005)
    assert index.loc["SUN", 1949] == pytest.approx(0.168, abs=0.0005)
    assert index.loc["DEU", 1955] == pytest.approx(0.038, abs=0.0005)
    assert index.loc[["GRC", "TUR"], 1952].sum() == pytest.approx(0.010, abs=0.0005)


def test_the_six_parts_give_the_index():
    table = load("capabilities")
    parts = [
        column
        for column in table
        if column.startswith(("spending", "personnel", "iron", "energy", "population", "urban"))
    ]
    world = table[table["iso3"] == "WLD"].set_index("year")
    states = table[table["iso3"] != "WLD"].set_index("year")
    shares = states[parts] / world.loc[states.index, parts].to_numpy()
    assert len(parts) == 6
    assert (shares.mean(axis=1) - states["cinc"]).abs().max() < 0.001
    assert world["cinc"].between(0.999, 1.017).all()


def test_germany_is_never_two_states_with_one_code():
    for name in ("capabilities", "gdp_ppp", "polity", "un_ideal_points"):
        years = load(name).query("iso3 == 'DEU'")["year"]
        assert not years.duplicated().any()
        assert years.min() <= 1973
    east = load("capabilities").query("iso3 == 'DDR'")["year"]
    assert east.max() == 1990


@pytest.mark.parametrize(
    "name", ["capabilities", "gdp_ppp", "democracy", "polity", "un_ideal_points", "nuclear_warheads", "wars_disputes"]
)
def test_the_soviet_union_ends_where_russia_begins(name):
    table = load(name)
    year = "start_year" if name == "wars_disputes" else "year"
    assert table.loc[table["iso3"] == "SUN", year].max() <= 1991
    assert table.loc[table["iso3"] == "RUS", year].min() >= 1992


def test_two_sources_of_gdp_and_population_agree_roughly():
    both = load("gdp_ppp").merge(load("population"), on=["iso3", "year"])
    assert len(both) > 1500
    assert ((both["population_m"] * 1e6 / both["population"]).between(0.9, 1.1)).mean() > 0.95


def test_troops_in_germany_fell_by_four_fifths():
    table = load("us_troops").query("series == 'year' and iso3 == 'DEU'").set_index("year")["troops"]
    assert 200_000 < table[1985] < 300_000
    assert 30_000 < table[2024] < 45_000


def test_the_two_counts_of_troops_are_near_for_the_large_hosts():
    wide = load("us_troops").pivot(index=["iso3", "year"], columns="series", values="troops").dropna()
    large = wide[wide["September"] > 1000]
    assert len(large) > 80
    assert (large["year"] / large["September"]).between(0.8, 1.3).mean() > 0.9


def test_kinds_of_aid_add_to_the_total():
    table = load("ukraine_support").query("measure == 'allocations'")
    wide = table.pivot_table(index=["iso3", "year", "month"], columns="kind", values="eur_bn", observed=True).fillna(0)
    assert (wide["financial"] + wide["humanitarian"] + wide["military"] - wide["total"]).abs().max() < 2e-6
    assert wide["total"].sum() == pytest.approx(358.4, abs=0.05)


def test_share_of_gdp_turns_the_ranking_of_donors_round():
    table = load("ukraine_support").query("measure == 'allocations' and kind == 'total'")
    given = table.groupby("iso3")["eur_bn"].sum()
    share = 100 * given / load("ukraine_donors").set_index("iso3")["gdp_2021_eur_bn"]
    assert given.nlargest(3).index.tolist() == ["USA", "EU", "DEU"]
    assert share.nlargest(3).index.tolist() == ["DNK", "EST", "LTU"]
    assert share["DNK"] == pytest.approx(3.274, abs=0.001)
    assert pd.isna(share["EU"])


def test_democracy_has_bounds_in_one_edition_only():
    table = load("democracy")
    old, new = table[table["edition"] == "15"], table[table["edition"] == "16"]
    for index in ("electoral", "liberal"):
        assert (old[f"{index}_low"] <= old[index]).all()
        assert (old[index] <= old[f"{index}_high"]).all()
    assert new[["electoral_low", "liberal"]].isna().all().all()
    assert (old["year"].max(), new["year"].max()) == (2024, 2025)
    assert members_of("iso3") <= set(old.loc[old["year"] == 2024, "iso3"]) & set(new.loc[new["year"] == 2025, "iso3"])


def test_editions_of_democracy_are_near_but_not_equal():
    wide = load("democracy").pivot(index=["iso3", "year"], columns="edition", values="electoral").dropna()
    gap = (wide["15"] - wide["16"]).abs()
    assert 0 < gap.mean() < 0.005
    assert gap.max() < 0.05


def test_portugal_was_no_democracy_when_it_helped_to_found_nato():
    assert load("democracy").query("iso3 == 'PRT' and year == 1949 and edition == '15'")["electoral"].item() < 0.3
    assert load("polity").query("iso3 == 'PRT' and year == 1949")["polity2"].item() == -9


def test_votes_are_as_the_united_nations_counted_them():
    counts = load("un_votes").groupby(["resolution", "vote"], observed=True).size().to_dict()
    assert [counts["A/RES/68/262", vote] for vote in ("yes", "no", "abstain")] == [100, 11, 58]
    assert [counts["A/RES/ES-11/1", vote] for vote in ("yes", "no", "abstain")] == [141, 5, 35]
    assert load("un_votes").groupby("resolution").size().tolist() == [193, 193]
    allies = load("un_votes").merge(load("members"), on="iso3")
    assert (allies.loc[allies["resolution"] == "A/RES/ES-11/1", "vote"] == "yes").sum() == 32


def test_ideal_points_of_2019_are_those_of_the_course():
    points = load("un_ideal_points").query("year == 2019").set_index("iso3")["ideal_point"]
    allies = points[load("members")["iso3"]]
    assert (round(allies.mean(), 2), round(allies.std(ddof=0), 2)) == (1.20, 0.32)
    assert points[["TUR", "SWE", "FRA", "GBR", "USA"]].round(2).tolist() == [0.63, 0.89, 1.48, 1.73, 2.69]


def test_bounds_enclose_the_ideal_points():
    table = load("un_ideal_points")
    assert ((table["low"] <= table["ideal_point"]) & (table["ideal_point"] <= table["high"])).all()


def test_an_incident_is_one_row_and_its_targets_are_apart():
    incidents, receivers = load("cyber_incidents"), load("cyber_receivers")
    assert len(incidents) == 1643
    assert not incidents["incident"].duplicated().any()
    assert set(receivers["incident"]) <= set(incidents["incident"])
    assert (incidents["allies_hit"] <= incidents["receivers"]).all()
    hit = receivers.drop_duplicates(["incident", "iso3"]).groupby("incident").size()
    told = incidents.set_index("incident")["receivers"].loc[hit.index]
    assert (hit == told).all()


def test_most_incidents_are_known_because_the_attacker_said_so():
    """The bias that lesson 12 asks about."""
    assert load("cyber_incidents")["disclosed_by"].value_counts(normalize=True).head(1).round(2).to_dict() == {
        "attacker": 0.39
    }


def test_the_parts_of_an_inventory_give_the_stockpile():
    table = load("nuclear_warheads").query("series == 'inventory'").set_index("iso3")
    parts = table[["deployed_strategic", "deployed_nonstrategic", "reserve"]].sum(axis=1)
    assert (parts == table["stockpile"]).all()
    assert table["stockpile"][["USA", "GBR", "FRA", "RUS"]].tolist() == [3700, 225, 290, 4299]
    assert "NATO" not in table.index
    assert "WLD" not in table.index


def test_exercises_have_two_parties_or_more():
    table = load("exercises_training")
    assert (table["parties"] >= 2).all()
    assert (table["members_then"] <= table["parties"]).all()
    assert table["members_then"].max() <= 28
    with_russia = table.groupby(table["year"] >= 1992)["russia"].sum()
    assert with_russia[False] <= 5 < 100 < with_russia[True]


def test_every_dispute_has_a_member_and_membership_follows_the_dates():
    table = load("wars_disputes")
    assert table.groupby("dispute")["member_then"].any().all()
    members = table[table["member_then"]].merge(load("members"), on="iso3")
    assert (members["start_year"] >= members["accession_year"]).all()
    assert (table["end_year"] >= table["start_year"]).all()


def test_two_members_were_on_opposite_sides_again_and_again():
    table = load("wars_disputes").query("member_then and iso3 in ['GRC', 'TUR']")
    both = table.groupby("dispute")["side"].nunique()
    assert (both == 2).sum() >= 20


def test_purchasing_power_turns_the_comparison_round():
    table = load("spending_iiss").set_index(["who", "rates"])["spending_usd_m"]
    assert table["Russia", "market"] < table["EU and United Kingdom", "market"] < table["Russia", "PPP"]
