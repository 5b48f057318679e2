"""written: a short text, read for its rubric's cues; the model answer comes after it.

The program sees whether a number, a year or a contrast is there. It does not judge
whether the text is true: a person does, with the rubric, and the message says so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from lessonkit.bank.fields import Fields
from lessonkit.bank.item import Item
from lessonkit.judging import plain
from lessonkit.judging.verdict import Verdict, correct, graded, unanswered, uncheckable
from lessonkit.kinds import base
from lessonkit.kinds import text as html
from lessonkit.kinds.base import BY_A_PERSON, Kind, Row, bullets, count, quote
from lessonkit.kinds.question import Essay, Question

LONGEST = 20_000
LOOK = "The look for a number, a year or a contrast in the text."
NUMBER_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "half",
    "third",
    "quarter",
    "double",
    "twice",
]
CONTRAST = (
    "but", "however", "although", "though", "yet", "while", "whereas", "despite", "nevertheless", "nonetheless", "still",
    "unless", "on the other hand", "in contrast", "by contrast", "on the contrary", "even so", "against this", "conversely",
)  # many words on a line  # fmt: skip


class Mistake(base.Mistake, total=False):
    """A sample text, and the row that it lacks: the first one, if `row` is left out."""

    text: str
    row: int


@dataclass(frozen=True, kw_only=True)
class WrittenFields(Fields):
    """The least and the most words, what a good answer has, and one that has it."""

    words: Sequence[int]
    rubric: Sequence[Row]
    model_answer: str
    mistakes: Sequence[Mistake] = ()


def cue_met(cue: Any, text: str) -> bool:
    """Tell whether a text has what a rubric row looks for; a row without a cue is left to the reader."""
    if cue is None:
        return True
    if cue == "number":
        return bool(re.search(r"\d", text)) or _any_word(NUMBER_WORDS, text)
    if cue == "year":
        return bool(re.search(r"(?<!\d)(1[6-9]|20|21)\d\d(?!\d)", text))
    if cue == "contrast":
        return _any_word(CONTRAST, text)
    return _any_word(cue["any"], text)


def _any_word(words: Iterable[object], text: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(str(word))}(?!\w)", text, re.I) for word in words)


class Written(Kind[WrittenFields]):
    """Each row of the rubric that a program can look for is met, and the length fits."""

    fields = WrittenFields
    judged_by = BY_A_PERSON
    long_on_paper = True
    carried: ClassVar = {
        "moodle": ("essay with the rubric; the model answer is for graders", LOOK),
        "qti": ("`extendedTextInteraction`; the rubric's model answer is for graders", LOOK),
        "anki": ("the rubric on the front, the model answer on the back", ""),
        "gift": ("essay with the rubric", LOOK),
    }

    def parts(self, item: Item[WrittenFields]) -> dict[str, Any]:
        return {"words": list(item.fields.words), "rubric": [item.html(row["text"]) for row in item.fields.rubric]}

    def judge(self, item: Item[WrittenFields], answer: Any, **context: Any) -> Verdict:
        text = answer.get("text") if type(answer) is dict else answer
        if plain.is_blank(text):
            return unanswered("Write your answer in the box.")
        if type(text) is not str:
            return uncheckable(self.wanted(item))
        cut = f"Only the first {LONGEST:,} characters were read.".replace(",", " ") if len(text) > LONGEST else ""
        text = text[:LONGEST]
        lacking = [n for n, row in enumerate(item.fields.rubric) if not cue_met(row.get("cue"), text)]
        words, (least, most) = len(text.split()), item.fields.words
        cued = [row for row in item.fields.rubric if row.get("cue") is not None]
        score = 1 - len(lacking) / len(cued) if cued else 1.0
        notes = tuple(note for note in (self._length(words, least, most), cut) if note)
        if lacking:
            return self._lacks(item, lacking, score, notes)
        if not least <= words <= most:
            return graded(min(score, 0.9) * min(1.0, words / least), notes[0], parts=notes[1:])
        seen = "What a program can see is there" if cued else "Your text is kept"
        return correct(
            f"{seen}. Whether it is true and well argued is for a person to judge: compare it with the model answer.",
            parts=notes,
        )

    def _lacks(self, item: Item[WrittenFields], lacking: list[int], score: float, notes: tuple[str, ...]) -> Verdict:
        row = lacking[0]
        for name, its_row, mistake in self._mistakes(item):
            if its_row == row:
                text = self._row_feedback(item, row, mistake)
                return graded(score, text, mistake=name, misconception=mistake.get("misconception"), parts=notes)
        return graded(score, self._row_feedback(item, row, {}), parts=notes)

    def _row_feedback(self, item: Item[WrittenFields], row: int, mistake: Mistake) -> str:
        if mistake.get("feedback"):
            return item.fill(mistake["feedback"])
        asked = item.fill(item.fields.rubric[row]["text"]).strip().rstrip(".")
        return f"One row of the rubric is not met yet: {asked}. You could begin with: “{item.fields.rubric[row]['starter'].strip()}”"

    def _length(self, words: int, least: int, most: int) -> str:
        if words < least:
            return f"You have {count(words, 'word')}; write {least} to {most}."
        return f"You have {words} words; keep to {least} to {most}." if words > most else ""

    def _mistakes(self, item: Item[WrittenFields]) -> Iterator[tuple[str, int | None, Mistake]]:
        """Give (name, rubric row, mistake): the row named, or the first one that its sample text lacks."""
        for n, mistake in enumerate(item.fields.mistakes, 1):
            row = mistake.get("row")
            if row is None:
                row = next(
                    (k for k, r in enumerate(item.fields.rubric) if not cue_met(r.get("cue"), mistake["text"])), None
                )
            yield f"mistake-{n}", row, mistake

    def rubric(self, item: Item[WrittenFields]) -> Sequence[Row]:
        return item.fields.rubric

    def model_answer(self, item: Item[WrittenFields]) -> str:
        return item.fields.model_answer

    def wanted(self, item: Item[WrittenFields]) -> str:
        return f"Write {item.fields.words[0]} to {item.fields.words[1]} words, as text in quotation marks if you answer from code."

    def static(self, item: Item[WrittenFields]) -> str:
        rubric = bullets(item.fill(self._row(row)) for row in item.fields.rubric)
        return f"Write {item.fields.words[0]} to {item.fields.words[1]} words. Your text is read for:\n\n{rubric}"

    def _row(self, row: Row) -> str:
        return f"{row['text'].strip()} (0, 1 or 2 points)"

    def key_text(self, item: Item[WrittenFields]) -> str:
        return "A model answer:\n\n" + quote(item.fill(item.fields.model_answer))

    def others(self, item: Item[WrittenFields]) -> Iterator[tuple[str, str]]:
        for _, row, mistake in self._mistakes(item):
            if row is not None:
                yield f"“{mistake['text'].strip()}”", self._row_feedback(item, row, mistake)

    def as_questions(self, item: Item[WrittenFields], whole: Question) -> Iterator[Question]:
        least, most = item.fields.words
        ask = html.paragraph(f"Write {least} to {most} words. Your text is read for:")
        rows = html.bullets(html.html(item, self._row(row)) for row in item.fields.rubric)
        yield replace(whole, prompt=whole.prompt + ask + rows, body=Essay(words=most))

    def untouched(self, item: Item[WrittenFields]) -> dict[str, str]:
        return {"text": ""}

    def solution(self, item: Item[WrittenFields]) -> dict[str, str]:
        return {"text": " ".join(item.fill(item.fields.model_answer).split())}

    def mistaken(self, item: Item[WrittenFields]) -> list[tuple[str, dict[str, str]]]:
        return [(name, {"text": mistake["text"]}) for name, _, mistake in self._mistakes(item)]

    def listed(self, item: Item[WrittenFields]) -> list[tuple[str, str]]:
        return [
            (name, self._row_feedback(item, row, mistake))
            for name, row, mistake in self._mistakes(item)
            if row is not None
        ]

    def wrong(self, item: Item[WrittenFields]) -> Iterator[tuple[str, str]]:
        taken: set[int | None] = set()
        for n, (_, row, mistake) in enumerate(self._mistakes(item)):
            if row is None:
                yield f"mistakes.{n}.text", "this sample text lacks no row of the rubric, so nothing is said about it"
            elif row >= len(item.fields.rubric):
                yield f"mistakes.{n}.row", f"there is no row {row}; rows run from 0 to {len(item.fields.rubric) - 1}"
            elif cue_met(item.fields.rubric[row].get("cue"), mistake["text"]):
                yield (
                    f"mistakes.{n}.row",
                    f"the sample text meets row {row}, so it is not an example of a text that lacks it",
                )
            elif row in taken:
                yield f"mistakes.{n}", f"row {row} has a mistake already; one for each row"
            taken |= {row}
