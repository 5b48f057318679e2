"""The frame of an explorer without a browser: steps, predictions, controls, reading and table."""

import ipywidgets
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonkit.explorer.frame import (
    TROUBLE,
    Ask,
    AskChoice,
    Choice,
    Explorer,
    Mission,
    Play,
    Range,
    Reading,
    Switch,
    table_view,
)
from nato_course import explore

GOOD = {"n": "3", "who": "POL"}


class Small(Explorer):
    name = "small"
    number = "99"
    title = "A small explorer"
    minutes = 3
    asks = [
        Ask("n", "How many?", unit="allies", low=0, high=31),
        AskChoice("who", "Who first?", {"POL": "Poland", "FIN": "Finland"}),
    ]
    controls = [
        Range("year", "Year", values=range(1949, 2027), text=lambda year: f"{year} AD"),
        Play("year"),
        Choice("view", "Show", {"europe": "Europe", "world": "The world"}),
        Switch("threat", "With threat"),
    ]
    missions = [
        Mission(
            "Set **year** to 1960.", shows=("year",), goal=lambda v: v["year"] == 1960, found="*Yes*.", guess=("n",)
        ),
        Mission(
            "Go to the world.",
            ("view",),
            lambda v: v["view"] == "world",
            lambda v: f"In {v['year']}.",
            start={"year": 1990},
            guess=(),
        ),
        Mission("Break.", ("year",), lambda v: 1 / 0, "Never."),
    ]
    limits = "- one limit\n- <b>another</b>"

    def chart(self):
        self.drawn = []
        return ipywidgets.HTML()

    def update(self, values):
        if values["year"] == 1951:
            raise ZeroDivisionError("inside")
        self.drawn.append(values)
        table = pd.DataFrame({"year": [values["year"], None], "share": [0.5, float("nan")]})
        return Reading(f"The year is {values['year']}.", table, "Years")


@pytest.fixture(autouse=True)
def nobody_yet(monkeypatch, tmp_path):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))


@pytest.fixture
def small():
    return Small()


def hear(explorer, do, **more):
    """What the browser sends."""
    explorer._heard(None, {"do": do, **more}, [])


def predicted(kind=None):
    explorer = (kind or Small)()
    hear(explorer, "predict", values=GOOD)
    return explorer


def shown(explorer):
    """The names of the parts in the frame, in order."""
    return [type(part).__name__ for part in explorer.children]


# ---- prediction -------------------------------------------------------------------------------


def test_locked_until_a_prediction_is_kept(small):
    assert shown(small) == ["Head", "Foot"]
    assert [ask["name"] for ask in small._head.view["asks"]] == ["n", "who"]
    hear(small, "next")
    assert small.step == 0
    hear(small, "predict", values=GOOD)
    assert small.step == 1
    assert shown(small) == ["Head", "Controls", "Box", "Foot"]


@pytest.mark.parametrize(
    "values",
    [None, [], "x", {}, {"n": "3"}, {"n": "", "who": "POL"}, {"n": "many", "who": "POL"}, {"n": "32", "who": "POL"},
     {"n": "nan", "who": "POL"}, {"n": "inf", "who": "POL"}, {"n": "3", "who": "SWE"}, {"n": "3", "who": ["POL"]}, {"n": {}, "who": None}],
)  # fmt: skip
def test_an_unfinished_prediction_gets_a_sentence_and_keeps_what_was_typed(small, values):
    hear(small, "predict", values=values)
    assert small.step == 0
    assert small.prediction == {}
    assert "Answer each question first" in small._head.view["notice"]
    assert any(ask["missing"] for ask in small._head.view["asks"])
    assert small._head.view["typed"] == (values if isinstance(values, dict) else {})


@pytest.mark.parametrize(("typed", "kept"), [("3", 3), (" 3.5 ", 3.5), ("3,5", 3.5), (7, 7)])
def test_numbers_may_be_typed_in_either_way(typed, kept):
    assert Ask("n", "How many?", low=0, high=31).read(typed) == kept


