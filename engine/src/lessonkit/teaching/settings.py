"""Settings of an explorer that are worth a picture: how its missions begin, and how they look when done.

A goal that only the learner's own moves can reach, such as a text that all accept, is not shown. This runs inside a
kernel, where the explorers are drawn: ``show("shared-shield", "runs.json")``.
"""

import json
from dataclasses import asdict, dataclass, replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

from lessonkit.explorer import asks, explore
from lessonkit.explorer.frame import Explorer, table_view
from lessonkit.explorer.inputs import Ask, Choice, Control, Mission, Range
from lessonkit.progress.store import store

START, DONE = "start", "done"
MOST_TRIED = 5000
"""A mission whose goal takes longer to find is shown as it begins."""


@dataclass(frozen=True)
class Run:
    """One setting of an explorer, in words.

    ``moment`` is START or DONE; ``mission`` is the mission's text and ``number`` counts it from 1. ``asked``
    holds the predictions that it recalls, ``found`` is what a finished mission says, as markdown. ``controls`` are pairs of
    a control's label and its value, ``table`` has the keys caption, columns and rows. A ``slide`` shows the last run of a
    mission, a worksheet (``sheet``) the first.
    """

    explorer: str
    title: str
    moment: str
    number: int
    mission: str
    asked: tuple[str, ...]
    found: str
    controls: tuple[tuple[str, str], ...]
    reading: str
    table: dict[str, Any]
    slide: bool = False
    sheet: bool = False


def show(name: str, file: str) -> None:
    """Show an explorer once for each setting that looks different, and write what they say to a file."""
    from IPython.display import display

    told = []
    for explorer, run in settings(name):
        display(explorer)
        told.append(asdict(run))
    whole = Path(f"{file}.part")
    whole.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    whole.replace(file)  # who waits for the file never reads half of it


def settings(name: str) -> list[tuple[Explorer, Run]]:
    """Return an explorer in each setting, with its words; a setting that shows the same as one before is left out."""
    seen, kept = set(), dict[int, list[tuple[Explorer, Run]]]()
    for step in range(1, len(_at(name, 1).missions) + 1):
        for explorer, run in filter(None, (_run(name, step, moment) for moment in (START, DONE))):
            looks = run.reading, json.dumps(run.table), str(explorer.values)
            if looks not in seen:
                kept.setdefault(step, []).append((explorer, run))
            seen.add(looks)
    return [
        (
            explorer,
            replace(run, slide=explorer.printed and run is own[-1][1], sheet=explorer.printed and run is own[0][1]),
        )
        for own in kept.values()
        for explorer, run in own
    ]


def _run(name: str, step: int, moment: str) -> tuple[Explorer, Run] | None:
    explorer = _at(name, step)
    mission = explorer.missions[step - 1]
    if moment == DONE:
        explorer.set(**_goal(explorer, mission))
        if not mission.goal(explorer.values):
            return None
    explorer.prediction = {}  # it only opened the missions, and is nobody's: what is drawn and said from here on knows none
    reading = explorer.update(explorer.values)
    found = "" if moment != DONE else mission.found(explorer.values) if callable(mission.found) else mission.found
    shown = [control for control in _inputs(explorer) if control.key in mission.shows]
    controls = tuple((control.label, _said(control, explorer.values[control.key])) for control in shown)
    asked = tuple(ask.label for ask in asks(name) if ask.name in (mission.guess or ()))
    return explorer, Run(
        name,
        explorer.title,
        moment,
        step,
        mission.text,
        asked,
        found,
        controls,
        reading.text,
        table_view(reading.table, reading.caption),
    )


def _at(name: str, step: int) -> Explorer:
    """Return an explorer at a step, with predictions that are valid and mean nothing."""
    store().predict(
        name,
        {
            ask.name: round((ask.low + ask.high) / 2) if isinstance(ask, Ask) else next(iter(ask.options))
            for ask in asks(name)
        },
    )
    store().mark(name, step)
    return explore(name)


def _goal(explorer: Explorer, mission: Mission) -> dict[str, Any]:
    """Return the fewest changes of a mission's controls that reach its goal; empty if none is found soon."""
    inputs = [control for control in _inputs(explorer) if control.key in mission.shows]
    inputs.sort(key=lambda control: not isinstance(control, Range))  # a slider changes less than another view does
    tried = 0
    for count in range(1, len(inputs) + 1):
        for some in combinations(inputs, count):
            for values in product(*(_values(control, explorer.values[control.key]) for control in some)):
                changes = {control.key: value for control, value in zip(some, values, strict=True)}
                tried += 1
                if tried > MOST_TRIED:
                    return {}
                if mission.goal({**explorer.values, **changes}):
                    return changes
    return {}


def _inputs(explorer: Explorer) -> list[Control]:
    return list(explorer.inputs.values())


def _values(control: Control, now: Any) -> list[Any]:
    """Return what a control can be set to; on a slider, what is nearest to its value now comes first."""
    if isinstance(control, Range):
        at = control.encode(now)
        return sorted(control.values, key=lambda value: abs(control.encode(value) - at))
    return list(control.options) if isinstance(control, Choice) else [False, True]


def _said(control: Control, value: Any) -> str:
    if isinstance(control, Range):
        return control.text(value)
    return control.options[value] if isinstance(control, Choice) else ("on" if value else "off")
