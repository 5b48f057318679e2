"""parsons: bring lines of code into an order that runs and gives the right value."""

import ast
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from lessonkit.bank.fields import Fields
from lessonkit.bank.item import Item
from lessonkit.judging import plain, replay
from lessonkit.judging.compare import differ
from lessonkit.judging.verdict import Verdict, correct, graded, unanswered, uncheckable
from lessonkit.kinds import base, text
from lessonkit.kinds.base import LETTERS, Kind, as_keys, bullets, fenced, numbered, shuffled, told, turned
from lessonkit.kinds.question import Choices, Option, Question

SECONDS = 5.0
MOVING = "Moving the lines."


class Distractor(base.Mistake, total=False):
    """A line that belongs nowhere."""

    line: str


class Mistake(base.Mistake, total=False):
    """Two lines, counted from 0, the first of which must not stand before the second."""

    before: Sequence[int]


@dataclass(frozen=True, kw_only=True)
class ParsonsFields(Fields):
    """Lines in an order that runs, and the name whose value is compared."""

    lines: Sequence[str]
    name: str
    distractors: Sequence[Distractor] = ()
    mistakes: Sequence[Mistake] = ()


class Parsons(Kind[ParsonsFields]):
    """Any order that runs and gives the value is right."""

    fields = ParsonsFields
    needs_code = True  # nothing is typed, but every line must be read
    long_on_paper = True
    code = frozenset({"lines", "line"})
    carried: ClassVar = {
        "moodle": ("multiple choice among whole programs", MOVING),
        "qti": ("`choiceInteraction` among whole programs", MOVING),
        "anki": ("whole programs on the front", MOVING),
        "gift": ("multiple choice among whole programs", MOVING),
    }

    def parts(self, item: Item[ParsonsFields]) -> dict[str, Any]:
        lines = self._lines(item)
        return {
            "code": True,
            "given": item.given.strip(),
            "leave_out": len(item.fields.distractors) > 0,
            "items": [{"key": key, "html": html.escape(line)} for key, line in lines.items()],
        }

    def judge(self, item: Item[ParsonsFields], answer: Any, **context: Any) -> Verdict:
        if plain.is_blank(answer):
            return unanswered("Put the lines in order.")
        lines = self._lines(item)
        keys = as_keys(answer, lines)
        if keys is None or len(set(keys)) != len(keys):
            return uncheckable(self.wanted(item))
        if not keys or keys == list(lines):
            return unanswered("This is the order in which the lines came. Move them into an order that runs.")
        places = [self._places(item)[key] for key in keys]
        fault = self._listed_fault(item, places)
        trouble, value = self._run(item, [lines[key] for key in keys])
        if trouble is None and differ(value, self._value(item)) is None:
            return correct()
        score = self._score(item, places)
        if fault:
            return told(item, score, *fault)
        return graded(score, self._why(item, [lines[key] for key in keys], trouble))

    def _listed_fault(self, item: Item[ParsonsFields], places: list[int]) -> tuple[str, base.Mistake] | None:
        """Return (name, mistake) of the first listed mistake in an arrangement of line numbers."""
        for n, distractor in enumerate(item.fields.distractors, 1):
            if len(item.fields.lines) + n - 1 in places:
                return f"distractor-{n}", distractor
        for n, mistake in enumerate(item.fields.mistakes, 1):
            early, late = mistake["before"]
            if early in places and late in places and places.index(early) < places.index(late):
                return f"mistake-{n}", mistake
        return None

    def _score(self, item: Item[ParsonsFields], places: list[int]) -> float:
        own = [place for place in places if place < len(item.fields.lines)]
        pairs = [(a, b) for n, a in enumerate(own) for b in own[n + 1 :]]
        total = len(item.fields.lines) * (len(item.fields.lines) - 1) // 2
        return sum(a < b for a, b in pairs) / total if total else 0.0

    def _why(self, item: Item[ParsonsFields], lines: list[str], trouble: str | None) -> str:
        early = _used_too_early(lines)
        if early:
            line, name, maker = early
            return f"Line {line} uses the name {plain.quoted(name)}, which is only made in line {maker}."
        unused = len(item.fields.lines) - len(lines)
        if trouble is not None and unused > 0:
            return f"These lines do not run yet, and {unused} of the lines that you need are left out."
        if trouble is not None:
            return (
                f"These lines stop with {plain.quoted(trouble)}. Which line must come first, so that the next can run?"
            )
        return f"The lines run, but {plain.quoted(item.fields.name)} is another value than the question asks for. Follow it line by line."

    def _run(self, item: Item[ParsonsFields], lines: Sequence[str]) -> tuple[str | None, Any]:
        """Return (error's name, None) or (None, value)."""
        names = replay.given(item, item.names["load"])
        try:
            with replay.quiet(), replay.at_most(SECONDS):
                replay.run("\n".join(lines), names)
            return None, names[item.fields.name]
        except KeyboardInterrupt:
            raise
        except BaseException as trouble:
            return plain.type_name(trouble), None

    def _value(self, item: Item[ParsonsFields]) -> Any:
        if "value" not in item.kept:
            names = replay.run("\n".join(item.fields.lines), replay.given(item, item.names["load"]))
            item.kept["value"] = names[item.fields.name]
        return item.kept["value"]

    def _places(self, item: Item[ParsonsFields]) -> dict[str, int]:
        """Return {key: line number} in the order shown; the keys are letters in that order."""
        every = len(item.fields.lines) + len(item.fields.distractors)
        return dict(zip(LETTERS, shuffled(item, every), strict=False))

    def _lines(self, item: Item[ParsonsFields]) -> dict[str, str]:
        """Return {key: line} in the order shown."""
        every = [*item.fields.lines, *(one["line"] for one in item.fields.distractors)]
        return {key: every[place].rstrip("\n") for key, place in self._places(item).items()}

    def _keys(self, item: Item[ParsonsFields], places: Sequence[int]) -> list[str]:
        letters = {place: key for key, place in self._places(item).items()}
        return [letters[place] for place in places]

    def wanted(self, item: Item[ParsonsFields]) -> str:
        return f"Give the letters of the lines in your order, each once, as a list of: {', '.join(self._lines(item))}."

    def static(self, item: Item[ParsonsFields]) -> str:
        above = f"Already there:\n\n{fenced(item.given)}\n\n" if item.given.strip() else ""
        extra = "Not every line is needed.\n\n" if item.fields.distractors else ""
        return above + extra + bullets(f"**{key}.** `{line}`" for key, line in self._lines(item).items())

    def key_text(self, item: Item[ParsonsFields]) -> str:
        return fenced("\n".join(item.fields.lines))

    def others(self, item: Item[ParsonsFields]) -> Iterator[tuple[str, str]]:
        for distractor in item.fields.distractors:
            yield f"`{distractor['line'].strip()}`", distractor["feedback"]
        for mistake in item.fields.mistakes:
            early, late = mistake["before"]
            yield (
                f"`{item.fields.lines[early].strip()}` before `{item.fields.lines[late].strip()}`",
                mistake["feedback"],
            )

    def cards(self, view: dict[str, Any]) -> dict[str, str]:
        return {entry["key"]: f"<code>{entry['html']}</code>" for entry in view["items"]}

    def as_questions(self, item: Item[ParsonsFields], whole: Question) -> Iterator[Question]:
        """Ask which program does it: two orders of the lines can both be right, and other programs know only one."""
        lines = self._lines(item)
        answers = [("", self.solution(item)), *self.mistaken(item)]
        shown = [answers[place] for place in shuffled(item, len(answers))]
        options = (
            Option(key, text.code("\n".join(lines[one] for one in answer)), float(not name), name)
            for key, (name, answer) in zip(LETTERS, shown, strict=False)
        )
        ask = text.paragraph("Here the lines stand together already. Choose the version that does what is asked.")
        yield replace(whole, prompt=whole.prompt + text.given(item) + ask, body=Choices(tuple(options)))

    def untouched(self, item: Item[ParsonsFields]) -> list[str]:
        return list(self._lines(item))

    def solution(self, item: Item[ParsonsFields]) -> list[str]:
        return self._keys(item, range(len(item.fields.lines)))

    def mistaken(self, item: Item[ParsonsFields]) -> Iterator[tuple[str, list[str]]]:
        right = list(range(len(item.fields.lines)))
        for n, _ in enumerate(item.fields.distractors, 1):
            # At its place among the lines: in the first position that does not happen to give the right value.
            extra = len(right) + n - 1
            tries = [self._keys(item, [*right[:at], extra, *right[at + 1 :]]) for at in range(len(right))]
            tries += [self._keys(item, [*right[:at], extra, *right[at:]]) for at in range(len(right) + 1)]
            yield f"distractor-{n}", self._first(item, tries, f"distractor-{n}")
        for n, mistake in enumerate(item.fields.mistakes, 1):
            tries = [self._keys(item, places) for places in turned(right, *mistake["before"])]
            yield f"mistake-{n}", self._first(item, tries, f"mistake-{n}")

    def _first(self, item: Item[ParsonsFields], answers: list[list[str]], name: str) -> list[str]:
        return next((answer for answer in answers if self.judge(item, answer).mistake == name), answers[0])

    def listed(self, item: Item[ParsonsFields]) -> list[tuple[str, str]]:
        return numbered(item.fields.distractors, "distractor") + numbered(item.fields.mistakes)

    def wrong(self, item: Item[ParsonsFields]) -> Iterator[tuple[str, str]]:
        last = len(item.fields.lines) - 1
        for n, mistake in enumerate(item.fields.mistakes):
            early, late = mistake["before"]
            if not (0 <= late < early <= last):
                yield (
                    f"mistakes.{n}.before",
                    f"line numbers run from 0 to {last}, and the first must come later in the right order",
                )


def _used_too_early(lines: list[str]) -> tuple[int, str, int] | None:
    """Return (line, name, line that makes it), counted from 1, for the first name used too early."""
    made: list[set[str]] = []
    used: list[set[str]] = []
    for line in lines:
        try:
            nodes = [node for node in ast.walk(ast.parse(line.strip())) if isinstance(node, ast.Name)]
        except SyntaxError:
            nodes = []
        made.append({node.id for node in nodes if isinstance(node.ctx, ast.Store)})
        used.append({node.id for node in nodes if isinstance(node.ctx, ast.Load)})
    for here, names in enumerate(used):
        for name in sorted(names):
            if not any(name in earlier for earlier in made[:here]):
                maker = next((n for n, later in enumerate(made[here + 1 :], here + 2) if name in later), None)
                if maker:
                    return here + 1, name, maker
    return None
