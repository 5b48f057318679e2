"""A page of the course in JupyterLab: alive when it opens, at the reader's place, not to be broken, never unsaved."""

import json

import pytest
from playwright.sync_api import expect

from lessonkit.build.notebook import code, markdown
from support.browser import watched
from support.course_pages import picture, put

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
COUNT = "jupyterapp.shell.currentWidget.content.widgets[5].model.executionCount"
DIRTY = "[...jupyterapp.shell.widgets('main')].some((panel) => panel.context?.model.dirty)"


def alive(page):
    """Wait until the page on the screen lives."""
    page.locator(STATE.format("alive")).wait_for(timeout=60_000)
    expect(page.locator(".lk-still")).to_have_count(0)


def go(page, path):
    """Open a notebook in the JupyterLab that is there."""
    page.evaluate("path => jupyterapp.commands.execute('docmanager:open', { path })", path)
    page.wait_for_function("path => jupyterapp.shell.currentWidget?.context?.path === path", arg=path)


def scroll(page, pixels):
    """Turn the wheel over the page."""
    before = page.evaluate(TOP)
    page.mouse.move(700, 500)
    page.mouse.wheel(0, pixels)
    page.wait_for_function(f"before => {TOP} !== before", arg=before)


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
    opened.page.close()
    lab_server.end_kernels()


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


@pytest.mark.parametrize("target", ["p", ".nc-explorer svg", ".nc-explorer", ".nc-question .nc-title"])
def test_no_key_after_a_click_breaks_it(page, opened, target):
    node = page.locator(f".lk-page .jp-Cell {target}").first
    node.dblclick(force=True)
    with opened.untouched():
        opened.press(*HOSTILE, "Escape", *HOSTILE)
    expect(page.locator(".lk-page .jp-MarkdownCell .cm-editor:visible")).to_have_count(0)
    assert page.locator(".jp-Dialog").count() == 0
    assert not page.evaluate(DIRTY)


def test_a_word_is_explained_where_it_stands(page, opened):
    link = page.get_by_role("link", name="Council").first
    link.focus()
    page.keyboard.press("Enter")
    word = page.get_by_role("dialog", name="North Atlantic Council (NAC)")
    expect(word).to_contain_text("by consensus")
    expect(word.get_by_role("link", name="NATO, 2023")).to_have_count(1)
    opened.clean_in_both_themes(".lk-word", color_contrast=4)
    word.focus()
    with opened.untouched():
        opened.press("d", "d", "Escape")
    expect(word).to_have_count(0)
    expect(link).to_be_focused()
    link.click()
    word.get_by_role("button", name="Close").click()
    expect(word).to_have_count(0)


def test_run_all_leaves_the_reader_where_they_are(page, opened):
    scroll(page, 1500)
    top, count = page.evaluate(TOP), page.evaluate(COUNT)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(f"before => {COUNT} > before", arg=count)
    expect(page.locator(".lk-still")).to_have_count(0)
    expect(page.locator(".nc-explorer")).to_have_count(2)
    assert abs(page.evaluate(TOP) - top) < 3
    assert not page.evaluate(DIRTY)
    opened.fine()


def test_what_the_learner_writes_is_saved_and_nothing_else(page, opened, lab_server, lesson):
    before = json.loads((lab_server.root / lesson).read_text(encoding="utf-8"))
    cell = page.locator(".lk-page .jp-CodeCell").last
    with page.expect_response(lambda reply: reply.request.method == "PUT" and lesson in reply.url):
        cell.locator(".cm-content").click()
        page.keyboard.type("print(1)\n")
    page.wait_for_function(f"!({DIRTY})")
    after = json.loads((lab_server.root / lesson).read_text(encoding="utf-8"))
    assert "print(1)" in "".join(after["cells"][-1]["source"])
    assert after["cells"][:-1] == before["cells"][:-1]  # the stored pictures, too
    assert page.locator(".jp-Dialog").count() == 0


