"""Subtract one: take any member out of the alliance and see what goes, by five measures."""

from functools import cache, cached_property
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd

from lessonkit.data.comparable import MixedSeries
from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Ask, Choice, Mission, Range
from lessonkit.explorer.parts import Views
from lessonkit.texts.words import listed
from nato_course.explorers.subtract_one import model as subtraction
from nato_course.explorers.subtract_one.charts import LONGEST, ClockChart, GoneChart, HostChart, Leavers, RussiaChart
from nato_course.explorers.subtract_one.model import Amount, MixedUnits

KEYS = ("money", "soldiers", "economy", "people", "warheads")
OUTSIDE_EU = ("ALB", "CAN", "GBR", "ISL", "MKD", "MNE", "NOR", "TUR", "USA")
VIEWS = {
    "gone": "What goes, by five measures",
    "russia": "What is left, against Russia",
    "hosts": "Where US troops stand in Europe",
    "clock": "How long to fill a gap",
}
SIDES = {
    "market": "market rates, 2025",
    "market-2019": "market rates, 2019",
    "ppp-2019": "purchasing power, 2019",
}
PEOPLE, DOLLARS, EUROS = "thousand people", "billion US dollars", "billion euros"
GAPS = {
    "bw-troops": ("Burilkov and Wolff 2025: 300,000 troop-equivalents", Amount(300, PEOPLE)),
    "iiss-troops": ("IISS 2025: 128,000 troops", Amount(128, PEOPLE)),
    "iiss-total": ("IISS 2025: US$1,000 bn over 25 years", Amount(1000, DOLLARS)),
    "iiss-low": ("IISS 2025: US$226 bn to buy equipment (low)", Amount(226, DOLLARS)),
    "iiss-high": ("IISS 2025: US$344 bn to buy equipment (high)", Amount(344, DOLLARS)),
    "bw-money": ("Burilkov and Wolff 2025: €250 bn a year", Amount(250, EUROS, per_year=True)),
}
PACES = (5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 100, 150, 200, 250)
ABSORPTIONS = (0.25, 0.5, 0.75, 1.0)
DRAWN = 8  # hosts that have a column; the table has all
REFUSED = "Refused."


@cache
def measures(basis: str) -> dict:
    """Return the five measures by key."""
    return {measure.key: measure for measure in subtraction.measures(load, basis)}


@cache
def names() -> dict:
    """Return the 32 members' names by code, in alphabetical order of the names."""
    members = load("members").sort_values("name")
    return dict(zip(members["iso3"], members["name"], strict=True))


@cache
def hosts() -> dict:
    """Return the US troops in each European ally in September 2025 by code, most first."""
    troops = load("us_troops").query("series == 'September' and year == 2025").set_index("iso3")["troops"]
    here = troops[[code for code in names() if code in troops.index and code not in ("USA", "CAN")]]
    return here.sort_values(ascending=False).astype(int).to_dict()


def leavers() -> dict:
    """Return the sets that can be chosen in one step: key to text."""
    one = {code: called(code) for code in names()}
    first = {code: one.pop(code) for code in ("USA", "TUR", "GBR")}
    sets = {"USA+CAN": "The United States and Canada", "outside-eu": "Every ally outside the European Union"}
    return {"nobody": "Nobody"} | first | sets | one


def called(code: str) -> str:
    """Return the member's name with an article where English has one."""
    name = names()[code]
    return f"The {name}" if code in ("USA", "GBR", "NLD") else name


def members_of(key: str) -> frozenset:
    """Return the codes behind a key of `leavers`."""
    if key == "nobody":
        return frozenset()
    return frozenset(OUTSIDE_EU) if key == "outside-eu" else frozenset(key.split("+"))


def in_words(removed) -> str:
    """Name who leaves: up to three by name, more by number."""
    if not removed:
        return "nobody"
    if len(removed) > 3:
        return f"these {len(removed)} members"
    return listed(called(code).replace("The ", "the ") for code in names() if code in removed)


