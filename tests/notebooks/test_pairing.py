"""An edit in JupyterLab reaches the text, and nothing else of the text changes."""

import difflib
import os

import pytest
from jupytext.cli import jupytext

from lessonkit import course
from lessonkit.build import hashing, lessons, notebook
from lessonkit.build.plan import books


@pytest.fixture
def paired(course):
    [book] = books(course)
    nb = lessons.make(book)
    hashing.seal(nb, book)
    notebook.write(nb, book.path)
    return book


def edit_in_jupyterlab(book, number, source):
    """Save an edited cell as JupyterLab does: with the kernel's version in the metadata."""
    nb = notebook.read(book.path)
    nb.cells[number].source = source
    nb.metadata.language_info["version"] = "3.13.1"
    notebook.write(nb, book.path)
    later = book.text.stat().st_mtime + 10
    os.utime(book.path, (later, later))


def sync(file):
    jupytext(["--sync", str(file), "--quiet"])


def changes(before, after):
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def test_an_edit_in_the_notebook_reaches_the_text_and_nothing_else_changes(paired):
    before = paired.text.read_text(encoding="utf-8")
    edit_in_jupyterlab(paired, 1, "A second cell, edited.")
    sync(paired.path)
    nb = lessons.make(paired)  # the build puts the head back into its one form
    assert changes(before, paired.text.read_text(encoding="utf-8")) == [
        "- A second cell of text.",
        "+ A second cell, edited.",
    ]
    assert nb.cells[1].source == "A second cell, edited."
    assert nb.cells[4].metadata == {"tags": ["widget"], "jupyter": {"source_hidden": True}}


def test_a_synced_edit_is_not_refused_by_the_build(paired):
    edit_in_jupyterlab(paired, 1, "A second cell, edited.")
    assert hashing.edited(paired, lessons.make(paired))
    sync(paired.path)
    assert not hashing.edited(paired, lessons.make(paired))


def test_an_edit_of_the_text_reaches_the_notebook(paired):
    text = paired.text.read_text(encoding="utf-8")
    paired.text.write_text(text.replace("A second cell of text", "New words"), encoding="utf-8")
    later = paired.path.stat().st_mtime + 10
    os.utime(paired.text, (later, later))
    sync(paired.text)
    assert notebook.read(paired.path).cells[1].source == "New words."


@pytest.mark.parametrize(
    "text", sorted((course.current().root / "content" / "lessons").glob("*.md")), ids=lambda path: path.stem
)
def test_every_lesson_survives_the_way_there_and_back(course, text):
    (course / "content" / "lessons" / "99-sample.md").unlink()
    (course / "content" / "references.bib").write_bytes(
        (course.current().root / "content" / "references.bib").read_bytes()
    )
    (course / "content" / "lessons" / text.name).write_bytes(text.read_bytes())
    [book] = books(course)
    notebook.write(lessons.make(book), book.path)
    before = book.text.read_text(encoding="utf-8")
    last = len(notebook.read(book.path).cells) - 1
    source = notebook.read(book.path).cells[last].source
    edit_in_jupyterlab(book, last, source + "\n\n# edited")
    sync(book.path)
    lessons.make(book)
    assert [line for line in changes(before, book.text.read_text(encoding="utf-8")) if line[2:].strip()] == [
        "+ # edited"
    ]
