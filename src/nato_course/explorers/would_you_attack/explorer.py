"""Would you attack?: an attacker's decision against one answer or 31, and two ways to be believed."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import anywidget
import numpy as np
import pandas as pd
import traitlets

from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Range
from lessonkit.explorer.parts import Views
from lessonkit.explorer.texts import words
from lessonkit.frontend import css, esm
from lessonkit.texts.words import percent, signed
from nato_course.explorers.would_you_attack import model as deterrence
from nato_course.explorers.would_you_attack.charts import EffectChart, GainChart, SignalChart

WORDS = words("would-you-attack")
SMALL = 10  # how many of the smallest allies are taken away together

# Published shares of alliance promises that were kept when war came.
BASE_RATES = {
    0.22: WORDS.say("rates.since_1945"),
    0.41: WORDS.say("rates.defence"),
    0.5: WORDS.say("rates.since_1816"),
    0.745: WORDS.say("rates.until_1944"),
}


@dataclass(frozen=True)
class Allies:
    """The allies with armed forces, smallest budget first."""

    codes: tuple
    names: tuple
    sizes: np.ndarray  # US$ billion, current prices

    def out(self, which: str) -> np.ndarray:
        """Return True for each ally that ``which`` takes away."""
        rank = np.arange(len(self.sizes))
        last = len(rank) - 1
        return {"none": rank < 0, "ten": rank < SMALL, "largest": rank == last, "others": rank < last}[which]


@cache
def allies() -> Allies:
    """Return the allies and what each spent on defence in 2024."""
    table = load("defence_expenditure")
    table = table[(table["edition"] == "2024") & (table["year"] == 2024)].set_index("iso3")
    spent = table["spending_usd_m"].dropna().sort_values() / 1000
    names = load("members").set_index("iso3")["name"]
    return Allies(tuple(spent.index), tuple(names[spent.index]), spent.to_numpy(float))


class Rates(anywidget.AnyWidget):
    """The published rates, the note on what the numbers are, and a slider for each ally."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    chips: traitlets.List[Any] = traitlets.List().tag(sync=True)
    rated = traitlets.Bool(True).tag(sync=True)
    rate = traitlets.Float().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    allies: traitlets.List[Any] = traitlets.List().tag(sync=True)
    rates = traitlets.Dict().tag(sync=True)  # iso3 to probability; empty: not shown


# ---- what the numbers say ---------------------------------------------------------------------


def share(value: float) -> str:
    """Say a share, 0 to 1, in per cent."""
    return percent(100 * value)


def worth_text(number: float) -> str:
    """Say what attacking is worth, with its sign."""
    return signed(number, 1) if round(number, 1) else "0"


def chance(value: float) -> str:
    """Say a small probability in words."""
    if value < 1e-6:
        return WORDS.say("chance.million")
    if value < 0.001:
        return WORDS.say("chance.one_in", number=round(1 / value, 1 - len(str(round(1 / value)))))
    return WORDS.say("chance.percent", percent=100 * value)


def verdict(worth: float) -> str:
    """Say what State A does."""
    return WORDS.say("verdict.attacks") if worth > 0 else WORDS.say("verdict.home")


def case(values: dict) -> tuple:
    """Return the prize, odds and costs in the order in which the model takes them."""
    return tuple(values[key] for key in ("prize", "alone", "allied", "cost_alone", "cost_allied", "quiet"))


def tipping(values: dict) -> float | None:
    """Return r*, or None where no probability would deter."""
    try:
        return deterrence.threshold(*case(values))
    except ValueError:
        return None


def tipping_text(point: float | None) -> str:
    """Say where the tipping point lies."""
    if point is None:
        return WORDS.say("tipping.none")
    if point <= 0:
        return WORDS.say("tipping.low")
    if point > 1:
        return WORDS.say("tipping.high")
    return WORDS.say("tipping.between", point=100 * point)


