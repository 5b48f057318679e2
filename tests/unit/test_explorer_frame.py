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
from lessonkit.explorer.inputs import Ask, AskChoice, Choice, Mission, Part, Play, Range, Switch
from lessonkit.explorer.parts import Drawing, Views
from lessonkit.progress.country import choose_country
from lessonkit.progress.store import store
from nato_course import explore
from support.learner import go_on

GOOD = {"n": "3", "who": "POL"}


def one(goal):
    """The only part of a mission."""
    return Part("", "", goal)


class Small(Explorer):
    name = "small"
    number = "99"
    title = "A small explorer"
    minutes = 3
    asks = (
        Ask("n", "How many?", "ally|allies", low=0, high=31, short="Count", truth=lambda: 5, told="year"),
        AskChoice("who", "Who first?", {"POL": "Poland", "FIN": "Finland"}, "First", lambda: "POL", "world"),
    )
    controls = (
        Range("year", "Year", values=range(1949, 2027), text=lambda year: f"{year} AD"),
        Play("year"),
        Choice("view", "Show", {"europe": "Europe", "world": "The world"}),
        Switch("threat", "With threat"),
    )
    missions = (
        Mission("year", "Set **year** to 1960.", ("year",), [one(lambda v: v["year"] == 1960)], "*Yes*.", guess=("n",)),
        Mission(
            "world",
            "Go to the world.",
            ("view",),
            [one(lambda v: v["view"] == "world")],
            lambda v: f"In {v['year']}.",
            start={"year": 1990},
            guess=(),
        ),
        Mission("break", "Break.", ("year",), [one(lambda v: 1 / 0)], "Never."),
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
    return [type(part).__name__ for part in explorer.shown]


# ---- prediction -------------------------------------------------------------------------------


def test_locked_until_a_prediction_is_kept(small):
    assert shown(small) == ["Head", "Task", "Verdict"]
    assert [ask["name"] for ask in small.task.view["asks"]] == ["n", "who"]
    hear(small, "next")
    assert small.step == 0
    hear(small, "predict", values=GOOD)
    assert small.step == 1
    assert shown(small) == ["Head", "Task", "Controls", "Verdict", "Box", "Foot"]


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
    assert "nothing here is graded" in small.task.view["notice"].lower()
    assert any(ask["trouble"] for ask in small.task.view["asks"])
    assert small.task.view["typed"] == (values if isinstance(values, dict) else {})


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (200, "0 to 31: a number of allies."),
        ("-1", "0 to 31: a number of allies."),
        ("inf", "Type a number, such as 3 or 2.5."),
        ("many", "Type a number, such as 3 or 2.5."),
        ("", "This question has no answer yet."),
        (None, "This question has no answer yet."),
    ],
)
def test_an_answer_that_does_not_fit_is_told_why(small, raw, said):
    hear(small, "predict", values={"n": raw, "who": "POL"})
    assert [ask["trouble"] for ask in small.task.view["asks"]] == [said, ""]


@pytest.mark.parametrize(("guess", "said"), [(1, "1 ally"), (0, "0 allies"), (2.5, "2.5 allies")])
def test_a_unit_has_a_form_for_one(guess, said):
    assert Small.asks[0].say(guess) == said


@pytest.mark.parametrize(("typed", "kept"), [("3", 3), (" 3.5 ", 3.5), ("3,5", 3.5), (7, 7)])
def test_numbers_may_be_typed_in_either_way(typed, kept):
    assert Ask("n", "How many?", low=0, high=31).read(typed) == kept


def test_a_prediction_is_kept_and_stands_beside_the_result():
    explorer = predicted()
    assert explorer.prediction == {"n": 3, "who": "POL"}
    assert explorer.task.view["guesses"] == [{"label": "Count", "text": "3 allies"}]
    explorer.set(year=1960)
    assert explorer.verdict.found == "<p><em>Yes</em>.</p>"
    assert explorer.verdict.judged == [{"text": "You said 3, it was 5 allies: off by 2.", "right": False}]
    assert Small().prediction == {"n": 3, "who": "POL"}


def test_a_prediction_can_be_cleared_but_not_changed_on_the_way():
    explorer = predicted()
    hear(explorer, "back")
    assert explorer.step == 0
    assert not explorer.task.view["form"]
    assert len(explorer.task.view["guesses"]) == 2
    hear(explorer, "again")
    assert explorer.task.view["form"]
    assert Small().prediction == {}


class Drawn(Small):
    def drawing(self):
        return Drawing("Draw.", range(1, 4), {"first": 1, "last": 3}, "Rank", "%", ticks=[1, 3], top=10, digits=0)