def test_a_prediction_is_kept_and_stands_beside_the_result():
    explorer = predicted()
    assert explorer.prediction == {"n": 3, "who": "POL"}
    assert explorer._head.view["guesses"] == [{"label": "How many?", "text": "3 allies"}]
    explorer.set(year=1960)
    assert explorer._foot.found == "<p><em>Yes</em>.</p>\n<p>You predicted <strong>3 allies</strong>.</p>"
    assert Small().prediction == {"n": 3, "who": "POL"}


def test_a_prediction_can_be_cleared_but_not_changed_on_the_way():
    explorer = predicted()
    hear(explorer, "back")
    assert explorer.step == 0
    assert not explorer._head.view["form"]
    assert len(explorer._head.view["guesses"]) == 2
    hear(explorer, "again")
    assert explorer._head.view["form"]
    assert Small().prediction == {}


def test_a_prediction_of_another_kind_is_kept_too():
    class Drawing(Small):
        def predict_extra(self):
            return ipywidgets.HTML()

        def extra_prediction(self):
            return {"line": [1, 2]}

    explorer = Drawing()
    assert shown(explorer) == ["Head", "HTML", "Foot"]
    hear(explorer, "predict", values=GOOD)
    assert Drawing().prediction["line"] == [1, 2]
    assert "HTML" not in shown(explorer)


# ---- steps ------------------------------------------------------------------------------------


def test_all_steps_on_and_back():
    explorer = predicted()
    seen = []
    for _ in range(4):
        seen.append((explorer.step, [step["text"] for step in explorer._head.view["steps"] if step["now"]][0]))
        hear(explorer, "next")
    seen.append((explorer.step, [step["text"] for step in explorer._head.view["steps"] if step["now"]][0]))
    assert seen == [
        (1, "2 Mission 1 of 3"),
        (2, "2 Mission 2 of 3"),
        (3, "2 Mission 3 of 3"),
        (4, "3 Limits"),
        (5, "4 Free play"),
    ]
    hear(explorer, "next")
    assert explorer.step == 5
    for _ in range(9):
        hear(explorer, "back")
    assert explorer.step == 0


def test_the_limits_come_before_free_play_and_stay():
    explorer = predicted()
    for _ in range(3):
        assert explorer._foot.view["limits"] == ""
        hear(explorer, "next")
    assert "one limit" in explorer._head.view["html"]
    assert explorer._controls.specs == []
    hear(explorer, "next")
    assert "one limit" in explorer._foot.view["limits"]
    assert "<b>" not in explorer._foot.view["limits"]


def test_controls_appear_as_the_mission_says():
    explorer = predicted()
    keys = []
    for _ in range(5):
        keys.append([spec["key"] for spec in explorer._controls.specs])
        hear(explorer, "next")
    assert keys == [["year"], ["view"], ["year"], [], ["year", "view", "threat"]]
    assert explorer._controls.specs[0]["play"] == 0.4


def test_the_learner_resumes_where_they_were():
    explorer = predicted()
    hear(explorer, "next")
    again = Small()
    assert again.step == 2
    assert again.values["year"] == 1990


def test_a_step_without_its_prediction_starts_again():
    from lessonkit.progress.store import store

    store().mark("small", 4)
    assert Small().step == 0


@pytest.mark.parametrize("message", [None, 3, "next", [], {}, {"do": None}, {"do": "fly"}])
def test_other_messages_do_nothing(message):
    explorer = predicted()
    explorer._heard(None, message, [])
    assert explorer.step == 1


# ---- controls ---------------------------------------------------------------------------------


def test_a_slider_moves_by_position_and_says_its_value():
    explorer = predicted()
    assert explorer._controls.specs[0]["texts"][11] == "1960 AD"
    explorer._controls.values = {**explorer._controls.values, "year": 11}
    assert explorer.values["year"] == 1960
    assert explorer.reading.text == "The year is 1960."
    assert explorer._foot.reading == "The year is 1960."


def test_reset_goes_back_to_the_start_of_the_step():
    explorer = predicted()
    hear(explorer, "next")
    explorer.set(year=2000, view="world", threat=True)
    hear(explorer, "reset")
    assert explorer.values == {"year": 1990, "view": "europe", "threat": False}
    assert explorer._controls.values["year"] == 41


@pytest.mark.parametrize("raw", [{"year": "x"}, {"year": None}, {"view": "moon"}, {"view": []}, {"other": 1}])
def test_values_that_make_no_sense_are_put_back(raw):
    explorer = predicted()
    before, values = explorer._controls.values, explorer.values
    explorer._controls.values = {**before, **raw}
    assert explorer.values == values
    assert explorer._controls.values == before


