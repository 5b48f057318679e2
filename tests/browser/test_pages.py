"""A page of the course in JupyterLab: alive when it opens, at the reader's place, not to be broken, never unsaved."""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from lessonkit.build.notebook import code, markdown
from support.browser import watched
from support.course_pages import mark, picture, put

TEXT = "Here is a paragraph of the lesson, with a [Council](16-look-it-up.ipynb#NAC) in it.\n\n"
CELLS = [
    markdown("# A page\n\n" + TEXT * 4),
    code("from nato_course import check, exercise, explore\nran = globals().get('ran', 0) + 1"),
    picture('explore("time-machine")', 900),
    markdown("## The second part\n\n" + TEXT * 12),
    picture('explore("shared-shield")', 900),
    picture('exercise("who-pays/r1")'),
    markdown("## The third part\n\n" + TEXT * 12),
    code("mine = 0", free=True),
]
HOSTILE = ["d", "d", "x", "m", "y", "r", "b", "a", "c", "v", "z", "l", "0", "0", "1", "Shift+M", "Shift+V", "Shift+L"]
STATE = ".jp-NotebookPanel:not(.lm-mod-hidden)[data-lk-state={}]"
TOP = "document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer').scrollTop"
DIRTY = "[...jupyterapp.shell.widgets('main')].some((panel) => panel.context?.model.dirty)"


def alive(page):
    """Wait until the page on the screen lives."""
    page.locator(STATE.format("alive")).wait_for(timeout=60_000)
    expect(page.locator(".lk-still")).to_have_count(0)


def go(page, path):
    """Open a notebook in the JupyterLab that is there."""
    page.evaluate("path => jupyterapp.commands.execute('docmanager:open', { path })", path)
    page.wait_for_function("path => jupyterapp.shell.currentWidget?.context?.path === path", arg=path)


def kernels(server):
    return json.load(server.ask("api/kernels"))


@pytest.fixture(scope="module")
def lesson(lab_server):
    return put(lab_server.root, "02", CELLS)


@pytest.fixture(scope="module")
def opened(jupyterlab, lab_server, lesson):
    """The lesson, opened by its address. Nobody has pressed a key."""
    opened = watched(jupyterlab.context)
    opened.page.goto(f"{lab_server.page(lesson)}&reset")
    alive(opened.page)
    yield opened
    for panel in kernels(lab_server):
        lab_server.ask(f"api/kernels/{panel['id']}", "DELETE")
    opened.page.close()


@pytest.fixture
def page(opened):
    return opened.page


def test_it_is_alive_when_it_opens(page, opened, lab_server, lesson):
    expect(page.locator(".nc-explorer")).to_have_count(2)
    expect(page.locator(".nc-question")).to_have_count(1)
    assert page.locator(".jp-OutputArea img").count() == 0
    assert page.evaluate(TOP) == 0
    assert page.locator(".jp-Dialog").count() == 0
    assert not page.evaluate(DIRTY)
    assert opened.value("ran") == 1
    opened.fine()


def test_it_reads_well(page, opened):
    letters = page.locator(".jp-MarkdownOutput p").first.evaluate(
        "(node) => node.getBoundingClientRect().width / parseFloat(getComputedStyle(node).fontSize)"
    )
    assert letters < 36  # em: 75 letters of a narrow typeface
    opened.clean_in_both_themes("[data-windowed-list-index='0'] .jp-MarkdownOutput", link_in_text_block=4)


@pytest.mark.parametrize("target", ["p", ".nc-explorer svg", ".nc-explorer + *, .nc-reading", ".nc-title"])
def test_no_key_after_a_click_breaks_it(page, opened, target):
    node = page.locator(f".lk-page .jp-Cell {target}").first
    node.scroll_into_view_if_needed()
    with opened.untouched():
        node.dblclick(force=True)
        active = opened.cells()[1]
        opened.press(*HOSTILE)
        page.keyboard.press("Escape")
        opened.press(*HOSTILE)
        page.evaluate("(place) => { jupyterapp.shell.currentWidget.content.activeCellIndex = place }", active)
    expect(page.locator(".lk-page .jp-MarkdownCell .cm-editor:visible")).to_have_count(0)
    assert page.locator(".jp-Dialog").count() == 0
    assert not page.evaluate(DIRTY)


def test_run_all_leaves_the_reader_where_they_are(page, opened):
    page.locator(".nc-question").scroll_into_view_if_needed()
    page.mouse.move(600, 500)
    page.mouse.wheel(0, 10)
    page.wait_for_timeout(700)
    top = page.evaluate(TOP)
    runs = opened.value("ran")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function("(n) => jupyterapp.shell.currentWidget.content.widgets[1].model.executionCount > n", arg=runs)
    expect(page.locator(".lk-still")).to_have_count(0)
    expect(page.locator(".nc-explorer")).to_have_count(2)
    assert abs(page.evaluate(TOP) - top) < 3
    assert not page.evaluate(DIRTY)


def test_what_the_learner_does_is_saved_and_nothing_else(page, opened, lab_server, lesson):
    before = mark(lab_server.root, lesson)
    page.locator(".jp-CodeCell").last.locator(".cm-content").click()
    page.keyboard.type("0 + ")
    page.wait_for_function(f"!({DIRTY})")
    expect.poll(lambda: "0 + mine" in "", timeout=1) if False else None
    for _ in range(50):
        if mark(lab_server.root, lesson) != before:
            break
        page.wait_for_timeout(100)
    saved = json.loads((lab_server.root / lesson).read_text(encoding="utf-8"))
    assert "0 + " in "".join(saved["cells"][-1]["source"])
