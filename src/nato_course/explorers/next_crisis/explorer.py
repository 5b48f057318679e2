"""The next crisis: one learner chairs the Council through three invented incidents and writes the decision sheet."""

from functools import cached_property
from html import escape
from pathlib import Path

import anywidget
import ipywidgets
import pandas as pd
import traitlets

from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Ask, AskChoice, Choice, Mission, Range
from lessonkit.frontend import css, esm
from lessonkit.progress.store import store
from nato_course.explorers.break_silence import cases
from nato_course.explorers.break_silence import model as silence
from nato_course.explorers.break_silence.explorer import PSI, THE, Desk, allies, listed, points
from nato_course.explorers.next_crisis import model
from nato_course.explorers.next_crisis.cases import INJECTS

TEXTS = ("toughness", "scope", "specificity")
TOLERANCE = 32
ARTICLE_NAMES = {
    "none": "No article",
    "four": "Article 4: allies have consulted",
    "five": "Article 5: it is an armed attack",
}
SHORT = {"none": "no article", "four": "Article 4", "five": "Article 5"}
AXES = (
    ("Toughness", "soft", "tough"),
    ("Scope", "narrow", "wide"),
    ("Article", "none", "Article 5"),
    ("Specificity", "general", "precise"),
)
OUTCOMES = {"agreed": "agreed", "given-up": "no text: the chair gave up", "late": "no text in time"}
COLUMNS = (
    "Incident",
    "Decision",
    "Last text",
    "Objections by round",
    "Footnotes",
    "Clock",
    "First text under majority rule",
)

LIMITS = """
- **Nothing here happened, and no capital here is a government.** The incidents are invented. A capital is a point on four
  axes: fear (from the distance between its city and Moscow), scope (from votes in the UN General Assembly, 2019), the
  article, and a specificity that means nothing. What a real government would say cannot be read off.
- **We chose the numbers.** Evidence, gravity, tolerance and hours are stipulated. Article 4 stands halfway between none and
  Article 5 because we put it there.
- **Article 4 needs no consensus.** Any ally may ask for consultations. Here the question is only whether the joint text
  names the article.
- **Article 5 fires nothing.** If all agree to name it, each ally still takes the action that it deems necessary.
- **The majority line is a what-if.** NATO takes no votes. If it did, chairs and capitals would write other first texts.
- **A chair alone has no corridor.** Deals outside the text, telephone calls between leaders and intelligence are missing.
"""

STAGE = {
    "draft": "The text is open. Change it, or put it under silence.",
    "silence": "The text is under silence. Whoever cannot live with it must say so before the deadline.",
    "broken": "Silence is broken. Move the text towards an objector, change it or its article, add a footnote, or give up.",
    "agreed": "All were silent: the text is agreed.",
    "given-up": "The chair has given up. Each capital speaks for itself.",
    "late": "The time is over. Each capital speaks for itself.",
}
AGAIN = "Start this incident again"
MAIN = {
    "draft": "Put the text under silence",
    "silence": "Let the deadline pass",
    "broken": "Put the same text under silence again",
} | dict.fromkeys(OUTCOMES, AGAIN)


