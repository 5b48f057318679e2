"""Council in-tray: twelve real incidents without their dates, and a forecast for each before its record opens."""

from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import anywidget
import ipywidgets
import pandas as pd
import traitlets

from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading, html
from lessonkit.explorer.inputs import Ask, Choice, Mission, Range
from lessonkit.frontend import css, esm
from lessonkit.progress.store import store
from lessonkit.texts import references
from lessonkit.texts.words import listed, long_date
from nato_course.explorers.council_in_tray import model

OUTCOMES = ("Nothing formal", "Article 4", "Article 5")
SLACK = 0.5  # per cent: three times 33.3 is near enough to 100
SURE = 0.6  # from here on a number counts as "likely" in the reading

# What was known in the first hours or days, without name, place or date. The key is an event of the table
# `article_4_5_events`, or the date of an incident in `incidents`.
BRIEFS = {
    "2022-07-15": "An attack through computer networks stops an ally's government services. The ally and others will blame a state outside Europe.",
    "1982-04-02": "The armed forces of a state land on islands that an ally governs, far from Europe, and occupy them.",
    "a4-2012-10": "Shells from a war in the next country keep landing in an ally's border area. One of them kills five people.",
    "a4-2025-poland": "In one night about twenty drones enter an ally's airspace. They come from a war next door. Some are shot down.",
    "2026-03-04": "Allied air defence shoots down a missile that is on its way to an ally. The ally names the state that fired it. That state denies it.",
    "a5-2001": "Attackers kill a great many people in an ally. They wear no uniform. Nobody is certain yet who sent them, or from where.",
    "a4-2003": "A war is expected in a country next to an ally. Nothing has been fired yet. The ally wants its defence prepared.",
    "2018-03-04": "A nerve agent is used in an ally's town. The ally blames another state, which denies it.",
    "2022-11-15": "There is a war across the border. A missile comes down in an ally's village and kills two people. At first it is not clear whose missile it is.",
    "a4-2025-estonia": "Three aircraft of another state's air force are in an ally's airspace for more than ten minutes. That state denies it.",
    "a4-2015": "Within days, terrorists attack civilians, police and soldiers in an ally.",
    "2026-05-29": "A drone from a war next door hits a block of flats in an ally. Two people are hurt. The ally's foreign minister says that Article 4 could be used.",
}  # fmt: skip
COUNT = len(BRIEFS)
BATCH = 4

RULES = {
    "you": "Your forecasts only",
    "thirds": "Three equal chances",
    "shares": "The shares of these twelve",
    "nothing": "Always “nothing formal”",
    "five": "Always “Article 5”",
}

LIMITS = f"""
- **We chose the twelve.** Of serious incidents far fewer end with an article than here. The shares of this set are no
  forecast for the next crisis.
- **A formal step is not the strength of the answer.** After some incidents with no article, allies sent experts or
  raised their missile defence. After some with Article 4 they issued a statement and no more.
- **What was known was more than three sentences.** Ambassadors had intelligence, instructions from their capitals, and
  each other's worries. The texts were written for this course, by people who know how each case ended.
- **The record may be incomplete.** NATO lists consultations under Article 4. It does not list the times when an ally
  thought of asking and did not. The newest records here rest on news reports, and each says so.
- **Thirty-six numbers are few.** Twelve forecasts of three numbers each cannot show fine calibration. A good score on
  past cases that one may remember is no proof of skill.

The score is that of Glenn W. Brier (1950), in its first form for several outcomes: the squared differences between
each probability and what happened (1 or 0), added up over the three outcomes. It runs from 0 (certain and right) to
2 (certain and wrong). Three equal chances always score {2 / 3:.2f}. Many books use half of this or count one outcome only.
"""


@dataclass(frozen=True)
class Record:
    """What is in the file once it is open."""

    key: str
    brief: str
    when: pd.Timestamp
    ally: str
    happened: str
    council: str
    said: str
    outcome: int
    source: str
    reported: str


def records() -> list[Record]:
    """Return the twelve records, in the order of the in-tray, from the course's tables."""
    names = load("members").set_index("iso3")["name"]
    found = _events(names) | _incidents(names)
    return [found[key] for key in BRIEFS]


