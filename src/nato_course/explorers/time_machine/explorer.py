"""The enlargement time machine: a map of the allies for every year since 1949."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import pandas as pd
import traitlets

from lessonkit.data import maps as geo
from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Mission, Play, Values
from lessonkit.explorer.map import Map
from lessonkit.explorer.texts import words
from lessonkit.frontend import css, esm
from lessonkit.texts.words import long_date
from nato_course.explorers.time_machine import model, picture
from nato_course.projection import place

WORDS = words("time-machine")
FIRST, LAST = 1949, 2026
# Years in which something else than the number of allies changed, and for whom.
CHANGES = {1966: "FRA", 1974: "GRC", 1990: "DEU"}


def rounds() -> list:
    """Return the rounds of accession."""
    return model.rows(load("accession_rounds"))


def today() -> pd.Timestamp:
    """Return the day of the tables."""
    return pd.Timestamp(load("members").attrs["retrieved"])


def most_border() -> str:
    """Return the ally whose accession added most to the border with Russia."""
    added = model.border_added(model.rows(load("borders")), model.rows(load("members")))
    return max(added, key=lambda iso3: added[iso3])


class Strip(anywidget.AnyWidget):
    """A count for each year as steps; ``at`` is the position that is marked."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    years: traitlets.List[Any] = traitlets.List().tag(sync=True)
    counts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    at = traitlets.Int().tag(sync=True)


