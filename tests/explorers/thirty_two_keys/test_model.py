"""The model of the succession race: it repeats the record, and each part does what it says."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from nato_course import load
from nato_course.explorers.thirty_two_keys import model
from nato_course.explorers.thirty_two_keys.races import races_table
from nato_course.explorers.thirty_two_keys.record import allies, model_inputs

FOUR = {"TUR", "HUN", "SVK", "ROU"}
LARGE = {"USA", "GBR", "FRA", "DEU"}


def race(**change):
    return model.run(model_inputs(), replace(model.Race(), **change))


def first_yes(outcome, code):
    """The week from which an ally says yes to the end, or None."""
    no = np.flatnonzero(~outcome.yes[:, outcome.allies.codes.index(code)])
    week = no[-1] + 1 if len(no) else 0
    return week if week <= model.LAST else None


@pytest.fixture(scope="module")
def record():
    return race()


# Weeks and inputs ------------------------------------------------------------------------


def test_weeks_end_on_a_wednesday_and_hold_the_days_of_the_record():
    assert all(model.week_end(week).weekday() == 2 for week in range(model.LAST + 1))
    assert model.week_end(34) == date(2024, 6, 26)
    days = {
        date(2023, 10, 28): 0,
        date(2024, 2, 22): 17,
        date(2024, 3, 7): 19,
        date(2024, 6, 12): 32,
        date(2024, 6, 18): 33,
        date(2024, 6, 20): 34,
    }
    assert {day: model.week_of(day) for day in days} == days
    assert model.week_of(date(2024, 7, 9)) == model.LAST
    assert model.week_of(date(1949, 8, 24)) == 0
    assert {"TUR": model.week_of(date(2024, 4, 26)), "HUN": 33, "SVK": 33, "ROU": 34} == model.GIVEN


def test_inputs_come_from_the_tables():
    table = model_inputs()
    assert len(table.codes) == 32
    assert list(table.codes) == sorted(table.codes)
    assert dict(zip(table.codes, table.since, strict=True))["SWE"] == 19
    assert table.since.sum() == 19
    at = table.codes.index("NLD")
    share = (
        load("defence_expenditure")
        .query("edition == '2024' and year == 2023 and iso3 == 'NLD'")
        .share_of_gdp_pct.item()
    )
    assert table.spending[at] == pytest.approx(share / 2)
    assert table.spending.max() == 1
    assert table.spending[table.codes.index("ISL")] == 0


def test_an_ally_without_gdp_is_named():
    members = load("members")
    with pytest.raises(ValueError, match="SWE"):
        allies(
            members,
            pd.DataFrame({"iso3": members.iso3[members.iso3 != "SWE"], "gdp_usd_m": 1.0}),
            pd.DataFrame({"iso3": [], "share_of_gdp_pct": []}),
        )


# Calibration -----------------------------------------------------------------------------


def test_the_four_large_allies_agree_in_the_week_of_22_february(record):
    assert {first_yes(record, code) for code in LARGE} == {17}
    assert record.yes[17].sum() >= 2 / 3 * 31, "more than two thirds, Semafor reported"


def test_the_hold_outs_of_april_are_the_four(record):
    assert set(record.holdouts(model.week_of(date(2024, 4, 17)))) == FOUR
    assert record.yes[22].sum() == 28
    assert {first_yes(record, code) for code in ("EST", "LVA", "LTU")} == {22}


def test_the_four_turn_in_the_order_and_the_weeks_of_the_record(record):
    said = load("succession_race").query("position == 'supports Rutte'").set_index("iso3").date
    assert {code: first_yes(record, code) for code in FOUR} == {code: model.week_of(said[code].date()) for code in FOUR}
    assert first_yes(record, "TUR") < first_yes(record, "HUN") == first_yes(record, "SVK") < first_yes(record, "ROU")
    assert record.decided == 34
    assert record.pivotal == ("ROU",)
    assert record.holdouts() == ()


def test_with_no_assurance_none_of_the_four_agrees():
    end = race(assurances=frozenset())
    assert end.decided is None
    assert set(end.holdouts()) == FOUR
    assert end.pivotal == ()
    assert all(first_yes(end, code) is None for code in FOUR)


@pytest.mark.parametrize("code", model.ASSURANCES)
def test_an_assurance_opens_its_own_door_and_no_other(code):
    alone = FOUR - set(race(assurances=frozenset({code})).holdouts())
    assert alone == ({code} - {"ROU"}), "Romania's candidate stays in until all others agree"
    assert code in race(assurances=frozenset(model.ASSURANCES) - {code}).holdouts()


# Rules and rivals ------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["two-thirds", "majority", "gdp"])
def test_under_another_rule_the_race_ends_in_february(rule):
    end = race(rule=rule)
    assert model.week_end(end.decided) == date(2024, 2, 28)
    assert len(end.holdouts()) == 10
    assert (end.yes[17:] == end.yes[17]).all(), "the race stops there"


def test_without_a_rival_only_his_home_state_and_region_are_unlocked():
    with_rival, without = (race(assurances=frozenset(), rival=rival) for rival in (True, False))
    assert set(with_rival.holdouts()) - set(without.holdouts()) == {"ROU", "SVK"}


def test_a_home_state_never_accepts_while_its_candidate_runs(record):
    at = record.allies.codes.index("ROU")
    assert record.rival_in[19:34].all()
    assert not record.rival_in[34:].any()
    assert not record.rival_in[:19].any()
    assert not record.yes[record.rival_in, at].any()
    iohannis = race(candidate="iohannis", assurances=frozenset())
    assert "NLD" in iohannis.holdouts()


@pytest.mark.parametrize("candidate", model.CANDIDATES)
def test_each_candidate_has_the_home_state_from_the_first_week(candidate):
    assert first_yes(race(candidate=candidate), model.CANDIDATES[candidate].home) == 0


@pytest.mark.parametrize("wrong", [{"candidate": "ismay"}, {"rule": "lottery"}, {"assurances": frozenset({"USA"})}])
def test_an_unknown_race_is_refused(wrong):
    with pytest.raises(ValueError, match="no such race"):
        race(**wrong)


# What would turn a key -------------------------------------------------------------------


def test_what_would_turn_the_four_in_april(record):
    turns = {code: model.turners(record, code, 24) for code in FOUR}
    assert turns == {"TUR": ["assurance"], "HUN": ["assurance"], "SVK": ["assurance"], "ROU": ["both"]}
    assert model.turners(record, "ROU", 33) == ["rival"]
    assert model.turners(record, "USA", 5) == ["time"]
    assert model.turners(record, "HUN", 0) == []


def test_what_is_said_to_turn_a_key_does_turn_it():
    shut = race(assurances=frozenset({"TUR", "SVK", "ROU"}))
    assert model.turners(shut, "HUN", 30) == ["assurance"]
    assert race(assurances=frozenset(model.ASSURANCES), early=True).yes[30, shut.allies.codes.index("HUN")]


def test_counterfactuals_tell_what_the_races_give():
    races = model.counterfactuals(model_inputs())
    names = load("members").set_index("iso3").name.to_dict()
    rows = races_table(races, names).set_index("What differs")
    assert rows.index.is_unique
    assert len(rows) == len(races) == 12
    assert list(rows.loc["As it was recorded"]) == ["26 June 2024", "nobody"]
    assert list(rows.loc["No assurance at all"]) == ["not by the July summit", "Hungary, Romania, Slovakia, Türkiye"]
    assert rows.loc["Without the assurance to Hungary", "Not yet at the end"] == "Hungary, Romania"
    assert rows.loc["Two thirds of the allies are enough", "Decided in the week to"] == "28 February 2024"


def test_same_inputs_same_outcome(record):
    again = race()
    assert np.array_equal(record.yes, again.yes)
    assert record.decided == again.decided
