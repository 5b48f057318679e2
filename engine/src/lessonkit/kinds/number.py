"""number: one number, typed as a person types it, or any number-like object."""

import math
import re

from lessonkit.judging import numerals, plain
from lessonkit.judging.compare import NEAR, UNIT, close, numbers
from lessonkit.judging.verdict import correct, incorrect, partly, unanswered, uncheckable
from lessonkit.kinds.base import Kind

MISTAKE_SPREAD = 0.02
"""A typical mistake is recognised within 2 % of itself, or the item's tolerance if that is less."""


class Number(Kind):
    name = "number"

    def parts(self, item):
        return {"unit": item.unit}

    def read(self, answer):
        cell = plain.plain(answer)
        if type(cell) is str or plain.is_blank(cell):
            return cell
        if type(cell) is bool:
            return plain.Unreadable("truth value")
        number = plain.number_of(answer)
        return cell if number is None else number

    def judge(self, item, answer, **context):
        if plain.is_blank(answer):
            return unanswered("Type a number.")
        if type(answer) is float:
            return self._number(item, [answer])
        if type(answer) is not str:
            noun = answer.name if type(answer) is plain.Unreadable else type(answer).__name__
            return uncheckable(f"I got an object of type {plain.quoted(noun)}, not a number. {self.wanted(item)}")
        found = numerals.readings(answer, item.unit)
        return self._number(item, found) if found else uncheckable(self._unread(item, answer))

    def _number(self, item, candidates):
        key, mistakes = self._keys(item)
        for number in candidates:
            told = self._mistake(item, number, key, mistakes)
            if told and (told[1].get("accept") or not close(number, key, item.tolerance)):
                return self._told(item, *told)
            if close(number, key, item.tolerance):
                return correct("" if number == candidates[0] else f"I read your answer as {number:g}.")
        return self._ladder(item, candidates[0], key)

    def _mistake(self, item, number, key, mistakes):
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

    def spread(self, item, value: float, mistake: dict) -> float:
        """Return how far from its value a typical mistake is recognised, in the unit of the answer."""
        spread = mistake.get("tolerance")
        if spread is None:
            spread = min(item.tolerance or 0.0, MISTAKE_SPREAD * abs(value))
        return spread * (1 + 1e-9) + 1e-9 * max(1.0, abs(value))

    def _told(self, item, name, mistake):
        text = item.fill(mistake["feedback"])
        if mistake.get("accept"):
            return correct(text, mistake=name, misconception=mistake.get("misconception"))
        return incorrect(text, mistake=name, misconception=mistake.get("misconception"))

    def _ladder(self, item, number, key):
        found = numbers([number], [key], item.tolerance)
        unit = f" The question asks for {item.unit}." if item.unit and found.step == UNIT else ""
        if found.step in (UNIT, NEAR):
            return partly(found.score, found.message + unit)
        return incorrect(found.message)

    def _keys(self, item):
        """Return (key, [(name, value, mistake), …]), computed once an item."""
        if "number" not in item.kept:
            values = [(f"mistake-{n}", float(item.evaluate(m["answer"])), m) for n, m in enumerate(item.mistakes, 1)]
            item.kept["number"] = (float(item.evaluate(item.answer)), values)
        return item.kept["number"]

    def _unread(self, item, text):
        found = numerals.parts(text)
        shown = plain.quoted(text, 40)
        if found and numerals.values(found[0]) and item.unit:
            return f"You wrote {shown}. The answer is in {item.unit}: type it in that unit, or without a unit."
        if len(re.findall(r"\d+(?:[.,]\d+)*", text)) > 1:
            return f"I read more than one number in {shown}. {self.wanted(item)}"
        return f"I read text, not a number: {shown}. {self.wanted(item)}"

    def wanted(self, item):
        unit = f" The unit, {item.unit}, may be left out." if item.unit else ""
        return f"Type one number in digits, for example `12.5`.{unit}"

    def static(self, item):
        return f"Your answer: ________ {item.unit}".rstrip()

    def key_text(self, item):
        key = self._keys(item)[0]
        # Digits beyond the tolerance say nothing.
        digits = max(0, math.ceil(-math.log10(item.tolerance))) if item.tolerance else None
        text = f"{key:,.{digits}f}" if digits is not None else f"{key:,.10g}"
        spread = f" (accepted within ±{item.tolerance:g})" if item.tolerance else ""
        unit = f" {item.unit}" if item.unit else ""
        return f"**{text.replace('-', '−')}{unit}**{spread}"

    def others(self, item):
        for _, value, mistake in self._keys(item)[1]:
            text = (f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}").replace("-", "−")
            yield f"**{text}**" + (" (counts as right)" if mistake.get("accept") else ""), mistake["feedback"]

    def solution(self, item):
        return self._keys(item)[0]

    def mistaken(self, item):
        return [(name, value) for name, value, _ in self._keys(item)[1]]

    def listed(self, item):
        return [(name, m["feedback"]) for name, _, m in self._keys(item)[1]]

    def wrong(self, item):
        key, mistakes = self._keys(item)
        for n, (_, value, mistake) in enumerate(mistakes):
            if close(value, key, item.tolerance) and not mistake.get("accept"):
                yield (
                    f"mistakes.{n}.answer",
                    f"{value:g} lies within the tolerance of the answer {key:g}; move it, or say accept: true",
                )
