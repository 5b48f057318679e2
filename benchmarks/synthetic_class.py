"""Write the submissions of a class that does not exist, as `course submit` would write them.

Usage: python benchmarks/synthetic_class.py FOLDER NUMBER [LESSON]

Every learner answers every exercise: rightly, as a listed mistake, or with a guess. Guesses, numbers, texts
and cells differ from learner to learner. The same call writes the same answers.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from lessonkit.bank import bank
from lessonkit.classroom import submission
from lessonkit.concept_test import forms
from lessonkit.explorer import asks
from lessonkit.kinds.base import BY_A_PERSON
from lessonkit.kinds.code.kind import mistake_code

START = datetime(2026, 11, 24, 8, tzinfo=UTC)
RIGHT, MISTAKE = 0.55, 0.25
"""How often an answer is right or a listed mistake; the rest are guesses."""


class Learner:
    """Stands in for a learner's store: it answers what `submission.collect` asks, with answers made up on the spot."""

    def __init__(self, number: int):
        self.chance = random.Random(number)
        self.number = number
        self.clock = START + timedelta(days=number % 5)

    def attempts(self, exercise: str) -> list:
        item = bank.get(exercise)
        right = self.chance.random() < RIGHT
        found = [self._attempt(right_answer(item, self) if right else wrong_answer(item, self))]
        if not right and self.chance.random() < 0.8:
            found.append(
                self._attempt(right_answer(item, self) if self.chance.random() < RIGHT else wrong_answer(item, self))
            )
        return found

    def _attempt(self, answer):
        self.clock += timedelta(seconds=self.chance.randint(20, 400))
        return SimpleNamespace(at=self.clock.isoformat(timespec="seconds"), answer=answer)

    def hints(self, exercise: str) -> int:
        return self.chance.choice((0, 0, 0, 1, 2))

    def prediction(self, explorer: str) -> dict:
        return {
            ask.name: self.chance.choice(list(ask.options))
            if hasattr(ask, "options")
            else round(self.chance.uniform(ask.low, ask.high), 1)
            for ask in asks(explorer)
        }

    def form_ended(self, form: str) -> bool:
        return True

    def kept_answers(self, form: str) -> dict[str, str]:
        return {
            item.id: item.logic.solution(item) if self.chance.random() < RIGHT else self.chance.choice("abcd")
            for item in forms.form(form).exercises
        }


def right_answer(item, learner: Learner):
    if item.logic.in_cell:
        return _cell(item, item.solution, learner)
    if item.kind == "number":
        return f"{item.logic.solution(item):.10g}"
    if item.logic.judged_by == BY_A_PERSON:
        return _text(item, learner)
    return item.logic.solution(item)


def wrong_answer(item, learner: Learner):
    """Return a listed mistake or a guess; a guess can be right by luck."""
    chance = learner.chance
    if item.logic.in_cell:
        return _cell(item, mistake_code(item, chance.choice(item.mistakes)), learner)
    if _listed(item) and chance.random() < MISTAKE / (1 - RIGHT):
        answer = chance.choice(_listed(item))
        return f"{answer:.10g}" if item.kind == "number" else answer
    return GUESSES.get(item.kind, right_answer)(item, learner)


def _cell(item, code: str, learner: Learner) -> dict:
    # A remark of their own makes every cell another text, so that no two can be judged as one.
    return {
        "source": f'# {learner.number}: {learner.chance.random():.6f}\n{code.strip()}\n\ncheck("{item.full_id}", {item.name})'
    }


def _text(item, learner: Learner) -> dict:
    words = item.fill(item.model_answer).split()
    return {"text": " ".join(learner.chance.choices(words, k=learner.chance.randint(*item.words)))}


def _letter(item, learner):
    return learner.chance.choice(_keys(item, "options"))


def _letters(item, learner):
    keys = _keys(item, "options")
    return sorted(learner.chance.sample(keys, learner.chance.randint(1, len(keys))))


def _number(item, learner):
    return f"{(item.logic.solution(item) or 1) * learner.chance.uniform(0.1, 3):.2f}"


def _order(item, learner):
    keys = list(item.logic.untouched(item))
    learner.chance.shuffle(keys)
    return keys


def _bins(item, learner):
    bins = _keys(item, "bins")
    return {key: learner.chance.choice(bins) for key in _keys(item, "items")}


def _countries(item, learner):
    right = set(item.logic.solution(item))
    swapped = set(learner.chance.sample([code["iso3"] for code in _parts(item)["choices"]], 3))
    return sorted(right ^ swapped)


def _label(item, learner):
    return {
        "label": learner.chance.choice(_keys(item, "labels")),
        "reason": learner.chance.choice(_keys(item, "reasons")),
    }


# A text is neither right nor wrong; of a kind that is not here, nobody guesses.
GUESSES = {
    "choice": _letter,
    "multiple": _letters,
    "number": _number,
    "order": _order,
    "parsons": _order,
    "classify": _bins,
    "countries": _countries,
    "critique": _label,
}


@cache
def _parts(item) -> dict:
    return item.logic.parts(item)


@cache
def _listed(item) -> list:
    return [answer for _, answer in item.logic.mistaken(item)]


def _keys(item, name: str) -> list[str]:
    return [entry["key"] for entry in _parts(item)[name]]


def main(folder: Path, number: int, scope: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(number):
        submission.write(submission.collect(Learner(n), scope, f"Learner {n:04d}"), folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "course")
