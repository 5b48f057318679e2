"""32 keys without a browser: its missions, its two faces, and what it says."""

import itertools
import re
from functools import partial

import numpy as np
import pytest

from lessonkit.explorer.frame import TROUBLE
from nato_course import load
from nato_course.explorers.thirty_two_keys import model
from nato_course.explorers.thirty_two_keys.explorer import WORDS
from nato_course.explorers.thirty_two_keys.record import model_inputs, names
from support import learner
from support.learner import choices, judged

SWITCHES = ("tur", "hun", "svk", "rou")
go_to = partial(learner.go_to, last="HUN", alone="2")


def tiles(explorer):
    return {tile["name"]: tile for tile in explorer.board.view["tiles"]}


# Missions --------------------------------------------------------------------------------


def test_nothing_is_given_away_before_the_prediction(explorer):
    text = repr(explorer)
    assert "Predict first" in text
    assert "18 June" not in text
    assert "Week to" not in text


def test_mission_1_tells_the_order_of_the_table(explorer):
    go_to(explorer, 1)
    assert explorer.values["view"] == "record"
    assert explorer.verdict.found == ""
    explorer.set(week=24)
    explorer.set(week=33)
    assert explorer.verdict.found == ""
    explorer.set(week=34)
    said = load("succession_race").query("position == 'supports Rutte'").set_index("iso3").date
    found = explorer.verdict.found
    places = [
        found.index(f"{names()[code]} ({day.day} {day:%B %Y})")
        for code, day in said[["TUR", "HUN", "SVK", "ROU"]].items()
    ]
    assert places == sorted(places)
    assert judged(explorer) == "You said “Hungary”, it was “Romania”."


def test_mission_2_counts_the_doors_that_the_model_opens(explorer):
    go_to(explorer, 2)
    assert explorer.verdict.found == ""
    assert "28 of 32" in explorer.reading.text
    for code in SWITCHES:
        explorer.set(**{code: True})
        assert explorer.reading.text.startswith(f"Week to {'26 June' if code == 'rou' else '10 July'}")
    found = explorer.verdict.found
    assert "0 of the four agree" in found
    assert "Türkiye 1, Hungary 1, Slovakia 1 and Romania 0" in found
    assert "26 June 2024" in found
    assert "built into the weights" in found
    assert judged(explorer) == "You said 2, it was 0 of 4: off by 2."


@pytest.mark.parametrize("rule", ["two-thirds", "majority", "gdp"])
def test_mission_3_tells_when_each_rule_ends_the_race(explorer, rule):
    go_to(explorer, 3)
    assert explorer.verdict.found == ""
    explorer.set(rule=rule)
    end = model.run(model_inputs(), model.Race(rule=rule))
    assert f"ends in the week to 28 February 2024, {34 - end.decided} weeks before" in explorer.verdict.found
    assert f"{len(end.holdouts())} allies" in explorer.verdict.found


# The record ------------------------------------------------------------------------------


def test_the_record_keeps_dated_and_counted_yeses_apart(explorer):
    go_to(explorer, 1)
    explorer.set(week=24)
    shown = tiles(explorer)
    assert shown["Estonia"]["word"] == "yes, 2 Apr"
    told = {name: shown[name]["state"] for name in ("Estonia", "Italy", "Hungary", "Romania")}
    assert told == {"Estonia": "yes", "Italy": "counted", "Hungary": "no", "Romania": "own"}
    states = [tile["state"] for tile in shown.values()]
    assert (states.count("yes"), states.count("counted")) == (7, 21)
    assert "7 of 32" in explorer.reading.text
    assert "21 more" in explorer.reading.text
    assert "Hungary, Romania, Slovakia and Türkiye" in explorer.reading.text


def test_sweden_is_no_member_before_its_accession(explorer):
    go_to(explorer, 1)
    explorer.set(week=18)
    assert tiles(explorer)["Sweden"]["word"] == "not yet a member"
    assert "of 31 allies" in explorer.reading.text
    explorer.set(week=19)
    assert tiles(explorer)["Sweden"]["word"] == "not yet"


def test_a_price_is_shown_from_the_day_it_was_stated(explorer):
    go_to(explorer, 1)
    explorer.set(week=21)
    assert not any("Türkiye" in line for line in explorer.board.view["lines"])
    explorer.set(week=34)
    lines = " ".join(explorer.board.view["lines"])
    assert "Slovakia, 18 June 2024: Help to protect Slovak airspace" in lines
    assert "Yes on 20 June 2024." in lines


# The model -------------------------------------------------------------------------------


def test_the_board_shows_the_model_and_says_that_it_is_one(explorer):
    go_to(explorer, 5)
    explorer.set(view="model", week=24)
    view = explorer.board.view
    assert "stipulated" in view["basis"]
    assert "stipulated" in explorer.limits
    assert view["counts"] == [int(row.sum()) for row in explorer.outcome.yes]
    shut = [name for name, tile in tiles(explorer).items() if tile["state"] == "open"]
    assert sorted(shut) == ["Hungary", "Romania", "Slovakia", "Türkiye"]
    table = explorer.reading.table.set_index("Ally")
    assert table.loc["Hungary", "What would turn it"] == "the assurance asked for"
    assert table.loc["Romania", "What would turn it"].startswith("the assurance asked for and the rival")


def test_what_turns_a_key_can_be_several_things(explorer):
    go_to(explorer, 5)
    explorer.set(view="model", week=20, delta=0.35, epsilon=0.015, tur=False, hun=False, rou=False)
    three = "the assurance asked for or the rival's withdrawal or time: patience that runs out"
    assert three in set(explorer.reading.table["What would turn it"])


def test_races_that_did_not_happen_are_a_table(explorer):
    go_to(explorer, 5)
    explorer.set(view="races")
    view = explorer.board.view
    assert view["kind"] == "table"
    assert (len(view["rows"]), len(view["columns"])) == (12, 3)
    never = sum(row[1] == WORDS.say("races.never") for row in view["rows"])
    assert never > 0
    assert f"{never} of them do not end" in explorer.reading.text


def test_every_setting_gives_a_sensible_reading(explorer):
    go_to(explorer, 5)
    rng = np.random.default_rng(9)
    options = {key: choices(explorer, key) for key in explorer.inputs}
    for _ in range(40):
        explorer.set(**{key: values[rng.integers(len(values))] for key, values in options.items()})
        text = explorer.reading.text
        assert TROUBLE not in text
        assert explorer.trouble is None
        assert not re.search(r"\bnan\b|None|\{|\b[A-Z]{3}\b(?<!GDP)", text), text
        if explorer.board.view["kind"] == "tiles":
            assert len(explorer.board.view["tiles"]) == 32
            assert all(tile["word"] and tile["sign"] for tile in tiles(explorer).values())


def test_every_ally_has_a_word_in_every_week(explorer):
    go_to(explorer, 5)
    for week, view in itertools.product(range(0, model.LAST + 1, 4), ("record", "model")):
        explorer.set(week=week, view=view)
        states = {tile["state"] for tile in tiles(explorer).values()}
        assert states <= {"yes", "counted", "no", "own", "open", "out"}
