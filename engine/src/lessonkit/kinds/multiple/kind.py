"""multiple: any number of options is right."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lessonkit.bank.item import Item
from lessonkit.judging import plain
from lessonkit.judging.verdict import Verdict, correct, graded, unanswered, uncheckable
from lessonkit.kinds import options
from lessonkit.kinds.base import as_keys, bullets, count
from lessonkit.kinds.options import OptionFields, WithOptions, lettered
from lessonkit.kinds.question import Choices, Question


class Multiple(WithOptions):
    """Right options count when they are chosen, wrong ones when they are not."""

    aloud = 2

    def judge(self, item: Item[OptionFields], answer: Any, **context: Any) -> Verdict:
        if plain.is_blank(answer):
            return unanswered("Choose every option that is right.")
        keys = as_keys(answer, options.texts(item.fields.options))
        if keys is None:
            return uncheckable(self.wanted(item))
        chosen, right = set(keys), set(self.solution(item))
        if not chosen:
            return unanswered("Choose every option that is right.")
        return correct() if chosen == right else self._almost(item, chosen, right)

    def _almost(self, item: Item[OptionFields], chosen: set[str], right: set[str]) -> Verdict:
        given = lettered(item.fields.options)
        score = sum((key in chosen) == (key in right) for key in given) / len(given) if chosen & right else 0.0
        faults = [(key, given[key].get("feedback")) for key in given if key in chosen - right]
        faults += [(f"missed-{key}", given[key].get("missed")) for key in given if key in right - chosen]
        told = [(name, item.fill(text)) for name, text in faults if text]
        tally = f"{count(len(chosen & right), 'right option')} chosen."
        tally += " One or more are missing." if right - chosen else " You have all of them, and more than that."
        if not told:
            return graded(score, tally)
        name, first = told[0]
        return graded(
            score,
            first,
            mistake=name,
            misconception=given[name.removeprefix("missed-")].get("misconception"),
            parts=(*(text for _, text in told[1:3]), tally),
        )

    def wanted(self, item: Item[OptionFields]) -> str:
        letters = ", ".join(options.texts(item.fields.options))
        return f"Give a list of letters, for example `['a', 'b']`. The letters are {letters}."

    def key_text(self, item: Item[OptionFields]) -> str:
        texts = options.texts(item.fields.options)
        return bullets(f"**{key}.** {item.fill(texts[key])}" for key in self.solution(item))

    def as_questions(self, item: Item[OptionFields], whole: Question) -> Iterator[Question]:
        own = lettered(item.fields.options)
        exported = (
            replace(one, missed=f"missed-{one.key}") if one.worth and own[one.key].get("missed") else one
            for one in options.exported(item, item.fields.options)
        )
        yield replace(whole, body=Choices(tuple(exported), several=True))

    def leads(self, item: Item[OptionFields]) -> list[str]:
        # For a reader the course lists what is chosen wrongly; another program is told what is left out too.
        texts = options.texts(item.fields.options)
        names = [name for name, _ in self.listed(item)]
        return [
            f"{'Without ' if name.startswith('missed-') else ''}**{key}.** {texts[key]}"
            for name in names
            for key in [name.removeprefix("missed-")]
        ]

    def solution(self, item: Item[OptionFields]) -> list[str]:
        return options.right(item.fields.options)

    def mistaken(self, item: Item[OptionFields]) -> Iterator[tuple[str, list[str]]]:
        right = self.solution(item)
        for key, option in lettered(item.fields.options).items():
            if not option.get("correct"):
                yield key, [*right, key]
            elif option.get("missed") and len(right) > 1:
                yield f"missed-{key}", [other for other in right if other != key]

    def listed(self, item: Item[OptionFields]) -> Iterator[tuple[str, str]]:
        for key, option in lettered(item.fields.options).items():
            if not option.get("correct"):
                yield key, option["feedback"]
            elif option.get("missed"):
                yield f"missed-{key}", option["missed"]

    def wrong(self, item: Item[OptionFields]) -> Iterator[tuple[str, str]]:
        if not options.right(item.fields.options):
            yield "options", "no option is marked correct; at least one must be"
        yield from super().wrong(item)
