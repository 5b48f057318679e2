"""What README, CONTRIBUTING and docs/ print is true: commands, paths, links, snippets, and the exercise in five lines."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
import yaml

from lessonkit.bank.loader import Loader
from lessonkit.cli import main as cli
from lessonkit.course import Course, current, using
from support import prose

ROOT = current().root
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
INDENTED = re.compile(r"^    (course .+)$", re.M)
COLUMN = re.compile(r"\s{2,}")
"""In `docs/table.md` what a command does stands beside it, after spaces."""
PARSED = {
    "build": "runs notebooks and a browser, for minutes",
    "build teaching": "opens a browser, for minutes",
    "grade": "needs the files of a class; tests/unit/test_classroom.py runs it",
    "submit": "asks a person before it writes",
}
"""Commands that are read by their parser and not run, each with the reason."""
MADE_UP = {
    "seed": "the explorer of the example in docs/explorer.md",
    "map-": "<view> is a course's own",
    "reveal/": "lies beside the slides that are built",
    "teaching/built/": "is built, and not committed",
    "explorers/<name>/": "lies in the package of any course",
}
"""Beginnings or parts of paths that need not exist, each with the reason."""
HOMES = (
    ROOT,
    ROOT / "engine" / "src" / "lessonkit",
    ROOT / "src" / "nato_course",
    ROOT / "src" / "nato_course" / "makers",
)
"""Where a path that is named may begin."""
LONGEST_SENTENCE = 30

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, *languages: str) -> list[str]:
    return [body for language, body in FENCE.findall(text_of(page)) if language in languages]


def commands() -> list[str]:
    """Return the command lines of all pages, without what is said about them."""
    lines = [line for page in PAGES for body in blocks(page, "", "sh") for line in body.splitlines()]
    lines += [COLUMN.split(line.strip())[0] for page in PAGES for line in INDENTED.findall(text_of(page))]
    return sorted({line.partition(" #")[0].strip() for line in lines if re.match(r"course |python3 start\.py", line)})


def words_of(line: str) -> list[str]:
    """Return what follows the word `course`; names in capitals stand for something that there is."""
    stand_ins = {"NAME": "borders", "GROUP": "borders", "...": ""}
    return [stand_ins.get(word, word) for word in shlex.split(line)[1:] if stand_ins.get(word, word)]


def command_of(words: list[str]) -> str:
    return "build teaching" if words[:2] == ["build", "teaching"] else words[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the course, where commands may write."""
    root = tmp_path / "course"
    folders = ("content", "data", "teaching", "lessons", "exercises", "solutions", "docs", "deploy")
    for name in (*folders, *(name for name in current().release["keep"] if name not in folders)):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "built"))
        else:
            root.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, root)
    return root


def run(root: Path, *arguments: str) -> str:
    """Run Python on a copy of the course; fail with all that it said."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"LESSONKIT_COURSE": str(root)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# The exercise in five lines

MAKE = """
import sys
import nato_course
from lessonkit.build import teaching_texts
from lessonkit.build.making import make
for kind in ("lessons", "exercises", "solutions"):
    cells = "\\n".join(cell["source"] for cell in make(kind, sys.argv[1])["cells"])
    print(kind, "The first round" in cells)
for path, text in teaching_texts.stale().items():
    path.write_text(text, encoding="utf-8", newline="\\n")
"""
PROOFS = ("tests/unit/test_proofs.py", "-k", "not test_proofs or first-round")
RULES = [f"tests/content/test_{name}.py" for name in ("texts", "teaching_texts", "misconceptions")]


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["twelve-to-thirty-two", "who-pays"])
def test_the_exercise_of_the_readme_can_be_added_to_a_lesson(slug, copy):
    [example] = blocks(ROOT / "README.md", "yaml")
    assert len(example.splitlines()) == 5
    file = copy / "content" / "exercises" / f"{slug}.yml"
    before = text_of(file)
    file.write_text(before.replace("\nexit:", f"\n{example}\nexit:"), encoding="utf-8")
    assert text_of(file) != before
    assert run(copy, "-m", "lessonkit.cli.main", "exercises", "check", slug) == "No problems in 1 file.\n"
    assert run(copy, "-c", MAKE, slug).splitlines() == ["lessons False", "exercises True", "solutions True"]
    said = run(copy, "-m", "pytest", *RULES, *PROOFS, "-v", "-n0", "-p", "no:cacheprovider", "-x")
    assert f"[{slug}/first-round" in said


# Commands


def test_commands_are_found():
    found = commands()
    assert {"python3 start.py", "python3 start.py test", "course build", "course data make NAME"} <= set(found)
    assert set(PARSED) < {command_of(words_of(line)) for line in found if line.startswith("course ")}


@every_page
def test_a_command_that_is_named_exists(page):
    named = {" ".join(words.split()) for words in re.findall(r"`course ([a-z]+(?: [a-z]+)?)", text_of(page))}
    known = {getattr(one, "NAME", one.__name__.rpartition(".")[2]) for one in cli.COMMANDS}
    assert [words for words in named if words not in known and words.split()[0] not in known] == []


@pytest.mark.slow
@pytest.mark.parametrize("line", [line for line in commands() if line.startswith("course ")])
def test_a_command_of_course_works(line, copy, monkeypatch):
    words = words_of(line)
    if command_of(words) in PARSED or "FILE" in words:
        assert cli._parser().parse_args(cli._joined(words)).run
        return
    monkeypatch.chdir(copy)
    with using(Course.read(copy)):
        assert cli.main(words) == 0


@pytest.mark.parametrize("line", [line for line in commands() if line.startswith("python3")])
def test_a_command_of_start_is_read(line, start):
    arguments = shlex.split(line)[2:]
    assert arguments[:1] == ["test"] or start.read_arguments(arguments)


@pytest.fixture(scope="module")
def start():
    """The module start.py, which is no part of a package."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("start", ROOT / "start.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Paths, links and snippets


