"""Build your own 1949: choose states, and see what they had against the Soviet Union."""

from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import anywidget
import ipywidgets
import numpy as np
import pandas as pd
import traitlets

from lessonkit.data import maps as geo
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.texts import words
from lessonkit.frontend import css, esm
from nato_course import load
from nato_course.explorers.build_1949 import model

WORDS = words("build-1949")
YEARS = range(1947, 1956)
EUROPEAN = ("BEL", "DNK", "FRA", "GBR", "ISL", "ITA", "LUX", "NLD", "NOR", "PRT")
FOUNDERS = (*EUROPEAN, "CAN", "USA")
FIFTEEN = (*FOUNDERS, "GRC", "TUR", "DEU")
OTHERS = ("AUT", "CHE", "ESP", "FIN", "IRL", "SWE", "YUG")
CHOICES = FIFTEEN + OTHERS
PARTNERS = ("ALB", "BGR", "CSK", "DDR", "HUN", "POL", "ROU")
SIDES = {"SUN": ("SUN",), "PACT": ("SUN", *PARTNERS)}
GROUPS = {"european": EUROPEAN, "founders": FOUNDERS, "none": ()}
# Which of today's shapes stand for a state of that time. Islands that the source draws apart go with their state.
SHAPES = {
    "SUN": ["ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "LTU", "LVA", "MDA", "RUS", "UKR"],
    "CSK": ["CZE", "SVK"],
    "YUG": ["BIH", "HRV", "MKD", "MNE", "SRB", "SVN", "XKX"],
    "DNK": ["DNK", "FRO", "GRL"],
    "GBR": ["GBR", "GGY", "IMN", "JEY"],
    "FIN": ["FIN", "ALA"],
    "DDR": [],  # within today's Germany
}


class Builder(anywidget.AnyWidget):
    """A map and a list to choose from, and a pair of bars for the index and for each part.

    ``states`` is a list of ``{key, name, shapes}``, ``chosen`` a list of keys, ``missing`` the keys without a figure
    in the year, ``against`` the shapes of the other side. ``groups`` are buttons ``{key, name, states}``. ``bars`` is
    a list of ``{name, ours, theirs, texts}`` in per cent, ``sides`` the names of the two, ``claim`` the chart's title.
    """

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    base = traitlets.Dict().tag(sync=True)
    states: traitlets.List[Any] = traitlets.List().tag(sync=True)
    groups: traitlets.List[Any] = traitlets.List().tag(sync=True)
    chosen: traitlets.List[Any] = traitlets.List().tag(sync=True)
    missing: traitlets.List[Any] = traitlets.List().tag(sync=True)
    against: traitlets.List[Any] = traitlets.List().tag(sync=True)
    bars: traitlets.List[Any] = traitlets.List().tag(sync=True)
    sides: traitlets.List[Any] = traitlets.List().tag(sync=True)
    claim = traitlets.Unicode().tag(sync=True)


def percent(share: float) -> str:
    """Return a share as per cent with one decimal, or say that it is less than 0.1."""
    return "0.0" if share == 0 else f"{100 * share:.1f}" if share >= 0.0005 else "<0.1"


@cache
def scores():
    """Return the scores of the table, by state and year."""
    return model.scores(load("capabilities"))


def index(states, year) -> float:
    """Return the share of the world that some states have together."""
    return model.together(scores(), states, year).index


def needed() -> int | None:
    """Return how many European founders, the strongest first, equal the Soviet Union; None if all do not."""
    return model.needed((scores()[iso3, 1949].index for iso3 in EUROPEAN), index(["SUN"], 1949))


def later() -> str:
    """Return who brought more in the year of joining, as the key of an answer."""
    two, one = index(["GRC", "TUR"], 1952), index(["DEU"], 1955)
    return "same" if percent(two) == percent(one) else "1952" if two > one else "1955"


class Build1949(Explorer):
    """Twelve states, or any others, beside the Soviet Union and its partners."""

    name = "build-1949"
    number = "01"
    title = WORDS.title
    minutes = 12
    limits = WORDS.limits
    asks = (
        WORDS.ask("needed", low=1, high=len(EUROPEAN) + 1, truth=lambda: needed() or len(EUROPEAN) + 1, told="ten"),
        WORDS.ask(
            "times", high=20, truth=lambda: index(FOUNDERS, 1949) / index(["SUN"], 1949), told="twelve", digits=1
        ),
        WORDS.ask("later", truth=lambda: later(), told="fifteen"),
    )
    controls = (WORDS.range("year", YEARS, value=1949, steppers=True), WORDS.choice("side"))
    # The map and the list send the states by a widget of their own, so a slider that moves at the same time cannot
    # bring back an older choice.
    own = MappingProxyType({"states": frozenset()})

    def __init__(self):
        countries = load("countries").set_index("iso3")["name"].to_dict()
        self.names = {iso3: countries[iso3] for iso3 in (*CHOICES, *PARTNERS, "SUN")} | WORDS.each("names")
        self.scores = scores()
        super().__init__()

    def set(self, **values):
        if unknown := sorted(set(values.get("states", ())) - set(CHOICES)):
            raise ValueError(f"{unknown[0]!r} is not among the states to choose from.")
        if "states" in values:
            values["states"] = frozenset(values["states"])
        super().set(**values)

    # -- missions

    @cached_property
    def missions(self):
        return (
            WORDS.mission(
                "ten",
                shows=(),
                start={"states": frozenset(), "year": 1949, "side": "SUN"},
                guess=("needed",),
                goal=lambda values: values["states"] == frozenset(EUROPEAN),
                found=self._ten_found,
            ),
            WORDS.mission(
                "twelve",
                shows=(),
                start={"states": frozenset(EUROPEAN), "year": 1949, "side": "SUN"},
                guess=("times",),
                goal=(
                    WORDS.part("canada", lambda values: frozenset((*EUROPEAN, "CAN")) <= values["states"]),
                    WORDS.part("america", lambda values: values["states"] == frozenset(FOUNDERS)),
                ),
                found=self._twelve_found,
            ),
            WORDS.mission(
                "fifteen",
                shows=("year", "side"),
                start={"states": frozenset(FOUNDERS), "year": 1949, "side": "SUN"},
                guess=("later",),
                goal=(
                    WORDS.part("year", lambda values: values["year"] == 1955),
                    WORDS.part("three", lambda values: values["states"] == frozenset(FIFTEEN)),
                    WORDS.part(
                        "pact",
                        lambda values: (
                            (values["states"], values["year"], values["side"]) == (frozenset(FIFTEEN), 1955, "PACT")
                        ),
                    ),
                ),
                found=self._fifteen_found,
            ),
        )

    def _ten_found(self, _values):
        ours, theirs = self._sum(EUROPEAN, 1949), self._sum(("SUN",), 1949)
        parts = zip(WORDS.each("parts").values(), ours.parts, theirs.parts, strict=True)
        count = needed()
        return WORDS.say(
            "missions.ten.found",
            answer=WORDS.say("enough.none" if count is None else "enough.some", count=count),
            ours=percent(ours.index),
            theirs=percent(theirs.index),
            times=model.ratio(ours.index, theirs.index),
            british=100 * self.scores["GBR", 1949].index / ours.index,
            ahead=[name.lower() for name, our, their in parts if our > 1.05 * their],
        )

    def _twelve_found(self, _values):
        ours, theirs = self._sum(FOUNDERS, 1949).index, self._sum(("SUN",), 1949).index
        america = self.scores["USA", 1949].index
        return WORDS.say(
            "missions.twelve.found",
            times=model.ratio(ours, theirs),
            ours=percent(ours),
            theirs=percent(theirs),
            america=percent(america),
            part=100 * america / ours,
            without=model.ratio(ours - america, theirs),
        )

    def _fifteen_found(self, _values):
        pact, soviet = self._sum(SIDES["PACT"], 1955).index, self._sum(("SUN",), 1955).index
        fifteen = self._sum(FIFTEEN, 1955).index
        return WORDS.say(
            "missions.fifteen.found",
            germany=percent(self._sum(("DEU",), 1955).index),
            two=percent(self._sum(("GRC", "TUR"), 1952).index),
            fifteen=percent(fifteen),
            pact=percent(pact),
            times=model.ratio(fifteen, pact),
            soviet=100 * soviet / pact,
        )

    def _sum(self, states, year):
        return model.together(self.scores, states, year)

    # -- chart

    def chart(self):
        states = [self._state(iso3) for iso3 in sorted(CHOICES, key=self.names.__getitem__)]
        names = WORDS.each("groups")
        groups = [{"key": key, "name": names[key], "states": list(members)} for key, members in GROUPS.items()]
        self.builder = Builder(base=geo.shapes("europe"), states=states, groups=groups)
        self.builder.observe(self._chosen, "chosen")
        return ipywidgets.VBox([self.builder])

    def _state(self, iso3):
        return {"key": iso3, "name": self.names[iso3], "shapes": SHAPES.get(iso3, [iso3])}

    def _chosen(self, change):
        chosen = frozenset(change["new"]) & set(CHOICES)
        if chosen != self.values["states"]:
            self.set(states=chosen)

    def update(self, values):
        year, side = values["year"], values["side"]
        chosen = model.listed(self.scores, values["states"], year)
        ours, theirs = self._sum(chosen, year), self._sum(SIDES[side], year)
        against = [shape for iso3 in SIDES[side] for shape in SHAPES.get(iso3, [iso3])]
        with self.builder.hold_sync():
            self.builder.chosen = sorted(values["states"])
            self.builder.missing = [
                state["key"] for state in self.builder.states if (state["key"], year) not in self.scores
            ]
            self.builder.against = against
            self.builder.sides = [WORDS.say("sides.ours"), WORDS.each("sides")[side]]
            self.builder.bars = self._bars(ours, theirs)
            self.builder.claim = WORDS.say(
                f"claim.{side if chosen else 'none'}", year=year, times=model.ratio(ours.index, theirs.index)
            )
        return Reading(
            self._text(values, chosen, ours, theirs),
            self._table(chosen, ours, theirs, year, side),
            WORDS.say("table.caption", year=year),
        )

    def _bars(self, ours, theirs):
        rows = [
            (WORDS.say("index"), ours.index, theirs.index),
            *zip(WORDS.each("parts").values(), ours.parts, theirs.parts, strict=True),
        ]
        return [
            {"name": name, "ours": 100 * our, "theirs": 100 * their, "texts": [percent(our), percent(their)]}
            for name, our, their in rows
        ]

    # -- words

    def _text(self, values, chosen, ours, theirs):
        year, side = values["year"], values["side"]
        sentences = [
            WORDS.say(
                "reading.some" if chosen else "reading.none",
                year=year,
                count=len(chosen),
                ours=percent(ours.index),
                side=WORDS.each("in_a_sentence")[side],
                theirs=percent(theirs.index),
                times=model.ratio(ours.index, theirs.index),
            )
        ]
        if len(chosen) > 1:
            share = 100 * self.scores[chosen[0], year].index / ours.index
            sentences.append(WORDS.say("reading.strongest", name=self.names[chosen[0]], share=share))
        gone = sorted(self.names[iso3] for iso3 in values["states"] if (iso3, year) not in self.scores)
        if gone:
            sentences.append(WORDS.say("reading.missing", names=", ".join(gone), year=year))
        partners = len(model.listed(self.scores, PARTNERS, year))
        if side == "PACT" and partners < len(PARTNERS):
            sentences.append(WORDS.say("reading.partners", year=year, count=partners))
        return " ".join(sentences)

    def _table(self, chosen, ours, theirs, year, side):
        rows = [(self.names[iso3], self.scores[iso3, year]) for iso3 in chosen]
        rows.append((WORDS.say("table.ours"), ours))
        others = model.listed(self.scores, SIDES[side], year)
        rows += [(self.names[iso3], self.scores[iso3, year]) for iso3 in others]
        if len(others) > 1:
            rows.append((WORDS.say("table.together"), theirs))
        columns = [WORDS.say("table.state"), WORDS.say("table.index"), *WORDS.each("parts").values()]
        cells = [
            [name, *(np.nan if np.isnan(share) else percent(share) for share in (score.index, *score.parts))]
            for name, score in rows
        ]
        return pd.DataFrame(cells, columns=columns)
