"""classify: put each thing into one of several bins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Required, TypedDict

from lessonkit.bank import markdown
from lessonkit.bank.fields import Fields
from lessonkit.bank.item import Item
from lessonkit.judging import plain
from lessonkit.judging.verdict import Verdict, correct, graded, unanswered, uncheckable
from lessonkit.kinds import base, text
from lessonkit.kinds.base import Kind, bullets, count, fold
from lessonkit.kinds.question import Matching, Question


class Bin(TypedDict):
    """Where things are put."""

    key: str
    text: str


class Thing(TypedDict, total=False):
    """What is put into a bin; `wrong` is what is said of it in other bins."""

    key: Required[str]
    text: Required[str]
    bin: Required[str | Sequence[str]]
    wrong: Mapping[str, str]
    misconception: str


class Mistake(base.Mistake, total=False):
    """Everything put into one bin."""

    all_in: str


@dataclass(frozen=True, kw_only=True)
class ClassifyFields(Fields):
    """Bins, and things each of which fits one or more of them."""

    bins: Sequence[Bin]
    items: Sequence[Thing]
    mistakes: Sequence[Mistake] = ()


class Classify(Kind[ClassifyFields]):
    """Every thing in a bin that fits it."""

    fields = ClassifyFields
    quick = True
    aloud = 4
    mixed = ("items",)

    def parts(self, item: Item[ClassifyFields]) -> dict[str, Any]:
        return {
            "bins": [{"key": key, "html": markdown.html(own)} for key, own in self._bins(item).items()],
            "items": [{"key": key, "html": markdown.html(own)} for key, own in self._things(item).items()],
        }

    def judge(self, item: Item[ClassifyFields], answer: Any, **context: Any) -> Verdict:
        if plain.is_blank(answer):
            return unanswered("Choose a bin for each item.")
        placed = self._placed(item, answer)
        if placed is None:
            return uncheckable(self.wanted(item))
        left = len(item.fields.items) - len(placed)
        if left:
            return unanswered(f"{count(left, 'item')} still to place." if placed else "Choose a bin for each item.")
        faults = [thing for thing in item.fields.items if placed[str(thing["key"])] not in _right(thing)]
        return self._almost(item, placed, faults) if faults else correct()

    def _placed(self, item: Item[ClassifyFields], answer: Any) -> dict[str, str] | None:
        """Return {item: bin} with known keys only, or None."""
        if type(answer) is not dict:
            return None
        things = {fold(key): key for key in self._things(item)}
        bins = {fold(own): key for key, own in self._bins(item).items()} | {fold(key): key for key in self._bins(item)}
        placed = {}
        for given, chosen in answer.items():
            thing = things.get(fold(given)) if type(given) is str else None
            if thing is None:
                return None
            if plain.is_blank(chosen):
                continue
            place = bins.get(fold(chosen)) if type(chosen) is str else None
            if place is None:
                return None
            placed[thing] = place
        return placed

    def _almost(self, item: Item[ClassifyFields], placed: dict[str, str], faults: list[Thing]) -> Verdict:
        total = len(item.fields.items)
        score = 1 - len(faults) / total
        tally = f"{total - len(faults)} of {total} items are in place."
        used = set(placed.values())
        if len(used) == 1 and total > 2:
            return self._one_bin(item, used.pop(), score, tally)
        told = []
        for thing in faults:
            chosen = placed[str(thing["key"])]
            said = (thing.get("wrong") or {}).get(chosen)
            if said:
                told.append((f"{thing['key']}:{chosen}", item.fill(said), thing.get("misconception")))
        if not told:
            return graded(score, f"{tally} Look again at “{item.fill(faults[0]['text']).strip()}”.")
        name, first, misconception = told[0]
        return graded(
            score, first, mistake=name, misconception=misconception, parts=(*(t for _, t, _ in told[1:3]), tally)
        )

    def _one_bin(self, item: Item[ClassifyFields], chosen: str, score: float, tally: str) -> Verdict:
        for n, mistake in enumerate(item.fields.mistakes, 1):
            if str(mistake["all_in"]) == chosen:
                return base.told(item, score, f"mistake-{n}", mistake, tally)
        return graded(score, f"Everything is in one bin. {tally} What sets the bins apart?")

    def _bins(self, item: Item[ClassifyFields]) -> dict[str, str]:
        return {str(entry["key"]): item.fill(entry["text"]) for entry in item.fields.bins}

    def _things(self, item: Item[ClassifyFields]) -> dict[str, str]:
        return {str(entry["key"]): item.fill(entry["text"]) for entry in item.fields.items}

    def wanted(self, item: Item[ClassifyFields]) -> str:
        return f"Give a dictionary from item to bin. Items: {', '.join(self._things(item))}. Bins: {', '.join(self._bins(item))}."

    def static(self, item: Item[ClassifyFields]) -> str:
        bins = ", ".join(f"**{own.strip()}**" for own in self._bins(item).values())
        return f"Bins: {bins}\n\n" + bullets(f"{own.strip()}: ________" for own in self._things(item).values())

    def key_text(self, item: Item[ClassifyFields]) -> str:
        bins = self._bins(item)
        return bullets(
            f"{item.fill(thing['text']).strip().rstrip('.')}: **{' or '.join(bins[key].strip() for key in _right(thing))}**"
            for thing in item.fields.items
        )

    def marks(self, item: Item[ClassifyFields], answer: Any) -> dict[str, bool]:
        placed = self._placed(item, plain.plain(answer)) or {}
        right = {str(thing["key"]): _right(thing) for thing in item.fields.items}
        return {key: chosen in right[key] for key, chosen in placed.items()}

    def others(self, item: Item[ClassifyFields]) -> list[tuple[str, str]]:
        bins = self._bins(item)
        pairs = [
            (f"{item.fill(thing['text']).strip()} as {bins[key].strip()}", said)
            for thing, key, said in self._wrong(item)
        ]
        return pairs + [(f"All as {bins[str(m['all_in'])].strip()}", m["feedback"]) for m in item.fields.mistakes]

    def on_slide(self, view: dict[str, Any]) -> tuple[list[str], list[tuple[str, str]]]:
        bins = " · ".join(base.unwrapped(entry["html"]) for entry in view["bins"])
        return [f"<p><b>{bins}</b></p>"], [("", entry["html"]) for entry in view["items"]]

    def as_questions(self, item: Item[ClassifyFields], whole: Question) -> Iterator[Question]:
        body = Matching(
            things={str(one["key"]): text.html(item, one["text"]) for one in item.fields.items},
            bins={str(one["key"]): text.html(item, one["text"]) for one in item.fields.bins},
            right={str(one["key"]): tuple(_right(one)) for one in item.fields.items},
            wrong={(str(thing["key"]), key): f"{thing['key']}:{key}" for thing, key, _ in self._wrong(item)},
            all_in={str(mistake["all_in"]): f"mistake-{n}" for n, mistake in enumerate(item.fields.mistakes, 1)},
        )
        yield replace(whole, body=body)

    def untouched(self, item: Item[ClassifyFields]) -> dict[str, str]:
        return {}

    def solution(self, item: Item[ClassifyFields]) -> dict[str, str]:
        return {str(thing["key"]): _right(thing)[0] for thing in item.fields.items}

    def mistaken(self, item: Item[ClassifyFields]) -> Iterator[tuple[str, dict[str, str]]]:
        for thing, key, _ in self._wrong(item):
            yield f"{thing['key']}:{key}", self.solution(item) | {str(thing["key"]): key}
        for n, mistake in enumerate(item.fields.mistakes, 1):
            yield f"mistake-{n}", dict.fromkeys(self.solution(item), str(mistake["all_in"]))

    def listed(self, item: Item[ClassifyFields]) -> list[tuple[str, str]]:
        return [
            *((f"{thing['key']}:{key}", said) for thing, key, said in self._wrong(item)),
            *base.numbered(item.fields.mistakes),
        ]

    def _wrong(self, item: Item[ClassifyFields]) -> list[tuple[Thing, str, str]]:
        """Return (thing, bin, what is said) for each thing in a wrong bin that has feedback."""
        return [
            (thing, str(key), said) for thing in item.fields.items for key, said in (thing.get("wrong") or {}).items()
        ]

    def wrong(self, item: Item[ClassifyFields]) -> Iterator[tuple[str, str]]:
        bins = list(self._bins(item))
        known = ", ".join(bins)
        for n, thing in enumerate(item.fields.items):
            for key in _right(thing):
                if key not in bins:
                    yield f"items.{n}.bin", f"{key!r} is not a bin; the bins are {known}"
            for key in map(str, thing.get("wrong") or {}):
                if key not in bins or key in _right(thing):
                    yield f"items.{n}.wrong", f"{key!r} is not another bin; the bins are {known}"
        for n, mistake in enumerate(item.fields.mistakes):
            if str(mistake["all_in"]) not in bins:
                yield f"mistakes.{n}.all_in", f"{mistake['all_in']!r} is not a bin; the bins are {known}"


def _right(thing: Thing) -> list[str]:
    """Return the keys of the bins that fit a thing."""
    bins = thing["bin"]
    return [str(key) for key in bins] if isinstance(bins, list) else [str(bins)]
