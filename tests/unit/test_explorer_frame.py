"""The frame of an explorer without a browser: steps, predictions, controls, reading and table."""

import inspect
import re
from types import MappingProxyType

import ipywidgets
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonkit import course
from lessonkit.explorer import frame, kind, names
from lessonkit.explorer.frame import TROUBLE, Explorer, Reading, table_view
from lessonkit.explorer.inputs import Ask, AskChoice, Choice, Mission, Play, Range, Switch
from lessonkit.explorer.parts import Drawing, Views
from nato_course import explore

GOOD = {"n": "3", "who": "POL"}


class Small(Explorer):
    name = "small"
    number = "99"
    title = "A small explorer"
    minutes = 3
    asks = (
        Ask("n", "How many?", unit="allies", low=0, high=31),
        AskChoice("who", "Who first?", {"POL": "Poland", "FIN": "Finland"}),
    )
    controls = (
        Range("year", "Year", values=range(1949, 2027), text=lambda year: f"{year} AD"),
        Play("year"),
        Choice("view", "Show", {"europe": "Europe", "world": "The world"}),
        Switch("threat", "With threat"),
    )
    missions = (
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
    )
    limits = "- one limit\n- <b>another</b>"

    def chart(self):
        self.seen = []
        return ipywidgets.HTML()

    def update(self, values):
        if values["year"] == 1951:
            raise ZeroDivisionError("inside")
        self.seen.append(values)
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
    explorer.heard({"do": do, **more})


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
    assert [ask["name"] for ask in small.head.view["asks"]] == ["n", "who"]
    hear(small, "next")
    assert small.step == 0
    hear(small, "predict", values=GOOD)
    assert small.step == 1
    assert shown(small) == ["Head", "Controls", "Box", "Foot"]


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        "x",
        {},
        {"n": "3"},
        {"n": "", "who": "POL"},
        {"n": "many", "who": "POL"},
        {"n": "32", "who": "POL"},
        {"n": "nan", "who": "POL"},
        {"n": "inf", "who": "POL"},
        {"n": "3", "who": "SWE"},
        {"n": "3", "who": ["POL"]},
        {"n": {}, "who": None},
    ],
)
def test_an_unfinished_prediction_gets_a_sentence_and_keeps_what_was_typed(small, values):
    hear(small, "predict", values=values)
    assert small.step == 0
    assert small.prediction == {}
    assert "Answer each question first" in small.head.view["notice"]
    assert any(ask["missing"] for ask in small.head.view["asks"])
    assert small.head.view["typed"] == (values if isinstance(values, dict) else {})


@pytest.mark.parametrize(("typed", "kept"), [("3", 3), (" 3.5 ", 3.5), ("3,5", 3.5), (7, 7)])
def test_numbers_may_be_typed_in_either_way(typed, kept):
    assert Ask("n", "How many?", low=0, high=31).read(typed) == kept


def test_a_prediction_is_kept_and_stands_beside_the_result():
    explorer = predicted()
    assert explorer.prediction == {"n": 3, "who": "POL"}
    assert explorer.head.view["guesses"] == [{"label": "How many?", "text": "3 allies"}]
    explorer.set(year=1960)
    assert explorer.foot.found == "<p><em>Yes</em>.</p>\n<p>You predicted <strong>3 allies</strong>.</p>"
    assert Small().prediction == {"n": 3, "who": "POL"}


def test_a_prediction_can_be_cleared_but_not_changed_on_the_way():
    explorer = predicted()
    hear(explorer, "back")
    assert explorer.step == 0
    assert not explorer.head.view["form"]
    assert len(explorer.head.view["guesses"]) == 2
    hear(explorer, "again")
    assert explorer.head.view["form"]
    assert Small().prediction == {}


class Drawn(Small):
    def drawing(self):
        return Drawing("Draw.", range(1, 4), {"first": 1, "last": 3}, "Rank", "%", ticks=[1, 3], top=10, digits=0)


def test_a_drawn_line_is_part_of_the_prediction_and_is_kept():
    explorer = Drawn()
    assert shown(explorer) == ["Head", "Drawing", "Foot"]
    explorer.drawn.boxes.values = [1, 3]
    hear(explorer, "predict", values=GOOD)
    assert Drawn().prediction["curve"] == [1, 2, 3]
    assert list(Drawn().curve) == [1, 2, 3]
    assert "Drawing" not in shown(explorer)


