"""``course build``: the notebooks."""

import argparse
from collections.abc import Callable, Iterable

from lessonkit.cli import command
from lessonkit.cli.command import MISUSED, NO_TOOLS, OK, fail


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = command.add(
        commands,
        "build",
        help="make the notebooks from content/",
        description="Make lessons/, exercises/ and solutions/ from content/. Notebooks that are up to date are skipped.\n"
        "Slides, worksheets and answer keys have a command of their own: course build teaching.",
        examples=["build", f"build {command.lesson().number} {command.lesson().slug}", "build --check"],
    )
    command.add_lessons(parser)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a notebook is not up to date")
    parser.set_defaults(run=run)


def run(options: command.Options) -> int:
    """Build, or only look what is not up to date."""
    from lessonkit.build import BuildError
    from lessonkit.build.check import check
    from lessonkit.build.plan import Book, NoSuchLesson

    well = "All notebooks are up to date."
    try:
        if options.check:
            return command.report(check(options.lessons), well)
        from lessonkit.build.run import build

        progress: Callable[[list[Book]], Iterable[Book]] = command.bar("notebook", lambda book: book.name)
        built = build(options.lessons, progress)
    except ModuleNotFoundError as trouble:
        return fail(NO_TOOLS.format(trouble.name))
    except NoSuchLesson as trouble:
        return fail(str(trouble), MISUSED)
    except BuildError as trouble:
        return fail(str(trouble))
    print("\n".join(f"Built {name}" for name in built) or well)
    return OK
