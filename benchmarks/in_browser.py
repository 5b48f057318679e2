"""Open each contender in JupyterLab, in a real browser, and time its first draw and its slider.

`run.py` calls this in the environment that holds the contenders; the result is one line of JSON.
"""

import json
import re
import shutil
import statistics
import sys
import time
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

from lessonkit.build import browser
from lessonkit.build.server import RUN_ALL, Server

PRESSES = 30


def measure(page, address: str, contender: dict, watch: str, since: str) -> dict:
    page.goto(address)
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.context?.isReady")
    page.wait_for_timeout(3000)  # the kernel is idle before the clock starts
    start = time.perf_counter()
    page.evaluate(RUN_ALL)
    page.wait_for_function("(mark) => document.querySelectorAll(mark).length", arg=contender["mark"], polling=20)
    drawn = time.perf_counter() - start
    page.wait_for_timeout(1500)
    page.evaluate(watch, [contender["root"]])
    page.locator(contender["handle"]).first.focus()
    times = []
    for number in range(PRESSES):
        page.keyboard.press("ArrowRight" if number % 18 < 9 else "ArrowLeft")
        page.wait_for_timeout(700)
        times.append(page.evaluate(since))
    return {"draw": drawn, "slide": statistics.median(times)}


def run_all(page, address: str, notebook: Path) -> float:
    """Return the seconds from "Run All" until every question and explorer of a lesson is drawn."""
    sources = ["".join(cell["source"]) for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]]
    widgets = sum(bool(re.search(r"^(?:exercise|explore)\(", source, re.M)) for source in sources)
    page.goto(address)
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.context?.isReady")
    page.wait_for_timeout(3000)
    start = time.perf_counter()
    page.evaluate(RUN_ALL)
    page.wait_for_function(
        "(n) => document.querySelectorAll('.jp-OutputArea .nc-question, .jp-OutputArea .nc-explorer').length >= n",
        arg=widgets,
        polling=20,
    )
    return time.perf_counter() - start


def main(folder: Path) -> None:
    task = json.load(sys.stdin)
    figures = {}
    with Server(folder, folder / "root") as server, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser.find(), args=browser.ARGS)
        for number, (name, contender) in enumerate(task["contenders"].items()):
            cells = [nbformat.v4.new_code_cell(contender["cell"].strip())]
            kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
            file = f"{number}.ipynb"
            nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), server.root / file)
            page = running.new_page(viewport={"width": 1200, "height": 1000})
            page.set_default_timeout(60_000)
            figures[name] = measure(page, server.page(file), contender, task["watch"], task["since"])
            page.close()
            server.end_kernels()
        drawn = {}
        for lesson in map(Path, task["lessons"]):
            shutil.copy(lesson, server.root)
            page = running.new_page(viewport={"width": 1200, "height": 1000})
            page.set_default_timeout(60_000)
            drawn[lesson.stem] = run_all(page, server.page(lesson.name), lesson)
            page.close()
            server.end_kernels()
        running.close()
    print(json.dumps({"contenders": figures, "lessons": drawn}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
