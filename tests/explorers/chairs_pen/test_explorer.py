"""The chair's pen without a browser: every setting, the three missions, and what they say."""

import itertools
from functools import partial

import pytest

from nato_course.explorers.chairs_pen import model as agenda
from nato_course.explorers.chairs_pen.explorer import BOLD, FAR, PLACES, letter, of_100, proposal
from support.learner import go_to, judged

go_to = partial(go_to, room="more", texts="60", when="bold")


def test_the_plain_text_before_the_prediction_gives_nothing_away(explorer):
    assert repr(explorer).startswith("The chair's pen\nPredict first.")
    assert "prefer 28" not in repr(explorer)


def test_mission_1_says_that_the_room_never_grew(explorer):
    go_to(explorer, 1)
    assert explorer.verdict.found == ""
    explorer.set(members=31)
    assert explorer.verdict.found == ""
    explorer.set(members=32)
    for words in ("78 for 1, 47 for 7, 37 for 12, 34 for 16, 28 for 32", "not once"):
        assert words in explorer.verdict.found
    assert "You said “More, or the same”, it was “Less, or the same”." in judged(explorer)
    assert "You said 60, it was 28 texts: off by 32." in judged(explorer)


def test_mission_2_ends_where_nothing_passes(explorer):
    go_to(explorer, 2)
    ideals, done = agenda.allies(32, 25), []
    for place in itertools.product(PLACES[::2], PLACES[::2]):
        explorer.set(sq_x=place[0], sq_y=place[1])
        assert bool(explorer.verdict.found) == (not agenda.winset(ideals, place).any())
        if explorer.verdict.found:
            done.append(place)
            assert ("inside the dashed line" in explorer.verdict.found) == agenda.in_core(ideals, place)
            assert "28 of 100 texts" in explorer.verdict.found
            assert "You said “When the chair has the boldest wish”" in judged(explorer)
    assert (50, 50) in done
    assert FAR not in done


def test_mission_3_ends_when_the_chair_gets_all_of_it(explorer):
    go_to(explorer, 3)
    assert explorer.verdict.found == ""
    assert "47 points short" in explorer.reading.text
    explorer.set(chair_x=45, chair_y=55)
    assert "gets all of it" in explorer.reading.text
    assert "47 points short" in explorer.verdict.found
    assert "Ally AA set the edge" in explorer.verdict.found


@pytest.mark.parametrize("members", [1, 2, 3, 12, 32])
@pytest.mark.parametrize("spread", [5, 25, 40])
@pytest.mark.slow
def test_every_setting_has_a_reading_and_a_table(explorer, members, spread):
    go_to(explorer, 5)
    for status_quo, wish in itertools.product(
        ((0, 0), (50, 50), (60, 55), (70, 35), FAR), (BOLD, (50, 50), (100, 100))
    ):
        explorer.set(
            members=members, spread=spread, sq_x=status_quo[0], sq_y=status_quo[1], chair_x=wish[0], chair_y=wish[1]
        )
        assert explorer.trouble is None
        assert len(explorer.reading.table) == members
        passes = proposal(members, spread, status_quo, wish).passes
        assert ("gains least" in explorer.reading.text) == passes
        assert ("status quo stands" in explorer.reading.text) == (not passes)
        room = [line for line in explorer.plane.figure.marks("line") if line.get("fill")]
        put_forward = [dots for dots in explorer.plane.figure.marks("dot") if dots.get("shape") == "triangle"]
        assert bool(room) == passes == bool(put_forward)


def test_texts_on_one_spot_share_a_name(explorer):
    go_to(explorer, 5)
    explorer.set(members=32, sq_x=90, sq_y=10, chair_x=90, chair_y=10)
    rows = [row for dots in explorer.plane.figure.marks("dot") for row in dots["rows"] if "label" in row]
    assert "status quo = wish" in [row["label"] for row in rows]
    assert len({(row["x"], row["y"]) for row in rows}) == len(rows)


def test_letters_and_shares_are_said_in_words():
    assert [letter(at) for at in (0, 25, 26, 31)] == ["Ally A", "Ally Z", "Ally AA", "Ally AF"]
    assert [of_100(share) for share in (0, 0.004, 0.5)] == ["0 of 100", "fewer than 1 of 100", "50 of 100"]
