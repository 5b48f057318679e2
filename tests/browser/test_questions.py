"""All kinds of question, in a real JupyterLab, by mouse and by keyboard."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lessonkit import kinds
from lessonkit.bank import bank
from support.pages import button, says

SAMPLE = Path(__file__).parents[1] / "fixtures" / "exercises" / "sample.yml"
REHEARSAL = (Path(__file__).parent / "rehearsal.py").read_text(encoding="utf-8")
KINDS = list(kinds.folders())
KEYS = [
    "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End", "PageDown", "d", "d", "x", "a", "b", "c", "v", "z", "m", "y",
    "0", "0", "j", "k", "Enter", "Shift+Enter", "Control+Enter", "Alt+Enter", "Shift+ArrowDown", "Shift+M", "Control+a", "Escape",
    "Delete", "Backspace", "Space",
]  # many words on a line  # fmt: skip
STEPS = [
    "Hungary ratifies",
    "Sweden’s application",
    "Invitation in Madrid",
    "Türkiye ratifies",
    "Protocols signed",
    "Accession",
]


class Board:
    """One notebook with a question of each kind; the cell of a kind is run again for a fresh one."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page

    def question(self, kind):
        return self.page.locator(f".nc-question:has(.nc-is-{kind})").first

    def fresh(self, kind):
        """Run the kind's cell again and return its new widget."""
        old = self.question(kind).locator("h3").get_attribute("id")
        self.page.evaluate(
            """async (index) => {
                jupyterapp.shell.currentWidget.content.activeCellIndex = index;
                jupyterapp.shell.currentWidget.content.deselectAll();
                await jupyterapp.commands.execute('notebook:run-cell');
            }""",
            KINDS.index(kind) + 1,
        )
        self.page.wait_for_function("(id) => !document.getElementById(id)", arg=old)
        question = self.question(kind)
        question.wait_for()
        return question

    def has_draft(self, kind, draft):
        """Wait until the session keeps this draft."""
        deadline = time.monotonic() + 20
        while self.notebook.value(f"sessions[{kind!r}].draft") != draft:
            assert time.monotonic() < deadline
            self.page.wait_for_timeout(50)

    def seen(self, kind):
        return self.notebook.value(f"sessions[{kind!r}].seen")


@pytest.fixture(scope="module")
def board(lab):
    board = Board(lab([f"SAMPLE = {str(SAMPLE)!r}\n{REHEARSAL}", *(f"show({kind!r})" for kind in KINDS)]))
    board.question(KINDS[-1]).wait_for()
    return board


def focused(page):
    return page.evaluate(
        "document.activeElement.ariaLabel || document.activeElement.value || document.activeElement.textContent"
    )


# -- each kind, by mouse and by keyboard --------------------------------------------------------


def test_choice_two_tries_and_a_new_start(board):
    question = board.fresh("choice")
    meta = question.locator(".nc-meta")
    expect(meta).to_have_text("Exercise 00.1 · 2 min · try 1 of 2")
    question.get_by_text("Send armed forces.").click()
    button(question, "Check").click()
    says(question, "Not yet")
    expect(meta).to_have_text("Exercise 00.1 · 2 min · try 2 of 2")
    expect(button(question, "Check")).to_be_focused()

    question.get_by_role("radio").first.focus()
    board.notebook.press("ArrowDown", "ArrowDown", "Tab", "Enter")
    says(question, "The answer")
    assert board.seen("choice") == ["a", "c"]
    expect(meta).to_have_text("Exercise 00.1 · 2 min · done")
    expect(button(question, "Check")).to_be_focused()

    third = question.get_by_role("radio").nth(2)
    question.get_by_text("Send armed forces.").click(force=True)
    third.focus()
    board.notebook.press("ArrowDown")
    expect(third).to_be_checked()
    expect(third).to_have_attribute("aria-disabled", "true")

    button(question, "Start again").click()
    expect(meta).to_have_text("Exercise 00.1 · 2 min · try 1 of 2")
    assert question.get_by_role("radio", checked=True).count() == 0
    expect(button(question, "Check")).to_be_focused()


