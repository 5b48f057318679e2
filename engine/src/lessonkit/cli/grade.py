"""``course grade``: the marks and the report of a class."""

import argparse
from pathlib import Path

from lessonkit.cli import command
from lessonkit.cli.command import MISUSED, OK, fail


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = command.add(
        commands,
        "grade",
        help="judge the files of a class: marks and a report",
        description="Judge every submission of a folder anew. Writes marks for a gradebook and a report of the class.",
        examples=["grade submissions", "grade submissions --to results", "grade submissions --rerun"],
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="holds the files, also in sub-folders")
    parser.add_argument("--to", metavar="FOLDER", type=Path, help="where the results go (FOLDER-results)")
    parser.add_argument(
        "--rerun",
        action="store_true",
        help="run the answers in code too, each in a process of its own with limits. The limits stop accidents, not "
        "a person who means harm: such code can read your files. Leave it out if you do not trust a file",
    )
    parser.set_defaults(run=run)


def run(options: command.Options) -> int:
    """Grade the folder and say what was written."""
    from lessonkit.classroom.grading import grade
    from lessonkit.classroom.reading import Refused

    if not options.folder.is_dir():
        return fail(f"{options.folder} is no folder. Give the folder that holds the submissions.", MISUSED)
    folder = options.folder.resolve()
    out = options.to or folder.with_name(f"{folder.name}-results")
    try:
        room, paths = grade(folder, out, command.bar("file"), options.rerun)
    except Refused as trouble:
        return fail(str(trouble))
    except OSError as trouble:
        return fail(f"The results cannot be written into {out}: {trouble.strerror or trouble}")
    print(f"Learners: {len(room.learners)}. Notes on files: {len(room.refused)}.")
    print("\n".join([*(f"  {name}: {why}" for name, why in room.refused), *(f"Wrote {path}" for path in paths)]))
    return OK
