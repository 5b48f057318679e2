"""Build your own 1949: choose states, and see what they had against the Soviet Union."""

from functools import cached_property
from pathlib import Path

import anywidget
import ipywidgets
import numpy as np
import pandas as pd
import traitlets

from lessonkit.data import maps as geo
from lessonkit.explorer.frame import Ask, AskChoice, Choice, Explorer, Mission, Range, Reading
from lessonkit.frontend import css, esm
from nato_course import load
from nato_course.explorers.build_1949 import model

YEARS = range(1947, 1956)
EUROPEAN = ("BEL", "DNK", "FRA", "GBR", "ISL", "ITA", "LUX", "NLD", "NOR", "PRT")
FOUNDERS = EUROPEAN + ("CAN", "USA")
FIFTEEN = FOUNDERS + ("GRC", "TUR", "DEU")
OTHERS = ("AUT", "CHE", "ESP", "FIN", "IRL", "SWE", "YUG")
CHOICES = FIFTEEN + OTHERS
PARTNERS = ("ALB", "BGR", "CSK", "DDR", "HUN", "POL", "ROU")
SIDES = {"SUN": "The Soviet Union", "PACT": "The Soviet Union and its seven later partners"}
SIDE_STATES = {"SUN": ("SUN",), "PACT": ("SUN", *PARTNERS)}
GROUPS = {"european": EUROPEAN, "founders": FOUNDERS, "none": ()}
GROUP_NAMES = {"european": "The ten European founders", "founders": "All twelve founders", "none": "Nobody"}
NAMES = {"DEU": "West Germany"}
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

LIMITS = """
- **Steel is not will.** The index counts soldiers, money, people, steel and energy. It knows nothing of courage,
  training, plans, distance or promises kept. Alliances do not add up like coins.
- **Nuclear weapons count for nothing here.** In April 1949 only the United States had them. The Soviet Union tested
  its first on 29 August 1949.
- **Six parts, one weight each.** Singer, Bremer and Stuckey chose that in 1972; it is a convention. It makes Luxembourg
  (much steel, few people) stronger than Norway, Denmark or Portugal. Look at the parts before you trust the sum.
- **Big and poor looks strong.** Michael Beckley (2018) argues that such sums leave out what a state must spend on
  its own people, and so overrate large, poor states.
- **Estimates.** Soviet figures, above all for military spending in dollars, are outsiders' estimates. Some figures are
  missing: Sweden's soldiers, and East Germany's spending. A missing part counts as nothing in the bars, and a
  state's index is then the mean of the others. So all states together come to a little more than 1.
- **Who is in the table.** West Germany and Austria are listed from 1955, East Germany from 1954. The seven partners
  signed the Warsaw Pact in May 1955; most were tied to Moscow before. The map has today's borders and draws
  Germany as one. It draws Estonia, Latvia and Lithuania within the Soviet Union; many states never recognised that
  annexation of 1940.

Sources: J. David Singer, Stuart Bremer and John Stuckey (1972), National Material Capabilities; Michael Beckley,
"The Power of Nations" (2018).
"""


class Builder(anywidget.AnyWidget):
    """A map and a list to choose from, and a pair of bars for the index and for each part.

    ``states`` is a list of ``{key, name, shapes}``, ``chosen`` a list of keys, ``missing`` the keys without a figure
    in the year, ``against`` the shapes of the other side. ``groups`` are buttons ``{key, name, states}``. ``bars`` is
    a list of ``{name, ours, theirs, texts}`` in per cent, ``sides`` the names of the two, ``claim`` the chart's title.
    """

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    base = traitlets.Dict().tag(sync=True)
    states = traitlets.List().tag(sync=True)
    groups = traitlets.List().tag(sync=True)
    chosen = traitlets.List().tag(sync=True)
    missing = traitlets.List().tag(sync=True)
    against = traitlets.List().tag(sync=True)
    bars = traitlets.List().tag(sync=True)
    sides = traitlets.List().tag(sync=True)
    claim = traitlets.Unicode().tag(sync=True)


