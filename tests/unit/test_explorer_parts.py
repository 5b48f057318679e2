"""The shared parts of explorers: ticks, categories, views, and the prediction that is drawn."""

import ipywidgets
import numpy as np
import pytest

from lessonkit.explorer import charts
from lessonkit.explorer.parts import Drawing, Views, button

PLACES = range(1, 32)
NAMES = {"Smallest": 1, "8th": 8, "Middle": 16, "24th": 24, "Largest": 31}


@pytest.fixture
def drawing():
    return Drawing("Draw.", PLACES, NAMES, across="Rank", up="%", ticks=[1, 31], top=5.0, digits=1)


def test_typed_boxes_are_the_same_line(drawing):
    assert drawing.curve is None
    drawing.boxes.values = [1, None, None, None, 4]
    assert drawing.curve == pytest.approx(np.linspace(1, 4, 31), abs=0.006)
    assert drawing.boxes.values == [1, None, None, None, 4]
    drawing.boxes.values = [None] * 5
    assert drawing.curve is None


def test_a_line_drawn_after_typing_fills_the_boxes(drawing):
    drawing.boxes.values = [3, None, None, None, None]
    drawing.line.y = np.linspace(4, 1, 31)
    assert drawing.boxes.values == [4.0, 3.3, 2.5, 1.7, 1.0]


def test_a_line_that_is_drawn_in_part_is_filled_from_its_neighbours(drawing):
    drawing.line.y = np.where(np.array(PLACES) == 10, 2.5, 0)
    assert drawing.curve == [2.5] * 31
    drawing.clear()
    assert drawing.curve is None
    assert not drawing.line.y.any()


@pytest.mark.parametrize("curve", [None, [], [1, 2], "line", [None] * 31, ["1"] * 31, [float("nan")] * 31, {"a": 1}])
def test_a_damaged_line_is_left_out(drawing, curve):
    assert drawing.kept(curve) is None


@pytest.mark.parametrize(
    ("top", "low", "found"),
    [
        (1, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (2, 0, [0, 0.5, 1, 1.5, 2]),
        (10, 0, [0, 2, 4, 6, 8, 10]),
        (343.3, 0, [0, 100, 200, 300]),
        (6.26, 0, [0, 2, 4, 6]),
        (29.2, -29.2, [-20, -10, 0, 10, 20]),
    ],
)
def test_ticks_are_round_numbers(top, low, found):
    assert np.allclose(charts.ticks(top, low), found)


def test_categories_are_named_anew():
    allies = charts.Categories(["FRA", "USA"], "Allies")
    assert list(allies.bars(charts.linear()).y) == [0, 0]
    allies.name(["BEL", "FRA", "USA"])
    assert allies.axis.tick_labels == {"0": "BEL", "1": "FRA", "2": "USA"}
    assert list(allies.axis.tick_values) == [0, 1, 2]
    assert allies.scale.max == 2.7


def test_views_show_one_at_a_time():
    first, second = ipywidgets.HTML(), ipywidgets.HTML()
    views = Views({"one": [first], "both": [first, second]})
    for name, charts_of_it in (("both", (first, second)), ("one", (first,))):
        views.show(name)
        assert views.children == charts_of_it


def test_a_button_does_what_it_says():
    pressed = []
    button("Press", lambda: pressed.append(1)).click()
    assert pressed == [1]
