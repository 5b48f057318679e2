"""``course restore``: pages as they were built."""

import argparse

from lessonkit.cli import command
from lessonkit.cli.command import FAILED, MISUSED, OK, fail


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = command.add(
        commands,
        "restore",
        help="bring pages back as they were built, and keep your own cells",
        description="Bring back the notebooks of a lesson as they were built: cells that were deleted, changed or moved return.\n"
        "Cells of your own stay where they are. A cell of code that you changed comes back as built, and your\n"
        "change stands below it. The page before is kept, and the command says where.",
        examples=["restore", f"restore {command.lesson().number}"],
    )
    command.add_lessons(parser)
    parser.set_defaults(run=run)


def run(options: command.Options) -> int:
    """Restore the named pages, or all, and say what was done."""
    from lessonkit.build.plan import NoSuchLesson, find
    from lessonkit.pages.original import all_books
    from lessonkit.pages.restoring import CannotRestore, restore

    try:
        wanted = {find(name) for name in options.lessons}
    except NoSuchLesson as trouble:
        return fail(str(trouble), MISUSED)
    code = OK
    for book in all_books():
        if wanted and book.page not in wanted:
            continue
        try:
            print(restore(book).words)
        except CannotRestore as trouble:
            code = fail(str(trouble), FAILED)
    return code
