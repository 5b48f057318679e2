"""Council in-tray: twelve real incidents without their dates, and a forecast for each before its record opens."""

from collections.abc import Callable, Sequence
from functools import cached_property
from math import isfinite
from pathlib import Path
from statistics import fmean
from typing import Any

import anywidget
import ipywidgets
import pandas as pd
import traitlets

from lessonkit.explorer.frame import Explorer, Reading, html
from lessonkit.explorer.inputs import Mission, Part, Values
from lessonkit.explorer.texts import words
from lessonkit.frontend import css, esm
from lessonkit.progress.store import store
from lessonkit.texts import references
from lessonkit.texts.words import long_date
from nato_course.explorers.council_in_tray import model
from nato_course.explorers.council_in_tray.records import BRIEFS, COUNT, Record, records

WORDS = words("council-in-tray")
OUTCOMES = WORDS.each("outcomes")
RULES = WORDS.each("controls.rule.options")
SLACK = 0.5  # per cent: three times 33.3 is near enough to 100
SURE = 0.6  # from here on a number counts as "likely" in the reading
THIRDS = (1 / 3, 1 / 3, 1 / 3)
BATCH = 4


def read(texts: object) -> list[float]:
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
        raise ValueError(WORDS.say("notice.number"))
    total = sum(numbers)
    if abs(total - 100) > SLACK:
        raise ValueError(WORDS.say("notice.sum", total=total))
    return [100 * number / total for number in numbers]


def kept(prediction: Values) -> dict[str, list[float]]:
    """Return the forecasts in a kept prediction, oldest first; what is no forecast is left out."""
    forecasts = prediction.get("files")
    forecasts = forecasts if isinstance(forecasts, dict) else {}
    good: dict[str, list[float]] = {}
    for key, values in forecasts.items():
        try:
            good |= {key: read(values)} if key in BRIEFS else {}
        except ValueError:
            continue
    return good


def times(count: int) -> str:
    """Say how many times: "not once", "twice", "12 times"."""
    return WORDS.say(f"times.{count if count < 7 else 'more'}", count=count)


def ended(outcome: str) -> int:
    """Return how many of the files ended with an outcome."""
    at = list(OUTCOMES).index(outcome)
    return sum(record.outcome == at for record in records())


class Tray(anywidget.AnyWidget):
    """One file with its three boxes or its record, and the two charts below it."""

    _esm = esm("frame.js", Path(__file__).with_name("view.js"))
    _css = css(Path(__file__).with_name("view.css"))
    texts = traitlets.Dict().tag(sync=True)
    file = traitlets.Dict().tag(sync=True)
    chart = traitlets.Dict().tag(sync=True)


