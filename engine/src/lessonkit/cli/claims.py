"""``course claims``: the facts that will change."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from lessonkit.cli import command
from lessonkit.cli.command import FAILED, OK, fail

if TYPE_CHECKING:
    from lessonkit.texts.claims import Claim


def add(commands: "command.Commands[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = command.add(
        commands,
        "claims",
        help="list the facts that will change, or those to look at again",
        description="List the dated facts of content/claims.yml, the one to look at first on top.\n"
        "With --due only those to look at again by a day; then the exit code is 1 if there is one.",
        examples=["claims", "claims --due", "claims --due 2027-08-01"],
    )
    parser.add_argument(
        "--due",
        metavar="DATE",
        nargs="?",
        const=date.today,
        type=_date,
        help="a day such as 2027-08-01 (today, if none is given)",
    )
    parser.set_defaults(run=run)


def _date(text: str) -> date:
    """Read a day from the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2027-08-01") from None


def run(options: command.Options) -> int:
    """List the claims."""
    from lessonkit.texts import claims

    day = options.due() if callable(options.due) else options.due
    try:
        found = claims.by_review() if day is None else claims.due(day)
        lines = [_line(claim, claims.places()) for claim in found]
    except (ValueError, KeyError) as trouble:
        return fail(str(trouble))
    if day is not None:
        lines.append(f"{len(found) or 'No'} claim{'' if len(found) == 1 else 's'} to look at again by {day}.")
    print("\n".join(lines))
    return FAILED if found and day is not None else OK


def _line(claim: "Claim", places: dict[str, int]) -> str:
    from lessonkit.texts.lessons import lesson

    used = ", ".join(lesson(slug).stem for slug in claim.lessons)
    return f"content/claims.yml:{places[claim.id]}: {claim.id}: as of {claim.as_of}, review by {claim.review_by}; in {used}"
