"""Photographs of the explorers' charts, taken in the course's own JupyterLab."""

import base64
import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lessonkit.build import BuildError, notebook, png
from lessonkit.build.laboratory import DRAW_SECONDS, HEIGHT, RUN_SECONDS, WIDTH, Laboratory
from lessonkit.build.server import RUN_ALL
from lessonkit.course import Page

if TYPE_CHECKING:
    from playwright.sync_api import Locator
    from playwright.sync_api import Page as BrowserPage

SCALE = 2
WALL = {"width": 1184, "height": 470, "least": 18}
"""The room that a chart has on a slide of 1280 × 720 px, and its smallest letters there, in px."""
TALL = {"width": 760, "height": 556, "least": 18}
"""The same for a chart that is nearly as high as wide: its caption stands beside it."""
TALLER_THAN = 0.56

# What is photographed: a map with its key, charts with their titles, the part that an explorer calls its picture, or all.
MARK = """() => {
    for (const chart of document.querySelectorAll('.nc-explorer .nc-chart'))
        (chart.querySelector('.nc-map') ?? (chart.querySelector('.nc-figure') ? chart : chart.querySelector('[data-nc-picture]')) ?? chart).classList.add('photo');
}"""
# Set before the charts are drawn: they fill the page, and find room for letters that can be read from the back.
WIDE = """.nc-explorer { --nc-letter: 22px; }
.nc-explorer .nc-stage { display: block !important; }
.nc-explorer .nc-side { max-height: none !important; }"""
STYLE = """.photo .nc-find { display: none; }
.photo svg { overflow: visible !important; }
.photo.nc-map .nc-map-picture svg { max-height: 380px !important; }"""
PAPER = """.nc-explorer.nc-frame { --nc-ink: #000; --nc-soft: #222; --nc-accent: #333; --nc-near: #111; --nc-line: #999;
    --nc-blue: #444; --nc-amber: #777; --nc-green: #555; --nc-red: #000; --nc-purple: #000; --nc-teal: #666; }
.photo { filter: grayscale(1) contrast(1.1); }"""

# Returns whether each chart is there and has come to rest.
AT_REST = """async (count) => {
    const look = () => [...document.querySelectorAll('.nc-explorer .nc-chart')].map((chart) => chart.innerHTML.length + '/' + chart.offsetHeight);
    const before = look();
    await new Promise((done) => setTimeout(done, 500));
    const after = look();
    return after.length === count && after.every((chart, n) => chart === before[n] && !chart.endsWith('/0'));
}"""
# Makes letters larger that would be too small on the wall; a key may then need more lines, so it looks again.
# Returns how large the smallest are there, in px.
ENLARGE = """(photo, [flat, tall, tallerThan]) => {
    const texts = [...photo.querySelectorAll('*')].filter((node) =>
        [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && node.getBoundingClientRect().width);
    const size = (node) => parseFloat(getComputedStyle(node).fontSize);
    const scale = ({ a, b, c, d }) => Math.sqrt(Math.abs(a * d - b * c));  // of a turned text too
    const drawn = (node) => size(node) * (node.ownerSVGElement ? scale(node.getScreenCTM()) : 1);
    for (let look = 0; ; look += 1) {
        const { width, height } = photo.getBoundingClientRect();
        const room = height > tallerThan * width ? tall : flat;
        const onTheWall = Math.min(room.width / width, room.height / height);
        const small = texts.filter((node) => drawn(node) * onTheWall < room.least);
        if (!small.length || look === 4) return Math.min(...texts.map(drawn)) * onTheWall;
        for (const node of small) node.style.fontSize = `${1.01 * size(node) * room.least / (drawn(node) * onTheWall)}px`;
    }
}"""

