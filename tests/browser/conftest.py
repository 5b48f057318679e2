"""A real JupyterLab in a real browser, with no way out to the network."""

import os
import re
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from lessonkit.build import browser
from lessonkit.build.server import RUN_ALL, Server

OUTSIDE = re.compile(r"^(?!https?://127\.0\.0\.1[:/])(?:https?|wss?)://")
expect.set_options(timeout=20_000)  # a busy machine is slow, not broken


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
    """One JupyterLab server with folders of its own."""
    home = tmp_path_factory.mktemp("lab")
    with Server(home, home / "root") as server:
        yield server


@pytest.fixture(scope="session")
def lab(chromium, lab_server):
    """Give `lab(cells) -> page`: a new notebook of these cells in JupyterLab, all of them run.

    `page.trouble` lists errors of the console and the page; `page.outside` lists addresses beyond this
    machine that the page asked for (and did not get).
    """
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    context.set_default_timeout(30_000)

    def open_notebook(cells, name=None):
        name = name or f"notebook-{len(context.pages) + 1}.ipynb"
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        nbformat.write(notebook, lab_server.root / name)
        page = context.new_page()
        page.trouble, page.outside = [], []
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.on("console", lambda message: page.trouble.append(message.text) if message.type == "error" else None)
        page.route(OUTSIDE, lambda route: (page.outside.append(route.request.url), route.abort()))
        page.goto(f"{lab_server.page(name)}&reset")
        run_all(page)
        return page

    yield open_notebook
    context.close()


def run_all(page):
    """Run every cell of the notebook in front and wait for the last one."""
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.context?.isReady", timeout=60_000)
    page.evaluate(RUN_ALL)


@pytest.fixture(scope="session")
def rerun():
    """Give `rerun(page)`: restart the kernel of the notebook in front and run every cell."""

    def restart(page):
        page.wait_for_function(
            "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel", timeout=60_000
        )
        page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
        run_all(page)

    return restart


# JupyterLab's body is 0 px high and hides what overflows, so axe takes every text in it for hidden and
# passes its contrast unseen. So it does with what is scrolled out of the window.
SEEN_BY_AXE = """
    body, .jp-LabShell, .jp-WindowedPanel-outer { overflow: visible !important; }
    .jp-Cell { content-visibility: visible !important; }
"""


@pytest.fixture(scope="session")
def axe():
    """Give `axe(page, selector) -> (findings, looked_at)`: axe-core on the parts of a page.

    `findings` lists (rule, target, summary); `looked_at` says how many elements passed each rule.
    """

    def run(page, selector):
        style = page.add_style_tag(content=SEEN_BY_AXE)
        response = Axe().run(page, selector, {"resultTypes": ["violations", "passes"]}).response
        style.evaluate("(node) => node.remove()")
        findings = [
            (rule["id"], node["target"], node["failureSummary"])
            for rule in response["violations"]
            for node in rule["nodes"]
        ]
        return findings, {rule["id"]: len(rule["nodes"]) for rule in response["passes"]}

    return run


@pytest.fixture
def notebook():
    """Give `notebook(page) -> (sources, index of the active cell)`."""

    def read(page):
        return page.evaluate(
            """() => {
                const notebook = jupyterapp.shell.currentWidget.content;
                return [notebook.widgets.map((cell) => cell.model.sharedModel.source), notebook.activeCellIndex];
            }"""
        )

    return read
