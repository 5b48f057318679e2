"""Who helps most? in a real JupyterLab: predict, three missions, limits and free play by keyboard, in both themes."""

import pytest

FRESH = "from nato_course import explore\nfrom lessonkit.progress.store import store\nstore().reset(explorer='who-helps-most')\nexplore('who-helps-most')"
FRAME = ".nc-explorer"
BARS = ".nc-chart .bargroup rect"


@pytest.fixture(scope="module")
def page(lab):
    page = lab([FRESH, "1 + 1"])
    page.locator(".nc-predict").wait_for()
    return page


def reading(page, text):
    page.locator(f".nc-reading:has-text('{text}')").wait_for()


def go_on(page, name):
    page.get_by_role("button", name=name, exact=True).press("Enter")
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


def test_the_whole_way_by_keyboard(page, axe, notebook):
    keys = page.keyboard
    clean(page, axe)
    for name in ("United States, Germany, United Kingdom", "Poland, Romania, Slovakia"):
        page.get_by_role("radio", name=name).focus()
        keys.press("Space")
    go_on(page, "Keep my prediction")
    reading(page, "United States €115.4 bn")
    page.locator(BARS).first.wait_for()
    assert page.locator(BARS).count() == 10
    names = page.locator(".nc-chart .axis .tick text").all_text_contents()
    assert {"United States", "EU institutions", "Denmark"} <= set(names)

    unit = page.get_by_label("In which unit")
    unit.focus()
    unit.select_option("gdp")
    page.locator(".nc-say").filter(has_text="Denmark, Estonia and Lithuania").wait_for()
    page.locator(".nc-text").focus()
    before = notebook(page)
    for key in ("d", "d", "x", "b"):
        keys.press(key)
    assert notebook(page) == before, "no key reached the notebook"
    go_on(page, "Next mission")
    page.get_by_label("What is counted").select_option("committed")
    page.locator(".nc-say").filter(has_text="€190.7 bn").wait_for()
    theme(page, dark=True)
    clean(page, axe)
    theme(page, dark=False)
    go_on(page, "Next mission")
    page.get_by_label("Which months").select_option("new")
    page.locator(".nc-say").filter(has_text="two sentences").wait_for()
    go_on(page, "Read the limits")
    page.get_by_text("Promised is not given.").wait_for()
    go_on(page, "Start free play")
    page.get_by_role("checkbox", name="Allies only").focus()
    keys.press("Space")
    reading(page, "allies only")
    page.get_by_role("button", name="Show as table").press("Enter")
    page.get_by_role("rowheader", name="Estonia").wait_for()
    clean(page, axe)
    assert page.trouble == [] and page.outside == []
