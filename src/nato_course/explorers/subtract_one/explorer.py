"""Subtract one: take any member out of the alliance and see what goes, by five measures."""

from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import numpy as np
import pandas as pd
import traitlets

from lessonkit.data.comparable import MixedSeries
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Mission
from lessonkit.explorer.parts import Views
from lessonkit.explorer.texts import words
from lessonkit.frontend import css, esm
from lessonkit.texts.words import listed
from nato_course.explorers.desk import THE
from nato_course.explorers.subtract_one import model as subtraction
from nato_course.explorers.subtract_one.charts import LONGEST, ClockChart, GoneChart, HostChart, RussiaChart
from nato_course.explorers.subtract_one.measures import hosts, measures, names, rest_growth
from nato_course.explorers.subtract_one.model import Amount, MixedUnits

WORDS = words("subtract-one")
KEYS = tuple(WORDS.each("measures"))
OUTSIDE_EU = ("ALB", "CAN", "GBR", "ISL", "MKD", "MNE", "NOR", "TUR", "USA")
SIDES = WORDS.each("sides")
PEOPLE, DOLLARS, EUROS = WORDS.each("clock.units").values()
GAPS = {
    "bw-troops": Amount(300, PEOPLE),
    "iiss-troops": Amount(128, PEOPLE),
    "iiss-total": Amount(1000, DOLLARS),
    "iiss-low": Amount(226, DOLLARS),
    "iiss-high": Amount(344, DOLLARS),
    "bw-money": Amount(250, EUROS, per_year=True),
}
PACES = (5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 100, 150, 200, 250)
ABSORPTIONS = (0.25, 0.5, 0.75, 1.0)
DRAWN = 8  # hosts that have a column; the table has all
Values = dict[str, Any]


class Leavers(anywidget.AnyWidget):
    """A check box for each member, to take out any set of them."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    legend = traitlets.Unicode().tag(sync=True)
    members: traitlets.List[Any] = traitlets.List().tag(sync=True)
    chosen: traitlets.List[Any] = traitlets.List().tag(sync=True)


# ---- who leaves -------------------------------------------------------------------------------


def leavers() -> dict[str, str]:
    """Return the sets that can be chosen in one step: key to text."""
    called = {code: the(code) for code in names()}
    one = {code: name[0].upper() + name[1:] for code, name in called.items()}
    first = {code: one.pop(code) for code in ("USA", "TUR", "GBR")}
    sets = WORDS.each("leavers")
    return {"nobody": sets.pop("nobody")} | first | sets | one


def the(code: str) -> str:
    """Return a member's name as it stands in a sentence."""
    return WORDS.say("the", name=names()[code]) if code in THE else names()[code]


def members_of(key: str) -> frozenset[str]:
    """Return the codes behind a key of `leavers`."""
    if key == "nobody":
        return frozenset()
    return frozenset(OUTSIDE_EU) if key == "outside-eu" else frozenset(key.split("+"))


def in_words(removed: Collection[str]) -> str:
    """Name who leaves: up to three by name, more by number."""
    if len(removed) > 3:
        return WORDS.say("many", count=len(removed))
    return listed(the(code) for code in names() if code in removed) if removed else WORDS.say("nobody")


# ---- what is worked out -----------------------------------------------------------------------


def gone(removed: Collection[str], basis: str) -> dict[str, float]:
    """Return the share of each measure that goes, in per cent."""
    return {key: 100 * subtraction.vanished(measure.allies, removed) for key, measure in measures(basis).items()}


def concentrations(key: str, basis: str, removed: Collection[str]) -> tuple[float | None, float | None]:
    """Return the Herfindahl index of a measure with those who leave, and without them."""
    allies = measures(basis)[key].allies
    return subtraction.concentration(allies), subtraction.concentration(subtraction.without(allies, removed))


def refusal(ours: str, theirs: str) -> str:
    """Return why the two sides cannot be compared, or nothing."""
    try:
        subtraction.against_russia(measures(ours)["money"], measures(theirs)["money"])
    except MixedSeries as why:
        return str(why)
    return ""


def times_russia(key: str, ours: str, theirs: str, removed: Collection[str] = ()) -> float | None:
    """Return how many times Russia's figure stays, or None when the two sides were counted differently."""
    try:
        return subtraction.against_russia(measures(ours)[key], measures(theirs)[key], removed)
    except MixedSeries:
        return None