# Moves the title of an axis away from the larger letters of its ticks.
MOVE_TITLES = """(photo) => {
    for (const axis of photo.querySelectorAll('.nc-axis-x, .nc-axis-y')) {
        const title = axis.querySelector('.nc-axis-name');
        const ticks = [...axis.querySelectorAll('.nc-tick')].map((tick) => tick.getBoundingClientRect()).filter((box) => box.width);
        if (!title || !title.textContent || !ticks.length) continue;
        const box = title.getBoundingClientRect();
        const below = axis.matches('.nc-axis-x');
        const over = below ? Math.max(...ticks.map((tick) => tick.bottom)) + 2 - box.top : box.bottom + 2 - Math.min(...ticks.map((tick) => tick.top));
        if (over > 0) title.style.translate = `0 ${below ? over : -over}px`;
    }
}"""


class Darkroom(Laboratory):
    """Photographs charts: one notebook shows all explorers that are asked for, a cell each."""

    def charts(self, explorers: list[str]) -> dict[str, list[dict[str, Any]]]:
        """Return explorer -> its settings as in ``settings.Run``, each with its pictures.

        ``wall`` and ``paper`` are PNG in base64 or empty, ``width`` and ``height`` the size of both in px, ``letters`` the height of the
        smallest letters on a slide in px.

        Raises
        ------
        BuildError
            If an explorer does not start, or a chart does not appear.
        """
        from playwright.sync_api import Error

        files = {explorer: self._server.root / f"{explorer}.json" for explorer in explorers}
        cells = [
            notebook.code(f"from lessonkit.teaching.settings import show\nshow({explorer!r}, {file.name!r})")
            for explorer, file in files.items()
        ]
        notebook.write(notebook.assemble(cells, Page("00", "charts"), "Charts"), self._server.root / "charts.ipynb")
        try:
            with self._browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                device_scale_factor=SCALE,
                color_scheme="light",
                reduced_motion="reduce",
            ) as page:
                page.set_default_timeout(RUN_SECONDS * 1000)
                page.goto(self._server.page("charts.ipynb", alone=True))
                page.wait_for_selector(".jp-Notebook .jp-Cell")
                page.add_style_tag(content=WIDE)
                page.evaluate(RUN_ALL)
                for explorer, file in files.items():
                    _wait(file.exists, f"{explorer} did not start")
                told = {explorer: json.loads(file.read_text(encoding="utf-8")) for explorer, file in files.items()}
                _wait(
                    lambda: page.evaluate(AT_REST, sum(map(len, told.values()))),
                    "not every chart appeared in JupyterLab",
                )
                pictures = iter(_develop(page, [run for runs in told.values() for run in runs]))
                return {explorer: [run | next(pictures) for run in runs] for explorer, runs in told.items()}
        except (Error, TimeoutError) as trouble:
            raise BuildError(f"The charts of the explorers: {trouble}") from None


def _wait(done: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + DRAW_SECONDS
    while not done():
        if time.monotonic() > until:
            raise TimeoutError(otherwise)
        time.sleep(0.1)


def _develop(page: "BrowserPage", runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Photograph the charts of all runs, for the wall, for paper or for both."""
    page.evaluate(MARK)
    page.add_style_tag(content=STYLE)
    photos = page.locator(".photo").all()
    letters = [photo.evaluate(ENLARGE, [WALL, TALL, TALLER_THAN]) for photo in photos]
    for photo in photos:
        photo.evaluate(MOVE_TITLES)
    wall = [_shoot(photo) if run["slide"] else "" for photo, run in zip(photos, runs, strict=True)]
    page.add_style_tag(content=PAPER)
    paper = [_shoot(photo) if run["sheet"] else "" for photo, run in zip(photos, runs, strict=True)]
    sizes = [box for photo in photos if (box := photo.bounding_box())]
    return [
        {
            "wall": light,
            "paper": dark,
            "width": round(size["width"]),
            "height": round(size["height"]),
            "letters": round(least, 1),
        }
        for light, dark, size, least in zip(wall, paper, sizes, letters, strict=True)
    ]


def _shoot(photo: "Locator") -> str:
    return base64.b64encode(png.smaller(photo.screenshot(animations="disabled"))).decode()
