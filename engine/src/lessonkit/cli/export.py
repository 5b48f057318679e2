"""``course export``: the exercises for other programs."""

import argparse
from pathlib import Path

from lessonkit.cli import command
from lessonkit.cli.command import MISUSED, OK, fail

FORMATS = ("moodle", "qti", "anki", "gift")


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    name, lesson = command.name(), command.lesson()
    parser = command.add(
        commands,
        "export",
        help="write the exercises for Moodle, Canvas or Anki",
        description="Write the exercises of lessons as a file for another program: moodle (Moodle XML), qti (a QTI 2.1 "
        "package for Canvas and others), anki (a deck of cards) or gift (plain text). The file holds the answers.",
        examples=[
            f"export moodle --to {name}.xml",
            f"export qti {lesson.number} --to {name}.zip",
            f"export anki {lesson.slug} --to {name}.apkg",
        ],
    )
    parser.add_argument("format", metavar="FORMAT", choices=FORMATS, help="moodle, qti, anki or gift")
    command.add_lessons(parser)
    parser.add_argument("--to", metavar="FILE", type=Path, required=True, help="the file to write")
    parser.set_defaults(run=run)


def run(options: command.Options) -> int:
    """Write the file and say what it holds."""
    from lessonkit.classroom.exports import export
    from lessonkit.texts.lessons import UnknownLesson

    try:
        number, carried = export(options.format, options.lessons, options.to)
    except UnknownLesson as trouble:
        return fail(str(trouble), MISUSED)
    except ModuleNotFoundError as trouble:
        return fail(
            f"This format needs a package that is missing: {trouble.name}. Install it with: pip install -e .[class]"
        )
    except ValueError as trouble:
        return fail(str(trouble))
    except OSError as trouble:
        return fail(f"The file cannot be written to {options.to}: {trouble.strerror or trouble}")
    print(f"{number} questions are in {options.to}. It holds the answers: keep it from learners.")
    print("\n".join(["Left out:", *(f"  {kind}: {one.lost}" for kind, one in carried.items() if one.lost)]))
    return OK
