"""Subtract one in a real JupyterLab: all steps by keyboard, and readable in both themes."""

import pytest

FRESH = (
    "from nato_course import explore\nfrom lessonkit.progress.store import store\n"
    "store().reset(explorer='subtract-one')\nexplore('subtract-one')"
)


@pytest.fixture(scope="module")
def page(lab):
    return lab([FRESH, "1 + 1"])


@pytest.fixture
def subtract(page):
    """A new explorer, with nothing predicted yet, in one notebook for all tests."""
    page.evaluate(
        """async () => {
            document.querySelectorAll('.nc-explorer').forEach((old) => old.classList.add('nc-old'));
            await jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    page.locator(".nc-explorer:not(.nc-old) .nc-ask").first.wait_for()
    page.trouble.clear()
    return page


def predict(page):
    """Type five guesses with the keyboard and keep them."""
    page.get_by_role("textbox", name="share of all the money").focus()
    for guess in ("70", "40", "50", "35", "80"):
        page.keyboard.type(guess)
        page.keyboard.press("Tab")
    keep = page.get_by_role("button", name="Keep my prediction")
    keep.focus()
    page.keyboard.press("Enter")
    page.locator(".nc-chart svg.svg-figure").wait_for()


def go_on(page, name, step):
    """Press the button that leads on, and wait until the explorer is there."""
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")
    page.locator("li[aria-current]").filter(has_text=step).wait_for()
    page.wait_for_function("() => document.activeElement?.matches('.nc-text')")


def found(page, text):
    page.locator(".nc-say").filter(has_text=text).wait_for()


def choose(page, name, downs):
    page.get_by_role("combobox", name=name).focus()
    for _ in range(downs):
        page.keyboard.press("ArrowDown")


def test_all_steps_by_keyboard(subtract):
    page = subtract
    predict(page)
    choose(page, "Who leaves", 1)
    found(page, "between 35 % (people) and 88 % (warheads) goes")
    page.locator(".nc-chart").get_by_text("61.1 %", exact=True).wait_for()
    go_on(page, "Next mission", "Mission 2 of 3")
    choose(page, "Russia counted at", 2)
    found(page, "more than one kind of exchange rates")
    choose(page, "Allies counted at", 2)
    found(page, "2.4 times what Russia spends")
    go_on(page, "Next mission", "Mission 3 of 3")
    page.get_by_role("slider", name="Added each year").focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    found(page, "10.0 years")
    choose(page, "The gap", 5)
    found(page, "a year is a pace")
    go_on(page, "Read the limits", "Limits")
    page.get_by_text("A scenario is not a forecast.").wait_for()
    go_on(page, "Start free play", "Free play")
    page.get_by_role("combobox", name="Show").focus()
    page.keyboard.press("Home")
    box = page.get_by_role("checkbox", name="Poland")
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.type("dd")
    page.locator(".nc-reading:has-text('Poland')").wait_for()
    page.get_by_role("button", name="Show as table").focus()
    page.keyboard.press("Enter")
    page.locator(".nc-explorer:not(.nc-old) table").wait_for()
    assert page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length") == 2
    assert page.trouble == [] and page.outside == []


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_reads_well_in_both_themes(subtract, axe, theme):
    page = subtract
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in theme)
    page.wait_for_timeout(500)  # the theme's style sheet
    predict(page)
    choose(page, "Who leaves", 1)
    found(page, "between 35 %")
    assert_readable(page, axe)
    go_on(page, "Next mission", "Mission 2 of 3")
    go_on(page, "Next mission", "Mission 3 of 3")
    go_on(page, "Read the limits", "Limits")
    go_on(page, "Start free play", "Free play")
    page.get_by_role("button", name="Show as table").click()
    page.locator(".nc-explorer:not(.nc-old) table").wait_for()
    assert_readable(page, axe)


def assert_readable(page, axe):
    problems, looked_at = axe(page, ".nc-explorer:not(.nc-old)")
    assert problems == [] and looked_at.get("color-contrast")
