"""A browser without a window that opens notebooks in JupyterLab and photographs their widgets."""

import copy
import shutil
import tempfile
import time
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode

from lessonkit.build import BuildError, browser, notebook, png
from lessonkit.build.server import RUN_ALL, Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RUN_SECONDS = 120
DRAW_SECONDS = 60
WIDTH, HEIGHT, SCALE = 968, 1200, 1.5

NO_BROWSER = """\
The pictures of the widgets need Chromium, Chrome or Edge, and none was found.
Install one of them and build again. `course build --check` works without a browser."""

SETTINGS: dict[str, dict[str, Any]] = {
    # Every cell in the page, also below the fold.
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/themes": {"theme": "JupyterLab Light", "adaptive-theme": False},
}

# Returns the places that are not drawn yet. Drawn: a widget is there, without an error, and has come to rest.
NOT_DRAWN = """async (places) => {
    const cells = document.querySelectorAll('.jp-Notebook .jp-Cell');
    const find = ([cell, number]) => cells[cell].querySelectorAll('.jp-OutputArea-output')[number];
    const look = (place) => {
        const node = find(place);
        if (!node || /Loading widget|Error displaying widget/.test(node.textContent)) return null;
        const root = node.firstElementChild;
        const height = root && root.childElementCount ? root.getBoundingClientRect().height : 0;
        return height > 0 ? node.innerHTML.length + '/' + height : null;
    };
    const before = places.map(look);
    await new Promise((done) => setTimeout(done, 500));
    return places.filter((place, index) => before[index] === null || before[index] !== look(place));
}"""


class Laboratory:
    """Opens notebooks as a learner does: a fresh kernel, "Run All Cells".

    JupyterLab starts at once, and there is time for other work; the browser is opened for the first picture.
    """

    def __init__(self) -> None:
        self._opened = ExitStack()
        self._home = Path(self._opened.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        self._server = Server(self._home, self._home / "course", SETTINGS)
        self._server.start()
        self._opened.callback(self._server.stop)

    @cached_property
    def _browser(self) -> "Browser":
        """A browser, when JupyterLab is ready for it.

        Raises
        ------
        BuildError
            If there is no browser, or JupyterLab does not start.
        """
        program = browser.find()
        if not program:
            raise BuildError(NO_BROWSER)
        from playwright.sync_api import sync_playwright

        playwright = self._opened.enter_context(sync_playwright())
        opened = playwright.chromium.launch(executable_path=program, args=browser.ARGS)
        self._opened.callback(opened.close)
        self._server.wait()
        return opened

    def close(self) -> None:
        """End JupyterLab and the browser."""
        self._opened.close()

    def photograph(self, nb: NotebookNode, name: str, places: list[tuple[int, int]]) -> list[tuple[bytes, int]]:
        """Run a notebook and return one picture with its width for each (cell, output) in `places`.

        Raises
        ------
        BuildError
            If there is no browser, JupyterLab does not start, the cells do not finish, or a widget does not appear. The
            text of the last two begins with `name`.
        """
        from playwright.sync_api import Error

        opened = self._browser
        self._server.end_kernels()
        shutil.rmtree(self._home / "progress", ignore_errors=True)
        notebook.write(_without_outputs(nb), self._server.root / name)
        try:
            with opened.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                device_scale_factor=SCALE,
                color_scheme="light",
                reduced_motion="reduce",
            ) as page:
                page.set_default_timeout(RUN_SECONDS * 1000)
                page.goto(self._server.page(name, alone=True))
                page.wait_for_selector(".jp-Notebook .jp-Cell")
                page.evaluate(RUN_ALL)
                _wait_until_drawn(page, places)
                return [_shoot(page, place) for place in places]
        except (Error, TimeoutError) as trouble:
            raise BuildError(f"{name}: {trouble}") from None


def _wait_until_drawn(page: "Page", places: list[tuple[int, int]]) -> None:
    until = time.monotonic() + DRAW_SECONDS
    while missing := page.evaluate(NOT_DRAWN, [list(place) for place in places]):
        if time.monotonic() > until:
            raise TimeoutError(f"the widget of cell {missing[0][0] + 1} did not appear in JupyterLab")


def _shoot(page: "Page", place: tuple[int, int]) -> tuple[bytes, int]:
    cell, number = place
    node = page.locator(".jp-Notebook .jp-Cell").nth(cell).locator(".jp-OutputArea-output").nth(number)
    box, view = node.bounding_box(), page.viewport_size
    if not box or not view:
        raise TimeoutError(f"the widget of cell {cell + 1} went away in JupyterLab")
    if box["height"] + 200 > view["height"]:
        page.set_viewport_size({"width": WIDTH, "height": int(box["height"]) + 200})
    return png.smaller(node.screenshot(animations="disabled")), round(box["width"])


def _without_outputs(nb: NotebookNode) -> NotebookNode:
    bare = copy.deepcopy(nb)
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return bare
