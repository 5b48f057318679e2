"""The count of members above a threshold: by hand, and on the course's own tables."""

import pytest

from lessonkit.data.tables import load
from nato_course.explorers.alliance_of_democracies.model import (
    Count,
    Score,
    count,
    mean_gap,
    members_in,
    percent,
    position,
    spells_below,
    years_in,
)

JOINED = {"AAA": 1949, "BBB": 1949, "CCC": 1952, "DDD": 2024}
SCORES = {
    "AAA": Score(0.9, 0.85, 0.95),
    "BBB": Score(0.52, 0.45, 0.6),
    "CCC": Score(0.5, 0.4, 0.5),
    "DDD": Score(0.2, 0.1, 0.3),
}


def test_a_state_is_a_member_from_the_year_it_joins():
    assert members_in(JOINED, 1948) == []
    assert members_in(JOINED, 1951) == ["AAA", "BBB"]
    assert members_in(JOINED, 1952) == ["AAA", "BBB", "CCC"]


def test_three_members_counted_by_hand():
    found = count(SCORES, members_in(JOINED, 1952), 0.5)
    assert found == Count(members=3, scored=3, above=2, missing=0, surely_above=1, open=1, surely_below=1)
    assert found.share == pytest.approx(200 / 3)
    assert found.lowest_share == pytest.approx(100 / 3)
    assert found.highest_share == pytest.approx(200 / 3)


def test_exactly_at_the_threshold_is_not_above():
    assert count({"AAA": Score(0.5)}, ["AAA"], 0.5).above == 0
    assert position(Score(0.6, 0.5, 0.7), 0.5) == "open"
    assert position(Score(0.4, 0.3, 0.5), 0.5) == "below"
    assert position(Score(0.6, 0.51, 0.7), 0.5) == "above"


def test_without_bounds_nothing_is_open():
    found = count({"AAA": Score(0.9), "BBB": Score(0.1)}, ["AAA", "BBB"], 0.5)
    assert (found.surely_above, found.open, found.surely_below) == (None, None, None)
    assert found.lowest_share == found.share == found.highest_share == 50


def test_a_member_without_a_score_is_told_and_left_out():
    found = count({"AAA": Score(0.9)}, ["AAA", "ISL"], 0.5)
    assert (found.members, found.scored, found.missing, found.share) == (2, 1, 1, 100)
    assert count({}, [], 0.5).share == percent(0, 0) == 0


@pytest.mark.parametrize(
    ("value", "low", "high"), [(0.5, 0.6, 0.7), (0.5, 0.1, 0.4), (0.5, None, 0.6), (0.5, 0.4, None)]
)
def test_bounds_that_make_no_sense_are_refused(value, low, high):
    with pytest.raises(ValueError, match="bounds"):
        Score(value, low, high)


def test_spells_join_years_that_follow_and_begin_with_membership():
    values = {1950: 0.1, 1952: 0.4, 1953: 0.5, 1954: 0.6, 1955: 0.3, 1957: 0.2}
    assert spells_below(values, 0.5, since=1952) == [(1952, 1953), (1955, 1955), (1957, 1957)]
    assert years_in(spells_below(values, 0.5, since=1952)) == 4
    assert spells_below(values, 0.05, since=1952) == []


def test_the_mean_gap_has_no_sign():
    assert mean_gap([100, 80], [90, 90]) == 10
    with pytest.raises(ValueError, match="zip"):
        mean_gap([1], [1, 2])


# On the real tables, straight from the files -------------------------------------------------


@pytest.fixture(scope="module")
def table():
    index = load("democracy")
    return index[index["edition"] == "15"].merge(load("members")[["iso3", "accession_year"]])


@pytest.mark.parametrize(
    ("year", "threshold", "members", "above"),
    [
        (1949, 0.5, 12, 11),
        (1952, 0.5, 14, 11),
        (1970, 0.5, 15, 13),
        (1982, 0.5, 16, 15),
        (2004, 0.5, 26, 26),
        (2024, 0.5, 32, 30),
        (2024, 0.8, 32, 19),
    ],
)
def test_the_model_agrees_with_a_count_by_pandas(table, year, threshold, members, above):
    rows = table[(table["year"] == year) & (table["accession_year"] <= year)]
    assert (len(rows), int((rows["electoral"] > threshold).sum())) == (members, above)
    scores = {row.iso3: Score(row.electoral, row.electoral_low, row.electoral_high) for row in rows.itertuples()}
    found = count(scores, scores, threshold)
    assert (found.members, found.above) == (members, above)
    assert found.surely_above == int((rows["electoral_low"] > threshold).sum())
    assert found.surely_below == int((rows["electoral_high"] <= threshold).sum())


def test_edition_16_gives_29_of_32_in_2025_and_has_no_bounds():
    rows = load("democracy").query("edition == '16' and year == 2025").merge(load("members")[["iso3"]])
    assert len(rows) == 32
    assert rows["electoral_low"].isna().all()
    assert sorted(rows[rows["electoral"] <= 0.5]["iso3"]) == ["ALB", "HUN", "TUR"]