def _events(names) -> dict:
    table = load("article_4_5_events")
    return {
        key: Record(
            key,
            BRIEFS[key],
            when=rows["trigger_date"].fillna(rows["council_date"]).iloc[0],
            ally=listed(sorted(names[rows["iso3"]])),
            happened=rows["trigger"].iloc[0],
            council=f"{long_date(rows['council_date'].iloc[0])}. {rows['outcome'].iloc[0]}",
            said=rows["note"].fillna("").iloc[0],
            outcome=int(rows["article"].iloc[0]) - 3,
            source=rows["source"].iloc[0],
            reported="",
        )
        for key, rows in table[table["event"].isin(BRIEFS)].groupby("event")
    }


def _incidents(names) -> dict:
    rows = load("incidents").astype(object).itertuples()
    return {
        key: Record(
            key,
            BRIEFS[key],
            when=row.date,
            ally=names[row.iso3],
            happened=row.incident,
            council=row.council,
            said=row.why_no_article,
            outcome=0,
            source=row.source,
            reported="" if pd.isna(row.reported_by) else row.reported_by,
        )
        for row in rows
        if (key := f"{row.date:%Y-%m-%d}") in BRIEFS
    }


def read(texts) -> list[float]:
    """Return three typed numbers as per cent that add up to 100; an empty box is 0.

    Raises
    ------
    ValueError
        The message says what to mend.
    """
    texts = texts if isinstance(texts, list) and len(texts) == len(OUTCOMES) else []
    try:
        numbers = [float(str(text).strip().rstrip("%").replace(",", ".") or 0) for text in texts]
    except ValueError:
        numbers = []
    if not numbers or not all(isfinite(number) and 0 <= number <= 100 for number in numbers):
        raise ValueError("Type a number from 0 to 100 in each box.")
    total = sum(numbers)
    if abs(total - 100) > SLACK:
        raise ValueError(f"The three numbers add up to {total:g}. They should add up to 100.")
    return [100 * number / total for number in numbers]


def kept(prediction: dict) -> dict:
    """Return the forecasts in a kept prediction, oldest first; what is no forecast is left out."""
    forecasts = prediction.get("files")
    forecasts = forecasts if isinstance(forecasts, dict) else {}
    good = {}
    for key, values in forecasts.items():
        try:
            good |= {key: read(values)} if key in BRIEFS else {}
        except ValueError:
            continue
    return good


