"""What the commands share: exit codes, a parser whose help ends with an example, and how trouble is told."""

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

from lessonkit import course
from lessonkit.course import CourseError, Page

OK, FAILED, MISUSED = 0, 1, 2
NO_TOOLS = "The build needs the authors' tools, and {} is missing. Install them with: pip install -e .[author]"

Options = argparse.Namespace
Commands = argparse._SubParsersAction
T = TypeVar("T")


def add(
    commands: "Commands[argparse.ArgumentParser]", name: str, *, help: str, description: str, examples: Iterable[str]
) -> argparse.ArgumentParser:
    """Add a command; `examples` are what to type after the word ``course``."""
    return commands.add_parser(
        name,
        help=help,
        description=description,
        epilog=epilog(examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def epilog(examples: Iterable[str]) -> str:
    """Return what a help ends with."""
    return "\n".join(["example:", *(f"  course {example}" for example in examples)])


def name() -> str:
    """Return the name of the course, for an example; a made-up one where there is no course."""
    try:
        return course.current().name
    except CourseError:
        return "course"


def lesson() -> Page:
    """Return the first lesson of the course, for an example; a made-up one where there is none."""
    try:
        return course.current().lessons[0]
    except (CourseError, IndexError):
        return Page("01", "first-lesson", "Part")


def add_lessons(parser: argparse.ArgumentParser) -> None:
    """Add the names of lessons as arguments."""
    parser.add_argument(
        "lessons",
        nargs="*",
        metavar="LESSON",
        help=f"number, name or both: {lesson().number}, {lesson().slug} or {lesson().stem} (all, if none is given)",
    )


def report(problems: list[str], well: str) -> int:
    """Print problems as a failure, or that all is well, and return the exit code."""
    if not problems:
        print(well)
        return OK
    return fail("\n".join(problems))


def fail(message: str, code: int = FAILED) -> int:
    """Print trouble where trouble belongs and return the exit code."""
    print(message, file=sys.stderr)
    return code


def bar(unit: str, name_of: Callable[[T], str] | None = None) -> Callable[[list[T]], Iterable[T]]:
    """Return what shows how far a list is done; silent when nobody watches a terminal."""

    def watched(things: list[T]) -> Iterable[T]:
        from tqdm import tqdm

        shown = tqdm(things, unit=unit, disable=None, leave=False)
        for thing in shown:
            if name_of:
                shown.set_description(name_of(thing))
            yield thing

    return watched
