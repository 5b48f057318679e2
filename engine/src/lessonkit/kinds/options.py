"""Options with letters: those of `choice` and `multiple`, and the reasons of `critique`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from lessonkit.bank import markdown
from lessonkit.bank.fields import Fields
from lessonkit.bank.item import Item
from lessonkit.kinds import question, text
from lessonkit.kinds.base import LETTERS, Kind, as_keys, bullets


class Option(TypedDict, total=False):
    """Something to choose. A wrong one has feedback; `missed` is said when a right one is left out."""

    text: str
    correct: bool
    feedback: str
    missed: str
    misconception: str


@dataclass(frozen=True, kw_only=True)
class OptionFields(Fields):
    """What `choice` and `multiple` ask."""

    options: Sequence[Option]


def lettered(options: Sequence[Option]) -> dict[str, Option]:
    """Return the options by their letter."""
    return dict(zip(LETTERS, options, strict=False))


def texts(options: Sequence[Option]) -> dict[str, str]:
    """Return the texts of the options by their letter, as they are written."""
    return {key: one["text"] for key, one in lettered(options).items()}


def shown(item: Item[Any], options: Sequence[Option]) -> list[dict[str, str]]:
    """Return the options as a view shows them."""
    return [{"key": key, "html": markdown.html(item.fill(own))} for key, own in texts(options).items()]


def listing(item: Item[Any], options: Sequence[Option]) -> str:
    """Return the options as a markdown list."""
    return bullets(f"**{key}.** {item.fill(own)}" for key, own in texts(options).items())


def right(options: Sequence[Option]) -> list[str]:
    """Return the letters of the right options."""
    return [key for key, one in lettered(options).items() if one.get("correct")]


def marks(options: Sequence[Option], answer: Any) -> dict[str, bool]:
    """Return True for the letters of the right options, False for those of wrong ones in an answer as it is stored."""
    chosen = set(as_keys(answer, texts(options)) or ())
    return {
        key: bool(one.get("correct")) for key, one in lettered(options).items() if one.get("correct") or key in chosen
    }


def wrong(options: Sequence[Option]) -> list[tuple[str, Option]]:
    """Return (letter, option) of the wrong ones."""
    return [(key, one) for key, one in lettered(options).items() if not one.get("correct")]


def others(item: Item[Any], options: Sequence[Option]) -> list[tuple[str, str]]:
    """Return (the option in markdown, its feedback) of the wrong ones."""
    return [(f"**{key}.** {item.fill(one['text']).strip()}", one["feedback"]) for key, one in wrong(options)]


def exported(item: Item[Any], options: Sequence[Option], prefix: str = "") -> Iterator[question.Option]:
    """Give the options for other programs; the mistake of a wrong one is named by its letter after `prefix`."""
    for key, one in lettered(options).items():
        correct = bool(one.get("correct"))
        yield question.Option(key, text.html(item, one["text"]), float(correct), "" if correct else prefix + key)


def without_feedback(field: str, options: Sequence[Option]) -> Iterator[tuple[str, str]]:
    """Give a problem for each wrong option that has nothing to say."""
    for place, one in enumerate(options):
        if not one.get("correct") and not one.get("feedback"):
            yield f"{field}.{place}.feedback", f"a wrong {field.removesuffix('s')} needs its own feedback"


def same_text(options: Sequence[Option]) -> Iterator[tuple[str, str]]:
    """Give a problem for each option whose text stands there already."""
    folded = [" ".join(one["text"].split()).casefold() for one in options]
    for place, own in enumerate(folded):
        if own in folded[:place]:
            yield f"options.{place}.text", "another option has the same text"


class WithOptions(Kind[OptionFields]):
    """What `choice` and `multiple` have in common."""

    fields = OptionFields
    quick = True
    mixed = ("options",)

    def parts(self, item: Item[OptionFields]) -> dict[str, Any]:
        return {"options": shown(item, item.fields.options)}

    def static(self, item: Item[OptionFields]) -> str:
        return listing(item, item.fields.options)

    def key_on_screen(self, item: Item[OptionFields]) -> str:
        known = texts(item.fields.options)
        found = [item.fill(known[key]).strip() for key in right(item.fields.options)]
        return found[0] if len(found) == 1 else bullets(found)

    def marks(self, item: Item[OptionFields], answer: Any) -> dict[str, bool]:
        return marks(item.fields.options, answer)

    def others(self, item: Item[OptionFields]) -> Iterable[tuple[str, str]]:
        return others(item, item.fields.options)

    def on_slide(self, view: dict[str, Any]) -> tuple[list[str], list[tuple[str, str]]]:
        return [], [(option["key"], option["html"]) for option in view["options"]]

    def wrong(self, item: Item[OptionFields]) -> Iterator[tuple[str, str]]:
        yield from same_text(item.fields.options)
        yield from without_feedback("options", item.fields.options)
