"""Exercises on slides: the question, and its answer on the next."""

from markupsafe import Markup, escape

from lessonkit.bank import bank
from lessonkit.teaching import markup
from lessonkit.teaching.slide import Slide

HANDS_UP = ("choice", "multiple", "critique", "classify", "number", "order")
"""The kinds that a class can answer aloud, the best first."""
LETTERED = ("choice", "multiple", "critique")


def first(items) -> bank.Item | None:
    """Return the exercise that a class answers together, if there is one."""
    fit = [item for item in items if item.kind in HANDS_UP and not item.withheld]
    return min(fit, key=lambda item: HANDS_UP.index(item.kind)) if fit else None


def question(item: bank.Item | None) -> list[Slide]:
    """Return an exercise and, on the next slide, its answer."""
    if item is None:
        return []
    hints = tuple(markup.typeset(item.html(hint)) for hint in item.hints)
    asked = Slide(
        escape(item.title), f"Question {item.number}", *_asking(item), lettered=item.kind in LETTERED, notes=hints
    )
    why = markup.sentences(item.fill(item.explanation))
    reasons = item.logic.reasons(item)
    answer = Slide(
        escape(item.title),
        f"Answer {item.number}",
        (
            markup.typeset(bank.html(item.logic.key_text(item))),
            Markup("<p>{}</p>").format(markup.inline(" ".join(why[:2]))),
        ),
        notes=(
            *((markup.inline(" ".join(why[2:])),) if why[2:] else ()),
            *((markup.typeset(bank.html(f"Other answers:\n\n{reasons}")),) if reasons else ()),
        ),
    )
    return [asked, answer]


def _asking(item: bank.Item) -> tuple[tuple[Markup, ...], tuple[Markup, ...]]:
    """Return the texts and the points of a question, from what its widget shows."""
    view = item.logic.view(item)
    prompt = markup.typeset(view["prompt"])
    if view["kind"] in ("choice", "multiple"):
        return (prompt,), tuple(_lettered(option["key"], option["html"]) for option in view["options"])
    if view["kind"] == "classify":
        bins = Markup(" · ").join(_flat(entry["html"]) for entry in view["bins"])
        return (prompt, Markup("<p><b>{}</b></p>").format(bins)), tuple(_flat(entry["html"]) for entry in view["items"])
    if view["kind"] == "critique":
        labels = " · ".join(label["text"] for label in view["labels"])
        claim = Markup("<blockquote>{}</blockquote>").format(markup.typeset(view["claim"]))
        return (prompt, claim, Markup("<p><b>{}</b></p>").format(labels)), tuple(
            _lettered(reason["key"], reason["html"]) for reason in view["reasons"]
        )
    if view["kind"] == "order":
        return (prompt,), tuple(_flat(entry["html"]) for entry in view["items"])
    return (prompt,), ()


def _lettered(key: str, html: str) -> Markup:
    return Markup("<b>{}.</b> {}").format(key, _flat(html))


def _flat(html: str) -> Markup:
    """Return a text of one paragraph without its ``<p>``."""
    return markup.typeset(html.removeprefix("<p>").removesuffix("</p>") if html.count("<p>") == 1 else html)


def exit_ticket(item: bank.Item | None, said: list[Markup]) -> list[Slide]:
    """Return the exit ticket; its answer stands in the key, not on the next slide."""
    if item is None:
        return []
    texts, points = _asking(item)
    return [
        Slide(
            escape(item.title),
            "Exit ticket, on paper",
            texts,
            points,
            lettered=item.kind in LETTERED,
            notes=tuple(said),
        )
    ]
