"""The command ``course``: one module for each of its commands."""

import argparse
import os
import sys
from collections.abc import Sequence

from lessonkit import __version__
from lessonkit.cli import (
    build,
    certificate,
    claims,
    command,
    data,
    doctor,
    exercises,
    export,
    grade,
    release,
    restore,
    submit,
    teaching,
)
from lessonkit.cli.command import MISUSED, OK
from lessonkit.course import CourseError

COMMANDS = (build, teaching, doctor, restore, submit, certificate, grade, release, export, data, exercises, claims)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 well, 1 a problem found, 2 wrong use."""
    parser = _parser()
    options = parser.parse_args(_joined(sys.argv[1:] if arguments is None else arguments))
    if not hasattr(options, "run"):
        parser.print_help()
        return MISUSED
    try:
        code: int = options.run(options)
        return code
    except CourseError as trouble:
        return command.fail(str(trouble), MISUSED)
    except BrokenPipeError:  # the reader has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _joined(arguments: Sequence[str]) -> list[str]:
    """Make one word of the command of two, for argparse knows only one."""
    words = teaching.NAME.split()
    return [teaching.NAME, *arguments[2:]] if list(arguments[:2]) == words else list(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="course",
        description="Build and look after the course.",
        epilog=command.epilog([f"build {command.lesson().slug}"]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"lessonkit {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for one in COMMANDS:
        one.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