def test_predicting_again_clears_the_line_and_none_is_needed():
    explorer = Drawn()
    explorer.drawn.boxes.values = [1, 3]
    hear(explorer, "predict", values=GOOD)
    hear(explorer, "again")
    assert shown(explorer) == ["Head", "Drawing", "Foot"]
    assert explorer.drawn.curve is None
    hear(explorer, "predict", values=GOOD)
    assert "curve" not in explorer.prediction
    assert explorer.curve is None


# ---- hooks ------------------------------------------------------------------------------------


class Hooked(Small):
    """Views with tabs, a value of its own, a part beside the chart, and a count of steps and resets."""

    tabs = True
    own = MappingProxyType({"states": frozenset()})

    def chart(self):
        self.seen, self.calls = [], []
        self.extra = ipywidgets.HTML()
        return Views({"europe": [ipywidgets.HTML()], "world": [ipywidgets.Label()]})

    def beside(self):
        return [self.extra] if self.mission or self.free else []

    def shows(self, values):
        return ["threat"] if values["view"] == "world" else ["year", "threat"]

    def starts(self):
        return {"year": 2020} if self.free else super().starts()

    def on_step(self):
        self.calls.append(("step", self.step))

    def on_reset(self):
        self.calls.append("reset")


def at(kind, step):
    explorer = predicted(kind)
    explorer.go(step)
    return explorer


def test_a_view_shows_its_charts():
    explorer = at(Hooked, 2)
    assert [type(chart) for chart in explorer.picture.children] == [ipywidgets.HTML]
    explorer.set(view="world")
    assert [type(chart) for chart in explorer.picture.children] == [ipywidgets.Label]


def test_free_play_has_tabs_and_each_view_its_own_controls():
    explorer = at(Hooked, 5)
    assert shown(explorer) == ["Head", "Tabs", "Controls", "HTML", "Box", "Foot"]
    assert [spec["key"] for spec in explorer.panel.specs] == ["year", "threat"]
    explorer.tab_row.value = "world"
    assert explorer.values["view"] == "world"
    assert len(explorer.seen) == len({id(values) for values in explorer.seen})
    assert [spec["key"] for spec in explorer.panel.specs] == ["threat"]
    explorer.set(view="europe")
    assert explorer.tab_row.value == "europe"


def test_tabs_are_for_free_play_alone():
    explorer = predicted(Hooked)
    assert shown(explorer) == ["Head", "Controls", "HTML", "Box", "Foot"]
    explorer.go(4)
    assert shown(explorer) == ["Head", "Controls", "Box", "Foot"]
    assert explorer.panel.specs == []


def test_turning_a_tab_draws_once():
    explorer = at(Hooked, 5)
    before = len(explorer.seen)
    explorer.tab_row.value = "world"
    assert len(explorer.seen) == before + 1


def test_steps_and_resets_are_told_and_a_step_may_begin_with_values_of_its_own():
    explorer = at(Hooked, 5)
    assert explorer.calls == [("step", 1), ("step", 5)]
    assert explorer.values["year"] == 2020
    explorer.set(year=1950, states=frozenset({"FRA"}))
    hear(explorer, "reset")
    assert explorer.calls[-1] == "reset"
    assert (explorer.values["year"], explorer.values["states"]) == (2020, frozenset())


def test_a_value_of_its_own_outlives_a_slider_that_moves_later():
    explorer = predicted(Hooked)
    before = dict(explorer.panel.values)
    explorer.set(states=frozenset({"FRA"}))
    explorer.panel.values = {**before, "year": 20}
    assert (explorer.values["states"], explorer.values["year"]) == ({"FRA"}, 1969)
    assert "states" not in explorer.panel.values


@pytest.mark.parametrize("name", names())
def test_an_explorer_uses_only_what_is_public_of_the_frame(name):
    private = set(re.findall(r"(?:self\.|def )(_[a-z]\w*)", inspect.getsource(frame)))
    for one in kind(name).__mro__:
        if one.__module__.startswith(course.current().package):
            assert private & set(re.findall(r"(?:self\.|def )(_[a-z]\w*)", inspect.getsource(one))) == set()


# ---- steps ------------------------------------------------------------------------------------


