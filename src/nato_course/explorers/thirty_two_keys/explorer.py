"""32 keys: the race of 2023-24 week by week, in the record and in a model."""

from functools import cached_property
from pathlib import Path

import anywidget
import pandas as pd
import traitlets

from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Ask, AskChoice, Choice, Mission, Play, Range, Switch
from lessonkit.frontend import css, esm
from lessonkit.texts.words import listed, long_date
from nato_course import load
from nato_course.explorers.thirty_two_keys import model, record

LIMITS = """
- **The weights are stipulated.** They were set so that the model repeats the public record: the four large allies in the week of 22 February, the same four hold-outs in April, then the order in which these four turned. They were not measured. Other weights would repeat the record as well.
- **Motives are public statements.** The talks were secret. What a government asks for in public may not be what moves it.
- **Enough is not the same as needed.** In the model an assurance turns a key. That does not show that nothing else would have.
- **Most dates are unknown.** For 21 allies our table holds no dated public yes before 26 June 2024. The weeks in which the model lets them say yes are invented.
- **Four assurances, and no other deals.** Real capitals also trade one matter against another. We found no public text that gives Romania what it asked for: that assurance stands for its public request.
- **The public saw things late.** Romania's president told allies days before the public learned that he would withdraw. The model follows the public dates.
- **Other candidates are imagined.** The model assumes that the four large allies put the chosen person forward. What it then says about a government is an exercise, not news.
- **Other rules are thought experiments.** NATO takes no votes.
"""

ASSURANCES = {
    "TUR": "Türkiye: terrorism, and no arms limits between allies",
    "HUN": "Hungary: it may stay out of NATO's work for Ukraine",
    "SVK": "Slovakia: help to protect its airspace",
    "ROU": "Romania: more weight and posts for eastern allies",
}
RULES = {
    "unanimity": "Consensus: all allies, as in fact",
    "two-thirds": "Two thirds of the allies (imagined)",
    "majority": "More than half of the allies (imagined)",
    "gdp": "Allies with two thirds of all GDP (imagined)",
}
PEOPLE = {
    "rutte": "Mark Rutte, as in fact",
    "iohannis": "Klaus Iohannis (imagined)",
    "kallas": "Kaja Kallas (imagined)",
    "stoltenberg": "Jens Stoltenberg, for longer (imagined)",
}
BASIS = {
    "record": "What was said in public, by date. A tick without a date is a count of 2 April by unnamed NATO sources.",
    "model": "A model. Its weights are stipulated to repeat the record; they are not facts about governments.",
    "races": "The same model for Rutte, with one or two things changed. The other controls do not act here. Its weights are stipulated.",
}
TURNS = {
    "assurance": "the assurance asked for",
    "rival": "the rival's withdrawal",
    "both": "the assurance asked for and the rival's withdrawal together",
    "time": "time: patience that runs out",
}
SIGNS = {"yes": "✓", "counted": "✓", "no": "✕", "own": "★", "open": "–", "out": "○"}


