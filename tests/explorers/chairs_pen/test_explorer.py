"""The chair's pen without a browser: every setting, the three missions, and what they say."""

import itertools

import pytest

from nato_course import explore
from nato_course.explorers.chairs_pen import model as agenda
from nato_course.explorers.chairs_pen.explorer import BOLD, FAR, PLACES, letter, of_100, proposal


@pytest.fixture
def pen(monkeypatch, tmp_path):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))
    return explore("chairs-pen")


def say(explorer, do, **more):
    explorer.heard({"do": do, **more})


def go_to(explorer, step):
    say(explorer, "predict", values={"room": "more", "texts": "60", "when": "bold"})
    while explorer.step < step:
        say(explorer, "next")


def test_the_plain_text_before_the_prediction_gives_nothing_away(pen):
    assert repr(pen).startswith("The chair's pen\nPredict first.") and "prefer 28" not in repr(pen)


def test_mission_1_says_that_the_room_never_grew(pen):
    go_to(pen, 1)
    assert pen.foot.found == ""
    pen.set(members=31)
    assert pen.foot.found == ""
    pen.set(members=32)
    for words in ("78 for 1, 47 for 7, 37 for 12, 34 for 16, 28 for 32", "not once", "More, or the same", "60 texts"):
        assert words in pen.foot.found


def test_mission_2_ends_where_nothing_passes(pen):
    go_to(pen, 2)
    ideals, done = agenda.allies(32, 25), []
    for place in itertools.product(PLACES[::2], PLACES[::2]):
        pen.set(sq_x=place[0], sq_y=place[1])
        assert bool(pen.foot.found) == (not agenda.winset(ideals, place).any())
        if pen.foot.found:
            done.append(place)
            assert ("inside the dashed line" in pen.foot.found) == agenda.in_core(ideals, place)
            assert "28 of 100 texts" in pen.foot.found and "When the chair has the boldest wish" in pen.foot.found
    assert (50, 50) in done and FAR not in done


def test_mission_3_ends_when_the_chair_gets_all_of_it(pen):
    go_to(pen, 3)
    assert pen.foot.found == "" and "47 points short" in pen.reading.text
    pen.set(chair_x=45, chair_y=55)
    assert "gets all of it" in pen.reading.text
    assert "47 points short" in pen.foot.found and "Ally AA set the edge" in pen.foot.found


@pytest.mark.parametrize("members", [1, 2, 3, 12, 32])
@pytest.mark.parametrize("spread", [5, 25, 40])
def test_every_setting_has_a_reading_and_a_table(pen, members, spread):
    go_to(pen, 5)
    for status_quo, wish in itertools.product(
        ((0, 0), (50, 50), (60, 55), (70, 35), FAR), (BOLD, (50, 50), (100, 100))
    ):
        pen.set(
            members=members, spread=spread, sq_x=status_quo[0], sq_y=status_quo[1], chair_x=wish[0], chair_y=wish[1]
        )
        assert pen.trouble is None
        assert len(pen.reading.table) == members
        passes = proposal(members, spread, status_quo, wish).passes
        assert ("gains least" in pen.reading.text) == passes
        assert ("status quo stands" in pen.reading.text) == (not passes)
        assert (len(pen._plane.room.x) > 2) == passes == (len(pen._plane.proposal.x) == 1)


def test_names_in_the_plane_never_lie_on_each_other(pen):
    go_to(pen, 5)
    for x, y in itertools.product(range(0, 101, 20), repeat=2):
        pen.set(chair_x=x, chair_y=y)
        places = [(label.x[0], label.y[0], label.y_offset, label.align) for label in pen._plane.names if len(label.x)]
        assert len(set(places)) == len(places) >= 2


def test_letters_and_shares_are_said_in_words():
    assert [letter(at) for at in (0, 25, 26, 31)] == ["Ally A", "Ally Z", "Ally AA", "Ally AF"]
    assert [of_100(share) for share in (0, 0.004, 0.5)] == ["0 of 100", "fewer than 1 of 100", "50 of 100"]
