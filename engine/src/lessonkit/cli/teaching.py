"""``course build teaching``: a teacher's pages."""

import argparse

from lessonkit import course
from lessonkit.cli import command
from lessonkit.cli.command import MISUSED, NO_TOOLS, OK, fail

NAME = "build teaching"
"""Two words, and yet one command: `build` itself takes the names of lessons."""


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = command.add(
        commands,
        NAME,
        help="make slides, worksheets and answer keys",
        description="Make slides, worksheets, large print and answer keys, in teaching/built/.",
        examples=[NAME, f"{NAME} {command.lesson().number}"],
    )
    command.add_lessons(parser)
    parser.set_defaults(run=run)


def run(options: command.Options) -> int:
    """Write the pages."""
    from lessonkit.build import BuildError
    from lessonkit.build.plan import NoSuchLesson

    try:
        from lessonkit.teaching.run import build

        written = build(options.lessons, command.bar("lesson"))
    except ModuleNotFoundError as trouble:
        return fail(NO_TOOLS.format(trouble.name))
    except NoSuchLesson as trouble:
        return fail(str(trouble), MISUSED)
    except BuildError as trouble:
        return fail(str(trouble))
    print("\n".join(f"Wrote {path.relative_to(course.current().root).as_posix()}" for path in written))
    return OK
