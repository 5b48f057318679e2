"""What a learner sees and does in JupyterLab: a notebook, an explorer in it, a question.

Whatever is done here is done by keyboard. Nothing waits for a time: each step waits for what it leads to.
"""

import ast
import json
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from lessonkit.build.server import RUN_ALL

# JupyterLab's body is 0 px high and hides what overflows, so axe takes every text in it for hidden and
# passes its contrast unseen. So it does with what is scrolled out of the window.
SEEN_BY_AXE = """
    body, .jp-LabShell, .jp-WindowedPanel-outer { overflow: visible !important; }
    .jp-Cell { content-visibility: visible !important; }
"""
# An explorer names its picture, and speaks, once the learner rests.
AT_REST = """() => !document.querySelector('#jupyterlab-splash')
    && [...document.querySelectorAll('.nc-foot:has(> .nc-reading)')].every((foot) => {
        const [seen, spoken] = [foot.querySelector('.nc-reading'), foot.querySelector('.nc-unseen')];
        return spoken.textContent === (seen.hidden ? '' : seen.textContent);
    })"""
CELLS = """() => {
    const notebook = jupyterapp.shell.currentWidget.content;
    return [notebook.widgets.map((cell) => cell.model.sharedModel.source), notebook.activeCellIndex];
}"""
VALUE = """async (code) => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const future = kernel.requestExecute({code: '', silent: true, user_expressions: {value: code}});
    const value = (await future.done).content.user_expressions.value;
    if (value.status !== 'ok') throw new Error(JSON.stringify(value));
    return value.data['text/plain'];
}"""
DO = """async (code) => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const reply = await kernel.requestExecute({code, silent: true}).done;
    if (reply.content.status !== 'ok') throw new Error(JSON.stringify(reply.content));
}"""


STANDS = """() => Promise.all(document.getAnimations()
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map((one) => one.finished.catch(() => undefined))).then(() => undefined)"""
"""What slides in is pale until it stands."""


def axe(page: Page, selector: str) -> tuple[list[tuple], dict[str, int]]:
    """Run axe-core on the parts of a page.

    Returns
    -------
    findings
        Of each: rule, target and summary.
    looked_at
        How many elements passed each rule.
    """
    page.evaluate(STANDS)
    style = page.add_style_tag(content=SEEN_BY_AXE)
    response = Axe().run(page, selector, {"resultTypes": ["violations", "passes"]}).response
    style.evaluate("(node) => node.remove()")
    findings = [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in response["violations"]
        for node in rule["nodes"]
    ]
    return findings, {rule["id"]: len(rule["nodes"]) for rule in response["passes"]}


def button(part: Locator, name: str) -> Locator:
    """Return the button of a part that has exactly this name."""
    return part.get_by_role("button", name=name, exact=True)


def says(question: Locator, text: str) -> None:
    """Wait until a question says something."""
    expect(question.locator(".nc-status")).to_contain_text(text)


def paper_box(page: Page) -> dict[str, float]:
    """Return where the paper to draw on is, in px: its left, top, width and height between the axes' ends."""
    canvas = page.locator(".nc-draw .nc-canvas")
    canvas.scroll_into_view_if_needed()
    return canvas.evaluate(
        """(canvas) => {
            const lines = [...canvas.querySelectorAll('.nc-axis-x .nc-grid')].map((line) => line.getBoundingClientRect());
            return { x: lines[0].left, y: lines[0].top, width: lines.at(-1).left - lines[0].left, height: lines[0].height };
        }"""
    )


