"""The opening in a real JupyterLab: a bet by keyboard, a film that plays, stops and ends, and no motion where none is wanted."""

import pytest
from playwright.sync_api import expect

from support.pages import button

CELLS = ["from nato_course.explorers.time_machine.opening import Opening", "Opening()"]


@pytest.fixture(scope="module")
def notebook(lab):
    notebook = lab(CELLS)
    notebook.page.locator(".nc-opening").wait_for()
    return notebook


@pytest.fixture
def film(notebook):
    return notebook.page.locator(".nc-opening").last


def year(film):
    return film.locator(".nc-now b")


def test_a_bet_by_keyboard_reaches_no_cell(film, notebook):
    film.get_by_label("Place a bet first").focus()
    with notebook.untouched():
        notebook.press("PageUp", "d", "d", "Tab", "Enter")
        film.get_by_text("Your bet:").wait_for()
    expect(button(film, "Play")).to_be_focused()
    assert film.get_by_label("Place a bet first").is_hidden()


def test_it_plays_and_pauses(film, notebook):
    notebook.press("Enter")
    expect(button(film, "Pause")).to_be_focused()
    expect(year(film)).not_to_have_text("1949")
    notebook.press("Enter")
    stopped = year(film).inner_text()
    expect(button(film, "Play")).to_be_focused()
    button(film, "Next event").press("Enter")
    assert year(film).inner_text() > stopped


def test_it_goes_by_slider_and_ends_with_the_verdict(film, notebook):
    film.get_by_label("Year", exact=True).fill("76")
    expect(year(film)).to_have_text("2025")
    expect(film.locator(".nc-map-picture")).to_have_attribute("aria-label", "2025: 32 allies. 2024: Sweden joins.")
    assert film.get_by_text("You bet").count() == 0
    button(film, "Play").press("Enter")
    film.get_by_text("You bet").wait_for()
    expect(button(film, "Play")).to_be_visible()
    notebook.clean_in_both_themes(".nc-opening", color_contrast=8)


def test_without_motion_it_goes_step_by_step(film, notebook):
    notebook.page.emulate_media(reduced_motion="reduce")
    notebook.rerun()
    expect(button(film, "Play")).to_have_count(0)
    film.get_by_text("Your bet:").wait_for()
    button(film, "Next event").press("Enter")
    expect(film.get_by_text("1952: Greece and Türkiye join.")).to_be_visible()
    expect(film.locator(".nc-map-count b")).to_have_text("813")
    notebook.page.emulate_media(reduced_motion="no-preference")
    notebook.fine()
