"""The command ``course``: help with an example everywhere, plain sentences, exit codes."""

import argparse
import sys

import pytest

from lessonkit import __version__, course
from lessonkit.classroom import exports
from lessonkit.cli import export
from lessonkit.cli import main as cli
from nato_course import makers

COMMANDS = [
    [],
    ["build"],
    ["build", "teaching"],
    ["doctor"],
    ["restore"],
    ["data"],
    ["data", "make"],
    ["exercises"],
    ["exercises", "check"],
    ["claims"],
    ["submit"],
    ["certificate"],
    ["grade"],
    ["release"],
    ["export"],
]
HEAD = "---\ncourse:\n  title: A sample\n  question: Does it work?\n---\n"


@pytest.fixture
def small(tmp_path):
    """A course of one page, in a folder of its own."""
    (tmp_path / "course.toml").write_text(
        'name = "small-course"\ntitle = "Small"\npackage = "nato_course"\npages = [{ slug = "sample", part = "One" }]\n',
        encoding="utf-8",
    )
    for folder in ("lessons", "exercises"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    (tmp_path / "content" / "lessons" / "sample.md").write_text(f"{HEAD}\n# A sample\n", encoding="utf-8")
    with course.using(course.Course.read(tmp_path)):
        yield tmp_path


def test_the_list_above_names_every_command():
    def walk(parser, names):
        yield names
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for name, child in action.choices.items():
                    yield from walk(child, [*names, *name.split()])

    assert sorted(walk(cli._parser(), [])) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda names: " ".join(["course", *names]))
def test_help_shows_an_example_that_the_command_understands(command, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main([*command, "--help"])
    assert end.value.code == 0
    examples = capsys.readouterr().out.split("example:\n")[1].split("\n")
    examples = [line.strip() for line in examples if line.strip()]
    assert examples
    for line in examples:
        program, *arguments = line.split()
        assert program == "course"
        assert arguments[: len(command)] == command
        assert hasattr(cli._parser().parse_args(cli._joined(arguments)), "run")


def test_no_command_shows_the_help_and_counts_as_wrong_use(capsys):
    assert cli.main([]) == 2
    assert "course build" in capsys.readouterr().out


def test_help_is_there_without_a_course(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with course.using(None):
        with pytest.raises(SystemExit) as end:
            cli.main(["build", "--help"])
        assert end.value.code == 0
        assert "course build 01 first-lesson" in capsys.readouterr().out
        assert cli.main(["build", "--check"]) == 2
        assert capsys.readouterr().err.startswith("There is no course here: no course.toml in ")


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"lessonkit {__version__}\n"


def test_every_format_can_be_asked_for():
    assert export.FORMATS == exports.FORMATS


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "who-pay"], "There is no lesson 'who-pay'. Did you mean 'who-pays'?\n"),
        (["build", "--check", "who-pay"], "There is no lesson 'who-pay'. Did you mean 'who-pays'?\n"),
        (["build", "teaching", "who-pay"], "There is no lesson 'who-pay'. Did you mean 'who-pays'?\n"),
        (["exercises", "check", "6"], "There is no lesson '6'. Did you mean '06'?\n"),
        (["data", "make", "memers"], "There is no maker memers. Did you mean members?\n"),
    ],
)
def test_a_wrong_name_gets_the_nearest_and_code_2(arguments, message, capsys):
    assert cli.main(arguments) == 2
    assert capsys.readouterr().err == message


def test_check_of_stale_notebooks_fails_with_code_1(small, capsys):
    assert cli.main(["build", "--check"]) == 1
    assert capsys.readouterr().err == "lessons/00-sample.ipynb is missing.\n"


def test_the_notebooks_of_this_course_are_up_to_date(capsys):
    assert cli.main(["build", "--check"]) == 0, capsys.readouterr().err


def test_the_forms_of_the_concept_test_are_checked_with_their_page(capsys):
    assert cli.main(["exercises", "check", "14"]) == 0
    assert capsys.readouterr().out == "No problems in 2 files.\n"


def test_a_content_error_is_told_without_a_traceback(small, capsys):
    (small / "content" / "lessons" / "sample.md").write_text("# No head\n", encoding="utf-8")
    assert cli.main(["build"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("content/lessons/sample.md: ")
    assert "the text must begin with a head between two lines of ---" in told


def test_missing_authors_tools_are_named(small, monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "lessonkit.build.run", raising=False)
    monkeypatch.setitem(sys.modules, "nbclient", None)
    monkeypatch.delitem(sys.modules, "lessonkit.build.execute", raising=False)
    assert cli.main(["build"]) == 1
    assert "nbclient is missing. Install them with: pip install -e .[author]" in capsys.readouterr().err


def test_making_tables_shows_changes_and_writes_nothing(monkeypatch, capsys):
    monkeypatch.setattr(makers, "write", lambda *_: pytest.fail("wrote without --write"))
    assert cli.main(["data", "make", "members"]) == 0
    said = capsys.readouterr().out
    assert "members: 0 rows added, 0 removed\n0 cells changed\n" in said
    assert said.endswith("Nothing is written yet. To write: add --write\n")


def test_making_tables_writes_when_told(monkeypatch, capsys):
    written = []
    monkeypatch.setattr(makers, "write", lambda name, table: written.append(name))
    assert cli.main(["data", "make", "borders", "--write"]) == 0
    assert written == ["borders", "blocs", "former_states"]
    assert capsys.readouterr().out.endswith("Written. Now run: course build\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["world-bank-population", "no-such-file.csv"], "no-such-file.csv"),
        (["world-bank-population"], "needs the producer's file"),
        (["members", "no-such-file.csv"], "typed by hand"),
    ],
)
def test_a_wrong_file_is_told(arguments, message, capsys):
    assert cli.main(["data", "make", *arguments]) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("broken", ["exercises: [", "title: A\nexercises:\n  - id: x\n"])
def test_a_broken_exercise_file_is_told_with_its_line(small, capsys, broken):
    (small / "content" / "exercises" / "sample.yml").write_text(broken, encoding="utf-8")
    assert cli.main(["exercises", "check", "sample"]) == 1
    assert "sample.yml:" in capsys.readouterr().err
