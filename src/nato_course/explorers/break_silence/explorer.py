"""Break silence? The learner chairs the Council: a text, a deadline, and the capitals that read it."""

from dataclasses import replace
from functools import cached_property
from pathlib import Path

import anywidget
import pandas as pd
import traitlets

from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Ask, Choice, Mission, Range, Switch
from lessonkit.frontend import css, esm
from nato_course.explorers.break_silence import cases, model

SIZES = (3, 7, 12, 16, 19, 32)
AXES = model.DIMENSIONS
ROUNDS = 6
THE = ("USA", "GBR", "NLD")  # names that take an article in a sentence
PSI = 0.05  # what one footnote takes from clarity: stipulated

LIMITS = """
- **Capitals decide, ambassadors bargain.** In the model each capital is one point with one rule. Real instructions come from ministers, parties and parliaments, and they change overnight.
- **Nothing is traded outside the text.** Real allies also settle one matter by giving way in another. The model has no such deals.
- **UN votes are not NATO votes.** Votes in the General Assembly stand for the second dimension because they are public. Distance to Moscow or the size of a budget stands for fear of a threat. Neither is a government's view of your text.
- **Weights, tolerances and the third dimension are stipulated.** Change the tolerance by a few points and the odds of agreement change a lot. But with the first text, at no tolerance on the slider does a council of 32 agree more often than one of 3.
- **February 2003 is rebuilt, not explained.** Its positions were set so that the three allies that objected do so. Other settings would do the same.
- **Silence hides disagreement; it does not remove it.** An ally that says nothing may still do nothing.

The rule of unanimity is that of George Tsebelis, *Veto Players* (2002): one more veto can only shrink the set of texts that pass. The ideal points are those of Michael Bailey, Anton Strezhnev and Erik Voeten (2017).
"""

STAGE = {
    "draft": "The text is open. Change it, or put it under silence.",
    "silence": "The text is under silence. Whoever cannot live with it must say so before the deadline.",
    "broken": "Silence is broken. Move the text towards an objector, edit it, add a footnote, or give up.",
    "agreed": "All were silent: the text is agreed.",
    "given-up": "The chair has given up. The allies agree to disagree.",
}
MAIN = {
    "draft": "Put the text under silence",
    "silence": "Let the deadline pass",
    "broken": "Put the same text under silence again",
    "agreed": "Start again with the first text",
    "given-up": "Start again with the first text",
}


class Desk(anywidget.AnyWidget):
    """The chair's desk: the picture, the moves, the clock, the seats and the log.

    ``view`` holds all that is shown, ``sheets`` the role sheets as {code: [title, line, …]}.
    """

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    view = traitlets.Dict().tag(sync=True)
    sheets = traitlets.Dict().tag(sync=True)


def points(draft) -> tuple:
    """Return a text in whole points, 0 to 100."""
    return tuple(round(100 * value) for value in draft)