def without_america(key: str) -> float:
    """Return the share of a measure that goes without the United States, in per cent."""
    return gone({"USA"}, "market")[key]


def quick(values: Values) -> bool:
    """Tell whether the gap is filled in ten years or less."""
    time = clock(values)
    return not isinstance(time, str) and time <= 10


def clock(values: Values) -> float | str:
    """Return the years that the clock shows, or the text of its refusal."""
    gap = GAPS[values["gap"]]
    try:
        return subtraction.years(gap, Amount(values["added"], gap.unit, per_year=True), values["absorbed"])
    except MixedUnits as why:
        return str(why)


# ---- tables ------------------------------------------------------------------------------------


def clock_table(values: Values) -> pd.DataFrame:
    """Return the years by pace."""
    times = [clock({**values, "added": pace}) for pace in PACES]
    return pd.DataFrame(
        {
            WORDS.say("clock.columns.pace", unit=GAPS[values["gap"]].unit): [str(pace) for pace in PACES],
            WORDS.say("clock.columns.years"): [
                WORDS.say("clock.no_time") if isinstance(time, str) else f"{time:.1f}" for time in times
            ],
        }
    )


def two_digits(number: float | None, none: str) -> str:
    """Return a number with two digits, or what stands for none."""
    return none if number is None else f"{number:.2f}"


# ---- what is found ----------------------------------------------------------------------------


def found_gone(values: Values) -> str:
    """What mission 1 shows."""
    removed = members_of(values["gone"])
    shares = gone(removed, values["allies"])
    low, high = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    called = {key: name.lower() for key, name in WORDS.each("measures").items()}
    return WORDS.say(
        "gone.found",
        whom=in_words(removed),
        low=shares[low],
        least=called[low],
        high=shares[high],
        most=called[high],
    )


def is_headline(values: Values) -> bool:
    """Tell whether the two sides are the pair of the headline: each counted in its own way."""
    return bool(values["allies"].startswith("market") and values["russia"] == "ppp-2019")


def found_headline(values: Values) -> str:
    """Why the pair of the headline is refused."""
    return WORDS.say("russia.headline", why=refusal(values["allies"], values["russia"]))


def found_russia(values: Values) -> str:
    """What mission 2 shows of an even pair."""
    ours, theirs = values["allies"], values["russia"]
    other = "market-2019" if ours == "ppp-2019" else "ppp-2019"
    return WORDS.say(
        "missions.russia.found",
        side=SIDES[ours],
        here=times_russia("money", ours, theirs, {"USA"}),
        other=SIDES[other],
        there=times_russia("money", other, other, {"USA"}),
    )


def found_clock(values: Values) -> str:
    """What mission 3 shows."""
    time, gap = clock(values), GAPS[values["gap"]]
    if isinstance(time, str):
        return WORDS.say("clock.pace", why=time)
    soldiers, money = rest_growth()
    people = gap.unit == PEOPLE
    real = soldiers if people else money
    return WORDS.say(
        "missions.clock.found",
        years=time,
        pace=values["added"],
        unit=gap.unit,
        part=100 * values["absorbed"],
        real=real,
        source=WORDS.say("clock.added.people" if people else "clock.added.money"),
        real_years=gap.number / real,
    )


