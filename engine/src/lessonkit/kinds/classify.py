"""classify: put each thing into one of several bins."""

from lessonkit.bank import bank
from lessonkit.judging import plain
from lessonkit.judging.verdict import correct, graded, unanswered, uncheckable
from lessonkit.kinds.base import Kind, bullets, count, fold


class Classify(Kind):
    name = "classify"

    def parts(self, item):
        return {
            "bins": [{"key": key, "html": bank.html(text)} for key, text in self._bins(item).items()],
            "items": [{"key": key, "html": bank.html(text)} for key, text in self._things(item).items()],
        }

    def judge(self, item, answer, **context):
        if plain.is_blank(answer):
            return unanswered("Choose a bin for each item.")
        placed = self._placed(item, answer)
        if placed is None:
            return uncheckable(self.wanted(item))
        left = len(item.items) - len(placed)
        if left:
            return unanswered(f"{count(left, 'item')} still to place." if placed else "Choose a bin for each item.")
        faults = [thing for thing in item.items if placed[str(thing["key"])] not in self._right(thing)]
        return self._almost(item, placed, faults) if faults else correct()

    def _placed(self, item, answer):
        """Return {item: bin} with known keys only, or None."""
        if type(answer) is not dict:
            return None
        things = {fold(key): key for key in self._things(item)}
        bins = {fold(text): key for key, text in self._bins(item).items()} | {
            fold(key): key for key in self._bins(item)
        }
        placed = {}
        for thing, chosen in answer.items():
            thing = things.get(fold(thing)) if type(thing) is str else None
            if thing is None:
                return None
            if plain.is_blank(chosen):
                continue
            placed[thing] = bins.get(fold(chosen)) if type(chosen) is str else None
            if placed[thing] is None:
                return None
        return placed

    def _almost(self, item, placed, faults):
        total = len(item.items)
        score = 1 - len(faults) / total
        tally = f"{total - len(faults)} of {total} items are in place."
        used = set(placed.values())
        if len(used) == 1 and total > 2:
            return self._one_bin(item, used.pop(), score, tally)
        told = []
        for thing in faults:
            chosen = placed[str(thing["key"])]
            text = (thing.get("wrong") or {}).get(chosen)
            if text:
                told.append((f"{thing['key']}:{chosen}", item.fill(text), thing.get("misconception")))
        if not told:
            return graded(score, f"{tally} Look again at “{item.fill(faults[0]['text']).strip()}”.")
        name, text, misconception = told[0]
        return graded(
            score, text, mistake=name, misconception=misconception, parts=(*(t for _, t, _ in told[1:3]), tally)
        )

    def _one_bin(self, item, chosen, score, tally):
        for n, mistake in enumerate(item.mistakes, 1):
            if str(mistake["all_in"]) == chosen:
                text = item.fill(mistake["feedback"])
                return graded(
                    score, text, mistake=f"mistake-{n}", misconception=mistake.get("misconception"), parts=(tally,)
                )
        return graded(score, f"Everything is in one bin. {tally} What sets the bins apart?")

    def _bins(self, item):
        return {str(entry["key"]): item.fill(entry["text"]) for entry in item.bins}

    def _things(self, item):
        return {str(entry["key"]): item.fill(entry["text"]) for entry in item.items}

    def _right(self, thing):
        return [str(key) for key in thing["bin"]] if isinstance(thing["bin"], list) else [str(thing["bin"])]

    def wanted(self, item):
        return f"Give a dictionary from item to bin. Items: {', '.join(self._things(item))}. Bins: {', '.join(self._bins(item))}."

    def static(self, item):
        bins = ", ".join(f"**{text.strip()}**" for text in self._bins(item).values())
        return f"Bins: {bins}\n\n" + bullets(f"{text.strip()}: ________" for text in self._things(item).values())

    def key_text(self, item):
        bins = self._bins(item)
        return bullets(
            f"{item.fill(thing['text']).strip()}: **{' or '.join(bins[key].strip() for key in self._right(thing))}**"
            for thing in item.items
        )

    def others(self, item):
        bins = self._bins(item)
        pairs = [
            (f"{item.fill(thing['text']).strip()} as {bins[str(key)].strip()}", text)
            for thing in item.items
            for key, text in (thing.get("wrong") or {}).items()
        ]
        return pairs + [(f"All as {bins[str(m['all_in'])].strip()}", m["feedback"]) for m in item.mistakes]

    def untouched(self, item):
        return {}

    def solution(self, item):
        return {str(thing["key"]): self._right(thing)[0] for thing in item.items}

    def mistaken(self, item):
        for thing in item.items:
            for key in thing.get("wrong") or {}:
                yield f"{thing['key']}:{key}", self.solution(item) | {str(thing["key"]): str(key)}
        for n, mistake in enumerate(item.mistakes, 1):
            yield f"mistake-{n}", dict.fromkeys(self.solution(item), str(mistake["all_in"]))

    def listed(self, item):
        for thing in item.items:
            for key, text in (thing.get("wrong") or {}).items():
                yield f"{thing['key']}:{key}", text
        for n, mistake in enumerate(item.mistakes, 1):
            yield f"mistake-{n}", mistake["feedback"]

    def wrong(self, item):
        bins = list(self._bins(item))
        known = ", ".join(bins)
        for n, thing in enumerate(item.items):
            for key in self._right(thing):
                if key not in bins:
                    yield f"items.{n}.bin", f"{key!r} is not a bin; the bins are {known}"
            for key in map(str, thing.get("wrong") or {}):
                if key not in bins or key in self._right(thing):
                    yield f"items.{n}.wrong", f"{key!r} is not another bin; the bins are {known}"
        for n, mistake in enumerate(item.mistakes):
            if str(mistake["all_in"]) not in bins:
                yield f"mistakes.{n}.all_in", f"{mistake['all_in']!r} is not a bin; the bins are {known}"