def gone(removed, basis: str) -> dict:
    """Return the share of each measure that goes, in per cent."""
    return {key: 100 * subtraction.vanished(measures(basis)[key].allies, removed) for key in KEYS}


def refusal(ours: str, theirs: str) -> str:
    """Return why the two sides cannot be compared, or nothing."""
    try:
        subtraction.against_russia(measures(ours)["money"], measures(theirs)["money"])
    except MixedSeries as why:
        return str(why)
    return ""


def times_russia(key: str, ours: str, theirs: str, removed=()) -> float | None:
    """Return how many times Russia's figure stays, or None when the two sides were counted differently."""
    try:
        return subtraction.against_russia(measures(ours)[key], measures(theirs)[key], removed)
    except MixedSeries:
        return None


def clock(values: dict) -> float | str:
    """Return the years that the clock shows, or the text of its refusal."""
    gap = GAPS[values["gap"]][1]
    try:
        return subtraction.years(gap, Amount(values["added"], gap.unit, per_year=True), values["absorbed"])
    except MixedUnits as why:
        return str(why)


@cache
def rest_growth() -> tuple[float, float]:
    """Return what the allies but the United States really added: soldiers a year (thousand), money in one year (bn)."""
    nato = (
        load("defence_expenditure")
        .query("edition == '2024'")
        .pivot(index="iso3", columns="year", values="personnel_thousand")
    )
    rest = nato.drop("USA")
    sipri = load("milex_sipri").pivot(index="iso3", columns="year", values="spending_constant_usd_m")
    sipri = sipri.loc[[code for code in names() if code in sipri.index and code != "USA"], [2024, 2025]].sum()
    return float(rest[2024].sum() - rest[2014].sum()) / 10, float(sipri[2025] - sipri[2024]) / 1000


# ---- what is found ------------------------------------------------------------------------------


def found_refusal(values: dict) -> str:
    """What mission 2 shows: why a pair is refused, or what an even pair says."""
    ours, theirs = values["allies"], values["russia"]
    why = refusal(ours, theirs)
    if why:
        pair = (ours.startswith("market"), theirs) == (True, "ppp-2019")
        headline = (
            "Headlines of February 2025 made such a pair: Russia at purchasing power, Europe at market rates. Purchasing "
            "power allows for low prices at home, and here it allows for them on one side only. "
        )
        return f"**{REFUSED}** {why} {headline if pair else ''}Now set both sides alike."
    here = times_russia("money", ours, theirs, {"USA"})
    other = "market-2019" if ours == "ppp-2019" else "ppp-2019"
    there = times_russia("money", other, other, {"USA"})
    return (
        f"At {SIDES[ours]}, the allies without the United States spend {here:.1f} times what Russia spends. "
        f"At {SIDES[other]}: {there:.1f} times. The basis moves the ratio a lot. Yet on one and the same basis Russia does "
        "not come out ahead here. These are figures from before the full-scale invasion."
    )


def found_clock(values: dict) -> str:
    """What mission 3 shows."""
    time = clock(values)
    if isinstance(time, str):
        return f"**{REFUSED}** {time} Alexandr Burilkov and Guntram Wolff give how much budgets should rise, not a final sum."
    soldiers, money = rest_growth()
    gap = GAPS[values["gap"]][1]
    real, what = (
        (soldiers, "soldiers, 2014 to 2024, NATO's June 2024 edition")
        if gap.unit == PEOPLE
        else (money, "spending, 2024 to 2025, SIPRI")
    )
    return (
        f"**{time:.1f} years** at {values['added']} {gap.unit} a year, if {100 * values['absorbed']:.0f} % of it fills the gap. "
        f"For scale: the allies but the United States really added {real:.0f} {gap.unit} a year ({what}). If all of that went "
        f"into the gap, it would take {gap.number / real:.0f} years. Halve the absorption and the time doubles: money that "
        "cannot be spent well buys no time."
    )


