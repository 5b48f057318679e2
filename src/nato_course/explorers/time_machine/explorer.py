"""The enlargement time machine: a map of the allies for every year since 1949."""

from functools import cached_property

import ipywidgets
import pandas as pd

from lessonkit.data import maps as geo
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Ask, AskChoice, Choice, Mission, Play, Range, Switch
from lessonkit.explorer.map import Map, Strip
from lessonkit.texts.words import listed, long_date
from nato_course import load
from nato_course.explorers.time_machine import model
from nato_course.projection import place

SOVIET_REPUBLICS = [
    "ARM",
    "AZE",
    "BLR",
    "EST",
    "GEO",
    "KAZ",
    "KGZ",
    "LTU",
    "LVA",
    "MDA",
    "RUS",
    "TJK",
    "TKM",
    "UKR",
    "UZB",
]
# Drawn apart in the source, and within the area of Article 6.
ISLANDS = {"ALA": "FIN", "FRO": "DNK", "GGY": "GBR", "GRL": "DNK", "IMN": "GBR", "JEY": "GBR", "SJM": "NOR"}
FIRST, LAST = 1949, 2026

LIMITS = """
- A map makes area look like power, and a border says nothing about intentions.
- Nobody can see on a map who asked to join and who invited. Article 10 of the treaty needs both: all allies
  invite, and the state accepts.
- The treaty covers less than the coloured land. Article 6 names Europe, North America north of the Tropic of
  Cancer, Türkiye and some islands. Hawaii and most overseas territories are outside.
- The borders are today's. West Germany is drawn as today's Germany before 3 October 1990; its area and population
  count all of Germany. The Soviet Union is drawn as today's states. Its annexation of Estonia, Latvia and
  Lithuania in 1940 was not recognised by many allies.
- Lengths of borders depend on how they are measured; lists differ by a few per cent or more. Some names and
  borders are disputed. The map follows its source and takes no side.

Source for the articles: the North Atlantic Treaty, 4 April 1949.
"""


