"""critique: label a claim, and say why."""

from lessonkit.bank import bank
from lessonkit.judging import plain
from lessonkit.judging.verdict import correct, graded, incorrect, partly, unanswered, uncheckable
from lessonkit.kinds.base import LETTERS, Kind, as_keys, bullets

LABELS = {
    "supported": "supported",
    "imprecise": "imprecise",
    "overstated": "overstated",
    "outdated": "outdated",
    "value-judgement": "value judgement",
    "unsourced": "unsourced",
}
NO_REASON = "A label needs a reason: which word, which missing source, which better evidence?"
OTHER_LABEL = "Read the claim again word by word. Which word would you have to change before the evidence carries it?"


class Critique(Kind):
    name = "critique"

    def parts(self, item):
        return {
            "claim": bank.html(item.fill(item.claim)),
            "who": item.claim_source,
            "labels": [{"key": key, "text": text} for key, text in LABELS.items()],
            "reasons": [
                {"key": key, "html": bank.html(item.fill(r["text"]))} for key, r in self._reasons(item).items()
            ],
        }

    def judge(self, item, answer, **context):
        pair = self._pair(answer)
        known = (LABELS, {key: reason["text"] for key, reason in self._reasons(item).items()})
        label, reason = (
            "" if plain.is_blank(given) else (as_keys([given], texts) or [None])[0] for given, texts in zip(pair, known)
        )
        if label is None or reason is None:
            return uncheckable(self.wanted(item))
        if not label and not reason:
            return unanswered("Choose a label for the claim, and the reason for it.")
        if not reason:
            return unanswered(NO_REASON)
        if not label:
            return unanswered("Choose a label too: what does your reason say about the claim?")
        return self._judged(item, label, reason)

    def _pair(self, answer):
        if type(answer) is dict:
            if not set(answer) <= {"label", "reason"}:
                return plain.Unreadable("dict"), None
            return answer.get("label"), answer.get("reason")
        if type(answer) is list and len(answer) == 2:
            return answer
        return answer, None

    def _judged(self, item, label, reason):
        chosen = self._reasons(item)[reason]
        sound = bool(chosen.get("correct"))
        if label == item.label:
            if sound:
                return correct()
            return partly(
                0.5,
                item.fill(chosen["feedback"]),
                mistake=f"reason-{reason}",
                misconception=chosen.get("misconception"),
                parts=("The label fits; look for a better reason.",),
            )
        told = item.labels_feedback.get(label)
        more = {"mistake": f"label-{label}" if told else None, "misconception": item.misconceptions.get(label)}
        text = item.fill(told) if told else OTHER_LABEL
        if label in item.accept:
            return graded(0.5 if sound else 0.25, text, **more)
        if sound:
            return graded(0.25, text, parts=("Your reason is sound; which label does it call for?",), **more)
        return incorrect(text, **more)

    def _reasons(self, item):
        return dict(zip(LETTERS, item.reasons, strict=False))

    def wanted(self, item):
        return (
            "Give a label and the letter of a reason, for example `{'label': 'imprecise', 'reason': 'a'}`. "
            f"Labels: {', '.join(LABELS)}. Reasons: {', '.join(self._reasons(item))}."
        )

    def static(self, item):
        claim = "> " + item.fill(item.claim).strip().replace("\n", "\n> ")
        who = f"\n>\n> — {item.claim_source}" if item.claim_source else ""
        reasons = bullets(f"**{key}.** {item.fill(r['text'])}" for key, r in self._reasons(item).items())
        return f"{claim}{who}\n\nLabel: {' · '.join(LABELS.values())}\n\nReason:\n\n{reasons}"

    def key_text(self, item):
        reason = self._reasons(item)[self.solution(item)["reason"]]
        return f"**{LABELS[item.label]}**: {item.fill(reason['text']).strip()}"

    def others(self, item):
        for label, text in item.labels_feedback.items():
            yield f"“{LABELS[label]}”", text
        for key, reason in self._reasons(item).items():
            if not reason.get("correct"):
                yield f"**{key}.** {item.fill(reason['text']).strip()}", reason["feedback"]

    def untouched(self, item):
        return {"label": None, "reason": None}

    def solution(self, item):
        return {"label": item.label, "reason": next(k for k, r in self._reasons(item).items() if r.get("correct"))}

    def mistaken(self, item):
        right = self.solution(item)
        for label in item.labels_feedback:
            yield f"label-{label}", right | {"label": label}
        for key, reason in self._reasons(item).items():
            if not reason.get("correct"):
                yield f"reason-{key}", right | {"reason": key}

    def listed(self, item):
        for label, text in item.labels_feedback.items():
            yield f"label-{label}", text
        for key, reason in self._reasons(item).items():
            if not reason.get("correct"):
                yield f"reason-{key}", reason["feedback"]

    def wrong(self, item):
        if sum(bool(r.get("correct")) for r in item.reasons) != 1:
            yield "reasons", "exactly one reason must be marked correct"
        for n, reason in enumerate(item.reasons):
            if not reason.get("correct") and not reason.get("feedback"):
                yield f"reasons.{n}.feedback", "a wrong reason needs its own feedback"
        for field in ("labels_feedback", "misconceptions"):
            if item.label in getattr(item, field):
                yield f"{field}.{item.label}", "this is the right label; feedback belongs to the others"
        for label in item.misconceptions:
            if label not in item.labels_feedback:
                yield f"misconceptions.{label}", "this label has no feedback in labels_feedback"
