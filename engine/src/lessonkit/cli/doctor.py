"""``course doctor``: can this computer run the course?"""

import argparse

from lessonkit.cli import command


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = command.add(
        commands,
        "doctor",
        help="look whether this computer can run the course",
        description="Look whether this computer can run the course, and say what to do if not.",
        examples=["doctor"],
    )
    parser.set_defaults(run=run)


def run(_options: command.Options) -> int:
    """Print the report."""
    from lessonkit import doctor

    return doctor.main()