LIMITS = """
- **A scenario is not a forecast.** The explorer asks "what if", for any member. It says nothing about what a government will do.
- **Numbers are not readiness.** A thousand soldiers without fuel, training or transport count here like a thousand with them.
- **What has no honest figure has no column.** Strategic airlift, satellites, intelligence, air refuelling and command are left out: no table with a source was found. The IISS (2025) too leaves command, space, intelligence and nuclear weapons out of its sum, as hard to price.
- **The columns have different years.** Money 2025 (SIPRI), soldiers 2022 (Correlates of War), economy 2023, people 2024, warheads 2025. They do not show how forces changed after those years. Iceland has no forces and no column in money.
- **Purchasing power is disputed for defence.** It fits soldiers' pay better than imported chips. It is also the price level of the whole economy. The figures end in 2019.
- **Warheads do not add up.** Who would use them, and for whom, is a political question. No sum answers it.
- **US troops.** The count is for September 2025. It seems to leave out most forces that come and go in turns, as in Poland.
- **The clock is a division.** Prices, quarrels, factories and elections are not in it. The gaps are estimates of two studies of 2025 with assumptions of their own.

Gaps: Alexandr Burilkov and Guntram Wolff (2025); Ben Barry and others, International Institute for Strategic Studies (2025).
"""


