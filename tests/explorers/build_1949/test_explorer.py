"""Build your own 1949 without a browser: every setting, the three missions, and what they say."""

from functools import partial

import pytest

from lessonkit.data import maps as geo
from nato_course import explore, load
from nato_course.explorers.build_1949 import model
from nato_course.explorers.build_1949.explorer import (
    EUROPEAN,
    FIFTEEN,
    FOUNDERS,
    GROUPS,
    OTHERS,
    PARTNERS,
    SHAPES,
    SIDES,
    WORDS,
    YEARS,
    percent,
)
from support.learner import go_to, judged, predict

GOOD = {"needed": "4", "times": "2", "later": "same"}
go_to = partial(go_to, **GOOD)


@pytest.fixture
def builder(explorer):
    predict(explorer, **GOOD)
    return explorer


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("states", [(), ("ISL",), EUROPEAN, FOUNDERS, FIFTEEN, FIFTEEN + OTHERS])
def test_every_setting_can_be_shown(builder, side, states):
    for year in YEARS:
        builder.set(year=year, side=side, states=states)
        assert builder.trouble is None
        text, table = builder.reading.text, builder.reading.table
        counted = model.listed(builder.scores, states, year)
        assert text.startswith(f"{year}: {len(counted)} state" if counted else f"{year}: no state")
        assert len(table) == len(counted) + 1 + (
            1 if side == "SUN" else 1 + len(model.listed(builder.scores, ("SUN", *PARTNERS), year))
        )


def test_the_soviet_score_does_not_depend_on_the_choice(builder):
    rows = []
    for states in ((), EUROPEAN, FOUNDERS, FIFTEEN):
        builder.set(states=states)
        rows.append([bar["theirs"] for bar in builder.builder.bars])
    assert all(row == rows[0] for row in rows)


def test_the_bars_are_the_sums_in_per_cent(builder):
    builder.set(states=EUROPEAN, year=1949)
    bars = {bar["name"]: bar for bar in builder.builder.bars}
    assert bars["Index (mean)"]["ours"] == pytest.approx(15.13, abs=0.01)
    assert bars["Index (mean)"]["texts"] == ["15.1", "16.8"]
    assert list(bars) == ["Index (mean)", *WORDS.each("parts").values()]


def test_choosing_in_the_browser_is_the_same_as_setting(builder):
    builder.builder.chosen = ["FRA", "GBR"]
    assert builder.values["states"] == {"FRA", "GBR"}
    assert "2 states" in builder.reading.text
    builder.builder.chosen = ["FRA", "GBR", "MARS"]
    assert builder.values["states"] == {"FRA", "GBR"}


def test_an_unknown_state_is_refused(builder):
    with pytest.raises(ValueError, match="not among the states"):
        builder.set(states=["SUN"])


def test_a_slider_that_moves_later_keeps_the_choice(builder):
    """The controls' own values know nothing of the states, so they cannot bring an older choice back."""
    go_to(builder, 3)
    before = dict(builder.panel.values)
    builder.builder.chosen = ["GBR"]
    builder.panel.values = {**before, "year": 8}
    assert (builder.values["states"], builder.values["year"]) == ({"GBR"}, 1955)
    assert "states" not in builder.panel.values


def test_one_redraw_for_one_choice(builder, monkeypatch):
    drawn = []
    update = builder.update
    monkeypatch.setattr(builder, "update", lambda values: (drawn.append(1), update(values))[1])
    builder.builder.chosen = ["GBR"]
    assert len(drawn) == 1


def test_first_mission_needs_all_ten_and_finds_that_they_are_not_enough(builder):
    for number in range(10):
        builder.set(states=EUROPEAN[:number])
        assert builder.verdict.found == ""
    builder.set(states=EUROPEAN)
    for said in (
        "Ten are not enough",
        "15.1 %",
        "16.8 %",
        "0.90 times",
        "47 %",
    ):
        assert said in builder.verdict.found
    assert "The ten lead in iron and steel, energy used and people in cities" in builder.verdict.found
    assert judged(builder) == "You said 4, it was 11 states: off by 7."
    builder.set(states=FOUNDERS)
    assert builder.verdict.found == ""


def test_second_mission_finds_the_weight_of_the_united_states(builder):
    go_to(builder, 2)
    assert builder.values["states"] == set(EUROPEAN)
    assert builder.verdict.found == ""
    builder.set(states=(*EUROPEAN, "CAN"))
    assert builder.verdict.found == ""
    builder.set(states=FOUNDERS)
    for said in ("2.6 times", "43.7", "27.3 %", "62 %", "0.98 times"):
        assert said in builder.verdict.found
    assert judged(builder) == "You said 2, it was 2.6 times: off by 0.6."


def test_third_mission_compares_with_the_pact(builder):
    go_to(builder, 3)
    builder.set(states=FIFTEEN, year=1955)
    assert builder.verdict.found == ""
    builder.set(side="PACT")
    for said in ("West Germany", "3.8 %", "1.0 %", "44.7 %", "22.9 %", "1.95 times", "78 %"):
        assert said in builder.verdict.found
    assert judged(builder) == "You said “About the same”, it was “West Germany, in 1955”."


def test_who_has_no_figures_is_said(builder):
    builder.set(states=FIFTEEN, year=1949, side="PACT")
    assert "Not counted: West Germany" in builder.reading.text
    assert "East Germany is not in the table in 1949, so there are 6 partners" in builder.reading.text
    assert builder.builder.missing == ["AUT", "DEU"]
    builder.set(year=1955)
    assert builder.builder.missing == []
    assert "not in the table" not in builder.reading.text


def test_every_state_can_be_found_on_the_map_and_none_twice(builder):
    shapes = geo.shapes("europe")["shapes"]
    owned = [shape for state in builder.builder.states for shape in state["shapes"]]
    assert set(owned) <= set(shapes)
    assert len(owned) == len(set(owned))
    for side in SIDES:
        builder.set(side=side)
        assert set(builder.builder.against) <= set(shapes)
        assert not set(builder.builder.against) & set(owned)
    assert SHAPES["DDR"] == []


def test_groups_are_the_founders_of_the_table():
    members = load("members")
    assert set(GROUPS["founders"]) == set(members.loc[members["founder"], "iso3"])
    assert set(GROUPS["founders"]) - set(GROUPS["european"]) == {"CAN", "USA"}


def test_reset_empties_free_play(builder):
    go_to(builder, 5)
    builder.set(states=FOUNDERS, year=1955)
    builder.heard({"do": "reset"})
    assert builder.values == {"states": frozenset(), "year": 1949, "side": "SUN"}
    assert builder.builder.chosen == []
    assert builder.builder.claim == "1949: choose your first state"


def test_the_step_and_the_prediction_are_kept(builder):
    go_to(builder, 2)
    again = explore("build-1949")
    assert again.step == 2
    assert again.prediction["needed"] == 4
    assert repr(again) == repr(builder)


@pytest.mark.parametrize(("share", "text"), [(0, "0.0"), (0.0004, "<0.1"), (0.0005, "0.1"), (0.1679, "16.8")])
def test_small_shares_are_not_called_nothing(share, text):
    assert percent(share) == text


def test_a_prediction_out_of_range_is_asked_again(explorer):
    explorer.heard({"do": "predict", "values": {"needed": "12", "times": "2", "later": "same"}})
    assert explorer.step == 0
    assert explorer.task.view["notice"]