def paths(text: str) -> list[str]:
    """Return what stands in code marks and looks like a path or a file."""
    plain = FENCE.sub("", text)
    found = [mark for mark in re.findall(r"`([^`\s]+)`", plain) if re.fullmatch(r"[\w.][\w.<>*/-]+", mark)]
    return [
        mark
        for mark in found
        if "/" in mark.strip("/")
        or mark.endswith("/")
        or re.search(r"\w\.(py|toml|json|js|css|yml|md|bib|lock)$", mark)
    ]


@cache
def file_names() -> set[str]:
    """Return the name of every file that people write."""
    folders = ("content", "data", "docs", "engine", "src", "tests")
    return {path.name for folder in folders for path in (ROOT / folder).rglob("*")} | {
        path.name for path in ROOT.iterdir()
    }


def exists(path: str) -> bool:
    """Tell whether there is such a file, anywhere if it is a name alone; what stands in <…> may be anything."""
    pattern = re.sub(r"<\w+>", "*", path).strip("/")
    return path in file_names() or any(next(home.glob(pattern), None) for home in HOMES)


def test_paths_are_found():
    assert paths("`docs/a.md` `course build` `kind.py` `data/` `load()` `06.2` `a/b`") == [
        "docs/a.md",
        "kind.py",
        "data/",
        "a/b",
    ]
    assert exists("tests/explorers/<name>") and not exists("tests/nowhere")


@every_page
def test_paths_that_are_named_exist(page):
    named = [path for path in paths(text_of(page)) if not any(part in path for part in MADE_UP)]
    assert [path for path in named if not exists(path)] == []


@pytest.mark.parametrize("part", MADE_UP)
def test_a_path_that_is_made_up_is_named_somewhere(part):
    assert any(part in path for page in PAGES for path in paths(text_of(page)))


@every_page
def test_links_lead_somewhere(page):
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", text_of(page))) if "://" not in target]
    targets = [target for target in targets if not re.match(r"[a-z-]+\.ipynb#", target)]  # a text's own form of a link
    assert [target for target in targets if not (page.parent / target.split("#")[0]).exists()] == []


@every_page
def test_snippets_can_be_read(page):
    for body in blocks(page, "python"):
        compile(body, str(page), "exec")
    for body in blocks(page, "yaml"):
        assert yaml.load(body, Loader)
    for body in blocks(page, "toml"):
        assert tomllib.loads(body)


def test_every_page_is_reached_from_contributing():
    named = set(re.findall(r"\]\(docs/([\w-]+\.md)\)", text_of(ROOT / "CONTRIBUTING.md")))
    assert named == {page.name for page in PAGES if page.parent.name == "docs"}


def test_every_field_of_course_toml_is_explained():
    named = re.findall(r"^\| `(\w+)` \|", text_of(ROOT / "docs" / "course.md"), re.M)
    assert sorted(named) == sorted(field.name for field in fields(Course) if field.name != "root")


def test_the_picture_of_the_architecture_names_the_rooms_of_the_page():
    rows = re.findall(r"^\| \d+ \| ([^|]+) \|", text_of(ROOT / "docs" / "architecture.md"), re.M)
    picture = re.findall(r'class="mono" x="336"[^>]*>([^<]+)<', text_of(ROOT / "docs" / "architecture.svg"))
    assert [set(row.replace("`", "").split(", ")) for row in rows] == [set(row.split(", ")) for row in picture]


@every_page
def test_sentences_are_short_and_plain(page):
    own = FENCE.sub("", re.sub(r"\(https?://[^)]*\)", "", text_of(page)))
    for block in re.split(r"\n\s*\n|\n(?=[-*|] ?|\d+\. )", own):
        cells = block.strip().strip("|").split("|") if block.lstrip().startswith("|") else [block]
        for cell in cells:
            for sentence in re.split(r"(?<=[.!?:;])\s+", cell):
                assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
    assert not [words for words in prose.BANNED if words in own.lower()]
