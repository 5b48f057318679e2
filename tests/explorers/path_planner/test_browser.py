"""The path planner in a real JupyterLab: by keyboard from prediction to free play, and for axe in both themes."""

import pytest

FRESH = (
    "from nato_course import explore\nfrom lessonkit.progress.store import store\n"
    "store().reset(explorer='path-planner')\nexplore('path-planner')"
)


@pytest.fixture(scope="module")
def page(lab):
    page = lab([FRESH, "1 + 1"])
    page.locator(".nc-predict").wait_for()
    return page


def on(page, name):
    """Press the main button by keyboard and wait for the next step."""
    page.locator(".nc-buttons .nc-main").focus()
    page.keyboard.press("Enter")
    page.locator(".nc-steps [aria-current]", has_text=name).wait_for()
    page.wait_for_function("document.activeElement.className === 'nc-text'")


def reading(page, text):
    page.locator(f".nc-reading:has-text('{text}')").wait_for()


def clean(page, axe):
    """axe finds nothing, and has really looked at the contrast of the texts."""
    page.wait_for_timeout(400)  # the picture is named when the learner rests
    findings, looked_at = axe(page, ".nc-explorer")
    assert findings == []
    assert looked_at["color-contrast"] > 15
    assert looked_at["role-img-alt"] == 1, looked_at  # the charts are one picture, and it has a name


def theme(page, name):
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in name)
    page.wait_for_timeout(400)


def test_from_prediction_to_every_tab_by_keyboard_in_both_themes(page, notebook, axe):
    keys = page.keyboard
    page.get_by_role("textbox", name="how many of the 31 allies").focus()
    keys.type("6")
    keys.press("Tab")
    keys.type("20")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")
    page.locator(".nc-steps [aria-current]", has_text="Mission 1").wait_for()
    reading(page, "at 2.1 % of GDP or above")

    page.get_by_role("combobox", name="Target").focus()
    keys.press("Home")
    page.locator(".nc-say", has_text="3 of 31").wait_for()
    page.locator(".nc-say", has_text="You predicted 6 allies").wait_for()

    on(page, "Mission 2")
    page.get_by_role("combobox", name="State").select_option("MKD")
    page.locator(".nc-say", has_text="9.2 % and 9.2 %: the same").wait_for()
    bars = page.locator(".nc-chart .bargroup rect")
    assert bars.evaluate_all("bars => bars.filter((bar) => bar.getBoundingClientRect().height > 0.5).length") == 10
    assert (
        len(
            set(
                bars.evaluate_all(
                    "bars => bars.filter((bar) => bar.getBoundingClientRect().height > 0.5).map((bar) => bar.style.fill)"
                )
            )
        )
        == 1
    )

    on(page, "Mission 3")
    page.get_by_role("combobox", name="Path").focus()
    keys.press("End")
    page.locator(".nc-say", has_text="It looks cheap because little has happened").wait_for()

    on(page, "Limits")
    page.get_by_text("The pledge is political.").wait_for()
    on(page, "Free play")
    page.get_by_role("radio", name="Path and bill").focus()
    keys.press("ArrowRight")
    reading(page, "Government debt starts at 60 %")
    assert page.evaluate("document.activeElement.value") == "debt"  # the focus stays on the tab

    before = notebook(page)
    page.get_by_role("slider", name="Borrowed part").focus()
    for key in ("End", "d", "d", "x", "b"):
        keys.press(key)
    reading(page, "From cuts elsewhere: nothing")
    assert notebook(page) == before

    page.get_by_role("radio", name="One ally").check()
    reading(page, "as a share of GDP. The cell")  # the tab has its own controls: wait until they stand
    page.get_by_role("combobox", name="State").select_option("POL")
    reading(page, "4.25 % in the July 2026 edition")
    page.get_by_role("button", name="Show as table").focus()
    keys.press("Enter")
    page.get_by_role("rowheader", name="2026").wait_for()

    for name, tabs in (
        ("JupyterLab Dark", ("Who is where", "Path and bill")),
        ("JupyterLab Light", ("Who pays", "One ally")),
    ):
        theme(page, name)
        for tab in tabs:
            page.get_by_role("radio", name=tab).check()
            clean(page, axe)
    assert page.trouble == []
    assert page.outside == []
