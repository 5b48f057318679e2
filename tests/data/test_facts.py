"""The tables of facts, typed by hand: keys, sources, order of dates, and what the lessons say about them."""

import itertools
import re

import pandas as pd
import pytest
from frictionless import Resource

from lessonkit import course
from lessonkit.data import tables as data
from lessonkit.texts.references import library
from nato_course import load
from nato_course.makers import typed

FACTS = [name for group in ("treaty", "people", "history", "events", "published") for name in typed.GROUPS[group]]
FACTS += ["blocs", "former_states"]
PFP, EAPC = "Partnership for Peace", "Euro-Atlantic Partnership Council"
PERIODS = [
    "blocs",
    "secretaries_general",
    "saceurs",
    "summits",
    "operations",
    "partners",
    "deputy_secretaries_general",
    "military_committee_chairs",
]
PRECISIONS = {
    "approved": "precision",
    "date": "date_precision",
    "start": "start_precision",
    "end": "end_precision",
    "suspended_from": "suspended_precision",
}
VOLATILE = {  # in these rows the fact can change: the column that is empty while it lasts
    "secretaries_general": "end",
    "saceurs": "end",
    "operations": "end",
    "deputy_secretaries_general": "end_year",
    "military_committee_chairs": "end_year",
}
TODAY = pd.Timestamp("2026-11-24")  # when the tables were typed


def runs_of_eight(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}


@pytest.mark.parametrize("name", FACTS)
def test_the_table_agrees_with_its_schema(name):
    described = next(resource for resource in data.package()["resources"] if resource["name"] == name)
    own = {
        **described,
        "schema": {**described["schema"], "foreignKeys": []},
    }  # foreign keys are checked with the package
    report = Resource.from_descriptor(own, basepath=str(course.current().tables)).validate()
    assert report.valid, report.to_summary()


@pytest.mark.parametrize("name", FACTS)
def test_keys_name_each_row_once(name):
    keys = load(name)[data.key(name)]
    assert not keys.duplicated().any()
    assert keys.notna().all().all()


@pytest.mark.parametrize("name", FACTS)
def test_every_row_has_a_source_that_exists(name):
    keys = load(name)["source"].str.split("; ").explode()
    assert set(keys) <= set(library())


def test_every_country_is_known():
    members, countries = set(load("members")["iso3"]), set(load("countries")["iso3"])
    for name in FACTS:
        for column in {"iso3", "host", "lead"} & set(load(name)):
            known = countries if name in ("partners", "opinion", "blocs", "former_states") else members
            assert set(load(name)[column].dropna()) <= known, (name, column)
    assert set(load("accession_steps")["ally"]) <= members | {"all allies"}


@pytest.mark.parametrize("name", FACTS)
def test_no_date_is_in_the_future(name):
    for column in load(name).select_dtypes("datetime64"):
        assert (load(name)[column].dropna() <= TODAY).all(), column


@pytest.mark.parametrize("name", PERIODS)
def test_what_ends_has_begun(name):
    table = load(name).dropna(subset=["start", "end"])
    one_day = name == "summits"
    assert (table["end"] >= table["start"] if one_day else table["end"] > table["start"]).all()


@pytest.mark.parametrize("name", ["deputy_secretaries_general", "military_committee_chairs"])
def test_years_and_days_of_office_agree(name):
    table = load(name)
    for day, year in (("start", "start_year"), ("end", "end_year")):
        known = table.dropna(subset=[day])
        assert (known[day].dt.year == known[year]).all()
    assert (table["end_year"].dropna() >= table["start_year"][table["end_year"].notna()]).all()
    assert (table["start_year"].iloc[1:].to_numpy() - table["end_year"].iloc[:-1].to_numpy() <= 1).all()


@pytest.mark.parametrize("name", FACTS)
def test_a_month_or_a_year_stands_on_its_first_day(name):
    table = load(name)
    for date, precision in PRECISIONS.items():
        column = precision if precision in table else "precision"
        if date not in table or column not in table or (column == "precision" and name == "operations"):
            continue
        known = table.dropna(subset=[date])
        inexact = known[known[column].isin(["month", "year"])]
        assert (inexact[date].dt.day == 1).all(), date
        assert (inexact.loc[inexact[column] == "year", date].dt.month == 1).all(), date
        assert set(known[column]) <= {"day", "month", "year"}, date


