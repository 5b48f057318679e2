"""The time machine without a browser: every year, both maps, and what the missions say."""

from functools import partial

import pytest

from lessonkit.data import maps as geo
from lessonkit.data.maps import distance_km
from nato_course import load
from nato_course.explorers.time_machine.explorer import FIRST, LAST
from nato_course.explorers.time_machine.picture import ISLANDS
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
        allies = {iso3 for iso3, look in machine.map.fills.items() if look.startswith("round")} - set(ISLANDS)
        rows = machine.reading.table["Group"].value_counts()
        assert rows["NATO"] == len(allies) == machine.strip.counts[year - FIRST]
        assert f"{len(allies)} allies" in machine.reading.text


def test_every_code_has_a_shape_and_every_look_a_line_in_the_key():
    for view in geo.views():
        base = geo.shapes(view)
        known = set(base["shapes"]) | set(base["former"]["shapes"])
        assert set(load("members")["iso3"]) | set(load("blocs")["iso3"]) | {"GRL"} <= known, view
        assert set(base["former"]["shapes"]) == set(load("former_states")["iso3"])


def test_fills_use_only_looks_of_the_key(machine):
    keys = [look["key"] for look in machine.map.looks]
    assert len(keys) == len(set(keys)) == 17
    used = set()
    for year in (1954, 1960, LAST):
        machine.set(year=year)
        used |= set(machine.map.fills.values()) | set(machine.map.lines.values())
    assert used == set(keys)


def test_only_what_changes_is_sent_when_the_year_moves(machine):
    sent = []
    machine.map.observe(lambda change: sent.append(change["name"]))
    machine.set(year=1982)
    assert set(sent) <= {"fills", "labels", "dots", "lines", "count"}
    assert "fills" in sent


def test_the_last_year_is_shown_as_of_the_data(machine):
    machine.set(year=LAST)
    assert not machine.reading.text.startswith("31 December")


def test_west_germany_is_called_so_until_unity(machine):
    machine.set(year=1989)
    assert {"West Germany", "East Germany", "Berlin"} == {dot["text"] for dot in machine.map.dots}
    assert {"West Germany", "East Germany"} < set(machine.reading.table["State"])
    machine.set(year=1990)
    assert machine.map.dots == []
    assert {"Germany"} == {name for name in machine.reading.table["State"] if "Germany" in name}


def test_the_neighbour_is_named_on_the_map(machine):
    machine.set(year=1990)
    assert machine.map.labels["SUN"] == "Soviet Union"
    assert "RUS" not in machine.map.labels
    machine.set(year=1991)
    assert machine.map.labels["RUS"] == "Russia"


PACT = {"ALB", "BGR", "CSK", "DDR", "HUN", "POL", "ROU", "SUN"}


@pytest.mark.parametrize(
    ("year", "pact", "former", "km"),
    [
        (1954, set(), {"SUN", "YUG", "CSK", "DDR"}, 813),
        (1955, PACT, {"SUN", "YUG", "CSK", "DDR"}, 813),
        (1968, PACT - {"ALB"}, {"SUN", "YUG", "CSK", "DDR"}, 813),
        (1989, PACT - {"ALB"}, {"SUN", "YUG", "CSK", "DDR"}, 813),
        (1990, PACT - {"ALB", "DDR"}, {"SUN", "YUG", "CSK"}, 813),
        (1991, set(), {"YUG", "CSK"}, 191),
        (1999, set(), set(), 401),
        (2024, set(), set(), 2627),
    ],
)
def test_map_text_and_table_say_who_was_in_the_pact_and_what_was_one_state(machine, year, pact, former, km):
    machine.set(year=year)
    fills = machine.map.fills
    assert {iso3 for iso3, look in fills.items() if look == "pact"} == pact
    assert set(fills) & set(geo.shapes("europe")["former"]["shapes"]) == former
    table = machine.reading.table
    names = table.loc[table["Group"] == "Warsaw Pact", "State"].to_list()
    assert len(names) == len(pact)
    assert all(name in machine.reading.text for name in names)
    assert (f"The Warsaw Pact has {len(pact)} members" in machine.reading.text) is bool(pact)
    assert machine.map.count["value"] == km
    assert f"{km:,} km" in machine.reading.text


def test_germany_is_two_until_1990(machine):
    machine.set(year=1989)
    assert (machine.map.fills["DEU"], machine.map.fills["DDR"]) == ("round-2", "pact")
    assert machine.map.lines["DEU-DDR"] == "divide"
    machine.set(year=1990)
    assert machine.map.fills["DEU"] == "round-2"
    assert "DDR" not in machine.map.fills
    assert "DEU-DDR" not in machine.map.lines


def test_the_line_of_the_border_grows_with_the_kilometres(machine):
    drawn = {}
    for year in (1951, 1990, 1991, 1999, 2004, 2023, 2024):
        machine.set(year=year)
        drawn[year] = {name for name, kind in machine.map.lines.items() if kind == "front"}
    assert drawn[1951] == {"NOR-SUN"}
    assert drawn[1990] == {"NOR-SUN", "TUR-SUN"}
    assert drawn[1991] == {"NOR-RUS"}
    assert drawn[2004] - drawn[1999] == {"EST-RUS", "LVA-RUS", "LTU-RUS"}
    assert drawn[2023] - drawn[2004] == {"FIN-RUS"}
    assert drawn[2024] == drawn[2023]
    for view in geo.views():
        assert set().union(*drawn.values()) <= set(geo.shapes(view)["lines"]), view


def test_albania_is_at_rest_before_it_leaves(machine):
    machine.set(year=1961)
    assert "takes no part" not in machine.reading.text
    for year in (1962, 1967):
        machine.set(year=year)
        assert machine.map.labels["ALB"] == "Albania\ntakes no part"
        assert "Of these Albania takes no part." in machine.reading.text
    machine.set(year=1968)
    assert "Albania" not in machine.reading.text


def test_neutral_states_are_marked_until_they_join(machine):
    found = {}
    for year in (1954, 1955, 1989, 2022, 2023, 2024):
        machine.set(year=year)
        found[year] = {iso3 for iso3, look in machine.map.fills.items() if look == "neutral"}
    assert found[1955] - found[1954] == {"AUT"}
    assert {"YUG", "CYP"} < found[1989]
    assert found[2022] - found[2023] == {"FIN"}
    assert found[2023] - found[2024] == {"SWE"}


def test_notes_name_each_state_with_its_dates(machine):
    notes = machine.map.notes
    assert notes["POL"].startswith(
        "Poland: In the Warsaw Pact from 14 May 1955 to 1 July 1991. NATO ally since 12 March 1999"
    )
    assert "West Germany alone until 3 October 1990" in notes["DEU"]
    assert notes["UKR"] == "Ukraine: Part of the Soviet Union in the Cold War."
    assert "Annexed by the Soviet Union in 1940" in notes["LTU"]
    shown = {iso3 for view in geo.views() for iso3 in geo.shapes(view)["former"]["shapes"]}
    assert shown | set(load("members")["iso3"]) <= set(notes)


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
