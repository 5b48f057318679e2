"""What a format carries of each kind of exercise. The command prints it and teaching/exports.md holds it as tables.

A format has one account for each form of a question (`FORMS`), and what it never carries (`LOST`). A kind says more
where it is carried in another way than its form.
"""

from dataclasses import dataclass

OWN = "its own, at once"
PART = "its own, at once, for what is chosen; in a list afterwards, for what is left out"
LISTED = "in a list afterwards"
TEACHER = "in the teacher's notes"
SHOWN = "on the back of the card"


@dataclass(frozen=True)
class Carried:
    """How a format carries one kind, or one form of a question.

    Attributes
    ----------
    form
        What the exercise becomes.
    feedback
        Where the feedback of a listed mistake is read.
    lost
        What the format leaves out, in sentences; "" for nothing.
    """

    form: str
    feedback: str
    lost: str = ""


def table(carried: dict[str, Carried]) -> str:
    """Return a format's account as a markdown table, one row a kind."""
    rows = [("Kind", "Becomes", "Feedback of a mistake", "Left out"), ("---",) * 4]
    rows += [(f"`{kind}`", one.form, one.feedback, one.lost or "nothing") for kind, one in carried.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
