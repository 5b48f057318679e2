"""The home of the course by keyboard: the road, the strips of a page, restoring, and progress that is true at once."""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from lessonkit import course
from lessonkit.build.server import Server
from lessonkit.progress.store import Store
from support.browser import watched
from support.pages import button

LESSON = "lessons/00-start-here.ipynb"
SIZES = ((640, 657), (1366, 657), (1920, 1000))
PAGES = "[...jupyterapp.shell.widgets('main')].map((widget) => widget.title.label)"


@pytest.fixture(scope="module")
def home(chromium, tmp_path_factory):
    """The home of a small copy of the course, just opened."""
    root, own, real = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home"), course.current().root
    for name in (course.FILE, "pages.json"):
        shutil.copy(real / name, root)
    for name in ("content", "data"):
        (root / name).symlink_to(real / name)
    for kind in ("lessons", "exercises"):
        (root / kind).mkdir()
        for path in (*(real / kind).glob("0[01]-*.ipynb"), *(real / kind).glob("1[45]-*.ipynb")):
            shutil.copy(path, root / kind)
    with course.using(course.Course.read(root)), Server(own, root) as server:
        context = chromium.new_context(viewport={"width": 1366, "height": 657}, reduced_motion="reduce")
        context.set_default_timeout(60_000)
        opened = watched(context)
        opened.server, opened.store = server, Store(own / "progress")
        opened.page.goto(f"{server.address}/lab?token={server.token}")
        opened.page.locator("#lk-home h1").wait_for()
        yield opened
        context.close()


def test_it_stands_where_the_launcher_was_and_names_every_page(home):
    page = home.page.locator("#lk-home")
    expect(page.get_by_role("heading", level=1)).to_have_text(course.current().title)
    assert home.page.evaluate(PAGES) == ["Home"]
    for name in ("00 Start here", "01 Why bind yourself?", "14 Before and after", "15 Look back"):
        expect(page.get_by_role("link", name=name, exact=True).last).to_be_visible()
    expect(page.locator(".lk-card").first).to_contain_text(re.compile(r"0 of \d+ done, 45 min"))
    expect(page.locator(".lk-go-on")).to_be_focused()


def test_it_fits_every_window_and_axe_finds_nothing_in_both_themes(home):
    for width, height in SIZES:
        home.page.set_viewport_size({"width": width, "height": height})
        home.page.wait_for_function("width => document.querySelector('#lk-home').clientWidth > width - 120", arg=width)
        assert home.page.evaluate("(node => node.scrollWidth <= node.clientWidth)(document.querySelector('#lk-home'))")
    home.page.set_viewport_size({"width": 1366, "height": 657})
    home.page.evaluate("jupyterapp.shell.activateById('lk-road')")
    home.page.locator("#lk-road h2").wait_for()
    home.clean_in_both_themes("#lk-home", color_contrast=10)
    home.clean("#lk-road", color_contrast=10)
    home.page.evaluate("jupyterapp.shell.collapseLeft()")


def test_my_country_is_chosen_once(home):
    choice = home.page.locator("#lk-home").get_by_label("My country")
    choice.focus()
    choice.press("d")
    home.page.wait_for_function("document.querySelector('#lk-home select').value !== ''")
    expect(choice).to_be_focused()
    assert choice.input_value() == "DNK"


def test_a_page_is_opened_and_its_strip_leads_on_in_its_place(home):
    home.page.locator("#lk-home .lk-go-on").press("Enter")
    strip = home.page.get_by_role("navigation", name="Course", exact=True)
    strip.wait_for()
    assert home.page.evaluate(PAGES) == ["Home", "00-start-here.ipynb"]
    button(strip, "01 Why bind yourself? →").press("Enter")
    button(strip, "Exercises 01 Why bind yourself?").press("Enter")
    button(strip, "← 01 Why bind yourself?").press("Enter")
    button(strip, "← 00 Start here").wait_for()
    home.page.wait_for_function(f"{PAGES}.length === 2")
    assert home.page.evaluate(PAGES) == ["Home", "01-why-bind-yourself.ipynb"]
    home.clean(".lk-strip")
    button(strip, "← 00 Start here").press("Enter")
    button(strip, "01 Why bind yourself? →").wait_for()


def test_a_spoilt_page_is_restored_and_lives(home):
    home.page.evaluate("jupyterapp.shell.currentWidget.content.model.sharedModel.deleteCell(0)")
    home.page.evaluate("jupyterapp.commands.execute('lessonkit:restore')")
    expect(home.page.locator(".jp-Notebook:visible h1").first).to_be_visible()
    home.page.locator(".nc-question:visible").first.wait_for()
    home.page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")


def test_progress_is_true_at_once_and_its_link_leads_to_the_question(home):
    table = home.page.locator(".lk-progress:visible")
    expect(table).to_contain_text("00 Start here")
    home.store.record("start-here/first-number", "a", "correct", 1)
    home.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(table).to_contain_text("1 of 2 done: 1 at the first try")
    link = table.get_by_role("link").last
    cell = link.get_attribute("href").partition("#cell-id=")[2]
    link.press("Enter")
    home.page.wait_for_function("id => jupyterapp.shell.currentWidget.content.activeCell?.model.id === id", arg=cell)


def test_the_home_leads_to_where_the_learner_was(home):
    strip = home.page.get_by_role("navigation", name="Course", exact=True)
    button(strip, "Home").press("Enter")
    expect(home.page.locator("#lk-home .lk-go-on")).to_contain_text("Continue here")
    expect(home.page.locator("#lk-home")).to_contain_text("1 of 2 done")
    saved = json.loads((home.server.root / LESSON).read_text(encoding="utf-8"))
    assert [cell for cell in saved["cells"] if "widget-view" in json.dumps(cell)] == []
    home.fine()
