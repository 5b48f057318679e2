"""Fixtures for a real JupyterLab in a real browser, with no way out to the network. The root's conftest.py loads them."""

import itertools
import os
import re
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, expect, sync_playwright

from lessonkit import course
from lessonkit.build import browser
from lessonkit.build.server import Server
from support.course_pages import without_pages
from support.pages import ExplorerPage, NotebookPage

OUTSIDE = re.compile(r"^(?!https?://127\.0\.0\.1[:/])(?:https?|wss?)://")
# What JupyterLab itself says when a kernel ends while its debugger still asks; no part of the course is at fault.
DEBUGGER = re.compile("Could not restore the debugger state")
WINDOW = {"width": 1200, "height": 900}
NEXT = """async (path) => {
    for (const panel of [...jupyterapp.shell.widgets('main')]) {
        await panel.sessionContext?.shutdown();
        panel.dispose();
    }
    jupyterapp.shell.expandLeft();
    await jupyterapp.commands.execute('docmanager:open', { path });
}"""
FRESH = """\
from nato_course import explore
from lessonkit.progress.store import store
store().reset(explorer={name!r})
explore({name!r})"""

expect.set_options(timeout=20_000)  # a busy machine is slow, not broken


def is_trouble(message: ConsoleMessage) -> bool:
    """Tell whether the console says that something is wrong."""
    return message.type == "error" and not DEBUGGER.match(message.text)


def watched(context: BrowserContext) -> NotebookPage:
    """Return a new page that lists its errors and what it asked for outside."""
    page, trouble, outside = context.new_page(), [], []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text) if is_trouble(message) else None)
    page.route(OUTSIDE, lambda route: (outside.append(route.request.url), route.abort()))
    return NotebookPage(page, trouble, outside)


@pytest.fixture(scope="session")
def chromium():
    """One headless Chromium for the session."""
    path = os.environ.get("NATO_COURSE_BROWSER") or browser.find()
    if not path or not Path(path).exists():
        pytest.skip(os.environ.get("NATO_COURSE_NO_BROWSER") or "no Chromium or Chrome was found")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(path), args=browser.ARGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory):
    """One JupyterLab server with folders of its own; what it serves is the course, with no page in it yet."""
    home = tmp_path_factory.mktemp("lab")
    with course.using(without_pages(home / "root")):  # the server's course; the tests themselves stay with the real one
        server = Server(home, home / "root")
        server.start()
    server.wait()
    yield server
    server.stop()


class Lab:
    """Opens notebooks. To load JupyterLab takes seconds, so a page is used again by the next file of tests."""

    def __init__(self, context: BrowserContext, server: Server):
        self.context, self.server = context, server
        self.free: list[NotebookPage] = []
        self.numbers = itertools.count(1)

    def open(self, cells: list[str]) -> NotebookPage:
        """Return a new notebook of these cells, all of them run."""
        name = f"notebook-{next(self.numbers)}.ipynb"
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        nbformat.write(notebook, self.server.root / name)
        if self.free:
            opened = self.free.pop()
            opened.page.set_viewport_size(WINDOW)
            opened.page.evaluate(NEXT, name)
            opened.trouble.clear()
        else:
            opened = watched(self.context)
            opened.page.goto(f"{self.server.page(name)}&reset")
        opened.run_all()
        return opened


@pytest.fixture(scope="session")
def jupyterlab(chromium, lab_server):
    """JupyterLab for the session."""
    context = chromium.new_context(viewport=WINDOW)
    context.set_default_timeout(30_000)
    yield Lab(context, lab_server)
    context.close()


@pytest.fixture(scope="module")
def lab(jupyterlab):
    """Give `lab(cells) -> NotebookPage`: a new notebook of these cells in JupyterLab, all of them run."""
    opened: list[NotebookPage] = []

    def open_notebook(cells: list[str]) -> NotebookPage:
        opened.append(jupyterlab.open(cells))
        return opened[-1]

    yield open_notebook
    jupyterlab.free = [notebook for notebook in opened if not notebook.page.is_closed()][:1]
    for notebook in opened:
        if notebook not in jupyterlab.free:
            notebook.page.close()


@pytest.fixture(scope="module")
def explorer_page(request, lab) -> ExplorerPage:
    """The explorer that the folder of tests is named after, with nothing predicted yet."""
    name = request.path.parent.name.replace("_", "-")
    return ExplorerPage(lab([FRESH.format(name=name), "1 + 1"]))


@pytest.fixture
def fresh_page(explorer_page) -> ExplorerPage:
    """The same, begun anew for this test."""
    return explorer_page.begin()
