"""The next crisis: one learner chairs the Council through three invented incidents and writes the decision sheet."""

from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import traitlets

from lessonkit.explorer.frame import Reading
from lessonkit.explorer.texts import words
from lessonkit.frontend import css, esm
from lessonkit.progress.store import store
from nato_course.explorers.break_silence import cases
from nato_course.explorers.break_silence import model as silence
from nato_course.explorers.desk import DeskExplorer, points
from nato_course.explorers.next_crisis import model
from nato_course.explorers.next_crisis.cases import INJECTS

WORDS = words("next-crisis")
TOLERANCE = 32
COLUMNS = tuple(WORDS.each("sheet.columns").values())


class Sheet(anywidget.AnyWidget):
    """The decision sheet, as text and as a table to copy."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    text = traitlets.Unicode().tag(sync=True)
    table = traitlets.Unicode().tag(sync=True)


def article_key(value: float) -> str:
    """Return the article that stands for a value of the model."""
    return min(model.ARTICLES, key=lambda key: abs(model.ARTICLES[key] - value))


def model_text(values: dict) -> tuple:
    """Return the controls' values as a text of the model."""
    toughness, scope, specificity = (values[key] / 100 for key in ("toughness", "scope", "specificity"))
    return toughness, scope, model.ARTICLES[values["article"]], specificity


def kept(prediction: dict) -> dict:
    """Return the rows of the sheet in a kept prediction, by incident; what is no row is left out."""
    rows = prediction.get("sheet")
    rows = rows if isinstance(rows, dict) else {}
    return {key: rows[key] for key in INJECTS if _is_row(rows.get(key))}


def _is_row(row) -> bool:
    return isinstance(row, list) and len(row) == len(COLUMNS) and all(isinstance(cell, str) for cell in row)


def first_objectors() -> int:
    """Return how many capitals break silence over the first text of the first incident."""
    crisis = model.begin(cases.today().table, INJECTS["drone"].incident, TOLERANCE / 100, None)
    return len(model.deadline(model.call_silence(crisis)).sitting.rounds[0].who)


