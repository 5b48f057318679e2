"""parsons: bring lines of code into an order that runs and gives the right value."""

import ast
import html

from lessonkit.judging import plain, replay
from lessonkit.judging.compare import differ
from lessonkit.judging.verdict import correct, graded, unanswered, uncheckable
from lessonkit.kinds.base import LETTERS, Kind, as_keys, bullets, shuffled

SECONDS = 5.0


class Parsons(Kind):
    name = "parsons"

    def parts(self, item):
        lines = self._lines(item)
        return {
            "code": True,
            "given": item.given.strip(),
            "leave_out": len(item.distractors) > 0,
            "items": [{"key": key, "html": html.escape(line)} for key, line in lines.items()],
        }

    def judge(self, item, answer, **context):
        if plain.is_blank(answer):
            return unanswered("Put the lines in order.")
        lines = self._lines(item)
        keys = as_keys(answer, lines)
        if keys is None or len(set(keys)) != len(keys):
            return uncheckable(self.wanted(item))
        if not keys or keys == list(lines):
            return unanswered("This is the order in which the lines came. Move them into an order that runs.")
        places = [self._place(item, key) for key in keys]
        told = self._listed_fault(item, places)
        trouble, value = self._run(item, [lines[key] for key in keys])
        if trouble is None and differ(value, self._value(item)) is None:
            return correct()
        score = self._score(item, places)
        if told:
            name, mistake = told
            return graded(
                score, item.fill(mistake["feedback"]), mistake=name, misconception=mistake.get("misconception")
            )
        return graded(score, self._why(item, [lines[key] for key in keys], trouble))

    def _listed_fault(self, item, places):
        """Return (name, mistake) of the first listed mistake in an arrangement of line numbers."""
        for n, distractor in enumerate(item.distractors, 1):
            if len(item.lines) + n - 1 in places:
                return f"distractor-{n}", distractor
        for n, mistake in enumerate(item.mistakes, 1):
            early, late = mistake["before"]
            if early in places and late in places and places.index(early) < places.index(late):
                return f"mistake-{n}", mistake
        return None

    def _score(self, item, places):
        own = [place for place in places if place < len(item.lines)]
        pairs = [(a, b) for n, a in enumerate(own) for b in own[n + 1 :]]
        total = len(item.lines) * (len(item.lines) - 1) // 2
        return sum(a < b for a, b in pairs) / total if total else 0.0

    def _why(self, item, lines, trouble):
        early = _used_too_early(lines)
        if early:
            line, name, maker = early
            return f"Line {line} uses the name {plain.quoted(name)}, which is only made in line {maker}."
        unused = len(item.lines) - len(lines)
        if trouble is not None and unused > 0:
            return f"These lines do not run yet, and {unused} of the lines that you need are left out."
        if trouble is not None:
            return (
                f"These lines stop with {plain.quoted(trouble)}. Which line must come first, so that the next can run?"
            )
        return f"The lines run, but {plain.quoted(item.name)} is another value than the question asks for. Follow it line by line."

    def _run(self, item, lines):
        """Return (error's name, None) or (None, value)."""
        names = replay.given(item, item.names["load"])
        try:
            with replay.quiet(), replay.at_most(SECONDS):
                replay.run("\n".join(lines), names)
            return None, names[item.name]
        except KeyboardInterrupt:
            raise
        except BaseException as trouble:
            return plain.type_name(trouble), None

    def _value(self, item):
        if "value" not in item.kept:
            names = replay.run("\n".join(item.lines), replay.given(item, item.names["load"]))
            item.kept["value"] = names[item.name]
        return item.kept["value"]

    def _lines(self, item):
        """Return {key: line} in the order shown; the keys are letters in that order."""
        if "lines" not in item.kept:
            every = [*item.lines, *(d["line"] for d in item.distractors)]
            places = shuffled(item, len(every))
            item.kept["places"] = dict(zip(LETTERS, places))
            item.kept["lines"] = {key: every[place].rstrip("\n") for key, place in zip(LETTERS, places)}
        return item.kept["lines"]

    def _place(self, item, key):
        self._lines(item)
        return item.kept["places"][key]

    def _keys(self, item, places):
        self._lines(item)
        letters = {place: key for key, place in item.kept["places"].items()}
        return [letters[place] for place in places]

    def wanted(self, item):
        return f"Give the letters of the lines in your order, each once, as a list of: {', '.join(self._lines(item))}."

    def static(self, item):
        above = f"Already there:\n\n{fenced(item.given)}\n\n" if item.given.strip() else ""
        extra = "Not every line is needed.\n\n" if item.distractors else ""
        return above + extra + bullets(f"**{key}.** `{line}`" for key, line in self._lines(item).items())

    def key_text(self, item):
        return fenced("\n".join(item.lines))

    def others(self, item):
        for distractor in item.distractors:
            yield f"`{distractor['line'].strip()}`", distractor["feedback"]
        for mistake in item.mistakes:
            early, late = mistake["before"]
            yield f"`{item.lines[early].strip()}` before `{item.lines[late].strip()}`", mistake["feedback"]

    def untouched(self, item):
        return list(self._lines(item))

    def solution(self, item):
        return self._keys(item, range(len(item.lines)))

    def mistaken(self, item):
        right = list(range(len(item.lines)))
        for n, _ in enumerate(item.distractors, 1):
            # At its place among the lines: in the first position that does not happen to give the right value.
            extra = len(right) + n - 1
            tries = [self._keys(item, [*right[:at], extra, *right[at + 1 :]]) for at in range(len(right))]
            tries += [self._keys(item, [*right[:at], extra, *right[at:]]) for at in range(len(right) + 1)]
            yield f"distractor-{n}", self._first(item, tries, f"distractor-{n}")
        for n, mistake in enumerate(item.mistakes, 1):
            early, late = mistake["before"]
            ahead = [place for place in right if place != early]
            ahead.insert(ahead.index(late), early)
            behind = [place for place in right if place != late]
            behind.insert(behind.index(early) + 1, late)
            yield f"mistake-{n}", self._first(item, [self._keys(item, p) for p in (behind, ahead)], f"mistake-{n}")

    def _first(self, item, answers, name):
        return next((answer for answer in answers if self.judge(item, answer).mistake == name), answers[0])

    def listed(self, item):
        yield from ((f"distractor-{n}", d["feedback"]) for n, d in enumerate(item.distractors, 1))
        yield from ((f"mistake-{n}", m["feedback"]) for n, m in enumerate(item.mistakes, 1))

    def wrong(self, item):
        last = len(item.lines) - 1
        for n, mistake in enumerate(item.mistakes):
            early, late = mistake["before"]
            if not (0 <= late < early <= last):
                yield (
                    f"mistakes.{n}.before",
                    f"line numbers run from 0 to {last}, and the first must come later in the right order",
                )


def fenced(code: str) -> str:
    return f"```python\n{code.strip(chr(10))}\n```"


def _used_too_early(lines):
    """Return (line, name, line that makes it), counted from 1, for the first name used too early."""
    made, used = [], []
    for line in lines:
        try:
            names = [node for node in ast.walk(ast.parse(line.strip())) if isinstance(node, ast.Name)]
        except SyntaxError:
            names = []
        made.append({n.id for n in names if isinstance(n.ctx, ast.Store)})
        used.append({n.id for n in names if isinstance(n.ctx, ast.Load)})
    for here, names in enumerate(used):
        for name in sorted(names):
            if not any(name in earlier for earlier in made[:here]):
                maker = next((n for n, later in enumerate(made[here + 1 :], here + 2) if name in later), None)
                if maker:
                    return here + 1, name, maker
    return None
