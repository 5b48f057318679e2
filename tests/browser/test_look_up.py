"""Look it up in a real JupyterLab: found by keyboard, with a dead kernel too, and readable in both themes."""

from datetime import date

import nbformat
import pytest
from playwright.sync_api import expect

from lessonkit.texts import claims

DAY = date(2027, 2, 15)
LISTS = "from nato_course import look_up\nfrom IPython.display import display\ndisplay(look_up('glossary'), look_up('timeline'), look_up('changes'))"


@pytest.fixture(scope="module")
def notebook(lab):
    notebook = lab(["0", LISTS, "1 + 1"])
    page = notebook.page
    page.clock.set_fixed_time(f"{DAY}T12:00:00")  # the lists are drawn again on this day
    page.locator(".nc-lookup").nth(2).wait_for()
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    page.locator(".nc-lookup").nth(2).get_by_role("cell", name="Yes, look again").first.wait_for()
    yield notebook
    page.close()  # its clock is not the machine's any more


@pytest.fixture
def page(notebook):
    return notebook.page


def a_list(page, title):
    return page.locator(".nc-lookup").and_(page.get_by_role("region", name=title, exact=True))


def shown(part):
    return part.locator("tbody tr")


def spoken(part, text):
    expect(part.locator("[aria-live=polite]")).to_have_text(text)


def test_words_are_found_by_keyboard(page, notebook):
    part = a_list(page, "Glossary")
    total = shown(part).count()
    part.get_by_label("Search", exact=True).focus()
    page.keyboard.type("DETENTE dd")
    expect(part.locator(".nc-count")).to_have_text("No word fits. Try fewer words, or press Clear.")
    expect(part.get_by_role("table")).to_have_count(0)
    for _ in "_dd":
        page.keyboard.press("Backspace")
    expect(shown(part)).to_have_count(1)
    spoken(part, f"1 of {total} words")
    page.keyboard.press("Escape")
    expect(shown(part)).to_have_count(total)
    page.keyboard.type("consensus")
    expect(shown(part).first.get_by_role("rowheader")).to_have_text(
        "consensus"
    )  # the word itself before words that mention it
    page.keyboard.press("Tab")
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.keyboard.press("ArrowDown")
    expect(part.get_by_role("combobox", name="Lesson")).to_have_value("00")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(part.get_by_label("Search", exact=True)).to_be_focused()
    expect(shown(part)).to_have_count(total)
    assert len(notebook.cells()[0]) == 3  # "d d" has deleted no cell
    notebook.fine()


def test_events_are_found_by_kind_and_year(page):
    part = a_list(page, "Timeline")
    part.get_by_role("combobox", name="Kind").select_option("Operation")
    part.get_by_label("From year").fill("2005")
    part.get_by_label("To year").fill("2005")
    expect(shown(part).filter(has_text="KFOR")).to_have_count(1)  # since 1999, so in 2005 too
    expect(shown(part).filter(has_text="Allied Force")).to_have_count(0)
    part.get_by_label("From year").fill("20")  # half a year narrows nothing
    expect(shown(part).filter(has_text="Allied Force")).to_have_count(1)
    part.get_by_role("button", name="Clear").click()
    part.get_by_label("Search", exact=True).fill("turkiye asked")
    expect(shown(part)).to_have_count(5)


def test_the_browser_says_what_is_due_today(page):
    part = a_list(page, "What changed since")
    due = len(claims.due(DAY))
    assert 0 < due < len(claims.claims())
    part.get_by_role("combobox", name="Due today").select_option("yes")
    expect(shown(part)).to_have_count(due)
    spoken(part, f"{due} of {len(claims.claims())} dated facts")
    part.get_by_role("button", name="Clear").click()


def test_a_link_from_a_lesson_leads_to_its_word(page):
    row = page.locator("[data-jupyter-id=NAC]")
    expect(row).not_to_be_in_viewport()
    page.evaluate("jupyterapp.shell.currentWidget.content.setFragment('#NAC')")
    expect(row).to_be_in_viewport()


def test_a_lesson_opens_in_a_tab(page, lab_server):
    (lab_server.root / "lessons").mkdir(exist_ok=True)
    lesson = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    nbformat.write(lesson, lab_server.root / "lessons" / "07-how-thirty-two-say-yes.ipynb")
    here = page.evaluate("jupyterapp.shell.currentWidget.context.path")
    part = a_list(page, "Glossary")
    part.get_by_label("Search", exact=True).fill("silence procedure")
    part.get_by_role("link", name="07", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "jupyterapp.shell.currentWidget?.context?.path === 'lessons/07-how-thirty-two-say-yes.ipynb'"
    )
    page.evaluate("path => jupyterapp.commands.execute('docmanager:open', { path })", here)
    part.get_by_role("button", name="Clear").click()


def test_reads_well_in_both_themes(page, notebook):
    for title, word in (("Glossary", "treaty"), ("Timeline", "1949"), ("What changed since", "NATO")):
        a_list(page, title).get_by_label("Search", exact=True).fill(word)
    notebook.clean_in_both_themes(".nc-lookup", color_contrast=30, select_name=1, scrollable_region_focusable=1)


def test_a_dead_kernel_does_not_matter(page):
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    part = a_list(page, "Glossary")
    part.get_by_label("Search", exact=True).fill("winset")
    expect(shown(part).first.get_by_role("rowheader")).to_have_text("winset")
