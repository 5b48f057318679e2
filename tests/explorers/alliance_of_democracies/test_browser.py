"""Alliance of democracies? in a real JupyterLab: typed and drawn, by keyboard to free play, in both themes."""

import pytest

FRESH = (
    "from nato_course import explore\nfrom lessonkit.progress.store import store\n"
    "store().reset(explorer='alliance-of-democracies')\nexplore('alliance-of-democracies')"
)


@pytest.fixture(scope="module")
def page(lab):
    page = lab([FRESH, "1 + 1"])
    page.locator(".nc-draw svg.svg-figure").wait_for()
    page.locator(".nc-points").wait_for()
    return page


def on(page, name):
    """Press the main button by keyboard and wait for the next step."""
    page.locator(".nc-buttons .nc-main").focus()
    page.keyboard.press("Enter")
    page.locator(".nc-steps [aria-current]", has_text=name).wait_for()
    page.wait_for_function("document.activeElement.className === 'nc-text'")


def reading(page, text):
    page.locator(f".nc-reading:has-text('{text}')").wait_for()


def found(page, text):
    page.locator(".nc-say").filter(has_text=text).wait_for()


def theme(page, name):
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in name)
    page.wait_for_timeout(400)


def draw(page):
    """Draw by mouse from left to right at three quarters of the height."""
    area = page.locator(".nc-draw .plotarea_events")
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] * 0.25)
    page.mouse.down()
    for step in range(31):
        page.mouse.move(box["x"] + 2 + (box["width"] - 4) * step / 30, box["y"] + box["height"] * 0.25)
    page.mouse.up()
    page.wait_for_function("() => [...document.querySelectorAll('.nc-point input')].every((box) => box.value)")


def test_from_the_guess_to_free_play_by_keyboard(page, axe):
    page.trouble.clear()
    draw(page)
    drawn = [float(box.input_value()) for box in page.locator(".nc-point input").all()]
    assert len(drawn) == 9 and all(70 <= value <= 80 for value in drawn)
    for box, value in (("1949", "100"), ("2024", "40")):  # and the keyboard changes what the mouse drew
        page.get_by_role("textbox", name=box, exact=True).focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(value)
        page.keyboard.press("Tab")
    page.get_by_role("textbox", name="which share of the members").fill("60")
    page.get_by_role("radio", name="Portugal").check()
    problems, looked_at = axe(page, ".nc-explorer")
    assert problems == [] and looked_at["color-contrast"] > 15 and looked_at["label"] >= 10
    page.get_by_role("button", name="Keep my prediction").focus()
    page.keyboard.press("Enter")
    page.locator(".nc-steps [aria-current]", has_text="Mission 1 of 3").wait_for()
    page.get_by_text("your line", exact=True).wait_for()

    page.get_by_role("slider", name="Year").focus()
    page.keyboard.press("Home")
    reading(page, "End of 1949: 11 of 12 members")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    found(page, "The lowest share is 79 %")
    found(page, "Your line missed the real one by")
    page.locator(".nc-text").focus()
    page.keyboard.press("d")
    page.keyboard.press("d")
    assert page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length") == 2

    on(page, "Mission 2 of 3")
    page.get_by_role("slider", name="Threshold").focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    found(page, "only the line moved")
    assert page.locator(".nc-chart .dot.element").count() == 32

    on(page, "Mission 3 of 3")
    page.get_by_role("combobox", name="Member").select_option("TUR")
    found(page, "37 years of membership")
    page.get_by_role("combobox", name="Second index").select_option("polity")
    reading(page, "polity score in 2018 is −4")
    on(page, "Limits")
    page.get_by_text("The threshold is a convention.").wait_for()
    on(page, "Free play")
    assert page.trouble == [] and page.outside == []


@pytest.mark.parametrize("name", ["JupyterLab Light", "JupyterLab Dark"])
def test_free_play_reads_well_in_both_themes(page, axe, name):
    theme(page, name)
    if page.get_by_role("button", name="Show as table").count():
        page.get_by_role("button", name="Show as table").click()
    page.get_by_role("combobox", name="Show", exact=True).select_option("members")
    page.get_by_role("rowheader", name="Montenegro").wait_for()
    page.wait_for_timeout(300)
    problems, looked_at = axe(page, ".nc-explorer")
    assert problems == []
    assert looked_at["color-contrast"] > 100 and looked_at["select-name"] >= 3
