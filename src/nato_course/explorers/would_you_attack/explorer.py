"""Would you attack?: an attacker's decision against one answer or 31, and two ways to be believed."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import anywidget
import ipywidgets
import numpy as np
import pandas as pd
import traitlets

from lessonkit.data.tables import load
from lessonkit.explorer.frame import Ask, AskChoice, Choice, Explorer, Mission, Range, Reading
from lessonkit.frontend import css, esm
from nato_course.explorers.would_you_attack import model as deterrence
from nato_course.explorers.would_you_attack.charts import EffectChart, GainChart, SignalChart

SOURCE = "NATO, edition of June 2024, estimates for 2024"
SMALL = 10  # how many of the smallest allies are taken away together

# Published shares of alliance promises that were kept when war came.
BASE_RATES = (
    (0.22, "22 %", "all kinds of pact, 1945–2003 (Berkemeier and Fuhrmann 2018)"),
    (0.41, "41 %", "defence pacts (the same study)"),
    (0.5, "50 %", "all kinds, 1816–2003 (the same study)"),
    (0.745, "74.5 %", "all kinds, 1816–1944 (Leeds, Long and Mitchell 2000)"),
)
RATE_NOTE = (
    "Why the rates differ: the studies cover different years, and the later one counts the earlier years anew "
    "(66 % before 1945). Both count promises that fell due in a war. NATO used Article 5 once in its "
    "first 75 years, so it has no rate of its own. All other numbers here are stipulated: chosen, not measured."
)
SIZE_NOTE = (
    "A crude proxy: an ally's strength is its defence spending in 2024 in US$ billion "
    "(NATO, edition of June 2024, current prices, estimates). Money is not fighting power. States A and T are invented. "
    "Their strengths are stipulated, so that A's chance to win is 99 % alone and 9 % against all, as before. "
    "The probabilities are yours: nothing here says what a real government would do."
)
SIGNAL_NOTE = (
    "A simplified form of James Fearon's model (1997), with two types of defender. "
    "All numbers are stipulated and have no unit; no government is meant."
)


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


class Tabs(anywidget.AnyWidget):
    """Which part of the explorer is shown, as radio buttons."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    options = traitlets.List().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)


