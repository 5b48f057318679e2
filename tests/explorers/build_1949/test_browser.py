"""Build your own 1949 in a real JupyterLab: by keyboard, by a click on the map, and in both themes."""

import pytest

FRESH = (
    "from nato_course import explore\nfrom lessonkit.progress.store import store\n"
    "store().reset(explorer='build-1949')\nexplore('build-1949')"
)


@pytest.fixture(scope="module")
def page(lab):
    page = lab([FRESH, "1 + 1"])
    page.set_viewport_size({"width": 1200, "height": 2400})
    return page


def reading(page, text):
    page.locator(f".nc-reading:has-text('{text}')").wait_for()


def go_on(page, name, step):
    page.get_by_role("button", name=name).press("Enter")
    page.locator("li[aria-current]").filter(has_text=step).wait_for()


def test_from_prediction_to_free_play(page):
    """One walk through every step: the tests below it use the free play that it ends in."""
    keys = page.keyboard
    page.get_by_role("textbox", name="How many of the ten").focus()
    keys.type("4")
    keys.press("Tab")
    keys.type("2")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")
    page.get_by_role("checkbox", name="United Kingdom").focus()
    keys.press("Space")
    reading(page, "1949: 1 state with 7.1 %")
    page.locator("path[data-iso3=FRA]").click()
    reading(page, "1949: 2 states with 10.6 %")
    assert page.get_by_role("checkbox", name="France").is_checked()
    page.locator("path[data-iso3=POL]").click()  # on the other side, so nothing happens
    page.get_by_role("button", name="The ten European founders").press("Enter")
    page.locator(".nc-say").filter(has_text="Ten are not enough").wait_for()
    assert page.locator("path[data-look=ours]").count() == 15  # with five islands that are drawn apart
    go_on(page, "Next mission", "Mission 2 of 3")
    for name in ("Canada", "United States"):
        page.get_by_role("checkbox", name=name).press("Space")
    page.locator(".nc-say").filter(has_text="2.6 times").wait_for()
    go_on(page, "Next mission", "Mission 3 of 3")
    page.get_by_role("slider", name="Year").press("End")
    reading(page, "1955:")
    for name in ("Greece", "Türkiye", "West Germany"):
        page.get_by_role("checkbox", name=name).press("Space")
    page.get_by_role("combobox", name="Compare with").select_option("PACT")
    page.locator(".nc-say").filter(has_text="1.95 times").wait_for()
    picture = page.locator(".nc-chart [data-nc-picture]")
    page.wait_for_function("() => document.querySelector('.nc-chart [role=img]')?.ariaLabel.includes('44.7 %')")
    assert picture.locator("rect[data-side]").count() == 14
    assert page.locator(".nc-chart [role=img] :is(input, button)").count() == 0
    go_on(page, "Read the limits", "Limits")
    page.get_by_text("Steel is not will.").wait_for()
    go_on(page, "Start free play", "Free play")
    page.get_by_role("checkbox", name="Ireland").focus()
    keys.type("dd")
    assert page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length") == 2
    page.get_by_role("button", name="Reset").press("Enter")
    reading(page, "no state with figures is chosen yet")
    assert page.get_by_role("checkbox", name="West Germany (no figures)").is_enabled()
    assert page.trouble == [] and page.outside == []


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_reads_well_in_both_themes(page, axe, theme):
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in theme)
    page.wait_for_timeout(500)  # the theme's style sheet
    page.get_by_role("button", name="All twelve founders").click()
    reading(page, "12 states")
    table = page.get_by_role("button", name="Show as table")
    if table.count():
        table.click()
    page.get_by_role("rowheader", name="Luxembourg").wait_for()
    found, looked_at = axe(page, ".nc-explorer")
    assert found == [] and looked_at["color-contrast"] > 40
