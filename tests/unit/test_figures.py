"""Figures: scales, the canvas and its words, the palette, the way into a notebook and out of it again."""

import json
from xml.etree import ElementTree

import pandas as pd
import pytest
import yaml

from lessonkit import course, figures
from lessonkit.figures import charts, figure, place, words
from lessonkit.figures.canvas import LARGE, SIZE, WIDTH, Canvas, width_of
from lessonkit.figures.land import Window, world_map
from lessonkit.figures.palette import COLOURS, PAPER, colour
from lessonkit.figures.scale import Scale, ticks

SVG = "{http://www.w3.org/2000/svg}"
MARKS = set(COLOURS) - {PAPER, "line", "land"}
"""Colours of words and marks: land and thin lines only lie behind them."""


def parts(canvas: Canvas, name: str) -> list:
    return [part.attrib for part in ElementTree.fromstring(canvas.svg()).iter(SVG + name)]


def light(value: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    channels = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_is_measured_as_the_rule_has_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", sorted(MARKS))
def test_words_and_marks_stand_out_from_the_paper(name, theme):
    assert contrast(COLOURS[name][theme], COLOURS[PAPER][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_can_be_read_on_land(theme):
    assert contrast(COLOURS["ink"][theme], COLOURS["land"][theme]) >= 7


def test_an_unknown_colour_is_refused():
    with pytest.raises(ValueError, match="no colour 'pink'"):
        colour("pink")


def test_a_scale_puts_its_ends_where_they_belong():
    scale = Scale(10, 20, 100, 0)
    assert (scale(10), scale(20), scale(12.5)) == (100, 0, 75)


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [(0, 100, [0, 20, 40, 60, 80, 100]), (0, 4.4, [0, 1, 2, 3, 4]), (1.2, 2.9, [1.5, 2.0, 2.5])],
)
def test_ticks_are_round(low, high, found):
    assert list(ticks(low, high)) == pytest.approx(found)


def test_a_canvas_knows_where_its_words_stand():
    canvas = Canvas(100)
    canvas.text(300, 50, "one\nlonger", "end")
    one, longer = canvas.boxes
    assert (one.right, longer.right) == (300, 300)
    assert longer.left < one.left
    assert longer.top > one.top
    assert width_of("WW") > width_of("ii")
    assert width_of("word", bold=True) > width_of("word")


def test_words_are_at_least_12_px_high_where_a_figure_is_as_narrow_as_it_gets():
    narrowest = int(place.IMAGE.removeprefix("min-width: ").removesuffix("px"))
    assert min(SIZE, LARGE) * narrowest / WIDTH >= 12


def test_signs_of_markup_are_words_like_others():
    canvas = Canvas(50)
    canvas.text(0, 20, "a < b & c")
    assert [part.text for part in ElementTree.fromstring(canvas.svg()).iter(SVG + "text")] == ["a < b & c"]


def test_bars_are_as_long_as_their_values():
    canvas, scale = charts.bars([charts.Bar("a", 10), charts.Bar("b", 5, "amber")], lambda value: f"{value} km")
    first, second = parts(canvas, "rect")[1:]
    assert float(first["width"]) == pytest.approx(2 * float(second["width"]), abs=0.2)
    assert second["fill"] == "var(--amber)"
    assert [box.words for box in canvas.boxes] == ["a", "10 km", "b", "5 km"]
    assert scale(10) < WIDTH


def test_stairs_stay_level_until_the_next_value():
    assert charts.stairs([(1, 10), (3, 20)]) == [(1, 10), (3, 10), (3, 20)]


def test_a_map_shows_what_is_in_its_window_and_colours_what_is_named():
    window = Window("europe", 130, 70, 720, 490)
    canvas = world_map(window, {"blue": ["FRA"]})
    assert [part["fill"] for part in parts(canvas, "path")] == ["var(--land)", "var(--blue)"]
    assert canvas.height == round(490 * WIDTH / 720)
    assert len(world_map(window, {"blue": []}).svg()) < 20_000


# -- a course with one figure


MAKER = """\
from lessonkit.data.tables import load
from lessonkit.figures.canvas import Canvas
from lessonkit.figures.figure import Drawing


def cover(words):
    table = load("rain")
    canvas = Canvas(60)
    canvas.text(0, 40, words("label", mm=table["mm"].max()), large=True)
    return Drawing(canvas, table, ("rain",), {"n": len(table)})
"""
WORDS = {"cover": {"title": "{n} months cost US$ 5", "alt": 'Rain in {n} "months"', "label": "{mm:.1f} mm"}}


@pytest.fixture
def rainy(tmp_path, monkeypatch):
    """A course whose page `spring` has a cover, drawn from a table of two rows."""
    (tmp_path / "course.toml").write_text(
        'name = "rainy-course"\ntitle = "Rain"\npackage = "rainy_course"\npages = [{ slug = "spring", part = "One" }]\n'
    )
    package = tmp_path / "rainy_course"
    (package / "figures").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "figures" / "__init__.py").touch()
    (package / "figures" / "spring.py").write_text(MAKER)
    words_file = tmp_path / "content" / "figures" / "spring.yml"
    words_file.parent.mkdir(parents=True)
    words_file.write_text(yaml.safe_dump(WORDS))
    monkeypatch.syspath_prepend(tmp_path)
    table = pd.DataFrame({"Month": ["May", "June"], "mm": [40.25, 61.0]})
    table.attrs = {"source": "Gauge; Diary", "edition": "of May", "retrieved": "2026-01-02"}
    monkeypatch.setattr("lessonkit.data.tables.load", lambda name: table.copy())
    monkeypatch.setattr("lessonkit.figures.figure.load", lambda name: table.copy())
    with course.using(course.Course.read(tmp_path)):
        yield words_file


def test_a_figure_says_numbers_source_and_edition(rainy):
    shown = figure.figure("spring", "cover")
    assert shown.title == "2 months cost US$ 5"
    assert shown.source == "Gauge; Diary, edition of May. Retrieved on 2 January 2026."
    assert [box.words for box in shown.canvas.boxes] == ["61.0 mm"]
    assert figure.names("spring") == ("cover",)


def test_a_line_in_the_text_becomes_the_figure_in_one_piece(rainy):
    before, made, after = place.with_figures("One\n\n{figure}`cover`\n\nTwo", "spring").partition("<figure")
    html = (made + after).removesuffix("\n\nTwo")
    assert before == "One\n\n"
    assert "\n\n" not in html  # an empty line would end it
    assert "$" not in html  # two of them would begin a formula
    assert 'alt="Rain in 2 &quot;months&quot;"' in html
    assert "<td>40.25</td>" in html
    assert "https:" not in html and "http:" not in html


def test_a_cover_comes_out_of_the_built_notebook_as_it_went_in(rainy):
    assert figures.cover("spring") is None
    text = place.with_figures("{figure}`cover`", "spring")
    notebook = course.current().root / "lessons" / "00-spring.ipynb"
    notebook.parent.mkdir()
    notebook.write_text(json.dumps({"cells": [{"cell_type": "markdown", "source": text.splitlines(keepends=True)}]}))
    assert figures.cover("spring") == figure.figure("spring", "cover").svg


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"cover": {"title": "x"}}, "cover lacks alt"),
        ({"cover": {"title": "x", "alt": "y"}}, "has no text 'label'"),
        ({"cover": WORDS["cover"] | {"title": "{many}"}}, "nothing fills the slot 'many'"),
        ({"other": WORDS["cover"]}, "has no figure 'cover'; it has other"),
        ({"cover": ["x"]}, "must have texts under names"),
    ],
)
def test_words_that_lack_something_are_told(rainy, change, said):
    rainy.write_text(yaml.safe_dump(change))
    with pytest.raises(words.FigureError, match=said):
        figure.figure("spring", "cover")


def test_a_figure_without_a_function_is_told(rainy):
    rainy.write_text(yaml.safe_dump({"flood": WORDS["cover"]}))
    with pytest.raises(words.FigureError, match="no function 'flood'"):
        figure.figure("spring", "flood")