class TimeMachine(Explorer):
    """Who was an ally in each year, and what that changed."""

    name = "time-machine"
    number = "02"
    title = WORDS.title
    minutes = 12
    limits = WORDS.limits
    asks = (
        WORDS.ask("rounds", low=1, high=20, truth=lambda: model.rounds_on(rounds(), today()), told="gap"),
        WORDS.ask("gap", low=1, high=77, truth=lambda: model.longest_gap(rounds()).years, told="gap"),
        WORDS.ask("border", truth=lambda: most_border(), told="border"),
    )
    controls = (
        WORDS.range("year", range(FIRST, LAST + 1), steppers=True),
        Play("year", seconds=0.4),
        WORDS.choice("view"),
        WORDS.switch("capitals"),
    )

    def __init__(self) -> None:
        members, gdp = load("members"), load("gdp")
        self.members = model.rows(members.sort_values(["round", "name"]))
        self.rounds = rounds()
        self.absences = model.rows(load("command_absences"))
        self.capitals = model.rows(load("capitals"))
        self.borders = model.rows(load("borders"))
        self.blocs = model.rows(load("blocs"))
        self.former = model.rows(load("former_states"))
        self.founded = members["accession_date"].min()
        self.population = model.by_year(load("population"), "population")
        self.gdp = model.by_year(gdp[gdp["producer"] == "World Bank"], "gdp_usd_m")
        self.ally = {row.iso3: row.name for row in self.members}
        self.joined = {row.iso3: row.accession_year for row in self.members}
        self.as_of = today()
        self.readings: dict[pd.Timestamp, Reading] = {}
        super().__init__()

    # -- missions

    @cached_property
    def missions(self) -> tuple[Mission, ...]:
        gap = model.longest_gap(self.rounds)
        added = model.border_added(self.borders, self.members)
        return (
            WORDS.mission(
                "gap",
                shows=("year",),
                start={"year": FIRST},
                guess=("rounds", "gap"),
                goal=lambda values: values["year"] == gap.end.year,
                found=lambda _values: self._found_gap(gap),
            ),
            WORDS.mission(
                "border",
                shows=("year",),
                start={"year": 1998},
                guess=("border",),
                goal=(
                    WORDS.part("first", self._at(self.joined["POL"])),
                    WORDS.part("second", self._at(self.joined["EST"])),
                    WORDS.part("third", self._at(self.joined["FIN"])),
                    WORDS.part(
                        "fourth",
                        self._at(self.joined["SWE"]),
                        lambda values: self._found_border(values["year"], "sweden", added),
                    ),
                    WORDS.part(
                        "soviet", self._at(1990), lambda values: self._found_border(values["year"], "soviet", added)
                    ),
                ),
                found=lambda _values: self._found_border(self.joined[most_border()], "most", added),
            ),
            WORDS.mission(
                "command",
                shows=("year", "view"),
                start={"year": 1965},
                guess=(),
                goal=(
                    WORDS.part("france", self._at(1966), self._found_command),
                    WORDS.part("greece", self._at(1974), self._found_command),
                    WORDS.part("germany", self._at(1990), self._found_command),
                ),
                found=lambda _values: "",
            ),
        )

    @staticmethod
    def _at(year: int) -> Callable[[Values], bool]:
        return lambda values: bool(values["year"] == year)

    def _found_gap(self, gap: model.Gap) -> str:
        return WORDS.say(
            "missions.gap.found",
            start=gap.start,
            end=gap.end,
            years=gap.years,
            joined=[row.name for row in self.members if row.accession_year == gap.end.year],
            as_of=self.as_of,
            rounds=model.rounds_on(self.rounds, self.as_of),
        )

    def _found_border(self, year: int, what: str, added: dict[str, float]) -> str:
        before, now = (model.border_km(self.borders, self.members, self._day(y)) for y in (year - 1, year))
        most = max(added, key=lambda iso3: added[iso3])
        return WORDS.say(
            f"missions.border.found.{what}",
            year=year,
            before=before,
            now=now,
            times=now / before,
            ally=self.ally[most],
            added=added[most],
            poland=added["POL"],
            segments=self._segments(self._day(year)),
        )

    def _found_command(self, values: Values) -> str:
        iso3 = CHANGES[values["year"]]
        count = len(model.members_on(self.members, self._day(values["year"])))
        if iso3 == "DEU":
            return WORDS.say("missions.command.found.unity", day=model.GERMAN_UNITY, count=count)
        left = next(row for row in self.absences if row.iso3 == iso3)
        return WORDS.say(
            "missions.command.found.left", ally=self.ally[iso3], start=left.start, end=left.end, count=count
        )

    # -- chart

    def chart(self) -> ipywidgets.VBox:
        looks: list[dict[str, Any]] = [
            {"key": f"round-{row.round}", "hatch": int(row.round), "text": f"{row.date.year} {row.label}"}
            for row in self.rounds
        ]
        looks += picture.LOOKS
        self.map = Map(base=geo.shapes(self.values["view"]), looks=looks, notes=picture.notes(self))
        years = list(range(FIRST, LAST + 1))
        counts = [len(model.members_on(self.members, self._day(year))) for year in years]
        self.strip = Strip(years=years, counts=counts)
        return ipywidgets.VBox([self.map, self.strip])

    def update(self, values: dict[str, Any]) -> Reading:
        day, base = self._day(values["year"]), geo.shapes(values["view"])
        if self.map.base is not base:
            self.map.base = base
        with self.map.hold_sync():
            self.map.fills = self._fills(day)
            self.map.labels = self._labels(day)
            self.map.lines = picture.lines(self, day)
            self.map.count = picture.count(self, day)
            self.map.dots = picture.names(day, values["view"]) + (
                self._dots(day, values["view"]) if values["capitals"] else []
            )
        self.strip.at = values["year"] - FIRST
        if day not in self.readings:
            caption = WORDS.say("table.caption", day=day, neighbour=self._neighbour(day))
            self.readings[day] = Reading(self._text(day), self._table(day), caption)
        return self.readings[day]

    def _day(self, year: int) -> pd.Timestamp:
        return model.day_shown(year, self.as_of)

    def _fills(self, day: pd.Timestamp) -> dict[str, str]:
        rounds = {row.iso3: f"round-{row.round}" for row in model.members_on(self.members, day)}
        islands = {island: rounds[iso3] for island, iso3 in picture.ISLANDS.items() if iso3 in rounds}
        return picture.others(self, day) | islands | rounds

    def _labels(self, day: pd.Timestamp) -> dict[str, str]:
        labels = picture.labels(self, day) | {row.iso3: self._named(row.iso3, day) for row in self._new(day)}
        for iso3 in model.outside_command(self.absences, day):
            labels[iso3] = f"{self.ally[iso3]}\n{WORDS.say('map.outside')}"
        if day < model.GERMAN_UNITY:
            labels.pop("DEU", None)  # its name stands in the west: see picture.names
        return labels

    def _dots(self, day: pd.Timestamp, view: str) -> list[dict[str, Any]]:
        capitals = model.capitals_on(self.members, self.capitals, day)
        nearest = model.nearest_capital(self.members, self.capitals, day)
        middle = model.centroid([row.lat for row in capitals], [row.lon for row in capitals])
        wanted = [
            ("ring", nearest.capital, place(view, nearest.lat, nearest.lon)),
            ("cross", WORDS.say("map.middle"), place(view, *middle)),
        ]
        return [{"kind": kind, "text": text, "x": spot[0], "y": spot[1]} for kind, text, spot in wanted if spot]

    def _new(self, day: pd.Timestamp) -> list:
        return [row for row in model.members_on(self.members, day) if row.accession_year == day.year and row.round > 0]

    def _named(self, iso3: str, day: pd.Timestamp) -> str:
        return WORDS.say("west_germany") if iso3 == "DEU" and day < model.GERMAN_UNITY else self.ally[iso3]

    # -- words

    def _text(self, day: pd.Timestamp) -> str:
        new = [self._named(row.iso3, day) for row in self._new(day)]
        outside = sorted(self.ally[iso3] for iso3 in model.outside_command(self.absences, day))
        nearest = model.nearest_capital(self.members, self.capitals, day)
        rounds = model.rounds_on(self.rounds, day)
        sentences = [
            WORDS.say(
                "reading.rounds" if rounds else "reading.founders",
                day=day,
                count=len(model.members_on(self.members, day)),
                rounds=rounds,
            ),
            WORDS.say("reading.new", allies=new) if new else "",
            WORDS.say(
                "reading.border",
                neighbour=self._neighbour(day),
                km=model.border_km(self.borders, self.members, day),
                segments=self._segments(day),
            ),
            WORDS.say("reading.capital", capital=nearest.capital, km=nearest.distance_to_moscow_km),
            *self._size(day),
            WORDS.say("reading.outside", allies=outside) if outside else "",
            *self._others(day),
        ]
        return " ".join(filter(None, sentences))

    def _segments(self, day: pd.Timestamp) -> str:
        segments = model.border_segments(self.borders, self.members, day)
        return ", ".join(sorted(f"{self.ally[row.iso3]} {row.length_km:,.0f}" for row in segments))

    def _size(self, day: pd.Timestamp) -> list[str]:
        sentences = [WORDS.say("reading.area", area=model.area_km2(self.members, day) / 1e6)]
        people = model.total(self.members, self.population, day)
        share = model.world_share(self.members, self.population, day)
        economy = model.world_share(self.members, self.gdp, day)
        if people is not None and share is not None:
            sentences.append(WORDS.say("reading.people", people=people / 1e6, share=100 * share))
        if economy is not None:
            sentences.append(WORDS.say("reading.economy", share=100 * economy))
        return sentences

    def _neighbour(self, day: pd.Timestamp) -> str:
        return WORDS.each("neighbour")[model.eastern_neighbour(day)]

    def _others(self, day: pd.Timestamp) -> list[str]:
        pact = model.pact_on(self.blocs, day)
        names = [picture.called(row) for row in pact]
        absent = [row.name for row in pact if row.inactive_from <= day]
        return [
            WORDS.say("reading.pact", count=len(names), names=names) if names else "",
            WORDS.say("reading.absent", names=absent) if absent else "",
        ]

    def _table(self, day: pd.Timestamp) -> pd.DataFrame:
        km = {row.iso3: f"{row.length_km:,.0f}" for row in model.border_segments(self.borders, self.members, day)}
        outside = model.outside_command(self.absences, day)
        rows = [
            (
                self._named(row.iso3, day),
                WORDS.say("table.ally"),
                long_date(row.accession_date),
                str(row.round) if row.round else WORDS.say("table.founder"),
                km.get(row.iso3, "0"),
                WORDS.say("table.outside") if row.iso3 in outside else "",
            )
            for row in model.members_on(self.members, day)
        ]
        rows += [
            (
                row.name,
                row.bloc,
                long_date(row.start) if row.start > self.founded else WORDS.say("table.before"),
                "",
                "",
                WORDS.say("table.absent") if row.inactive_from <= day else "",
            )
            for row in model.blocs_on(self.blocs, day)
        ]
        return pd.DataFrame(rows, columns=list(WORDS.each("table.columns").values()))
