"""Ten questions and the due ones in a real JupyterLab: by keyboard, over a new kernel, in both themes."""

import pytest
from playwright.sync_api import expect

from lessonkit.bank import bank
from support.pages import button

ITEMS = [bank.get(name) for name in ("who-pays/r1", "who-pays/r2")]
MISSED = f"""
from nato_course import look_back, review
from lessonkit.progress.store import store
store().reset()
for name in {[item.full_id for item in ITEMS]!r}:
    for _ in range(2):
        store().record(name, "z", "incorrect", 0)
store()._db.execute("update attempt set at = '2026-01-02T10:00:00+00:00'")
"""


@pytest.fixture(scope="module")
def notebook(lab):
    notebook = lab([MISSED, "look_back()", "review()"])
    notebook.page.locator(".nc-series").nth(1).locator(".nc-question").wait_for()
    return notebook


@pytest.fixture
def page(notebook):
    return notebook.page


@pytest.fixture
def series(page):
    return page.locator(".nc-series").nth(1)


def test_a_review_by_keyboard(notebook, series):
    before = notebook.cells()
    status = series.locator(".nc-foot [role=status]")
    expect(status).to_have_text("0 of 2 answered.")
    right = "abcd".index(ITEMS[0].logic.solution(ITEMS[0]))
    series.get_by_role("radio").first.focus()
    notebook.press("d", "d", "Space", *["ArrowDown"] * right)
    button(series, "Check").press("Enter")
    expect(series.locator(".nc-question .nc-status")).to_contain_text("Right")
    expect(status).to_contain_text("It comes back in review() in ")
    expect(status).to_contain_text("1 of 2 answered.")
    button(series, "Next question").focus()
    notebook.press("d", "d", "Enter")
    expect(series.locator(".nc-where")).to_have_text("Question 2 of 2")
    expect(series.locator(".nc-where")).to_be_focused()
    expect(series.locator(".nc-question .nc-title")).to_have_text(ITEMS[1].title)
    expect(button(series, "Next question")).to_have_attribute("aria-disabled", "true")
    assert notebook.cells() == before


def test_axe_finds_nothing_of_ours(notebook):
    notebook.clean_in_both_themes(".nc-series", color_contrast=20, label=4)


def test_ten_questions_walk_forth_and_back(page):
    series = page.locator(".nc-series").first
    where = series.locator(".nc-where")
    expect(where).to_have_text("Question 1 of 10")
    first = series.locator(".nc-question .nc-title").inner_text()
    button(series, "Next question").click()
    expect(where).to_have_text("Question 2 of 10")
    expect(series.locator(".nc-question .nc-title")).not_to_have_text(first)
    button(series, "Previous question").click()
    expect(series.locator(".nc-question .nc-title")).to_have_text(first)


def test_what_was_reviewed_stays_answered_in_a_new_kernel(page):
    page.evaluate(
        """async () => {
            document.querySelectorAll('.nc-series').forEach((old) => old.classList.add('nc-old'));
            const {content, sessionContext} = jupyterapp.shell.currentWidget;
            content.widgets[0].model.sharedModel.setSource('from nato_course import look_back, review');
            await sessionContext.session.kernel.restart();
            await jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    series = page.locator(".nc-series:not(.nc-old)").nth(1)
    expect(series.locator(".nc-where")).to_have_text("Question 1 of 1")
    expect(series.locator(".nc-question .nc-title")).to_have_text(ITEMS[1].title)


def test_the_page_had_no_trouble_and_asked_for_nothing_outside(notebook):
    notebook.fine()