def listed(words) -> str:
    """Return words as "a, b and c"."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def allies(number: int) -> str:
    return "1 capital" if number == 1 else f"{number} capitals"


class BreakSilence(Explorer):
    """How thirty-two say yes."""

    name = "break-silence"
    number = "07"
    title = "Break silence?"
    minutes = 15
    limits = LIMITS
    asks = (
        Ask(
            "objectors",
            "A text of fair toughness, width and precision goes to 32 capitals. How many break silence in the first round?",
            unit="capitals",
            high=32,
        ),
        Ask(
            "odds",
            "Suppose 100 councils of 32 each get six rounds to agree on such a text. How many of them do?",
            unit="of 100",
            high=100,
        ),
    )
    controls = (
        Choice("case", "Council", {"today": "A made-up text, up to 32 allies", "2003": "February 2003, 19 allies"}),
        Choice("view", "Show", {"council": "The Council at work", "odds": "Odds of agreement by number of allies"}),
        Range("members", "Number of allies", range(3, 33), value=32, steppers=True),
        Range("toughness", "Text: toughness, or planning", range(101), value=70, steppers=True),
        Range("scope", "Text: scope", range(101), value=60, steppers=True),
        Range("specificity", "Text: specificity", range(101), value=70, steppers=True),
        Range("tolerance", "Tolerance τ of every capital", range(20, 61), value=38, text="{} points".format),
        Range("step", "Step λ of an amendment", range(10, 61, 5), value=30, text="{} % of the way".format),
        Range("cost", "Cost b of objecting in public", range(11), value=0, text="{} points".format),
        Range("fatigue", "Fatigue δ with every round", (0, 0.5, 1, 1.5, 2), value=1, text="{:g} points".format),
        Range("phi", "Slack φ of a footnote", range(0, 31, 5), value=10, text="{} points".format),
        Range("hours", "Deadline of a round", (2, 6, 12, 24, 48, 72), value=24, text="{} hours".format),
        Choice("threat", "Toughness comes from", cases.THREATS),
        Choice("names", "Names", {"real": "Real capitals", "letters": "Letters, for a class that prefers it"}),
        Choice(
            "clock",
            "Clock",
            {"0": "Step by step, no time limit"}
            | {str(60 * minutes): f"{minutes} minutes, can be paused" for minutes in (2, 5, 10)},
        ),
        Switch("open", "Show each capital's distance before the deadline"),
    )

    def __init__(self):
        self._sitting = None
        self._council = None
        self._slips = {}
        super().__init__()

    # -- missions

    @cached_property
    def missions(self):
        start = {
            "case": "today",
            "view": "council",
            "members": 32,
            "tolerance": 38,
            "step": 30,
            "cost": 0,
            "fatigue": 1,
        }
        start |= {"threat": "distance", "names": "real", "clock": "0", "open": False, "hours": 24, "phi": 10}
        start |= dict(zip(AXES, cases.today().draft, strict=True))
        text_2003 = dict(zip(AXES, cases.february_2003().draft, strict=True))
        return [
            Mission(
                "You chair the Council. Put the text under silence and let the deadline pass. Then move it towards an "
                "objector, as often as you need, until nobody objects. Which capital did you win, and which did you lose?",
                shows=(),
                start=start,
                goal=lambda values: self._sitting.phase == "agreed",
                found=self._agreed_found,
                guess=("objectors",),
            ),
            Mission(
                "Now the machine is the chair, of 600 councils. Each capital's instruction of the day is its position "
                "with some chance added. Move the number of **allies** from 3 to 32. What happens to the odds?",
                shows=("members", "tolerance"),
                start={**start, "view": "odds", "members": 3},
                goal=lambda values: values["members"] == 32,
                found=self._odds_found,
                guess=("odds",),
            ),
            Mission(
                "February 2003: Türkiye may be attacked if there is war in Iraq. The text of 6 February asks NATO to "
                "plan its defence. Put it under silence. Can you reach agreement among the 19? Then try the smaller forum.",
                shows=("open",),
                start={**start, "case": "2003", "tolerance": 35, **text_2003},
                goal=lambda values: self._sitting.phase == "agreed",
                found=self._found_2003,
                guess=(),
            ),
        ]

    def _agreed_found(self, values):
        sitting, rounds = self._sitting, self._sitting.rounds
        counts = listed([str(len(entry.who)) for entry in rounds])
        if len(rounds) == 1:
            return "Nobody objected. Press Reset and try the first text, before you edit it."
        lost = self._listed(sitting.lost)
        seesaw = (
            f"**Winning one lost another:** {lost[0].upper() + lost[1:]} had been silent in one round and objected in the next. "
            if sitting.lost
            else "This time no amendment lost a capital that had been silent. Press Reset and move towards others. "
        )
        return (
            f"Agreed in round {len(rounds)}; the objectors by round were {counts}. {seesaw}"
            f"The text went from {self._text(sitting.first)} to {self._text(sitting.draft)}: nearer the middle, "
            f"and its clarity from {round(100 * model.clarity(sitting.first))} to {self._clarity()}. "
            "The positions are computed from a map and from UN votes. They are not what any government has said."
        )

    def _odds_found(self, values):
        few, many = self._rate(values, 3), self._rate(values, 32)
        near = {tau: self._rate({**values, "tolerance": tau}, 32) for tau in (36, 40)}
        return (
            f"With 3 allies {100 * few:.0f} of 100 councils agree; with 19 allies, {100 * self._rate(values, 19):.0f}; "
            f"with 32 allies, {100 * many:.0f}. The text, the tolerance and the chair are the same. One ally more can only "
            f"add a reason to object. The **level** hangs on a number that we chose: at a tolerance of 36 points, "
            f"{100 * near[36]:.0f} of 100 councils of 32 agree; at 40 points, {100 * near[40]:.0f}. But at no tolerance on "
            "the slider does a council of 32 agree more often than one of 3."
        )

    def _found_2003(self, values):
        forum = any(entry.kind == "forum" for entry in self._sitting.log)
        first = self._listed(self._sitting.rounds[0].who)
        if forum:
            return (
                f"In the Council {first} broke silence. In the Defence Planning Committee, where France had no seat, the "
                "text passed once it had moved. So it went: on 16 February 2003 eighteen allies agreed there, after "
                "thirteen hours of talks, the last of them over words on the United Nations. The model was set to "
                "reproduce this; it does not explain it."
            )
        return (
            f"You found words for all nineteen, {first} among them. In fact nobody did in those ten days. "
            "Press Reset and try the smaller forum."
        )

    # -- the sitting

    @property
    def sitting(self) -> model.Sitting:
        """The sitting now, with its log."""
        return self._sitting

    @property
    def log(self) -> list:
        """The log sheet as lines of text."""
        return self._log_lines(self.values)

    def _case(self, values) -> cases.Case:
        if values["case"] == "2003":
            return cases.february_2003(values["tolerance"] / 100)
        return cases.today(values["threat"], values["members"], values["tolerance"] / 100)

    def _open(self, values):
        """Begin a new sitting when the council or its rules have changed; follow the sliders of the text."""
        if self._council is not None and values["case"] != self._council[0]:
            case = cases.february_2003() if values["case"] == "2003" else cases.today()
            self._set_values(dict(zip(AXES, case.draft, strict=True)) | {"tolerance": round(100 * case.tolerance)})
            values = self.values
        council = tuple(values[key] for key in ("case", "members", "tolerance", "threat", "cost", "fatigue"))
        text = tuple(values[axis] for axis in AXES)
        if self._sitting is None or council != self._council:
            case = self._case(values)
            self._sitting = model.open_sitting(
                case.table, [value / 100 for value in text], values["cost"] / 100, values["fatigue"] / 100
            )
            self._council = council
            self._slips = {code: slip for code, slip in self._slips.items() if code in case.table.codes}
        elif text != points(self._sitting.draft):
            if self._sitting.over:  # a text that is finished can be taken up again
                self._sitting = replace(self._sitting, phase="draft")
            self._sitting = model.edit(self._sitting, [value / 100 for value in text])
        return values

    def _go(self, step):
        self._sitting, self._council, self._slips = None, None, {}
        super()._go(step)

    def _heard(self, widget, message, buffers):
        if isinstance(message, dict) and message.get("do") == "reset":
            self._sitting, self._council, self._slips = None, None, {}
        super()._heard(widget, message, buffers)

    def _moved_by_chair(self, _widget, message, _buffers):
        """Do what a button of the desk asks for. Anything else is left alone."""
        message = message if isinstance(message, dict) else {}
        do, who, sitting = message.get("do"), message.get("who"), self._sitting
        named = isinstance(who, str) and who in sitting.table.codes
        if do == "main":
            self._main()
        elif do == "deadline":
            self._sitting = model.deadline(sitting, self._slips)
        elif do == "amend" and named:
            self._sitting = model.amend(sitting, who, self.values["step"] / 100)
        elif do == "footnote" and named:
            self._sitting = model.footnote(sitting, who, self.values["phi"] / 100)
        elif do == "forum":
            self._sitting = model.smaller_forum(sitting, self._case(self.values).forum)
        elif do == "give-up":
            self._sitting = model.give_up(sitting)
        else:
            self._slips = self._seated(do, who if named else None, bool(message.get("on")))
        here = self._sitting.table.codes
        self._slips = {code: slip for code, slip in self._slips.items() if code in here}
        self._set_values(dict(zip(AXES, points(self._sitting.draft), strict=True)))
        self._redraw()

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
            case = self._case(self.values)
            self._sitting = model.open_sitting(case.table, sitting.first, sitting.cost, sitting.fatigue)
        else:
            self._slips = dict.fromkeys(self._slips, False)  # every round starts with clean slips
            self._sitting = model.call_silence(sitting)

    # -- chart

    def chart(self):
        self._desk = Desk()
        self._desk.on_msg(self._moved_by_chair)
        return self._desk

    def update(self, values):
        values = self._open(values)
        if values["view"] == "odds":
            return self._show_odds(values)
        self._name = (cases.letters() if values["names"] == "letters" else cases.names()).__getitem__
        self._letters = values["names"] == "letters"
        case, sitting = self._case(values), self._sitting
        losses = model.losses(sitting.table, sitting.draft)
        limits = model.limits(sitting.table, max(sitting.number, 1), sitting.cost, sitting.fatigue, sitting.notes)
        shown = sitting.phase in ("broken", "agreed") or values["open"]
        codes = sorted(sitting.table.codes, key=self._name)
        self._desk.view = {
            "kind": "council",
            "phase": sitting.phase,
            "round": sitting.number,
            "stage": STAGE[sitting.phase],
            "main": MAIN[sitting.phase],
            "basis": case.basis,
            "bars": self._bars(codes, losses, limits) if shown else [],
            "axes": self._axes(case, codes),
            "text": points(sitting.draft),
            "first": points(sitting.first),
            "choose": self._choices(),
            "forum": "Go to the Defence Planning Committee, without France" if self._forum_open(case) else "",
            "clock": int(values["clock"]),
            "hours": values["hours"],
            "free": self.step == self._free,
            "seats": self._seats(codes, losses, limits),
            "others": [{"code": code, "name": self._name(code)} for code in codes if code not in self._slips],
            "log": self._log_lines(values),
        }
        self._desk.sheets = self._sheets(case, codes, values)
        return Reading(self._say(values), self._table(codes, losses, limits, shown), self._caption(case))

    def _bars(self, codes, losses, limits):
        table, objecting = self._sitting.table, self._said_no()
        bars = []
        for code in codes:
            i = table.at(code)
            bars.append(
                {
                    "code": self._short(code),
                    "loss": round(float(losses[i]), 4),
                    "limit": round(float(limits[i]), 4),
                    "no": code in objecting,
                    "note": code in self._sitting.notes,
                }
            )
        return bars

    def _short(self, code) -> str:
        """The code under a bar: the ISO code, or the letter alone."""
        return self._name(code).removeprefix("Ally ") if self._letters else code

    def _said_no(self) -> tuple:
        """Who objects, as far as is known: by the log after a deadline, by the rule before it."""
        if self._sitting.phase in ("broken", "agreed"):
            return self._sitting.objecting
        return tuple(model.answers(self._sitting))

    def _axes(self, case, codes):
        table, objecting = self._sitting.table, self._sitting.objecting
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
            for k, (name, low, high) in enumerate(case.axes)
        ]

    def _choices(self):
        """The allies that an amendment or a footnote can be for: last round's objectors first."""
        table, last = (
            self._sitting.table,
            [code for code in self._sitting.objecting if code in self._sitting.table.codes],
        )
        rest = sorted((code for code in table.codes if code not in last), key=self._name)
        return [
            {"code": code, "name": self._name(code) + (" (objected)" if code in last else "")}
            for code in [*last, *rest]
        ]

    def _forum_open(self, case) -> bool:
        return bool(self._sitting.number and set(case.forum) & set(self._sitting.table.codes))

    def _seats(self, codes, losses, limits):
        table = self._sitting.table
        return [
            {
                "code": code,
                "name": self._name(code),
                "on": self._slips[code],
                "tell": f"The text is {100 * losses[table.at(code)]:.1f} points from what you want. "
                f"You can live with {100 * limits[table.at(code)]:.1f}.",
            }
            for code in codes
            if code in self._slips
        ]

    def _sheets(self, case, codes, values):
        table = self._sitting.table
        sheets = {}
        for code in codes:
            ideal = points(table.ideals[table.at(code)])
            wants = "; ".join(
                f"{name.lower()} {value} (0 is {low}, 100 is {high})"
                for (name, low, high), value in zip(case.axes, ideal, strict=True)
            )
            sheets[code] = [
                f"Role sheet: {self._name(code)}",
                f"The text that you want: {wants}.",
                f"You can live with a text up to {values['tolerance']} points away from it, all axes taken together.",
                "When a text is under silence: stay silent if you can live with it. If you cannot, break silence "
                "and say which axis hurts most.",
                "Before you start, write down: one thing that you can give, and one that you cannot.",
                "Staying silent is not a yes by heart. After the game, say what your silence hid.",
                "These numbers were computed for a game. They are not the policy of any government.",
            ]
        return sheets

    # -- words

    def _text(self, draft) -> str:
        return "/".join(str(value) for value in points(draft))

    def _clarity(self) -> int:
        return round(100 * model.clarity(self._sitting.draft, len(self._sitting.notes), PSI))

    def _listed(self, codes) -> str:
        the = THE if self.values["names"] == "real" else ()
        return listed([("the " if code in the else "") + self._name(code) for code in codes]) if codes else "nobody"

    def _say(self, values) -> str:
        sitting = self._sitting
        axes = " / ".join(name.lower() for name, *_ in self._case(values).axes)
        text = f"Text {self._text(sitting.draft)} ({axes}), {len(sitting.table)} allies."
        if sitting.phase == "draft":
            last = f"In round {sitting.number} {self._listed(sitting.objecting)} objected."
            text += f" {last if sitting.rounds else 'Nobody has answered yet.'} {STAGE['draft']}"
        elif sitting.phase == "silence":
            text += f" Round {sitting.number}: under silence, deadline {values['hours']} hours."
        elif sitting.phase == "broken":
            who = sitting.objecting
            text += f" Round {sitting.number}: {allies(len(who))} broke silence: {self._listed(who)}."
            text += f" Strongest objection: {self._listed(who[:1])}."
        elif sitting.phase == "agreed":
            text += f" Round {sitting.number}: all silent. Agreed after {sitting.number * values['hours']} hours,"
            text += f" clarity {self._clarity()} of 100."
        else:
            text += f" Given up after round {sitting.number}. The allies agree to disagree."
        return text

    def _log_lines(self, values) -> list:
        lines = []
        notes = 0
        for entry in self._sitting.log:
            notes += entry.kind == "footnote"
            who, text = self._listed(entry.who), self._text(entry.draft)
            lines.append(
                {
                    "silence": f"Round {entry.number}. Text {text} under silence for {values['hours']} hours.",
                    "broken": f"Round {entry.number}. Silence broken by {who}.",
                    "agreed": f"Round {entry.number}. All silent. Agreed: {text}.",
                    "amend": f"The chair moves the text towards {who}: {text}.",
                    "edit": f"The chair edits the text: {text}.",
                    "footnote": f"A footnote for {who}. Clarity is now {round(100 * model.clarity(entry.draft, notes, PSI))}.",
                    "forum": f"The text goes to a body without {who}.",
                    "given-up": "The chair gives up. The allies agree to disagree.",
                }[entry.kind]
            )
        if self._sitting.over:
            lines.append(
                f"Rounds: {self._sitting.number}. Hours: {self._sitting.number * values['hours']}. "
                f"First text {self._text(self._sitting.first)}, last text {self._text(self._sitting.draft)}, "
                f"{100 * self._sitting.moved:.0f} points apart. Footnotes: {notes}. Clarity: {self._clarity()} of 100."
            )
        return lines

    def _table(self, codes, losses, limits, shown):
        table, objecting = self._sitting.table, self._said_no() if shown else ()
        answer = {True: "objects", False: "silent"}
        return pd.DataFrame(
            {
                "Ally": [self._name(code) for code in codes],
                "Wants": [self._text(table.ideals[table.at(code)]) for code in codes],
                "Distance of the text": [
                    f"{100 * losses[table.at(code)]:.1f}" if shown else "not known yet" for code in codes
                ],
                "Limit": [f"{100 * limits[table.at(code)]:.1f}" for code in codes],
                "Answer": [answer[code in objecting] if shown else "not known yet" for code in codes],
            }
        )

    def _caption(self, case):
        axes = ", ".join(name.lower() for name, *_ in case.axes)
        return f"What each capital wants ({axes}), how far the text is from it, and its limit, in points. {case.basis}"

    # -- odds

    def _rate(self, values, size) -> float:
        draft = tuple(values[axis] for axis in AXES)
        slack = (values["tolerance"] + values["cost"]) / 100
        return cases.rate(values["threat"], size, draft, slack, values["fatigue"] / 100, values["step"] / 100)

    def _show_odds(self, values):
        self._name = cases.names().__getitem__
        if values["case"] == "2003":
            text = "The odds are those of the made-up text. Set Council to it, or Show to the Council at work."
            self._desk.view = {"kind": "odds", "dots": [], "at": 0, "basis": text}
            return Reading(text, pd.DataFrame(), "Odds of agreement")
        sizes = sorted({*SIZES, values["members"]})
        rates = [self._rate(values, size) for size in sizes]
        here = rates[sizes.index(values["members"])]
        self._desk.view = {
            "kind": "odds",
            "dots": [{"size": size, "rate": round(rate, 4)} for size, rate in zip(sizes, rates, strict=True)],
            "at": values["members"],
            "basis": "600 random councils of each size, drawn from the 32 with chance added to each position (standard deviation "
            "10 points). Six rounds; the chair moves towards the strongest objector. Tolerance, weights and chance: stipulated.",
        }
        patience = f"tolerance {values['tolerance']} points"
        text = f"Of 100 councils of {values['members']} allies, {100 * here:.0f} agree within six rounds ({patience})."
        frame = pd.DataFrame(
            {
                "Allies": [str(size) for size in sizes],
                "Councils that agree, %": [f"{100 * rate:.1f}" for rate in rates],
                "If each says yes with 97 % by itself, %": [
                    f"{100 * model.unanimity(0.97, size):.1f}" for size in sizes
                ],
            }
        )
        return Reading(text, frame, f"Share of 600 random councils that agree within {ROUNDS} rounds, {patience}")
