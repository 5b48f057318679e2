"""Break silence? in a real JupyterLab: a sitting by keyboard, the clock, the log on paper, both themes."""

import pytest

FRESH = (
    "from nato_course import explore\nfrom lessonkit.progress.store import store\n"
    "store().reset(explorer='break-silence')\nexplore('break-silence')"
)
FRAME = ".nc-explorer:not(.nc-old)"


@pytest.fixture(scope="module")
def page(lab):
    page = lab([FRESH, "1 + 1"])
    page.locator(".nc-predict").wait_for()
    return page


def reading(page, text):
    page.locator(f".nc-reading:has-text('{text}')").wait_for()


def press_key(page, name, key="Enter"):
    """Press a button without the mouse."""
    page.get_by_role("button", name=name, exact=True).press(key)


def go_on(page, name):
    """Press the button that leads on, and wait until the frame has put the focus on the new text."""
    press_key(page, name)
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


def test_a_sitting_by_keyboard_then_the_clock_the_seats_and_the_log(page, axe, notebook):
    keys = page.keyboard
    page.get_by_role("textbox", name="How many break silence").focus()
    keys.type("5")
    keys.press("Tab")
    keys.type("50")
    go_on(page, "Keep my prediction")
    reading(page, "Nobody has answered yet")
    page.locator(".nc-desk svg").first.wait_for()
    assert page.locator(".nc-desk svg").count() == 1, "before the deadline nobody knows the distances"

    # mission 1, by keyboard alone; the main button keeps the focus through all phases
    press_key(page, "Put the text under silence")
    reading(page, "under silence, deadline 24 hours")
    assert page.evaluate("document.activeElement.textContent") == "Let the deadline pass"
    keys.press("Enter")
    reading(page, "3 capitals broke silence")
    assert page.locator(".nc-desk rect.nc-no").count() == 3
    for number, who in enumerate(("United States", "Türkiye", "United States"), 2):
        select = page.get_by_role("combobox", name="Move the text towards")
        assert select.evaluate("node => node.selectedOptions[0].text") == f"{who} (objected)"
        press_key(page, "Move")
        press_key(page, "Put the text under silence")
        page.get_by_role("button", name="Let the deadline pass").wait_for()
        keys.press("Enter")
        reading(page, f"Round {number}: 1 capital" if number < 4 else "Round 4: all silent")
    page.locator(".nc-say").filter(has_text="Winning one lost another").wait_for()
    for dark in (True, False):
        theme(page, dark)
        clean(page, axe)

    # mission 2
    go_on(page, "Next mission")
    reading(page, "Of 100 councils of 3 allies")
    page.get_by_role("slider", name="Number of allies").focus()
    keys.press("End")
    reading(page, "Of 100 councils of 32 allies, 79 agree")
    clean(page, axe)

    # mission 3
    go_on(page, "Next mission")
    press_key(page, "Put the text under silence")
    page.get_by_role("button", name="Let the deadline pass").wait_for()
    keys.press("Enter")
    reading(page, "France, Belgium and Germany")
    press_key(page, "Go to the Defence Planning Committee, without France")
    reading(page, "18 allies")
    go_on(page, "Read the limits")
    page.get_by_text("UN votes are not NATO votes.").wait_for()
    go_on(page, "Start free play")

    # free play: the clock waits, can be paused and lengthened; a seat breaks silence
    page.get_by_role("combobox", name="Clock").select_option("120")
    page.get_by_text("Seats: who plays which capital?").click()
    page.get_by_role("combobox", name="Capital").select_option("LUX")
    press_key(page, "Take this seat")
    page.get_by_role("checkbox", name="Luxembourg: break silence").wait_for()
    press_key(page, "Put the text under silence")
    page.locator(".nc-time").filter(has_text="1:5").wait_for()
    press_key(page, "Pause")
    held = page.locator(".nc-time").text_content()
    press_key(page, "One minute more")
    page.wait_for_timeout(1300)
    assert page.locator(".nc-time").text_content() == held.replace("1:", "2:"), "paused, and one minute longer"
    page.get_by_role("checkbox", name="Luxembourg: break silence").focus()
    keys.press("Space")
    press_key(page, "Let the deadline pass")
    reading(page, "Luxembourg")
    clean(page, axe)

    # the log is printed by itself
    press_key(page, "Print the log")
    page.wait_for_function(
        "document.querySelector('iframe.nc-print')?.contentDocument?.body?.innerText.includes('Silence broken by')"
    )
    press_key(page, "Show as table")
    page.get_by_role("rowheader", name="Luxembourg").wait_for()
    assert page.get_by_role("row").count() == 20
    sources, _ = notebook(page)
    assert len(sources) == 2, "no key reached the notebook"
    assert page.trouble == [] and page.outside == []
