"""Each notebook goes stale with exactly the files that it is made from: tried with every file, one by one.

What a notebook is made from is found out here in another way than the build does it: its maker and its cells run in
plain Python, and then the modules that are there and the files that were read by `pathlib` are listed.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import lessonkit
import nato_course
from lessonkit.build import run
from lessonkit.build.execute import clean_environment
from lessonkit.build.hashing import Files
from lessonkit.build.plan import books
from lessonkit.build.stamps import Stamps
from lessonkit.course import Course, current, using

PAGES = ("before-and-after", "twelve-to-thirty-two")
CONCEPT_TEST, LESSON, EXERCISES, SOLUTIONS = (
    "lessons/14-before-and-after.ipynb",
    *(f"{kind}/02-twelve-to-thirty-two.ipynb" for kind in ("lessons", "exercises", "solutions")),
)
ROOT = current().root
PACKAGES = [Path(package.__file__).parent for package in (lessonkit, nato_course)]
FOLDERS = [
    (PACKAGES[0], "lessonkit"),
    (PACKAGES[1], "nato_course"),
    (ROOT / "content", "content"),
    (ROOT / "data", "data"),
]
NAMES = [
    f"{name}/{path.relative_to(folder).as_posix()}"
    for folder, name in FOLDERS
    for path in sorted(folder.rglob("*"))
    if path.is_file() and path.parent.name != "__pycache__"
]
IN_PARTS = [name for name in NAMES if name.startswith("content/lessons/") or name == "data/datapackage.json"]
PROBE = """
import json, os, pathlib, sys

read = set()
for name in ("read_text", "read_bytes"):
    def noting(path, *args, _plain=getattr(pathlib.Path, name), **options):
        read.add(os.path.realpath(path))
        return _plain(path, *args, **options)
    setattr(pathlib.Path, name, noting)

def listed():
    found = [module.__file__ for module in list(sys.modules.values()) if getattr(module, "__file__", None)]
    return sorted({*read, *map(os.path.realpath, found)})
"""
MAKE = """
from lessonkit.build.making import make
make({kind!r}, {slug!r})
print(json.dumps(listed()))
"""
RUN = """
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
shell = InteractiveShell.instance()
cells = json.load(open({path!r}, encoding="utf-8"))["cells"]
read.clear()
with capture_output():
    for cell in cells:
        if cell["cell_type"] == "code":
            done = shell.run_cell("".join(cell["source"]), store_history=True)
            done.raise_error()
print(json.dumps(listed()))
"""
TOOLS = """
import lessonkit.build.execute, lessonkit.build.pictures
print(json.dumps(listed()))
"""


def broken(content: bytes) -> bytes:
    return content + b"\nx = 1 / 0\n"


class Edited(Files):
    """Files of which one says something else than on disk."""

    def __init__(self, name: str, edit=broken, like: Files | None = None):
        super().__init__()
        kept = like._kept if like else {}
        self._kept = {other: content for other, content in kept.items() if other.partition("#")[0] != name}
        place = super()._place(name)
        self._name_of_edited, self._edited = name, current().root / f"edited{place.suffix}"
        self._edited.write_bytes(edit(place.read_bytes()))

    def _place(self, file):
        return self._edited if file == self._name_of_edited else super()._place(file)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the course with four notebooks built, all but their pictures."""
    root = tmp_path_factory.mktemp("course")
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("course.toml", "requirements.lock"):
        shutil.copy(ROOT / name, root)
    with using(Course.read(root)), pytest.MonkeyPatch.context() as patch:
        patch.setattr(run.Studio, "photograph", lambda *_: True)
        built = run.build(PAGES)
        assert {CONCEPT_TEST, LESSON, EXERCISES, SOLUTIONS} <= set(built)
        yield root


@pytest.fixture(scope="module")
def made_from(copy, tmp_path_factory) -> dict[str, set[str]]:
    """Notebook -> the names of the files that it is made from, found out by the probe."""
    home = tmp_path_factory.mktemp("home")
    (home / "probe.py").write_text(PROBE, encoding="utf-8")

    def probe(script: str) -> set[str]:
        shutil.rmtree(home / "progress", ignore_errors=True)
        command = [sys.executable, "-c", f"from probe import *\n{script}"]
        environment = clean_environment(home) | {"PYTHONPATH": str(home), "PYTHONWARNINGS": "ignore"}
        done = subprocess.run(command, env=environment, cwd=copy / "lessons", capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return {name for path in json.loads(done.stdout) if (name := name_of(Path(path), copy))}

    tools = probe(TOOLS)
    return {
        book.name: tools
        | probe(MAKE.format(kind=book.kind, slug=book.page.slug))
        | probe(RUN.format(path=str(book.path)))
        for book in books(PAGES)
    }


def name_of(path: Path, root: Path) -> str:
    for folder, name in (
        (PACKAGES[0], "lessonkit"),
        (PACKAGES[1], "nato_course"),
        (root / "content", "content"),
        (root / "data", "data"),
    ):
        if path.is_relative_to(folder.resolve()):
            return f"{name}/{path.relative_to(folder.resolve()).as_posix()}"
    return ""


def stale_with(edited: Files) -> set[str]:
    stamps = Stamps()
    stamps.files = edited
    return {book.name for book in books(PAGES) if stamps.changed(book)}


def test_every_file_makes_exactly_those_notebooks_stale_that_are_made_from_it(copy, made_from):
    now = Files()
    now.keep_all()
    found = {name: stale_with(Edited(name, like=now)) for name in NAMES if name not in IN_PARTS}
    expected = {name: {book for book, names in made_from.items() if name in names} for name in found}
    assert {name: (found[name], expected[name]) for name in found if found[name] != expected[name]} == {}
    assert {len(stale) for stale in found.values()} == {0, 1, 2, 3, 4}  # neither nothing nor all


@pytest.mark.parametrize(
    ("name", "stale"),
    [
        ("lessonkit/build/exercise_books.py", {EXERCISES, SOLUTIONS}),
        ("lessonkit/build/lessons.py", {CONCEPT_TEST, LESSON}),
        ("nato_course/explorers/time_machine/explorer.py", {LESSON}),
        ("lessonkit/cli/main.py", set()),
    ],
)
def test_a_broken_module_makes_stale_what_it_takes_part_in(copy, name, stale):
    assert stale_with(Edited(name)) == stale


def test_the_report_of_the_concept_test_is_not_taken_for_the_report_of_a_class(copy):
    assert CONCEPT_TEST in stale_with(Edited("lessonkit/concept_test/report.py"))
    assert stale_with(Edited("lessonkit/classroom/report.py")) == set()


def test_only_notebooks_that_load_a_table_go_stale_with_its_description(copy):
    def stale(table):
        def edit(content):
            package = json.loads(content)
            for resource in package["resources"]:
                resource["title"] += " (new)" if resource["name"] == table else ""
            return json.dumps(package).encode()

        return stale_with(Edited("data/datapackage.json", edit))

    assert (stale("no-such-table"), stale("un_votes")) == (set(), set())
    assert stale("members") == {LESSON, EXERCISES, SOLUTIONS}


def test_prose_makes_only_its_own_lesson_stale_and_a_title_all_that_show_it(copy):
    text = "content/lessons/twelve-to-thirty-two.md"
    assert stale_with(Edited(text)) == {LESSON}
    assert {LESSON, EXERCISES, SOLUTIONS} <= stale_with(
        Edited(text, lambda text: text.replace(b"title: ", b"title: New ", 1))
    )
