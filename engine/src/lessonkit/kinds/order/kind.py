"""order: put four to nine things in order; points for the share of pairs that stand right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, TypedDict

from lessonkit.bank import markdown
from lessonkit.bank.fields import Fields
from lessonkit.bank.item import Item
from lessonkit.judging import plain
from lessonkit.judging.verdict import Verdict, correct, graded, unanswered, uncheckable
from lessonkit.kinds import base, question, text
from lessonkit.kinds.base import Kind, as_keys, bullets, numbered, shuffled, told, turned
from lessonkit.kinds.question import Question


class Thing(TypedDict):
    """What is put in order."""

    key: str
    text: str


class Mistake(base.Mistake, total=False):
    """Two keys, the first of which must not stand before the second."""

    before: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class OrderFields(Fields):
    """Things in their right order."""

    items: Sequence[Thing]
    mistakes: Sequence[Mistake] = ()


class Order(Kind[OrderFields]):
    """Every thing once; the order shown first is not an answer."""

    fields = OrderFields
    aloud = 6

    def parts(self, item: Item[OrderFields]) -> dict[str, Any]:
        texts = self._texts(item)
        return {"items": [{"key": key, "html": markdown.html(texts[key])} for key in self.untouched(item)]}

    def judge(self, item: Item[OrderFields], answer: Any, **context: Any) -> Verdict:
        if plain.is_blank(answer):
            return unanswered("Put the items in order.")
        texts = self._texts(item)
        keys = as_keys(answer, texts)
        if keys is None or sorted(keys) != sorted(texts):
            return uncheckable(self.wanted(item))
        if keys == self.untouched(item):
            return unanswered("This is the order in which the items came. Move them into the order that is asked for.")
        if keys == list(texts):
            return correct()
        return self._almost(item, keys, list(texts))

    def _almost(self, item: Item[OrderFields], keys: list[str], right: list[str]) -> Verdict:
        wrong = [(a, b) for a, b in combinations(right, 2) if keys.index(a) > keys.index(b)]
        total = len(right) * (len(right) - 1) // 2
        score = 1 - len(wrong) / total
        tally = f"{total - len(wrong)} of {total} pairs are in the right order."
        for name, early, late, mistake in self._mistakes(item):
            if keys.index(early) < keys.index(late):
                return told(item, score, name, mistake, tally)
        if len(wrong) == 1:
            return graded(score, "Two neighbours are swapped. Check their dates.")
        worst = max(right, key=lambda key: sum(key in pair for pair in wrong))
        return graded(score, f"{tally} Look again at “{self._texts(item)[worst].strip()}”: what had to come before it?")

    def _texts(self, item: Item[OrderFields]) -> dict[str, str]:
        return {str(entry["key"]): item.fill(entry["text"]) for entry in item.fields.items}

    def _mistakes(self, item: Item[OrderFields]) -> list[tuple[str, str, str, Mistake]]:
        """Return (name, early key, late key, mistake)."""
        found = enumerate(item.fields.mistakes, 1)
        return [(f"mistake-{n}", str(one["before"][0]), str(one["before"][1]), one) for n, one in found]

    def wanted(self, item: Item[OrderFields]) -> str:
        return f"Give every key once, in your order, as a list of: {', '.join(sorted(self._texts(item)))}."

    def static(self, item: Item[OrderFields]) -> str:
        texts = self._texts(item)
        return bullets(f"[  ] {texts[key]} (`{key}`)" for key in self.untouched(item))

    def key_text(self, item: Item[OrderFields]) -> str:
        return "\n".join(f"{n}. {own.strip()}" for n, own in enumerate(self._texts(item).values(), 1))

    def others(self, item: Item[OrderFields]) -> list[tuple[str, str]]:
        texts = self._texts(item)
        return [
            (f"“{texts[a].strip()}” before “{texts[b].strip()}”", m["feedback"]) for _, a, b, m in self._mistakes(item)
        ]

    def on_slide(self, view: dict[str, Any]) -> tuple[list[str], list[tuple[str, str]]]:
        return [], [("", entry["html"]) for entry in view["items"]]

    def cards(self, view: dict[str, Any]) -> dict[str, str]:
        return {entry["key"]: entry["html"] for entry in view["items"]}

    def as_questions(self, item: Item[OrderFields], whole: Question) -> Iterator[Question]:
        things = {str(one["key"]): text.html(item, one["text"]) for one in item.fields.items}
        before = tuple((early, late, name) for name, early, late, _ in self._mistakes(item))
        yield replace(whole, body=question.Sequence(things, tuple(self.untouched(item)), before))

    def untouched(self, item: Item[OrderFields]) -> list[str]:
        keys = list(self._texts(item))
        return [keys[place] for place in shuffled(item, len(keys))]

    def solution(self, item: Item[OrderFields]) -> list[str]:
        return list(self._texts(item))

    def mistaken(self, item: Item[OrderFields]) -> Iterator[tuple[str, list[str]]]:
        """Move the one before the other, or the other behind the one, as long as no earlier mistake is met."""
        for name, early, late, _ in self._mistakes(item):
            behind, ahead = turned(self.solution(item), early, late)
            yield name, behind if self.judge(item, behind).mistake == name else ahead

    def listed(self, item: Item[OrderFields]) -> list[tuple[str, str]]:
        return numbered(item.fields.mistakes)

    def wrong(self, item: Item[OrderFields]) -> Iterator[tuple[str, str]]:
        keys = [str(entry["key"]) for entry in item.fields.items]
        for n, (_, early, late, _) in enumerate(self._mistakes(item)):
            for key in (early, late):
                if key not in keys:
                    yield f"mistakes.{n}.before", f"{key!r} is not the key of an item; the keys are {', '.join(keys)}"
                    break
            else:
                if keys.index(early) <= keys.index(late):
                    yield (
                        f"mistakes.{n}.before",
                        f"{early!r} stands before {late!r} in the right order too; name the pair the other way round",
                    )