class Rates(anywidget.AnyWidget):
    """The published rates, the note on what the numbers are, and a slider for each ally."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    options = traitlets.List().tag(sync=True)  # none: the script serves both widgets
    chips = traitlets.List().tag(sync=True)
    rated = traitlets.Bool(True).tag(sync=True)
    rate = traitlets.Float().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    allies = traitlets.List().tag(sync=True)
    rates = traitlets.Dict().tag(sync=True)  # iso3 to probability; empty: not shown


# ---- what the numbers say ---------------------------------------------------------------------


def percent(share: float) -> str:
    """Say a share in per cent, with a decimal only where there is one."""
    return f"{round(100 * share, 1):g} %"


def signed(number: float) -> str:
    """Say a number with its sign."""
    rounded = round(number, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0"


def chance(share: float) -> str:
    """Say a small probability in words."""
    if share < 1e-6:
        return "less than one in a million"
    if share < 0.001:
        return f"about one in {round(1 / share, 1 - len(str(round(1 / share)))):,.0f}"
    return f"{100 * share:.1f} %"


def verdict(worth: float) -> str:
    """Say what State A does."""
    return "State A attacks" if worth > 0 else "State A stays at home"


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
        return "At these settings the allies' coming does not lower that, so no probability deters."
    if point <= 0:
        return "At these settings an attack does not pay even if nobody comes."
    if point > 1:
        return "At these settings an attack pays even if the allies surely come."
    return f"The tipping point is {100 * point:.1f} %: from there on an attack does not pay."


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


def sink_words(values: dict) -> str:
    """Say whether the cost of the force tells the types apart, and why."""
    low, high = deterrence.sunk_costs(stakes(values))
    if low > high:
        return "No sunk cost tells the types apart here"
    if values["spent"] < low:
        return f"Too cheap (below {low:.1f}): a defender who would not fight could pay it too"
    if values["spent"] > high:
        return f"Too dear (above {high:.1f}): even a defender who would fight does not pay it"
    return "Believed: only a defender who would fight pays it"


def tie_words(values: dict, outcome: deterrence.Outcome) -> str:
    """Say whether the pledge is believed, and who makes it."""
    if not outcome.believed:
        return f"Too weak (up to {-values['war_i']:g}): a defender who would not fight could pledge and back down"
    if outcome.senders == "RI":
        return "Believed: whoever pledges must fight, also the defender who did not want to"
    return "Believed: only a defender who would fight pledges"


# ---- missions ---------------------------------------------------------------------------------

VIEWS = {"one": "One answer from all allies", "allies": "Ally by ally", "signals": "Two ways to be believed"}
OUT = {
    "none": "None: all 31 may come",
    "ten": "The ten smallest",
    "largest": "The largest",
    "others": "All but the largest",
}
SHOWN = {
    "one": ("r", "prize", "alone", "allied", "cost_alone", "cost_allied", "quiet"),
    "allies": ("r", "together", "out", "attacker", "target", "decisive"),
    "signals": ("spent", "audience", "resolved", "undeterrable", "keep_r", "war_r", "keep_i", "war_i"),
}


def numbers(low: float, high: float, step: float) -> tuple:
    """Return the values of a slider, free of float noise."""
    return tuple(round(low + i * step, 3) for i in range(round((high - low) / step) + 1))


CONTROLS = (
    Choice("view", "Show", VIEWS),
    Range("r", "Probability that the allies come, r", numbers(0, 1, 0.005), text=percent),
    Range("prize", "The prize, V", numbers(10, 200, 5), value=100.0, text="{:g}".format),
    Range("alone", "A wins if nobody comes, w₀", numbers(0, 1, 0.01), value=0.99, text=percent),
    Range("allied", "A wins if the allies come, w₁", numbers(0, 1, 0.01), value=0.09, text=percent),
    Range("cost_alone", "A's cost if nobody comes, c₀", numbers(0, 50, 1), value=5.0, text="{:g}".format),
    Range("cost_allied", "A's cost if the allies come, c₁", numbers(0, 200, 5), value=60.0, text="{:g}".format),
    Range("quiet", "Staying at home is worth, S", numbers(0, 100, 5), text="{:g}".format),
    Choice("out", "Taken away", OUT),
    Range("together", "Decided together", numbers(0, 1, 0.05), text=percent),
    Range("attacker", "Strength of State A, US$ bn", numbers(26, 1026, 20), value=146.0, text="{:g}".format),
    Range("target", "Strength of State T, US$ bn", numbers(0.5, 60, 0.5), value=1.5, text="{:g}".format),
    Range("decisive", "How surely strength wins, m", numbers(0.5, 3, 0.25), value=1.0, text="{:g}".format),
    Range("spent", "Cost of a force sent ahead, k", numbers(0, 12, 0.2), text="{:g}".format),
    Range("audience", "Cost of breaking a pledge, a", numbers(0, 12, 0.5), text="{:g}".format),
    Range("resolved", "Share that would fight, q", numbers(0, 1, 0.05), value=0.4, text=percent),
    Range("undeterrable", "Attacker cannot be deterred, u", numbers(0, 0.5, 0.05), value=0.1, text=percent),
    Range("keep_r", "Would fight: peace is worth", numbers(5, 20, 1), value=10.0, text="{:g}".format),
    Range("war_r", "Would fight: war is worth", numbers(0.5, 4, 0.5), value=2.0, text="{:g}".format),
    Range("keep_i", "Would not: peace is worth", numbers(1, 12, 1), value=6.0, text="{:g}".format),
    Range("war_i", "Would not: war is worth", numbers(-12, -1, 1), value=-8.0, text=lambda value: f"−{-value:g}"),
)
START = {control.key: control.start for control in CONTROLS}


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


def found_tipping(values: dict) -> str:
    """What mission 1 shows."""
    point = 100 * tipping(values)
    return (
        f"**{point:.1f} %.** Alone, State A gains {deterrence.gain(0, *case(values)):.0f}; against the allies it loses "
        f"{-deterrence.gain(1, *case(values)):.0f}. It need not be sure that they come. "
        f"A risk of about {point:.0f} % is enough. Now look at the diamonds: three published rates lie below that point "
        "and one above. **The argument about history is the argument about deterrence.**"
    )


def found_largest(values: dict) -> str:
    """What mission 2 shows."""
    odds = {which: 100 * answer({**values, "out": which}, {}).odds for which in OUT}
    who = allies()
    small, large = who.sizes[:SMALL].sum(), who.sizes[-1]
    return (
        f"With all 31, State A wins with {odds['none']:.1f} %. Without the ten smallest it is {odds['ten']:.1f} %, "
        f"without the largest {odds['largest']:.1f} %. By this proxy the ten smallest have {small:.0f} billion dollars "
        f"together and the largest {large:.0f}. **One decision outweighs ten.** "
        f"Without all the others it is {odds['others']:.1f} %: the thirty are no small thing either."
    )


def found_signals(values: dict) -> str:
    """What mission 3 shows."""
    said = signals(values)
    low, high = deterrence.sunk_costs(stakes(values))
    return (
        f"A force is believed if it costs between {low:.1f} and {high:.1f}. A pledge is believed if breaking it costs "
        f"more than {-values['war_i']:g}. The pledge leaves more to the defender ({said['tie'].payoff:.1f} against "
        f"{said['sink'].payoff:.1f}) and a greater risk of war ({percent(said['tie'].war)} against "
        f"{percent(said['sink'].war)}). The difference is wars that a bound defender did not want. "
        "**Tying hands does better on average and risks more**, as Fearon (1997) found."
    )


MISSIONS = (
    Mission(
        "State A wants something that State T has, worth 100. Alone, A wins with 99 % and pays 5. If the allies come, "
        "A wins with 9 % and pays 60. Raise the **probability that the allies come** until A stays at home. "
        "The buttons below set it to what scholars have counted.",
        shows=("r",),
        start=START,
        goal=lambda values: abs(values["r"] - tipping(values)) < 0.01,
        found=found_tipping,
        guess=("tipping",),
    ),
    Mission(
        "Now 31 allies decide one by one, each with the same probability. Take away **the ten smallest**, then "
        "**the largest** alone. Watch State A's chance to win.",
        shows=("r", "out"),
        start={**START, "view": "allies", "r": 0.5},
        goal=lambda values: values["out"] == "largest" and 0 < values["r"] < 1,
        found=found_largest,
        guess=("heavier",),
    ),
    Mission(
        "Change sides. You defend, and State A does not know whether you would fight. A **force sent ahead** costs you "
        "something at once. A **pledge** costs you only if you break it. Raise both until both are believed, "
        "then compare the risk of war.",
        shows=("spent", "audience"),
        start={**START, "view": "signals"},
        goal=lambda values: signals(values)["sink"].believed and signals(values)["tie"].believed,
        found=found_signals,
        guess=("riskier",),
    ),
)

LIMITS = """
- **The numbers are not estimates of any government.** Prize, costs, odds and probabilities are stipulated. States A and T are invented.
- **Spending is a crude proxy for fighting power.** It ignores time, place, skill and geography, and it ignores nuclear weapons.
- **The attacker is one cool calculator.** Paul Huth (1988) and Curtis Signorino and Ahmer Tarar (2006) work with such attackers. Real leaders misjudge, quarrel and gamble. Some want a war at any price.
- **An ally comes or stays away.** Article 5 allows much in between: money, arms, bases, information. Stephen Quackenbush (2006) treats the three players, attacker, target and ally, as one game.
- **The contest formula is a convention** (Gordon Tullock 1980; Jack Hirshleifer 1989). Another m gives other odds.
- **Base rates come from wars that happened.** A promise that deters is never tested, so it is not in the count.
- **The signals are Fearon's (1997), cut down to two types.** A real brigade does both: it costs money, and it ties hands. Dan Reiter and Paul Poast (2021) doubt that a small force deters at all.
"""


class WouldYouAttack(Explorer):
    """How sure must an attacker be that allies come? And how does a defender make it believe so?"""

    name = "would-you-attack"
    number = "05"
    title = "Would you attack?"
    minutes = 12
    limits = LIMITS
    missions = MISSIONS
    controls = CONTROLS
    asks = (
        Ask(
            "tipping",
            "State A can win a prize worth 100. Alone against State T it wins with 99 % and pays 5. If T's allies come, "
            "it wins with 9 % and pays 60. How probable must their coming be before an attack no longer pays?",
            unit="%",
        ),
        AskChoice(
            "heavier",
            "Which would raise State A's chance to win more: taking away the largest of 31 allies, or the ten smallest?",
            {"largest": "the largest", "ten": "the ten smallest", "same": "about the same"},
        ),
        AskChoice(
            "riskier",
            "Which leaves the greater risk of war: a public pledge, or a costly force sent ahead?",
            {"pledge": "the pledge", "force": "the force", "same": "about the same"},
        ),
    )

    def chart(self):
        self._own = {}
        self._gain = GainChart([rate for rate, _, _ in BASE_RATES])
        self._effect = EffectChart(allies().codes)
        self._war, self._payoff = SignalChart("Risk of war, %", 5), SignalChart("Payoff to the defender", 2)
        self._on_stage = {
            "one": (self._gain.figure,),
            "allies": (self._effect.figure,),
            "signals": (self._war.figure, self._payoff.figure),
        }
        self._stage = ipywidgets.Box(layout=ipywidgets.Layout(flex_flow="row wrap", width="auto", overflow="visible"))
        self._tabs = Tabs(options=[{"key": key, "text": text} for key, text in VIEWS.items()], value="one")
        self._tabs.observe(lambda change: self.set(view=change["new"]), "value")
        who = allies()
        self._rates = Rates(
            chips=[{"value": value, "rate": rate, "text": text} for value, rate, text in BASE_RATES],
            allies=[
                {"key": code, "text": f"{name} ({size:,.1f})"}
                for code, name, size in reversed(list(zip(who.codes, who.names, who.sizes, strict=True)))
            ],
        )
        self._rates.on_msg(self._rated)
        self._open = "one"
        return self._stage

    def update(self, values):
        view = values["view"]
        if self._stage.children != self._on_stage[view]:
            self._stage.children = self._on_stage[view]
        if self.step == self._free:
            self._tabs.value = view
            if view != self._open:
                self._open = view
                self._controls.specs = self._specs()
        show = {"one": self._show_one, "allies": self._show_allies, "signals": self._show_signals}
        return show[view](values)

    # -- the three views

    def _show_one(self, values):
        self._note(RATE_NOTE, values)
        ends = [float(deterrence.gain(r, *case(values))) for r in (0, 1)]
        worth, point = float(deterrence.gain(values["r"], *case(values))), tipping(values)
        found = self.step > 1 or (self._mission is not None and self._mission.goal(values))
        shown = found and point is not None and 0 < point <= 1
        self._gain.draw(ends, values["r"], worth, point if shown else None, verdict(worth))
        text = f"If the allies come with a probability of {percent(values['r'])}, attacking is worth {signed(worth)} to State A. "
        text += f"{verdict(worth)}."
        if found:
            text += f" {tipping_text(point)}"
        marks = sorted({0.0, 0.25, 0.5, 0.75, 1.0, values["r"], *(rate for rate, _, _ in BASE_RATES)})
        named = {rate: text for rate, _, text in BASE_RATES}
        table = pd.DataFrame(
            {
                "Probability that the allies come": [percent(rate) for rate in marks],
                "Attacking is worth": [signed(float(deterrence.gain(rate, *case(values)))) for rate in marks],
                "State A": [
                    "attacks" if deterrence.gain(rate, *case(values)) > 0 else "stays at home" for rate in marks
                ],
                "Published rate": [named.get(rate, "–") for rate in marks],
            }
        )
        return Reading(
            text, table, "What attacking is worth to State A; all numbers stipulated but the published rates"
        )

    def _show_allies(self, values):
        who, free = allies(), self.step == self._free
        own = self._own if free else {}
        result, chosen = answer(values, own), rates(values, own)
        points = -100 * result.effects
        self._note(SIZE_NOTE, values, dict(zip(who.codes, chosen.tolist(), strict=True)) if free else {})
        self._effect.draw(np.where(who.out(values["out"]), 0.0, points), f"State A wins with {100 * result.odds:.1f} %")
        coming = f"{31 - int(who.out(values['out']).sum())} allies may come"
        text = (
            f"{coming}, {'some at their own rate, the rest ' if own else ''}at {percent(values['r'])} each: State A wins with "
            f"{100 * result.odds:.1f} %. On average {result.comes:,.0f} of {who.sizes.sum():,.0f} billion dollars of strength "
            f"come; the probability that nobody comes is {chance(result.nobody)}. "
        )
        left = np.flatnonzero(~who.out(values["out"]))
        top = left[int(points[left].argmax())]
        text += f"The single decision that matters most is worth {points[top]:.1f} points ({who.names[top]})."
        if free:
            text += f" With the prize and costs of the first tab attacking is worth {signed(result.worth)}. {verdict(result.worth)}."
        table = pd.DataFrame(
            {
                "Ally": who.names,
                "Defence spending 2024, US$ bn": [f"{size:,.1f}" for size in who.sizes],
                "Probability": [percent(rate) for rate in chosen],
                "Points off A's chance if it surely comes": [f"{value:.1f}" for value in points],
            }
        )[::-1]
        return Reading(
            text, table, f"Each ally's weight in State A's decision; {SOURCE}, current US dollars, a crude proxy"
        )

    def _show_signals(self, values):
        self._note(SIGNAL_NOTE, values)
        said = signals(values)
        each = list(said.values())
        words = ["Nobody signals", sink_words(values), tie_words(values, said["tie"])]
        count = sum(outcome.believed for outcome in each)
        claim = {0: "Neither signal is believed", 1: "One signal is believed", 2: "Both signals are believed"}[count]
        war = [100 * outcome.war for outcome in each]
        self._war.draw(war, [f"{value:.0f} %" for value in war], claim)
        self._payoff.draw([outcome.payoff for outcome in each], [f"{outcome.payoff:.1f}" for outcome in each], "")
        text = (
            f"Force sent ahead, at a cost of {values['spent']:g}. {words[1]}. "
            f"Pledge, at a cost of {values['audience']:g} if broken. {words[2]}. "
            f"Risk of war: {percent(each[0].war)} with no signal, {percent(each[1].war)} with the force, "
            f"{percent(each[2].war)} with the pledge. "
            f"Payoff: {each[0].payoff:.1f}, {each[1].payoff:.1f} and {each[2].payoff:.1f}."
        )
        table = pd.DataFrame(
            {
                "Signal": ["None", "Force sent ahead (sunk cost)", "Public pledge (tied hands)"],
                "What State A makes of it": words,
                "Risk of war": [percent(outcome.war) for outcome in each],
                "Payoff to the defender": [f"{outcome.payoff:.2f}" for outcome in each],
            }
        )
        return Reading(text, table, "Two ways to be believed, after Fearon (1997), simplified; all numbers stipulated")

    # -- tabs, rates and the allies' sliders

    def _note(self, note, values, own=None):
        with self._rates.hold_sync():
            self._rates.note = note
            self._rates.rated = values["view"] != "signals" and self.step in (1, self._free)
            self._rates.rate = float(values["r"])
            self._rates.rates = own or {}

    def _rated(self, _widget, message, _buffers):
        message = message if isinstance(message, dict) else {}
        key, value = message.get("key"), message.get("value")
        if message.get("do") == "follow":
            self._own = {}
            self._redraw()
        elif not isinstance(value, (int, float)) or not 0 <= value <= 1:
            return
        elif message.get("do") == "rate" and value in self._inputs["r"].values:
            self.set(r=float(value))
        elif message.get("do") == "ally" and key in allies().codes:
            self._own = {**self._own, key: float(value)}
            self._redraw()

    def _heard(self, widget, message, buffers):
        if isinstance(message, dict) and message.get("do") == "reset":
            self._own = {}
        super()._heard(widget, message, buffers)

    def _specs(self):
        if self.step != self._free:
            return super()._specs()
        return [self._inputs[key].spec() for key in SHOWN[self.values["view"]]]

    def _show(self):
        self._open = self.values["view"]
        super()._show()
        if self.step in (0, self._limits_step):
            return
        parts = list(self.children)
        parts.insert(parts.index(self._chart), self._rates)
        if self.step == self._free:
            parts.insert(parts.index(self._controls), self._tabs)
        self.children = parts
