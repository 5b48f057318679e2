"""Break silence? in a real JupyterLab: a sitting by keyboard, the clock, the log on paper, both themes."""

import pytest


@pytest.fixture
def explorer(explorer_page):
    yield explorer_page
    explorer_page.page.close()  # its clock is not the machine's any more


def silence(explorer):
    """Put the text under silence and let the deadline pass; the main button keeps the focus."""
    explorer.press("Put the text under silence")
    explorer.page.wait_for_function("document.activeElement.textContent === 'Let the deadline pass'")
    explorer.keys.press("Enter")


def test_a_sitting_by_keyboard_then_the_clock_the_seats_and_the_log(explorer):
    page = explorer.page
    cells, _ = explorer.notebook.cells()
    explorer.type("How many break silence", "5")
    explorer.notebook.press("Tab", "5", "0")
    explorer.go_on("Keep my prediction", "Mission 1")
    explorer.reads("Nobody has answered yet")
    page.locator(".nc-desk svg").first.wait_for()
    assert page.locator(".nc-desk rect.nc-bar").count() == 0, "before the deadline nobody knows the distances"

    # mission 1, by keyboard alone; the main button keeps the focus through all phases
    explorer.press("Put the text under silence")
    explorer.reads("under silence, deadline 24 hours")
    assert page.evaluate("document.activeElement.textContent") == "Let the deadline pass"
    explorer.keys.press("Enter")
    explorer.reads("3 capitals broke silence")
    assert page.locator(".nc-desk rect.nc-no").count() == 3
    for number, who in enumerate(("United States", "Türkiye", "United States"), 2):
        select = page.get_by_role("combobox", name="Move the text towards")
        assert select.evaluate("node => node.selectedOptions[0].text") == f"{who} (objected)"
        explorer.press("Move")
        silence(explorer)
        explorer.reads(f"Round {number}: 1 capital" if number < 4 else "Round 4: all silent")
    explorer.found("Winning one lost another")
    explorer.clean_in_both_themes(color_contrast=5)

    explorer.go_on("Next mission", "Mission 2")
    explorer.reads("Of 100 councils of 3 allies")
    explorer.slide("Number of allies", "End")
    explorer.reads("Of 100 councils of 32 allies, 79 agree")
    page.locator(".nc-explorer .nc-say.nc-good").wait_for()
    explorer.clean(color_contrast=5)

    explorer.go_on("Next mission", "Mission 3")
    silence(explorer)
    explorer.reads("France, Belgium and Germany")
    explorer.press("Go to the Defence Planning Committee, without France")
    explorer.reads("18 allies")
    explorer.go_on("Read the limits", "Limits")
    explorer.tells("UN votes are not NATO votes.")
    explorer.go_on("Start free play", "Free play")

    # free play: the clock waits, can be paused and lengthened; a seat breaks silence
    page.get_by_role("combobox", name="Clock").select_option("120")
    page.get_by_text("Seats: who plays which capital?").click()
    page.get_by_role("combobox", name="Capital").select_option("LUX")
    explorer.press("Take this seat")
    page.get_by_role("checkbox", name="Luxembourg: break silence").wait_for()
    page.clock.install()
    explorer.press("Put the text under silence")
    page.locator(".nc-time", has_text="1:5").wait_for()
    explorer.press("Pause")
    held = page.locator(".nc-time").text_content()
    explorer.press("One minute more")
    page.clock.fast_forward(5000)
    assert page.locator(".nc-time").text_content() == held.replace("1:", "2:"), "paused, and one minute longer"
    explorer.tick("Luxembourg: break silence", "checkbox")
    explorer.press("Let the deadline pass")
    explorer.reads("Luxembourg")
    explorer.clean(color_contrast=5)

    # the log is printed by itself
    page.locator(".nc-desk summary", has_text="Log").press("Enter")
    explorer.press("Print the log")
    page.wait_for_function(
        "document.querySelector('iframe.nc-print')?.contentDocument?.body?.innerText.includes('Silence broken by')"
    )
    explorer.table("Luxembourg")
    assert page.get_by_role("row").count() == 20
    assert explorer.notebook.cells()[0] == cells, "no key reached the notebook"
    explorer.notebook.fine()
