"""``course data make``: tables from a producer's file, or from what was typed."""

import argparse
import difflib
from pathlib import Path
from typing import Any

from lessonkit import course
from lessonkit.cli import command
from lessonkit.cli.command import MISUSED, OK, fail


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    examples = ["data make population population.csv"]
    parser = command.add(
        commands,
        "data",
        help="make data tables from a producer's file, or from what was typed",
        description="Make tables of data/ from a producer's file, or from what was typed in content/tables.",
        examples=examples,
    )
    make = command.add(
        parser.add_subparsers(title="commands", metavar="COMMAND", required=True),
        "make",
        help="show what a new file would change, or write it",
        description="Make the tables of one producer and show what changes. Nothing is written without --write.",
        examples=[*examples, "data make population population.csv --write", "data make countries"],
    )
    make.add_argument("name", metavar="NAME", help="the maker; a wrong name lists them")
    make.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        type=Path,
        help="the producer's file; what was typed in content/tables needs none",
    )
    make.add_argument("--write", action="store_true", help="write the tables into data/")
    make.set_defaults(run=run)


def run(options: command.Options) -> int:
    """Make the tables of one producer."""
    PRODUCERS, MakerError, changes, write = _makers("PRODUCERS", "MakerError", "changes", "write")

    if options.name not in PRODUCERS:
        near = difflib.get_close_matches(options.name, PRODUCERS, 1, 0.3)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(PRODUCERS)}."
        return fail(f"There is no maker {options.name}. {hint}", MISUSED)
    try:
        tables = PRODUCERS[options.name](options.file)
    except MakerError as trouble:
        return fail(str(trouble))
    except OSError as trouble:
        return fail(f"{options.file} cannot be read: {trouble.strerror or trouble}")
    for name, made in tables.items():
        print(f"{name}: {changes(name, made)}")
        if options.write:
            write(name, made)
    print("Written. Now run: course build" if options.write else "Nothing is written yet. To write: add --write")
    return OK


def _makers(*names: str) -> list[Any]:
    """Return what the course's package has for making tables."""
    return [course.current().imported(f"{course.current().package}.makers:{name}") for name in names]
