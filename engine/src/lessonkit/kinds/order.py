"""order: put four to nine things in order; points for the share of pairs that stand right."""

from itertools import combinations

from lessonkit.bank import bank
from lessonkit.judging import plain
from lessonkit.judging.verdict import correct, graded, unanswered, uncheckable
from lessonkit.kinds.base import Kind, as_keys, bullets, shuffled


class Order(Kind):
    name = "order"

    def parts(self, item):
        texts = self._texts(item)
        return {"items": [{"key": key, "html": bank.html(texts[key])} for key in self.untouched(item)]}

    def judge(self, item, answer, **context):
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

    def _almost(self, item, keys, right):
        wrong = [(a, b) for a, b in combinations(right, 2) if keys.index(a) > keys.index(b)]
        total = len(right) * (len(right) - 1) // 2
        score = 1 - len(wrong) / total
        tally = f"{total - len(wrong)} of {total} pairs are in the right order."
        for name, early, late, mistake in self._mistakes(item):
            if keys.index(early) < keys.index(late):
                text = item.fill(mistake["feedback"])
                return graded(score, text, mistake=name, misconception=mistake.get("misconception"), parts=(tally,))
        if len(wrong) == 1:
            return graded(score, "Two neighbours are swapped. Check their dates.")
        worst = max(right, key=lambda key: sum(key in pair for pair in wrong))
        return graded(score, f"{tally} Look again at “{self._texts(item)[worst].strip()}”: what had to come before it?")

    def _texts(self, item):
        return {str(entry["key"]): item.fill(entry["text"]) for entry in item.items}

    def _mistakes(self, item):
        return [(f"mistake-{n}", *map(str, m["before"]), m) for n, m in enumerate(item.mistakes, 1)]

    def wanted(self, item):
        return f"Give every key once, in your order, as a list of: {', '.join(sorted(self._texts(item)))}."

    def static(self, item):
        texts = self._texts(item)
        return bullets(f"[  ] {texts[key]} (`{key}`)" for key in self.untouched(item))

    def key_text(self, item):
        return "\n".join(f"{n}. {text.strip()}" for n, text in enumerate(self._texts(item).values(), 1))

    def others(self, item):
        texts = self._texts(item)
        return [
            (f"“{texts[a].strip()}” before “{texts[b].strip()}”", m["feedback"]) for _, a, b, m in self._mistakes(item)
        ]

    def untouched(self, item):
        if "shuffled" not in item.kept:
            keys = list(self._texts(item))
            item.kept["shuffled"] = [keys[place] for place in shuffled(item, len(keys))]
        return list(item.kept["shuffled"])

    def solution(self, item):
        return list(self._texts(item))

    def mistaken(self, item):
        """Move the one before the other, or the other behind the one, as long as no earlier mistake is met."""
        for name, early, late, _ in self._mistakes(item):
            right = self.solution(item)
            ahead = [key for key in right if key != early]
            ahead.insert(ahead.index(late), early)
            behind = [key for key in right if key != late]
            behind.insert(behind.index(early) + 1, late)
            fits = [keys for keys in (behind, ahead) if self.judge(item, keys).mistake == name]
            yield name, (fits or [ahead])[0]

    def listed(self, item):
        return [(name, m["feedback"]) for name, _, _, m in self._mistakes(item)]

    def wrong(self, item):
        keys = [str(entry["key"]) for entry in item.items]
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
