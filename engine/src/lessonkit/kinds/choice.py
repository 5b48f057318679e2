"""choice: one option of three to five is right."""

from lessonkit.bank import bank
from lessonkit.judging import plain
from lessonkit.judging.verdict import correct, incorrect, unanswered, uncheckable
from lessonkit.kinds.base import LETTERS, Kind, as_keys, bullets


def options(item) -> dict:
    """Return the options by their letter."""
    return dict(zip(LETTERS, item.options, strict=False))


class Choice(Kind):
    name = "choice"

    def parts(self, item):
        return {"options": [{"key": key, "html": bank.html(item.fill(o["text"]))} for key, o in options(item).items()]}

    def judge(self, item, answer, **context):
        if plain.is_blank(answer):
            return unanswered("Choose one of the options.")
        keys = as_keys(answer, {key: o["text"] for key, o in options(item).items()})
        if not keys or len(set(keys)) != 1:
            return uncheckable(self.wanted(item))
        key = keys[0]
        option = item.options[LETTERS.index(key)]
        if option.get("correct"):
            return correct()
        return incorrect(item.fill(option["feedback"]), mistake=key, misconception=option.get("misconception"))

    def wanted(self, item):
        return f"Give the letter of one option: {', '.join(options(item))}."

    def static(self, item):
        return bullets(f"**{key}.** {item.fill(o['text'])}" for key, o in options(item).items())

    def key_text(self, item):
        key = self.solution(item)
        return f"**{key}.** {item.fill(options(item)[key]['text']).strip()}"

    def others(self, item):
        return [
            (f"**{key}.** {item.fill(o['text']).strip()}", o["feedback"])
            for key, o in options(item).items()
            if "feedback" in o
        ]

    def solution(self, item):
        return next(key for key, o in options(item).items() if o.get("correct"))

    def mistaken(self, item):
        return [(key, key) for key, o in options(item).items() if not o.get("correct")]

    def listed(self, item):
        return [(key, o["feedback"]) for key, o in options(item).items() if not o.get("correct")]

    def wrong(self, item):
        right = sum(bool(o.get("correct")) for o in item.options)
        if right != 1:
            yield "options", f"{right} options are marked correct; exactly one must be"
        for index, option in enumerate(item.options):
            if not option.get("correct") and not option.get("feedback"):
                yield f"options.{index}.feedback", "a wrong option needs its own feedback"
