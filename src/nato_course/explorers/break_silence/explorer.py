"""Break silence? The learner chairs the Council: a text, a deadline, and the capitals that read it."""

from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from lessonkit.explorer.frame import Reading
from lessonkit.explorer.texts import words
from nato_course.explorers.break_silence import cases, model
from nato_course.explorers.desk import PSI, DeskExplorer, points

WORDS = words("break-silence")
SIZES = (3, 7, 12, 16, 19, 32)
AXES = model.DIMENSIONS
ROUNDS = 6
RULES = ("case", "members", "tolerance", "threat", "cost", "fatigue")  # another one of these is another sitting


CONTROLS = (
    WORDS.choice("case"),
    WORDS.choice("view"),
    WORDS.range("members", range(3, 33), value=32, steppers=True),
    WORDS.range("toughness", range(101), value=70, steppers=True),
    WORDS.range("scope", range(101), value=60, steppers=True),
    WORDS.range("specificity", range(101), value=70, steppers=True),
    WORDS.range("tolerance", range(20, 61), value=38),
    WORDS.range("step", range(10, 61, 5), value=30),
    WORDS.range("cost", range(11), value=0),
    WORDS.range("fatigue", (0, 0.5, 1, 1.5, 2), value=1),
    WORDS.range("phi", range(0, 31, 5), value=10),
    WORDS.range("hours", (2, 6, 12, 24, 48, 72), value=24),
    WORDS.choice("threat"),
    WORDS.choice("names"),
    WORDS.choice("clock"),
    WORDS.switch("open"),
)
START: dict[str, Any] = {control.key: control.start for control in CONTROLS}


def first_objectors() -> int:
    """Return how many capitals break silence over the first text."""
    case = cases.today(START["threat"], START["members"], START["tolerance"] / 100)
    sitting = model.open_sitting(
        case.table, [START[axis] / 100 for axis in AXES], START["cost"] / 100, START["fatigue"] / 100
    )
    return len(model.deadline(model.call_silence(sitting)).rounds[0].who)


def rate(values: dict[str, Any], size: int) -> float:
    """Return the share of councils of a size that agree."""
    draft = tuple(values[axis] for axis in AXES)
    slack = (values["tolerance"] + values["cost"]) / 100
    return cases.rate(values["threat"], size, draft, slack, values["fatigue"] / 100, values["step"] / 100)