def test_nothing_chosen_is_said_and_uses_no_try(board):
    question = board.fresh("choice")
    button(question, "Check").click()
    says(question, "Not answered yet")
    expect(question.locator(".nc-meta")).to_contain_text("try 1 of 2")


def test_a_double_click_on_check_is_one_try(board):
    question = board.fresh("choice")
    question.get_by_text("Send armed forces.").click()
    button(question, "Check").dblclick()
    says(question, "Not yet")
    assert board.seen("choice") == ["a"]


def test_multiple_by_keyboard(board):
    question = board.fresh("multiple")
    question.get_by_role("checkbox").first.focus()
    board.notebook.press("Space", "Tab", "Tab", "Space", "Tab", "Tab", "Space")
    says(question, "Right")
    assert board.seen("multiple") == [["a", "c"]]


def test_number_enter_checks_and_a_hint_keeps_the_draft(board):
    question = board.fresh("number")
    box = question.get_by_role("textbox", name="Your answer in %")
    box.focus()
    board.notebook.press("1", "6", "Enter")
    says(question, "Not yet")
    expect(box).to_be_focused()
    board.notebook.press("Backspace", "Backspace", "6")
    button(question, "Hint 1 of 2").click()
    expect(question.locator(".nc-hints li")).to_have_count(1)
    button(question, "Hint 2 of 2").click()
    expect(question.locator(".nc-hints li")).to_have_text(["Hint number 1.", "Hint number 2."])
    expect(button(question, "No more hints")).to_be_focused()
    expect(box).to_have_value("6")
    box.press("End")
    board.notebook.press("6")
    assert board.seen("number") == ["16"]
    button(question, "Check").click()
    says(question, "Right")
    expect(box).to_have_value("66")
    expect(box).to_have_attribute("readonly", "")


def order_shown(question):
    return [text.split(", ")[0] for text in question.locator(".nc-list").first.locator(".nc-item").all_text_contents()]


def test_order_by_keyboard(board):
    question = board.fresh("order")
    assert order_shown(question) == STEPS
    live = question.locator(".nc-unseen[aria-live]")
    question.locator(".nc-item", has_text="Sweden’s application, 2 of 6").focus()
    board.notebook.press("Alt+ArrowDown")
    expect(live).to_have_text("Sweden’s application, now 3 of 6")
    assert focused(board.page).startswith("Sweden’s application")
    board.notebook.press("Space", "ArrowUp", "ArrowUp")
    expect(live).to_have_text("Sweden’s application, now 1 of 6")
    assert focused(board.page).startswith("Sweden’s application")
    board.notebook.press("Escape")
    expect(live).to_have_text("Sweden’s application, back at 3 of 6")
    assert focused(board.page).startswith("Sweden’s application")
    board.notebook.press("ArrowUp")  # not lifted: the focus walks, the list stays
    assert focused(board.page).startswith("Invitation in Madrid")
    board.notebook.press("ArrowDown", "Space", "ArrowUp", "ArrowUp", "Space", "ArrowDown")
    assert order_shown(question) == [STEPS[1], STEPS[0], *STEPS[2:]]
    button(question, "Move down: Hungary ratifies").focus()
    board.notebook.press("Enter", "Enter", "Enter")
    expect(button(question, "Move down: Hungary ratifies")).to_be_focused()
    expect(live).to_have_text("Hungary ratifies, now 5 of 6")
    button(question, "Move up: Protocols signed").focus()
    board.notebook.press("Space")
    button(question, "Check").press("Enter")
    says(question, "Right")
    assert board.seen("order") == [list("wetrqy")]


def test_order_by_mouse(board):
    question = board.fresh("order")
    page = board.page
    question.scroll_into_view_if_needed()
    start = question.locator(".nc-item", has_text="Accession").bounding_box()
    goal = question.locator(".nc-item", has_text="Hungary").bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] - 30, steps=4)
    page.mouse.move(goal["x"] + 40, goal["y"] + 2, steps=6)
    page.mouse.up()
    assert order_shown(question) == ["Accession", *STEPS[:-1]]
    assert question.locator("[aria-pressed=true]").count() == 0
    button(question, "Move down: Accession").click()
    assert order_shown(question)[:2] == ["Hungary ratifies", "Accession"]
    button(question, "Check").click()
    says(question, "Not yet")
    assert board.seen("order") == [list("qywert")]


