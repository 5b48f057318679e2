"""multiple: any number of options is right."""

from lessonkit.bank import bank
from lessonkit.judging import plain
from lessonkit.judging.verdict import correct, graded, unanswered, uncheckable
from lessonkit.kinds.base import Kind, as_keys, bullets, count
from lessonkit.kinds.choice import options


class Multiple(Kind):
    name = "multiple"

    def parts(self, item):
        return {"options": [{"key": key, "html": bank.html(item.fill(o["text"]))} for key, o in options(item).items()]}

    def judge(self, item, answer, **context):
        if plain.is_blank(answer):
            return unanswered("Choose every option that is right.")
        given = options(item)
        keys = as_keys(answer, {key: o["text"] for key, o in given.items()})
        if keys is None:
            return uncheckable(self.wanted(item))
        chosen, right = set(keys), set(self.solution(item))
        if not chosen:
            return unanswered("Choose every option that is right.")
        if chosen == right:
            return correct()
        return self._almost(item, given, chosen, right)

    def _almost(self, item, given, chosen, right):
        score = sum((key in chosen) == (key in right) for key in given) / len(given)
        score = score if chosen & right else 0.0
        faults = [(key, given[key].get("feedback")) for key in given if key in chosen - right]
        faults += [(f"missed-{key}", given[key].get("missed")) for key in given if key in right - chosen]
        told = [(name, item.fill(text)) for name, text in faults if text]
        tally = f"{count(len(chosen & right), 'right option')} chosen."
        tally += " One or more are missing." if right - chosen else " You have all of them, and more than that."
        if not told:
            return graded(score, tally)
        key = told[0][0]
        return graded(
            score,
            told[0][1],
            mistake=key,
            misconception=given[key.removeprefix("missed-")].get("misconception"),
            parts=(*(text for _, text in told[1:3]), tally),
        )

    def wanted(self, item):
        letters = ", ".join(options(item))
        return f"Give a list of letters, for example `['a', 'b']`. The letters are {letters}."

    def static(self, item):
        return bullets(f"**{key}.** {item.fill(o['text'])}" for key, o in options(item).items())

    def key_text(self, item):
        return bullets(f"**{key}.** {item.fill(options(item)[key]['text'])}" for key in self.solution(item))

    def others(self, item):
        return [
            (f"**{key}.** {item.fill(o['text']).strip()}", o["feedback"])
            for key, o in options(item).items()
            if not o.get("correct")
        ]

    def solution(self, item):
        return [key for key, o in options(item).items() if o.get("correct")]

    def mistaken(self, item):
        right = self.solution(item)
        for key, option in options(item).items():
            if not option.get("correct"):
                yield key, [*right, key]
            elif option.get("missed") and len(right) > 1:
                yield f"missed-{key}", [other for other in right if other != key]

    def listed(self, item):
        for key, option in options(item).items():
            if not option.get("correct"):
                yield key, option["feedback"]
            elif option.get("missed"):
                yield f"missed-{key}", option["missed"]

    def wrong(self, item):
        if not any(o.get("correct") for o in item.options):
            yield "options", "no option is marked correct; at least one must be"
        for index, option in enumerate(item.options):
            if not option.get("correct") and not option.get("feedback"):
                yield f"options.{index}.feedback", "a wrong option needs its own feedback"
