"""critique: label a claim, and say why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from lessonkit.bank.fields import Fields
from lessonkit.bank.item import Item
from lessonkit.judging import plain
from lessonkit.judging.verdict import Verdict, correct, graded, incorrect, partly, unanswered, uncheckable
from lessonkit.kinds import options, text
from lessonkit.kinds.base import Kind, as_keys, quote
from lessonkit.kinds.options import Option
from lessonkit.kinds.question import Choices, Mistake, Question
from lessonkit.kinds.question import Option as Offered

MEANINGS = {
    "supported": "The evidence carries every word of it.",
    "imprecise": "Near the facts, but a word or a figure is not exact.",
    "overstated": "True in part; it says more than the evidence does.",
    "outdated": "It was true at another date.",
    "value-judgement": "It says what is good or right; no fact alone can settle it.",
    "unsourced": "Nothing shows where it comes from.",
}
LABELS = {key: key.replace("-", " ") for key in MEANINGS}
NO_REASON = "A label needs a reason: which word, which missing source, which better evidence?"
OTHER_LABEL = "Read the claim again word by word. Which word would you have to change before the evidence carries it?"


@dataclass(frozen=True, kw_only=True)
class CritiqueFields(Fields):
    """A claim, the label that fits it best, and reasons of which one is sound."""

    claim: str
    label: str
    reasons: Sequence[Option]
    labels_feedback: Mapping[str, str]
    claim_source: str = ""
    accept: Sequence[str] = ()
    misconceptions: Mapping[str, str] = field(default_factory=dict)


class Critique(Kind[CritiqueFields]):
    """The best label, for the sound reason."""

    fields = CritiqueFields
    aloud = 3
    mixed = ("reasons",)
    carried: ClassVar = {
        "moodle": ("two questions of multiple choice, the label and the reason", ""),
        "qti": ("two questions, the label and the reason", ""),
        "anki": ("two cards, the label and the reason", ""),
        "gift": ("two questions of multiple choice, the label and the reason", ""),
    }

    def parts(self, item: Item[CritiqueFields]) -> dict[str, Any]:
        return {
            "claim": item.html(item.fields.claim),
            "who": item.fields.claim_source,
            "labels": [{"key": key, "text": label, "meaning": MEANINGS[key]} for key, label in LABELS.items()],
            "reasons": options.shown(item, item.fields.reasons),
        }

    def judge(self, item: Item[CritiqueFields], answer: Any, **context: Any) -> Verdict:
        pair = self._pair(answer)
        known = (LABELS, options.texts(item.fields.reasons))
        label, reason = (_key(given, texts) for given, texts in zip(pair, known, strict=True))
        if label is None or reason is None:
            return uncheckable(self.wanted(item))
        if not label and not reason:
            return unanswered("Choose a label for the claim, and the reason for it.")
        if not reason:
            return unanswered(NO_REASON)
        if not label:
            return unanswered("Choose a label too: what does your reason say about the claim?")
        return self._judged(item, label, reason)

    def _pair(self, answer: Any) -> tuple[Any, Any]:
        if type(answer) is dict:
            if not set(answer) <= {"label", "reason"}:
                return plain.Unreadable("dict"), None
            return answer.get("label"), answer.get("reason")
        if type(answer) is list and len(answer) == 2:
            return answer[0], answer[1]
        return answer, None

    def _judged(self, item: Item[CritiqueFields], label: str, reason: str) -> Verdict:
        chosen = options.lettered(item.fields.reasons)[reason]
        sound = bool(chosen.get("correct"))
        if label == item.fields.label:
            if sound:
                return correct()
            return partly(
                0.5,
                item.fill(chosen["feedback"]),
                mistake=f"reason-{reason}",
                misconception=chosen.get("misconception"),
                parts=("The label fits; look for a better reason.",),
            )
        told = item.fields.labels_feedback.get(label)
        name, misconception = f"label-{label}" if told else None, item.fields.misconceptions.get(label)
        said = item.fill(told) if told else OTHER_LABEL
        if label in item.fields.accept:
            return graded(0.5 if sound else 0.25, said, mistake=name, misconception=misconception)
        if sound:
            parts = ("Your reason is sound; which label does it call for?",)
            return graded(0.25, said, mistake=name, misconception=misconception, parts=parts)
        return incorrect(said, mistake=name, misconception=misconception)

    def wanted(self, item: Item[CritiqueFields]) -> str:
        return (
            "Give a label and the letter of a reason, for example `{'label': 'imprecise', 'reason': 'a'}`. "
            f"Labels: {', '.join(LABELS)}. Reasons: {', '.join(options.texts(item.fields.reasons))}."
        )

    def _claim(self, item: Item[CritiqueFields]) -> str:
        return quote(item.fill(item.fields.claim)) + (
            f"\n>\n> — {item.fields.claim_source}" if item.fields.claim_source else ""
        )

    def static(self, item: Item[CritiqueFields]) -> str:
        reasons = options.listing(item, item.fields.reasons)
        return f"{self._claim(item)}\n\nLabel: {' · '.join(LABELS.values())}\n\nReason:\n\n{reasons}"

    def key_text(self, item: Item[CritiqueFields]) -> str:
        reason = options.texts(item.fields.reasons)[self.solution(item)["reason"]]
        return f"**{LABELS[item.fields.label]}**: {item.fill(reason).strip()}"

    def marks(self, item: Item[CritiqueFields], answer: Any) -> dict[str, bool]:
        label, reason = self._pair(plain.plain(answer))
        labels = {} if plain.is_blank(label) else {str(label): False}
        return labels | {item.fields.label: True} | options.marks(item.fields.reasons, reason)

    def others(self, item: Item[CritiqueFields]) -> list[tuple[str, str]]:
        labels = [(f"“{LABELS[label]}”", said) for label, said in item.fields.labels_feedback.items()]
        return labels + options.others(item, item.fields.reasons)

    def on_slide(self, view: dict[str, Any]) -> tuple[list[str], list[tuple[str, str]]]:
        labels = " · ".join(label["text"] for label in view["labels"])
        texts = [f"<blockquote>{view['claim']}</blockquote>", f"<p><b>{labels}</b></p>"]
        return texts, [(reason["key"], reason["html"]) for reason in view["reasons"]]

    def as_questions(self, item: Item[CritiqueFields], whole: Question) -> Iterator[Question]:
        """Give two questions, the label and the reason."""
        claim = whole.prompt + text.html(item, self._claim(item))
        yield replace(
            whole,
            name=f"{whole.name}/label",
            prompt=claim + text.paragraph("Which label fits the claim best?"),
            body=Choices(tuple(self._labels(item))),
            answer=text.paragraph(LABELS[item.fields.label]),
            mistakes=_about("label", whole) | self._unlisted(item),
        )
        right = options.texts(item.fields.reasons)[self.solution(item)["reason"]]
        yield replace(
            whole,
            name=f"{whole.name}/reason",
            prompt=claim + text.paragraph("Which reason speaks for the best label?"),
            body=Choices(tuple(options.exported(item, item.fields.reasons, "reason-"))),
            answer=text.html(item, right),
            mistakes=_about("reason", whole),
        )

    def _labels(self, item: Item[CritiqueFields]) -> Iterator[Offered]:
        for key, label in LABELS.items():
            worth = 1.0 if key == item.fields.label else 0.5 if key in item.fields.accept else 0.0
            yield Offered(key, text.paragraph(label), worth, "" if key == item.fields.label else f"label-{key}")

    def _unlisted(self, item: Item[CritiqueFields]) -> dict[str, Mistake]:
        """Return the labels of which the exercise says nothing of its own."""
        return {
            f"label-{key}": Mistake(text.html(item, f"“{label}”"), text.html(item, OTHER_LABEL))
            for key, label in LABELS.items()
            if key != item.fields.label and key not in item.fields.labels_feedback
        }

    def untouched(self, item: Item[CritiqueFields]) -> dict[str, None]:
        return {"label": None, "reason": None}

    def solution(self, item: Item[CritiqueFields]) -> dict[str, str]:
        return {"label": item.fields.label, "reason": options.right(item.fields.reasons)[0]}

    def mistaken(self, item: Item[CritiqueFields]) -> Iterator[tuple[str, dict[str, str]]]:
        right = self.solution(item)
        for label in item.fields.labels_feedback:
            yield f"label-{label}", right | {"label": label}
        for key, _ in options.wrong(item.fields.reasons):
            yield f"reason-{key}", right | {"reason": key}

    def listed(self, item: Item[CritiqueFields]) -> list[tuple[str, str]]:
        labels = [(f"label-{label}", said) for label, said in item.fields.labels_feedback.items()]
        return labels + [(f"reason-{key}", one["feedback"]) for key, one in options.wrong(item.fields.reasons)]

    def wrong(self, item: Item[CritiqueFields]) -> Iterator[tuple[str, str]]:
        if len(options.right(item.fields.reasons)) != 1:
            yield "reasons", "exactly one reason must be marked correct"
        yield from options.without_feedback("reasons", item.fields.reasons)
        for name, said in (
            ("labels_feedback", item.fields.labels_feedback),
            ("misconceptions", item.fields.misconceptions),
        ):
            if item.fields.label in said:
                yield f"{name}.{item.fields.label}", "this is the right label; feedback belongs to the others"
        for label in item.fields.misconceptions:
            if label not in item.fields.labels_feedback:
                yield f"misconceptions.{label}", "this label has no feedback in labels_feedback"


def _key(given: Any, texts: Mapping[str, str]) -> str | None:
    """Return the key that a part of an answer names: "" for nothing given, None for what names none."""
    return "" if plain.is_blank(given) else (as_keys([given], texts) or (None,))[0]


def _about(part: str, whole: Question) -> dict[str, Mistake]:
    """Return the mistakes that one of the two questions is about."""
    return {name: one for name, one in whole.mistakes.items() if name.startswith(f"{part}-")}
