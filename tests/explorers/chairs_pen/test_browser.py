"""The chair's pen and its timeline in a real JupyterLab: by keyboard, and for a screen reader in both themes."""

import pytest

from support.pages import ExplorerPage

FRESH = "\n".join(
    ["from nato_course import explore", "from lessonkit.progress.store import store"]
    + [f"store().reset(explorer='{name}')" for name in ("chairs-pen", "in-office")]
)


@pytest.fixture(scope="module")
def notebook(lab):
    return lab([FRESH, "explore('chairs-pen')", "explore('in-office')"])


def test_the_pen_by_keyboard_from_the_prediction_to_free_play(notebook):
    pen = ExplorerPage(notebook, "The chair's pen")
    pen.tick("Less, or the same")
    pen.type("How many of 100 possible texts", "30")
    pen.tick("When everyone dislikes")
    pen.go_on("Keep my prediction", "Mission 1")
    pen.slide("Number of allies", "End")
    pen.reads("All 32 allies prefer 28 of 100 texts")
    pen.found("Less, and never more.")
    pen.go_on("Next mission", "Mission 2")
    pen.slide("Status quo, question 1", *8 * ["ArrowLeft"])
    pen.slide("Status quo, question 2", *8 * ["ArrowRight"])
    pen.reads("lies between their wishes")
    pen.found("No room at all.")
    pen.go_on("Next mission", "Mission 3")
    pen.slide("wish, question 1", *7 * ["ArrowRight"])
    pen.slide("wish, question 2", *7 * ["ArrowLeft"])
    pen.found("A wish inside the region comes true in full.")
    pen.to_free_play()
    with notebook.untouched():
        pen.slide("How far apart", "Home", "d", "d", "x", "b")
        pen.reads("is one of them, so the chair gets all of it")
    pen.root.get_by_role("img", name="All 32 allies prefer").wait_for()
    # allies, the one at the edge, three marks, the curve's
    assert pen.root.locator(".nc-chart .nc-spot").count() == 32 + 1 + 1 + 1 + 1 + 1
    pen.table("Ally AF")
    pen.press("Hide the table")
    notebook.fine()


def test_the_timeline_by_keyboard(notebook):
    office = ExplorerPage(notebook, "While they held the chair")
    office.tick("Joseph Luns")
    office.type("Secretaries General came from", "3")
    office.go_on("Keep my prediction", "Mission 1")
    office.slide("Secretary General", *10 * ["ArrowRight"])
    office.reads("Jaap de Hoop Scheffer (Netherlands)")
    office.found("9 more allies")
    assert office.root.get_by_role("slider").get_attribute("aria-valuetext") == "Jaap de Hoop Scheffer"
    office.table("Mark Rutte")
    notebook.fine()


def test_both_read_well_in_both_themes(notebook):
    notebook.clean_in_both_themes(".nc-explorer", color_contrast=60, label=7)