def test_a_reload_finds_the_place_and_run_all_at_once_harms_nothing(page, opened, lab_server, lesson):
    def of_the_course():
        """What is stored of the cells that are not the learner's."""
        return json.loads((lab_server.root / lesson).read_text(encoding="utf-8"))["cells"][: len(CELLS) - 1]

    stored = of_the_course()
    with page.expect_request("**/lessonkit/place*"):
        scroll(page, 700 if page.evaluate(TOP) < 700 else -700)
    top = page.evaluate(TOP)
    page.reload()
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.content?.widgets?.length > 5", timeout=60_000)
    page.evaluate("() => void jupyterapp.commands.execute('notebook:run-all-cells')")
    alive(page)
    expect(page.locator(".nc-explorer")).to_have_count(2)
    expect(page.locator(".nc-question")).to_have_count(1)
    page.wait_for_function(f"top => Math.abs({TOP} - top) < 3", arg=top)
    assert page.locator(".jp-Dialog").count() == 0
    page.wait_for_function(f"() => !({DIRTY})")
    assert of_the_course() == stored
    opened.fine()


def test_a_lost_kernel_is_told_and_comes_back(page, opened, lab_server):
    lab_server.end_kernels()
    bar = page.get_by_role("alert").filter(has_text="its kernel has ended")
    bar.get_by_role("button", name="Run this page again").click()
    alive(page)
    expect(bar).to_have_count(0)
    expect(page.locator(".nc-explorer")).to_have_count(2)
    assert opened.value("ran") == 1


def test_only_the_pages_looked_at_last_keep_their_kernels(page, opened, lab_server, lesson):
    """The learner ran a cell of their own in the first page: its kernel stays."""
    page.evaluate("jupyterapp.shell.currentWidget.content.widgets[7].model.sharedModel.setSource('mine = 1')")
    page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex = 7")
    page.evaluate("jupyterapp.commands.execute('notebook:run-cell')")
    for number in ("03", "04", "05", "06", "07"):
        go(page, put(lab_server.root, number, [markdown("# A page"), code("seen = 1")]))
        alive(page)
    page.wait_for_function("() => document.querySelectorAll('[data-lk-state=asleep]').length === 2")
    expect(page.locator("[data-lk-state=alive]")).to_have_count(4)
    for _ in range(100):
        if len(kernels(lab_server)) == 4:
            break
        page.wait_for_timeout(100)
    assert len(kernels(lab_server)) == 4
    go(page, "lessons/03-fear-and-arms.ipynb")
    alive(page)
    assert opened.value("seen") == 1
    known = ("404", "Canceled future", "debugger state")  # JupyterLab's own words about a kernel that is gone
    assert [line for line in opened.trouble if not any(word in line for word in known)] == []


def test_a_notebook_from_elsewhere_runs_nothing(page, lab_server, lesson):
    changed = json.loads((lab_server.root / lesson).read_text(encoding="utf-8"))
    (lab_server.root / "elsewhere.ipynb").write_text(json.dumps(changed), encoding="utf-8")
    go(page, "elsewhere.ipynb")
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    assert page.locator(".jp-NotebookPanel:not(.lm-mod-hidden).lk-page").count() == 0
    assert page.evaluate("jupyterapp.shell.currentWidget.content.widgets[1].model.executionCount") is None


def test_a_cell_that_somebody_else_changed_is_not_run(page, opened, lab_server):
    path = put(lab_server.root, "08", [markdown("# A page"), code("own = 1"), code("other = 1")])
    nb = json.loads((lab_server.root / path).read_text(encoding="utf-8"))
    nb["cells"][2]["source"] = "other = 2"
    (lab_server.root / path).write_text(json.dumps(nb), encoding="utf-8")
    go(page, path)
    alive(page)
    assert opened.value("('own' in globals(), 'other' in globals())") == [True, False]