class NotebookPage:
    """A notebook in JupyterLab. What this has no word for is done on `page`, Playwright's own.

    `trouble` lists errors of the console and the page, `outside` addresses beyond this machine that the page asked
    for (and did not get).
    """

    def __init__(self, page: Page, trouble: list[str], outside: list[str]):
        self.page, self.trouble, self.outside = page, trouble, outside

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def run_all(self) -> None:
        """Run every cell and wait for the last one."""
        self.page.wait_for_function("window.jupyterapp?.shell.currentWidget?.context?.isReady", timeout=60_000)
        self.page.evaluate(RUN_ALL)

    def rerun(self) -> None:
        """Restart the kernel and run every cell."""
        kernel = "jupyterapp.shell.currentWidget.sessionContext.session.kernel"
        self.page.wait_for_function(f"window.{kernel.replace('.', '?.')}", timeout=60_000)
        self.page.evaluate(f"{kernel}.restart()")
        self.run_all()

    def cells(self) -> tuple[list[str], int]:
        """Return the text of each cell, and which cell is the active one."""
        return tuple(self.page.evaluate(CELLS))

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """No key that is pressed in this block reaches the notebook: "d d" deletes no cell."""
        before = self.cells()
        yield
        assert self.cells() == before

    def value(self, expression: str):
        """Return the value of an expression in the notebook's kernel."""
        return json.loads(ast.literal_eval(self.page.evaluate(VALUE, f"__import__('json').dumps({expression})")))

    def do(self, code: str) -> None:
        """Run code in the notebook's kernel, without a cell."""
        self.page.evaluate(DO, code)

    def theme(self, dark: bool) -> None:
        """Change JupyterLab's theme and wait until it is there."""
        name = f"JupyterLab {'Dark' if dark else 'Light'}"
        self.page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
        self.page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg=dark)
        self.rest()

    def rest(self) -> None:
        """Wait until every picture has its name and nothing covers the page."""
        self.page.wait_for_function(AT_REST)

    def clean(self, selector: str, **least: int) -> None:
        """axe finds nothing, and has looked at so many elements, by rule: ``color_contrast=5``."""
        self.rest()
        findings, looked_at = axe(self.page, selector)
        assert findings == []
        for rule, count in ({"color_contrast": 1} | least).items():
            assert looked_at.get(rule.replace("_", "-"), 0) >= count, (rule, looked_at)

    def clean_in_both_themes(self, selector: str, **least: int) -> None:
        """The same in the dark theme and in the light one, which stays."""
        for dark in (True, False):
            self.theme(dark)
            self.clean(selector, **least)

    def fine(self) -> None:
        """There was no error, and nothing was asked for outside."""
        assert self.trouble == []
        assert self.outside == []


class ExplorerPage:
    """One explorer of a notebook; `root` is its frame, in which everything is looked for."""

    def __init__(self, notebook: NotebookPage, title: str = ""):
        self.notebook, self.page, self.keys = notebook, notebook.page, notebook.page.keyboard
        self.root = self.page.locator(".nc-explorer").filter(has_text=title)
        self.root.locator(".nc-predict").wait_for()

    def begin(self) -> "ExplorerPage":
        """Run the notebook's cells again, which forget what was predicted, and wait for the new explorer."""
        old = self.root.element_handle()
        self.notebook.run_all()
        self.page.wait_for_function("(old) => !old.isConnected", arg=old)
        self.root.locator(".nc-predict").wait_for()
        self.notebook.trouble.clear()
        return self

    # -- what a learner does

    def press(self, name: str, key: str = "Enter") -> None:
        """Press a button without the mouse."""
        button(self.root, name).press(key)

    def go_on(self, name: str, step: str) -> None:
        """Press the button that leads on, and wait until the step is there and its text has the focus.

        A mission that is not found is skipped.
        """
        waits = self.root.locator(".nc-next[aria-disabled=true]", has_text=name).count()
        self.press("Skip" if waits else name)
        self.root.locator(".nc-steps [aria-current]", has_text=step).wait_for()
        self.page.wait_for_function("() => document.activeElement?.matches('.nc-text')")

    def to_free_play(self) -> None:
        """Go on from the third mission."""
        self.go_on("Read the limits", "Limits")
        self.go_on("Start free play", "Free play")

    def type(self, name: str, text: str) -> None:
        """Type into a box."""
        self.root.get_by_role("textbox", name=name).focus()
        self.keys.type(text)

    def slide(self, name: str, *keys: str) -> None:
        """Move a slider."""
        self.root.get_by_role("slider", name=name).focus()
        self.notebook.press(*keys)

    def choose(self, name: str, *keys: str) -> None:
        """Choose from a list by keys."""
        self.root.get_by_role("combobox", name=name).focus()
        self.notebook.press(*keys)

    def tick(self, name: str, role: str = "radio") -> None:
        """Choose one of several, or with the role "checkbox" switch one on or off."""
        self.root.get_by_role(role, name=name).press("Space")

    # -- what a learner sees

    def reads(self, text: str) -> None:
        """Wait until the reading says so."""
        self.root.locator(".nc-reading", has_text=text).wait_for()

    def found(self, text: str) -> None:
        """Wait until a finding says so."""
        self.root.locator(".nc-say", has_text=text).wait_for()

    def parts(self, done: int) -> None:
        """Wait until so many parts of the mission are done."""
        expect(self.root.locator(".nc-parts [data-done]")).to_have_count(done)

    def tells(self, text: str) -> None:
        """Wait until these words stand somewhere in the frame."""
        self.root.get_by_text(text).first.wait_for()

    def table(self, row: str) -> None:
        """Show the table, if it is not there already, and wait for one of its rows."""
        if button(self.root, "Show as table").count():
            self.press("Show as table")
        self.root.get_by_role("rowheader", name=row).wait_for()

    def clean(self, **least: int) -> None:
        """axe finds nothing in the frame."""
        self.notebook.clean(".nc-explorer", **least)

    def clean_in_both_themes(self, **least: int) -> None:
        """axe finds nothing in the frame, in the dark theme and in the light one."""
        self.notebook.clean_in_both_themes(".nc-explorer", **least)
