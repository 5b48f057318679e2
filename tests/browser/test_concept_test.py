"""The concept test in a real JupyterLab: by keyboard alone, over a killed kernel, in both themes, on a narrow page."""

import os
import signal

import pytest
from playwright.sync_api import expect

from lessonkit.concept_test import forms
from support.pages import button

KEYS = {item.id: item.logic.solution(item) for item in forms.form("after").exercises}
CELLS = [
    "from nato_course import concept_test, reset\nfrom lessonkit.progress.store import store",
    'concept_test("before", full=True)',
    'concept_test("after", full=True)',
]


@pytest.fixture(scope="module")
def notebook(lab):
    notebook = lab(CELLS)
    notebook.page.locator(".nc-test").nth(1).wait_for()
    return notebook


@pytest.fixture
def page(notebook):
    return notebook.page


def test_form_a_by_keyboard_over_a_killed_kernel(page, notebook):
    press = notebook.press
    test = page.locator(".nc-test").first
    where, status = test.locator(".nc-where"), test.locator(".nc-status")
    test.get_by_role("radio").first.focus()
    before = notebook.cells()
    press("d", "d", "Space")
    expect(status).to_have_text("Kept. 1 of 20 answered.")
    press("ArrowDown")
    expect(test.get_by_role("radio").nth(1)).to_be_checked()
    press("Tab", "Tab", "Enter")
    expect(where).to_have_text("Question 2 of 20")
    expect(where).to_be_focused()
    press("Tab", "Space", "Tab", "Enter")
    expect(where).to_have_text("Question 1 of 20")
    expect(test.get_by_role("radio").nth(1)).to_be_checked()
    expect(button(test, "Back")).to_have_attribute("aria-disabled", "true")
    expect(status).to_contain_text("2 of 20 answered.")
    assert notebook.cells() == before

    start_anew(notebook)
    test = page.locator(".nc-test").first
    expect(test.locator(".nc-where")).to_have_text("Question 3 of 20")
    expect(test.locator(".nc-status")).to_have_text("2 of 20 answered.")
    button(test, "Back").click()
    expect(test.get_by_role("radio").first).to_be_checked()


def start_anew(notebook):
    """Kill the kernel with SIGKILL, take a new one, run every cell, and wait for fresh widgets."""
    os.kill(notebook.value("__import__('os').getpid()"), signal.SIGKILL)
    notebook.page.evaluate(
        """async () => {
            document.querySelectorAll('.nc-test').forEach((old) => old.classList.add('nc-old'));
            await jupyterapp.shell.currentWidget.sessionContext.changeKernel({name: 'python3'});
            await jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    notebook.page.locator(".nc-test:not(.nc-old)").nth(1).wait_for()


def test_form_a_is_handed_in_and_says_nothing(page, notebook):
    test = page.locator(".nc-test").first
    while not test.get_by_text("Hand in?").is_visible():
        button(test, "Next").click()
    expect(test.get_by_text("2 of 20 answered. An open question counts as not right.")).to_be_visible()
    button(test, "Question 5").click()
    expect(test.locator(".nc-where")).to_have_text("Question 5 of 20")
    notebook.do(
        "for item in concept_test('before', full=True)._sitting.form.exercises[2:]: store().keep_answer('before', item.id, 'a')",
    )
    test.get_by_role("radio").nth(2).check()
    expect(test.locator(".nc-status")).to_have_text("Kept. 20 of 20 answered.")
    while not test.get_by_text("Hand in?").is_visible():
        button(test, "Next").click()
    button(test, "Hand in").click()
    expect(test.locator(".nc-where")).to_have_text("Handed in")
    expect(test.locator(".nc-where")).to_be_focused()
    expect(test.get_by_text("Kept: 20 of 20 questions answered.")).to_be_visible()
    assert test.get_by_role("radio").count() == 0 and "right" not in test.inner_text().lower()


def test_form_b_is_not_read_by_accident(page):
    test = page.locator(".nc-test").nth(1)
    expect(test.locator(".nc-where")).to_have_text("Not begun")
    assert test.get_by_role("radio").count() == 0
    button(test, "Begin").press("Enter")
    expect(test.locator(".nc-where")).to_have_text("Question 1 of 20")
    expect(test.locator(".nc-where")).to_be_focused()


def test_axe_finds_nothing_while_a_form_is_taken(page, notebook):
    page.locator(".nc-test").nth(1).scroll_into_view_if_needed()
    notebook.clean_in_both_themes(".nc-test", color_contrast=8, label=4)


def test_form_b_shows_the_result(page, notebook):
    test = page.locator(".nc-test").nth(1)
    notebook.do(f"for question, key in {KEYS!r}.items(): store().keep_answer('after', question, key)")
    test.get_by_role("radio").first.check()
    expect(test.locator(".nc-status")).to_have_text("Kept. 20 of 20 answered.")
    while not test.get_by_text("Hand in?").is_visible():
        button(test, "Next").click()
    button(test, "Hand in").click()
    expect(test.locator(".nc-where")).to_have_text("Your result")
    expect(test.get_by_text("After it: 19 of 20.")).to_be_visible()
    assert test.locator("details").count() == 20
    test.locator("summary").nth(1).focus()
    notebook.press("Enter")
    expect(test.locator("details").nth(1)).to_have_attribute("open", "")
    expect(test.locator("details").nth(1).get_by_text("You chose:").first).to_be_visible()


def test_axe_finds_nothing_in_the_result(notebook):
    notebook.clean_in_both_themes(".nc-test", color_contrast=40, link_name=3)


def test_a_narrow_page_cuts_nothing_off(page):
    page.evaluate("jupyterapp.shell.collapseLeft()")
    page.set_viewport_size({"width": 480, "height": 800})
    too_wide = (
        page.locator(".nc-test")
        .nth(1)
        .evaluate(
            """(root) => [...root.querySelectorAll('*')].filter((node) => !node.closest('thead')
            && node.getBoundingClientRect().right > root.getBoundingClientRect().right + 1).map((node) => node.outerHTML.slice(0, 80))"""
        )
    )
    page.set_viewport_size({"width": 1200, "height": 900})
    assert too_wide == []


def test_the_page_had_no_trouble_and_asked_for_nothing_outside(notebook):
    notebook.fine()
