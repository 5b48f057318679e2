"""The time machine in a real JupyterLab: by keyboard alone, for a screen reader, and while a slider is dragged.

What every explorer does is tried on this one: no key reaches the notebook, and a learner goes on where they were.
"""

import pytest
from playwright.sync_api import expect

SECOND = """async () => {
    const panel = jupyterapp.shell.currentWidget;
    panel.content.widgets[1].model.sharedModel.setSource("explore('time-machine')");
    panel.content.activeCellIndex = 1;
    await jupyterapp.commands.execute('notebook:run-cell');
}"""


@pytest.fixture
def predicted(fresh_page):
    """The explorer at its first mission."""
    fresh_page.type("How many rounds", "8")
    fresh_page.type("longest time", "20")
    fresh_page.tick("Poland")
    fresh_page.go_on("Keep my prediction", "Mission 1")
    return fresh_page


def slider(page):
    return page.get_by_role("slider", name="Year")


def test_from_prediction_to_free_play_by_keyboard_alone(fresh_page):
    explorer, page, press = fresh_page, fresh_page.page, fresh_page.notebook.press
    explorer.type("How many rounds", "8")
    press("Tab", "2", "0", "Tab")
    press("Space", "ArrowDown")  # the first choice, then the second
    press("Tab", "Enter")
    page.get_by_text("8 rounds").wait_for()
    assert "Poland" not in page.locator(".nc-guesses").inner_text()  # it belongs to the second mission

    page.wait_for_function("document.activeElement.className === 'nc-text'")
    press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "One step back: Year"
    press("Tab")
    for key, reading in (
        ("ArrowRight", "31 December 1950"),
        ("End", "2026: 32 allies"),
        ("Home", "31 December 1949"),
        ("PageUp", ""),
        ("ArrowUp", ""),
    ):
        before = slider(page).input_value()
        press(key)
        assert slider(page).input_value() != before
        explorer.reads(reading)
    press("Home", "Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "One step on: Year"
    press(*33 * ["Enter"])
    explorer.reads("31 December 1982: 16 allies")
    explorer.found("27 years")

    explorer.go_on("Next mission", "Mission 2 of 3")
    explorer.go_on("Next mission", "Mission 3 of 3")
    explorer.to_free_play()
    assert page.locator(".nc-limits li").count() >= 4
    explorer.notebook.fine()


def test_no_key_reaches_the_notebook(predicted):
    page = predicted.page
    with predicted.notebook.untouched():
        for target in (
            slider(page),
            page.get_by_role("button", name="Show as table"),
            page.get_by_label("Look up a country"),
        ):
            target.focus()
            predicted.notebook.press("ArrowDown", "ArrowUp", "d", "d", "x", "b", "j")


def test_reading_table_and_picture_say_the_same(predicted):
    page = predicted.page
    slider(page).fill("55")
    predicted.reads("31 December 2004: 26 allies")
    text = page.locator(".nc-reading").inner_text()
    page.locator(f".nc-explorer [aria-live=polite]:has-text('{text[:30]}')").wait_for(state="attached")
    assert page.get_by_role("img", name="31 December 2004").get_attribute("aria-label") == text

    predicted.press("Show as table")
    table = page.get_by_role("table")
    table.wait_for()
    assert "States on 31 December 2004" in table.locator("caption").inner_text()
    assert table.locator("tbody td:nth-child(2)").all_inner_texts().count("NATO") == 26
    assert "neutral or non-aligned" in table.locator("tbody tr", has_text="Austria").inner_text()
    assert table.locator("thead th[scope=col]").count() == 6
    predicted.press("Hide the table")
    table.wait_for(state="detached")


def test_the_map_shows_the_allies_of_the_year_with_a_hatching_for_each_round(predicted):
    page = predicted.page

    def look(iso3):
        return page.locator(f".nc-land [data-iso3={iso3}]").get_attribute("data-look")

    def seen(iso3):
        return page.locator(f".nc-land [data-iso3={iso3}]").is_visible()

    assert (look("NOR"), look("DEU"), look("SUN"), look("SWE")) == ("round-0", "", "other", "neutral")
    slider(page).fill("40")
    predicted.reads("31 December 1989")
    page.locator(".nc-land [data-iso3=DDR][data-look=pact]").wait_for()
    assert (look("DEU"), look("POL"), look("SUN"), look("AUT")) == ("round-2", "pact", "pact", "neutral")
    assert page.locator(".nc-line-divide[data-line=DEU-DDR]").count() == 1
    slider(page).fill("42")
    predicted.reads("31 December 1991")
    page.locator(".nc-land [data-iso3=RUS][data-look=other]").wait_for()
    assert not (seen("DDR") or seen("SUN"))
    assert page.locator(".nc-line-divide[data-line]").count() == 0

    slider(page).fill("77")
    predicted.reads("2026: 32 allies")
    page.locator(".nc-land [data-iso3=SWE][data-look=round-10]").wait_for()
    assert (look("NOR"), look("DEU"), look("UKR"), look("RUS")) == ("round-0", "round-2", "", "other")
    hatchings = page.locator(".nc-map-picture pattern path").evaluate_all(
        "nodes => nodes.map((node) => node.getAttribute('d'))"
    )
    assert len(hatchings) == len(set(hatchings)) == 13


def test_the_kilometres_run_to_the_new_length(predicted):
    page = predicted.page
    slider(page).fill("75")
    page.locator(".nc-map-count", has_text="2,627 km of land border with Russia").wait_for()
    assert page.locator(".nc-lines [data-line=FIN-RUS]").count() == 1
    slider(page).fill("52")
    page.locator(".nc-map-count", has_text="401 km of land border with Russia").wait_for()
    assert page.locator(".nc-lines [data-line=FIN-RUS]").count() == 0


def test_a_country_tells_its_dates_to_mouse_list_and_arrow_keys(predicted):
    page = predicted.page
    slider(page).fill("11")
    predicted.reads("31 December 1960")
    status, tip = page.locator(".nc-find [role=status]"), page.locator(".nc-tip")
    page.get_by_label("Look up a country").select_option("FIN")
    assert status.inner_text().startswith("Finland: Neutral or non-aligned until 4 April 2023.")
    assert tip.inner_text() == status.inner_text()

    page.locator(".nc-map-picture").focus()
    with predicted.notebook.untouched():
        predicted.notebook.press("ArrowLeft")
        assert status.inner_text().startswith("Sweden:")
        predicted.notebook.press("ArrowRight", "ArrowRight")
        assert status.inner_text().startswith("Soviet Union: A state until 26 December 1991.")
        predicted.notebook.press("Escape")
    assert tip.is_hidden()

    page.locator(".nc-land [data-iso3=TUR]").hover()
    assert tip.inner_text().startswith("Türkiye: NATO ally since 18 February 1952")


def test_play_stops_at_the_end_and_when_it_is_told_to(predicted):
    page = predicted.page
    slider(page).fill("74")
    predicted.press("Play Year")
    predicted.press("Pause Year")
    predicted.press("Play Year")
    predicted.reads("2026: 32 allies")
    page.get_by_role("button", name="Play Year").wait_for()


def test_a_fast_drag_ends_at_the_last_value_and_skips_stale_ones(predicted):
    drawn = predicted.page.evaluate(
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


def test_axe_finds_nothing_at_any_step(fresh_page):
    explorer, page = fresh_page, fresh_page.page
    explorer.press("Keep my prediction")
    page.locator(".nc-notice", has_text="Nothing here is graded").wait_for()
    expect(page.locator(".nc-trouble").first).to_be_visible()
    explorer.clean_in_both_themes(color_contrast=10)
    explorer.type("How many rounds", "8")
    explorer.type("longest time", "20")
    explorer.tick("Poland")
    explorer.go_on("Keep my prediction", "Mission 1")
    slider(page).fill("33")
    page.locator(".nc-say").wait_for()
    explorer.table("Norway")
    for name, step in (
        ("Next mission", "Mission 2 of 3"),
        ("Next mission", "Mission 3 of 3"),
        ("Read the limits", "Limits"),
        ("Start free play", "Free play"),
    ):
        explorer.clean(color_contrast=10)
        explorer.go_on(name, step)
    explorer.clean_in_both_themes(color_contrast=10)
    explorer.notebook.fine()


def test_a_learner_goes_on_where_they_were(predicted):
    predicted.go_on("Next mission", "Mission 2 of 3")
    predicted.page.evaluate(SECOND)
    second = predicted.page.locator(".nc-explorer").nth(1)
    second.locator(".nc-steps [aria-current]", has_text="Mission 2 of 3").wait_for()
    assert "Poland" in second.locator(".nc-guesses").inner_text()
