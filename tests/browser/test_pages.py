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
    opened.clean_in_both_themes(".lk-page .jp-MarkdownOutput", link_in_text_block=4)
