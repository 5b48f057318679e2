"""The shared shield in a real JupyterLab: drawn by mouse, typed by keyboard, and read in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

FRESH = (
    "from nato_course import explore\nfrom lessonkit.progress.store import store\n"
    "store().reset(explorer='shared-shield')\nexplore('shared-shield')"
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
BARS = ".nc-chart .bargroup rect"
DOTS = ".nc-chart .dot.element"


@pytest.fixture(scope="module")
def page(lab):
    return lab([FRESH, "1 + 1"])


@pytest.fixture
def shield(page):
    """A new explorer, with nothing predicted yet, in one notebook for all tests."""
    page.evaluate(
        """async () => {
            document.querySelectorAll('.nc-explorer').forEach((old) => old.classList.add('nc-old'));
            await jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    page.locator(".nc-explorer:not(.nc-old) .nc-points").wait_for()
    page.locator(".nc-draw svg.svg-figure").wait_for()
    page.trouble.clear()
    return page


def predict(page, payers="12"):
    page.get_by_role("textbox", name="how many of the 31 allies").fill(payers)
    page.get_by_role("button", name="Keep my prediction").click()
    page.locator(BARS).first.wait_for()


def press(page, name):
    page.get_by_role("button", name=name).click()


def go_on(page, name, step):
    """Press the button that leads on, and wait until the explorer is there."""
    press(page, name)
    page.locator("li[aria-current]").filter(has_text=step).wait_for()
    page.wait_for_function("() => document.activeElement?.matches('.nc-text')")


def boxes(page):
    return [box.input_value() for box in page.locator(".nc-point input").all()]


def wait_for_boxes(page, full):
    page.wait_for_function(
        "full => [...document.querySelectorAll('.nc-point input')].filter((box) => box.value).length === full", arg=full
    )


def reading(page, text):
    page.locator(f".nc-reading:has-text('{text}')").wait_for()


def draw(page):
    """Draw by mouse from low on the left to high on the right."""
    area = page.locator(".nc-draw .plotarea_events")
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    for step in range(41):
        page.mouse.move(
            box["x"] + 2 + (box["width"] - 4) * step / 40, box["y"] + box["height"] * (0.8 - 0.5 * step / 40)
        )
        if step == 0:
            page.mouse.down()
    page.mouse.up()


def test_a_line_drawn_by_mouse_is_shown_over_the_data(shield):
    page = shield
    draw(page)
    wait_for_boxes(page, 5)
    drawn = [float(value) for value in boxes(page)]
    assert drawn == sorted(drawn) and 0.8 < drawn[0] < 1.3 and 3.2 < drawn[-1] < 3.7
    predict(page)
    go_on(page, "Next mission", "Mission 2 of 3")
    go_on(page, "Next mission", "Mission 3 of 3")
    page.get_by_text("your line", exact=True).wait_for()
    assert page.locator(".nc-chart .bqplot").count() == 2
    assert page.locator(DOTS).count() == 2 * 31
    assert page.trouble == [] and page.outside == []


def test_a_line_typed_by_keyboard_is_the_same(shield):
    page, keys = shield, shield.keyboard
    page.get_by_role("textbox", name="Smallest (1st)").focus()
    for value in ("1,5", "", "dd", "", "3"):
        keys.type(value)
        keys.press("Tab")
    page.get_by_role("alert").filter(has_text="Type a number above 0, up to 5").wait_for()
    middle = page.get_by_role("textbox", name="Middle (16th)")
    assert middle.get_attribute("aria-invalid") == "true"
    middle.fill("2")
    keys.press("Tab")
    assert middle.get_attribute("aria-invalid") == "false"
    page.wait_for_function(
        """() => {
            const points = document.querySelector('.nc-draw path.line').getAttribute('d').match(/[\\d.]+,[\\d.]+/g);
            const [first, last] = [points[0], points.at(-1)].map((point) => Number(point.split(',')[1]));
            return points.length === 31 && last < first;
        }"""
    )
    predict(page)
    go_on(page, "Next mission", "Mission 2 of 3")
    go_on(page, "Next mission", "Mission 3 of 3")
    page.get_by_text("your line", exact=True).wait_for()
    assert page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length") == 2


def test_three_missions_by_keyboard(shield):
    page, keys = shield, shield.keyboard
    predict(page, "12")
    page.get_by_text("12 allies").wait_for()
    page.get_by_role("slider", name="Spill-over").focus()
    keys.press("End")
    reading(page, "1 of 31 allies pays")
    page.get_by_text("One ally pays; thirty ride along").wait_for()
    page.locator(".nc-say").filter(has_text="One.").wait_for()
    tall = page.locator(BARS).evaluate_all(
        "bars => bars.filter((bar) => Number(bar.getAttribute('height')) > 0).length"
    )
    assert tall == 1
    go_on(page, "Next mission", "Mission 2 of 3")
    page.get_by_role("slider", name="Spill-over").focus()
    for _ in range(5):
        keys.press("ArrowRight")
    page.locator(".nc-say").filter(has_text="One number fits and the pattern does not").wait_for()
    go_on(page, "Next mission", "Mission 3 of 3")
    page.get_by_role("slider", name="Year").focus()
    keys.press("End")
    page.locator(".nc-say").filter(has_text="distance does in 2023 and 2024").wait_for()
    page.get_by_text("beyond ±0.36: hardly chance").wait_for()
    go_on(page, "Read the limits", "Limits")
    page.get_by_text("Spending is not security.").wait_for()
    go_on(page, "Start free play", "Free play")
    press(page, "Best fit for this year")
    reading(page, "This is the best fit for 2024: R² = 0.33")
    press(page, "Show as table")
    page.get_by_role("rowheader", name="Montenegro").wait_for()
    assert page.get_by_role("row").count() == 32
    assert page.trouble == []


def test_every_ally_has_a_bar_and_a_readable_code(shield):
    page = shield
    predict(page)
    assert page.locator(BARS).count() == 31 and page.locator(DOTS).count() == 31
    codes = page.locator(".nc-chart .axis .tick text").filter(has_text="USA")
    codes.wait_for()
    rows = page.evaluate(
        """() => [...document.querySelectorAll('.nc-chart .axis .tick text')]
            .filter((text) => /^[A-Z]{3}$/.test(text.textContent))
            .map((text) => text.getBoundingClientRect()).map(({left, right}) => [left, right])"""
    )
    rows.sort()
    assert len(rows) == 31
    assert all(right <= left + 3 for (_, right), (left, _) in zip(rows, rows[1:]))


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_reads_well_in_both_themes(shield, theme):
    page = shield
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in theme)
    page.wait_for_timeout(500)  # the theme's style sheet
    assert findings(page) == []
    predict(page)
    assert findings(page) == [] and faint(page) == []
    go_on(page, "Next mission", "Mission 2 of 3")
    go_on(page, "Next mission", "Mission 3 of 3")
    page.locator(DOTS).nth(40).wait_for()
    assert faint(page) == []
    go_on(page, "Read the limits", "Limits")
    go_on(page, "Start free play", "Free play")
    press(page, "Show as table")
    assert findings(page) == []


def findings(page):
    found = Axe().run(page, context=".nc-explorer", options=RULES).response["violations"]
    return [f"{item['id']}: {node['html'][:120]}" for item in found for node in item["nodes"]]


def faint(page):
    """Texts of the charts whose contrast with the paper is below 4.5, bars and dots below 3."""
    return page.evaluate(
        """() => {
            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const light = (colour) => {
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
                    .map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const paper = light(getComputedStyle(document.querySelector('.nc-chart .plotarea_background')).fill);
            const contrast = (node) => {
                const ink = light(getComputedStyle(node).fill);
                return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            };
            const texts = [...document.querySelectorAll('.nc-chart svg text')]
                .filter((text) => text.textContent.trim() && text.getBoundingClientRect().width);
            const marks = [...document.querySelectorAll('.nc-chart .bargroup rect, .nc-chart .dot.element')];
            if (!texts.length || !marks.length) return ['nothing is drawn'];
            return [...texts.filter((node) => contrast(node) < 4.5), ...marks.filter((node) => contrast(node) < 3)]
                .map((node) => `${node.textContent || node.tagName} ${contrast(node).toFixed(1)}`);
        }"""
    )
