"""The chair's desk: what the explorers have in common in which the learner chairs the Council."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import numpy as np
import pandas as pd
import traitlets

from lessonkit.explorer.frame import Explorer
from lessonkit.explorer.texts import Words
from lessonkit.frontend import css, esm
from lessonkit.texts.words import listed
from nato_course.explorers.break_silence import cases, model

THE = ("USA", "GBR", "NLD")  # names that take an article in a sentence
PSI = 0.05  # what one footnote takes from clarity: stipulated


class Moves(anywidget.AnyWidget):
    """The chair's moves and the clock. ``view`` is that of the desk."""

    _esm = esm("frame.js", Path(__file__).with_name("moves.js"))
    view = traitlets.Dict().tag(sync=True)


class Desk(anywidget.AnyWidget):
    """The chair's desk: the picture, the seats and the log.

    ``view`` holds all that is shown, ``sheets`` the role sheets as {code: [title, line, …]}, ``titles`` the headings of
    what can be printed.
    """

    _esm = esm("frame.js", Path(__file__).with_name("desk.js"))
    _css = css(Path(__file__).with_name("desk.css"))
    view = traitlets.Dict().tag(sync=True)
    sheets = traitlets.Dict().tag(sync=True)
    titles = traitlets.Dict().tag(sync=True)


def points(draft: Sequence[float]) -> tuple[int, ...]:
    """Return a text in whole points, 0 to 100."""
    return tuple(round(100 * value) for value in draft)