class SubtractOne(Explorer):
    """What would be missing without one member, or without several?"""

    name = "subtract-one"
    number = "11"
    title = "Subtract one"
    minutes = 12
    limits = LIMITS
    asks = (
        Ask("money", "Without the United States, what share of all the money that allies spend on defence goes?", "%"),
        Ask("soldiers", "What share of all allied soldiers on active duty goes?", "%"),
        Ask("economy", "What share of the allies' economies (GDP) goes?", "%"),
        Ask("people", "What share of the people who live in allied states goes?", "%"),
        Ask("warheads", "What share of the allies' nuclear warheads goes?", "%"),
    )
    controls = (
        Choice("view", "Show", VIEWS),
        Choice("gone", "Who leaves", leavers()),
        Choice("allies", "Allies counted at", SIDES),
        Choice("russia", "Russia counted at", SIDES),
        Choice("gap", "The gap", {key: text for key, (text, _) in GAPS.items()}),
        Range("added", "Added each year", PACES, text="{:,} thousand or bn".format, value=10),
        Range("absorbed", "Of it, fills the gap", ABSORPTIONS, text=lambda value: f"{100 * value:.0f} %", value=0.5),
    )

    @cached_property
    def missions(self):
        start = {"allies": "market", "russia": "market"}
        return (
            Mission(
                "Choose who leaves: first the **United States**. Diamonds are your guesses. Then try **Türkiye** and the "
                "**United Kingdom**. For each, on which measure does most go?",
                shows=("gone",),
                start=start | {"view": "gone", "gone": "nobody"},
                goal=lambda values: values["gone"] in ("USA", "TUR", "GBR"),
                found=self._found_gone,
                guess=(),
            ),
            Mission(
                "The United States is out. Now compare the rest with Russia. Make the pair of a well-known headline: "
                "**Russia** at purchasing power, the **allies** at market rates. Read the answer, then set both sides alike "
                "for 2019.",
                shows=("allies", "russia"),
                start=start | {"view": "russia", "gone": "USA"},
                goal=lambda values: values["allies"] != values["russia"] or values["allies"] != "market",
                found=found_refusal,
                guess=(),
            ),
            Mission(
                "How long would it take to fill a gap? Find a setting that fills the first gap in **ten years or less**. "
                "Then choose the gap **€250 bn a year** and read what the clock says.",
                shows=("gap", "added", "absorbed"),
                start=start | {"view": "clock", "gone": "USA", "gap": "bw-troops", "added": 10, "absorbed": 0.5},
                goal=lambda values: isinstance(time := clock(values), str) or time <= 10,
                found=found_clock,
                guess=(),
            ),
        )

    def _found_gone(self, values):
        shares = gone(members_of(values["gone"]), values["allies"])
        low, high = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
        title = {key: measure.name.lower() for key, measure in measures(values["allies"]).items()}
        whom = in_words(members_of(values["gone"]))
        text = (
            f"Without {whom}, between {shares[low]:.0f} % ({title[low]}) and {shares[high]:.0f} % ({title[high]}) goes. "
            "**There is no single share of the alliance**: say of what."
        )
        if values["gone"] != "USA":
            return text
        misses = {key: abs(guess - shares[key]) for key, guess in self._kept_guesses().items()}
        if not misses:
            return text
        best, worst = min(misses, key=misses.__getitem__), max(misses, key=misses.__getitem__)
        return (
            f"{text} You were nearest on {title[best]} (off by {misses[best]:.1f}) "
            f"and farthest off on {title[worst]} (by {misses[worst]:.1f} percentage points)."
        )

    def _kept_guesses(self) -> dict:
        read = {ask.name: ask.read(self.prediction.get(ask.name)) for ask in self.asks}
        return {} if None in read.values() else read

    # -- the screen

    def chart(self):
        titles = [measures("market")[key].name for key in KEYS]
        self._charts: dict[str, Any] = {
            "gone": GoneChart(titles),
            "russia": RussiaChart(titles),
            "hosts": HostChart(list(hosts())[:DRAWN], [number / 1000 for number in hosts().values()][:DRAWN]),
            "clock": ClockChart(PACES[-1]),
        }
        self._more = Leavers(
            legend="Others who leave, in any number:", members=[[code, name] for code, name in names().items()]
        )
        self._more.observe(lambda _change: self.redraw(), "chosen")
        return Views({view: [chart.figure] for view, chart in self._charts.items()})

    def beside(self):
        return [self._more] if self.free else []

    def on_step(self):
        if not self.free:
            self._more.chosen = []

    def on_reset(self):
        self._more.chosen = []

    def update(self, values):
        removed = members_of(values["gone"]) | (set(self._more.chosen) & set(names()))
        return getattr(self, f"_{values['view']}_view")(values, removed)

    def _gone_view(self, values, removed):
        basis = values["allies"]
        shares = gone(removed, basis)
        guesses = self._kept_guesses() if removed == {"USA"} else {}
        low, high = min(shares.values()), max(shares.values())
        whom = in_words(removed)
        claim = f"Without {whom}: {low:.0f} to {high:.0f} % goes" if removed else "All members are in"
        self._charts["gone"].draw(
            np.array([shares[key] for key in KEYS]), [guesses[key] for key in KEYS] if guesses else None, claim
        )
        parts = ", ".join(f"{measures(basis)[key].name.lower()} {shares[key]:.1f} %" for key in KEYS)
        text = (
            f"Without {whom}, this much of the allies' total goes: {parts}."
            if removed
            else "Nobody leaves, so nothing goes."
        )
        if removed and len(removed) < len(names()):
            hhi = [
                subtraction.concentration(subtraction.without(measures(basis)["money"].allies, out))
                for out in ((), removed)
            ]
            if None not in hhi:
                text += f" Concentration of the money (Herfindahl index, 1 = one ally has all): {hhi[0]:.2f} with them, {hhi[1]:.2f} without."
        rows = []
        for key in KEYS:
            measure = measures(basis)[key]
            before, after = (
                subtraction.concentration(subtraction.without(measure.allies, out)) for out in ((), removed)
            )
            row = {
                "Measure": f"{measure.name}, {measure.unit}",
                "Year and source": f"{measure.year}, {measure.source}",
                "All members": f"{sum(measure.allies.values()):,.0f}",
                "Stays": f"{sum(subtraction.without(measure.allies, removed).values()):,.0f}",
                "Goes, %": f"{shares[key]:.1f}",
            }
            if guesses:
                row["Your guess, %"] = f"{guesses[key]:g}"
            rows.append(row | {"Herfindahl before": _two(before), "Herfindahl after": _two(after)})
        return Reading(text, pd.DataFrame(rows), f"What goes without {whom}; money and economy at {SIDES[basis]}")

    def _russia_view(self, values, removed):
        ours, theirs = values["allies"], values["russia"]
        everyone = [times_russia(key, ours, theirs) for key in KEYS]
        left = [times_russia(key, ours, theirs, removed) for key in KEYS]
        why, whom = refusal(ours, theirs), in_words(removed)
        claim = (
            f"Without {whom}, against Russia" if removed else "All members, against Russia",
            "dot: who stays; ring: all members",
        )
        if why:
            text = f"{REFUSED} {why} Allies stand at {SIDES[ours]}, Russia at {SIDES[theirs]}. "
        else:
            text = f"Both sides at {SIDES[ours]}. "
        self._charts["russia"].draw(everyone, left, claim)
        said = [
            f"{measures(ours)[key].name.lower()} {value:.2g}"
            for key, value in zip(KEYS, left, strict=True)
            if value is not None
        ]
        text += f"Without {whom}, the allies have so many times Russia's figure: {', '.join(said)}."
        rows = [
            {
                "Measure": measures(ours)[key].name,
                "Year": str(measures(ours)[key].year),
                "All members, times Russia": _times(one),
                "Those who stay, times Russia": _times(two),
                "Allies' source": measures(ours)[key].source,
            }
            for key, one, two in zip(KEYS, everyone, left, strict=True)
        ]
        return Reading(
            text,
            pd.DataFrame(rows),
            f"Allies without {whom}, against Russia; allies at {SIDES[ours]}, Russia at {SIDES[theirs]}",
        )

    def _hosts_view(self, values, removed):
        troops = hosts()
        total = sum(troops.values())
        out = {code: code in removed or "USA" in removed for code in troops}
        most = next(iter(troops))
        going = sum(number for code, number in troops.items() if out[code])
        claim = f"{100 * going / total:.0f} % of {total:,} US troops are in states that leave"
        if "USA" in removed:
            claim = f"All {total:,} US troops go home"
        self._charts["hosts"].draw(list(out.values())[:DRAWN], claim)
        text = (
            f"In September 2025, {total:,} US troops were stationed in European allies, {troops[most]:,} of them in {names()[most]}. "
            f"Without {in_words(removed)}, {going:,} of them ({100 * going / total:.0f} %) "
            + ("go home. " if "USA" in removed else "stand in a state that is no longer an ally. ")
            + "Forces that come and go in turns seem to be hardly counted."
        )
        rows = [
            {
                "Host": names()[code],
                "US troops": f"{number:,}",
                "Share, %": f"{100 * number / total:.1f}",
                "Goes": "yes" if out[code] else "no",
            }
            for code, number in troops.items()
        ]
        return Reading(
            text, pd.DataFrame(rows), "US troops in European allies, September 2025, US Department of Defense (DMDC)"
        )

    def _clock_view(self, values, removed):
        label, gap = GAPS[values["gap"]]
        time = clock(values)
        pace, part = values["added"], values["absorbed"]
        if isinstance(time, str):
            claim, text = ("No time can be given", "a pace is not an amount"), f"{REFUSED} {time}"
        else:
            beyond = "" if time <= LONGEST else f", beyond the chart's {LONGEST}"
            claim = (
                f"{time:.1f} years to fill the gap{beyond}",
                "dashed: if all of it fills the gap" if part < 1 else "all of it fills the gap",
            )
            text = (
                f"{label}. At {pace} {gap.unit} a year, of which {100 * part:.0f} % fills the gap, it takes {time:.1f} years. "
                "This is a division, not a forecast."
            )
        self._charts["clock"].draw(None if isinstance(time, str) else gap.number, pace, part, gap.unit, claim)
        return Reading(
            text, self._clock_table(gap, part), f"{label}: years by pace, if {100 * part:.0f} % of it fills the gap"
        )

    def _clock_table(self, gap, part):
        rows = []
        for pace in PACES:
            time = None if gap.per_year else subtraction.years(gap, Amount(pace, gap.unit, per_year=True), part)
            shown = "no time can be given" if time is None or not isfinite(time) else f"{time:.1f}"
            rows.append({f"Added each year, {gap.unit}": str(pace), "Years": shown})
        return pd.DataFrame(rows)


def _two(number):
    return "–" if number is None else f"{number:.2f}"


def _times(number):
    return "refused" if number is None else f"{number:.2f}"
