"""The shared shield in a real JupyterLab: drawn by mouse, typed by keyboard, and read in both themes."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from support.pages import paper_box

BARS = ".nc-chart .nc-bar"
DOTS = ".nc-chart .nc-spot"


@pytest.fixture
def shield(fresh_page):
    """A new explorer, whose sheet to draw on is there."""
    fresh_page.page.locator(".nc-points").wait_for()
    fresh_page.page.locator(".nc-draw .nc-plot svg").wait_for()
    return fresh_page


def predict(explorer, payers="12"):
    explorer.type("how many of the 31 allies", payers)
    explorer.go_on("Keep my prediction", "Mission 1 of 3")
    explorer.page.locator(BARS).first.wait_for()


def to_mission_3(explorer):
    explorer.go_on("Next mission", "Mission 2 of 3")
    explorer.go_on("Next mission", "Mission 3 of 3")


def draw(page):
    """Draw by mouse from low on the left to high on the right."""
    box = paper_box(page)
    for step in range(41):
        page.mouse.move(
            box["x"] + 2 + (box["width"] - 4) * step / 40, box["y"] + box["height"] * (0.8 - 0.5 * step / 40)
        )
        if step == 0:
            page.mouse.down()
    page.mouse.up()


def test_a_line_drawn_by_mouse_is_shown_over_the_data(shield):
    page = shield.page
    draw(page)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.nc-point input')].filter((box) => box.value).length === 5"
    )
    drawn = [float(box.input_value()) for box in page.locator(".nc-point input").all()]
    assert drawn == sorted(drawn)
    assert 0.8 < drawn[0] < 1.3
    assert 3.2 < drawn[-1] < 3.7
    predict(shield)
    to_mission_3(shield)
    page.get_by_text("your line", exact=True).wait_for()
    assert page.locator(".nc-chart .nc-plot").count() == 2
    assert page.locator(DOTS).count() == 2 * 31
    shield.notebook.fine()


def test_a_line_typed_by_keyboard_is_the_same(shield):
    page, keys = shield.page, shield.keys
    cells, _ = shield.notebook.cells()
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
            const points = document.querySelector('.nc-draw path.nc-stroke').getAttribute('d').match(/[\\d.]+,[\\d.]+/g);
            const [first, last] = [points[0], points.at(-1)].map((point) => Number(point.split(',')[1]));
            return points.length === 31 && last < first;
        }"""
    )
    predict(shield)
    to_mission_3(shield)
    page.get_by_text("your line", exact=True).wait_for()
    assert shield.notebook.cells()[0] == cells


def test_three_missions_by_keyboard_in_both_themes(shield):
    page = shield.page
    shield.clean_in_both_themes()
    predict(shield, "12")
    page.get_by_text("12 allies").wait_for()
    readable(shield)
    shield.slide("Spill-over", "End")
    shield.reads("1 of 31 allies pays")
    page.get_by_text("One ally pays; thirty ride along").wait_for()
    shield.found("One.")
    tall = page.locator(BARS).evaluate_all("bars => bars.filter((bar) => Number(bar.getAttribute('width')) > 0).length")
    assert tall == 1

    shield.go_on("Next mission", "Mission 2 of 3")
    shield.slide("Spill-over", *5 * ["ArrowRight"])
    shield.found("One number fits and the pattern does not")

    shield.go_on("Next mission", "Mission 3 of 3")
    page.locator(DOTS).nth(40).wait_for()
    shield.slide("Year", "End")
    shield.found("distance does in 2023 and 2024")
    page.get_by_text("beyond ±0.36: hardly chance").wait_for()
    readable(shield)
    shield.go_on("Read the limits", "Limits")
    shield.tells("Spending is not security.")
    shield.go_on("Start free play", "Free play")
    shield.press("Best fit for this year")
    shield.reads("This is the best fit for 2024: R² = 0.33")
    shield.table("Montenegro")
    assert page.get_by_role("row").count() == 32
    shield.clean_in_both_themes()
    shield.notebook.fine()


def test_every_ally_has_a_bar_and_its_name(shield):
    page = shield.page
    predict(shield)
    assert page.locator(BARS).count() == 31
    assert page.locator(DOTS).count() == 31
    boxes = page.locator(".nc-chart .nc-tick.nc-name").evaluate_all(
        "names => names.map((name) => name.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])"
    )
    assert len(boxes) == 31
    assert all(bottom <= top + 3 for (_, bottom), (top, _) in pairwise(sorted(boxes)))


def test_a_mark_says_its_name_value_and_rank_to_pointer_and_keys(shield):
    page = shield.page
    predict(shield)
    tip, spoken = page.locator(".nc-chart .nc-tip"), page.locator(".nc-chart .nc-unseen")
    page.locator(BARS).nth(30).hover()  # the largest economy
    expect(tip).to_have_text(re.compile(r"United States.*% of GDP, rank 1 of 31"))
    shield.root.get_by_role("application").focus()
    shield.notebook.press("Home", "ArrowDown")
    said = spoken.text_content()
    assert "rank" in said
    expect(tip).to_have_text(said.replace(":", "", 1))
    with shield.notebook.untouched():
        shield.notebook.press("ArrowDown", "d", "d", "Escape")
    expect(tip).to_be_hidden()


def readable(explorer):
    """In both themes axe finds nothing, and what the charts draw stands out."""
    for dark in (True, False):
        explorer.notebook.theme(dark)
        explorer.clean()
        assert faint(explorer.page) == []


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
            const paper = light(getComputedStyle(document.querySelector('.nc-frame')).backgroundColor);
            const contrast = (node) => {
                const ink = light(getComputedStyle(node).fill);
                return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            };
            const texts = [...document.querySelectorAll('.nc-chart svg text')]
                .filter((text) => text.textContent.trim() && text.getBoundingClientRect().width);
            const marks = [...document.querySelectorAll('.nc-chart .nc-bar, .nc-chart .nc-spot')];
            if (!texts.length || !marks.length) return ['nothing is drawn'];
            return [...texts.filter((node) => contrast(node) < 4.5), ...marks.filter((node) => contrast(node) < 3)]
                .map((node) => `${node.textContent || node.tagName} ${contrast(node).toFixed(1)}`);
        }"""
    )
