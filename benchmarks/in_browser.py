"""Open each contender in JupyterLab, in a real browser, and time its first draw and its slider.

`run.py` calls this in the environment that holds the contenders; the result is one line of JSON. Every wait has a limit:
what is not there in time is told as a text in the place of its figure, and the next one is measured. Each notebook is alone
on its page: the whole JupyterLab would bring back the notebooks before it, and start a kernel for each.
"""

import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Error, Page, sync_playwright

from lessonkit.build import browser
from lessonkit.build.server import RUN_ALL, Server

PRESSES = 30
LIMIT = 60_000  # ms for one wait

# A kernel that is still starting loses what it is asked to run.
IDLE = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"

# Notes when a key is pressed and when something that can be seen changes. What is only said aloud follows later, on purpose.
WATCH = """(watched) => {
    window.changes = [];
    window.pressed = 0;
    document.addEventListener('keydown', () => { window.pressed = performance.now(); }, true);
    const seen = new MutationObserver((records) => {
        if (records.some(({ attributeName }) => !/^(aria-|role$)/.test(attributeName ?? ''))) window.changes.push(performance.now());
    });
    for (const node of document.querySelectorAll(watched))
        if (node.getBoundingClientRect().width) seen.observe(node, { subtree: true, childList: true, attributes: true, characterData: true });
}"""
AT_REST = "() => window.changes.length && performance.now() - Math.max(window.pressed, window.changes.at(-1)) > 400"
LAST = "() => window.changes.at(-1) - window.pressed"


def run_all(page: Page, address: str) -> float:
    """Open a notebook, run it once its kernel is idle, and return when that was.

    Nothing waits for the cells themselves: a promise of the page has no limit, and one whose kernel died never ends.
    """
    page.goto(address)
    page.wait_for_function(IDLE)
    start = time.perf_counter()
    page.evaluate(f"() => {{ ({RUN_ALL})(); }}")
    return start


def measure(page: Page, address: str, contender: dict) -> dict[str, float]:
    start = run_all(page, address)
    page.wait_for_selector(contender["mark"], state="attached")
    drawn = time.perf_counter() - start
    if contender["press"]:
        page.get_by_role("button", name=contender["press"]).click()
    page.wait_for_timeout(2000)
    page.evaluate(WATCH, contender["watched"])
    page.locator(contender["handle"]).first.focus()
    times = []
    for number in range(PRESSES):
        page.evaluate("() => { window.changes = []; }")
        page.keyboard.press("ArrowRight" if number % 18 < 9 else "ArrowLeft")
        page.wait_for_function(AT_REST, polling=50)
        times.append(page.evaluate(LAST))
    return {"draw": drawn, "slide": statistics.median(times)}


def lesson(page: Page, address: str, notebook: Path) -> float:
    """Return the seconds from "Run All" until every question and explorer of a lesson is drawn."""
    sources = ["".join(cell["source"]) for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]]
    widgets = sum(source.startswith(("exercise(", "explore(")) for source in sources)
    start = run_all(page, address)
    page.wait_for_function(
        "(n) => document.querySelectorAll('.jp-OutputArea .nc-question, .jp-OutputArea .nc-explorer').length >= n",
        arg=widgets,
        polling=20,
    )
    return time.perf_counter() - start


def on_a_page(running: Browser, server: Server, act: Callable[[Page], object], otherwise: object) -> object:
    """Do something on a page of its own, and end its kernel; what fails is told in one line."""
    page = running.new_page(viewport={"width": 1200, "height": 1000})
    page.set_default_timeout(LIMIT)
    try:
        return act(page)
    except Error as trouble:
        print(trouble, file=sys.stderr)
        return otherwise
    finally:
        page.close()
        server.end_kernels()


def main(folder: Path) -> None:
    task = json.load(sys.stdin)
    figures, drawn, late = {}, {}, f"not in {LIMIT // 1000} s"
    before = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    with Server(folder, folder / "root") as server, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser.find(), args=browser.ARGS)
        for number, (name, contender) in enumerate(task["contenders"].items()):
            cells = [nbformat.v4.new_code_cell(contender["cell"].strip())]
            kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
            file = f"{number}.ipynb"
            nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), server.root / file)
            address = server.page(file, alone=True)
            figures[name] = on_a_page(
                running,
                server,
                lambda page, at=address, what=contender: measure(page, at, what),
                {"draw": late, "slide": late},
            )
        for notebook in map(Path, task["lessons"]):
            shutil.copy(notebook, server.root)
            address = server.page(notebook.name, alone=True)
            drawn[notebook.stem] = on_a_page(
                running, server, lambda page, at=address, what=notebook: lesson(page, at, what), late
            )
        running.close()
    after = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(json.dumps({"contenders": figures, "lessons": drawn, "load": f"{before:.1f}, {after:.1f}"}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
