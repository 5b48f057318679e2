"""32 keys in a real JupyterLab: by keyboard from the prediction to free play, in both themes."""

import pytest

FRESH = (
    "from nato_course import explore\nfrom lessonkit.progress.store import store\n"
    "store().reset(explorer='thirty-two-keys')\nexplore('thirty-two-keys')"
)
FRAME = ".nc-explorer:not(.nc-old)"


@pytest.fixture(scope="module")
def page(lab):
    page = lab([FRESH, "1 + 1"])
    page.locator(".nc-predict").wait_for()
    return page


def reading(page, text):
    page.locator(f".nc-reading:has-text('{text}')").wait_for()


def go_on(page, name):
    """Press the button that leads on, without the mouse, and wait until the frame has moved the focus to the text."""
    page.get_by_role("button", name=name, exact=True).press("Enter")
    page.wait_for_function("() => document.activeElement?.matches('.nc-text')")


def theme(page, dark):
    page.evaluate(
        "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })",
        f"JupyterLab {'Dark' if dark else 'Light'}",
    )
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg=dark)
    page.wait_for_timeout(400)  # the theme's style sheet


def clean(page, axe, least):
    found, seen = axe(page, FRAME)
    assert found == []
    assert seen.get("color-contrast", 0) > least


def test_from_the_prediction_to_free_play_by_keyboard(page, axe, notebook):
    keys = page.keyboard
    page.get_by_role("radio", name="Hungary").focus()
    keys.press("Space")
    page.get_by_role("textbox", name="How many of them agree").focus()
    keys.type("2")
    go_on(page, "Keep my prediction")

    # mission 1: the record
    reading(page, "Week to 21 February 2024")
    slider = page.get_by_role("slider", name="Week to")
    slider.focus()
    for _ in range(8):
        keys.press("ArrowRight")
    reading(page, "Week to 17 April 2024: 7 of 32")
    assert page.locator(".nc-tiles > li").count() == 32
    assert page.get_by_role("listitem").filter(has_text="Hungary: no, 5 Mar").count() == 1, "the state is a word"
    for dark in (True, False):
        theme(page, dark)
        clean(page, axe, 60)
    slider.focus()
    keys.press("End")
    page.locator(".nc-say").filter(has_text="turned in this order").wait_for()

    # mission 2: the model
    go_on(page, "Next mission")
    reading(page, "28 of 32")
    for name in ("Türkiye", "Hungary", "Slovakia", "Romania"):
        page.get_by_role("checkbox", name=f"Assurance to {name}").focus()
        keys.press("Space")
    page.locator(".nc-say").filter(has_text="Keys turned by one assurance").wait_for()

    # mission 3: another rule
    go_on(page, "Next mission")
    page.get_by_role("combobox", name="Rule").select_option("two-thirds")
    reading(page, "21 of 31")
    go_on(page, "Read the limits")
    page.get_by_text("The weights are stipulated.").wait_for()
    go_on(page, "Start free play")

    # free play: the table of races, the table of allies; keys of the notebook do nothing here
    page.get_by_role("combobox", name="Show").select_option("races")
    page.get_by_role("rowheader", name="No assurance at all").wait_for()
    clean(page, axe, 30)
    page.get_by_role("combobox", name="Show").select_option("model")
    reading(page, "allies say yes in the model")
    page.get_by_role("button", name="Show as table").press("Enter")
    page.get_by_role("rowheader", name="Luxembourg").wait_for()
    page.get_by_role("button", name="Back", exact=True).focus()
    keys.press("d")
    keys.press("d")
    sources, _ = notebook(page)
    assert len(sources) == 2, "no key reached the notebook"
    assert page.trouble == [] and page.outside == []
