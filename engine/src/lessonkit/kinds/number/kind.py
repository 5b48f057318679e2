"""number: one number, typed as a person types it, or any number-like object."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lessonkit.bank.fields import Fields
from lessonkit.bank.item import Item
from lessonkit.judging import numerals, plain
from lessonkit.judging.compare import NEAR, UNIT, close, numbers
from lessonkit.judging.verdict import Verdict, correct, incorrect, partly, unanswered, uncheckable
from lessonkit.kinds import base, question, text
from lessonkit.kinds.base import Kind
from lessonkit.kinds.question import Question, Range

MISTAKE_SPREAD = 0.02
"""A typical mistake is recognised within 2 % of itself, or the item's tolerance if that is less."""


class Mistake(base.Mistake, total=False):
    """A typical other number. An accepted one counts as right, with something to say."""

    answer: float | str
    tolerance: float
    accept: bool


@dataclass(frozen=True, kw_only=True)
class NumberFields(Fields):
    """A number, or an expression that gives it, and how far from it an answer may lie."""

    answer: float | str
    tolerance: float
    unit: str = ""
    mistakes: Sequence[Mistake] = ()


Valued = tuple[str, float, Mistake]
"""The name of a typical mistake, its number, and the rest of it."""


class Number(Kind[NumberFields]):
    """One number, with the nearest typical mistake told."""

    fields = NumberFields
    quick = True
    aloud = 5
    expressions = frozenset({"answer"})

    def parts(self, item: Item[NumberFields]) -> dict[str, Any]:
        return {"unit": item.fields.unit}

    def read(self, answer: Any) -> Any:
        cell = plain.plain(answer)
        if type(cell) is str or plain.is_blank(cell):
            return cell
        if type(cell) is bool:
            return plain.Unreadable("truth value")
        number = plain.number_of(answer)
        return cell if number is None else number

    def judge(self, item: Item[NumberFields], answer: Any, **context: Any) -> Verdict:
        if plain.is_blank(answer):
            return unanswered("Type a number.")
        if type(answer) is float:
            return self._number(item, [answer])
        if type(answer) is not str:
            noun = answer.name if type(answer) is plain.Unreadable else type(answer).__name__
            return uncheckable(f"I got an object of type {plain.quoted(noun)}, not a number. {self.wanted(item)}")
        found = numerals.readings(answer, item.fields.unit, item.prompt)
        return self._number(item, found) if found else uncheckable(self._unread(item, answer))

    def _number(self, item: Item[NumberFields], candidates: list[float]) -> Verdict:
        key, mistakes = self._keys(item)
        for number in candidates:
            told = self._mistake(item, number, key, mistakes)
            if told and (told[1].get("accept") or not close(number, key, item.fields.tolerance)):
                return self._told(item, *told)
            if close(number, key, item.fields.tolerance):
                return correct("" if number == candidates[0] else f"I read your answer as {number:g}.")
        return self._ladder(item, candidates[0], key)

    def _mistake(
        self, item: Item[NumberFields], number: float, key: float, mistakes: list[Valued]
    ) -> tuple[str, Mistake] | None:
        """Return (name, mistake) of the nearest typical mistake within its own spread."""
        found = [
            (abs(number - value), name, mistake)
            for name, value, mistake in mistakes
            if abs(number - value) <= self.spread(item, value, mistake)
        ]
        if not found:
            return None
        distance, name, mistake = min(found, key=lambda entry: entry[:2])
        return (name, mistake) if distance <= abs(number - key) else None

    def spread(self, item: Item[NumberFields], value: float, mistake: Mistake) -> float:
        """Return how far from its value a typical mistake is recognised, in the unit of the answer."""
        spread = mistake.get("tolerance")
        if spread is None:
            spread = min(item.fields.tolerance or 0.0, MISTAKE_SPREAD * abs(value))
        return spread * (1 + 1e-9) + 1e-9 * max(1.0, abs(value))

    def _told(self, item: Item[NumberFields], name: str, mistake: Mistake) -> Verdict:
        say = correct if mistake.get("accept") else incorrect
        return say(item.fill(mistake["feedback"]), mistake=name, misconception=mistake.get("misconception"))

    def _ladder(self, item: Item[NumberFields], number: float, key: float) -> Verdict:
        found = numbers([number], [key], item.fields.tolerance)
        unit = f" The question asks for {item.fields.unit}." if item.fields.unit and found.step == UNIT else ""
        if found.step in (UNIT, NEAR):
            return partly(found.score, found.message + unit)
        return incorrect(found.message)

    def evaluate(self, item: Item[NumberFields], expression: Any) -> float:
        return float(item.evaluate(expression))

    def _keys(self, item: Item[NumberFields]) -> tuple[float, list[Valued]]:
        """Return (key, [(name, value, mistake), …]), computed once an item."""
        if "number" not in item.kept:
            mistakes = enumerate(item.fields.mistakes, 1)
            values = [(f"mistake-{n}", self.evaluate(item, one["answer"]), one) for n, one in mistakes]
            item.kept["number"] = (self.evaluate(item, item.fields.answer), values)
        kept: tuple[float, list[Valued]] = item.kept["number"]
        return kept

    def _unread(self, item: Item[NumberFields], typed: str) -> str:
        found = numerals.parts(typed)
        shown = plain.quoted(typed, 40)
        if found and numerals.values(found[0]) and item.fields.unit:
            return f"You wrote {shown}. The answer is in {item.fields.unit}: type it in that unit, or without a unit."
        if len(re.findall(r"\d+(?:[.,]\d+)*", typed)) > 1:
            return f"I read more than one number in {shown}. {self.wanted(item)}"
        return f"I read text, not a number: {shown}. {self.wanted(item)}"

    def wanted(self, item: Item[NumberFields]) -> str:
        unit = f" The unit, {item.fields.unit}, may be left out." if item.fields.unit else ""
        return f"Type one number in digits, for example `12.5`.{unit}"

    def static(self, item: Item[NumberFields]) -> str:
        return f"Your answer: ________ {item.fields.unit}".rstrip()

    def key_text(self, item: Item[NumberFields]) -> str:
        key = self._keys(item)[0]
        # Digits beyond the tolerance say nothing.
        digits = max(0, math.ceil(-math.log10(item.fields.tolerance))) if item.fields.tolerance else None
        shown = f"{key:,.{digits}f}" if digits is not None else f"{key:,.10g}"
        spread = f" (accepted within ±{item.fields.tolerance:g})" if item.fields.tolerance else ""
        unit = f" {item.fields.unit}" if item.fields.unit else ""
        return f"**{shown.replace('-', '−')}{unit}**{spread}"

    def others(self, item: Item[NumberFields]) -> Iterator[tuple[str, str]]:
        for _, value, mistake in self._keys(item)[1]:
            shown = (f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}").replace("-", "−")
            yield f"**{shown}**" + (" (counts as right)" if mistake.get("accept") else ""), mistake["feedback"]

    def as_questions(self, item: Item[NumberFields], whole: Question) -> Iterator[Question]:
        unit = text.paragraph(f"Unit: {item.fields.unit}") if item.fields.unit else ""
        body = question.Number(self._ranges(item), item.fields.unit)
        yield replace(whole, prompt=whole.prompt + unit, body=body)

    def _ranges(self, item: Item[NumberFields]) -> tuple[Range, ...]:
        """Return the numbers that the course takes for the answer or for a mistake, those that decide first first.

        Accepted mistakes come before the right answer, because they have more to say; the others after it. A number
        belongs to the nearest value, so the ranges of mistakes are cut in the middle between two values.
        """
        key, mistakes = self._keys(item)
        spreads = [(value, self.spread(item, value, mistake)) for _, value, mistake in mistakes]
        others = [(key, math.inf), *spreads]
        ranges = [
            Range(*_cut(value, spread, others), float(bool(mistake.get("accept"))), name)
            for (name, value, mistake), (_, spread) in zip(mistakes, spreads, strict=True)
        ]
        right = Range(key, item.fields.tolerance or 0.0, 1.0)
        return (*(one for one in ranges if one.worth), right, *(one for one in ranges if not one.worth))

    def solution(self, item: Item[NumberFields]) -> float:
        return self._keys(item)[0]

    def mistaken(self, item: Item[NumberFields]) -> list[tuple[str, float]]:
        return [(name, value) for name, value, _ in self._keys(item)[1]]

    def listed(self, item: Item[NumberFields]) -> Iterable[tuple[str, str]]:
        return [(name, m["feedback"]) for name, _, m in self._keys(item)[1]]

    def wrong(self, item: Item[NumberFields]) -> Iterator[tuple[str, str]]:
        key, mistakes = self._keys(item)
        for n, (_, value, mistake) in enumerate(mistakes):
            if close(value, key, item.fields.tolerance) and not mistake.get("accept"):
                yield (
                    f"mistakes.{n}.answer",
                    f"{value:g} lies within the tolerance of the answer {key:g}; move it, or say accept: true",
                )


def _cut(value: float, spread: float, others: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the middle and half the width of what is left of a range beside other values and their spreads."""
    low, high = value - spread, value + spread
    for other, reach in others:
        if other > value:
            high = min(high, max((value + other) / 2, other - reach))
        if other < value:
            low = max(low, min((value + other) / 2, other + reach))
    return (value, spread) if (low, high) == (value - spread, value + spread) else ((low + high) / 2, (high - low) / 2)