def stakes(values: dict) -> deterrence.Stakes:
    """Return the stakes of the defender."""
    return deterrence.Stakes(**{key: values[key] for key in deterrence.Stakes.__dataclass_fields__})


def signals(values: dict) -> dict:
    """Return what each way of signalling brings."""
    # With no tipping point a deterrable attacker would come whatever it believes.
    point = tipping(values)
    point = 2.0 if point is None else point
    given = stakes(values)
    return {
        "silent": deterrence.silent(given, point),
        "sink": deterrence.sink(given, values["spent"], point),
        "tie": deterrence.tie(given, values["audience"], point),
    }


def ends_text(outcome: deterrence.Outcome) -> str:
    """Say how likely war, giving in and peace are."""
    war, gives_in, peace = share(outcome.war), share(outcome.gives_in), share(outcome.peace)
    return WORDS.say("signals.ends", war=war, gives_in=gives_in, peace=peace)


def sink_words(values: dict) -> str:
    """Say whether the cost of the force tells the types apart, and why."""
    low, high = deterrence.sunk_costs(stakes(values))
    if low > high:
        return WORDS.say("signals.sink.nothing")
    if values["spent"] < low:
        return WORDS.say("signals.sink.cheap", low=low)
    if values["spent"] > high:
        return WORDS.say("signals.sink.dear", high=high)
    return WORDS.say("signals.sink.believed")


def tie_words(values: dict, outcome: deterrence.Outcome) -> str:
    """Say whether the pledge is believed, and who makes it."""
    if not outcome.believed:
        return WORDS.say("signals.tie.weak", broken=-values["war_i"])
    if outcome.senders == "RI":
        return WORDS.say("signals.tie.both")
    return WORDS.say("signals.tie.resolved")


# ---- missions ---------------------------------------------------------------------------------

SHOWN = {
    "one": ("r", "prize", "alone", "allied", "cost_alone", "cost_allied", "quiet"),
    "allies": ("r", "together", "out", "attacker", "target", "decisive"),
    "signals": ("spent", "audience", "resolved", "undeterrable", "keep_r", "war_r", "keep_i", "war_i"),
}


def numbers(low: float, high: float, step: float) -> tuple:
    """Return the values of a slider, free of float noise."""
    return tuple(round(low + i * step, 3) for i in range(round((high - low) / step) + 1))


CONTROLS = (
    WORDS.choice("view"),
    WORDS.range("r", numbers(0, 1, 0.005), text=share),
    WORDS.range("prize", numbers(10, 200, 5), value=100.0, text="{:g}".format),
    WORDS.range("alone", numbers(0, 1, 0.01), value=0.99, text=share),
    WORDS.range("allied", numbers(0, 1, 0.01), value=0.09, text=share),
    WORDS.range("cost_alone", numbers(0, 50, 1), value=5.0, text="{:g}".format),
    WORDS.range("cost_allied", numbers(0, 200, 5), value=60.0, text="{:g}".format),
    WORDS.range("quiet", numbers(0, 100, 5), text="{:g}".format),
    WORDS.choice("out"),
    WORDS.range("together", numbers(0, 1, 0.05), text=share),
    WORDS.range("attacker", numbers(26, 1026, 20), value=146.0, text="{:g}".format),
    WORDS.range("target", numbers(0.5, 60, 0.5), value=1.5, text="{:g}".format),
    WORDS.range("decisive", numbers(0.5, 3, 0.25), value=1.0, text="{:g}".format),
    WORDS.range("spent", numbers(0, 12, 0.2), text="{:g}".format),
    WORDS.range("audience", numbers(0, 12, 0.5), text="{:g}".format),
    WORDS.range("resolved", numbers(0, 1, 0.05), value=0.4, text=share),
    WORDS.range("undeterrable", numbers(0, 0.5, 0.05), value=0.1, text=share),
    WORDS.range("keep_r", numbers(5, 20, 1), value=10.0, text="{:g}".format),
    WORDS.range("war_r", numbers(0.5, 4, 0.5), value=2.0, text="{:g}".format),
    WORDS.range("keep_i", numbers(1, 12, 1), value=6.0, text="{:g}".format),
    WORDS.range("war_i", numbers(-12, -1, 1), value=-8.0, text=lambda value: f"−{-value:g}"),
)
START: dict[str, Any] = {control.key: control.start for control in CONTROLS}


