"""A notebook knows what it was made from."""

import pytest

from lessonkit.build import BuildError, hashing, lessons, notebook, run
from lessonkit.build.check import check
from lessonkit.build.plan import NoSuchLesson, books, find


@pytest.fixture
def built(course):
    """A course with a sealed notebook; nothing is executed."""
    [book] = books(course)
    nb = lessons.make(book)
    hashing.seal(nb, book)
    notebook.write(nb, book.path)
    assert check(course) == []
    return book


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_changed_text_is_named(built):
    change(built.text, "A second cell", "Another cell")
    assert check(built.root) == ["lessons/00-sample.ipynb is stale; changed since it was built: text."]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("content/references.bib", "claims and references"),
        ("content/exercises/sample.yml", "exercises"),
        ("requirements.lock", "lock"),
        ("jupytext.toml", "text"),
    ],
)
def test_each_part_is_named(built, name, part):
    file = built.root / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(file.read_text(encoding="utf-8") + "\n# more" if file.exists() else "more", encoding="utf-8")
    assert f"lessons/00-sample.ipynb is stale; changed since it was built: {part}." in check(built.root)


def test_data_and_package_are_named(built, monkeypatch):
    monkeypatch.setattr(hashing, "folder_digest", lambda folder, *rest: "another")
    assert check(built.root) == ["lessons/00-sample.ipynb is stale; changed since it was built: data, package."]


def test_parts_that_no_notebook_runs_are_left_out(tmp_path):
    (tmp_path / "teaching").mkdir()
    (tmp_path / "data.py").write_text("1", encoding="utf-8")
    before = hashing.folder_digest(tmp_path, frozenset(hashing.CODE), hashing.NOT_IN_NOTEBOOKS)
    for name in ("teaching/slides.py", "cli.py"):
        (tmp_path / name).write_text("more", encoding="utf-8")
    hashing.folder_digest.cache_clear()
    assert hashing.folder_digest(tmp_path, frozenset(hashing.CODE), hashing.NOT_IN_NOTEBOOKS) == before
    (tmp_path / "data.py").write_text("2", encoding="utf-8")
    hashing.folder_digest.cache_clear()
    assert hashing.folder_digest(tmp_path, frozenset(hashing.CODE), hashing.NOT_IN_NOTEBOOKS) != before


@pytest.mark.parametrize("line", ["progress()", 'look_up("sources")'])
def test_a_page_that_shows_the_whole_course_depends_on_every_lesson(built, line):
    change(built.text, "allies - 12", line)
    before = hashing.stamp(built)
    (built.root / "content" / "lessons" / "98-other.md").write_text("more", encoding="utf-8")
    assert hashing.stamp(built)["text"] != before["text"]


def test_line_ends_do_not_count(built):
    built.text.write_bytes(built.text.read_bytes().replace(b"\n", b"\r\n"))
    assert check(built.root) == []


def test_change_by_hand_is_found_and_not_overwritten(built):
    change(built.path, "A second cell", "My own")
    assert check(built.root) == ["lessons/00-sample.ipynb was changed by hand."]
    before = built.path.read_bytes()
    with pytest.raises(BuildError, match="jupytext --sync lessons/00-sample.ipynb"):
        run.build(built.root)
    assert built.path.read_bytes() == before


def test_missing_and_orphaned_notebooks_are_found(built):
    built.path.rename(built.path.with_name("98-other.ipynb"))
    assert check(built.root) == [
        "lessons/00-sample.ipynb is missing.",
        "lessons/98-other.ipynb has no text or exercises in content/ any more.",
    ]


def test_notebook_from_elsewhere_is_not_taken_for_built(built):
    nb = notebook.read(built.path)
    del nb.metadata.nato["build"]
    notebook.write(nb, built.path)
    assert check(built.root) == ["lessons/00-sample.ipynb was not made by course build."]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_a_damaged_notebook_is_told_and_not_overwritten(built, content):
    built.path.write_text(content, encoding="utf-8")
    assert check(built.root) == ["lessons/00-sample.ipynb was not made by course build."]
    with pytest.raises(BuildError, match="To drop it, delete the notebook"):
        run.build(built.root)
    assert built.path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("name", ["99", "sample", "99-sample"])
def test_a_lesson_has_three_names(course, name):
    assert find(course, name) == "99-sample"


def test_wrong_name_gets_the_nearest(course):
    with pytest.raises(NoSuchLesson, match="There is no lesson simple. Did you mean sample?"):
        find(course, "simple")