def test_a_drawn_line_is_part_of_the_prediction_and_is_kept():
    explorer = Drawn()
    assert shown(explorer) == ["Head", "Task", "Verdict", "Drawing"]
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
    assert shown(explorer) == ["Head", "Task", "Verdict", "Drawing"]
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
    assert shown(explorer) == ["Head", "Task", "Tabs", "Controls", "HTML", "Verdict", "Box", "Foot"]
    assert [spec["key"] for spec in explorer.panel.specs] == ["year", "threat"]
    explorer.tab_row.value = "world"
    assert explorer.values["view"] == "world"
    assert len(explorer.seen) == len({id(values) for values in explorer.seen})
    assert [spec["key"] for spec in explorer.panel.specs] == ["threat"]
    explorer.set(view="europe")
    assert explorer.tab_row.value == "europe"


def test_tabs_are_for_free_play_alone():
    explorer = predicted(Hooked)
    assert shown(explorer) == ["Head", "Task", "Controls", "HTML", "Verdict", "Box", "Foot"]
    explorer.go(4)
    assert shown(explorer) == ["Head", "Task", "Verdict"]
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


# ---- missions ---------------------------------------------------------------------------------


class Parted(Small):
    missions = (
        Mission(
            "two",
            "Set the year to 1960 and to 1970.",
            ("year",),
            [
                Part("early", "1960", lambda v: v["year"] == 1960, "Early."),
                Part("late", "1970", lambda v: v["year"] == 1970, lambda v: f"Late in {v['year']}."),
            ],
            "Both.",
            lost=lambda v: "Too late." if v["year"] == 2026 else "",
        ),
        *Small.missions[:1],
    )


def ticks(explorer):
    return [part["done"] for part in explorer.verdict.parts]


def test_the_parts_of_a_mission_tick_one_by_one_and_only_all_of_them_are_found():
    explorer = predicted(Parted)
    assert (ticks(explorer), explorer.verdict.view["ready"]) == ([False, False], False)
    explorer.set(year=1970)
    assert (ticks(explorer), explorer.verdict.tone) == ([False, True], "part")
    assert explorer.verdict.found == "<p>Late in 1970.</p>"
    explorer.set(year=1965)
    assert (ticks(explorer), explorer.verdict.found, explorer.done) == ([False, True], "", False)
    explorer.set(year=1960)
    assert explorer.verdict.found == "<p>Early.</p>\n<p>Both.</p>"
    assert (ticks(explorer), explorer.verdict.tone, explorer.done) == ([True, True], "good", True)
    assert explorer.verdict.view["ready"]
    assert explorer.verdict.view["skip"] is False


def test_a_slider_that_only_passes_is_judged_where_it_rests():
    explorer = predicted()
    explorer.panel.values = {**explorer.panel.values, "year": 11}
    assert (explorer.values["year"], explorer.verdict.found, explorer.done) == (1960, "", False)
    explorer.panel.values = {**explorer.panel.values, "year": 12}
    hear(explorer, "rest")
    assert not explorer.done
    explorer.panel.values = {**explorer.panel.values, "year": 11}
    hear(explorer, "rest")
    assert explorer.done
    assert "Yes" in explorer.verdict.found


def test_next_waits_for_what_is_found_and_skip_is_kept_as_skipped():
    explorer = predicted()
    hear(explorer, "next")
    assert explorer.step == 1
    hear(explorer, "skip")
    assert explorer.step == 2
    assert [step["state"] for step in explorer.head.view["steps"]][:3] == ["found", "skipped", ""]
    assert missions_of("small") == {"year": "skipped"}
    hear(explorer, "go", step=1)
    explorer.set(year=1960)
    hear(explorer, "skip")  # there is nothing to skip any more
    assert explorer.step == 1
    assert missions_of("small") == {"year": "found"}


def missions_of(name):
    return store().missions(name)


def test_a_mission_that_was_lost_is_not_found():
    explorer = predicted(Parted)
    explorer.set(year=2026)
    assert (explorer.verdict.tone, explorer.verdict.found) == ("near", "<p>Too late.</p>")
    assert not explorer.done


def test_one_can_go_back_to_a_step_that_was_reached_and_no_further():
    explorer = predicted()
    for step in (2, 5, "1", None, -1, 1.5):
        hear(explorer, "go", step=step)
        assert explorer.step == 1
    go_on(explorer)
    hear(explorer, "go", step=0)
    assert explorer.step == 0
    hear(explorer, "go", step=2)
    assert explorer.step == 2
    assert [step["open"] for step in explorer.head.view["steps"]] == [True, True, True, False, False, False]