class BreakSilence(DeskExplorer):
    """How thirty-two say yes."""

    name = "break-silence"
    number = "07"
    title = WORDS.title
    minutes = 15
    limits = WORDS.limits
    words = WORDS
    asks = (
        WORDS.ask("objectors", high=32, truth=lambda: first_objectors(), told="agree"),
        WORDS.ask("odds", high=100, truth=lambda: 100 * rate(START, 32), told="odds"),
    )
    controls = CONTROLS

    def __init__(self):
        self.forget()
        super().__init__()

    # -- missions

    @cached_property
    def missions(self):
        start = START
        record = dict(zip(AXES, cases.february_2003().draft, strict=True))
        return (
            WORDS.mission(
                "agree",
                shows=(),
                start=start,
                goal=(
                    WORDS.part("broken", lambda _values: bool(self.sitting.rounds and self.sitting.rounds[0].who)),
                    WORDS.part("agreed", lambda _values: self._agreed and len(self.sitting.rounds) > 1),
                ),
                found=self._found_agreed,
                guess=("objectors",),
                lost=self._lost,
            ),
            WORDS.mission(
                "odds",
                shows=("members", "tolerance"),
                start={**start, "view": "odds", "members": 3},
                goal=lambda values: values["members"] == 32,
                found=self._found_odds,
                guess=("odds",),
            ),
            WORDS.mission(
                "february",
                shows=("open",),
                start={**start, "case": "2003", "tolerance": 35, **record},
                goal=(
                    WORDS.part("council", lambda _values: bool(self.sitting.rounds and self.sitting.rounds[0].who)),
                    WORDS.part("forum", lambda _values: self._agreed and self._in_forum),
                ),
                found=self._found_2003,
                guess=(),
                lost=self._lost_2003,
            ),
        )

    @property
    def _agreed(self) -> bool:
        return self.sitting.phase == "agreed"

    @property
    def _in_forum(self) -> bool:
        return any(entry.kind == "forum" for entry in self.sitting.log)

    def _lost(self, _values) -> str:
        """Say that a sitting ended without what the mission asks for."""
        if self.sitting.phase == "given-up":
            return WORDS.say("stage.given-up")
        return WORDS.say("agreed.at_once") if self._agreed else ""

    def _lost_2003(self, values) -> str:
        first = self.sitting.rounds[:1]
        if self._agreed and not self._in_forum and first and first[0].who:
            return WORDS.say("agreed.council", who=self.listed(first[0].who))
        return self._lost(values)

    def _found_agreed(self, _values):
        sitting = self.sitting
        if not self._agreed:
            return ""
        lost = self.listed(sitting.lost)
        return WORDS.say(
            "missions.agree.found",
            number=len(sitting.rounds),
            counts=[str(len(entry.who)) for entry in sitting.rounds],
            seesaw=WORDS.say("agreed.lost" if sitting.lost else "agreed.kept", who=lost[0].upper() + lost[1:]),
            first=self.text_of(sitting.first),
            last=self.text_of(sitting.draft),
            before=round(100 * model.clarity(sitting.first)),
            after=self._clarity(),
        )

    def _found_odds(self, values):
        tight, loose = (self._rate({**values, "tolerance": tolerance}, 32) for tolerance in (36, 40))
        few, some, many = (self._rate(values, size) for size in (3, 19, 32))
        return WORDS.say("missions.odds.found", few=few, some=some, many=many, tight=tight, loose=loose)

    def _found_2003(self, _values):
        return WORDS.say("missions.february.found", who=self.listed(self.sitting.rounds[0].who)) if self._agreed else ""

    # -- the sitting

    @property
    def sitting(self) -> model.Sitting:
        return self._sitting

    @property
    def axes(self):
        return self._case(self.values).axes

    @property
    def hours(self) -> int:
        return self.values["hours"]

    @property
    def known(self) -> bool:
        return super().known or self.values["open"]

    def forget(self) -> None:
        self._sitting: Any = None  # a model.Sitting, from the first reading on
        self._rules: dict[str, Any] | None = None
        self._slips: dict[str, Any] = {}

    def text_values(self, draft):
        return dict(zip(AXES, points(draft), strict=True))

    def text_of(self, draft) -> str:
        return "/".join(str(value) for value in points(draft))

    def wants(self, ideal) -> str:
        return self.text_of(ideal)

    def _case(self, values) -> cases.Case:
        if values["case"] == "2003":
            return cases.february_2003(values["tolerance"] / 100)
        return cases.today(values["threat"], values["members"], values["tolerance"] / 100)

    def _open(self, values):
        """Begin a new sitting when the council or its rules have changed; follow the sliders of the text."""
        if self._rules is not None and values["case"] != self._rules["case"]:
            case = cases.february_2003() if values["case"] == "2003" else cases.today()
            self.put(dict(zip(AXES, case.draft, strict=True)) | {"tolerance": round(100 * case.tolerance)})
            values = self.values
        rules = {key: values[key] for key in RULES}
        text = tuple(values[axis] for axis in AXES)
        if rules != self._rules:
            table = self._case(values).table
            self._sitting = model.open_sitting(
                table, [value / 100 for value in text], values["cost"] / 100, values["fatigue"] / 100
            )
            self._rules = rules
            self._keep_slips()
        elif text != points(self._sitting.draft):
            if self._sitting.over:  # a text that is finished can be taken up again
                self._sitting = replace(self._sitting, phase="draft")
            self._sitting = model.edit(self._sitting, [value / 100 for value in text])
        return values

    def _keep_slips(self):
        """Leave the seats of capitals that are not at the table."""
        here = self._sitting.table.codes
        self._slips = {code: slip for code, slip in self._slips.items() if code in here}

    def act(self, do, who, on) -> None:
        sitting = self._sitting
        if do == "main":
            self._main()
        elif do == "deadline":
            self._sitting = model.deadline(sitting, self._slips)
        elif do == "amend" and who:
            self._sitting = model.amend(sitting, who, self.values["step"] / 100)
        elif do == "footnote" and who:
            self._sitting = model.footnote(sitting, who, self.values["phi"] / 100)
        elif do == "forum":
            self._sitting = model.smaller_forum(sitting, self._case(self.values).forum)
        elif do == "give-up":
            self._sitting = model.give_up(sitting)
        else:
            self._slips = self._seated(do, who, on)
        self._keep_slips()

    def _seated(self, do, who, on) -> dict:
        """Return who holds which seat, with its slip, after one move."""
        slips = self._slips
        if do == "seat-all":
            return {code: slips.get(code, False) for code in self._sitting.table.codes}
        if do == "leave-all":
            return {}
        if do == "seat" and who:
            return {**slips, who: False}
        if do == "leave":
            return {code: slip for code, slip in slips.items() if code != who}
        if do == "slip" and who in slips:
            return {**slips, who: on}
        return slips

    def _main(self):
        sitting = self._sitting
        if sitting.phase == "silence":
            self._sitting = model.deadline(sitting, self._slips)
        elif sitting.over:
            table = self._case(self.values).table
            self._sitting = model.open_sitting(table, sitting.first, sitting.cost, sitting.fatigue)
        else:
            self._slips = dict.fromkeys(self._slips, False)  # every round starts with clean slips
            self._sitting = model.call_silence(sitting)

    # -- the desk

    def update(self, values):
        values = self._open(values)
        if values["view"] == "odds":
            return self._show_odds(values)
        case = self._case(values)
        self.show_desk(
            case.basis,
            forum=WORDS.say("forum") if self._forum_open(case) else "",
            clock=int(values["clock"]),
            free=self.free,
            seats=self._seats(),
            others=[{"code": code, "name": self.capital(code)} for code in self.codes if code not in self._slips],
        )
        self.desk.sheets = {code: self._sheet(code, values["tolerance"]) for code in self.codes}
        caption = WORDS.say("table.caption", axes=", ".join(self._axis_names()), basis=case.basis)
        return Reading(self._say(values), self.table(), caption)

    def _forum_open(self, case) -> bool:
        return bool(self.sitting.number and set(case.forum) & set(self.sitting.table.codes))

    def _seats(self):
        losses, bounds = self.losses, self.bounds
        return [
            {
                "code": code,
                "name": self.capital(code),
                "on": self._slips[code],
                "tell": WORDS.say("seat", loss=100 * losses[code], limit=100 * bounds[code]),
            }
            for code in self.codes
            if code in self._slips
        ]

    def _sheet(self, code, tolerance) -> list[str]:
        """Return the role sheet of a capital: its title, then its lines."""
        table = self.sitting.table
        wants = [
            WORDS.say("wants", axis=axis["name"].lower(), value=value, low=axis["low"], high=axis["high"])
            for axis, value in zip(self.axes, points(table.ideals[table.at(code)]), strict=True)
        ]
        sheet = WORDS.say("sheet", name=self.capital(code), wants="; ".join(wants), tolerance=tolerance)
        return sheet.split("\n\n")

    # -- words

    def _axis_names(self) -> list[str]:
        return [axis["name"].lower() for axis in self.axes]

    def _clarity(self) -> int:
        return round(100 * model.clarity(self.sitting.draft, len(self.sitting.notes), PSI))

    def _say(self, values) -> str:
        sitting, hours = self.sitting, values["hours"]
        text = WORDS.say(
            "text",
            text=self.text_of(sitting.draft),
            axes=" / ".join(self._axis_names()),
            count=len(sitting.table),
        )
        if sitting.phase == "draft" and not sitting.rounds:
            last = WORDS.say("reading.first")
        else:
            last = WORDS.say(
                f"reading.{sitting.phase}",
                number=sitting.number,
                who=self.listed(sitting.objecting),
                strongest=self.listed(sitting.objecting[:1]),
                count=len(sitting.objecting),
                hours=sitting.number * hours if sitting.phase == "agreed" else hours,
                clarity=self._clarity(),
            )
        return " ".join([text, last, *([WORDS.say("stage.draft")] if sitting.phase == "draft" else [])])

    @property
    def log(self) -> list[str]:
        sitting = self.sitting
        if not sitting.over:
            return super().log
        ending = WORDS.say(
            "ending",
            rounds=sitting.number,
            hours=sitting.number * self.hours,
            first=self.text_of(sitting.first),
            last=self.text_of(sitting.draft),
            apart=100 * sitting.moved,
            notes=sum(entry.kind == "footnote" for entry in sitting.log),
            clarity=self._clarity(),
        )
        return [*super().log, ending]

    # -- odds

    def _rate(self, values, size) -> float:
        """Return how many of 100 councils of a size agree."""
        return 100 * rate(values, size)

    def _show_odds(self, values):
        if values["case"] == "2003":
            text = WORDS.say("odds.february")
            self.desk.view = {"kind": "odds", "dots": [], "at": 0, "basis": text}
            return Reading(text, pd.DataFrame(), WORDS.say("odds.empty"))
        sizes = sorted({*SIZES, values["members"]})
        rates = {size: self._rate(values, size) for size in sizes}
        self.desk.view = {
            "kind": "odds",
            "dots": [{"size": size, "rate": round(rate / 100, 4)} for size, rate in rates.items()],
            "at": values["members"],
            "basis": WORDS.say("basis.odds"),
        }
        patience = WORDS.say("odds.patience", tolerance=values["tolerance"])
        members = values["members"]
        text = WORDS.say("odds.reading", members=members, rate=rates[members], patience=patience)
        table = {
            "size": [str(size) for size in sizes],
            "rate": [f"{rate:.1f}" for rate in rates.values()],
            "alone": [f"{100 * model.unanimity(0.97, size):.1f}" for size in sizes],
        }
        frame = pd.DataFrame(table).rename(columns=WORDS.each("odds.columns"))
        return Reading(text, frame, WORDS.say("odds.caption", rounds=ROUNDS, patience=patience))
