"""The next crisis in a real JupyterLab: three incidents by keyboard, the sheet copied, both themes."""

import pytest

FRESH = "from nato_course import explore\nfrom lessonkit.progress.store import store\nstore().reset(explorer='next-crisis')\nexplore('next-crisis')"
FRAME = ".nc-explorer"


@pytest.fixture(scope="module")
def page(lab):
    page = lab([FRESH, "1 + 1"])
    page.locator(".nc-predict").wait_for()
    return page


def reading(page, text):
    page.locator(f".nc-reading:has-text('{text}')").wait_for()


def press_key(page, name, key="Enter"):
    page.get_by_role("button", name=name, exact=True).press(key)


def go_on(page, name):
    press_key(page, name)
    page.wait_for_function("() => document.activeElement?.matches('.nc-text')")


def theme(page, dark):
    page.evaluate(
        "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })",
        f"JupyterLab {'Dark' if dark else 'Light'}",
    )
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg=dark)
    page.wait_for_timeout(400)  # the theme's style sheet


def clean(page, axe):
    found, seen = axe(page, FRAME)
    assert found == []
    assert seen.get("color-contrast", 0) > 5


def test_three_incidents_by_keyboard_and_the_sheet(page, axe, notebook):
    keys = page.keyboard
    page.get_by_role("textbox", name="How many of the 32 capitals").focus()
    keys.type("5")
    page.get_by_role("radio", name="No", exact=True).focus()
    keys.press("Space")
    go_on(page, "Keep my prediction")

    # mission 1: silence is broken, one word is changed, the clock runs; d d deletes no cell
    reading(page, "Nobody has answered yet")
    page.get_by_text("Parts of a military drone lie in a field").wait_for()
    press_key(page, "Put the text under silence")
    reading(page, "under silence")
    keys.press("Enter")
    reading(page, "15 capitals broke silence")
    assert page.locator(".nc-desk rect.nc-no").count() == 15
    page.get_by_label("The text names").select_option("four")
    reading(page, "Article 4. Round 1")
    for number, answer in ((2, "1 capital broke"), (3, "1 capital broke"), (4, "all silent")):
        press_key(page, "Move")
        press_key(page, "Put the text under silence")
        page.get_by_role("button", name="Let the deadline pass").press("Enter")
        reading(page, f"Round {number}: {answer}")
    page.locator(".nc-say").filter(has_text="Majority rule would have passed it at once").wait_for()
    page.locator(".nc-text").focus()
    before = notebook(page)
    for key in ("d", "d", "x", "b"):
        keys.press(key)
    assert notebook(page) == before, "no key reached the notebook"
    for dark in (True, False):
        theme(page, dark)
        clean(page, axe)

    # missions 2 and 3, closed by the chair
    for text in ("A cable cut", "A cyber outage"):
        go_on(page, "Next mission")
        page.get_by_text(text).first.wait_for()
        press_key(page, "Put the text under silence")
        page.get_by_role("button", name="Let the deadline pass").press("Enter")
        page.get_by_role("button", name="Give up", exact=True).press("Enter")
        page.locator(".nc-say").filter(has_text="you gave up").wait_for()
    sheet = page.get_by_label("Your decision sheet").input_value()
    assert sheet.count("Incident: ") == 3 and "No government's view" in sheet
    press_key(page, "Copy as text")
    page.locator(".nc-told").filter(has_text="opied as text").or_(
        page.locator(".nc-told").filter(has_text="selected")
    ).wait_for()

    go_on(page, "Read the limits")
    page.get_by_text("Article 4 needs no consensus.").wait_for()
    go_on(page, "Start free play")
    page.get_by_label("Incident", exact=True).select_option("cable")
    page.get_by_text("A power cable and two data cables").wait_for()
    press_key(page, "Show as table")
    page.get_by_role("rowheader", name="Ally AF").wait_for()
    clean(page, axe)
    assert page.trouble == [] and page.outside == []
