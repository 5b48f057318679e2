"""``course certificate``: a page to print, with what the learner has done."""

import argparse
from datetime import date
from pathlib import Path

from lessonkit.cli import command
from lessonkit.cli.command import OK, fail


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = command.add(
        commands,
        "certificate",
        help="write a page to print, with what you have done",
        description="Write a page to print, with the lessons whose questions you have answered.",
        examples=["certificate", "certificate --name Ada --to Desktop/certificate.html"],
    )
    parser.add_argument("--name", default="", help="the name on the page; without it there is a line to write one")
    parser.add_argument(
        "--to", metavar="FILE", type=Path, default=Path("certificate.html"), help="the file (certificate.html)"
    )
    parser.set_defaults(run=run)


def run(options: command.Options) -> int:
    """Write the page."""
    from lessonkit.keepsakes.certificate import NOTHING, page

    made = page(options.name, date.today())
    if not made:
        return fail(NOTHING)
    try:
        options.to.write_text(made, encoding="utf-8")
    except OSError as trouble:
        return fail(f"The file cannot be written to {options.to}: {trouble.strerror or trouble}")
    print(f"Written: {options.to}. Open it in a browser and print it.")
    return OK
