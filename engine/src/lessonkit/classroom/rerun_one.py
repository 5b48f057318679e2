"""Judge one cell in this process and say the verdict as the last line: what `rerun` starts."""

import json
import os
import sys
from typing import TypedDict

from lessonkit.bank import bank
from lessonkit.judging import replay
from lessonkit.judging.verdict import UNCHECKABLE


class Told(TypedDict):
    """The verdict on a cell, and `trouble`: a sentence on why there is no score, or an empty text."""

    outcome: str
    score: float
    misconception: str | None
    trouble: str


def judged(exercise: str, source: str) -> Told:
    """Return the verdict on a cell that hands its answer to ``check(exercise, …)``."""
    item = bank.get(exercise)
    try:
        value = replay.answer_again(item, source, (), item.names["load"])
    except replay.Unreplayable as trouble:
        return {
            "outcome": UNCHECKABLE,
            "score": 0.0,
            "misconception": None,
            "trouble": f"The cell could not be run by itself ({trouble}).",
        }
    verdict = item.logic.check(item, value, source=source)
    return {
        "outcome": verdict.outcome,
        "score": verdict.score,
        "misconception": verdict.misconception,
        "trouble": "" if verdict.score else verdict.message,
    }


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.read())
    # What the cell prints goes nowhere; the verdict has the real output to itself.
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    verdict = judged(asked["exercise"], asked["source"])
    os.write(out, ("\n" + json.dumps(verdict) + "\n").encode())
