"""countries: choose a set of countries, on a map or in the equal list beside it."""

from lessonkit.judging import plain
from lessonkit.judging.verdict import correct, graded, unanswered, uncheckable
from lessonkit.kinds.base import Kind, as_keys, bullets, count


class Countries(Kind):
    name = "countries"

    def parts(self, item):
        from lessonkit.data.maps import shapes

        choices = [{"iso3": code, "name": name} for code, name in self._choices(item).items()]
        return {"map": dict(shapes(item.view)), "choices": choices}

    def judge(self, item, answer, **context):
        if plain.is_blank(answer):
            return unanswered("Choose the countries, on the map or in the list.")
        codes = as_keys(answer, self._choices(item))
        if codes is None:
            return uncheckable(self._strange(item, answer))
        if not codes:
            return unanswered("Choose the countries, on the map or in the list.")
        chosen, right = set(codes), set(self.solution(item))
        return correct() if chosen == right else self._almost(item, chosen, right)

    def _almost(self, item, chosen, right):
        score = len(chosen & right) / len(chosen | right)
        tally = self._tally(chosen, right)
        for n, mistake in enumerate(item.mistakes, 1):
            if self._met(mistake, chosen):
                text = item.fill(mistake["feedback"])
                return graded(
                    score, text, mistake=f"mistake-{n}", misconception=mistake.get("misconception"), parts=(tally,)
                )
        return graded(score, tally)

    def _met(self, mistake, chosen):
        return bool(chosen & set(mistake.get("includes", ()))) or bool(set(mistake.get("omits", ())) - chosen)

    def _tally(self, chosen, right):
        many, missing, kept = len(chosen - right), len(right - chosen), len(chosen & right)
        if not missing:
            return f"You have all {kept} and {many} too many. Which of yours do not belong?"
        if not many:
            return (
                f"All {kept} that you chose are right. {missing} more belong to them."
                if kept > 1
                else f"Right so far. {missing} more are missing."
            )
        return f"{kept} of your {count(len(chosen), 'country', 'countries')} are right; {missing} more are missing."

    def _choices(self, item):
        """Return {iso3: English name}, sorted by name."""
        if "choices" not in item.kept:
            from lessonkit.data.tables import load

            members = load("members").set_index("iso3")["name"]
            chosen = item.data.get("choices")
            codes = list(members.index) if chosen is None else [str(code) for code in _listed(item.evaluate(chosen))]
            names = {code: str(members.get(code) or _name(code)) for code in codes}
            item.kept["choices"] = dict(sorted(names.items(), key=lambda pair: pair[1]))
        return item.kept["choices"]

    def _strange(self, item, answer):
        if type(answer) is list:
            known = self._choices(item)
            strange = next((a for a in answer if as_keys([a], known) is None), None)
            if type(strange) is str:
                return f"{plain.quoted(strange, 40)} is not in the list. {self.wanted(item)}"
        return self.wanted(item)

    def wanted(self, item):
        code, name = next(iter(self._choices(item).items()))
        return f"Give a list of codes or English names, for example `['{code}']` or `['{name}']`."

    def static(self, item):
        return bullets(f"[  ] {name}" for name in self._choices(item).values())

    def key_text(self, item):
        names = self._choices(item)
        return ", ".join(f"**{names[code]}**" for code in sorted(self.solution(item), key=names.get))

    def others(self, item):
        names = self._choices(item)
        for mistake in item.mistakes:
            with_, without = mistake.get("includes", ()), mistake.get("omits", ())
            lead = [f"with {_or(names[c] for c in with_)}"] if with_ else []
            lead += [f"without {_or(names[c] for c in without)}"] if without else []
            yield " or ".join(lead).replace("with", "With", 1), mistake["feedback"]

    def untouched(self, item):
        return []

    def solution(self, item):
        if "countries" not in item.kept:
            item.kept["countries"] = [str(code) for code in _listed(item.evaluate(item.answer))]
        return list(item.kept["countries"])

    def mistaken(self, item):
        for n, mistake in enumerate(item.mistakes, 1):
            right = self.solution(item)
            for code in mistake.get("includes", ()):
                yield f"mistake-{n}", [*right, code]
            for code in mistake.get("omits", ()):
                yield f"mistake-{n}", [other for other in right if other != code]

    def listed(self, item):
        return [(f"mistake-{n}", m["feedback"]) for n, m in enumerate(item.mistakes, 1)]

    def wrong(self, item):
        choices, right = set(self._choices(item)), set(self.solution(item))
        if not right <= choices:
            yield "answer", f"{', '.join(sorted(right - choices))} cannot be chosen; add to choices"
        for n, mistake in enumerate(item.mistakes):
            strange = set(mistake.get("includes", ())) - (choices - right)
            if strange:
                yield (
                    f"mistakes.{n}.includes",
                    f"{', '.join(sorted(strange))} is part of the answer or cannot be chosen",
                )
            strange = set(mistake.get("omits", ())) - right
            if strange:
                yield f"mistakes.{n}.omits", f"{', '.join(sorted(strange))} is not part of the answer"


def _listed(value):
    cells = plain.plain(value)
    return sorted(cells) if type(cells) is set else cells


def _or(names):
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _name(code):
    from lessonkit.data.maps import shapes

    return shapes("world")["names"].get(code, code)
