"""32 keys: the race of 2023-24 week by week, in the record and in a model."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any, cast

import anywidget
import pandas as pd
import traitlets

from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Play
from lessonkit.explorer.texts import words
from lessonkit.frontend import css, esm
from lessonkit.texts.words import listed, long_date
from nato_course.explorers.thirty_two_keys import model
from nato_course.explorers.thirty_two_keys.races import races_table
from nato_course.explorers.thirty_two_keys.record import model_inputs, names, public, the

WORDS = words("thirty-two-keys")
START_WEEK = 24
SIGNS = {"yes": "✓", "counted": "✓", "no": "✕", "own": "★", "open": "–", "out": "○"}
Values = dict[str, Any]
States = dict[str, tuple[str, str]]  # code to kind and word


class Board(anywidget.AnyWidget):
    """The keys: a strip of weeks, 32 tiles, and what would turn those that are not yet turned."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    view = traitlets.Dict().tag(sync=True)


def week_text(week: int) -> str:
    """Return the day on which a week ends."""
    return long_date(model.week_end(week))


def named(codes: Iterable[str]) -> str:
    """Return allies' names as they stand in a sentence, in the order of the alphabet."""
    found = sorted(the(code) for code in codes)
    return listed(found) if found else WORDS.say("nobody")


# ---- the race ---------------------------------------------------------------------------------


def race(values: Values) -> model.Race:
    """Return the race at the controls' values."""
    return model.Race(
        candidate=values["candidate"],
        assurances=frozenset(code for code in model.ASSURANCES if values[code.lower()]),
        early=values["early"],
        rival=values["rival"],
        rule=values["rule"],
        delta=values["delta"],
        epsilon=values["epsilon"],
    )


@lru_cache(maxsize=256)
def played(chosen: model.Race) -> model.Outcome:
    """Return how the model's race ends."""
    return model.run(model_inputs(), chosen)


# ---- missions ---------------------------------------------------------------------------------


def found_order(_values: Values) -> str:
    """What mission 1 shows."""
    turned = [WORDS.say("turned", ally=the(code), day=day) for code, day in public().holdouts()]
    return WORDS.say("missions.order.found", turned=turned)


def decision(outcome: model.Outcome) -> int:
    """The week of the decision, in a race that has ended in one."""
    return cast(int, outcome.decided)


def found_doors(values: Values) -> str:
    """What mission 2 shows, of the race in which all assurances are given."""
    chosen = race({**values, **ON})
    none = played(replace(chosen, assurances=frozenset())).holdouts()
    alone = {code: played(replace(chosen, assurances=frozenset({code}))).holdouts() for code in model.ASSURANCES}
    return WORDS.say(
        "missions.doors.found",
        agree=len(model.ASSURANCES) - len(none),
        names=named(none),
        opens=[WORDS.say("opens", ally=the(code), count=len(set(none) - set(left))) for code, left in alone.items()],
        decided=model.week_end(played(chosen).week),
    )


def found_rule(values: Values) -> str:
    """What mission 3 shows."""
    chosen = race(values)
    now, consensus = played(chosen), played(replace(chosen, rule="unanimity"))
    return WORDS.say(
        "missions.rule.found",
        decided=model.week_end(now.week),
        weeks=consensus.week - now.week,
        count=len(now.holdouts()),
        names=named(now.holdouts()),
    )


OFF = {code.lower(): False for code in model.ASSURANCES}
ON = dict.fromkeys(OFF, True)
FACT = {
    "candidate": "rutte",
    "rival": True,
    "early": False,
    "rule": "unanimity",
    "delta": model.DELTA,
    "epsilon": model.EPSILON,
}
MISSIONS = (
    WORDS.mission(
        "order",
        shows=("week",),
        start={**FACT, **ON, "view": "record", "week": 16},
        guess=("last",),
        goal=(
            WORDS.part("april", lambda values: values["week"] == START_WEEK),
            WORDS.part("decision", lambda values: values["week"] >= model.week_of(public().decision)),
        ),
        found=found_order,
    ),
    WORDS.mission(
        "doors",
        shows=tuple(OFF),
        start={**FACT, **OFF, "view": "model", "week": model.LAST},
        guess=("alone",),
        goal=(
            WORDS.part("alone", lambda values: sum(values[key] for key in OFF) == 1),
            WORDS.part("all", lambda values: played(race(values)).decided is not None),
        ),
        found=found_doors,
    ),
    WORDS.mission(
        "rule",
        shows=("rule",),
        start={**FACT, **ON, "view": "model", "week": model.LAST},
        guess=(),
        goal=lambda values: values["rule"] != "unanimity",
        found=found_rule,
    ),
)


