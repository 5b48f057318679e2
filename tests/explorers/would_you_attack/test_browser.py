"""Would you attack? in a real JupyterLab: by keyboard, through its tabs, and for a screen reader in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

FRESH = (
    "from nato_course import explore\nfrom lessonkit.progress.store import store\n"
    "store().reset(explorer='would-you-attack')\nexplore('would-you-attack')"
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def page(lab):
    page = lab([FRESH, "1 + 1"])
    page.locator(".nc-predict").wait_for()
    return page


def step(page, name):
    page.locator(".nc-steps [aria-current]", has_text=name).wait_for()
    page.wait_for_function("document.activeElement.className === 'nc-text'")


def on(page, name):
    """Press the main button by keyboard and wait for the next step."""
    page.locator(".nc-buttons .nc-main").focus()
    page.keyboard.press("Enter")
    step(page, name)


def reading(page, text):
    page.locator(f".nc-reading:has-text('{text}')").wait_for()


def set_to(page, name, position):
    """Move a slider by keyboard: Home, then arrows."""
    slider = page.get_by_role("slider", name=name)
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(position):
        page.keyboard.press("ArrowRight")


def findings(page):
    page.set_viewport_size({"width": 1200, "height": 3000})
    page.evaluate("document.body.style.height = '100vh'")
    page.wait_for_timeout(400)  # the picture is named when the learner rests
    response = Axe().run(page, context=".nc-explorer", options=RULES).response
    checked = [node for item in response["passes"] if item["id"] == "color-contrast" for node in item["nodes"]]
    assert len(checked) > 10
    return [f"{item['id']}: {node['html'][:120]}" for item in response["violations"] for node in item["nodes"]]


def theme(page, name):
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in name)
    page.wait_for_timeout(400)


def test_from_prediction_to_every_tab_by_keyboard_in_both_themes(page, notebook):
    keys = page.keyboard
    page.get_by_role("textbox", name="How probable").focus()
    keys.type("40")
    for _ in range(2):
        keys.press("Tab")
        keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")
    step(page, "Mission 1")
    assert findings(page) == []

    page.get_by_role("button", name="74.5 %").focus()
    keys.press("Enter")
    reading(page, "probability of 74.5 %")
    page.locator(".nc-chip[aria-pressed=true]", has_text="74.5 %").wait_for()
    set_to(page, "Probability that the allies come", 130)
    reading(page, "The tipping point is 64.8 %")
    page.locator(".nc-say", has_text="You predicted 40 %").wait_for()

    on(page, "Mission 2")
    page.get_by_role("combobox", name="Taken away").select_option("largest")
    page.locator(".nc-say", has_text="One decision outweighs ten").wait_for()
    on(page, "Mission 3")
    set_to(page, "Cost of a force", 27)
    set_to(page, "Cost of breaking", 17)
    page.locator(".nc-say", has_text="Tying hands does better").wait_for()
    on(page, "Limits")
    on(page, "Free play")

    page.get_by_role("radio", name="Two ways to be believed").focus()
    keys.press("ArrowUp")
    reading(page, "31 allies may come")
    assert page.evaluate("document.activeElement.value") == "allies"  # the focus stays on the tab
    page.locator(".nc-allies summary").focus()
    keys.press("Enter")
    before = notebook(page)
    page.get_by_role("slider", name="United States").focus()
    for key in ("End", "d", "d", "x", "b"):
        keys.press(key)
    reading(page, "some at their own rate, the rest at 0 % each")
    assert notebook(page) == before

    for name, tabs in (
        ("JupyterLab Dark", ("One answer", "Ally by ally", "Two ways")),
        ("JupyterLab Light", ("Ally by ally",)),
    ):
        theme(page, name)
        for tab in tabs:
            page.get_by_role("radio", name=tab).check()
            page.get_by_role(
                "img", name={"O": "attacking is worth", "A": "allies may come", "T": "Force sent ahead"}[tab[0]]
            ).wait_for()
            assert findings(page) == []
    assert page.trouble == []
    assert page.outside == []