def rates(values: dict, own: dict) -> np.ndarray:
    """Return each ally's probability: its own one or the common one, and 0 for those taken away."""
    who = allies()
    chosen = np.array([own.get(code, values["r"]) for code in who.codes])
    return np.where(who.out(values["out"]), 0.0, chosen)


@dataclass(frozen=True)
class Answer:
    """What 31 separate decisions mean for State A."""

    odds: float
    worth: float
    comes: float  # expected strength that comes, US$ billion
    nobody: float  # probability that no ally comes
    effects: np.ndarray  # change of State A's odds if the ally surely comes


def answer(values: dict, own: dict) -> Answer:
    """Work out the sum of the allies' decisions."""
    sizes, chosen = allies().sizes, rates(values, own)
    mass = deterrence.distribution(sizes, chosen, values["together"])
    strength = deterrence.STEP * np.arange(len(mass))
    chances = deterrence.odds(values["attacker"], values["target"] + strength, values["decisive"])
    odds = deterrence.expected(mass, chances)
    cost = deterrence.cost(sizes, chosen, values["cost_alone"], values["cost_allied"])
    alone = values["together"] * (1 - chosen.max()) + (1 - values["together"]) * np.prod(1 - chosen)
    return Answer(
        odds=odds,
        worth=odds * values["prize"] - cost - values["quiet"],
        comes=deterrence.expected(mass, strength),
        nobody=float(alone),
        effects=deterrence.effects(sizes, chosen, chances, values["together"]),
    )


def heavier() -> str:
    """Return what raises State A's odds more when it is taken away, as the key of an answer."""
    odds = {which: answer({**START, "r": 0.5, "out": which}, {}).odds for which in ("ten", "largest")}
    return "same" if round(odds["ten"], 2) == round(odds["largest"], 2) else max(odds, key=odds.__getitem__)


def riskier() -> str:
    """Return which signal leaves the greater risk of war once both are believed, as the key of an answer."""
    low, _ = deterrence.sunk_costs(stakes(START))
    said = signals({**START, "spent": low, "audience": 1 - START["war_i"]})
    force, pledge = said["sink"].war, said["tie"].war
    return "same" if force == pledge else "pledge" if pledge > force else "force"


def found_tipping(values: dict) -> str:
    """What mission 1 shows."""
    alone, allied = (deterrence.gain(r, *case(values)) for r in (0, 1))
    return WORDS.say("missions.tipping.found", point=100 * cast(float, tipping(values)), alone=alone, allied=-allied)


def found_largest(values: dict) -> str:
    """What mission 2 shows."""
    odds = {which: 100 * answer({**values, "out": which}, {}).odds for which in ("none", "ten", "largest", "others")}
    sizes = allies().sizes
    return WORDS.say(
        "missions.largest.found",
        none=odds["none"],
        ten=odds["ten"],
        largest=odds["largest"],
        others=odds["others"],
        small=sizes[:SMALL].sum(),
        large=sizes[-1],
    )


def found_signals(values: dict) -> str:
    """What mission 3 shows."""
    said = signals(values)
    low, high = deterrence.sunk_costs(stakes(values))
    return WORDS.say(
        "missions.signals.found",
        low=low,
        high=high,
        broken=-values["war_i"],
        tied=said["tie"].payoff,
        sunk=said["sink"].payoff,
        sunk_ends=ends_text(said["sink"]),
        tied_ends=ends_text(said["tie"]),
    )