@given(st.integers(-(10**9), 10**9))
def test_every_position_of_a_slider_is_one_of_its_values(raw):
    control = Range("year", "Year", values=range(1949, 2027))
    assert control.decode(raw) in control.values


@given(st.sampled_from(range(1949, 2027)))
def test_a_value_and_its_position_belong_together(year):
    control = Range("year", "Year", values=range(1949, 2027))
    assert control.decode(control.encode(year)) == year


@pytest.mark.parametrize("wrong", [{"yeer": 1960}, {"year": 1900}, {"view": "moon"}])
def test_set_refuses_what_is_not_there(small, wrong):
    with pytest.raises(ValueError):
        small.set(**wrong)


def test_the_chart_is_drawn_once_for_a_change():
    explorer = predicted()
    before = len(explorer.drawn)
    explorer._controls.values = {**explorer._controls.values, "year": 20}
    explorer._controls.values = {**explorer._controls.values, "year": 20}
    assert len(explorer.drawn) == before + 1


# ---- reading, found, table --------------------------------------------------------------------


def test_found_appears_only_when_the_goal_is_met():
    explorer = predicted()
    assert explorer._foot.found == ""
    explorer.set(year=1960)
    assert "Yes" in explorer._foot.found
    explorer.set(year=1961)
    assert explorer._foot.found == ""


def test_found_may_depend_on_the_values():
    explorer = predicted()
    hear(explorer, "next")
    explorer.set(view="world")
    assert explorer._foot.found == "<p>In 1990.</p>"


def test_an_error_in_update_is_a_sentence_and_passes():
    explorer = predicted()
    explorer.set(year=1951)
    assert explorer._foot.reading == TROUBLE
    assert isinstance(explorer.trouble, ZeroDivisionError)
    explorer.set(year=1952)
    assert explorer.trouble is None
    assert explorer._foot.reading == "The year is 1952."


def test_an_error_in_a_goal_leaves_the_chart_alone():
    explorer = predicted()
    hear(explorer, "next")
    hear(explorer, "next")
    assert explorer._foot.found == ""
    assert explorer._foot.reading == "The year is 1990."


def test_the_table_is_sent_only_while_it_is_open():
    explorer = predicted()
    assert explorer._foot.table == {}
    hear(explorer, "table")
    assert explorer._foot.table["caption"] == "Years"
    assert explorer._foot.table["rows"] == [["1949", "0.5"], ["–", "–"]]
    explorer.set(year=1960)
    assert explorer._foot.table["rows"][0] == ["1960", "0.5"]
    hear(explorer, "table")
    assert explorer._foot.table == {}


def test_an_empty_table_has_no_rows():
    assert table_view(pd.DataFrame(), "Nothing") == {"caption": "Nothing", "columns": [], "rows": []}


def test_the_text_form_gives_nothing_away_before_the_prediction():
    explorer = Small()
    assert repr(explorer).startswith("A small explorer\nPredict first.")
    assert explorer.reading.text not in repr(explorer)


def test_the_text_form_is_title_and_reading_and_stable():
    explorer = predicted()
    expected = "A small explorer\nThe year is 1949."
    assert repr(explorer) == expected
    assert explorer._repr_mimebundle_()["text/plain"] == expected
    assert repr(Small()) == expected


def test_a_long_reading_is_not_cut():
    class Long(Small):
        def update(self, values):
            return Reading("word " * 100, pd.DataFrame(), "Long")

    assert predicted(Long)._repr_mimebundle_()["text/plain"].count("word") == 100


# ---- by name ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("time machine", "time-machine"), ("Time-Machine", "time-machine"), ("shared-sheild", "shared-shield")],
)
def test_a_wrong_name_gets_the_nearest(wrong, right):
    with pytest.raises(ValueError, match=f"Did you mean '{right}'"):
        explore(wrong)


@pytest.mark.parametrize("wrong", [None, 3, "", [], "x" * 1000])
def test_a_name_of_any_type_gets_a_message(wrong):
    with pytest.raises(ValueError, match="Did you mean"):
        explore(wrong)