def percent(share: float) -> str:
    """Return a share as per cent with one decimal, or say that it is less than 0.1."""
    return "0.0" if share == 0 else f"{100 * share:.1f}" if share >= 0.0005 else "<0.1"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class Build1949(Explorer):
    """Twelve states, or any others, beside the Soviet Union and its partners."""

    name = "build-1949"
    number = "01"
    title = "Build your own 1949"
    minutes = 12
    limits = LIMITS
    asks = (
        Ask(
            "needed",
            "How many of the ten European founders, the strongest first, does it take to equal the Soviet Union's score "
            "of 1949? If you think that all ten are not enough, type 11.",
            unit="states",
            low=1,
            high=11,
        ),
        Ask(
            "times",
            "With Canada and the United States there are twelve. How many times the Soviet score do the twelve reach?",
            unit="times",
            high=20,
        ),
        AskChoice(
            "later",
            "Who brought the higher score in the year of joining?",
            {"1952": "Greece and Türkiye together, in 1952", "1955": "West Germany, in 1955", "same": "About the same"},
        ),
    )
    controls = (
        Range("year", "Year", YEARS, value=1949, steppers=True),
        Choice("side", "Compare with", SIDES),
    )

    def __init__(self):
        countries = load("countries").set_index("iso3")["name"]
        names = {iso3: NAMES.get(iso3, countries[iso3]) for iso3 in CHOICES + PARTNERS + ("SUN",)}
        self.names = names
        self.scores = model.scores(load("capabilities"))
        super().__init__()

    # The chosen states are no control of the frame: the map and the list send them by a widget of their own, so a
    # slider that moves at the same time cannot bring back an older choice.

    @property
    def values(self) -> dict:
        return {"states": frozenset(), **super().values}

    def set(self, states=None, **values):
        if states is not None:
            unknown = sorted(set(states) - set(CHOICES))
            if unknown:
                raise ValueError(f"{unknown[0]!r} is not among the states to choose from.")
            self._values["states"] = frozenset(states)
        super().set(**values)

    def _heard(self, widget, message, buffers):
        if message == {"do": "reset"}:
            self._values["states"] = frozenset()
        super()._heard(widget, message, buffers)

    # -- missions

    @cached_property
    def missions(self):
        return (
            Mission(
                "The year is **1949**. Choose **European founders** in the list or on the map, the strongest first. The bars "
                "compare them with the Soviet Union. How many does it take? Go on until all ten are in.",
                shows=(),
                start={"states": frozenset(), "year": 1949, "side": "SUN"},
                guess=("needed",),
                goal=lambda values: values["states"] == frozenset(EUROPEAN),
                found=self._ten_found,
            ),
            Mission(
                "Your ten are in. Now bring in **Canada**, and then the **United States**. Watch which bars move most.",
                shows=(),
                start={"states": frozenset(EUROPEAN), "year": 1949, "side": "SUN"},
                guess=("times",),
                goal=lambda values: values["states"] == frozenset(FOUNDERS),
                found=self._twelve_found,
            ),
            Mission(
                "Go on to the **year** 1955. Add **Greece**, **Türkiye** and **West Germany**. Then **compare with** the Soviet Union "
                "and its seven partners, who signed the Warsaw Pact in that year.",
                shows=("year", "side"),
                start={"states": frozenset(FOUNDERS), "year": 1949, "side": "SUN"},
                guess=("later",),
                goal=lambda values: (
                    (values["states"], values["year"], values["side"]) == (frozenset(FIFTEEN), 1955, "PACT")
                ),
                found=self._fifteen_found,
            ),
        )

    def _ten_found(self, _values):
        ours, theirs = self._sum(EUROPEAN, 1949), self._sum(("SUN",), 1949)
        parts = zip(model.PARTS.values(), ours.parts, theirs.parts, strict=True)
        ahead = [name.lower() for name, our, their in parts if our > 1.05 * their]
        british = self.scores["GBR", 1949].index
        count = model.needed((self.scores[iso3, 1949].index for iso3 in EUROPEAN), theirs.index)
        answer = "Ten are not enough" if count is None else f"The {count} strongest are enough"
        return (
            f"**{answer}.** Together they have {percent(ours.index)} % of the world, the Soviet Union "
            f"{percent(theirs.index)} %: the ten have {model.ratio(ours.index, theirs.index):.2f} times its score. The United Kingdom alone is "
            f"{100 * british / ours.index:.0f} % of the ten. Now look at the parts. The ten lead in {', '.join(ahead[:-1])} and "
            f"{ahead[-1]}. The Soviet Union leads in soldiers and, by far, in military spending."
        )

    def _twelve_found(self, _values):
        ours, theirs = self._sum(FOUNDERS, 1949).index, self._sum(("SUN",), 1949).index
        america = self.scores["USA", 1949].index
        return (
            f"**{model.ratio(ours, theirs):.1f} times**: {percent(ours)} against {percent(theirs)} % of the world. The United States alone "
            f"has {percent(america)} %, which is {100 * america / ours:.0f} % of what the twelve have. Without it the other eleven founders have "
            f"{model.ratio(ours - america, theirs):.2f} times the Soviet score. In soldiers even the twelve are barely ahead."
        )

    def _fifteen_found(self, _values):
        pact, soviet = self._sum(SIDE_STATES["PACT"], 1955).index, self._sum(("SUN",), 1955).index
        fifteen = self._sum(FIFTEEN, 1955).index
        return (
            f"**West Germany.** It brought {percent(self._sum(('DEU',), 1955).index)} % of the world in 1955; Greece and Türkiye together "
            f"brought {percent(self._sum(('GRC', 'TUR'), 1952).index)} % in 1952. The fifteen allies have {percent(fifteen)} %, the eight states "
            f"of the Warsaw Pact {percent(pact)} %: the allies have {model.ratio(fifteen, pact):.2f} times the Pact's score. Of that score "
            f"{100 * soviet / pact:.0f} % is the Soviet Union's. Each alliance has its giant."
        )

    def _sum(self, states, year):
        return model.together(self.scores, states, year)

    # -- chart

    def chart(self):
        states = [self._state(iso3) for iso3 in sorted(CHOICES, key=self.names.get)]
        groups = [{"key": key, "name": GROUP_NAMES[key], "states": list(members)} for key, members in GROUPS.items()]
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
        ours, theirs = self._sum(chosen, year), self._sum(SIDE_STATES[side], year)
        against = [shape for iso3 in SIDE_STATES[side] for shape in SHAPES.get(iso3, [iso3])]
        times = model.ratio(ours.index, theirs.index)
        with self.builder.hold_sync():
            self.builder.chosen = sorted(values["states"])
            self.builder.missing = [
                state["key"] for state in self.builder.states if (state["key"], year) not in self.scores
            ]
            self.builder.against = against
            self.builder.sides = ["Your alliance", "Soviet Union" if side == "SUN" else "Soviet Union and partners"]
            self.builder.bars = self._bars(ours, theirs)
            self.builder.claim = self._claim(year, side, chosen, times)
        return Reading(
            self._text(values, chosen, ours, theirs), self._table(chosen, ours, theirs, year, side), self._caption(year)
        )

    def _bars(self, ours, theirs):
        rows = [
            ("Index (mean)", ours.index, theirs.index),
            *zip(model.PARTS.values(), ours.parts, theirs.parts, strict=True),
        ]
        return [
            {"name": name, "ours": 100 * our, "theirs": 100 * their, "texts": [percent(our), percent(their)]}
            for name, our, their in rows
        ]

    # -- words

    def _text(self, values, chosen, ours, theirs):
        year, side = values["year"], values["side"]
        gone = sorted(self.names[iso3] for iso3 in values["states"] if (iso3, year) not in self.scores)
        partners = model.listed(self.scores, PARTNERS, year)
        if not chosen:
            score = f"{year}: no state with figures is chosen yet; {self._side(side)} {percent(theirs.index)} % of the world (index)."
        else:
            score = (
                f"{year}: {counted(len(chosen), 'state')} with {percent(ours.index)} % of the world together (index); "
                f"{self._side(side)} {percent(theirs.index)} %. Your alliance has {model.ratio(ours.index, theirs.index):.2f} times that score."
            )
        sentences = [
            score,
            self._strongest(chosen, ours, year) if len(chosen) > 1 else "",
            f"Not counted: {', '.join(gone)}, not in the table in {year}." if gone else "",
            f"East Germany is not in the table in {year}, so there are {len(partners)} partners."
            if side == "PACT" and len(partners) < 7
            else "",
        ]
        return " ".join(filter(None, sentences))

    def _strongest(self, chosen, ours, year):
        first = chosen[0]
        share = 100 * self.scores[first, year].index / ours.index
        return f"Its strongest member: {self.names[first]}, {share:.0f} % of the alliance's score."

    def _claim(self, year, side, chosen, times):
        if not chosen:
            return f"{year}: choose your first state"
        whose = "Soviet score" if side == "SUN" else "score of the Soviet Union and its partners"
        return f"{year}: your alliance has {times:.2f} times the {whose}"

    def _side(self, side):
        return "the Soviet Union" if side == "SUN" else "the Soviet Union and its partners"

    def _caption(self, year):
        return (
            f"Shares of the world in {year}, in per cent: the index, which is the mean of the six parts, and the parts. "
            "Source: Correlates of War, National Material Capabilities, to 2022."
        )

    def _table(self, chosen, ours, theirs, year, side):
        rows = [(self.names[iso3], self.scores[iso3, year]) for iso3 in chosen]
        rows.append(("Your alliance", ours))
        others = model.listed(self.scores, SIDE_STATES[side], year)
        rows += [(self.names[iso3], self.scores[iso3, year]) for iso3 in others]
        if len(others) > 1:
            rows.append(("Together", theirs))
        columns = ["State", "Index", *model.PARTS.values()]
        cells = [
            [name, *(np.nan if np.isnan(share) else percent(share) for share in (score.index, *score.parts))]
            for name, score in rows
        ]
        return pd.DataFrame(cells, columns=columns)
