"""What a learner does in an explorer, without a browser."""

import itertools
from collections.abc import Iterator
from typing import Any

from lessonkit.explorer.frame import Explorer


def say(explorer: Explorer, do: str, **more: Any) -> None:
    """Send what a button of the frame sends."""
    explorer.heard({"do": do, **more})


def predict(explorer: Explorer, **guesses: Any) -> None:
    """Answer the questions with what is typed or chosen, by name."""
    say(explorer, "predict", values=guesses)


def go_to(explorer: Explorer, step: int, **guesses: Any) -> None:
    """Predict, and go on to a step."""
    predict(explorer, **guesses)
    while explorer.step < step:
        go_on(explorer)


def go_on(explorer: Explorer) -> None:
    """Go on to the next step; a mission that is not found is skipped."""
    say(explorer, "skip" if explorer.mission and not explorer.done else "next")


def judged(explorer: Explorer) -> str:
    """Return what the verdict says of the guesses."""
    return " ".join(one["text"] for one in explorer.verdict.judged)


def keys(explorer: Explorer) -> tuple[str, ...]:
    """Return which controls are shown."""
    return tuple(spec["key"] for spec in explorer.panel.specs)


def choices(explorer: Explorer, key: str) -> list[Any]:
    """Return every value that a control can have."""
    control = explorer.inputs[key]
    return list(getattr(control, "values", getattr(control, "options", (False, True))))


def at_every_setting(explorer: Explorer) -> Iterator[tuple[dict[str, Any], str]]:
    """Set what the mission shows to each possible value; yield the values and what was found."""
    shown = keys(explorer)
    for setting in itertools.product(*(choices(explorer, key) for key in shown)):
        explorer.set(**dict(zip(shown, setting, strict=True)))
        yield explorer.values, explorer.verdict.found


def marks(chart, kind: str, **has) -> list[dict]:
    """Return the marks of a chart that are of a kind and have these entries, such as ``name="your line"``."""
    return [mark for mark in chart.marks(kind) if all(mark.get(key) == value for key, value in has.items())]