class SubtractOne(Explorer):
    """What would be missing without one member, or without several?"""

    name = "subtract-one"
    number = "11"
    title = WORDS.title
    minutes = 12
    limits = WORDS.limits
    asks = (
        WORDS.ask("money", truth=lambda: without_america("money"), told="gone"),
        WORDS.ask("soldiers", truth=lambda: without_america("soldiers"), told="gone"),
        WORDS.ask("economy", truth=lambda: without_america("economy"), told="gone"),
        WORDS.ask("people", truth=lambda: without_america("people"), told="gone"),
        WORDS.ask("warheads", truth=lambda: without_america("warheads"), told="gone"),
    )
    controls = (
        WORDS.choice("view"),
        WORDS.choice("gone", options=leavers()),
        WORDS.choice("allies", options=SIDES),
        WORDS.choice("russia", options=SIDES),
        WORDS.choice("gap"),
        WORDS.range("added", PACES, value=10),
        WORDS.range("absorbed", ABSORPTIONS, text=lambda value: f"{100 * value:.0f} %", value=0.5),
    )

    @cached_property
    def missions(self) -> tuple[Mission, ...]:
        start = {"allies": "market", "russia": "market"}
        return (
            WORDS.mission(
                "gone",
                shows=("gone",),
                start=start | {"view": "gone", "gone": "nobody"},
                goal=[
                    WORDS.part("USA", lambda values: values["gone"] == "USA", found_gone),
                    WORDS.part("TUR", lambda values: values["gone"] == "TUR", found_gone),
                    WORDS.part("GBR", lambda values: values["gone"] == "GBR", found_gone),
                ],
                guess=(),
            ),
            WORDS.mission(
                "russia",
                shows=("allies", "russia"),
                start=start | {"view": "russia", "gone": "USA"},
                goal=[
                    WORDS.part("headline", is_headline, found_headline),
                    WORDS.part("alike", lambda values: values["allies"] == values["russia"] != "market", found_russia),
                ],
                found=lambda _values: "",
                guess=(),
            ),
            WORDS.mission(
                "clock",
                shows=("gap", "added", "absorbed"),
                start=start | {"view": "clock", "gone": "USA", "gap": "bw-troops", "added": 10, "absorbed": 0.5},
                goal=[
                    WORDS.part("fast", lambda values: values["gap"] == "bw-troops" and quick(values), found_clock),
                    WORDS.part("yearly", lambda values: values["gap"] == "bw-money", found_clock),
                ],
                found=lambda _values: "",
                guess=(),
            ),
        )

    @property
    def guesses(self) -> dict[str, Any]:
        """The share that was predicted for each measure; empty without a prediction."""
        return {ask.name: ask.read(self.prediction[ask.name]) for ask in self.asks} if self.predicted else {}

    # -- the screen

    def chart(self) -> Views:
        titles = list(WORDS.each("measures").values())
        self.gone, self.russia = GoneChart(titles), RussiaChart(titles)
        self.hosts = HostChart(
            [names()[code] for code in hosts()][:DRAWN], [number / 1000 for number in hosts().values()][:DRAWN]
        )
        self.clock = ClockChart(PACES[-1])
        self.more = Leavers(legend=WORDS.say("others"), members=[[code, name] for code, name in names().items()])
        self.more.observe(lambda _change: self.redraw(), "chosen")
        return Views(
            {
                "gone": [self.gone.figure],
                "russia": [self.russia.figure],
                "hosts": [self.hosts.figure],
                "clock": [self.clock.figure],
            }
        )

    def beside(self) -> list[ipywidgets.DOMWidget]:
        return [self.more] if self.free else []

    def on_step(self) -> None:
        if not self.free:
            self.more.chosen = []

    def on_reset(self) -> None:
        self.more.chosen = []

    def update(self, values: Values) -> Reading:
        removed = members_of(values["gone"]) | (set(self.more.chosen) & set(names()))
        if values["view"] == "gone":
            return self._show_gone(values["allies"], removed)
        if values["view"] == "russia":
            return self._show_russia(values["allies"], values["russia"], removed)
        return self._show_hosts(removed) if values["view"] == "hosts" else self._show_clock(values)

    # -- the four views

    def _show_gone(self, basis: str, removed: Collection[str]) -> Reading:
        shares, whom = gone(removed, basis), in_words(removed)
        guesses = self.guesses if removed == {"USA"} else {}
        case = "some" if removed else "none"
        claim = WORDS.say(f"gone.claim.{case}", whom=whom, low=min(shares.values()), high=max(shares.values()))
        self.gone.draw(np.array(list(shares.values())), [guesses[key] for key in KEYS] if guesses else None, claim)
        said = [
            WORDS.say("gone.part", name=measures(basis)[key].name.lower(), share=share) for key, share in shares.items()
        ]
        text = WORDS.say(f"gone.reading.{case}", whom=whom, parts=", ".join(said))
        before, after = concentrations("money", basis, removed)
        if removed and after is not None:
            text = f"{text} {WORDS.say('gone.concentration', before=before, after=after)}"
        caption = WORDS.say("gone.caption", whom=whom, side=SIDES[basis])
        return Reading(text, self._gone_table(basis, removed, shares, guesses), caption)

    def _gone_table(
        self, basis: str, removed: Collection[str], shares: dict[str, float], guesses: dict[str, float]
    ) -> pd.DataFrame:
        rows = []
        for key, measure in measures(basis).items():
            before, after = concentrations(key, basis, removed)
            rows.append(
                {
                    "measure": f"{measure.name}, {measure.unit}",
                    "source": f"{measure.year}, {measure.source}",
                    "all": f"{sum(measure.allies.values()):,.0f}",
                    "stays": f"{sum(subtraction.without(measure.allies, removed).values()):,.0f}",
                    "share": f"{shares[key]:.1f}",
                    **({"guess": f"{guesses[key]:g}"} if guesses else {}),
                    "before": two_digits(before, "–"),
                    "after": two_digits(after, "–"),
                }
            )
        return pd.DataFrame(rows).rename(columns=WORDS.each("gone.columns"))

    def _show_russia(self, ours: str, theirs: str, removed: Collection[str]) -> Reading:
        everyone = [times_russia(key, ours, theirs) for key in KEYS]
        left = [times_russia(key, ours, theirs, removed) for key in KEYS]
        whom, why = in_words(removed), refusal(ours, theirs)
        claim = WORDS.say("russia.claim.some" if removed else "russia.claim.none", whom=whom)
        self.russia.draw(everyone, left, claim)
        own = list(measures(ours).values())
        said = [
            WORDS.say("russia.part", name=measure.name.lower(), times=times)
            for measure, times in zip(own, left, strict=True)
            if times is not None
        ]
        basis = WORDS.say(
            "russia.basis.refused" if why else "russia.basis.even", why=why, ours=SIDES[ours], theirs=SIDES[theirs]
        )
        refused = WORDS.say("russia.refused")
        table = {
            "measure": [measure.name for measure in own],
            "year": [str(measure.year) for measure in own],
            "all": [two_digits(times, refused) for times in everyone],
            "stay": [two_digits(times, refused) for times in left],
            "source": [measure.source for measure in own],
        }
        return Reading(
            f"{basis} {WORDS.say('russia.reading', whom=whom, parts=', '.join(said))}",
            pd.DataFrame(table).rename(columns=WORDS.each("russia.columns")),
            WORDS.say("russia.caption", whom=whom, ours=SIDES[ours], theirs=SIDES[theirs]),
        )

    def _show_hosts(self, removed: Collection[str]) -> Reading:
        troops, home = hosts(), "USA" in removed
        leaves = {code: home or code in removed for code in troops}
        total, going = sum(troops.values()), sum(number for code, number in troops.items() if leaves[code])
        key, share = "home" if home else "out", 100 * going / total
        self.hosts.draw(list(leaves.values())[:DRAWN], WORDS.say(f"hosts.claim.{key}", total=total, share=share))
        most = next(iter(troops))
        text = WORDS.say(
            "hosts.reading",
            total=total,
            most=troops[most],
            host=names()[most],
            whom=in_words(removed),
            going=going,
            share=share,
            goes=WORDS.say(f"hosts.goes.{key}"),
        )
        table = {
            "host": [names()[code] for code in troops],
            "troops": [f"{number:,}" for number in troops.values()],
            "share": [f"{100 * number / total:.1f}" for number in troops.values()],
            "goes": [WORDS.say("hosts.leaves" if leaves[code] else "hosts.stays") for code in troops],
        }
        frame = pd.DataFrame(table).rename(columns=WORDS.each("hosts.columns"))
        return Reading(text, frame, WORDS.say("hosts.caption"))

    def _show_clock(self, values: Values) -> Reading:
        gap, time, pace, part = GAPS[values["gap"]], clock(values), values["added"], values["absorbed"]
        label = WORDS.each("controls.gap.options")[values["gap"]]
        caption = WORDS.say("clock.caption", gap=label, part=100 * part)
        if isinstance(time, str):
            claim = WORDS.say("clock.claim.refused"), WORDS.say("clock.claim.why")
            self.clock.draw(None, pace, part, gap.unit, claim)
            return Reading(WORDS.say("clock.refused", why=time), clock_table(values), caption)
        claim = (
            WORDS.say("clock.claim.years" if time <= LONGEST else "clock.claim.beyond", years=time),
            WORDS.say("clock.claim.part" if part < 1 else "clock.claim.all"),
        )
        self.clock.draw(gap.number, pace, part, gap.unit, claim)
        text = WORDS.say("clock.reading", gap=label, pace=pace, unit=gap.unit, part=100 * part, years=time)
        return Reading(text, clock_table(values), caption)