def alone() -> int:
    """Return how many of the four agree without any assurance."""
    return len(model.ASSURANCES) - len(played(race({**FACT, **OFF})).holdouts())


# ---- what is said -----------------------------------------------------------------------------


def price_lines(week: int) -> list[str]:
    """Return what each ally had asked for by a week."""
    return [
        WORDS.say(
            "price.agreed" if price.agreed else "price.asked",
            ally=the(price.code),
            day=price.day,
            price=price.price,
            agreed=price.agreed,
        )
        for price in public().prices(week)
    ]


def turns_of(outcome: model.Outcome, code: str, week: int) -> str:
    """Return what by itself would turn an ally's key."""
    said = WORDS.each("turns")
    found = [said[key] for key in model.turners(outcome, code, week)] or [said["none"]]
    return reduce(lambda one, other: WORDS.say("turn.or", one=one, other=other), found)


def turn_lines(turns: Mapping[str, str]) -> list[str]:
    """Return a line for each thing that would turn a key, with the allies of that key."""
    groups: dict[str, list[str]] = {}
    for code, what in turns.items():
        groups.setdefault(what, []).append(code)
    return [
        WORDS.say("turn.count" if len(codes) > 5 else "turn.names", count=len(codes), names=named(codes), what=what)
        for what, codes in groups.items()
    ]


def record_text(week: int, states: States) -> str:
    """Return the reading of the record."""
    kinds = [kind for kind, _ in states.values()]
    day, members = model.week_end(week), len(kinds) - kinds.count("out")
    if week >= model.week_of(public().decision):
        return WORDS.say("record.decided", day=day, members=members)
    text = WORDS.say("record.open", day=day, yes=kinds.count("yes"), members=members)
    if not (counted := kinds.count("counted")):
        return text
    missing = [code for code, (kind, _) in states.items() if kind not in ("yes", "counted")]
    return f"{text} {WORDS.say('record.counted', count=counted, names=named(missing))}"


def model_text(week: int, outcome: model.Outcome, waiting: Iterable[str]) -> str:
    """Return the reading of the model."""
    parts = [
        WORDS.say(
            "model.yes",
            day=model.week_end(week),
            yes=int(outcome.yes[week].sum()),
            members=int((outcome.allies.since <= week).sum()),
            names=named(waiting),
        )
    ]
    if outcome.decided is None:
        parts.append(WORDS.say("model.endless"))
    elif week < outcome.decided:
        parts.append(WORDS.say("model.open"))
    else:
        parts.append(WORDS.say("model.ended", day=model.week_end(outcome.decided)))
        if len(outcome.pivotal) <= 4:
            parts.append(WORDS.say("model.last", names=named(outcome.pivotal)))
    return " ".join(parts)


def table(states: States, turns: Mapping[str, str]) -> pd.DataFrame:
    """Return a row for each ally; without ``turns`` there is no column for them."""
    order = sorted(states, key=names().__getitem__)
    columns = {"ally": [names()[code] for code in order], "state": [states[code][1] for code in order]}
    if turns:
        columns["turns"] = [turns.get(code, "–") for code in order]
    return pd.DataFrame(columns).rename(columns=WORDS.each("table.columns"))


# ---- the explorer -----------------------------------------------------------------------------


