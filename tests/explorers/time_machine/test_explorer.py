"""The time machine without a browser: every year, both maps, and what the missions say."""

from functools import partial

import pytest

from lessonkit.data import maps as geo
from lessonkit.data.maps import distance_km
from nato_course import load
from nato_course.explorers.time_machine.explorer import FIRST, ISLANDS, LAST, SOVIET_REPUBLICS
from nato_course.projection import place
from support.learner import go_to, judged

go_to = partial(go_to, rounds="8", gap="20", border="POL")


@pytest.fixture
def machine(explorer):
    go_to(explorer, 1)
    return explorer


@pytest.mark.parametrize("view", ["europe", "world"])
def test_every_year_can_be_shown(machine, view):
    machine.set(view=view, capitals=True)
    for year in range(FIRST, LAST + 1):
        machine.set(year=year)
        assert machine.trouble is None
        allies = {iso3 for iso3, look in machine.map.fills.items() if look != "other"} - set(ISLANDS)
        assert len(machine.reading.table) == len(allies) == machine.strip.counts[year - FIRST]
        assert f"{len(allies)} allies" in machine.reading.text


def test_every_code_has_a_shape_and_every_look_a_line_in_the_key():
    shapes = geo.shapes("world")["shapes"]
    assert set(load("members")["iso3"]) | set(SOVIET_REPUBLICS) | {"GRL"} <= set(shapes)


def test_fills_use_only_looks_of_the_key(machine):
    machine.set(year=LAST)
    keys = [look["key"] for look in machine.map.looks]
    assert len(keys) == len(set(keys)) == 12
    assert set(machine.map.fills.values()) == set(keys)


def test_only_what_changes_is_sent_when_the_year_moves(machine):
    sent = []
    machine.map.observe(lambda change: sent.append(change["name"]))
    machine.set(year=1982)
    assert set(sent) <= {"fills", "labels", "dots"}
    assert "fills" in sent


def test_the_last_year_is_shown_as_of_the_data(machine):
    machine.set(year=LAST)
    assert not machine.reading.text.startswith("31 December")


def test_west_germany_is_called_so_until_unity(machine):
    machine.set(year=1989)
    assert machine.map.labels["DEU"] == "West Germany"
    assert "West Germany" in machine.reading.table["Ally"].to_list()
    machine.set(year=1990)
    assert "DEU" not in machine.map.labels
    assert "Germany" in machine.reading.table["Ally"].to_list()


def test_the_neighbour_is_named_on_the_map(machine):
    machine.set(year=1990)
    assert machine.map.labels["RUS"] == "Soviet Union"
    machine.set(year=1991)
    assert machine.map.labels["RUS"] == "Russia"


def test_first_mission_finds_27_years_and_ten_rounds(machine):
    machine.set(year=1981)
    assert machine.verdict.found == ""
    machine.set(year=1982)
    for said in ("6 May 1955", "30 May 1982", "27 years", "10 rounds"):
        assert said in machine.verdict.found
    assert (
        judged(machine)
        == "Rounds: You said 8, it was 10 rounds: off by 2. Longest wait: You said 20, it was 27 years: off by 7."
    )


def test_second_mission_says_who_added_what(machine):
    go_to(machine, 2)
    for year in (1999, 2004, 2023):
        machine.set(year=year)
        assert machine.verdict.found == ""
    machine.set(year=2024)
    assert "Sweden has no land border" in machine.verdict.found
    assert not machine.done
    machine.set(year=1990)
    assert "Türkiye" in machine.verdict.found
    assert "Finland alone added" in machine.verdict.found
    assert judged(machine) == "You said “Poland”, it was “Finland”."
    machine.set(year=2003)
    assert machine.verdict.found == ""
    assert machine.done


@pytest.mark.parametrize(
    ("year", "said"),
    [(1966, "France left the integrated military command"), (1974, "Greece left"), (1990, "East Germany")],
)
def test_third_mission_says_that_the_number_stayed(machine, year, said):
    go_to(machine, 3)
    machine.set(year=year)
    assert said in machine.verdict.found
    assert "The number of allies stayed at" in machine.verdict.found
    assert judged(machine) == ""


@pytest.mark.parametrize(("iso3", "view"), [("POL", "europe"), ("POL", "world"), ("TUR", "europe")])
def test_a_capital_is_placed_near_its_country(iso3, view):
    """In the scale of the map, a capital is nearer to the label of its country than the country is wide."""
    capitals = load("capitals").set_index("iso3").loc[iso3]
    x, y = place(view, capitals["lat"], capitals["lon"])
    label_x, label_y = geo.shapes(view)["points"][iso3]
    assert abs(x - label_x) + abs(y - label_y) < {"europe": 120, "world": 25}[view]


def test_places_keep_directions_and_distances():
    oslo, rome, madrid = (59.91, 10.75), (41.9, 12.5), (40.42, -3.7)
    on_map = {name: place("europe", *at) for name, at in (("oslo", oslo), ("rome", rome), ("madrid", madrid))}
    assert on_map["oslo"][1] < on_map["rome"][1]
    assert on_map["madrid"][0] < on_map["rome"][0]
    px = ((on_map["oslo"][0] - on_map["rome"][0]) ** 2 + (on_map["oslo"][1] - on_map["rome"][1]) ** 2) ** 0.5
    px_west = ((on_map["madrid"][0] - on_map["rome"][0]) ** 2 + (on_map["madrid"][1] - on_map["rome"][1]) ** 2) ** 0.5
    assert px / px_west == pytest.approx(distance_km(*oslo, *rome) / distance_km(*madrid, *rome), rel=0.03)


def test_what_is_off_the_map_has_no_place():
    assert place("europe", 38.9, -77.0) is None
    assert place("world", 38.9, -77.0) is not None
