"""The in-tray in a real JupyterLab: by keyboard alone, from the prediction to free play, and read in both themes."""

import pytest

FRESH = "from nato_course import explore\nfrom lessonkit.progress.store import store\nstore().reset(explorer='council-in-tray')\nexplore('council-in-tray')"


@pytest.fixture(scope="module")
def notebook_page(lab):
    return lab([FRESH, "1 + 1"])


@pytest.fixture
def desk(notebook_page):
    """A new in-tray, with nothing predicted yet, in one notebook for all tests."""
    page = notebook_page
    page.evaluate(
        """async () => {
            document.querySelectorAll('.nc-explorer').forEach((old) => old.classList.add('nc-old'));
            await jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    page.locator(".nc-explorer:not(.nc-old) .nc-predict").wait_for()
    page.trouble.clear()
    return page


def predict(page):
    page.get_by_role("textbox", name="consult under Article 4").focus()
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="File 1 of 12").wait_for()


def commit(page, *numbers):
    """Type three numbers and commit, by keyboard; then wait for the record to have the focus."""
    page.get_by_role("spinbutton", name="Nothing formal").focus()
    for number in numbers:
        page.keyboard.press("Control+a")
        page.keyboard.type(str(number))
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.nc-record')")


def go_on(page, step):
    page.locator(".nc-buttons .nc-main").focus()
    page.keyboard.press("Enter")
    page.locator(".nc-steps [aria-current]", has_text=step).wait_for()
    page.wait_for_function("document.activeElement.className === 'nc-text'")


def set_theme(page, name):
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in name)
    page.wait_for_timeout(400)  # the theme's style sheet


def test_from_prediction_to_free_play_by_keyboard_alone_and_readable_in_both_themes(desk, axe, notebook):
    page, keys = desk, desk.keyboard
    predict(page)
    before = notebook(page)

    # A wrong sum gets a sentence and keeps what was typed; arrows step by five; no key reaches the notebook.
    page.get_by_role("spinbutton", name="Nothing formal").focus()
    keys.type("70")
    keys.press("ArrowUp")
    page.get_by_text("25 left to give.").wait_for()
    keys.press("Enter")
    page.get_by_role("alert").filter(has_text="add up to 75").wait_for()
    page.wait_for_function("document.activeElement.matches('[aria-invalid=true]')")
    assert page.get_by_role("spinbutton", name="Nothing formal").input_value() == "75"
    page.locator(".nc-file h4").focus()
    for key in ("d", "d", "x", "b", "ArrowDown"):
        keys.press(key)
    assert notebook(page) == before

    for number in (1, 2, 3, 4):
        page.get_by_role("heading", name=f"File {number} of 12").wait_for()
        commit(page, 60, 30, 10)
        if number < 4:
            page.get_by_role("button", name=f"Open file {number + 1}").focus()
            keys.press("Enter")
            page.wait_for_function("document.activeElement.matches('.nc-file h4')")
    page.locator(".nc-foot .nc-say", has_text="outside the area of Article 6").wait_for()

    go_on(page, "Mission 2 of 3")
    page.get_by_role("heading", name="File 5 of 12").wait_for()
    assert axe(page, ".nc-explorer")[0] == []  # the boxes
    commit(page, 20, 30, 50)
    set_theme(page, "JupyterLab Dark")
    findings, looked_at = axe(page, ".nc-explorer")  # the record
    assert findings == [] and looked_at["color-contrast"] > 10
    set_theme(page, "JupyterLab Light")
    for step in ("Mission 3 of 3", "Limits", "Free play"):
        go_on(page, step)

    page.get_by_label("Compare with").select_option("nothing")
    page.locator(".nc-reading", has_text="Always “nothing formal”: 0.80").wait_for()
    assert page.locator(".nc-open-spot").count() == 5
    assert page.locator(".nc-rule-line").count() == 1
    text = page.locator(".nc-reading").inner_text()
    page.wait_for_function(
        "text => document.querySelector('[data-nc-picture]').getAttribute('aria-label') === text", arg=text
    )
    page.get_by_role("button", name="Show as table").click()
    page.get_by_role("rowheader", name="File 12").wait_for()
    assert page.get_by_role("rowheader").count() == 12
    assert page.trouble == [] and page.outside == []