def test_parsons_keeps_the_indent_and_leaves_lines_out(board):
    question = board.fresh("parsons")
    assert question.locator(".nc-codeline").first.inner_text().startswith("    total")
    button(question, "Leave out: total = value").focus()
    board.notebook.press("Enter")
    expect(button(question, "Put back: total = value")).to_be_focused()
    question.locator(".nc-item", has_text="total = total + value, 1 of 3").focus()
    board.notebook.press("Alt+ArrowDown", "Alt+ArrowDown")
    button(question, "Check").press("Enter")
    says(question, "Right")
    assert board.seen("parsons") == [["w", "e", "q"]]


def test_parsons_a_line_is_dragged_out(board):
    question = board.fresh("parsons")
    question.scroll_into_view_if_needed()
    line = question.locator(".nc-item", has_text="total = 0").bounding_box()
    spare = question.locator(".nc-spare").bounding_box()
    board.page.mouse.move(line["x"] + 30, line["y"] + 8)
    board.page.mouse.down()
    board.page.mouse.move(spare["x"] + 60, spare["y"] + 15, steps=8)
    board.page.mouse.up()
    expect(question.locator(".nc-spare .nc-codeline")).to_have_text(["total = 0"])


def test_classify_by_keyboard(board):
    question = board.fresh("classify")
    question.get_by_role("radio", name="Consult when one of us feels threatened Article 3").focus()
    board.notebook.press("Space", "ArrowRight", "Tab", "Space", "Tab", "ArrowLeft")
    button(question, "Check").press("Space")
    says(question, "Right")
    assert board.seen("classify") == [{"q": "a4", "w": "a3", "e": "a5"}]
    assert question.get_by_role("columnheader").count() == 4
    assert question.get_by_role("rowheader").count() == 3


def test_countries_map_and_list_are_equal(board):
    question = board.fresh("countries")
    count = question.locator(".nc-count")
    question.locator("path[data-iso=FRA]").click()
    question.locator("circle[data-iso=LUX]").click()
    expect(question.get_by_role("checkbox", name="France")).to_be_checked()
    expect(question.get_by_role("checkbox", name="Luxembourg")).to_be_checked()
    question.get_by_text("Germany").click()
    expect(question.locator("path[data-iso=DEU]")).to_contain_class("nc-chosen nc-lit")
    expect(count).to_have_text("3 chosen")
    question.locator("path[data-iso=DEU]").click()
    expect(count).to_have_text("2 chosen")

    question.locator("path[data-iso=POL]").hover()
    expect(question.locator("label[data-iso=POL]")).to_contain_class("nc-lit")
    expect(question.locator(".nc-under")).to_have_text("Poland")
    question.get_by_role("checkbox", name="France").focus()
    expect(question.locator("path[data-iso=FRA]")).to_contain_class("nc-chosen nc-lit")
    assert question.locator("path:not([data-iso])").count() == 1  # Switzerland cannot be chosen
    expect(question.get_by_text("Only in the list, not on this map: Canada.")).to_be_visible()

    find = question.get_by_role("searchbox", name="Find")
    find.press_sequentially("pól")
    assert question.locator("label.nc-country:visible").all_text_contents() == ["Poland"]
    board.notebook.press("Tab", "Space")
    expect(count).to_have_text("3 chosen")
    board.notebook.press("Space")
    button(question, "Check").press("Enter")
    says(question, "Right")
    assert board.seen("countries") == [["FRA", "LUX"]]
    question.locator("path[data-iso=FRA]").click(force=True)
    expect(count).to_have_text("2 chosen")


