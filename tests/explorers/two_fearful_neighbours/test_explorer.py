"""Two fearful neighbours without a browser: predictions, missions, presets, and the real figures."""

import itertools
import re
from functools import partial

import ipywidgets
import numpy as np
import pytest

from lessonkit.explorer.frame import TROUBLE
from nato_course import explore
from nato_course.explorers.two_fearful_neighbours import explorer as module
from nato_course.explorers.two_fearful_neighbours import model as arms_race
from nato_course.explorers.two_fearful_neighbours.charts import TOPS, across
from support.learner import go_to, judged, keys, marks


def levels(explorer):
    """Give the Soviet level of each year, as the chart shows it."""
    return [value for _, value in marks(explorer.real.levels, "line")[1]["points"]]


def ends(explorer):
    """Give the names at the ends of the paths."""
    return [line["name"] for line in explorer.race.paths.marks("line") if line["name"]]


go_to = partial(go_to, calm="settles", goodwill="settles", scare="disarms")


# Missions --------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_mission_is_done_at_its_start_or_shows_a_control_that_cannot_end_it(explorer, number):
    go_to(explorer, number)
    assert explorer.verdict.found == ""
    assert keys(explorer) == explorer.missions[number - 1].shows


def test_the_three_predictions_are_about_what_the_model_does(explorer):
    answers = {}
    for name, preset in (("calm", module.CALM), ("goodwill", module.GOODWILL), ("scare", module.SCARE)):
        race = module.race_of(preset)
        answers[name] = arms_race.verdict(race, arms_race.simulate(race))
    assert answers == {"calm": "settles", "goodwill": "disarms", "scare": "runs away"}
    assert (
        set(answers.values())
        == set(module.WORDS.each("outcomes"))
        == {key for ask in explorer.asks for key in ask.options}
    )


def test_mission_1_moves_the_point_of_rest(explorer):
    go_to(explorer, 1)
    assert "settles at 1.00 for X and 1.00 for Y" in explorer.reading.text
    explorer.set(r=-0.1)
    assert explorer.verdict.found == ""
    explorer.set(s=-0.1)
    assert "Both sides disarm" in explorer.reading.text
    assert "<strong>both disarm</strong>" in explorer.verdict.found
    assert "settled at 1.00" in explorer.verdict.found
    assert "Spot on: settle at some level." in judged(explorer)


@pytest.mark.parametrize(("change", "way"), [({"a": 0.2}, "Less fear"), ({"tech": "defence"}, "Technology")])
def test_mission_2_is_done_when_fear_times_fear_is_the_smaller_product(explorer, change, way):
    go_to(explorer, 2)
    assert "The race runs away" in explorer.reading.text
    assert "m × n = 0.09 < a × b = 0.16" in explorer.reading.text
    explorer.set(a=0.25)
    assert explorer.verdict.found == ""
    explorer.set(a=0.4)
    explorer.set(**change)
    assert f"{way} has turned it" in explorer.verdict.found
    assert module.products(module.race_of(explorer.values)).replace(">", "&gt;") in explorer.verdict.found


def test_mission_2_is_not_done_by_a_race_on_the_edge(explorer):
    go_to(explorer, 2)
    explorer.set(a=0.3, b=0.3)
    assert "m × n = 0.09 = a × b = 0.09" in explorer.reading.text
    assert explorer.verdict.found == ""


def test_mission_3_tells_both_fits_as_they_are(explorer):
    go_to(explorer, 3)
    assert explorer.verdict.found == ""
    assert "Soviet Union" in explorer.reading.text
    explorer.set(view="personnel")
    text = explorer.verdict.found
    west, east = module.figures("spending", 1988).fits
    assert f"(R² {west.r2:.2f})" in text
    assert f"misses by {west.miss:.1f} billion" in text
    assert west.wrong == ()
    assert east.wrong == ("fear", "fatigue")
    assert "with both signs wrong" in text
    for fit in module.figures("personnel", 1988).fits:
        assert f"{fit.r2:.2f}" in text
        assert fit.miss > fit.moved


def test_the_break_of_1989_can_be_let_in(explorer):
    go_to(explorer, 3)
    explorer.set(with_1989=True)
    east = module.figures("spending", 1989).fits[1]
    assert "1949 to 1989" in explorer.reading.text
    assert f"R² {east.r2:.2f}; the fit misses by {east.miss:.2f}" in explorer.reading.text
    assert explorer.reading.table["Year"].iloc[-1] == "1989"
    assert levels(explorer)[-1] < 0.4 * levels(explorer)[-2]  # "more than half"
    explorer.set(view="personnel")
    assert levels(explorer)[-1] / levels(explorer)[-2] == pytest.approx(0.95, abs=0.01)  # "one in twenty"


# What it says ----------------------------------------------------------------------------


