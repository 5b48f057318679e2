"""Notes, an ending and the certificate in a real JupyterLab: by keyboard, kept over a restart, alive without a rerun."""

import pytest
from playwright.sync_api import expect

from lessonkit.bank import bank
from support.pages import button

SLUG = "who-pays"
ITEM = bank.get(f"{SLUG}/r1")
# Begins anew, and keeps what this test has written when the kernel starts again.
FRESH = f"from lessonkit.progress.store import store\nif not store().note('{SLUG}/end'): store().reset()"
CELLS = [
    f"import nato_course\n{FRESH}",
    f"from nato_course import note\nnote('{SLUG}/start')",
    "from nato_course import table\ntable('top-payers')",
    f"from nato_course import exercise\nexercise('{SLUG}/r1')",
    f"from nato_course import ending\nending('{SLUG}')",
    "from nato_course import certificate\ncertificate()",
]
SENTENCE = "dd The big ones, I think."


@pytest.fixture(scope="module")
def notebook(lab):
    notebook = lab(CELLS)
    notebook.page.get_by_role("button", name="Make the page").wait_for()
    return notebook


def test_a_sentence_is_kept_and_stands_at_the_end_at_once(notebook):
    page = notebook.page
    box = page.locator(".nc-note").get_by_role("textbox", name="Do the big allies carry the small ones?")
    box.focus()
    with notebook.untouched():
        page.keyboard.type(SENTENCE)
        expect(page.locator(".nc-note .nc-kept")).to_have_text("Kept on this computer.")
    expect(page.locator(".nc-ending .nc-then")).to_have_text(SENTENCE)
    assert notebook.value(f"store().note('{SLUG}/start/1')") == SENTENCE


def test_the_ending_follows_an_answer_without_a_rerun(notebook):
    page = notebook.page
    card = page.locator(".nc-ending")
    expect(card.get_by_text("You have not answered a question of this lesson yet.")).to_be_visible()
    page.locator(f".nc-question input[value='{ITEM.logic.solution(ITEM)}']").press("Space")
    button(page.locator(".nc-question"), "Check").press("Enter")
    expect(card.get_by_text(f"1 of {len(bank.lesson(SLUG).items)} questions: {ITEM.title}.")).to_be_visible()
    card.get_by_role("textbox", name="Your sentence now").focus()
    page.keyboard.type("It depends on what you count.")
    page.keyboard.press("Tab")  # leaving the box keeps it too
    expect(card.locator(".nc-kept")).to_have_text("Kept on this computer.")
    expect(card.get_by_role("link", name="Lesson 07: How thirty-two say yes")).to_be_visible()


def test_both_sentences_are_there_after_a_restart(notebook):
    notebook.rerun()
    page = notebook.page
    expect(page.locator(".nc-note textarea")).to_have_value(SENTENCE)
    expect(page.locator(".nc-ending .nc-then")).to_have_text(SENTENCE)
    expect(page.locator(".nc-ending textarea")).to_have_value("It depends on what you count.")


def test_the_certificate_opens_as_a_page_of_its_own(notebook):
    page = notebook.page
    page.get_by_role("textbox", name="Your name").focus()
    page.keyboard.type("Ada <Lovelace>")
    page.keyboard.press("Enter")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the page to print it").press("Enter")
    expect(opened.value.locator(".name")).to_have_text("Ada <Lovelace>")
    opened.value.close()


def test_the_parts_can_be_read_in_both_themes(notebook):
    expect(notebook.page.locator(".nc-shown caption")).to_contain_text("The first five allies by three measures")
    notebook.clean_in_both_themes(".nc-note, .nc-ending, .nc-shown", color_contrast=9)
    notebook.fine()


def test_a_note_that_cannot_be_kept_says_so_and_keeps_what_is_typed(notebook):
    page = notebook.page
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    box = page.locator(".nc-note textarea")
    box.press("End")
    page.keyboard.type(" More.")
    expect(page.locator(".nc-note .nc-late")).to_contain_text("No reply yet, so this is not kept.")
    expect(box).to_have_value(f"{SENTENCE} More.")