def test_written_then_scored_by_oneself(board):
    question = board.fresh("written")
    page = board.page
    box = question.get_by_role("textbox", name="Your text")
    box.focus()
    page.keyboard.type("In 2004")
    board.notebook.press("Enter")
    page.keyboard.type("seven joined.")
    expect(question.locator(".nc-count").first).to_have_text("4 words. Write between 4 and 60 words.")
    assert question.get_by_text("A model answer").count() == 0
    button(question, "Check").press("Enter")
    says(question, "Right")
    expect(question.get_by_text("The round of 2004 brought seven members.")).to_be_visible()
    expect(box).to_have_value("In 2004\nseven joined.")
    question.get_by_role("radio", name="A claim 2 · clearly there").focus()
    board.notebook.press("Space", "Tab", "Space", "ArrowRight", "Tab", "Space")
    expect(question.get_by_text("Your own score: 3 of 6.")).to_be_visible()
    assert board.seen("written") == [{"text": "In 2004\nseven joined."}, [2, 1, 0]]

    better = question.get_by_role("textbox", name="Make it better here")
    better.focus()
    board.notebook.press("Control+End")
    page.keyboard.type(" Twice!")
    button(question, "Start again").press("Enter")  # the focus leaves the box: the text is kept
    expect(button(question, "Keep my text")).to_be_focused()
    board.has_draft("written", {"text": "In 2004\nseven joined. Twice!"})
    board.notebook.press("Escape")
    expect(button(question, "Start again")).to_be_focused()
    expect(better).to_have_value("In 2004\nseven joined. Twice!")
    board.notebook.press("Enter", "Tab", "Enter")
    expect(box).to_have_value("")
    expect(button(question, "Check")).to_be_focused()


def test_a_draft_is_kept_at_a_pause_and_comes_back(board):
    question = board.fresh("number")
    board.notebook.do("drafts.clear()")
    question.get_by_role("textbox").press_sequentially("3")
    board.has_draft("number", "3")
    assert board.seen("number") == []
    board.notebook.do("drafts.update(number='37', order=list('wqerty'))")
    expect(board.fresh("number").get_by_role("textbox")).to_have_value("37")
    assert order_shown(board.fresh("order"))[:2] == [STEPS[1], STEPS[0]]


def test_critique_by_keyboard(board):
    question = board.fresh("critique")
    question.get_by_role("radio", name="Supported").focus()
    board.notebook.press("ArrowDown", "Tab", "Space", "Tab", "Enter")
    says(question, "Right")
    assert board.seen("critique") == [{"label": "imprecise", "reason": "a"}]


def test_code_points_to_the_cell_below(board):
    question = board.fresh("code")
    expect(question.get_by_text("Answer in the cell below, then run it.")).to_be_visible()
    assert button(question, "Check").count() == 0
    button(question, "Hint 1 of 2").click()
    expect(question.locator(".nc-hints li")).to_have_text(["Hint number 1."])


# -- all kinds ------------------------------------------------------------------------------------


def test_trouble_in_python_becomes_a_note(board):
    question = board.fresh("number")
    box = question.get_by_role("textbox")
    box.fill("trouble")
    box.press("Enter")
    says(question, "I cannot check this")
    says(question, "RuntimeError: the <disk> is full")
    assert board.page.locator(".jp-RenderedText[data-mime-type*=stderr]").count() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_reaches_the_notebook(board, kind):
    question = board.fresh(kind)
    before = board.notebook.cells()
    controls = question.locator("input:visible, textarea:visible, button:visible, [tabindex='0']:visible")
    # The first and last control of each sort stand for the rest.
    ends = controls.evaluate_all(
        """(all) => {
            const sort = (node) => `${node.tagName} ${node.type} ${node.classList[0]}`;
            return all.map((node, i) => [sort(node), i]).filter(([name], i, pairs) =>
                i === pairs.findIndex((p) => p[0] === name) || i === pairs.findLastIndex((p) => p[0] === name)).map((p) => p[1]);
        }"""
    )
    for index in ends:
        control = (
            question.locator("input, textarea, button, [tabindex='0']").and_(question.locator(":visible")).nth(index)
        )
        if not control.is_visible():
            continue
        control.focus()
        board.notebook.press(*KEYS)
        assert board.notebook.cells() == before
    assert board.page.locator("dialog[open], .jp-Dialog").count() == 0