@pytest.mark.parametrize(("name", "column"), VOLATILE.items())
def test_what_may_change_says_as_of_when(name, column):
    table = load(name)
    assert table.loc[table[column].isna(), "as_of"].notna().all()


@pytest.mark.parametrize("name", ["posture", "partners"])
def test_the_present_is_dated(name):
    assert load(name)["as_of"].notna().all()


@pytest.mark.parametrize("name", [name for name in FACTS if "reported_by" in load(name)])
def test_a_report_names_its_day(name):
    table = load(name)
    reported = table[table["reported_by"].notna()]
    assert len(reported)
    assert reported["as_of"].notna().all()
    assert reported["reported_by"].str.contains(r"20\d\d").all()


def test_the_treaty_has_14_articles():
    assert load("treaty")["article"].tolist() == list(range(1, 15))


def test_quotations_are_short_and_the_one_of_article_5_is_the_one_the_lessons_need():
    table = load("treaty").set_index("article")
    quotations = table["quotation"].dropna()
    assert quotations.index.tolist() == [3, 4, 5, 6, 10, 11]
    assert quotations.str.split().str.len().max() <= 60
    assert "such action as it deems necessary" in quotations[5]
    assert "Tropic of Cancer" in quotations[6]


def test_only_article_6_was_amended():
    table = load("treaty")
    assert table.loc[table["amended"], "article"].tolist() == [6]


def test_summaries_are_not_the_treatys_words():
    """No summary shares eight words in a row with a quotation."""
    quoted = set().union(*map(runs_of_eight, load("treaty")["quotation"].dropna()))
    for text in load("treaty")["summary"]:
        assert not quoted & runs_of_eight(text)


def test_terms_of_secretaries_general_neither_overlap_nor_leave_a_gap():
    terms = load("secretaries_general")
    gaps = terms["start"].iloc[1:].to_numpy() - terms["end"].iloc[:-1].to_numpy()
    exact = (terms["end_precision"].iloc[:-1] == "day").to_numpy()
    assert (gaps[exact] == pd.Timedelta(0)).all()
    assert (gaps >= pd.Timedelta(0)).all()
    assert (gaps < pd.Timedelta(days=31)).all()
    assert terms.loc[terms["end_precision"] == "month", "name"].tolist() == ["Javier Solana"]


def test_fourteen_secretaries_general_by_country():
    holders = load("secretaries_general").dropna(subset=["order"])
    assert holders["order"].tolist() == list(range(1, 15))
    assert not holders["acting"].any()
    assert holders["iso3"].value_counts().to_dict() == {
        "NLD": 4,
        "GBR": 3,
        "BEL": 2,
        "ITA": 1,
        "DEU": 1,
        "ESP": 1,
        "DNK": 1,
        "NOR": 1,
    }
    joined = holders.merge(load("members"), on="iso3")["accession_year"]
    assert joined.max() == 1982


def test_commanders_follow_one_another():
    commanders = load("saceurs")
    assert (commanders["start"].iloc[1:].to_numpy() == commanders["end"].iloc[:-1].to_numpy()).all()
    assert set(commanders["iso3"]) == {"USA"}


def test_holders_of_an_office_are_from_a_country_that_was_a_member():
    for name in ("secretaries_general", "deputy_secretaries_general", "military_committee_chairs"):
        both = load(name).merge(load("members"), on="iso3", suffixes=("", "_of_member"))
        year = both["start_year"] if "start_year" in both else both["start"].dt.year
        assert (year >= both["accession_year"]).all(), name


def test_summits():
    table = load("summits")
    assert len(table) == 38
    assert table["start"].is_monotonic_increasing
    assert (table["start"].iloc[1:].to_numpy() > table["end"].iloc[:-1].to_numpy()).all()
    assert table["kind"].value_counts().to_dict() == {"summit": 33, "special meeting": 5}
    assert table.groupby("iso3").size()["BEL"] == 13
    host = table.merge(load("members"), on="iso3")
    assert (host["start"] >= host["accession_date"]).all()


def test_eight_concepts_four_of_them_public():
    table = load("strategic_concepts")
    assert table["year"].tolist() == [1950, 1952, 1957, 1968, 1991, 1999, 2010, 2022]
    assert (table["public"] == (table["year"] > 1989)).all()
    assert (table["approved"].dt.year == table["year"]).all()