class DeskExplorer(Explorer):
    """An explorer with the chair's desk. Its controls hold a Choice ``names``: real names or letters.

    A subclass gives ``words``, ``sitting``, and what follows it here.
    """

    words: Words

    @property
    def sitting(self) -> model.Sitting:
        """The sitting now, with its log."""
        raise NotImplementedError

    @property
    def axes(self) -> Sequence[Mapping[str, str]]:
        """The dimensions of a text: ``name``, and the words ``low`` for 0 and ``high`` for 100."""
        raise NotImplementedError

    @property
    def hours(self) -> int:
        """How long a round of silence is."""
        raise NotImplementedError

    def forget(self) -> None:
        """Forget the sitting: the next reading begins another."""
        raise NotImplementedError

    def act(self, do: object, who: str | None, on: bool) -> None:
        """Do what a button of the desk asks for, for a capital; anything else is left alone."""
        raise NotImplementedError

    def text_values(self, draft: Sequence[float]) -> dict[str, Any]:
        """Return a text as values of the controls."""
        raise NotImplementedError

    def text_of(self, draft: Sequence[float]) -> str:
        """Return a text in words."""
        raise NotImplementedError

    # -- moves

    def chart(self) -> Desk:
        self.desk = Desk(titles=self.words.each("print"))
        self.moves = Moves()
        for part in (self.desk, self.moves):
            part.on_msg(lambda _part, message, _buffers: self.moved(message))
        traitlets.dlink((self.desk, "view"), (self.moves, "view"))
        return self.desk

    def above(self) -> Sequence[ipywidgets.DOMWidget]:
        return [self.moves] if self.mission or self.free else []

    def moved(self, message: object) -> None:
        """Do what a button of the desk asks for. Anything else is left alone."""
        message = message if isinstance(message, dict) else {}
        who = message.get("who")
        named = who if isinstance(who, str) and who in self.sitting.table.codes else None
        self.act(message.get("do"), named, bool(message.get("on")))
        self.put(self.text_values(self.sitting.draft))
        self.redraw()

    def on_step(self) -> None:
        self.forget()

    def on_reset(self) -> None:
        self.forget()

    # -- capitals

    @property
    def letters(self) -> bool:
        """Whether the capitals are letters."""
        return self.values["names"] == "letters"

    @property
    def codes(self) -> list[str]:
        """The capitals at the table: names by the alphabet, letters so that AA follows Z."""
        return sorted(self.sitting.table.codes, key=lambda code: (len(self.short(code)), self.capital(code)))

    def capital(self, code: str) -> str:
        """Return what a capital is called."""
        return self.words.say("letter", letter=cases.letters()[code]) if self.letters else cases.names()[code]

    def short(self, code: str) -> str:
        """Return what stands under its bar: the ISO code, or the letter alone."""
        return cases.letters()[code] if self.letters else code

    def listed(self, codes: Sequence[str]) -> str:
        """Return capitals as "Latvia and the Netherlands"."""
        the = () if self.letters else THE
        said = [self.words.say("the", name=self.capital(code)) if code in the else self.capital(code) for code in codes]
        return listed(said) if said else self.words.say("nobody")

    # -- what is shown

    @property
    def phase(self) -> str:
        """The phase of the sitting."""
        return self.sitting.phase

    @property
    def known(self) -> bool:
        """Whether the learner may see how far the text is from each capital."""
        return self.sitting.phase in ("broken", "agreed")

    @property
    def losses(self) -> dict[str, float]:
        """How far the text is from each capital, 0 to 1."""
        table = self.sitting.table
        return dict(zip(table.codes, model.losses(table, self.sitting.draft).tolist(), strict=True))

    @property
    def bounds(self) -> dict[str, float]:
        """How far each capital lets a text be, 0 to 1."""
        now = self.sitting
        limits = model.limits(now.table, max(now.number, 1), now.cost, now.fatigue, now.notes)
        return dict(zip(now.table.codes, np.asarray(limits).tolist(), strict=True))

    @property
    def against(self) -> tuple[str, ...]:
        """Who objects: by the log after a deadline, by the rule before it."""
        now = self.sitting
        return now.objecting if now.phase in ("broken", "agreed") else tuple(model.answers(now))

    def show_desk(self, basis: str, **more: Any) -> None:
        """Show the Council at work. ``basis`` says where the numbers come from, ``more`` replaces parts of the view."""
        now = self.sitting
        self.desk.view = {
            "kind": "council",
            "phase": self.phase,
            "round": now.number,
            "stage": self.words.say(f"stage.{self.phase}"),
            "main": self.words.say(f"main.{self.phase}"),
            "basis": basis,
            "bars": self._bars() if self.known else [],
            "axes": self._axes(),
            "text": points(now.draft),
            "first": points(now.first),
            "choose": self._choices(),
            "forum": "",
            "clock": 0,
            "free": False,
            "seats": [],
            "others": [],
            "log": self.log,
            **more,
        }

    def _bars(self) -> list[dict[str, Any]]:
        losses, bounds, against = self.losses, self.bounds, self.against
        return [
            {
                "code": self.short(code),
                "loss": round(losses[code], 4),
                "limit": round(bounds[code], 4),
                "no": code in against,
                "note": code in self.sitting.notes,
            }
            for code in self.codes
        ]

    def _axes(self) -> list[dict[str, Any]]:
        table, codes = self.sitting.table, self.codes
        return [
            {
                **axis,
                "marks": [
                    {
                        "code": self.short(code),
                        "at": round(float(100 * table.ideals[table.at(code), k]), 1),
                        "no": code in self.sitting.objecting,
                    }
                    for code in codes
                ],
            }
            for k, axis in enumerate(self.axes)
        ]

    def _choices(self) -> list[dict[str, str]]:
        """The capitals that an amendment or a footnote can be for: last round's objectors first."""
        codes = self.codes
        last = [code for code in self.sitting.objecting if code in codes]
        objected = [{"code": code, "name": self.words.say("objected", name=self.capital(code))} for code in last]
        return objected + [{"code": code, "name": self.capital(code)} for code in codes if code not in last]

    # -- words

    @property
    def log(self) -> list[str]:
        """The log sheet as lines of text."""
        lines, notes = [], 0
        for entry in self.sitting.log:
            notes += entry.kind == "footnote"
            lines.append(
                self.words.say(
                    f"log.{entry.kind}",
                    number=entry.number,
                    text=self.text_of(entry.draft),
                    who=self.listed(entry.who),
                    hours=self.hours,
                    clarity=100 * model.clarity(entry.draft, notes, PSI),
                )
            )
        return lines

    def wants(self, ideal: Sequence[float]) -> str:
        """Return the text that a capital wants, for the table."""
        return " / ".join(str(value) for value in points(ideal))

    def table(self) -> pd.DataFrame:
        """Return one row for each capital: what it wants, how far the text is, and its answer."""
        table, losses, bounds = self.sitting.table, self.losses, self.bounds
        known, against, unknown = self.known, self.against, self.words.say("table.unknown")
        answers = {True: self.words.say("table.objects"), False: self.words.say("table.silent")}
        rows = [
            {
                "capital": self.capital(code),
                "wants": self.wants(table.ideals[table.at(code)]),
                "distance": f"{100 * losses[code]:.1f}" if known else unknown,
                "limit": f"{100 * bounds[code]:.1f}",
                "answer": answers[code in against] if known else unknown,
            }
            for code in self.codes
        ]
        return pd.DataFrame(rows).rename(columns=self.words.each("table.columns"))