def test_saving_still_reaches_the_notebook(board):
    board.page.evaluate(
        "window.reached = []; document.addEventListener('keydown', (event) => reached.push(event.key));"
    )
    board.fresh("number").get_by_role("textbox").focus()
    board.notebook.press("7", "Control+s", "Escape")
    assert board.page.evaluate("reached.filter((key) => key !== 'Control')") == ["s"]


def test_axe_finds_nothing_of_ours(board):
    for kind in KINDS:
        board.fresh(kind)
    button(board.question("number"), "Hint 1 of 2").click()
    board.question("choice").get_by_text("Send armed forces.").click()
    button(board.question("choice"), "Check").click()
    board.question("multiple").get_by_text("Portugal").click()
    board.question("multiple").get_by_text("Iceland").click()
    button(board.question("multiple"), "Check").click()
    board.question("written").get_by_role("textbox").fill("In 2004 seven members joined.")
    button(board.question("written"), "Check").click()
    says(board.question("choice"), "Not yet")
    says(board.question("multiple"), "Right")
    says(board.question("written"), "Right")
    board.notebook.clean_in_both_themes(".nc-question", color_contrast=100, label=30)


def test_a_narrow_page_cuts_nothing_off(board):
    board.page.evaluate("jupyterapp.shell.collapseLeft()")
    board.page.set_viewport_size({"width": 480, "height": 800})
    for kind in KINDS:
        question = board.question(kind)
        question.scroll_into_view_if_needed()
        too_wide = question.evaluate(
            """(root) => [...root.querySelectorAll('*')].filter((node) => !node.closest('.nc-unseen, svg, pre, thead')
                && node.getBoundingClientRect().right > root.getBoundingClientRect().right + 1).map((node) => node.className)"""
        )
        assert too_wide == [], kind
    board.page.set_viewport_size({"width": 1200, "height": 900})


def test_two_views_stay_in_step(board):
    question = board.fresh("number")
    page = board.page
    page.evaluate("jupyterapp.commands.execute('notebook:create-output-view')")
    other = page.locator(".jp-LinkedOutputView .nc-question")
    other.wait_for()
    question.get_by_role("textbox").fill("16")
    expect(other.get_by_role("textbox")).to_have_value("16")
    other.get_by_role("textbox").fill("66")
    button(other, "Check").click()
    for view in (question, other):
        says(view, "Right")
        expect(view.get_by_role("textbox")).to_have_value("66")
    page.locator(".lm-TabBar-tab:has-text('Output View') .lm-TabBar-tabCloseIcon").click()
    other.wait_for(state="detached")


def test_an_answer_outlives_the_page_and_the_kernel(lab):
    item = next(item for item in bank.load_bank() if item.kind == "choice")
    essay = next(item for item in bank.load_bank() if item.kind == "written")
    shows = [f"from nato_course import exercise\nexercise({one.full_id!r})" for one in (item, essay)]
    notebook = lab(shows)
    page = notebook.page
    question = page.locator(".nc-question:has(.nc-is-choice)")
    text = page.locator(".nc-question:has(.nc-is-written)").get_by_role("textbox")
    text.fill("Half a sen")
    text.blur()
    question.wait_for()
    right = question.locator(f"input[value={item.logic.solution(item)}]")
    right.check()
    button(question, "Check").click()
    says(question, "Right")
    page.evaluate("jupyterapp.shell.currentWidget.context.save()")

    page.reload()
    says(question, "Right")
    expect(text).to_have_value("Half a sen")
    notebook.rerun()
    says(question, "Right")
    expect(text).to_have_value("Half a sen")
    expect(question.locator(".nc-meta")).to_contain_text("done")
    expect(right).to_be_checked()
    button(question, "Start again").click()
    expect(right).not_to_be_checked()


def test_the_page_had_no_trouble_and_asked_for_nothing_outside(board):
    board.notebook.fine()