class Board(anywidget.AnyWidget):
    """The keys: a strip of weeks, 32 tiles, and what would turn those that are not yet turned."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    view = traitlets.Dict().tag(sync=True)


def week_text(week: int) -> str:
    return long_date(model.week_end(week))


class ThirtyTwoKeys(Explorer):
    """How Mark Rutte got 32 yeses."""

    name = "thirty-two-keys"
    number = "09"
    title = "32 keys"
    minutes = 12
    limits = LIMITS
    asks = (
        AskChoice(
            "last",
            "All allies must agree. Which of these six said yes last?",
            {
                "EST": "Estonia",
                "HUN": "Hungary",
                "POL": "Poland",
                "ROU": "Romania",
                "SVK": "Slovakia",
                "TUR": "Türkiye",
            },
        ),
        Ask(
            "alone",
            "Suppose nobody gives the four hold-outs anything. How many of them agree by July, in our model?",
            unit="of 4",
            high=4,
        ),
    )
    controls = (
        Choice(
            "view",
            "Show",
            {"record": "What was said in public", "model": "The model", "races": "Races that did not happen"},
        ),
        Range("week", "Week to", range(model.LAST + 1), value=24, text=week_text, steppers=True),
        Play("week", seconds=0.4),
        Choice("candidate", "Put forward by the four large allies", PEOPLE),
        Switch("rival", "A rival runs too: Iohannis (Rutte, if Iohannis is put forward)", True),
        *(Switch(code.lower(), f"Assurance to {text}", True) for code, text in ASSURANCES.items()),
        Switch("early", "Give these assurances at once, in February"),
        Choice("rule", "Rule", RULES),
        Range(
            "delta",
            "Pull of the others δ",
            tuple(step / 20 for step in range(11)),
            value=model.DELTA,
            text="{:.2f}".format,
        ),
        Range(
            "epsilon",
            "Impatience ε, per week",
            tuple(step / 200 for step in range(11)),
            value=model.EPSILON,
            text="{:.3f}".format,
        ),
    )

    def __init__(self):
        members = load("members")
        self.names = dict(zip(members["iso3"], members["name"], strict=True))
        self.table = record.model_inputs()
        self.record = record.Record(self.table.codes, self.table.since)
        self._outcomes = {}
        super().__init__()

    # -- missions

    @cached_property
    def missions(self):
        off = dict.fromkeys((code.lower() for code in ASSURANCES), False)
        on = dict.fromkeys(off, True)
        fact = {
            "candidate": "rutte",
            "rival": True,
            "early": False,
            "rule": "unanimity",
            "delta": model.DELTA,
            "epsilon": model.EPSILON,
        }
        return [
            Mission(
                "This is the public record. Move the **week** to the end, with the slider, with − and + or with Play. "
                "Stop at 17 April 2024: who is missing, and what had each said? Then go on to 26 June.",
                shows=("week",),
                start={**fact, **on, "view": "record", "week": 16},
                guess=("last",),
                goal=lambda values: values["week"] >= model.week_of(self.record.decision),
                found=self._order_found,
            ),
            Mission(
                "Now the model, at the July summit, with no assurance given. Switch the four assurances on, **one alone at "
                "first**. How many keys does each turn? Then find what it takes to turn all 32.",
                shows=tuple(on),
                start={**fact, **off, "view": "model", "week": model.LAST},
                guess=("alone",),
                goal=lambda values: self.outcome.decided is not None,
                found=self._doors_found,
            ),
            Mission(
                "All assurances are back. Now change the **rule**. When does the race end, and who has then not said yes?",
                shows=("rule",),
                start={**fact, **on, "view": "model", "week": model.LAST},
                guess=(),
                goal=lambda values: values["rule"] != "unanimity",
                found=self._rule_found,
            ),
        ]

    def _order_found(self, values):
        turned = [f"{self.the(code)} ({long_date(day)})" for code, day in self.record.holdouts()]
        return (
            f"The four keys turned in this order: {listed(turned)}. Each of the four had asked for "
            "something else in public. Read the lines under the tiles again."
        )

    def _doors_found(self, values):
        race = self._race(values)
        none = self._run(model.replace(race, assurances=frozenset())).holdouts()
        alone = {
            code: set(none) - set(self._run(model.replace(race, assurances=frozenset({code}))).holdouts())
            for code in ASSURANCES
        }
        opens = [f"{self.the(code)} {len(doors)}" for code, doors in alone.items()]
        return (
            f"With no assurance, {4 - len(none)} of the four agree: {self._names(none)} do not. Keys turned by one assurance "
            f"alone: {listed(opens)}. In the model Romania's candidate stays in until all others have agreed, so its assurance "
            f"turns a key only as the last. With all four the Council decides in the week to {week_text(self.outcome.decided)}. "
            "This is built into the weights. It shows one way to get the record, not the only way."
        )

    def _rule_found(self, values):
        race = self._race(values)
        consensus = self._run(model.replace(race, rule="unanimity"))
        now = self.outcome
        passed = now.holdouts()
        return (
            f"Under this rule the race ends in the week to {week_text(now.decided)}, "
            f"{consensus.decided - now.decided} weeks before the consensus. {len(passed)} allies have then not said yes: "
            f"{self._names(passed)}. Nothing in the rule makes anyone ask what they want."
        )

    # -- the race

    @property
    def outcome(self) -> model.Outcome:
        """The model's race at the present settings."""
        return self._run(self._race(self.values))

    def _race(self, values) -> model.Race:
        return model.Race(
            candidate=values["candidate"],
            assurances=frozenset(code for code in ASSURANCES if values[code.lower()]),
            early=values["early"],
            rival=values["rival"],
            rule=values["rule"],
            delta=values["delta"],
            epsilon=values["epsilon"],
        )

    def _run(self, race) -> model.Outcome:
        if race not in self._outcomes:
            self._outcomes[race] = model.run(self.table, race)
        return self._outcomes[race]

    def the(self, code: str) -> str:
        """Return an ally's name as it stands in a sentence."""
        return f"the {self.names[code]}" if code in ("NLD", "USA", "GBR") else self.names[code]

    def _names(self, codes) -> str:
        return listed(sorted(self.the(code) for code in codes)) if codes else "nobody"

    # -- what is shown

    def chart(self):
        self._board = Board()
        return self._board

    def update(self, values):
        if values["view"] == "races":
            return self._show_races()
        return self._show_record(values["week"]) if values["view"] == "record" else self._show_model(values)

    def _show_races(self):
        rows = model.counterfactuals(self.table, {code: self.the(code) for code in self.names})
        self._board.view = {
            "kind": "table",
            "basis": BASIS["races"],
            "columns": list(rows.columns),
            "rows": rows.to_numpy().tolist(),
        }
        never = (rows.iloc[:, 1] == model.NEVER).sum()
        text = f"{len(rows)} races in the model, for Rutte. {never} of them do not end by the July summit. One line is the record; the others did not happen."
        return Reading(text, rows, "Races in the model, with one or two things changed")

    def _show_record(self, week):
        states = {code: self.record.state(code, week) for code in self.table.codes}
        lines = [self._price_line(*price) for price in self.record.prices(week)]
        counts = [
            sum(self.record.state(code, at)[0] in ("yes", "counted") for code in self.table.codes)
            for at in range(model.LAST + 1)
        ]
        self._draw("record", week, states, "What was asked for in public", lines, counts, None)
        return Reading(
            self._record_text(week, states),
            self._table(states, {}),
            f"The public record in the week to {week_text(week)}",
        )

    def _price_line(self, code, day, price, agreed):
        after = f" Yes on {long_date(agreed)}." if agreed else ""
        return f"{self.the(code)}, {long_date(day)}: {price}.{after}"

    def _record_text(self, week, states):
        kinds = [kind for kind, _ in states.values()]
        yes, counted = kinds.count("yes"), kinds.count("counted")
        members = len(kinds) - kinds.count("out")
        if week >= model.week_of(self.record.decision):
            return (
                f"Week to {week_text(week)}: the Council has decided by consensus, so all {members} allies have agreed."
            )
        parts = [f"Week to {week_text(week)}: {yes} of {members} allies have said yes in public, on a known day."]
        if counted:
            missing = [code for code, (kind, _) in states.items() if kind not in ("yes", "counted")]
            parts.append(f"{counted} more are yeses in a count by unnamed sources. Not yet: {self._names(missing)}.")
        return " ".join(parts)

    def _show_model(self, values):
        outcome, week = self.outcome, values["week"]
        if outcome.decided is not None:
            week = min(week, outcome.decided)  # the race is over: show how it ended
        states = {code: self._model_state(outcome, code, week) for code in self.table.codes}
        waiting = [code for code, (kind, _) in states.items() if kind == "open"]
        turns = {} if week == outcome.decided else {code: self._turns(outcome, code, week) for code in waiting}
        self._draw(
            "model",
            week,
            states,
            "What would turn a key now",
            self._turn_lines(turns),
            [int(row.sum()) for row in outcome.yes],
            outcome.decided,
        )
        return Reading(
            self._model_text(week, outcome, waiting),
            self._table(states, turns),
            f"The model in the week to {week_text(week)}",
        )

    def _model_state(self, outcome, code, week):
        if self.table.since[self.table.codes.index(code)] > week:
            return "out", "not yet a member"
        if outcome.yes[week, self.table.codes.index(code)]:
            return "yes", "yes"
        return "open", "not yet"

    def _model_text(self, week, outcome, waiting):
        member = int((self.table.since <= week).sum())
        text = f"Week to {week_text(week)}: {int(outcome.yes[week].sum())} of {member} allies say yes in the model. Not yet: {self._names(waiting)}."
        if outcome.decided is None:
            return f"{text} With these settings the race does not end by the July summit."
        if week < outcome.decided:
            return f"{text} The race is open."
        pivotal = f" The last to turn: {self._names(outcome.pivotal)}." if len(outcome.pivotal) <= 4 else ""
        return f"{text} The race ended in the week to {week_text(outcome.decided)}.{pivotal}"

    def _turns(self, outcome, code, week):
        found = model.turners(outcome, code, week)
        return " or ".join(TURNS[key] for key in found) if found else "nothing in this model by itself"

    def _turn_lines(self, turns):
        groups = {}
        for code, text in turns.items():
            groups.setdefault(text, []).append(code)
        return [
            f"{len(codes)} allies: {text}." if len(codes) > 5 else f"{self._names(codes)}: {text}."
            for text, codes in groups.items()
        ]

    def _draw(self, kind, week, states, title, lines, counts, decided):
        tiles = [
            {"name": self.names[code], "state": state, "sign": SIGNS[state], "word": word}
            for code, (state, word) in sorted(states.items(), key=lambda entry: self.names[entry[0]])
        ]
        self._board.view = {
            "kind": "tiles",
            "basis": BASIS[kind],
            "tiles": tiles,
            "title": title,
            "lines": [line[:1].upper() + line[1:] for line in lines],
            "none": "Nothing yet." if kind == "record" else "The race is over.",
            "counts": counts,
            "week": week,
            "decided": decided,
            "ends": [week_text(0), week_text(model.LAST)],
        }

    def _table(self, states, turns):
        order = sorted(states, key=self.names.get)
        columns = {"Ally": [self.names[code] for code in order], "State": [states[code][1] for code in order]}
        if turns:
            columns["What would turn it"] = [turns.get(code, "–") for code in order]
        return pd.DataFrame(columns)