def test_before_the_prediction_no_step_is_open():
    explorer = Small()
    hear(explorer, "go", step=1)
    assert explorer.step == 0
    assert [step["open"] for step in explorer.head.view["steps"]] == [True, *[False] * 5]


def test_what_was_found_stays_found_after_a_restart():
    explorer = predicted(Parted)
    explorer.set(year=1960)
    explorer.set(year=1970)
    again = Parted()
    assert again.done
    assert ticks(again) == [True, True]
    assert again.verdict.found == ""
    again.set(year=1960)
    assert "Both" in again.verdict.found


# ---- guesses ----------------------------------------------------------------------------------


def test_a_guess_is_judged_where_the_learner_has_seen_the_answer():
    explorer = predicted()
    count, first = explorer.asks
    assert explorer.judged(count) is None
    explorer.set(year=1960)
    assert explorer.judged(count).text == "You said 3, it was 5 allies: off by 2."
    assert explorer.judged(first) is None
    hear(explorer, "back")
    assert explorer.task.view["guesses"] == [
        {"label": "Count", "text": "You said 3, it was 5 allies: off by 2."},
        {"label": "First", "text": "Poland"},
    ]
    go_on(explorer)
    go_on(explorer)
    explorer.set(view="world")
    assert explorer.verdict.judged == [{"text": "Spot on: Poland.", "right": True}]


@pytest.mark.parametrize(
    ("guess", "digits", "right", "text"),
    [
        (65, 0, True, "Spot on: 65 %."),
        (64.6, 0, True, "Spot on: 65 %."),
        (50, 0, False, "You said 50, it was 65 %: off by 15."),
        (64.6, 1, False, "You said 64.6, it was 64.8 %: off by 0.2."),
    ],
)
def test_guess_and_truth_are_compared_to_the_digits_that_are_said(guess, digits, right, text):
    judged = Ask("share", "Which share?", "%", truth=lambda: 64.82, digits=digits).judge(guess)
    assert (judged.right, judged.text) == (right, text)


def test_without_a_truth_nothing_is_judged():
    assert Ask("n", "How many?").judge(3) is None
    assert AskChoice("who", "Who?", {"a": "A"}).judge("a") is None


def test_charts_get_the_guesses_of_the_step_and_the_country():
    explorer = Small()
    assert explorer.guess_marks == {}
    explorer = predicted()
    assert explorer.guess_marks == {"n": 3}
    assert explorer.country == ""
    choose_country("FRA")
    assert explorer.country == "FRA"


# ---- steps ------------------------------------------------------------------------------------


def test_all_steps_on_and_back():
    explorer = predicted()
    seen = []
    for _ in range(4):
        seen.append((explorer.step, next(step["text"] for step in explorer.head.view["steps"] if step["now"])))
        go_on(explorer)
    seen.append((explorer.step, next(step["text"] for step in explorer.head.view["steps"] if step["now"])))
    assert seen == [
        (1, "Mission 1 of 3"),
        (2, "Mission 2 of 3"),
        (3, "Mission 3 of 3"),
        (4, "Limits"),
        (5, "Free play"),
    ]
    go_on(explorer)
    assert explorer.step == 5
    for _ in range(9):
        hear(explorer, "back")
    assert explorer.step == 0


def test_the_limits_come_before_free_play_and_stay():
    explorer = predicted()
    for _ in range(3):
        assert explorer.foot.view["limits"] == ""
        go_on(explorer)
    assert "one limit" in explorer.task.view["html"]
    assert explorer.panel.specs == []
    go_on(explorer)
    assert "one limit" in explorer.foot.view["limits"]
    assert "<b>" not in explorer.foot.view["limits"]


def test_controls_appear_as_the_mission_says():
    explorer = predicted()
    keys = []
    for _ in range(5):
        keys.append([spec["key"] for spec in explorer.panel.specs])
        go_on(explorer)
    assert keys == [["year"], ["view"], ["year"], [], ["year", "view", "threat"]]
    assert explorer.panel.specs[0]["play"] == 0.4


def test_the_learner_resumes_where_they_were():
    explorer = predicted()
    go_on(explorer)
    again = Small()
    assert again.step == 2
    assert again.values["year"] == 1990


def test_a_step_without_its_prediction_starts_again():
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
    go_on(explorer)
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
    assert explorer.verdict.found == ""
    explorer.set(year=1960)
    assert "Yes" in explorer.verdict.found
    explorer.set(year=1961)
    assert explorer.verdict.found == ""


def test_found_may_depend_on_the_values():
    explorer = predicted()
    go_on(explorer)
    explorer.set(view="world")
    assert explorer.verdict.found == "<p>In 1990.</p>"


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
    go_on(explorer)
    go_on(explorer)
    assert explorer.verdict.found == ""
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
