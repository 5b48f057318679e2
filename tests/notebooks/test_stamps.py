"""A notebook's stamp tells what it was made from, and what it held."""

import json

import pytest

from lessonkit.build import BuildError, making, notebook, run
from lessonkit.build.check import check
from lessonkit.build.plan import NoSuchLesson, books, find
from lessonkit.build.stamps import Stamps

STALE = "lessons/00-sample.ipynb is stale; changed since it was built: {}."


@pytest.fixture
def built(course):
    """A course with a sealed notebook; nothing is executed."""
    [book] = books()
    nb = making.make(book.kind, book.page.slug)
    notebook.write(nb, book.path)
    Stamps().seal(
        book, nb, {"requirements.lock", "content/lessons/sample.md", "content/claims.yml", "lessonkit/course.py"}
    )
    assert check() == []
    return book


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_changed_text_is_named(built):
    change(built.text, "A second cell", "Another cell")
    assert check() == [STALE.format("content/lessons/sample.md")]


@pytest.mark.parametrize("name", ["content/claims.yml", "requirements.lock"])
def test_a_file_that_was_missing_is_named(built, course, name):
    (course / name).write_text("more", encoding="utf-8")
    assert check() == [STALE.format(name)]


def test_what_it_is_not_made_from_does_not_matter(built, course):
    (course / "content" / "glossary.yml").write_text("more", encoding="utf-8")
    assert check() == []


def test_at_most_three_names_are_told(built):
    stamps = Stamps()
    names = ["data/datapackage.json#a", "data/datapackage.json#b", "data/a.csv", "data/b.csv", "data/c.csv"]
    stamps.seal(built, notebook.read(built.path), names)
    kept = json.loads((built.path.parents[1] / "stamps.json").read_text(encoding="utf-8"))
    kept[built.name]["made from"] = dict.fromkeys(names, "other")
    (built.path.parents[1] / "stamps.json").write_text(json.dumps(kept), encoding="utf-8")
    assert check() == [STALE.format("data/datapackage.json, data/a.csv, data/b.csv and 1 more")]


def test_change_by_hand_is_found_and_not_overwritten(built):
    change(built.path, "A second cell", "My own")
    assert check() == ["lessons/00-sample.ipynb was changed by hand."]
    before = built.path.read_bytes()
    with pytest.raises(BuildError, match=r"Bring it into content/lessons/sample\.md\. To drop it, delete the notebook"):
        run.build()
    assert built.path.read_bytes() == before


def test_missing_and_orphaned_notebooks_are_found(built):
    built.path.rename(built.path.with_name("01-other.ipynb"))
    assert check() == [
        "lessons/00-sample.ipynb is missing.",
        "lessons/01-other.ipynb has no text or exercises in content/ any more.",
    ]


def test_notebook_from_elsewhere_is_not_taken_for_built(built, course):
    (course / "stamps.json").write_text("{}", encoding="utf-8")
    assert check() == ["lessons/00-sample.ipynb was not made by course build."]


@pytest.mark.parametrize("content", ["", "<<<<<<< ours", "[]", "5", "null"])
def test_damaged_stamps_stamp_nothing(built, course, content):
    (course / "stamps.json").write_text(content, encoding="utf-8")
    assert check() == ["lessons/00-sample.ipynb was not made by course build."]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "5"])
def test_a_damaged_notebook_counts_as_changed_by_hand(built, content):
    made = notebook.read(built.path)
    built.path.write_text(content, encoding="utf-8")
    assert check() == ["lessons/00-sample.ipynb was changed by hand."]
    assert Stamps().edited(built, made)


def test_a_damaged_notebook_is_not_overwritten(built):
    built.path.write_text("{", encoding="utf-8")
    with pytest.raises(BuildError, match="To drop it, delete the notebook"):
        run.build()
    assert built.path.read_text(encoding="utf-8") == "{"


def test_the_stamp_of_a_notebook_that_is_gone_goes_too(built, course):
    path = course / "stamps.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(kept | {"lessons/09-gone.ipynb": kept[built.name]}), encoding="utf-8")
    Stamps().seal(built, notebook.read(built.path), ["course.toml"])
    assert list(json.loads(path.read_text(encoding="utf-8"))) == [built.name]


@pytest.mark.parametrize("name", ["00", "sample", "00-sample"])
def test_a_lesson_has_three_names(course, name):
    assert find(name).stem == "00-sample"


def test_wrong_name_gets_the_nearest(course):
    with pytest.raises(NoSuchLesson, match=r"There is no lesson 'simple'\. Did you mean 'sample'\?"):
        find("simple")