class ThirtyTwoKeys(Explorer):
    """How Mark Rutte got 32 yeses."""

    name = "thirty-two-keys"
    number = "09"
    title = WORDS.title
    minutes = 12
    limits = WORDS.limits
    missions = MISSIONS
    asks = (
        WORDS.ask("last", truth=lambda: public().holdouts()[-1][0], told="order"),
        WORDS.ask("alone", high=4, truth=lambda: alone(), told="doors"),
    )
    controls = (
        WORDS.choice("view"),
        WORDS.range("week", range(model.LAST + 1), value=START_WEEK, text=week_text, steppers=True),
        Play("week", seconds=0.4),
        WORDS.choice("candidate"),
        WORDS.switch("rival", True),
        WORDS.switch("tur", True),
        WORDS.switch("hun", True),
        WORDS.switch("svk", True),
        WORDS.switch("rou", True),
        WORDS.switch("early"),
        WORDS.choice("rule"),
        WORDS.range("delta", tuple(step / 20 for step in range(11)), value=model.DELTA),
        WORDS.range("epsilon", tuple(step / 200 for step in range(11)), value=model.EPSILON),
    )

    @property
    def outcome(self) -> model.Outcome:
        """The model's race at the present settings."""
        return played(race(self.values))

    def chart(self) -> Board:
        self.board = Board()
        return self.board

    def update(self, values: Values) -> Reading:
        if values["view"] == "races":
            return self._show_races()
        return self._show_record(values["week"]) if values["view"] == "record" else self._show_model(values["week"])

    def _show_races(self) -> Reading:
        races = model.counterfactuals(model_inputs())
        rows = races_table(races, {code: the(code) for code in names()})
        self.board.view = {
            "kind": "table",
            "basis": WORDS.say("basis.races"),
            "columns": list(rows.columns),
            "rows": rows.to_numpy().tolist(),
        }
        never = sum(outcome.decided is None for outcome in races.values())
        text = WORDS.say("races.reading", count=len(races), never=never)
        return Reading(text, rows, WORDS.say("races.caption"))

    def _show_record(self, week: int) -> Reading:
        record, codes = public(), model_inputs().codes
        states = {code: record.state(code, week) for code in codes}
        counts = [
            sum(record.state(code, at)[0] in ("yes", "counted") for code in codes) for at in range(model.LAST + 1)
        ]
        self._draw("record", week, states, price_lines(week), counts)
        caption = WORDS.say("table.record", day=model.week_end(week))
        return Reading(record_text(week, states), table(states, {}), caption)

    def _show_model(self, week: int) -> Reading:
        outcome, allies = self.outcome, model_inputs()
        if outcome.decided is not None:
            week = min(week, outcome.decided)  # the race is over: show how it ended
        said = WORDS.each("modelled")
        kinds = {
            code: "out" if since > week else "yes" if yes else "open"
            for code, since, yes in zip(allies.codes, allies.since, outcome.yes[week], strict=True)
        }
        states = {code: (kind, said[kind]) for code, kind in kinds.items()}
        waiting = [code for code, kind in kinds.items() if kind == "open"]
        turns = {} if week == outcome.decided else {code: turns_of(outcome, code, week) for code in waiting}
        self._draw("model", week, states, turn_lines(turns), [int(row.sum()) for row in outcome.yes])
        caption = WORDS.say("table.model", day=model.week_end(week))
        return Reading(model_text(week, outcome, waiting), table(states, turns), caption)

    def _draw(self, kind: str, week: int, states: States, lines: Iterable[str], counts: list[int]) -> None:
        tiles = [
            {"name": names()[code], "state": state, "sign": SIGNS[state], "word": word}
            for code, (state, word) in sorted(states.items(), key=lambda entry: names()[entry[0]])
        ]
        self.board.view = {
            "kind": "tiles",
            "basis": WORDS.say(f"basis.{kind}"),
            "tiles": tiles,
            "title": WORDS.say(f"lines.{kind}"),
            "lines": [line[:1].upper() + line[1:] for line in lines],
            "none": WORDS.say(f"nothing.{kind}"),
            "counts": counts,
            "week": week,
            "ends": [week_text(0), week_text(model.LAST)],
        }
