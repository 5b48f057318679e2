"""The build runs a lesson, stops with plain words, and makes the same bytes each time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from lessonkit.build import BuildError, notebook, run
from lessonkit.build.check import check


@pytest.fixture
def plain_course(course):
    """The sample without its widget: no browser is needed."""
    text = course / "content" / "lessons" / "sample.md"
    head, _ = text.read_text(encoding="utf-8").split("## A widget")
    text.write_text(head.rstrip() + "\n", encoding="utf-8")
    return course


def replace(course, old, new):
    text = course / "content" / "lessons" / "sample.md"
    before = text.read_text(encoding="utf-8")
    assert old in before
    text.write_text(before.replace(old, new), encoding="utf-8")


def test_two_builds_are_equal_byte_for_byte(plain_course):
    assert run.build() == ["lessons/00-sample.ipynb"]
    first = (plain_course / "lessons" / "00-sample.ipynb").read_bytes()
    (plain_course / "lessons" / "00-sample.ipynb").unlink()
    run.build()
    assert (plain_course / "lessons" / "00-sample.ipynb").read_bytes() == first


def test_an_up_to_date_lesson_is_skipped(plain_course):
    run.build()
    assert run.build() == []
    assert check() == []


def test_the_build_runs_every_cell_and_keeps_outputs(plain_course):
    run.build()
    nb = notebook.read(plain_course / "lessons" / "00-sample.ipynb")
    [code] = [cell for cell in nb.cells if cell.cell_type == "code"]
    assert code.execution_count == 1
    assert code.outputs[0].data == {"text/plain": "20"}
    assert set(nb.metadata) == {"kernelspec", "language_info", "course"}
    assert "version" not in nb.metadata.language_info


def test_outputs_changed_by_hand_are_built_again(plain_course):
    run.build()
    file = plain_course / "lessons" / "00-sample.ipynb"
    first = file.read_bytes()
    file.write_bytes(first.replace(b'"20"', b'"21"'))
    assert check() == ["lessons/00-sample.ipynb was changed by hand."]
    run.build()
    assert file.read_bytes() == first


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("allies / 0", "lessons/00-sample.ipynb, cell 3: ZeroDivisionError: division by zero"),
        ("import warnings; warnings.warn('an old call')", "lessons/00-sample.ipynb, cell 3: the cell warns"),
        ("", "lessons/00-sample.ipynb, cell 3: the cell was not run; an empty code cell must go"),
    ],
)
def test_a_failing_cell_stops_the_build_and_leaves_no_notebook(plain_course, source, message):
    replace(plain_course, "allies = 32\nallies - 12", f"allies = 32\n{source}" if source else "")
    with pytest.raises(BuildError) as trouble:
        run.build()
    assert str(trouble.value).startswith(message)
    assert not (plain_course / "lessons" / "00-sample.ipynb").exists()


def test_wrong_number_in_prose_stops_the_build(plain_course):
    replace(plain_course, "37.5<!--", "38.5<!--")
    with pytest.raises(BuildError, match=r"content/lessons/sample.md, line 30: expected 37.5 from .*, found 38.5"):
        run.build()


def test_a_text_without_head_stops_the_build(plain_course):
    (plain_course / "content" / "lessons" / "sample.md").write_text("# No head\n", encoding="utf-8")
    with pytest.raises(BuildError, match="must begin with a head"):
        run.build()


READS = 'from pathlib import Path\n\nclaims = Path("../content/claims.yml")\n'


def test_it_depends_on_what_its_cells_read(plain_course):
    replace(plain_course, "allies = 32\nallies - 12", f"{READS}len(claims.read_text()) - 12")
    claims = plain_course / "content" / "claims.yml"
    claims.write_text("x" * 32, encoding="utf-8")
    run.build()
    first = (plain_course / "lessons" / "00-sample.ipynb").read_bytes()
    claims.write_text("y" * 32, encoding="utf-8")
    assert check() == ["lessons/00-sample.ipynb is stale; changed since it was built: content/claims.yml."]
    # The notebook looks the same, so its file is the same: only its stamp is new.
    assert run.build() == ["lessons/00-sample.ipynb"]
    assert (plain_course / "lessons" / "00-sample.ipynb").read_bytes() == first
    assert check() == []


def test_what_is_edited_while_a_notebook_is_built_counts_as_changed(plain_course):
    replace(plain_course, "allies = 32\nallies - 12", f"{READS}claims.read_text(), claims.write_text('new')")
    (plain_course / "content" / "claims.yml").write_text("old", encoding="utf-8")
    run.build()
    assert check() == ["lessons/00-sample.ipynb is stale; changed since it was built: content/claims.yml."]


def test_a_page_that_gets_exercises_counts_as_changed(plain_course):
    run.build()
    (plain_course / "content" / "exercises" / "other.yml").write_text("retrieval: []", encoding="utf-8")
    assert check() == ["lessons/00-sample.ipynb is stale; changed since it was built: content/exercises/."]


def test_pictures_need_a_browser_and_the_build_says_so(course, monkeypatch):
    from lessonkit.build import browser

    monkeypatch.setattr(browser, "find", lambda: None)
    with pytest.raises(BuildError, match="need Chromium, Chrome or Edge, and none was found"):
        run.build()


def test_a_widget_gets_a_picture_with_its_text_and_keeps_it(course):
    from lessonkit.build import browser

    if not browser.find():
        pytest.skip("no Chromium or Chrome was found")
    # Browser tests may hold an event loop open in this thread, and the build's browser needs one of its own.
    with ThreadPoolExecutor(1) as another_thread:
        another_thread.submit(run.build).result()
    file = course / "lessons" / "00-sample.ipynb"
    first = file.read_bytes()
    [output] = notebook.read(file).cells[-1].outputs
    assert set(output.data) == {"image/png", "text/plain"}
    assert output.metadata["image/png"]["alt"] == output.data["text/plain"]
    # A new text with the same widget takes the same picture: no browser is opened.
    replace(course, "A second cell", "Another cell")
    from unittest.mock import patch

    with patch("lessonkit.build.pictures.Laboratory", side_effect=AssertionError("opened a browser")):
        run.build()
    assert notebook.read(file).cells[-1].outputs == [output]
    replace(course, "Another cell", "A second cell")
    with patch("lessonkit.build.pictures.Laboratory", side_effect=AssertionError("opened a browser")):
        run.build()
    assert file.read_bytes() == first