class CouncilInTray(Explorer):
    """When is an attack on one an attack on all, and how sure were you?"""

    name = "council-in-tray"
    printed = False  # as it begins, there is nothing to show
    number = "04"
    title = WORDS.title
    minutes = 15
    limits = WORDS.limits
    asks = (
        WORDS.ask("fours", high=COUNT, truth=lambda: ended("four"), told="third"),
        WORDS.ask("fives", high=COUNT, truth=lambda: ended("five"), told="third"),
    )
    controls = (WORDS.range("file", range(1, COUNT + 1), steppers=True), WORDS.choice("rule"))

    def __init__(self) -> None:
        self.records = records()
        self.at = {record.key: record for record in self.records}
        super().__init__()

    # -- what the learner has said

    @property
    def forecasts(self) -> dict[str, list[float]]:
        """Record key to the three numbers, in per cent, in the order in which they were committed."""
        return kept(self.prediction)

    def _closed(self, numbers: range) -> list[int]:
        """Return which of the numbered files are closed."""
        forecasts = self.forecasts
        return [number for number in numbers if self.records[number - 1].key not in forecasts]

    def _next(self, number: int) -> int | None:
        """Return the next closed file of the step after ``number``, or None when all are open."""
        closed = self._closed(_batch(self.step) if self.mission else range(1, COUNT + 1))
        return next((other for other in closed if other > number), closed[0] if closed else None)

    # -- missions

    @cached_property
    def missions(self) -> tuple[Mission, ...]:
        return (
            WORDS.mission("first", shows=("file",), goal=self._opens(1), found=self._found_first, guess=()),
            WORDS.mission("second", shows=("file",), goal=self._opens(2), found=self._found_second, guess=()),
            WORDS.mission(
                "third", shows=("file",), goal=self._opens(3), found=self._found_third, guess=("fours", "fives")
            ),
        )

    def _opens(self, mission: int) -> list[Part]:
        return [WORDS.part("file", self._is_open(number), number=number) for number in _batch(mission)]

    def _is_open(self, number: int) -> Callable[[Values], bool]:
        return lambda _values: not self._closed(range(number, number + 1))

    def starts(self) -> Values:
        return {"file": self._next(0) or _batch(self.step)[0], "rule": "you"} if self.mission else {}

    def _found_first(self, _values: Values) -> str:
        return WORDS.say("missions.first.found", score=self._against_thirds())

    def _found_second(self, _values: Values) -> str:
        return WORDS.say("missions.second.found", likely=self._likely())

    def _found_third(self, _values: Values) -> str:
        outcomes = [record.outcome for record in self.records]
        none, four, five = (times(outcomes.count(kind)) for kind in range(len(OUTCOMES)))
        return WORDS.say("missions.third.found", none=none, four=four, five=five, score=self._against_thirds())

    def _scores(self) -> list[float]:
        return [self._score(key, values) for key, values in self.forecasts.items()]

    def _score(self, key: str, percent: Sequence[float]) -> float:
        return model.brier([value / 100 for value in percent], self.at[key].outcome)

    def _against_thirds(self) -> str:
        mean, even = (round(score, 2) for score in (fmean(self._scores()), model.brier(THIRDS, 0)))
        beside = "better" if mean < even else "worse" if mean > even else "same"
        return WORDS.say(f"score.{beside}", mean=mean)

    def _likely(self) -> str:
        said, true = self.sure()
        return WORDS.say("likely.some" if said else "likely.none", sure=100 * SURE, given=times(said), true=times(true))

    def sure(self) -> tuple[int, int]:
        """Return how many numbers were likely ones, and how many of these came true."""
        pairs = [
            (value / 100, position == self.at[key].outcome)
            for key, values in self.forecasts.items()
            for position, value in enumerate(values)
        ]
        likely = [true for value, true in pairs if value >= SURE - model.TOLERANCE]
        return len(likely), sum(likely)

    # -- what the browser says

    def chart(self) -> ipywidgets.VBox:
        self.tray = Tray(texts=WORDS.each("labels"))
        self.tray.on_msg(lambda _part, message, _buffers: self.told(message))
        return ipywidgets.VBox([self.tray])

    def told(self, message: object) -> None:
        """Do what the tray sent from the browser; anything else is left alone."""
        message = message if isinstance(message, dict) else {}
        do = message.get("do")
        number = self.values["file"]
        if do == "commit" and self._closed(range(number, number + 1)) and self.step > 0:
            self._commit(number, message.get("values"))
        elif do == "next" and self._next(number):
            self.set(file=self._next(number))
            self.tray.send({"do": "focus"})
        elif do == "next" and self.done:
            self.heard({"do": "next"})

    def _commit(self, number: int, texts: object) -> None:
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

    def update(self, values: dict[str, Any]) -> Reading:
        self.tray.file = self._file(values["file"])
        self.tray.chart = self._charts(values["rule"])
        return Reading(self._text(values), self._table(), WORDS.say("table.caption", count=COUNT))

    def _file(self, number: int, typed: Sequence[str] = (), notice: str = "") -> dict[str, Any]:
        record = self.records[number - 1]
        values = self.forecasts.get(record.key)
        following = self._next(number) if values else None
        go_on = (
            WORDS.say("file.next", number=following) if following else WORDS.say("file.done") if self.mission else ""
        )
        return {
            "title": WORDS.say("file.title", number=number, count=COUNT),
            "brief": html(record.brief),
            "labels": list(OUTCOMES.values()),
            "typed": list(typed),
            "notice": notice,
            "record": self._record(record, values) if values else {},
            "next": go_on if values else "",
        }

    def _record(self, record: Record, values: Sequence[float]) -> dict[str, Any]:
        source, outcomes = references.link(record.source), list(OUTCOMES.values())
        said = {
            "when": f"{long_date(record.when)}: {record.ally}",
            "happened": record.happened,
            "council": record.council,
            "said": record.said,
            "reported": record.reported,
        }
        return {
            "result": WORDS.say(
                "file.result",
                outcome=outcomes[record.outcome],
                said=values[record.outcome],
                score=self._score(record.key, values),
            ),
            "bars": [
                {"text": text, "value": round(value), "true": at == record.outcome}
                for at, (text, value) in enumerate(zip(outcomes, values, strict=True))
            ],
            "rows": [[name, said[key]] for key, name in WORDS.each("file.rows").items() if said[key]],
            "source": {"text": source.short, "url": source.url},
        }

    def _charts(self, rule: str) -> dict[str, Any]:
        forecasts, scores = self.forecasts, self._scores()
        outcomes = [self.at[key].outcome for key in forecasts]
        bins = model.calibration([[value / 100 for value in values] for values in forecasts.values()], outcomes)
        dots = self._likely() if forecasts else WORDS.say("chart.no_dots")
        mean = WORDS.say("chart.mean", mean=fmean(scores)) if forecasts else WORDS.say("chart.no_scores")
        return {
            "claims": [dots, mean],
            "bins": [[100 * one.stated, 100 * one.happened, one.count] for one in bins],
            "scores": scores,
            "means": model.running_mean(scores),
            "most": COUNT,
            "equal": model.brier(THIRDS, 0),
            "rule": model.running_mean(self._rule_scores(rule)) if rule != "you" else [],
        }

    def _rule_scores(self, rule: str) -> list[float]:
        """Return what a simple rule scores on the files that are open, in the order in which they were opened."""
        forecast = {
            "thirds": THIRDS,
            "shares": model.frequencies([record.outcome for record in self.records], len(OUTCOMES)),
            "nothing": (1, 0, 0),
            "five": (0, 0, 1),
        }[rule]
        return [model.brier(forecast, self.at[key].outcome) for key in self.forecasts]

    def _text(self, values: dict[str, Any]) -> str:
        number, rule, forecasts = values["file"], values["rule"], self.forecasts
        record = self.records[number - 1]
        if record.key in forecasts:
            first = WORDS.say(
                "reading.open",
                number=number,
                ally=record.ally,
                year=record.when.year,
                outcome=list(WORDS.each("in_a_sentence").values())[record.outcome],
                said=forecasts[record.key][record.outcome],
            )
        else:
            first = WORDS.say("reading.closed", number=number)
        if not forecasts:
            return f"{first} {WORDS.say('reading.none')}"
        mean = fmean(self._scores())
        sentences = [first, WORDS.say("reading.scores", open=len(forecasts), count=COUNT, mean=mean), self._likely()]
        if rule != "you":
            sentences.append(WORDS.say("reading.rule", rule=RULES[rule], mean=fmean(self._rule_scores(rule))))
        return " ".join(sentences)

    def _table(self) -> pd.DataFrame:
        forecasts, outcomes = self.forecasts, list(OUTCOMES.values())
        rows = []
        for number, record in enumerate(self.records, start=1):
            row = [WORDS.say("table.file", number=number), *[None] * 7]
            if values := forecasts.get(record.key):
                row[1:] = [
                    *(f"{value:.0f}" for value in values),
                    record.ally,
                    str(record.when.year),
                    outcomes[record.outcome],
                    f"{self._score(record.key, values):.2f}",
                ]
            rows.append(row)
        file, *known = WORDS.each("table.columns").values()
        return pd.DataFrame(rows, columns=[file, *outcomes, *known])


def _batch(mission: int) -> range:
    """Return the four files of a mission."""
    return range((mission - 1) * BATCH + 1, mission * BATCH + 1)
