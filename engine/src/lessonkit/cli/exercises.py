"""``course exercises check``: the exercises against the rules of their kinds, and against strategies without knowledge."""

import argparse
from pathlib import Path

from lessonkit import course
from lessonkit.cli import command
from lessonkit.cli.command import MISUSED, fail

SHOWN = 6
"""So many strategies of each part are printed, the best first."""


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    example = f"exercises check {command.lesson().number}"
    parser = command.add(
        commands,
        "exercises",
        help="check the exercises",
        description="Work on the exercises in content/exercises.",
        examples=[example],
    )
    check = command.add(
        parser.add_subparsers(title="commands", metavar="COMMAND", required=True),
        "check",
        help="check the files against the rules of each kind",
        description=(
            "Check the exercises of lessons and print each problem as file:line: exercise: field: message. Without "
            "lessons, also put strategies that need no knowledge to the judge, and say what the best of them earn."
        ),
        examples=["exercises check", example],
    )
    command.add_lessons(check)
    check.set_defaults(run=run)


def run(options: command.Options) -> int:
    """Check the files of the chosen pages; the concept test belongs to its page."""
    from lessonkit.bank.validate import problems as problems_of
    from lessonkit.build.plan import NoSuchLesson, books
    from lessonkit.concept_test import forms

    try:
        chosen = books(options.lessons)
    except NoSuchLesson as trouble:
        return fail(str(trouble), MISUSED)
    files = list(dict.fromkeys(book.bank for book in chosen if book.bank.exists()))
    if any(book.page.slug == course.current().closing.get("concept_test") for book in chosen):
        files += forms.files()
    problems = [problem for file in files for problem in problems_of(file)]
    if not problems and not options.lessons:
        return _guess(files)
    lines = [f"{p.file}:{p.line}: {p.exercise}: {p.field}: {p.message}" for p in problems]
    return command.report(lines, f"No problems in {len(files)} file{'s' if len(files) > 1 else ''}.")


def _guess(files: list[Path]) -> int:
    """Print what the best strategies earn in lessons and in the concept test, and fail if one gains too much."""
    from lessonkit.bank import bank, strategies
    from lessonkit.concept_test import forms

    tests = set(forms.files())
    too_good = []
    for title, limit, chosen in (
        ("Lessons", strategies.LIMIT, [file for file in files if file not in tests]),
        ("Concept test", strategies.TEST_LIMIT, sorted(tests)),
    ):
        rows = strategies.rows(item for file in chosen for item in bank.read(file).items)
        for row in rows[:SHOWN]:
            print(f"{title}: {row}")
        too_good += [f"{title}: {row} (more than {limit} points above chance)" for row in rows if row.gain > limit]
    return command.report(too_good, f"No problems in {len(files)} files.")
