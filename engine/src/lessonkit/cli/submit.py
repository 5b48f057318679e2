"""``course submit``: a learner's work in one file."""

import argparse
from pathlib import Path

from lessonkit.cli import command
from lessonkit.cli.command import MISUSED, OK, fail


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = command.add(
        commands,
        "submit",
        help="write your work into one file, for your teacher",
        description="Show what a file of your answers would hold, and write it if you say yes.",
        examples=[f"submit {command.lesson().number}", 'submit --name "A. Learner" --to Desktop'],
    )
    parser.add_argument(
        "lesson",
        nargs="?",
        default="course",
        metavar="LESSON",
        help="number or name of a lesson (the whole course, if none is given)",
    )
    parser.add_argument("--name", default="", help="a name or number to be known by; without it the file names nobody")
    parser.add_argument(
        "--to", metavar="FOLDER", type=Path, help="where the file goes (the folder submissions/ of the course)"
    )
    parser.add_argument("--yes", action="store_true", help="write it without asking")
    parser.set_defaults(run=run)


def run(options: command.Options) -> int:
    """Show what the file would hold, ask, and write it."""
    from lessonkit.classroom import submission
    from lessonkit.classroom.handing_in import drop_folder
    from lessonkit.progress.store import store
    from lessonkit.texts.lessons import UnknownLesson

    try:
        made = submission.collect(store(), options.lesson, options.name)
    except UnknownLesson as trouble:
        return fail(str(trouble), MISUSED)
    print(submission.preview(made))
    if not options.yes and not _agreed("Write the file? [y/n] "):
        print("Nothing was written.")
        return OK
    folder = options.to or drop_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        print(f"Written: {submission.write(made, folder)}")
    except OSError as trouble:
        return fail(f"The file cannot be written into {folder}: {trouble.strerror or trouble}")
    return OK


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        return False
