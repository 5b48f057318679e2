"""countries: choose a set of countries, on a map or in the equal list beside it.

What can be chosen when an exercise does not say, which map is shown, and where the countries lie, the course tells in
``course.toml``, under ``[maps]``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from lessonkit import course
from lessonkit.bank.fields import Fields
from lessonkit.bank.item import Item
from lessonkit.judging import plain
from lessonkit.judging.verdict import Verdict, correct, graded, unanswered, uncheckable
from lessonkit.kinds import base, text
from lessonkit.kinds.base import Kind, as_keys, bullets, count
from lessonkit.kinds.question import Choices, Option, Question

NEIGHBOURS = 4
"""So many countries that no mistake names are offered to other programs beside those that are right or named."""
FAR = "Countries far from the answer."


class Mistake(base.Mistake, total=False):
    """Codes, one of which is chosen or left out."""

    includes: Sequence[str]
    omits: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class CountriesFields(Fields):
    """ISO alpha-3 codes, or an expression that gives them."""

    answer: str | Sequence[str]
    choices: str | Sequence[str] | None = None
    view: str = ""
    mistakes: Sequence[Mistake] = ()


class Countries(Kind[CountriesFields]):
    """The countries of the answer and no others."""

    fields = CountriesFields
    expressions = frozenset({"answer", "choices"})
    carried: ClassVar = {
        "moodle": ("multiple choice, several answers, with a map as a picture", f"{FAR} The map cannot be clicked."),
        "qti": ("`choiceInteraction`, several answers, with a map as a picture", f"{FAR} The map cannot be clicked."),
        "anki": ("the list on the front, with a map as a picture", FAR),
        "gift": ("multiple choice, several answers", f"The map. {FAR}"),
    }

    def parts(self, item: Item[CountriesFields]) -> dict[str, Any]:
        from lessonkit.data.maps import shapes

        choices = [{"iso3": code, "name": name} for code, name in self._choices(item).items()]
        return {"map": dict(shapes(_view(item))), "choices": choices}

    def judge(self, item: Item[CountriesFields], answer: Any, **context: Any) -> Verdict:
        if plain.is_blank(answer):
            return unanswered("Choose the countries, on the map or in the list.")
        codes = as_keys(answer, self._choices(item), _also())
        if codes is None:
            return uncheckable(self._strange(item, answer))
        if not codes:
            return unanswered("Choose the countries, on the map or in the list.")
        chosen, right = set(codes), set(self.solution(item))
        return correct() if chosen == right else self._almost(item, chosen, right)

    def _almost(self, item: Item[CountriesFields], chosen: set[str], right: set[str]) -> Verdict:
        score = len(chosen & right) / len(chosen | right)
        tally = _tally(chosen, right)
        for n, mistake in enumerate(item.fields.mistakes, 1):
            if chosen & set(mistake.get("includes", ())) or set(mistake.get("omits", ())) - chosen:
                return base.told(item, score, f"mistake-{n}", mistake, tally)
        return graded(score, tally)

    def _choices(self, item: Item[CountriesFields]) -> dict[str, str]:
        """Return {iso3: English name}, sorted by name."""
        if "choices" not in item.kept:
            from lessonkit.data.maps import name_of
            from lessonkit.data.tables import load

            known = course.current().maps["countries"]
            names = load(known["table"]).set_index(known["key"])[known["name"]]
            chosen = item.fields.choices
            codes = list(names.index) if chosen is None else _listed(self.evaluate(item, chosen))
            found = {str(code): str(names.get(code) or name_of(code)) for code in codes}
            item.kept["choices"] = dict(sorted(found.items(), key=lambda pair: pair[1]))
        kept: dict[str, str] = item.kept["choices"]
        return kept

    def _strange(self, item: Item[CountriesFields], answer: Any) -> str:
        if type(answer) is list:
            known = self._choices(item)
            strange = next((a for a in answer if as_keys([a], known, _also()) is None), None)
            if type(strange) is str:
                return f"{plain.quoted(strange, 40)} is not in the list. {self.wanted(item)}"
        return self.wanted(item)

    def wanted(self, item: Item[CountriesFields]) -> str:
        code, name = next(iter(self._choices(item).items()))
        return f"Give a list of codes or English names, for example `['{code}']` or `['{name}']`."

    def static(self, item: Item[CountriesFields]) -> str:
        return bullets(f"[  ] {name}" for name in self._choices(item).values())

    def key_text(self, item: Item[CountriesFields]) -> str:
        names = self._choices(item)
        return ", ".join(f"**{name}**" for name in sorted(names[code] for code in self.solution(item)))

    def others(self, item: Item[CountriesFields]) -> Iterator[tuple[str, str]]:
        names = self._choices(item)
        for mistake in item.fields.mistakes:
            with_, without = mistake.get("includes", ()), mistake.get("omits", ())
            lead = [f"with {_or(names[c] for c in with_)}"] if with_ else []
            lead += [f"without {_or(names[c] for c in without)}"] if without else []
            yield " or ".join(lead).replace("with", "With", 1), mistake["feedback"]

    def as_questions(self, item: Item[CountriesFields], whole: Question) -> Iterator[Question]:
        from lessonkit.kinds.countries.picture import world

        names, right = self._choices(item), set(self.solution(item))
        chosen: dict[str, str] = {}
        missed: dict[str, str] = {}
        for n, mistake in enumerate(item.fields.mistakes, 1):
            for code in mistake.get("includes", ()):
                chosen.setdefault(code, f"mistake-{n}")
            for code in mistake.get("omits", ()):
                missed.setdefault(code, f"mistake-{n}")
        offered = right | set(chosen)
        offered |= set(_nearest(right, set(names) - offered))
        options = (
            Option(
                code,
                text.paragraph(f"{name} ({code})"),
                float(code in right),
                chosen.get(code, ""),
                missed.get(code, ""),
            )
            for code, name in names.items()
            if code in offered
        )
        drawn = world(item.full_id.replace("/", "-"), _view(item), offered)
        yield replace(whole, body=Choices(tuple(options), several=True), picture=drawn)

    def untouched(self, item: Item[CountriesFields]) -> list[str]:
        return []

    def solution(self, item: Item[CountriesFields]) -> list[str]:
        if "countries" not in item.kept:
            item.kept["countries"] = [str(code) for code in _listed(self.evaluate(item, item.fields.answer))]
        return list(item.kept["countries"])

    def mistaken(self, item: Item[CountriesFields]) -> Iterator[tuple[str, list[str]]]:
        for n, mistake in enumerate(item.fields.mistakes, 1):
            right = self.solution(item)
            for code in mistake.get("includes", ()):
                yield f"mistake-{n}", [*right, code]
            for code in mistake.get("omits", ()):
                yield f"mistake-{n}", [other for other in right if other != code]

    def listed(self, item: Item[CountriesFields]) -> list[tuple[str, str]]:
        return base.numbered(item.fields.mistakes)

    def wrong(self, item: Item[CountriesFields]) -> Iterator[tuple[str, str]]:
        from lessonkit.data.maps import views

        if _view(item) not in views():
            yield "view", f"there is no map {_view(item)!r}; there are {', '.join(views())}"
        choices, right = set(self._choices(item)), set(self.solution(item))
        if not right <= choices:
            yield "answer", f"{', '.join(sorted(right - choices))} cannot be chosen; add to choices"
        for n, mistake in enumerate(item.fields.mistakes):
            strange = set(mistake.get("includes", ())) - (choices - right)
            if strange:
                yield (
                    f"mistakes.{n}.includes",
                    f"{', '.join(sorted(strange))} is part of the answer or cannot be chosen",
                )
            strange = set(mistake.get("omits", ())) - right
            if strange:
                yield f"mistakes.{n}.omits", f"{', '.join(sorted(strange))} is not part of the answer"


def _also() -> dict[str, str]:
    """Return {another name in use: code}, as the course lists them."""
    also = course.current().maps.get("also", {})
    return {name: code for code, names in also.items() for name in names}


def _view(item: Item[CountriesFields]) -> str:
    return item.fields.view or str(course.current().maps["view"])


def _tally(chosen: set[str], right: set[str]) -> str:
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


def _listed(value: Any) -> list[Any]:
    cells = plain.plain(value)
    return sorted(cells) if type(cells) is set else list(cells)


def _or(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _nearest(right: set[str], others: set[str]) -> list[str]:
    """Return the countries that lie nearest to a right one, by the places that the course names."""
    from lessonkit.data.maps import distance_km
    from lessonkit.data.tables import load

    known = course.current().maps["places"]
    places = load(known["table"]).drop_duplicates(known["key"], keep="last").set_index(known["key"])[["lat", "lon"]]
    far = {
        code: min(distance_km(*places.loc[code], *places.loc[one]) for one in right if one in places.index)
        for code in sorted(others)
        if code in places.index
    }
    return sorted(far, key=lambda code: far[code])[:NEIGHBOURS]