class Sheet(anywidget.AnyWidget):
    """The decision sheet, as text and as a table to copy."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    text = traitlets.Unicode().tag(sync=True)
    table = traitlets.Unicode().tag(sync=True)


def article_key(value: float) -> str:
    """Return the article that stands for a value of the model."""
    return min(model.ARTICLES, key=lambda key: abs(model.ARTICLES[key] - value))


def kept(prediction: dict) -> dict:
    """Return the rows of the sheet in a kept prediction, by incident; what is no row is left out."""
    rows = prediction.get("sheet")
    rows = rows if isinstance(rows, dict) else {}
    return {key: rows[key] for key in INJECTS if _is_row(rows.get(key))}


def _is_row(row) -> bool:
    return isinstance(row, list) and len(row) == len(COLUMNS) and all(isinstance(cell, str) for cell in row)


class NextCrisis(Explorer):
    """Three incidents, one chair."""

    name = "next-crisis"
    number = "13"
    title = "The next crisis"
    minutes = 20
    limits = LIMITS
    asks = (
        Ask(
            "objectors",
            "Drone debris lies in a field; nobody is hurt. A first text names Article 5. How many of the 32 capitals in the model break silence?",
            unit="capitals",
            high=32,
        ),
        AskChoice(
            "majority",
            "Suppose that more than half were enough. Would that first text pass?",
            {"yes": "Yes", "no": "No"},
        ),
    )
    controls = (
        Choice("incident", "Incident", {key: inject.title for key, inject in INJECTS.items()}),
        Range("toughness", "Text: toughness", range(101), value=70, steppers=True),
        Range("scope", "Text: scope", range(101), value=60, steppers=True),
        Range("specificity", "Text: specificity", range(101), value=70, steppers=True),
        Choice("article", "The text names", ARTICLE_NAMES, value="five"),
        Range("tolerance", "Tolerance of every capital", range(24, 45), value=TOLERANCE, text="{} points".format),
        Choice("names", "Names", {"letters": "Letters", "real": "Real capitals of the model"}),
    )

    def __init__(self):
        self._crisis = None
        self._opened = None
        super().__init__()

    # -- missions

    @cached_property
    def missions(self):
        shows = ("toughness", "scope", "specificity", "article")
        texts = (
            "You chair the Council. The capitals are letters: points in a model, not governments. Put the first text under silence "
            "and let the deadline pass. Then change the text or its article until nobody objects, or the clock has run out.",
            "The next incident. Decide before you start: which article, if any, should a text on a cut cable name? Change the text "
            "first if you like. You have three rounds.",
            "The last incident, and the shortest clock. The proof is not shared. What can all 32 sign in three rounds?",
        )
        return tuple(
            Mission(
                text,
                shows=shows,
                start=self._start(key),
                goal=lambda values: self._crisis.over,
                found=self._found_out,
                guess=("objectors", "majority") if key == "drone" else (),
            )
            for key, text in zip(INJECTS, texts, strict=True)
        )

    def _start(self, key) -> dict:
        return {
            "incident": key,
            "tolerance": TOLERANCE,
            "names": "letters",
            **self._shown_text(INJECTS[key].incident.opening),
        }

    def _found_out(self, _values):
        ended = model.decision(self._crisis)
        how = {
            "agreed": f"**Agreed in {_rounds(len(ended.objectors))}, {ended.used} of {ended.hours} hours.** {self._text_of(ended.text)}.",
            "given-up": f"**No text: you gave up after {ended.used} of {ended.hours} hours.** The alliance says nothing as one body.",
            "late": f"**No text in time: {ended.used} of {ended.hours} hours are used.** The alliance says nothing as one body.",
        }[ended.outcome]
        return f"{how} {self._majority(ended)} The decision is on your sheet."

    def _majority(self, ended) -> str:
        if ended.majority is None:
            return "No text went under silence, so there is nothing to compare with majority rule."
        against = ended.members - ended.in_favour
        first = f"Of {ended.members} capitals, {ended.in_favour} let your first text pass and {against} did not."
        if ended.majority:
            return f"{first} **Majority rule would have passed it at once**" + (
                f", over {allies(against)}." if against else "."
            )
        return f"{first} Majority rule would have stopped it too."

    # -- the crisis

    @property
    def crisis(self) -> model.Crisis:
        """The crisis now."""
        return self._crisis

    @property
    def sheet(self) -> dict:
        """The rows of the decision sheet by incident."""
        return kept(self.prediction)

    def _begin(self, values, text=None):
        base = cases.today().table
        self._crisis = model.begin(base, INJECTS[values["incident"]].incident, values["tolerance"] / 100, text)
        self._opened = values["incident"], values["tolerance"]

    def _open(self, values):
        """Begin anew when the incident or the tolerance has changed; follow the sliders of the text."""
        if self._opened is not None and values["incident"] != self._opened[0]:
            self._set_values(self._shown_text(INJECTS[values["incident"]].incident.opening))
            values = self.values
        text = self._model_text(values)
        if self._opened != (values["incident"], values["tolerance"]):
            self._begin(values, text)
        elif self._shown_text(self._crisis.sitting.draft) != self._shown_text(text):
            if self._crisis.over:  # another text after the end: the same incident from its first hour
                self._begin(values, text)
            else:
                self._crisis = model.edit(self._crisis, text)
        return values

    @staticmethod
    def _shown_text(draft) -> dict:
        """Return a text of the model as values of the controls."""
        toughness, scope, article, specificity = points(draft)
        return {
            "toughness": toughness,
            "scope": scope,
            "specificity": specificity,
            "article": article_key(article / 100),
        }

    @staticmethod
    def _model_text(values) -> tuple:
        return (
            values["toughness"] / 100,
            values["scope"] / 100,
            model.ARTICLES[values["article"]],
            values["specificity"] / 100,
        )

    def _go(self, step):
        self._crisis = self._opened = None
        if step == self._free:
            self._set_values(self._start(next(iter(INJECTS))))
        super()._go(step)

    def _heard(self, widget, message, buffers):
        if isinstance(message, dict) and message.get("do") == "reset":
            self._crisis = self._opened = None
        super()._heard(widget, message, buffers)

    def _moved_by_chair(self, _widget, message, _buffers):
        """Do what a button of the desk asks for. Anything else is left alone."""
        message = message if isinstance(message, dict) else {}
        do, who, crisis = message.get("do"), message.get("who"), self._crisis
        named = isinstance(who, str) and who in crisis.sitting.table.codes
        if do == "main" and crisis.over:
            self._begin(self.values)
        elif do == "main":
            waiting = crisis.sitting.phase == "silence"
            self._crisis = model.deadline(crisis) if waiting else model.call_silence(crisis)
        elif do == "amend" and named:
            self._crisis = model.amend(crisis, who)
        elif do == "footnote" and named:
            self._crisis = model.footnote(crisis, who)
        elif do == "give-up":
            self._crisis = model.give_up(crisis)
        else:
            return
        self._set_values(self._shown_text(self._crisis.sitting.draft))
        self._keep()
        self._redraw()

    def _keep(self):
        """Write the end of an incident on the sheet, and keep the sheet."""
        ended = model.decision(self._crisis)
        if ended is None:
            return
        self.prediction = {**self.prediction, "sheet": {**self.sheet, ended.key: self._row(ended)}}
        store().predict(self.name, self.prediction)

    # -- chart

    def chart(self):
        self._desk = Desk()
        self._desk.on_msg(self._moved_by_chair)
        self._known, self._sheet = ipywidgets.HTML(), Sheet()
        self._known.add_class("nc-known")
        return ipywidgets.VBox([self._known, self._desk, self._sheet])

    def update(self, values):
        values = self._open(values)
        self._names = cases.letters() if values["names"] == "letters" else cases.names()
        self._letters = values["names"] == "letters"
        sitting, inject = self._crisis.sitting, INJECTS[values["incident"]]
        losses = silence.losses(sitting.table, sitting.draft)
        limits = silence.limits(sitting.table, max(sitting.number, 1), sitting.cost, sitting.fatigue, sitting.notes)
        known = sitting.phase in ("broken", "agreed")
        codes = sorted(sitting.table.codes, key=self._order)
        phase = self._phase()
        self._desk.view = {
            "kind": "council",
            "phase": phase,
            "round": sitting.number,
            "stage": f"{STAGE[phase]} {self._clock()}",
            "main": MAIN[phase],
            "basis": "Each capital stands halfway between its fear (distance to Moscow) and what the incident bears: evidence "
            f"{100 * inject.incident.evidence:.0f}, gravity {100 * inject.incident.gravity:.0f} of 100. All of it is stipulated.",
            "bars": self._bars(codes, losses, limits) if known else [],
            "axes": self._axes(codes),
            "text": points(sitting.draft),
            "first": points(sitting.first),
            "choose": self._choices(codes),
            "forum": "",
            "clock": 0,
            "free": False,
            "seats": [],
            "others": [],
            "log": self._log(),
        }
        self._known.value = f"<h4>What the Council knows</h4><p>{escape(inject.title)}. {escape(inject.known)}</p>"
        with self._sheet.hold_sync():
            self._sheet.text, self._sheet.table = self._sheet_text(), self._sheet_table()
        return Reading(
            self._say(inject),
            self._table(codes, losses, limits, known),
            f"{inject.title}: the capitals and the text, in points",
        )

    def _order(self, code):
        """Letters by length first, so that AA follows Z; names by the alphabet."""
        return len(self._names[code]) if self._letters else 0, self._names[code]

    def _phase(self) -> str:
        return "late" if self._crisis.outcome == "late" else self._crisis.sitting.phase

    def _clock(self) -> str:
        return f"Clock: {self._crisis.left} of {self._crisis.incident.hours} hours left; a round takes {self._crisis.incident.round_hours}."

    def _bars(self, codes, losses, limits):
        table = self._crisis.sitting.table
        return [
            {
                "code": self._short(code),
                "loss": round(float(losses[table.at(code)]), 4),
                "limit": round(float(limits[table.at(code)]), 4),
                "no": code in self._crisis.sitting.objecting,
                "note": code in self._crisis.sitting.notes,
            }
            for code in codes
        ]

    def _short(self, code) -> str:
        return self._names[code].removeprefix("Ally ") if self._letters else code

    def _axes(self, codes):
        table, objecting = self._crisis.sitting.table, self._crisis.sitting.objecting
        return [
            {
                "name": name,
                "low": low,
                "high": high,
                "marks": [
                    {
                        "code": self._short(code),
                        "at": round(float(100 * table.ideals[table.at(code), k]), 1),
                        "no": code in objecting,
                    }
                    for code in codes
                ],
            }
            for k, (name, low, high) in enumerate(AXES)
        ]

    def _choices(self, codes):
        last = list(self._crisis.sitting.objecting)
        order = [*last, *(code for code in codes if code not in last)]
        return [{"code": code, "name": self._names[code] + (" (objected)" if code in last else "")} for code in order]

    # -- words

    def _listed(self, codes) -> str:
        the = () if self._letters else THE
        return listed([("the " if code in the else "") + self._names[code] for code in codes]) if codes else "nobody"

    def _text_of(self, draft) -> str:
        shown = self._shown_text(draft)
        return f"Toughness {shown['toughness']}, scope {shown['scope']}, specificity {shown['specificity']}, {SHORT[shown['article']]}"

    def _say(self, inject) -> str:
        sitting = self._crisis.sitting
        who, number = sitting.objecting, sitting.number
        if sitting.phase == "silence":
            last = f"Round {number}: under silence."
        elif not sitting.rounds:
            last = "Nobody has answered yet."
        elif who:
            last = f"Round {number}: {allies(len(who))} broke silence: {self._listed(who)}."
        else:
            last = f"Round {number}: all silent."
        text = f"{inject.title}. {self._text_of(sitting.draft)}. {last}"
        return f"{text} {STAGE[self._phase()]} {self._clock()}"

    def _log(self) -> list:
        lines, notes = [], 0
        for entry in self._crisis.sitting.log:
            notes += entry.kind == "footnote"
            who, text = self._listed(entry.who), self._text_of(entry.draft)
            lines.append(
                {
                    "silence": f"Round {entry.number}. Under silence: {text}.",
                    "broken": f"Round {entry.number}. Silence broken by {who}.",
                    "agreed": f"Round {entry.number}. All silent. Agreed: {text}.",
                    "amend": f"The chair moves the text towards {who}: {text}.",
                    "edit": f"The chair changes the text: {text}.",
                    "footnote": f"A footnote for {who}. Clarity is now {100 * silence.clarity(entry.draft, notes, PSI):.0f} of 100.",
                    "given-up": "The chair gives up.",
                }[entry.kind]
            )
        return [*lines, "The clock has run out."] if self._crisis.outcome == "late" else lines

    def _table(self, codes, losses, limits, known):
        table, objecting = self._crisis.sitting.table, self._crisis.sitting.objecting
        return pd.DataFrame(
            {
                "Capital": [self._names[code] for code in codes],
                "Wants (toughness, scope, article, specificity)": [
                    " / ".join(str(value) for value in points(table.ideals[table.at(code)])) for code in codes
                ],
                "Distance of the text": [
                    f"{100 * losses[table.at(code)]:.1f}" if known else "not known yet" for code in codes
                ],
                "Limit": [f"{100 * limits[table.at(code)]:.1f}" for code in codes],
                "Answer": [
                    ("objects" if code in objecting else "silent") if known else "not known yet" for code in codes
                ],
            }
        )

    # -- the sheet

    def _row(self, ended) -> list:
        counts = [str(len(who)) for who in ended.objectors]
        return [
            INJECTS[ended.key].title,
            OUTCOMES[ended.outcome],
            self._text_of(ended.text),
            f"{', '.join(counts)} of {ended.members}" if counts else "no text went under silence",
            self._listed(ended.noted) if ended.noted else "none",
            f"{ended.used} of {ended.hours} hours",
            "no text"
            if ended.majority is None
            else f"{'passed at once' if ended.majority else 'stopped too'}, {ended.in_favour} of {ended.members}",
        ]

    def _sheet_text(self) -> str:
        rows = self.sheet.values()
        if not rows:
            return "Decision sheet\n\nNothing is decided yet."
        parts = ["\n".join(f"{column}: {cell}" for column, cell in zip(COLUMNS, row, strict=True)) for row in rows]
        note = "An exercise with invented incidents and modelled capitals. No government's view."
        return "\n\n".join(["Decision sheet", *parts, note])

    def _sheet_table(self) -> str:
        return "\n".join("\t".join(row) for row in (COLUMNS, *self.sheet.values()))


def _rounds(number: int) -> str:
    return "1 round" if number == 1 else f"{number} rounds"