@pytest.mark.slow
def test_every_corner_can_be_shown(explorer):
    go_to(explorer, 5)
    ends = {
        "a": (0, 1),
        "b": (0, 1),
        "m": (0, 1),
        "n": (0, 1),
        "r": (-1, 1),
        "s": (-1, 1),
        "x0": (0, 3),
        "tech": arms_race.TECHNOLOGY,
    }
    for setting in itertools.product(*ends.values()):
        explorer.set(view="model", y0=1, **dict(zip(ends, setting, strict=True)))
        assert explorer.trouble is None
        assert TROUBLE not in explorer.reading.text
        assert not re.search(r"\bnan\b|\binf\b|e\+", explorer.reading.text)
        assert len(explorer.reading.table) == 7
        [trail] = marks(explorer.race.plane, "line", name="the race")
        assert np.max(trail["points"]) <= TOPS[-1]


def test_the_table_holds_the_path(explorer):
    go_to(explorer, 1)
    path = arms_race.simulate(module.race_of(explorer.values))
    table = explorer.reading.table.set_index("Year")
    assert table.loc["0", "Arms of X"] == "2.00"
    assert table.loc["60", "Arms of Y"] == f"{path.y[-1]:.2f}"
    assert table.loc["10", "Arms of X"] == f"{path.x[200]:.2f}"


def test_the_real_table_holds_levels_and_changes(explorer):
    go_to(explorer, 3)
    table = explorer.reading.table
    assert len(table) == 40
    first, second = (float(value) for value in table["United States"].iloc[:2])
    assert float(table["United States: change"].iloc[1].replace("−", "-")) == pytest.approx(second - first, abs=0.11)


def test_technology_is_in_the_sentence_and_in_the_products(explorer):
    go_to(explorer, 5)
    explorer.set(view="model", **module.CALM)
    explorer.set(tech="offence")
    assert "Fear 0.3 and 0.3" in explorer.reading.text
    assert "m × n = 0.09 = a × b = 0.09" in explorer.reading.text


def presets(explorer):
    return next((part.children for part in explorer.shown if isinstance(part, ipywidgets.HBox)), ())


def test_presets_wait_for_free_play_and_set_the_model(explorer):
    assert presets(explorer) == ()
    go_to(explorer, 3)
    assert presets(explorer) == ()
    go_to(explorer, 5)
    of_name = {name: key for key, name in module.WORDS.each("presets").items()}
    said = {}
    for button in presets(explorer):
        explorer.set(view="spending")
        button.click()
        assert explorer.values == {**explorer.values, "view": "model", **module.PRESETS[of_name[button.description]]}
        said[button.description] = explorer.reading.text
    assert "settles" in said["Calm"]
    assert "disarm" in said["Goodwill"]
    assert "runs away" in said["Scare"]
    assert "runs away" in said["Tipping point"]


def test_one_step_down_from_the_tipping_point_both_disarm(explorer):
    go_to(explorer, 5)
    explorer.set(view="model", **module.TIPPING)
    explorer.set(x0=0.95, y0=0.95)
    assert "Both sides disarm" in explorer.reading.text
    explorer.set(x0=1.0, y0=1.0)
    assert "tipping point" in explorer.reading.text


def test_only_the_pair_that_is_seen_is_on_the_stage(explorer):
    go_to(explorer, 3)
    assert explorer.picture.children == explorer.real.figures
    explorer.set(view="model")
    assert explorer.picture.children == explorer.race.figures


def test_two_paths_that_end_together_share_a_name(explorer):
    go_to(explorer, 1)
    assert ends(explorer) == ["X and Y"]
    explorer.set(r=0.6)
    assert ends(explorer) == ["X", "Y"]


@pytest.mark.parametrize(
    ("rise", "shift", "run", "found"),
    [
        (0.3, -0.1, 0.2, ([1 / 3, 1.0], [0.0, 1.0])),
        (0.2, 0.1, 0.3, ([0.0, 1.0], [1 / 3, 1.0])),
        (0.3, -0.15, 0, ([0.5, 0.5], [0.0, 1.0])),
        (0.0, 0.1, 0.2, ([0.0, 1.0], [0.5, 0.5])),
        (0.3, -0.9, 0.2, None),
        (0.0, 0.1, 0, None),
        (0.0, -0.1, 0.2, None),
    ],
)
def test_a_line_is_cut_at_the_edges_of_the_picture(rise, shift, run, found):
    cut = across(rise, shift, run, 1)
    assert cut is None if found is None else np.allclose(cut, found)


def test_the_text_form_is_stable(explorer):
    assert repr(explorer) == repr(explore("two-fearful-neighbours"))
    assert repr(explorer).startswith("Two fearful neighbours\n")
    assert "0x" not in repr(explorer)


def test_the_limits_name_their_papers():
    for paper in (
        "Richardson",
        "1960",
        "Jervis",
        "1978",
        "Majeski",
        "1981",
        "Byers",
        "1989",
        "Stoll",
        "2017",
        "stipulated",
    ):
        assert paper in module.WORDS.limits
