"""Task, control and verdict of every explorer stand in the window together, and the frame is no taller than it."""

import pytest

from lessonkit.explorer import names

CELL = """\
from nato_course import explore
from lessonkit.explorer import kind
from lessonkit.progress.store import store
store().reset(explorer={name!r})
given = {{ask.name: next(iter(ask.options)) if hasattr(ask, "options") else ask.low for ask in kind({name!r}).asks}}
store().predict({name!r}, given)
store().mark({name!r}, 1)
explore({name!r})"""
WINDOWS = {"1366": {"width": 1366, "height": 657}, "1920": {"width": 1920, "height": 1080}}
SEEN = """(frame) => {
    frame.scrollIntoView({ block: 'start' });
    const page = frame.closest('.jp-WindowedPanel-outer').getBoundingClientRect();
    const deck = frame.querySelector('.nc-deck').getBoundingClientRect();
    const inside = (node, top, bottom) => {
        const box = node.getBoundingClientRect();
        return box.height > 0 && box.top >= top - 1 && box.bottom <= bottom + 1;
    };
    const [top, bottom] = [Math.max(page.top, deck.top), Math.min(page.bottom, deck.bottom)];
    const controls = frame.querySelectorAll('.nc-controls :is(input, select), .nc-moves button, .nc-state input, .nc-tray input');
    const control = [...controls].find((node) => node.offsetHeight > 0);
    return {
        title: frame.querySelector('.nc-title').textContent,
        fits: frame.getBoundingClientRect().height <= page.height,
        task: inside(frame.querySelector('.nc-text'), top, bottom),
        next: inside(frame.querySelector('.nc-next'), top, bottom),
        control: control ? inside(control, page.top, page.bottom) : 'none',
    };
}"""


@pytest.fixture(scope="module")
def page(lab):
    opened = lab([CELL.format(name=name) for name in names()])
    opened.page.wait_for_function(f"() => document.querySelectorAll('.nc-explorer .nc-next').length === {len(names())}")
    yield opened
    opened.fine()


@pytest.mark.parametrize("window", WINDOWS)
def test_task_control_and_verdict_are_in_the_window_together(page, window):
    page.page.set_viewport_size(WINDOWS[window])
    page.rest()
    seen = [frame.evaluate(SEEN) for frame in page.page.locator(".nc-explorer").element_handles()]
    assert len(seen) == len(names())
    for one in seen:
        assert {key: value for key, value in one.items() if key != "title" and value is not True} == {}, one["title"]


def test_found_stands_at_the_control(page):
    page.page.set_viewport_size(WINDOWS["1366"])
    frame = page.page.locator(".nc-explorer").filter(has_text="Would you attack?")
    frame.evaluate("(frame) => frame.scrollIntoView({ block: 'start' })")
    frame.get_by_role("slider").press("End")
    found = frame.locator(".nc-verdict [role=status] .nc-good > b")
    found.wait_for()
    assert found.evaluate(
        "(node) => { const at = node.getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight; }"
    )
    assert frame.locator(".nc-next").get_attribute("aria-disabled") == "false"
    page.press("Tab")
    frame.get_by_role("button", name="Predict").press("Enter")
    frame.get_by_text("Your prediction is kept").wait_for()
