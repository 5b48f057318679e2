"""The index and its parts, against figures worked out another way from the table."""

from math import isnan, nan

import pytest

from nato_course import load
from nato_course.explorers.build_1949 import model

EUROPEAN = ["BEL", "DNK", "FRA", "GBR", "ISL", "ITA", "LUX", "NLD", "NOR", "PRT"]
FOUNDERS = [*EUROPEAN, "CAN", "USA"]
PACT = ["SUN", "ALB", "BGR", "CSK", "DDR", "HUN", "POL", "ROU"]


@pytest.fixture(scope="module")
def table():
    return load("capabilities")


@pytest.fixture(scope="module")
def known(table):
    return model.scores(table)


def index(known, states, year):
    return model.together(known, states, year).index


def test_founders_and_the_soviet_union_in_1949(known):
    """The course map's figures: .151 and .437 against .168, the United States .273, and 2.6 times."""
    soviet = index(known, ["SUN"], 1949)
    assert soviet == pytest.approx(0.168, abs=5e-4)
    assert index(known, EUROPEAN, 1949) == pytest.approx(0.151, abs=5e-4)
    assert index(known, FOUNDERS, 1949) == pytest.approx(0.437, abs=5e-4)
    assert index(known, ["USA"], 1949) == pytest.approx(0.273, abs=5e-4)
    assert model.ratio(index(known, FOUNDERS, 1949), soviet) == pytest.approx(2.60, abs=5e-3)


def test_west_germany_brought_more_than_greece_and_turkiye(known):
    assert index(known, ["DEU"], 1955) == pytest.approx(0.038, abs=5e-4)
    assert index(known, ["GRC", "TUR"], 1952) == pytest.approx(0.010, abs=5e-4)


def test_the_founders_in_the_table_of_members_are_these_twelve():
    members = load("members")
    assert sorted(members.loc[members["founder"], "iso3"]) == sorted(FOUNDERS)


def test_the_index_is_the_mean_of_the_parts_that_have_figures(known):
    for (iso3, year), row in known.items():
        if 1947 <= year <= 1955:
            there = [part for part in row.parts if not isnan(part)]
            assert sum(there) / len(there) == pytest.approx(row.index, abs=1e-6), (iso3, year)


def test_some_figures_are_missing(known):
    """So that the test above says something about missing parts."""
    assert isnan(known["SWE", 1949].parts[1])
    assert isnan(known["DDR", 1955].parts[0])


@pytest.mark.parametrize("year", range(1947, 1956))
def test_all_states_of_the_world_come_to_one_or_a_little_more(table, year):
    """A little more, because a state with a missing part gets the mean of its other parts: up to half a per cent."""
    world = table[(table["iso3"] == model.WORLD) & (table["year"] == year)]["cinc"].item()
    assert 1 <= world < 1.005


def test_shares_come_from_the_worlds_sums(table, known):
    rows = table[table["year"] == 1949].set_index("iso3")
    steel = rows["iron_steel_thousand_t"]
    assert known["USA", 1949].parts[list(model.PARTS).index("iron_steel_thousand_t")] == pytest.approx(
        steel["USA"] / steel["WLD"]
    )


def test_who_is_not_in_the_table_adds_nothing(known):
    assert ("DEU", 1949) not in known
    assert ("DDR", 1953) not in known
    assert ("DDR", 1954) in known
    assert index(known, [*FOUNDERS, "DEU"], 1949) == index(known, FOUNDERS, 1949)
    assert model.together(known, [], 1949) == model.NOTHING == model.together(known, ["DEU"], 1949)
    assert model.listed(known, PACT, 1949)[0] == "SUN"
    assert len(model.listed(known, PACT, 1949)) == 7


def test_a_missing_part_counts_as_nothing_in_a_sum(known):
    both = model.together(known, ["SWE", "NOR"], 1949)
    assert both.parts[1] == known["NOR", 1949].parts[1]
    assert not any(isnan(part) for part in both.parts)


@pytest.mark.parametrize(
    ("numbers", "target", "count"),
    [([1, 5, 3], 5, 1), ([1, 5, 3], 5.1, 2), ([1, 5, 3], 9, 3), ([1, 5, 3], 9.1, None), ([], 1, None)],
)
def test_how_many_it_takes(numbers, target, count):
    assert model.needed(numbers, target) == count


def test_ten_are_not_enough(known):
    numbers = [known[iso3, 1949].index for iso3 in EUROPEAN]
    assert model.needed(numbers, known["SUN", 1949].index) is None


@pytest.mark.parametrize("theirs", [0, -1, nan])
def test_no_ratio_to_nothing(theirs):
    with pytest.raises(ValueError, match="nothing to compare"):
        model.ratio(1, theirs)
