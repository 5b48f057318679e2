"""Two fearful neighbours in a real JupyterLab: all steps by keyboard, and readable in both themes."""

import pytest

FRESH = (
    "from nato_course import explore\nfrom lessonkit.progress.store import store\n"
    "store().reset(explorer='two-fearful-neighbours')\nexplore('two-fearful-neighbours')"
)


@pytest.fixture(scope="module")
def page(lab):
    return lab([FRESH, "1 + 1"])


@pytest.fixture
def neighbours(page):
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
    """Choose the first option of each question with the keyboard, and keep the prediction."""
    for ask in page.locator(".nc-ask").all():
        ask.locator("input").first.focus()
        page.keyboard.press("Space")
    keep = page.get_by_role("button", name="Keep my prediction")
    keep.focus()
    page.keyboard.press("Enter")
    page.locator(".nc-chart svg.svg-figure").nth(1).wait_for()


def go_on(page, name, step):
    """Press the button that leads on, and wait until the explorer is there."""
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")
    page.locator("li[aria-current]").filter(has_text=step).wait_for()
    page.wait_for_function("() => document.activeElement?.matches('.nc-text')")


def found(page, text):
    page.locator(".nc-say").filter(has_text=text).wait_for()


def step(page, slider, key, times):
    page.get_by_role("slider", name=slider).focus()
    for _ in range(times):
        page.keyboard.press(key)


def test_all_steps_by_keyboard(neighbours):
    page = neighbours
    predict(page)
    page.get_by_text("The race settles at 1.00 for X").first.wait_for()  # the same words are spoken a moment later
    step(page, "Grievance of X", "ArrowLeft", 4)
    step(page, "Grievance of Y", "ArrowLeft", 4)
    found(page, "both disarm")
    go_on(page, "Next mission", "Mission 2 of 3")
    page.get_by_text("The race runs away: 60 years").first.wait_for()
    step(page, "Fear of X", "ArrowLeft", 4)
    found(page, "Less fear has turned it")
    go_on(page, "Next mission", "Mission 3 of 3")
    page.get_by_text("▲ Soviet Union").wait_for()
    page.get_by_role("combobox", name="Show").focus()
    page.keyboard.press("ArrowDown")
    found(page, "with both signs wrong")
    page.get_by_role("checkbox", name="Include 1989").focus()
    page.keyboard.press("Space")
    page.locator(".nc-reading:has-text('1949 to 1989')").wait_for()
    go_on(page, "Read the limits", "Limits")
    page.get_by_text("It is no forecast of war.").wait_for()
    go_on(page, "Start free play", "Free play")
    page.get_by_role("button", name="Tipping point").focus()
    page.keyboard.press("Enter")
    page.locator(".nc-reading:has-text('X begins with 1.05')").wait_for()
    page.get_by_role("button", name="Show as table").focus()
    page.keyboard.press("Enter")
    page.get_by_role("rowheader", name="60").wait_for()
    assert page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length") == 2
    assert page.trouble == [] and page.outside == []


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_reads_well_in_both_themes(neighbours, axe, theme):
    page = neighbours
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in theme)
    page.wait_for_timeout(500)  # the theme's style sheet
    predict(page)
    assert_readable(page, axe)
    go_on(page, "Next mission", "Mission 2 of 3")
    go_on(page, "Next mission", "Mission 3 of 3")
    page.get_by_text("▲ Soviet Union").wait_for()
    assert_readable(page, axe)
    go_on(page, "Read the limits", "Limits")
    go_on(page, "Start free play", "Free play")
    page.get_by_role("button", name="Show as table").click()
    assert_readable(page, axe)


def assert_readable(page, axe):
    problems, looked_at = axe(page, ".nc-explorer:not(.nc-old)")
    assert problems == [] and looked_at.get("color-contrast")
