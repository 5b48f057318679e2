"""The opening of the course: the alliance from 1949 to today in twenty seconds, and one bet on how it ends."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from lessonkit.data.maps import shapes
from lessonkit.data.tables import load
from lessonkit.explorer.map import MAP_FILES
from lessonkit.explorer.texts import words
from lessonkit.frontend import css, esm
from lessonkit.progress.store import store
from nato_course.explorers.time_machine import model, picture

WORDS = words("time-machine")
HERE = Path(__file__)
NAME = "opening"
"""Under this name the store keeps the bet."""
FIRST, AFTER_SOVIET_UNION = 1949, 1992
SECONDS, HOLD = 20, 0.9
"""How long the whole film takes, and how long it rests on a year in which something happens."""
BET = {"least": 0, "most": 5000, "step": 50, "start": 200}
"""What can be bet, in km."""
NEAR = 0.1
"""A bet that is off by less than this share of the length counts as near."""


class Opening(anywidget.AnyWidget):
    """A map that plays, and a bet. ``frames`` holds one state of the map for each year, so it plays without Python.

    The browser sends ``{"do": "bet", "km": …}`` once; ``bet`` is what was kept, None before, and ``verdict`` what is
    said of it in the last year.
    """

    _esm = esm("guard.js", *MAP_FILES, HERE.with_name("opening.js"))
    _css = css("base.css", "explorer.css", "map.css", HERE.with_name("opening.css"))
    parts = traitlets.Dict().tag(sync=True)
    frames: traitlets.List[Any] = traitlets.List().tag(sync=True)
    bet = traitlets.Float(None, allow_none=True).tag(sync=True)
    verdict = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        members = load("members")
        self.members = model.rows(members.sort_values(["round", "name"]))
        self.rounds = model.rows(load("accession_rounds"))
        self.absences = model.rows(load("command_absences"))
        self.borders = model.rows(load("borders"))
        self.blocs = model.rows(load("blocs"))
        self.former = model.rows(load("former_states"))
        self.as_of = pd.Timestamp(members.attrs["retrieved"])
        self.km = self._km(self.as_of.year)
        bet = _in_range(store().prediction(NAME).get("km"))
        super().__init__(parts=self._parts(), frames=self._frames(), bet=bet, verdict=self._verdict(bet))
        self.on_msg(lambda _widget, message, _buffers: self.heard(message))

    def __repr__(self) -> str:
        return f"{WORDS.say('opening.title')}\n{self.parts['ask']}"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        bundle = data[0] if isinstance(data, tuple) else data
        return bundle and {**bundle, "text/plain": repr(self)}

    def heard(self, message: object) -> None:
        """Keep a bet that the browser sent; the first one counts, and anything else is left alone."""
        sent = message if isinstance(message, Mapping) else {}
        km = _in_range(sent.get("km")) if sent.get("do") == "bet" else None
        if km is not None and self.bet is None:
            store().predict(NAME, {"km": km})
            self.verdict = self._verdict(km)
            self.bet = km

    def _km(self, year: int) -> float:
        return model.border_km(self.borders, self.members, model.day_shown(year, self.as_of))

    def _parts(self) -> dict[str, Any]:
        """Return what does not change: the map, its key, the words, the bet and the film's pace."""
        looks = [
            {"key": "ally", "hatch": 0, "text": WORDS.say("opening.ally")},
            {"key": "new", "hatch": 10, "text": WORDS.say("opening.new")},
        ]
        return {
            "base": shapes("europe"),
            "looks": looks + picture.LOOKS,
            "notes": picture.notes(self),
            "title": WORDS.say("opening.title"),
            "words": WORDS.each("opening.button"),
            "ask": WORDS.say("opening.ask", year=AFTER_SOVIET_UNION, km=self._km(AFTER_SOVIET_UNION)),
            "kept": WORDS.say("opening.kept"),
            "bet": BET,
            "seconds": SECONDS,
            "hold": HOLD,
        }

    def _frames(self) -> list[dict[str, Any]]:
        frames, caption = [], ""
        for year in range(FIRST, self.as_of.year + 1):
            news = self._news(year)
            caption = f"{year}: {news}" if news else caption
            frames.append(self._frame(year) | {"caption": caption, "event": bool(news)})
        return frames

    def _frame(self, year: int) -> dict[str, Any]:
        day = model.day_shown(year, self.as_of)
        allies = model.members_on(self.members, day)
        new = {row.iso3: row.name for row in allies if row.accession_year == year and row.round}
        looks = {row.iso3: "new" if row.iso3 in new else "ally" for row in allies}
        looks |= {island: looks[iso3] for island, iso3 in picture.ISLANDS.items() if iso3 in looks}
        divided = day < model.GERMAN_UNITY
        return {
            "year": year,
            "allies": WORDS.say("opening.allies", count=len(allies)),
            "fills": picture.others(self, day) | looks,
            "labels": picture.labels(self, day)
            | {iso3: name for iso3, name in new.items() if not (divided and iso3 == "DEU")},
            "lines": picture.lines(self, day),
            "count": picture.count(self, day),
            "dots": picture.names(day, "europe"),
        }

    def _news(self, year: int) -> str:
        """Return what happened in a year, as sentences; empty when nothing that the map shows did."""
        joined = [row for row in self.members if row.accession_year == year]
        names = ["West Germany" if row.iso3 == "DEU" else row.name for row in joined]
        pact = [row for row in self.blocs if row.bloc == model.PACT]
        ended = {row.iso3 for row in self.former if row.end.year == year}
        said = [
            WORDS.say("opening.news.founders", count=len(joined)) if year == FIRST else "",
            WORDS.say("opening.news.join", count=len(joined), allies=names) if joined and year > FIRST else "",
            WORDS.say("opening.news.pact", count=len(pact)) if pact[0].start.year == year else "",
            *(
                WORDS.say("opening.news.command", ally=next(m.name for m in self.members if m.iso3 == row.iso3))
                for row in self.absences
                if row.start.year == year and row.iso3 not in {one.iso3 for one in joined}
            ),
            *(
                WORDS.say("opening.news.left", state=row.name)
                for row in pact
                if row.iso3 == "ALB" and row.end.year == year
            ),
            WORDS.say("opening.news.unity") if "DDR" in ended else "",
            WORDS.say("opening.news.end") if "SUN" in ended else "",
            WORDS.say("opening.news.yugoslavia") if "YUG" in ended else "",
            WORDS.say("opening.news.czechoslovakia") if "CSK" in ended else "",
        ]
        return " ".join(filter(None, said))

    def _verdict(self, bet: float | None) -> str:
        added = model.border_added(self.borders, self.members)
        most = max(self.members, key=lambda row: added[row.iso3])
        last = max(self.members, key=lambda row: row.accession_date)
        tail = WORDS.say(
            "opening.verdict.tail", ally=most.name, km=added[most.iso3], year=most.accession_year, last=last.name
        )
        return f"{self._judged(bet)} {tail}"

    def _judged(self, bet: float | None) -> str:
        if bet is None:
            return WORDS.say("opening.verdict.none", km=self.km)
        off = abs(bet - self.km)
        if off < NEAR * self.km:
            return WORDS.say("opening.verdict.near", bet=bet, km=self.km, off=off)
        if bet > self.km:
            return WORDS.say("opening.verdict.high", bet=bet, km=self.km, off=off)
        return WORDS.say("opening.verdict.low", bet=bet, km=self.km, off=off)


def _in_range(km: object) -> float | None:
    """Return a bet, or None for what is none."""
    right = isinstance(km, int | float) and not isinstance(km, bool) and BET["least"] <= km <= BET["most"]
    return float(km) if right else None  # type: ignore[arg-type]  # a number, as the line above found