def test_operations_under_article_5_and_without_a_mandate():
    table = load("operations").set_index("name")
    assert set(table.index[table["article_5"]]) == {"Eagle Assist", "Active Endeavour"}
    assert set(table.index[table["un_mandate"] == "no"]) == {"Allied Force"}
    assert table.loc["ISAF", "un_mandate"] == "yes"
    assert (table.loc["Allied Force", "end"] - table.loc["Allied Force", "start"]).days == 78


def test_nine_uses_of_article_4_and_one_of_article_5():
    table = load("article_4_5_events")
    uses = table.drop_duplicates("event").groupby("article").size()
    assert uses.to_dict() == {4: 9, 5: 1}
    asked = table[table["article"] == 4].groupby("iso3").size()
    assert asked.idxmax() == "TUR"
    assert asked["TUR"] == 5
    assert asked["POL"] == 3
    assert (table["role"] == "asked").eq(table["article"] == 4).all()


def test_columns_of_an_event_are_the_same_for_all_its_allies():
    table = load("article_4_5_events")
    for column in set(table) - {"event", "iso3"}:
        assert (table.groupby("event")[column].nunique(dropna=False) == 1).all(), column


def test_trigger_request_and_meeting_come_in_order():
    table = load("article_4_5_events")
    before = table.dropna(subset=["trigger_date", "request_date"])
    assert (before["request_date"] >= before["trigger_date"]).all()
    asked = table.dropna(subset=["request_date"])
    assert (asked["council_date"] >= asked["request_date"]).all()


def test_allies_that_asked_were_members():
    for name, date in (("article_4_5_events", "council_date"), ("incidents", "date"), ("posture", "start")):
        table = load(name).rename(columns={"host": "iso3"}).dropna(subset=["iso3", date])
        both = table.merge(load("members"), on="iso3")
        late = pd.DateOffset(months=1 if name == "posture" else 0)  # March 2004 stands for 29 March
        assert (both[date] + late >= both["accession_date"]).all(), name


def test_the_race():
    race = load("succession_race")
    assert race["date"].is_monotonic_increasing
    last = race.dropna(subset=["iso3"]).drop_duplicates("iso3", keep="last").set_index("iso3")["position"]
    assert last["HUN"] == last["SVK"] == last["ROU"] == last["TUR"] == "supports Rutte"
    backing = race.loc[race["position"] == "supports Rutte", "date"].min()
    decision = race.loc[race["position"] == "decision", "date"].item()
    assert (decision - backing).days == 125


def test_the_race_is_told_with_a_price_only_where_one_was_stated():
    race = load("succession_race")
    priced = set(race.loc[race["stated_price"].notna(), "iso3"])
    assert priced == {"HUN", "TUR", "ROU", "SVK", "EST"}


@pytest.mark.parametrize(("joiner", "year"), [("FIN", 2023), ("SWE", 2024)])
def test_each_ally_of_the_day_ratified(joiner, year):
    # When Sweden joined, Finland was an ally too.
    steps = load("accession_steps").query("iso3 == @joiner")
    members = load("members").query("accession_year < @year")["iso3"]
    assert set(steps.loc[steps["step"] == "ratification", "ally"]) == set(members)


def test_steps_of_accession_come_in_order():
    steps = load("accession_steps")
    order = ["application", "invitation", "protocol", "ratification", "accession"]
    span = steps.groupby(["iso3", "step"], observed=True)["date"].agg(["min", "max"])
    for joiner in steps["iso3"].unique():
        present = [step for step in order if (joiner, step) in span.index]
        for earlier, later in itertools.pairwise(present):
            assert span.loc[(joiner, earlier), "max"] <= span.loc[(joiner, later), "min"], (joiner, later)


def test_the_step_of_accession_is_the_members_day():
    both = load("accession_steps").query("step == 'accession'").merge(load("members"), on="iso3")
    assert (both["date"] == both["accession_date"]).all()
    assert len(both) == 16


def test_partners_that_joined_end_on_that_day():
    both = load("partners").merge(load("members"), on="iso3")
    assert (both["end"] == both["accession_date"]).all()
    assert set(both["programme"]) == {PFP, EAPC}