class TimeMachine(Explorer):
    """Who was an ally in each year, and what that changed."""

    name = "time-machine"
    number = "02"
    title = "Enlargement time machine"
    minutes = 12
    limits = LIMITS
    asks = (
        Ask(
            "rounds",
            "How many rounds of enlargement have there been since the founding in 1949?",
            unit="rounds",
            low=1,
            high=20,
        ),
        Ask("gap", "What is the longest time in which no state joined?", unit="years", low=1, high=77),
        AskChoice(
            "border",
            "Which one of these accessions lengthened the allies' land border with Russia most?",
            {"TUR": "Türkiye", "POL": "Poland", "EST": "Estonia", "LVA": "Latvia", "FIN": "Finland", "SWE": "Sweden"},
        ),
    )
    controls = (
        Range("year", "Year", values=range(FIRST, LAST + 1), steppers=True),
        Play("year", seconds=0.4),
        Choice("view", "Map", {"europe": "Europe", "world": "The world"}),
        Switch("capitals", "Mark the allied capital nearest to Moscow, and the middle of all allied capitals"),
    )

    def __init__(self):
        members, gdp = load("members"), load("gdp")
        self.members = model.rows(members.sort_values(["round", "name"]))
        self.rounds = model.rows(load("accession_rounds"))
        self.absences = model.rows(load("command_absences"))
        self.capitals = model.rows(load("capitals"))
        self.borders = model.rows(load("borders"))
        self.population = model.by_year(load("population"), "population")
        self.gdp = model.by_year(gdp[gdp["producer"] == "World Bank"], "gdp_usd_m")
        self.ally = {row.iso3: row.name for row in self.members}
        self.as_of = pd.Timestamp(members.attrs["retrieved"])
        self._readings = {}
        super().__init__()

    # -- missions

    @cached_property
    def missions(self):
        gap = model.longest_gap(self.rounds)
        most = self._day(self._longest_border_year)
        return [
            Mission(
                "Move the **year** with the slider, with − and +, or press Play. Find the longest time without a new "
                "ally, and stop at the year that ended it.",
                shows=("year",),
                start={"year": FIRST},
                guess=("rounds", "gap"),
                goal=lambda v: v["year"] == gap.end.year,
                found=f"From {long_date(gap.start)} to {long_date(gap.end)} no state joined: {gap.years} years. "
                f"{listed(self._joined_in(gap.end.year))} ended the wait. Up to {long_date(self.as_of)} there were "
                f"{model.rounds_on(self.rounds, self.as_of)} rounds after the founding, with Finland and Sweden counted apart.",
            ),
            Mission(
                "Set the **year** to 1999, 2004, 2023 and 2024 in turn. Read the land border with Russia each time, and "
                "stop where it grew most. Then try 1990: who had a border with the Soviet Union?",
                shows=("year",),
                start={"year": 1998},
                guess=("border",),
                goal=lambda v: v["year"] in (most.year, 1990, 2024),
                found=self._border_found,
            ),
            Mission(
                "Set the **year** to 1966, 1974 and 1990. Each time something changed. Did the number of allies change?",
                shows=("year", "view"),
                start={"year": 1965},
                guess=(),
                goal=lambda v: v["year"] in (1966, 1974, 1990),
                found=self._flag_found,
            ),
        ]

    def _border_found(self, values):
        year = values["year"]
        before, now = (model.border_km(self.borders, self.members, self._day(y)) for y in (year - 1, year))
        if year == 1990:
            return (
                f"In 1990 the neighbour was the Soviet Union: {now:,.0f} km ({self._segments(self._day(1990))}). "
                "Since the end of the Soviet Union, Georgia, Armenia and Azerbaijan lie between Türkiye and Russia."
            )
        if year == 2024:
            return f"The border stayed at {now:,.0f} km. Sweden joined, and Sweden has no land border with Russia."
        added = model.border_added(self.borders, self.members)
        most = max(added, key=added.get)
        return (
            f"In {year} the border grew from {before:,.0f} to {now:,.0f} km, {now / before:.1f} times as long. "
            f"{self.ally[most]} alone added {added[most]:,.0f} km. Poland had added {added['POL']:,.0f} km in 1999."
        )

    def _flag_found(self, values):
        year = values["year"]
        before, now = (len(model.members_on(self.members, self._day(y))) for y in (year - 1, year))
        count = (
            f"The number of allies stayed at {now}."
            if before == now
            else f"The number of allies went from {before} to {now}."
        )
        if year == 1990:
            return (
                f"On {long_date(model.GERMAN_UNITY)} East Germany became part of the Federal Republic, which was an ally already. "
                f"The treaty covered more land, but no new state joined. {count}"
            )
        iso3 = {1966: "FRA", 1974: "GRC"}[year]
        left = next(row for row in self.absences if row.iso3 == iso3)
        return (
            f"{self.ally[iso3]} left the integrated military command on {long_date(left.start)} and came back on "
            f"{long_date(left.end)}. It stayed in the alliance: the treaty bound it all that time. {count}"
        )

    # -- chart

    def chart(self):
        looks = [
            {"key": f"round-{row.round}", "hatch": int(row.round), "text": f"{row.date.year} {row.label}"}
            for row in self.rounds
        ]
        looks.append({"key": "other", "text": "Soviet Union, then Russia"})
        notes = {
            row.iso3: f"{row.name}: joined on {long_date(row.accession_date)}, "
            + ("as a founder." if row.round == 0 else f"in round {row.round}.")
            for row in self.members
        }
        self._view = "europe"
        self.map = Map(base=geo.shapes(self._view), looks=looks, notes=notes)
        years = list(range(FIRST, LAST + 1))
        counts = [len(model.members_on(self.members, self._day(year))) for year in years]
        self.strip = Strip(years=years, counts=counts)
        return ipywidgets.VBox([self.map, self.strip])

    def update(self, values):
        day = self._day(values["year"])
        if values["view"] != self._view:
            self.map.base = geo.shapes(values["view"])
            self._view = values["view"]
        with self.map.hold_sync():
            self.map.fills = self._fills(day)
            self.map.labels = self._labels(day)
            self.map.dots = self._dots(day, values["view"]) if values["capitals"] else []
        self.strip.at = values["year"] - FIRST
        if day not in self._readings:
            self._readings[day] = Reading(self._text(day), self._table(day), self._caption(day))
        return self._readings[day]

    def _day(self, year):
        return model.day_shown(year, self.as_of)

    def _joined_in(self, year):
        return [row.name for row in self.members if row.accession_year == year]

    @cached_property
    def _longest_border_year(self):
        added = model.border_added(self.borders, self.members)
        return max(self.members, key=lambda row: added[row.iso3]).accession_year

    def _fills(self, day):
        neighbours = SOVIET_REPUBLICS if model.eastern_neighbour(day) == "SUN" else ["RUS"]
        rounds = {row.iso3: f"round-{row.round}" for row in model.members_on(self.members, day)}
        islands = {island: rounds[iso3] for island, iso3 in ISLANDS.items() if iso3 in rounds}
        return dict.fromkeys(neighbours, "other") | islands | rounds

    def _labels(self, day):
        allies = model.members_on(self.members, day)
        labels = {row.iso3: self._named(row.iso3, day) for row in self._new(day)}
        labels |= {
            iso3: f"{self.ally[iso3]}\noutside the command" for iso3 in model.outside_command(self.absences, day)
        }
        if any(self._named(row.iso3, day) != row.name for row in allies):
            labels["DEU"] = self._named("DEU", day)
        return labels | {"RUS": "Soviet Union" if model.eastern_neighbour(day) == "SUN" else "Russia"}

    def _dots(self, day, view):
        capitals = model.capitals_on(self.members, self.capitals, day)
        nearest = model.nearest_capital(self.members, self.capitals, day)
        middle = model.centroid([row.lat for row in capitals], [row.lon for row in capitals])
        wanted = [
            ("ring", nearest.capital, place(view, nearest.lat, nearest.lon)),
            ("cross", "Middle of the capitals", place(view, *middle)),
        ]
        return [{"kind": kind, "text": text, "x": spot[0], "y": spot[1]} for kind, text, spot in wanted if spot]

    def _new(self, day):
        return [row for row in model.members_on(self.members, day) if row.accession_year == day.year and row.round > 0]

    def _named(self, iso3, day):
        return "West Germany" if iso3 == "DEU" and day < model.GERMAN_UNITY else self.ally[iso3]

    # -- words

    def _text(self, day):
        number = model.rounds_on(self.rounds, day)
        after = {0: "the founders", 1: "after 1 round of enlargement"}.get(
            number, f"after {number} rounds of enlargement"
        )
        new = [self._named(row.iso3, day) for row in self._new(day)]
        outside = sorted(self.ally[iso3] for iso3 in model.outside_command(self.absences, day))
        nearest = model.nearest_capital(self.members, self.capitals, day)
        sentences = [
            f"{long_date(day)}: {len(model.members_on(self.members, day))} allies, {after}.",
            f"New this year: {listed(new)}." if new else "",
            self._border_text(day),
            f"Allied capital nearest to Moscow: {nearest.capital}, {nearest.distance_to_moscow_km:,.0f} km.",
            self._size_text(day),
            f"Outside the integrated military command: {listed(outside)}." if outside else "",
        ]
        return " ".join(filter(None, sentences))

    def _border_text(self, day):
        km = model.border_km(self.borders, self.members, day)
        return f"Land border with {self._neighbour(day)}: {km:,.0f} km ({self._segments(day)})."

    def _segments(self, day):
        segments = model.border_segments(self.borders, self.members, day)
        return ", ".join(sorted(f"{self.ally[row.iso3]} {row.length_km:,.0f}" for row in segments))

    def _size_text(self, day):
        sentences = [f"Area: {model.area_km2(self.members, day) / 1e6:.1f} million km²."]
        people = model.total(self.members, self.population, day)
        share = model.world_share(self.members, self.population, day)
        economy = model.world_share(self.members, self.gdp, day)
        if share is not None:
            sentences.append(f"Population: {people / 1e6:,.0f} million, {100 * share:.1f} % of the world's.")
        if economy is not None:
            sentences.append(f"GDP at current prices: {100 * economy:.1f} % of the world's.")
        return " ".join(sentences)

    def _caption(self, day):
        return (
            f"Allies on {long_date(day)}, by round. Border: land border with {self._neighbour(day)}. "
            "Command: the integrated military command."
        )

    def _neighbour(self, day):
        return "the Soviet Union" if model.eastern_neighbour(day) == "SUN" else "Russia"

    def _table(self, day):
        allies = model.members_on(self.members, day)
        km = {row.iso3: f"{row.length_km:,.0f}" for row in model.border_segments(self.borders, self.members, day)}
        outside = model.outside_command(self.absences, day)
        return pd.DataFrame(
            {
                "Ally": [self._named(row.iso3, day) for row in allies],
                "Joined": [long_date(row.accession_date) for row in allies],
                "Round": [str(row.round) if row.round else "founder" for row in allies],
                "Border (km)": [km.get(row.iso3, "0") for row in allies],
                "Outside the command": ["yes" if row.iso3 in outside else "no" for row in allies],
            }
        )