MISSIONS = (
    WORDS.mission(
        "tipping",
        shows=("r",),
        start=START,
        goal=lambda values: values["r"] >= tipping(values),
        found=found_tipping,
        guess=("tipping",),
    ),
    WORDS.mission(
        "largest",
        shows=("r", "out"),
        start={**START, "view": "allies", "r": 0.5},
        goal=[
            WORDS.part("ten", lambda values: values["out"] == "ten" and 0 < values["r"] < 1),
            WORDS.part("largest", lambda values: values["out"] == "largest" and 0 < values["r"] < 1),
        ],
        found=found_largest,
        guess=("heavier",),
    ),
    WORDS.mission(
        "signals",
        shows=("spent", "audience"),
        start={**START, "view": "signals"},
        goal=lambda values: signals(values)["sink"].believed and signals(values)["tie"].believed,
        found=found_signals,
        guess=("riskier",),
    ),
)


class WouldYouAttack(Explorer):
    """How sure must an attacker be that allies come? And how does a defender make it believe so?"""

    name = "would-you-attack"
    number = "05"
    title = WORDS.title
    minutes = 12
    limits = WORDS.limits
    missions = MISSIONS
    controls = CONTROLS
    tabs = True
    asks = (
        WORDS.ask("tipping", truth=lambda: 100 * cast(float, tipping(START)), told="tipping"),
        WORDS.ask("heavier", truth=lambda: heavier(), told="largest"),
        WORDS.ask("riskier", truth=lambda: riskier(), told="signals"),
    )

    def chart(self):
        self.own_rates = {}
        self.gain, self.effect = GainChart(BASE_RATES), EffectChart(allies().names)
        self.war = SignalChart(WORDS.say("signals.chart.war"), 5)
        self.payoff = SignalChart(WORDS.say("signals.chart.payoff"), 2)
        who = allies()
        self.rates = Rates(
            chips=[{"value": rate, "rate": share(rate), "text": text} for rate, text in BASE_RATES.items()],
            allies=[
                {"key": code, "text": f"{name} ({size:,.1f})"}
                for code, name, size in reversed(list(zip(who.codes, who.names, who.sizes, strict=True)))
            ],
        )
        self.rates.on_msg(lambda _part, message, _buffers: self.rated(message))
        return Views(
            {
                "one": [self.gain.figure],
                "allies": [self.effect.figure],
                "signals": [self.war.figure, self.payoff.figure],
            }
        )

    def beside(self):
        return [self.rates] if self.mission or self.free else []

    def shows(self, values):
        return SHOWN[values["view"]]

    def on_reset(self):
        self.own_rates = {}

    def update(self, values):
        show = {"one": self._show_one, "allies": self._show_allies, "signals": self._show_signals}
        return show[values["view"]](values)

    # -- the three views

    def _show_one(self, values):
        self._note(values)
        worth, point = float(deterrence.gain(values["r"], *case(values))), tipping(values)
        found = self.step > 1 or (self.mission is not None and self.mission.goal(values))
        shown = found and point is not None and 0 < point <= 1
        ends = [float(deterrence.gain(r, *case(values))) for r in (0, 1)]
        guess = self.guess_marks.get("tipping")
        self.gain.draw(ends, values["r"], worth, point if shown else None, verdict(worth), guess)
        text = WORDS.say("one.reading", rate=share(values["r"]), worth=worth_text(worth), verdict=verdict(worth))
        marks = sorted({0.0, 0.25, 0.5, 0.75, 1.0, values["r"], *BASE_RATES})
        gains = [float(deterrence.gain(rate, *case(values))) for rate in marks]
        act = WORDS.each("one.act")
        table = {
            "rate": [share(rate) for rate in marks],
            "worth": [worth_text(gain) for gain in gains],
            "act": [act["attacks" if gain > 0 else "home"] for gain in gains],
            "published": [BASE_RATES.get(rate, "–") for rate in marks],
        }
        return Reading(
            f"{text} {tipping_text(point)}" if found else text,
            pd.DataFrame(table).rename(columns=WORDS.each("one.columns")),
            WORDS.say("one.caption"),
        )

    def _show_allies(self, values):
        who = allies()
        own = self.own_rates if self.free else {}
        result, chosen = answer(values, own), rates(values, own)
        points, out = -100 * result.effects, who.out(values["out"])
        self._note(values, dict(zip(who.codes, chosen.tolist(), strict=True)) if self.free else {})
        odds = 100 * result.odds
        self.effect.draw(np.where(out, 0.0, points), out, WORDS.say("allies.claim", odds=odds))
        left = np.flatnonzero(~out)
        top = left[int(points[left].argmax())]
        text = WORDS.say(
            "allies.reading",
            count=int((~out).sum()),
            who=WORDS.say("allies.own") + " " if own else "",
            rate=share(values["r"]),
            odds=odds,
            comes=result.comes,
            strength=who.sizes.sum(),
            nobody=chance(result.nobody),
            points=points[top],
            largest=who.names[top],
        )
        if self.free:
            more = WORDS.say("allies.worth", worth=worth_text(result.worth), verdict=verdict(result.worth))
            text = f"{text} {more}"
        table = {
            "ally": who.names,
            "spending": [f"{size:,.1f}" for size in who.sizes],
            "rate": [share(rate) for rate in chosen],
            "points": [f"{value:.1f}" for value in points],
        }
        frame = pd.DataFrame(table).rename(columns=WORDS.each("allies.columns"))
        return Reading(text, frame[::-1], WORDS.say("allies.caption"))

    def _show_signals(self, values):
        self._note(values)
        said = signals(values)
        none, sunk, tied = (said[way] for way in ("silent", "sink", "tie"))
        words = [WORDS.say("signals.silent"), sink_words(values), tie_words(values, tied)]
        claim = WORDS.each("signals.claim")[str(sum(outcome.believed for outcome in said.values()))]
        war = [100 * outcome.war for outcome in said.values()]
        payoff = [outcome.payoff for outcome in said.values()]
        self.war.draw(war, [f"{value:.0f} %" for value in war], claim)
        self.payoff.draw(payoff, [f"{value:.1f}" for value in payoff], claim)
        text = WORDS.say(
            "signals.reading",
            spent=values["spent"],
            sunk=words[1],
            audience=values["audience"],
            tied=words[2],
            no_ends=ends_text(none),
            sunk_ends=ends_text(sunk),
            tied_ends=ends_text(tied),
            no_payoff=none.payoff,
            sunk_payoff=sunk.payoff,
            tied_payoff=tied.payoff,
        )
        rows = WORDS.each("signals.rows")
        table = {
            "signal": [rows[way] for way in said],
            "made": words,
            "war": [share(outcome.war) for outcome in said.values()],
            "gives_in": [share(outcome.gives_in) for outcome in said.values()],
            "peace": [share(outcome.peace) for outcome in said.values()],
            "payoff": [f"{value:.2f}" for value in payoff],
        }
        frame = pd.DataFrame(table).rename(columns=WORDS.each("signals.columns"))
        return Reading(text, frame, WORDS.say("signals.caption"))

    # -- rates and the allies' sliders

    def _note(self, values, own=None):
        with self.rates.hold_sync():
            self.rates.note = WORDS.each("notes")[values["view"]]
            self.rates.rated = values["view"] != "signals" and (self.step == 1 or self.free)
            self.rates.rate = float(values["r"])
            self.rates.rates = own or {}

    def rated(self, message: object) -> None:
        """Do what the rates or an ally's slider sent from the browser; anything else is left alone."""
        message = message if isinstance(message, dict) else {}
        key, value = message.get("key"), message.get("value")
        if message.get("do") == "follow":
            self.own_rates = {}
            self.redraw()
        elif not isinstance(value, (int, float)) or not 0 <= value <= 1:
            return
        elif message.get("do") == "rate" and value in cast(Range, self.inputs["r"]).values:
            self.set(r=float(value))
        elif message.get("do") == "ally" and key in allies().codes:
            self.own_rates = {**self.own_rates, key: float(value)}
            self.redraw()