def test_euro_atlantic_council_had_28_partners_when_it_was_founded():
    """Sixteen allies and 28 partners made the 44 states of May 1997."""
    partners = load("partners").query("programme == @EAPC")
    assert (partners["start"] == "1997-05-30").sum() == 28


def test_partners_by_programme():
    now = load("partners").query("end.isna()").groupby("programme").size()
    assert now[PFP] == now[EAPC] == 18  # with Russia and Belarus, whose cooperation is suspended
    assert now["Mediterranean Dialogue"] == 7
    assert now["Istanbul Cooperation Initiative"] == 4
    assert now["global partner"] == 9
    assert now["Indo-Pacific four"] == 4


def test_eight_battlegroups_and_a_ninth():
    posture = load("posture").query("kind == 'battlegroup'")
    assert len(posture) == 9
    assert posture["lead"].notna().all()
    assert posture["host"].is_unique


def test_no_pledge_binds_and_the_parts_of_the_hague_add_up():
    pledges = load("pledges").set_index("pledge")
    assert not pledges["binding"].any()
    parts = pledges.loc[["hague-2025-core", "hague-2025-related"], "target_pct"].sum()
    assert parts == pledges.loc["hague-2025-total", "target_pct"]
    assert (pledges["deadline"].dropna() > pledges["date"].dt.year[pledges["deadline"].notna()]).all()


def test_views_are_percentages_and_derived_ones_say_how():
    table = load("opinion")
    both = table.dropna(subset=["unfavourable_pct"])
    assert (both["favourable_pct"] + both["unfavourable_pct"] <= 100).all()
    assert table.loc[table["derived"], "note"].notna().all()
    assert (table["published"].dt.year >= table["year"]).all()
    assert (table["iso3"].isna() == table["who"].str.startswith("Median")).all()


def test_derived_views_are_last_years_plus_the_change():
    table = load("opinion").set_index(["who", "year"])["favourable_pct"]
    for who, change in (("Germany", 9), ("Canada", 6), ("Greece", -9)):
        assert table[who, 2025].item() == table[who, 2024].item() + change


def test_common_funding_by_period():
    table = load("common_funding")
    assert (table.groupby("period")["share_pct"].sum() <= 100).all()
    shares = table.set_index(["iso3", "period"])["share_pct"]
    assert shares["USA", "2019"] > 22 > shares["USA", "2021"]
    assert shares["USA", "2021"] == shares["DEU", "2021"]
    assert shares["USA", "2024-2025"] == shares["DEU", "2024-2025"] == 15.9


# ---- the blocs of the Cold War ----------------------------------------------------------------


def test_eight_states_signed_and_six_dissolved_the_pact():
    pact = load("blocs").query("bloc == 'Warsaw Pact'")
    assert len(pact) == 8
    assert set(pact["start"]) == {pd.Timestamp("1955-05-14")}
    ends = pact.set_index("iso3")["end"]
    assert (ends["ALB"], ends["DDR"]) == (pd.Timestamp("1968-09-13"), pd.Timestamp("1990-09-24"))
    assert set(ends.drop(["ALB", "DDR"])) == {pd.Timestamp("1991-07-01")}
    assert pact.dropna(subset=["inactive_from"])["iso3"].to_list() == ["ALB"]


def test_a_neutral_state_that_joined_was_neutral_until_that_day():
    joined = load("members").set_index("iso3")["accession_date"]
    neutral = load("blocs").query("bloc != 'Warsaw Pact'").set_index("iso3")["end"]
    both = neutral.index.intersection(joined.index)
    assert set(both) == {"FIN", "SWE"}
    assert (neutral[both] == joined[both]).all()


def test_the_pact_agrees_with_what_members_says_of_former_blocs():
    former = load("former_states").set_index("iso3")["parts"]
    pact = load("blocs").query("bloc == 'Warsaw Pact'")["iso3"]
    lands = {part for iso3 in pact for part in former.get(iso3, iso3).split("; ")} | {"POL"}
    members = load("members")
    said = members[members["former_bloc"].isin(["Warsaw Pact", "Soviet Union"])]["iso3"]
    assert set(said) <= lands
    assert set(members["iso3"]) & lands - set(said) == {"DEU"}
