"""The chair's pen and its timeline in a real JupyterLab: by keyboard, and for a screen reader in both themes."""

import pytest

FRESH = "\n".join(
    ["from nato_course import explore", "from lessonkit.progress.store import store"]
    + [f"store().reset(explorer='{name}')" for name in ("chairs-pen", "in-office")]
)


@pytest.fixture(scope="module")
def page(lab):
    page = lab([FRESH, "explore('chairs-pen')", "explore('in-office')"])
    page.locator(".nc-predict").nth(1).wait_for()
    return page


class Explorer:
    """One explorer of the page, used by keyboard."""

    def __init__(self, page, title):
        self.page, self.keys = page, page.keyboard
        self.root = page.locator(".nc-explorer").filter(has_text=title)

    def press(self, name):
        self.root.get_by_role("button", name=name).focus()
        self.keys.press("Enter")

    def on(self, name, step):
        self.press(name)
        self.root.locator(".nc-steps [aria-current]", has_text=step).wait_for()
        self.page.wait_for_function("document.activeElement.className === 'nc-text'")

    def slide(self, name, key, times=1):
        self.root.get_by_role("slider", name=name).focus()
        for _ in range(times):
            self.keys.press(key)

    def reads(self, text):
        self.root.locator(f".nc-reading:has-text('{text}')").wait_for()

    def found(self, text):
        self.root.locator(".nc-say", has_text=text).wait_for()

    def choose(self, name):
        self.root.get_by_role("radio", name=name).focus()
        self.keys.press("Space")

    def type(self, text):
        self.root.locator(".nc-predict input[type=text]").focus()
        self.keys.type(text)


def theme(page, name):
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in name)
    page.wait_for_timeout(300)


def test_the_pen_by_keyboard_from_the_prediction_to_free_play(page, notebook):
    pen = Explorer(page, "The chair's pen")
    pen.choose("Less, or the same")
    pen.type("30")
    pen.choose("When everyone dislikes")
    pen.on("Keep my prediction", "Mission 1")
    pen.slide("Number of allies", "End")
    pen.reads("All 32 allies prefer 28 of 100 texts")
    pen.found("Less, and never more.")
    pen.on("Next mission", "Mission 2")
    pen.slide("Status quo, question 1", "ArrowLeft", 8)
    pen.slide("Status quo, question 2", "ArrowRight", 8)
    pen.reads("lies between their wishes")
    pen.found("No room at all.")
    pen.on("Next mission", "Mission 3")
    pen.slide("wish, question 1", "ArrowRight", 7)
    pen.slide("wish, question 2", "ArrowLeft", 7)
    pen.found("A wish inside the region comes true in full.")
    pen.on("Read the limits", "Limits")
    pen.on("Start free play", "Free play")
    before = notebook(page)
    pen.slide("How far apart", "Home")
    for key in ("d", "d", "x", "b"):
        pen.keys.press(key)
    pen.reads("is one of them, so the chair gets all of it")
    assert notebook(page) == before
    pen.root.get_by_role("img", name="All 32 allies prefer").wait_for()  # the picture is named when the learner rests
    assert (
        pen.root.locator(".nc-chart .dot.element").count() == 32 + 1 + 1 + 1 + 1 + 1
    )  # allies, the one at the edge, three marks, the curve's
    pen.press("Show as table")
    pen.root.get_by_role("rowheader", name="Ally AF").wait_for()
    pen.press("Hide the table")
    assert page.trouble == [] and page.outside == []


def test_the_timeline_by_keyboard(page):
    office = Explorer(page, "While they held the chair")
    office.choose("Joseph Luns")
    office.type("3")
    office.on("Keep my prediction", "Mission 1")
    office.slide("Secretary General", "ArrowRight", 10)
    office.reads("Jaap de Hoop Scheffer (Netherlands)")
    office.found("9 more allies")
    assert office.root.get_by_role("slider").get_attribute("aria-valuetext") == "Jaap de Hoop Scheffer"
    office.press("Show as table")
    office.root.get_by_role("rowheader", name="Mark Rutte").wait_for()
    assert page.trouble == [] and page.outside == []


@pytest.mark.parametrize("name", ["JupyterLab Dark", "JupyterLab Light"])
def test_both_read_well_in_both_themes(page, axe, name):
    theme(page, name)
    findings, looked_at = axe(page, ".nc-explorer")
    assert findings == []
    assert looked_at["color-contrast"] > 60 and looked_at["label"] >= 7
