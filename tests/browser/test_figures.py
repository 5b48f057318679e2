"""A figure in the text, in a real JupyterLab: shown though it was never run, in both themes, its numbers by keyboard."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from lessonkit.figures.figure import figure
from lessonkit.figures.palette import COLOURS, PAPER
from lessonkit.figures.place import html
from support.pages import axe

ADD = """(source) => jupyterapp.shell.currentWidget.content.model.sharedModel.insertCell(0, {cell_type: 'markdown', source})"""


@pytest.fixture(scope="module")
def notebook(lab):
    notebook = lab(["from nato_course import exercise\nexercise('who-pays/exit')"])
    page = notebook.page
    page.locator(".nc-question").first.wait_for()
    page.evaluate(ADD, html(figure("who-pays", "cover")))
    page.locator(".lk-figure img").wait_for()
    yield notebook
    notebook.theme(dark=False)


@pytest.fixture
def page(notebook):
    return notebook.page


def paper(page) -> str:
    """Return the colour of the picture's upper right corner."""
    picture = Image.open(io.BytesIO(page.locator(".lk-figure img").screenshot())).convert("RGB")
    return "#{:02x}{:02x}{:02x}".format(*picture.getpixel((picture.width - 3, 3)))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_figure_has_the_colours_of_the_theme(notebook, page, dark):
    notebook.theme(dark)
    assert paper(page) == COLOURS[PAPER][dark]
    findings, looked_at = axe(page, ".lk-figure")
    assert findings == []
    assert looked_at["image-alt"] == 1


def test_its_numbers_are_one_press_away(page):
    shown = page.locator(".lk-figure")
    expect(shown.locator("table")).to_be_hidden()
    shown.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(shown.get_by_role("columnheader", name="American part, per cent")).to_be_visible()


def test_it_fits_into_a_narrow_window(page):
    page.set_viewport_size({"width": 640, "height": 800})
    picture = page.locator(".lk-figure img").bounding_box()
    assert picture["width"] >= 480
    assert picture["height"] == pytest.approx(picture["width"] / 2, abs=2)
