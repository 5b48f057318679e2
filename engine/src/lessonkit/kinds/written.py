"""written: a short text, read for its rubric's cues; the model answer comes after it.

The program sees whether a number, a year or a contrast is there. It does not judge
whether the text is true: a person does, with the rubric, and the message says so.
"""

import re

from lessonkit.bank import bank
from lessonkit.judging import plain
from lessonkit.judging.verdict import correct, graded, unanswered, uncheckable
from lessonkit.kinds.base import Kind, bullets, count

LONGEST = 20_000
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
)  # fmt: skip


def cue_met(cue, text: str) -> bool:
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


def _any_word(words, text):
    return any(re.search(rf"(?<!\w){re.escape(str(word))}(?!\w)", text, re.I) for word in words)


class Written(Kind):
    name = "written"

    def parts(self, item):
        return {"words": list(item.words), "rubric": [bank.html(item.fill(row["text"])) for row in item.rubric]}

    def judge(self, item, answer, **context):
        text = answer.get("text") if type(answer) is dict else answer
        if plain.is_blank(text):
            return unanswered("Write your answer in the box.")
        if type(text) is not str:
            return uncheckable(self.wanted(item))
        cut = f"Only the first {LONGEST:,} characters were read.".replace(",", " ") if len(text) > LONGEST else ""
        text = text[:LONGEST]
        lacking = [n for n, row in enumerate(item.rubric) if not cue_met(row.get("cue"), text)]
        words, (least, most) = len(text.split()), item.words
        cued = [row for row in item.rubric if row.get("cue") is not None]
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

    def _lacks(self, item, lacking, score, notes):
        row = lacking[0]
        for name, its_row, mistake in self._mistakes(item):
            if its_row == row:
                text = self._row_feedback(item, row, mistake)
                return graded(score, text, mistake=name, misconception=mistake.get("misconception"), parts=notes)
        return graded(score, self._row_feedback(item, row, {}), parts=notes)

    def _row_feedback(self, item, row, mistake):
        if mistake.get("feedback"):
            return item.fill(mistake["feedback"])
        asked = item.fill(item.rubric[row]["text"]).strip().rstrip(".")
        return f"One row of the rubric is not met yet: {asked}. You could begin with: “{item.rubric[row]['starter'].strip()}”"

    def _length(self, words, least, most):
        if words < least:
            return f"You have {count(words, 'word')}; write {least} to {most}."
        return f"You have {words} words; keep to {least} to {most}." if words > most else ""

    def _mistakes(self, item):
        """Give (name, rubric row, mistake): the row named, or the first one that its sample text lacks."""
        for n, mistake in enumerate(item.mistakes, 1):
            row = mistake.get("row")
            if row is None:
                row = next((k for k, r in enumerate(item.rubric) if not cue_met(r.get("cue"), mistake["text"])), None)
            yield f"mistake-{n}", row, mistake

    def wanted(self, item):
        return f"Write {item.words[0]} to {item.words[1]} words, as text in quotation marks if you answer from code."

    def static(self, item):
        rubric = bullets(f"{item.fill(row['text']).strip()} (0, 1 or 2 points)" for row in item.rubric)
        return f"Write {item.words[0]} to {item.words[1]} words. Your text is read for:\n\n{rubric}"

    def key_text(self, item):
        return "A model answer:\n\n> " + item.fill(item.model_answer).strip().replace("\n", "\n> ")

    def others(self, item):
        for _, row, mistake in self._mistakes(item):
            yield f"“{mistake['text'].strip()}”", self._row_feedback(item, row, mistake)

    def untouched(self, item):
        return {"text": ""}

    def solution(self, item):
        return {"text": " ".join(item.fill(item.model_answer).split())}

    def mistaken(self, item):
        return [(name, {"text": mistake["text"]}) for name, _, mistake in self._mistakes(item)]

    def listed(self, item):
        return [
            (name, self._row_feedback(item, row, mistake))
            for name, row, mistake in self._mistakes(item)
            if row is not None
        ]

    def wrong(self, item):
        taken = set()
        for n, (_, row, mistake) in enumerate(self._mistakes(item)):
            if row is None:
                yield f"mistakes.{n}.text", "this sample text lacks no row of the rubric, so nothing is said about it"
            elif row >= len(item.rubric):
                yield f"mistakes.{n}.row", f"there is no row {row}; rows run from 0 to {len(item.rubric) - 1}"
            elif cue_met(item.rubric[row].get("cue"), mistake["text"]):
                yield (
                    f"mistakes.{n}.row",
                    f"the sample text meets row {row}, so it is not an example of a text that lacks it",
                )
            elif row in taken:
                yield f"mistakes.{n}", f"row {row} has a mistake already; one for each row"
            taken.add(row)
