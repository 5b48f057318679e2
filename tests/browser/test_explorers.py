"""The explorers in a real JupyterLab: by keyboard alone, for a screen reader, and while a slider is dragged."""

import pytest
from axe_playwright_python.sync_playwright import Axe

FRESH = "from nato_course import explore\nfrom lessonkit.progress.store import store\nstore().reset(explorer='time-machine')\nexplore('time-machine')"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def notebook_page(lab):
    return lab([FRESH, "1 + 1"])


@pytest.fixture
def machine(notebook_page):
    """A new explorer, with nothing predicted yet, in one notebook for all tests."""
    page = notebook_page
    page.evaluate(
        """async () => {
            const notebook = jupyterapp.shell.currentWidget.content;
            document.querySelectorAll('.nc-explorer').forEach((old) => old.classList.add('nc-old'));
            notebook.widgets[1].model.sharedModel.setSource('1 + 1');
            await jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    page.locator(".nc-explorer:not(.nc-old) .nc-predict").wait_for()
    assert page.locator(".nc-explorer").count() == 1
    return page


def predict(page):
    page.get_by_role("textbox", name="How many rounds").fill("8")
    page.get_by_role("textbox", name="longest time").fill("20")
    page.get_by_role("radio", name="Poland").check()
    page.get_by_role("button", name="Keep my prediction").click()
    slider(page).wait_for()


def slider(page):
    return page.get_by_role("slider", name="Year")


def reading(page, start):
    """Wait for the reading that begins so, as it is seen."""
    page.locator(f".nc-reading:has-text('{start}')").wait_for()


def findings(page):
    """axe's findings in the frame, as text.

    axe checks no contrast of a text that is scrolled away or clipped, and JupyterLab's body has no
    height and hides what overflows: make room for all of it.
    """
    page.set_viewport_size({"width": 1200, "height": 2600})
    page.evaluate("document.body.style.height = '100vh'")
    response = Axe().run(page, context=".nc-explorer", options=RULES).response
    checked = [node for item in response["passes"] if item["id"] == "color-contrast" for node in item["nodes"]]
    assert len(checked) > 10
    return [f"{item['id']}: {node['html'][:120]}" for item in response["violations"] for node in item["nodes"]]


def test_from_prediction_to_free_play_by_keyboard_alone(machine):
    page, keys = machine, machine.keyboard
    page.get_by_role("textbox", name="How many rounds").focus()
    keys.type("8")
    keys.press("Tab")
    keys.type("20")
    keys.press("Tab")
    keys.press("Space")  # the first choice
    keys.press("ArrowDown")  # the second
    keys.press("Tab")
    keys.press("Enter")
    page.get_by_text("8 rounds").wait_for()
    assert "Poland" not in page.locator(".nc-guesses").inner_text()  # it belongs to the second mission

    page.wait_for_function("document.activeElement.className === 'nc-text'")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "One step back: Year"
    keys.press("Tab")
    for press, year in (("ArrowRight", 1950), ("End", 2026), ("Home", 1949), ("PageUp", None), ("ArrowUp", None)):
        before = slider(page).input_value()
        keys.press(press)
        assert slider(page).input_value() != before
        if year == 2026:
            reading(page, "2026: 32 allies")
        elif year:
            reading(page, f"31 December {year}")
    keys.press("Home")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "One step on: Year"
    for _ in range(33):
        keys.press("Enter")
    reading(page, "31 December 1982: 16 allies")
    page.locator(".nc-say", has_text="27 years").wait_for()

    for step in ("Mission 2 of 3", "Mission 3 of 3", "Limits", "Free play"):
        go = page.locator(".nc-buttons .nc-main")
        go.focus()
        keys.press("Enter")
        page.locator(".nc-steps [aria-current]", has_text=step).wait_for()
        page.wait_for_function("document.activeElement.className === 'nc-text'")
    assert page.locator(".nc-limits li").count() >= 4
    assert page.trouble == []


def test_no_key_reaches_the_notebook(machine, notebook):
    page = machine
    predict(page)
    before = notebook(page)
    for target in (
        slider(page),
        page.get_by_role("button", name="Show as table"),
        page.get_by_label("Look up a country"),
    ):
        target.focus()
        for key in ("ArrowDown", "ArrowUp", "d", "d", "x", "b", "j"):
            page.keyboard.press(key)
    assert notebook(page) == before


def test_reading_table_and_picture_say_the_same(machine):
    page = machine
    predict(page)
    slider(page).fill("55")
    reading(page, "31 December 2004: 26 allies")
    text = page.locator(".nc-reading").inner_text()
    page.locator(f".nc-explorer [aria-live=polite]:has-text('{text[:30]}')").wait_for(state="attached")
    assert page.get_by_role("img", name="31 December 2004").get_attribute("aria-label") == text

    page.get_by_role("button", name="Show as table").click()
    table = page.get_by_role("table")
    table.wait_for()
    assert "Allies on 31 December 2004" in table.locator("caption").inner_text()
    assert table.locator("tbody th[scope=row]").count() == 26
    assert table.locator("thead th[scope=col]").count() == 5
    page.get_by_role("button", name="Hide the table").click()
    table.wait_for(state="detached")


def test_the_map_shows_the_allies_of_the_year_with_a_hatching_for_each_round(machine):
    page = machine
    predict(page)

    def look(iso3):
        return page.locator(f".nc-land [data-iso3={iso3}]").get_attribute("data-look")

    assert (look("NOR"), look("DEU"), look("UKR"), look("SWE")) == ("round-0", "", "other", "")
    slider(page).fill("77")
    reading(page, "2026: 32 allies")
    page.locator(".nc-land [data-iso3=SWE][data-look=round-10]").wait_for()
    assert (look("NOR"), look("DEU"), look("UKR"), look("RUS")) == ("round-0", "round-2", "", "other")
    hatchings = page.locator(".nc-map-picture pattern path").evaluate_all(
        "nodes => nodes.map((node) => node.getAttribute('d'))"
    )
    assert len(hatchings) == len(set(hatchings)) == 11

    page.get_by_label("Look up a country").select_option("FIN")
    assert page.locator(".nc-find [role=status]").inner_text() == "Finland: joined on 4 April 2023, in round 9."


def test_play_stops_at_the_end_and_when_it_is_told_to(machine):
    page = machine
    predict(page)
    slider(page).fill("74")
    page.get_by_role("button", name="Play Year").click()
    pause = page.get_by_role("button", name="Pause Year")
    pause.click()
    page.get_by_role("button", name="Play Year").click()
    reading(page, "2026: 32 allies")
    page.get_by_role("button", name="Play Year").wait_for()


def test_a_fast_drag_ends_at_the_last_value_and_skips_stale_ones(machine):
    page = machine
    predict(page)
    drawn = page.evaluate(
        """async () => {
            const input = document.querySelector('.nc-explorer input[type=range]');
            const reading = document.querySelector('.nc-reading');
            let drawn = 0;
            new MutationObserver(() => { drawn += 1; }).observe(reading, { childList: true });
            for (let i = 0; i < 300; i += 1) {
                input.value = i % 70;
                input.dispatchEvent(new Event('input'));
                if (i % 10 === 9) await new Promise((go) => setTimeout(go, 4));
            }
            input.value = 75;
            input.dispatchEvent(new Event('input'));
            while (!reading.textContent.startsWith('31 December 2024')) await new Promise((go) => setTimeout(go, 10));
            return drawn;
        }"""
    )
    assert drawn < 100


def test_a_learner_goes_on_where_they_were(machine):
    page = machine
    predict(page)
    page.get_by_role("button", name="Next mission").click()
    page.locator(".nc-steps [aria-current]", has_text="Mission 2 of 3").wait_for()
    page.evaluate(
        """async () => {
            const panel = jupyterapp.shell.currentWidget;
            panel.content.widgets[1].model.sharedModel.setSource("explore('time-machine')");
            panel.content.activeCellIndex = 1;
            await jupyterapp.commands.execute('notebook:run-cell');
        }"""
    )
    second = page.locator(".nc-explorer").nth(1)
    second.locator(".nc-steps [aria-current]", has_text="Mission 2 of 3").wait_for()
    assert "Poland" in second.locator(".nc-guesses").inner_text()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_at_any_step(machine, theme):
    page = machine
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in theme)
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Keep my prediction").click()
    page.locator(".nc-notice", has_text="Answer each question").wait_for()
    assert findings(page) == []
    predict(page)
    slider(page).fill("33")
    page.locator(".nc-say").wait_for()
    page.get_by_role("button", name="Show as table").click()
    page.get_by_role("table").wait_for()
    for step in ("Mission 2 of 3", "Mission 3 of 3", "Limits", "Free play"):
        page.wait_for_timeout(500)  # the picture is named when the learner rests
        assert findings(page) == []
        page.locator(".nc-buttons .nc-main").click()
        page.locator(".nc-steps [aria-current]", has_text=step).wait_for()
    page.wait_for_timeout(500)
    assert findings(page) == []
    assert page.trouble == []
    assert page.outside == []