def test_all_steps_on_and_back():
    explorer = predicted()
    seen = []
    for _ in range(4):
        seen.append((explorer.step, next(step["text"] for step in explorer.head.view["steps"] if step["now"])))
        hear(explorer, "next")
    seen.append((explorer.step, next(step["text"] for step in explorer.head.view["steps"] if step["now"])))
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
        assert explorer.foot.view["limits"] == ""
        hear(explorer, "next")
    assert "one limit" in explorer.head.view["html"]
    assert explorer.panel.specs == []
    hear(explorer, "next")
    assert "one limit" in explorer.foot.view["limits"]
    assert "<b>" not in explorer.foot.view["limits"]


def test_controls_appear_as_the_mission_says():
    explorer = predicted()
    keys = []
    for _ in range(5):
        keys.append([spec["key"] for spec in explorer.panel.specs])
        hear(explorer, "next")
    assert keys == [["year"], ["view"], ["year"], [], ["year", "view", "threat"]]
    assert explorer.panel.specs[0]["play"] == 0.4


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
    explorer.heard(message)
    assert explorer.step == 1


# ---- controls ---------------------------------------------------------------------------------


def test_a_slider_moves_by_position_and_says_its_value():
    explorer = predicted()
    assert explorer.panel.specs[0]["texts"][11] == "1960 AD"
    explorer.panel.values = {**explorer.panel.values, "year": 11}
    assert explorer.values["year"] == 1960
    assert explorer.reading.text == "The year is 1960."
    assert explorer.foot.reading == "The year is 1960."


def test_reset_goes_back_to_the_start_of_the_step():
    explorer = predicted()
    hear(explorer, "next")
    explorer.set(year=2000, view="world", threat=True)
    hear(explorer, "reset")
    assert explorer.values == {"year": 1990, "view": "europe", "threat": False}
    assert explorer.panel.values["year"] == 41


@pytest.mark.parametrize("raw", [{"year": "x"}, {"year": None}, {"view": "moon"}, {"view": []}, {"other": 1}])
def test_values_that_make_no_sense_are_put_back(raw):
    explorer = predicted()
    before, values = explorer.panel.values, explorer.values
    explorer.panel.values = {**before, **raw}
    assert explorer.values == values
    assert explorer.panel.values == before


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
    with pytest.raises(ValueError, match=r"no control|not in"):
        small.set(**wrong)


def test_the_chart_is_drawn_once_for_a_change():
    explorer = predicted()
    before = len(explorer.seen)
    explorer.panel.values = {**explorer.panel.values, "year": 20}
    explorer.panel.values = {**explorer.panel.values, "year": 20}
    assert len(explorer.seen) == before + 1


# ---- reading, found, table --------------------------------------------------------------------


def test_found_appears_only_when_the_goal_is_met():
    explorer = predicted()
    assert explorer.foot.found == ""
    explorer.set(year=1960)
    assert "Yes" in explorer.foot.found
    explorer.set(year=1961)
    assert explorer.foot.found == ""


def test_found_may_depend_on_the_values():
    explorer = predicted()
    hear(explorer, "next")
    explorer.set(view="world")
    assert explorer.foot.found == "<p>In 1990.</p>"


def test_an_error_in_update_is_a_sentence_and_passes():
    explorer = predicted()
    explorer.set(year=1951)
    assert explorer.foot.reading == TROUBLE
    assert isinstance(explorer.trouble, ZeroDivisionError)
    explorer.set(year=1952)
    assert explorer.trouble is None
    assert explorer.foot.reading == "The year is 1952."


def test_an_error_in_a_goal_leaves_the_chart_alone():
    explorer = predicted()
    hear(explorer, "next")
    hear(explorer, "next")
    assert explorer.foot.found == ""
    assert explorer.foot.reading == "The year is 1990."


def test_the_table_is_sent_only_while_it_is_open():
    explorer = predicted()
    assert explorer.foot.table == {}
    hear(explorer, "table")
    assert explorer.foot.table["caption"] == "Years"
    assert explorer.foot.table["rows"] == [["1949", "0.5"], ["–", "–"]]
    explorer.set(year=1960)
    assert explorer.foot.table["rows"][0] == ["1960", "0.5"]
    hear(explorer, "table")
    assert explorer.foot.table == {}


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
