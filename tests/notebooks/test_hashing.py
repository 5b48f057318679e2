"""A file is called by its place and hashed by what it says."""

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

import lessonkit
import nato_course
from lessonkit.build.hashing import MISSING, Files

ENGINE, COURSE = Path(lessonkit.__file__).parent, Path(nato_course.__file__).parent


class Edited(Files):
    """Files of which one says something else than on disk."""

    def __init__(self, name, content):
        super().__init__()
        self.edited = {name: content}

    def read(self, name):
        return self.edited[name] if name in self.edited else super().read(name)


def says(name, before, after) -> bool:
    """Tell whether a file that changed still counts as the same."""
    return not Edited(name, after).changed(Edited(name, before).hashes([name]))


def test_files_of_the_course_and_its_packages_have_names_and_others_have_none(course):
    ours = {
        ENGINE / "course.py": "lessonkit/course.py",
        ENGINE / "frontend" / "base.css": "lessonkit/frontend/base.css",
        COURSE / "explorers" / "in_office" / "model.py": "nato_course/explorers/in_office/model.py",
        course / "content" / "lessons" / "sample.md": "content/lessons/sample.md",
        course / "data" / "members.csv": "data/members.csv",
        course / "course.toml": "course.toml",
    }
    others = [
        course / "lessons" / "00-sample.ipynb",
        course / ".venv" / "x.py",
        course.parent / "x.py",
        Path(sys.executable),
    ]
    files = Files()
    assert {path: files.names([str(path)]) for path in ours} == {path: {name} for path, name in ours.items()}
    assert files.names(map(str, others)) == set()


def test_compiled_code_stands_for_its_source(course):
    assert Files().names([cache_from_source(ENGINE / "verbs.py")]) == {"lessonkit/verbs.py"}
    assert Files().names(["/elsewhere/alone.pyc"]) == set()


def test_a_part_takes_the_place_of_its_file_unless_the_whole_is_used_too(course):
    tables, text = course / "data" / "datapackage.json", course / "content" / "lessons" / "sample.md"
    files = Files()
    record = [str(tables), f"{tables}\tmembers", f"{tables}\tgdp", str(text)]
    parts = {"data/datapackage.json#members", "data/datapackage.json#gdp", "content/lessons/sample.md"}
    assert files.names(record) == parts
    assert files.names([*record, f"{tables}\t"]) == parts | {"data/datapackage.json"}


def test_a_part_of_a_file_is_hashed_alone(course):
    (course / "data").mkdir()
    tables, text = course / "data" / "datapackage.json", course / "content" / "lessons" / "sample.md"
    tables.write_text('{"resources": [{"name": "a", "rows": 1}, {"name": "b", "rows": 2}]}', encoding="utf-8")
    held = Files().hashes(["data/datapackage.json#a", "data/datapackage.json#b", "content/lessons/sample.md#head"])
    tables.write_text('{"resources": [{"name": "b", "rows": 3}, {"name": "a", "rows": 1}]}', encoding="utf-8")
    text.write_text(text.read_text(encoding="utf-8") + "more", encoding="utf-8")
    assert Files().changed(held) == ["data/datapackage.json#b"]
    text.write_text(text.read_text(encoding="utf-8").replace("title: A", "title: The"), encoding="utf-8")
    assert Files().changed(held) == ["content/lessons/sample.md#head", "data/datapackage.json#b"]


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"resources": [5]}'])
def test_a_part_of_a_damaged_file_is_missing(course, content):
    (course / "data").mkdir()
    if content is not None:
        (course / "data" / "datapackage.json").write_text(content, encoding="utf-8")
    assert Files().hashes(["data/datapackage.json#a"]) == {"data/datapackage.json#a": MISSING}


def test_a_folder_is_hashed_by_the_names_in_it(course):
    held = Files().hashes(["content/lessons/"])
    (course / "content" / "lessons" / "sample.md").write_text("new", encoding="utf-8")
    assert Files().changed(held) == []
    (course / "content" / "lessons" / "other.md").write_text("new", encoding="utf-8")
    assert Files().changed(held) == ["content/lessons/"]


def test_a_missing_file_counts_when_it_comes_and_when_it_goes(course):
    claims = course / "content" / "claims.yml"
    absent = Files().hashes(["content/claims.yml"])
    assert absent == {"content/claims.yml": MISSING}
    assert Files().changed(absent) == []
    claims.write_text("[]", encoding="utf-8")
    assert Files().changed(absent) == ["content/claims.yml"]
    present = Files().hashes(["content/claims.yml"])
    claims.unlink()
    assert Files().changed(present) == ["content/claims.yml"]


def test_each_file_is_read_once(course):
    files = Files()
    files.keep_all()
    (course / "content" / "references.bib").write_text("", encoding="utf-8")
    assert files.hashes(["content/references.bib"]) != Files().hashes(["content/references.bib"])


@pytest.mark.parametrize(
    "after",
    [
        b"def f(x):\n    return x + 1\n",
        b'"""A module."""\n\n\ndef f(x):\n    """Add one."""\n    # one\n    return (x +\n            1)\n',
        b'def f(x):\n    return x + 1\n\n\nf\n"""What it does."""\n'.replace(b"\n\nf\n", b"\n\n"),
    ],
)
def test_layout_comments_and_docstrings_of_code_do_not_count(course, after):
    assert says("lessonkit/course.py", b"def f(x):\n    return x + 1\n", after)


@pytest.mark.parametrize(
    "after", [b"def f(x):\n    return x + 2\n", b"def g(x):\n    return x + 1\n", b"def f(x\n", None]
)
def test_what_code_does_counts(course, after):
    assert not says("lessonkit/course.py", b"def f(x):\n    return x + 1\n", after)


def test_broken_code_is_compared_as_text(course):
    assert not says("lessonkit/course.py", b"def f(x\n", b"def g(x\n")


def test_comments_of_other_files_count_and_line_ends_do_not(course):
    assert not says("lessonkit/frontend/base.css", b"p {}", b"p {} /* all */")
    held = Files().hashes(["content/lessons/sample.md"])
    text = course / "content" / "lessons" / "sample.md"
    text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
    assert Files().changed(held) == []
