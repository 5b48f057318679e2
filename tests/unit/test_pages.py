"""Built pages in the learner's hands: saving changes nothing, restoring brings back what the build made."""

import copy
import json
import random
import re
import shutil
import subprocess

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonkit import course
from lessonkit.build.foot import foot
from lessonkit.build.plan import Book
from lessonkit.cli import main
from lessonkit.pages import built, files, original
from lessonkit.pages.restoring import CannotRestore, merged, restore
from lessonkit.pages.saving import VIEW, settle
from lessonkit.teaching.lesson_text import sections

PIXEL = "iVBORw0KGgo="


def page():
    """Return a small page as the build makes it."""
    widget = {"tags": ["widget"], "jupyter": {"source_hidden": True}}
    shown = nbformat.v4.new_output(
        "execute_result", {"image/png": PIXEL, "text/plain": "Question"}, execution_count=2, metadata={}
    )
    cells = [
        nbformat.v4.new_markdown_cell("# A page\n\nWith a text that is long enough."),
        nbformat.v4.new_code_cell("from garden_course import exercise", execution_count=1),
        nbformat.v4.new_code_cell('exercise("a/b")', metadata=widget, execution_count=2, outputs=[shown]),
        nbformat.v4.new_markdown_cell("Fill the blank and run the cell."),
        nbformat.v4.new_code_cell("1 + ____", execution_count=3),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"built-{number}"
    return nbformat.v4.new_notebook(cells=cells, metadata={"course": {"slug": "a"}})


def own(text, **more):
    return nbformat.v4.new_markdown_cell(text, **more)


def run(nb):
    """Return a notebook as a front end sends it when all cells have run."""
    ran = copy.deepcopy(nb)
    ran.metadata["widgets"] = {"state": 1}
    ran.metadata["language_info"] = {"name": "python", "version": "9.9"}
    for cell in ran.cells:
        if cell.cell_type == "code":
            cell.execution_count = random.randrange(1, 99)
            cell.metadata["execution"] = {"when": "today"}
            cell.outputs = [nbformat.v4.new_output("display_data", {VIEW: {"model_id": "x"}, "text/plain": "live"})]
    return ran


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A built page of this course in a folder of its own, with a learner of its own."""
    here = course.current()
    shutil.copy(here.root / course.FILE, tmp_path)
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path / "home"))
    with course.using(course.Course.read(tmp_path)):
        book = Book("lessons", course.current().page("06"))
        files.write(book.path, files.text_of(page()))
        built.keep(book.name, page())
        yield book


# -- saving


def test_a_page_that_was_only_run_is_written_byte_by_byte():
    assert files.text_of(settle(run(page()), page())) == files.text_of(page())


def test_what_the_learner_changed_keeps_its_own_outputs_without_dead_widgets():
    ran = run(page())
    ran.cells[4].source = "1 + 1"
    ran.cells.append(nbformat.v4.new_code_cell("mine", outputs=copy.deepcopy(ran.cells[2].outputs)))
    saved = settle(ran, page())["cells"]
    assert [dict(cell["outputs"][0]["data"]) for cell in saved[4:]] == [{"text/plain": "live"}] * 2
    assert saved[2].outputs == page().cells[2].outputs


@given(st.randoms(use_true_random=False), st.lists(st.text(max_size=30), max_size=5))
def test_saving_touches_the_courses_own_cells_only(dice, texts):
    ran = run(page())
    for text in texts:
        ran.cells.insert(dice.randrange(len(ran.cells) + 1), dice.choice((own, nbformat.v4.new_code_cell))(text))
    saved = settle(ran, page())["cells"]
    ours = {cell.id: cell for cell in page().cells}
    assert [cell.id for cell in saved] == [cell.id for cell in ran.cells]
    assert all(cell == ours[cell.id] for cell in saved if cell.id in ours)
    assert [cell for cell in saved if cell.id not in ours] == [c for c in ran.cells if c.id not in ours]


# -- restoring


def test_deleted_moved_and_changed_cells_return_and_own_cells_stay_behind_theirs():
    found = run(page())
    found.cells = [found.cells[2], own("after the question"), found.cells[0], own("after the head"), found.cells[4]]
    found.cells[2].source = "# A page\n\nspoilt"
    found.cells[4].source = "1 + 1  # my answer"
    cells = merged(page(), found)
    assert [cell.source for cell in cells] == [
        page().cells[0].source,
        "after the head",
        page().cells[1].source,
        page().cells[2].source,
        "after the question",
        page().cells[3].source,
        page().cells[4].source,
        "1 + 1  # my answer",
    ]
    assert len({cell.id for cell in cells}) == len(cells)


def test_halves_and_copies_of_the_courses_cells_are_not_own_cells():
    found = page()
    found.cells += [own("With a text that is long enough."), own("Fill the blank and run the cell."), own("  ")]
    assert merged(page(), found) == page().cells


def test_a_page_in_place_is_left_alone(lesson):
    before = lesson.path.stat().st_mtime_ns
    assert restore(lesson).words == "lessons/06-who-pays.ipynb is as it was built."
    assert lesson.path.stat().st_mtime_ns == before


def test_a_damaged_page_is_set_aside_and_comes_back_from_the_copy(lesson):
    original.keep_copies()
    lesson.path.write_bytes(b"{ no notebook")
    done = restore(lesson)
    assert done.aside.read_bytes() == b"{ no notebook"
    assert "What was there could not be read." in done.words
    assert lesson.path.read_bytes() == files.text_of(page())
    assert not restore(lesson).changed


def test_a_deleted_page_comes_back_without_a_copy_by_way_of_git(lesson):
    root = course.current().root
    git = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "lessons"], ["commit", "-qm", "built"]):
        subprocess.run([*git, *command], check=True)
    lesson.path.unlink()
    assert restore(lesson).aside is None
    assert lesson.path.read_bytes() == files.text_of(page())


def test_without_any_whole_copy_it_says_what_to_do(lesson):
    lesson.path.write_text("{}", encoding="utf-8")
    with pytest.raises(CannotRestore, match="There is no copy of lessons/06-who-pays"):
        restore(lesson)
    assert lesson.path.read_text(encoding="utf-8") == "{}"


def test_a_spoilt_copy_is_not_believed(lesson):
    original.keep_copies()
    [copy_of_it] = (course.current().root / "home" / "pages" / "lessons").iterdir()
    copy_of_it.write_bytes(copy_of_it.read_bytes().replace(b"A page", b"A plot"))
    assert restore(lesson).changed is False
    lesson.path.unlink()
    original._original.cache_clear()
    with pytest.raises(CannotRestore):
        restore(lesson)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=9,
)
CELL = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from([cell.id for cell in page().cells]) | ANY,
        "cell_type": st.sampled_from(["markdown", "code", "raw"]) | ANY,
        "source": st.text(max_size=30) | st.lists(st.text(max_size=9), max_size=3) | ANY,
        "outputs": ANY,
        "metadata": ANY,
        "attachments": ANY,
    },
)


@given(st.lists(CELL | ANY, max_size=6))
def test_whatever_stands_in_a_page_the_result_is_a_valid_page_that_stays(cells):
    once = page() | {"cells": merged(page(), {"cells": cells})}
    nbformat.validate(nbformat.from_dict(once))
    ids = [cell["id"] for cell in once["cells"]]
    assert len(set(ids)) == len(ids)
    assert files.text_of(page() | {"cells": merged(page(), once)}) == files.text_of(once)


@given(st.binary(max_size=200) | ANY.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_notebook_or_none(raw):
    found = files.parsed(raw)
    assert found is None or isinstance(found["cells"], list)


def test_the_command_says_what_it_did(lesson, capsys):
    original.keep_copies()
    lesson.path.unlink()
    assert main.main(["restore", "06"]) == 0
    assert capsys.readouterr().out == "lessons/06-who-pays.ipynb is again as it was built.\n"
    assert main.main(["restore", "nowhere"]) == 2
    assert "There is no lesson 'nowhere'." in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told(lesson, monkeypatch):
    original.keep_copies()
    lesson.path.unlink()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write", full)
    with pytest.raises(CannotRestore, match="No space left on device"):
        restore(lesson)


# -- the foot


def test_a_page_ends_with_links_that_lead_to_its_neighbours():
    here = course.current()
    for kind in ("lessons", "exercises"):
        [cell] = foot(Book(kind, here.page("06")))
        links = re.findall(r"\]\(([^)]+)\)", cell.source)
        assert all((here.root / kind / link).resolve().exists() for link in links)
        assert len(links) == {"lessons": 3, "exercises": 2}[kind]
    assert foot(Book("lessons", here.pages[0]))[0].source.endswith("→")
    assert "→" not in foot(Book("lessons", here.pages[-1]))[0].source


def test_slides_and_worksheets_leave_the_foot_out():
    nb = page()
    nb.cells += foot(Book("lessons", course.current().page("06")))
    assert [len(section.parts) for section in sections(nb)] == [len(section.parts) for section in sections(page())]