class NextCrisis(DeskExplorer):
    """Three incidents, one chair."""

    name = "next-crisis"
    number = "13"
    title = WORDS.title
    minutes = 20
    limits = WORDS.limits
    words = WORDS
    asks = (
        WORDS.ask("objectors", high=32, truth=lambda: first_objectors(), told="drone"),
        WORDS.ask(
            "majority", truth=lambda: "yes" if 2 * first_objectors() < len(cases.today().table) else "no", told="drone"
        ),
    )
    controls = (
        WORDS.choice("incident", options={key: inject.title for key, inject in INJECTS.items()}),
        WORDS.range("toughness", range(101), value=70, steppers=True),
        WORDS.range("scope", range(101), value=60, steppers=True),
        WORDS.range("specificity", range(101), value=70, steppers=True),
        WORDS.choice("article", value="five"),
        WORDS.range("tolerance", range(24, 45), value=TOLERANCE),
        WORDS.choice("names"),
    )

    def __init__(self):
        self.forget()
        super().__init__()

    # -- missions

    @cached_property
    def missions(self):
        same: dict[str, Any] = {
            "shows": ("toughness", "scope", "specificity", "article"),
            "goal": lambda values: self.crisis.outcome == "agreed",
            "found": self._found_out,
            "lost": lambda values: self._found_out(values) if self.crisis.over else "",
        }
        return (
            WORDS.mission("drone", start=self._start("drone"), guess=("objectors", "majority"), **same),
            WORDS.mission("cable", start=self._start("cable"), guess=(), **same),
            WORDS.mission("cyber", start=self._start("cyber"), guess=(), **same),
        )

    def _start(self, key) -> dict:
        text = self.text_values(INJECTS[key].incident.opening)
        return {"incident": key, "tolerance": TOLERANCE, "names": "letters", **text}

    def starts(self):
        return self._start(next(iter(INJECTS))) if self.free else super().starts()

    def _found_out(self, _values):
        ended: Any = model.decision(self.crisis)  # there is one, since the incident is over
        how = WORDS.say(
            f"found.{ended.outcome}",
            rounds=len(ended.objectors),
            used=ended.used,
            hours=ended.hours,
            text=self.text_of(ended.text),
        )
        return WORDS.say("decided", how=how, majority=self._majority(ended))

    def _majority(self, ended) -> str:
        if ended.majority is None:
            return WORDS.say("majority.none")
        against = ended.members - ended.in_favour
        if ended.majority:
            rule = WORDS.say("majority.passed" if against else "majority.all", against=against)
        else:
            rule = WORDS.say("majority.stopped")
        return WORDS.say("majority.whole", members=ended.members, favour=ended.in_favour, against=against, rule=rule)

    # -- the crisis

    @property
    def crisis(self) -> model.Crisis:
        """The crisis now."""
        return self._crisis

    @property
    def sitting(self) -> silence.Sitting:
        return self._crisis.sitting

    @property
    def axes(self):
        return [WORDS.each(f"axes.{axis}") for axis in model.DIMENSIONS]

    @property
    def hours(self) -> int:
        return self._crisis.incident.round_hours

    @property
    def phase(self) -> str:
        return "late" if self._crisis.outcome == "late" else super().phase

    @property
    def sheet(self) -> dict:
        """The rows of the decision sheet by incident."""
        return kept(self.prediction)

    def forget(self) -> None:
        self._crisis: Any = None  # a model.Crisis, from the first reading on
        self._opened: tuple[str, int] | None = None

    def text_values(self, draft):
        toughness, scope, article, specificity = points(draft)
        named = article_key(article / 100)
        return {"toughness": toughness, "scope": scope, "specificity": specificity, "article": named}

    def text_of(self, draft) -> str:
        shown = self.text_values(draft)
        return WORDS.say(
            "text",
            toughness=shown["toughness"],
            scope=shown["scope"],
            specificity=shown["specificity"],
            article=WORDS.each("article")[shown["article"]],
        )

    def _begin(self, values, text=None):
        base = cases.today().table
        self._crisis = model.begin(base, INJECTS[values["incident"]].incident, values["tolerance"] / 100, text)
        self._opened = values["incident"], values["tolerance"]

    def _follow(self, values):
        """Begin anew when the incident or the tolerance has changed; follow the sliders of the text."""
        if self._opened is not None and values["incident"] != self._opened[0]:
            self.put(self.text_values(INJECTS[values["incident"]].incident.opening))
            values = self.values
        text = model_text(values)
        if self._opened != (values["incident"], values["tolerance"]):
            self._begin(values, text)
        elif self.text_values(self.sitting.draft) != self.text_values(text):
            if self._crisis.over:  # another text after the end: the same incident from its first hour
                self._begin(values, text)
            else:
                self._crisis = model.edit(self._crisis, text)
        return values

    def act(self, do, who, on) -> None:
        crisis = self._crisis
        if do == "main" and crisis.over:
            self._begin(self.values)
        elif do == "main":
            waiting = crisis.sitting.phase == "silence"
            self._crisis = model.deadline(crisis) if waiting else model.call_silence(crisis)
        elif do == "amend" and who:
            self._crisis = model.amend(crisis, who)
        elif do == "footnote" and who:
            self._crisis = model.footnote(crisis, who)
        elif do == "give-up":
            self._crisis = model.give_up(crisis)
        self._keep()

    def _keep(self):
        """Write the end of an incident on the sheet, and keep the sheet."""
        ended = model.decision(self._crisis)
        if ended is None:
            return
        self.prediction = {**self.prediction, "sheet": {**self.sheet, ended.key: self._row(ended)}}
        store().predict(self.name, self.prediction)

    # -- the desk

    def chart(self):
        self.known_box, self.sheet_box = ipywidgets.HTML(), Sheet()
        self.known_box.add_class("nc-known")
        return ipywidgets.VBox([self.known_box, super().chart(), self.sheet_box])

    def update(self, values):
        values = self._follow(values)
        inject = INJECTS[values["incident"]]
        basis = WORDS.say("basis", evidence=100 * inject.incident.evidence, gravity=100 * inject.incident.gravity)
        self.show_desk(basis, stage=f"{WORDS.say(f'stage.{self.phase}')} {self._clock()}")
        head, text = escape(WORDS.say("known")), escape(inject.known)
        self.known_box.value = f"<h4>{head}</h4><p>{escape(inject.title)}. {text}</p>"
        with self.sheet_box.hold_sync():
            self.sheet_box.text, self.sheet_box.table = self._sheet_text(), self._sheet_table()
        return Reading(self._say(inject), self.table(), WORDS.say("table.caption", title=inject.title))

    def _clock(self) -> str:
        return WORDS.say("clock", left=self.crisis.left, hours=self.crisis.incident.hours, round=self.hours)

    def _say(self, inject) -> str:
        sitting = self.sitting
        last = "silence" if sitting.phase == "silence" else sitting.rounds[-1].kind if sitting.rounds else "none"
        return WORDS.say(
            "reading",
            title=inject.title,
            text=self.text_of(sitting.draft),
            last=WORDS.say(
                f"last.{last}",
                number=sitting.number,
                count=len(sitting.objecting),
                who=self.listed(sitting.objecting),
            ),
            stage=WORDS.say(f"stage.{self.phase}"),
            clock=self._clock(),
        )

    @property
    def log(self) -> list[str]:
        return [*super().log, *([WORDS.say("late")] if self.crisis.outcome == "late" else [])]

    # -- the sheet

    def _row(self, ended) -> list[str]:
        counts = ", ".join(str(len(who)) for who in ended.objectors)
        if ended.majority is None:
            majority = WORDS.say("sheet.no_majority")
        else:
            majority = WORDS.say(
                "sheet.passed" if ended.majority else "sheet.stopped", favour=ended.in_favour, members=ended.members
            )
        return [
            INJECTS[ended.key].title,
            WORDS.each("sheet.decision")[ended.outcome],
            self.text_of(ended.text),
            WORDS.say("sheet.objections" if counts else "sheet.no_objections", counts=counts, members=ended.members),
            self.listed(ended.noted) if ended.noted else WORDS.say("sheet.no_footnotes"),
            WORDS.say("sheet.clock", used=ended.used, hours=ended.hours),
            majority,
        ]

    def _sheet_text(self) -> str:
        rows = self.sheet.values()
        if not rows:
            return "\n\n".join([WORDS.say("sheet.title"), WORDS.say("sheet.empty")])
        parts = ["\n".join(f"{column}: {cell}" for column, cell in zip(COLUMNS, row, strict=True)) for row in rows]
        return "\n\n".join([WORDS.say("sheet.title"), *parts, WORDS.say("sheet.note")])

    def _sheet_table(self) -> str:
        return "\n".join("\t".join(row) for row in (COLUMNS, *self.sheet.values()))
