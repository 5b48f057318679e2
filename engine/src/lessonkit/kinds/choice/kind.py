"""choice: one option of three to five is right."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lessonkit.bank.item import Item
from lessonkit.judging import plain
from lessonkit.judging.verdict import Verdict, correct, incorrect, unanswered, uncheckable
from lessonkit.kinds import options
from lessonkit.kinds.base import as_keys
from lessonkit.kinds.options import OptionFields, WithOptions
from lessonkit.kinds.question import Choices, Question


class Choice(WithOptions):
    """One option is right; each other has its own feedback."""

    aloud = 1

    def judge(self, item: Item[OptionFields], answer: Any, **context: Any) -> Verdict:
        if plain.is_blank(answer):
            return unanswered("Choose one of the options.")
        keys = as_keys(answer, options.texts(item.fields.options))
        if not keys or len(set(keys)) != 1:
            return uncheckable(self.wanted(item))
        chosen = options.lettered(item.fields.options)[keys[0]]
        if chosen.get("correct"):
            return correct()
        return incorrect(item.fill(chosen["feedback"]), mistake=keys[0], misconception=chosen.get("misconception"))

    def wanted(self, item: Item[OptionFields]) -> str:
        return f"Give the letter of one option: {', '.join(options.texts(item.fields.options))}."

    def key_text(self, item: Item[OptionFields]) -> str:
        key = self.solution(item)
        return f"**{key}.** {item.fill(options.texts(item.fields.options)[key]).strip()}"

    def as_questions(self, item: Item[OptionFields], whole: Question) -> Iterator[Question]:
        yield replace(whole, body=Choices(tuple(options.exported(item, item.fields.options))))

    def solution(self, item: Item[OptionFields]) -> str:
        return options.right(item.fields.options)[0]

    def mistaken(self, item: Item[OptionFields]) -> list[tuple[str, str]]:
        return [(key, key) for key, _ in options.wrong(item.fields.options)]

    def listed(self, item: Item[OptionFields]) -> list[tuple[str, str]]:
        return [(key, one["feedback"]) for key, one in options.wrong(item.fields.options)]

    def wrong(self, item: Item[OptionFields]) -> Iterator[tuple[str, str]]:
        right = len(options.right(item.fields.options))
        if right != 1:
            yield "options", f"{right} options are marked correct; exactly one must be"
        yield from super().wrong(item)
