"""``course release``: the learners' copy of the course."""

import argparse
from pathlib import Path

from lessonkit.cli import command
from lessonkit.cli.command import MISUSED, OK, fail


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    folder, lesson = f"../{command.name()}-for-class-10b", command.lesson()
    parser = command.add(
        commands,
        "release",
        help="make the learners' copy of the course",
        description="Make a copy for learners: no solutions, and no key that can be read at a glance.",
        examples=[
            f"release --class {folder}",
            f"release --class {folder} --hold {lesson.number} --hold {lesson.slug}/r1",
        ],
    )
    parser.add_argument("--class", dest="out", metavar="FOLDER", type=Path, required=True, help="the new folder")
    parser.add_argument(
        "--hold",
        action="append",
        default=[],
        metavar="NAME",
        help="a lesson, an exercise or all: the copy says only that an answer is received, and you have the key",
    )
    parser.set_defaults(run=run)


def run(options: command.Options) -> int:
    """Write the copy."""
    from lessonkit.classroom.release import CannotRelease, release

    try:
        held = release(options.out, tuple(options.hold))
    except CannotRelease as trouble:
        return fail(str(trouble), MISUSED)
    except OSError as trouble:
        return fail(f"The copy cannot be written into {options.out}: {trouble.strerror or trouble}")
    print(f"The learners' copy is in {options.out}. Exercises held back: {len(held)}.")
    return OK