class Tray(anywidget.AnyWidget):
    """One file with its three boxes or its record, and the two charts below it."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    file = traitlets.Dict().tag(sync=True)
    chart = traitlets.Dict().tag(sync=True)


class CouncilInTray(Explorer):
    """When is an attack on one an attack on all, and how sure were you?"""

    name = "council-in-tray"
    number = "04"
    title = "Council in-tray"
    minutes = 15
    limits = LIMITS
    asks = (
        Ask(
            "fours",
            "Twelve incidents are in the tray. After how many did allies consult under Article 4?",
            unit="files",
            high=COUNT,
        ),
        Ask("fives", "After how many did the Council agree that Article 5 applied?", unit="files", high=COUNT),
    )
    controls = (
        Range("file", "File", range(1, COUNT + 1), text=lambda number: f"{number} of {COUNT}", steppers=True),
        Choice("rule", "Compare with", RULES),
    )

    def __init__(self):
        self.records = records()
        self.at = {record.key: record for record in self.records}
        self._read_from = self._forecasts = None
        super().__init__()

    # -- what the learner has said

    @property
    def forecasts(self) -> dict:
        """Record key to the three numbers, in per cent, in the order in which they were committed."""
        if self._read_from is not self.prediction:
            self._read_from, self._forecasts = self.prediction, kept(self.prediction)
        return self._forecasts

    def _open(self, numbers) -> list:
        """Return which of the numbered files are open."""
        forecasts = self.forecasts
        return [number for number in numbers if self.records[number - 1].key in forecasts]

    def _batch(self) -> range:
        """Return the files of the step: four in a mission, all in free play."""
        first = (self.step - 1) * BATCH + 1
        return range(first, first + BATCH) if self._in_mission() else range(1, COUNT + 1)

    def _in_mission(self) -> bool:
        return 0 < self.step <= COUNT // BATCH

    def _next(self, number: int) -> int | None:
        """Return the next closed file of the step after ``number``, or None when all are open."""
        closed = [other for other in self._batch() if other not in self._open(self._batch())]
        return next((other for other in closed if other > number), closed[0] if closed else None)

    # -- missions

    @property
    def missions(self):
        return (
            self._mission_of(
                0,
                "Open **files 1 to 4**. Each says what was known at first. For each outcome, type how likely you think it is; "
                "the three numbers add up to 100. Then the record opens. It tells who was hit, and when.",
                self._found_first,
            ),
            self._mission_of(
                1,
                "Now **files 5 to 8**. Before you commit, say to yourself who would have to *ask*. Watch the left chart: "
                "do things to which you give 80 % happen about eight times in ten?",
                self._found_second,
            ),
            self._mission_of(
                2,
                "The last four, **files 9 to 12**. Three of them look like a file that you have seen. "
                "Which ones, and should the answer be the same?",
                self._found_third,
                guess=("fours", "fives"),
            ),
        )

    def _mission_of(self, batch: int, text: str, found, guess=()) -> Mission:
        numbers = range(batch * BATCH + 1, (batch + 1) * BATCH + 1)
        closed = [number for number in numbers if number not in self._open(numbers)]
        return Mission(
            text,
            shows=("file",),
            start={"file": closed[0] if closed else numbers[0], "rule": "you"},
            goal=lambda values: len(self._open(numbers)) == BATCH,
            found=found,
            guess=guess,
        )

    def _found_first(self, _values):
        return (
            f"{self._against_thirds()} Two of the four ended with Article 4, because an ally asked for it. "
            "Albania did not ask, as far as NATO's list shows. The Falkland Islands lie outside the area of Article 6."
        )

    def _found_second(self, _values):
        return (
            f"{self._likely()} File 6 is the only time that allies have agreed that Article 5 applied. The ally had not even asked, "
            "and the Council set a condition: the attack must have come from abroad. In file 7 an ally asked before anything had "
            "happened, and the Council could not agree."
        )

    def _found_third(self, _values):
        outcomes = [record.outcome for record in self.records]
        none, four, five = (outcomes.count(kind) for kind in range(len(OUTCOMES)))
        return (
            f"Nothing formal {_times(none)}, Article 4 {_times(four)}, Article 5 {_times(five)}. Compare **files 3 and 9**, **4 and 12**, "
            "**6 and 11**. What fell or exploded was alike, and the answers differ. What differed was who asked, what was known about "
            f"intent, and what all could agree on. {self._against_thirds()}"
        )

    def _scores(self) -> list:
        return [self._score(key, values) for key, values in self.forecasts.items()]

    def _score(self, key: str, percent) -> float:
        return model.brier([value / 100 for value in percent], self.at[key].outcome)

    def _against_thirds(self) -> str:
        mean = model.mean(self._scores())
        beside = "better than" if round(mean, 2) < 0.67 else "worse than" if round(mean, 2) > 0.67 else "the same as"
        return f"Your mean score is **{mean:.2f}**, {beside} the 0.67 of three equal chances."

    def _likely(self) -> str:
        said, true = self._sure()
        if not said:
            return f"You have not yet given anything {100 * SURE:.0f} % or more."
        return f"You gave {100 * SURE:.0f} % or more {_times(said)}, and it came true {_times(true)}."

    def _sure(self) -> tuple[int, int]:
        """Return how many numbers were likely ones, and how many of these came true."""
        pairs = [
            (value / 100, position == self.at[key].outcome)
            for key, values in self.forecasts.items()
            for position, value in enumerate(values)
        ]
        likely = [true for value, true in pairs if value >= SURE - model.TOLERANCE]
        return len(likely), sum(likely)

    # -- what the browser says

    def chart(self):
        self.tray = Tray()
        self.tray.on_msg(self._told)
        return ipywidgets.VBox([self.tray])

    def _told(self, _widget, message, _buffers):
        do = message.get("do") if isinstance(message, dict) else None
        number = self.values["file"]
        if do == "commit" and self.records[number - 1].key not in self.forecasts and self.step > 0:
            self._commit(number, message.get("values"))
        elif do == "next" and self._next(number):
            self.set(file=self._next(number))
            self.tray.send({"do": "focus"})

    def _commit(self, number: int, texts):
        try:
            values = read(texts)
        except ValueError as trouble:
            typed = [str(text) for text in texts] if isinstance(texts, list) else []
            self.tray.file = self._file(number, typed=typed, notice=str(trouble))
            self.tray.send({"do": "focus-notice"})
            return
        self.prediction = {**self.prediction, "files": {**self.forecasts, self.records[number - 1].key: values}}
        store().predict(self.name, self.prediction)
        self.redraw()
        self.tray.send({"do": "focus"})

    # -- what is shown

    def update(self, values):
        self.tray.file = self._file(values["file"])
        self.tray.chart = self._charts(values["rule"])
        return Reading(
            self._text(values), self._table(), f"Forecasts and records of the {COUNT} files. Numbers are per cent."
        )

    def _file(self, number: int, typed=(), notice="") -> dict:
        record = self.records[number - 1]
        values = self.forecasts.get(record.key)
        return {
            "title": f"File {number} of {COUNT}",
            "brief": html(record.brief),
            "labels": list(OUTCOMES),
            "typed": list(typed),
            "notice": notice,
            "record": self._record(record, values) if values else {},
            "next": f"Open file {self._next(number)}" if values and self._next(number) else "",
        }

    def _record(self, record: Record, values) -> dict:
        source = references.link(record.source)
        rows = [
            ("When and whom", f"{long_date(record.when)}: {record.ally}"),
            ("What happened", record.happened),
            ("What the Council did", record.council),
            ("What else is known", record.said),
            ("Reported by", record.reported),
        ]
        return {
            "result": f"{OUTCOMES[record.outcome]}. You gave this {values[record.outcome]:.0f} %. Score {self._score(record.key, values):.2f}.",
            "bars": [
                {"text": text, "value": round(value), "true": at == record.outcome}
                for at, (text, value) in enumerate(zip(OUTCOMES, values, strict=False))
            ],
            "rows": [[name, text] for name, text in rows if text],
            "source": {"text": source.short, "url": source.url},
        }

    def _charts(self, rule: str) -> dict:
        forecasts = self.forecasts
        outcomes = [self.at[key].outcome for key in forecasts]
        scores = self._scores()
        bins = model.calibration([[value / 100 for value in values] for values in forecasts.values()], outcomes)
        mean = model.mean(scores)
        return {
            "claims": [
                self._likely() if forecasts else "Your dots appear here",
                f"Mean score {mean:.2f}" if forecasts else "Your scores appear here",
            ],
            "bins": [[100 * one.stated, 100 * one.happened, one.count] for one in bins],
            "scores": scores,
            "means": model.running_mean(scores),
            "most": COUNT,
            "equal": 2 / 3,
            "rule": {"text": RULES[rule], "means": model.running_mean(self._rule_scores(rule))}
            if rule != "you"
            else {},
        }

    def _rule_scores(self, rule: str) -> list:
        """Return what a simple rule scores on the files that are open, in the order in which they were opened."""
        forecast = {
            "thirds": (1 / 3, 1 / 3, 1 / 3),
            "shares": model.frequencies([record.outcome for record in self.records], len(OUTCOMES)),
            "nothing": (1, 0, 0),
            "five": (0, 0, 1),
        }[rule]
        return [model.brier(forecast, self.at[key].outcome) for key in self.forecasts]

    def _text(self, values) -> str:
        number, forecasts = values["file"], self.forecasts
        record = self.records[number - 1]
        if record.key in forecasts:
            said = forecasts[record.key][record.outcome]
            first = f"File {number}, {record.ally} {record.when.year}: {OUTCOMES[record.outcome].lower().replace('article', 'Article')}; you gave it {said:.0f} %."
        else:
            first = f"File {number} is closed."
        if not forecasts:
            return f"{first} No file is open yet."
        mean = model.mean(self._scores())
        sentences = [
            first,
            f"{len(forecasts)} of {COUNT} files are open. Mean Brier score {mean:.2f} (0 is best, 2 is worst, three equal chances score 0.67).",
            self._likely(),
        ]
        if values["rule"] != "you":
            sentences.append(
                f"{RULES[values['rule']]}: {model.mean(self._rule_scores(values['rule'])):.2f} on the same files."
            )
        return " ".join(sentences)

    def _table(self) -> pd.DataFrame:
        forecasts = self.forecasts
        rows = []
        for number, record in enumerate(self.records, start=1):
            values = forecasts.get(record.key)
            shown = [f"{value:.0f}" for value in values] if values else [None] * len(OUTCOMES)
            known = (
                [record.ally, str(record.when.year), OUTCOMES[record.outcome], f"{self._score(record.key, values):.2f}"]
                if values
                else [None] * 4
            )
            rows.append([f"File {number}", *shown, *known])
        return pd.DataFrame(rows, columns=["File", *OUTCOMES, "Ally", "Year", "What followed", "Score"])


def _times(count: int) -> str:
    words = ("not once", "once", "twice", "three times", "four times", "five times", "six times")
    return words[count] if count < len(words) else f"{count} times"
