"""The shared parts of explorers: charts, views, and the prediction that is drawn."""

import json

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
    drawing.paper.line = list(np.linspace(4, 1, 31))
    assert drawing.boxes.values == [4.0, 3.3, 2.5, 1.7, 1.0]


def test_a_line_that_is_drawn_in_part_is_filled_from_its_neighbours(drawing):
    drawing.paper.line = [2.5 if place == 10 else 0.0 for place in PLACES]
    assert drawing.curve == [2.5] * 31
    drawing.clear()
    assert drawing.curve is None
    assert not any(drawing.paper.line)


@pytest.mark.parametrize("curve", [None, [], [1, 2], "line", [None] * 31, ["1"] * 31, [float("nan")] * 31, {"a": 1}])
def test_a_damaged_line_is_left_out(drawing, curve):
    assert drawing.kept(curve) is None


def test_a_chart_is_plain_json_and_short():
    chart = charts.Chart()
    shares = np.array([1.23456789, 2])
    chart.show(
        charts.axis("% of GDP", 0, shares.max(), ticks=range(3)),
        charts.names(["Belgium", "France"]),
        [
            charts.bars(charts.rows(at=np.arange(2), value=shares, name=["Belgium", "France"])),
            None,
            charts.line(shares, shares),
            charts.rule(x=np.float64(1.5)),
        ],
        title="T",
    )
    assert json.loads(json.dumps(chart.spec)) == chart.spec
    assert [row["value"] for row in chart.marks("bar")[0]["rows"]] == [1.2346, 2.0]
    assert [mark["mark"] for mark in chart.spec["marks"]] == ["bar", "line", "rule"]


def test_columns_of_rows_are_equally_long():
    assert charts.rows(at=[0, 1], name=["A", "B"]) == [{"at": 0, "name": "A"}, {"at": 1, "name": "B"}]
    with pytest.raises(ValueError, match="longer"):
        charts.rows(at=[0], name=["A", "B"])


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
