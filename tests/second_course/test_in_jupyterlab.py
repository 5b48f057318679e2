"""The second course in JupyterLab: questions, its own explorer and looking back, by keyboard."""

import pytest
from playwright.sync_api import expect

from lessonkit import course
from lessonkit.build.server import Server
from support.browser import WINDOW, Lab
from support.pages import ExplorerPage, button, says

CELLS = [
    "from garden_course import exercise, explore, look_back, progress",
    'exercise("how-seeds-wake/first-need")',
    'exercise("how-seeds-wake/northern-lands")',
    'explore("seed-bed")',
    "look_back()",
]


@pytest.fixture(scope="module")
def page(chromium, garden, tmp_path_factory):
    """A notebook of the second course."""
    home = tmp_path_factory.mktemp("lab")
    with pytest.MonkeyPatch.context() as patch, course.using(course.Course.read(garden.root)):
        for name in ("LESSONKIT_COURSE", "PYTHONPATH"):
            patch.setenv(name, garden.environment[name])
        server = Server(home, home / "root")
        server.start()
    try:
        server.wait()
        context = chromium.new_context(viewport=WINDOW)
        context.set_default_timeout(30_000)
        yield Lab(context, server).open(CELLS)
        context.close()
    finally:
        server.stop()


def test_a_right_answer_and_a_wrong_one(page):
    question = page.page.locator(".nc-question", has_text="What wakes a seed in this garden?").first
    question.get_by_role("radio", name="Light.").press("Space")
    button(question, "Check").press("Enter")
    says(question, "The seed lies in the dark. What else reaches it there?")
    question.get_by_role("radio", name="Water.").press("Space")
    button(question, "Check").press("Enter")
    says(question, "Right")
    assert "1 of 12 done: 1 at the second try" in page.value("repr(progress('how-seeds-wake'))")


def test_the_map_of_its_own(page):
    question = page.page.locator(".nc-question", has_text="lie north of 10 degrees").first
    expect(question.locator("svg path")).to_have_count(6)
    for land in ("Avaria", "Borland", "Celia"):
        question.get_by_role("checkbox", name=land).press("Space")
    button(question, "Check").press("Enter")
    says(question, "Right")


def test_its_explorer_by_keyboard(page):
    explorer = ExplorerPage(page, "The seed bed")
    explorer.type("At which depth does most come up?", "5")
    explorer.go_on("Keep my prediction", "Mission 1 of 2")
    explorer.slide("Depth", "Home", "ArrowRight", "ArrowRight")
    explorer.reads("At 3 cm in a wet bed, 90 % of the seeds come up.")
    explorer.found("You said 5, it was 3 cm: off by 2.Most seeds come up at 3 cm.")
    explorer.go_on("Next mission", "Mission 2 of 2")
    explorer.tick("Water the bed", role="checkbox")
    explorer.reads("At 3 cm in a dry bed, 45 % of the seeds come up.")
    explorer.clean()


def test_it_looks_back_on_its_own_lessons(page):
    expect(page.page.locator(".nc-series")).to_contain_text("Question 1 of 10")
    page.fine()
