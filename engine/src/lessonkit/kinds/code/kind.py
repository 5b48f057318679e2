"""code: a value or a function, worked out in a notebook cell.

The usual form is a function whose parameters are names that `given` makes::

    def plants_after(beds):
        return beds.groupby(____).size().cumsum()

    check("slug/id", plants_after)

Nothing in it runs before `check` calls it, so an untouched notebook runs to its end: the
check sees the blank `____` (a name, an attribute, or a text that is only the blank) and
says "not answered yet". The function is called with the real inputs; if that is right,
with inputs from altered copies of the tables too, so that a typed-in constant shows.

A learner may also hand over a plain value. Then the cell is run again on the altered
tables (see `replay`). Whatever cannot be run again keeps its visible verdict.
"""

import copy
import inspect
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from lessonkit.bank.fields import Fields
from lessonkit.bank.item import Item
from lessonkit.judging import plain, replay
from lessonkit.judging.compare import KIND, describe, differ, family
from lessonkit.judging.placeholder import BLANK, Placeholder
from lessonkit.judging.verdict import Verdict, correct, graded, incorrect, unanswered, uncheckable
from lessonkit.kinds import base, text
from lessonkit.kinds.base import BY_RERUN, Kind, bullets, fenced, numbered
from lessonkit.kinds.code.calls import Failed, call, does_not_take, forgets_return
from lessonkit.kinds.question import Essay, Question

TYPED = "It works on this table only: did you type the number instead of computing it?"
SEEDS = range(1, 9)
WORLDS = 2
"""A value counts as typed in only if it stands still on this many altered copies."""
VISIBLE_SECONDS, HIDDEN_SECONDS = 20.0, 3.0
PLAIN_NUMBERS = {0.0, 1.0, 2.0, -1.0, 10.0, 100.0, 1000.0, 1e6, 1e9}
Load = Callable[..., Any]
"""What gives a table by its name."""
World = tuple[Load, dict[str, Any], list[Any]]
"""Altered tables, the names that `given` makes on them, and what the solution gives there."""


class Mistake(base.Mistake, total=False):
    """What stands in the starter's blank or blanks, or the whole definition."""

    blank: str | Sequence[str]
    code: str


@dataclass(frozen=True, kw_only=True)
class CodeFields(Fields):
    """The name to define, a starter with a blank, a solution, and the calls that are compared."""

    name: str
    starter: str
    solution: str
    tolerance: float | None = None
    compare: Mapping[str, str] = field(default_factory=dict)
    calls: Sequence[str] = ()
    mistakes: Sequence[Mistake] = ()


class Code(Kind[CodeFields]):
    """What the solution gives, on the real tables and on altered ones."""

    fields = CodeFields
    judged_by = BY_RERUN
    needs_code = True
    long_on_paper = True
    code = frozenset({"starter", "solution", "calls", "blank", "code"})
    released = ("name", "starter")
    carried: ClassVar = {
        "moodle": ("essay with the starter in its box", "Moodle does not run the code. A teacher reads it."),
        "qti": (
            "`extendedTextInteraction` with the starter in the question",
            "Nobody runs the code. A teacher reads it.",
        ),
        "anki": ("the starter on the front", "Nobody runs the code."),
        "gift": ("essay with the starter in the question", "Nobody runs the code."),
    }

    def parts(self, item: Item[CodeFields]) -> dict[str, Any]:
        return {"given": item.given.strip(), "starter": item.fields.starter.strip("\n")}

    def read(self, answer: Any) -> Any:
        return answer

    # -- the check ----------------------------------------------------------------------------

    def judge(
        self,
        item: Item[CodeFields],
        answer: Any,
        source: str | None = None,
        history: Sequence[str] = (),
        **context: Any,
    ) -> Verdict:
        if self._untouched(item, answer):
            return unanswered(f"Fill the blank {plain.quoted(BLANK)}, then run the cell again.")
        got = self._got(item, answer)
        if isinstance(got, str):
            return uncheckable(got)
        if any((type(value) is Failed and value.unfinished) or type(value) is Placeholder for value in got):
            return unanswered(f"Fill the blank {plain.quoted(BLANK)}, then run the cell again.")
        want = self._want(item)
        if _equal(got, want, item):
            return incorrect(TYPED) if self._typed(item, answer, source, history) else correct()
        for name, values, mistake in self._mistakes(item):
            if _equal(got, values, item):
                return incorrect(
                    item.fill(mistake["feedback"]), mistake=name, misconception=mistake.get("misconception")
                )
        return self._ladder(item, answer, got, want)

    def _untouched(self, item: Item[CodeFields], answer: Any) -> bool:
        if type(answer) is Placeholder or answer is Ellipsis or (type(answer) is str and plain.is_blank(answer)):
            return True
        if type(answer) is not types.FunctionType:
            return False
        starter = self._starter(item)
        return replay.blank_in(answer) or (type(starter) is types.FunctionType and replay.same_code(answer, starter))

    def _starter(self, item: Item[CodeFields]) -> Any:
        if "starter" not in item.kept:
            item.kept["starter"] = self._run(item, item.fields.starter, item.names["load"])[1]
        return item.kept["starter"]

    def _got(self, item: Item[CodeFields], answer: Any) -> list[Any] | str:
        """Return the values to compare, one a call; or a sentence when the answer cannot be called."""
        wanted = self._solution(item)
        if not callable(wanted):
            return [answer]
        if family(answer) != "function":
            return (
                [answer]
                if not item.fields.calls
                else f"This asks for a function; I got {describe(answer)}. {self.wanted(item)}"
            )
        calls = self._calls(item, self._given(item))
        surplus = does_not_take(answer, len(calls[0]))
        return surplus or [call(answer, arguments, VISIBLE_SECONDS) for arguments in calls]

    def _ladder(self, item: Item[CodeFields], answer: Any, got: list[Any], want: list[Any]) -> Verdict:
        calls = self._call_texts(item)
        for value, right, called in zip(got, want, calls, strict=False):
            found = None if type(value) is Failed else differ(value, right, item.fields.tolerance, _order(item))
            lead = f"Called with {plain.quoted(called)}: " if len(calls) > 1 else ""
            if type(value) is Failed:
                where = f"Called with {plain.quoted(called)}, your function" if called else "Your code"
                return uncheckable(f"{where} {value.sentence}")
            if value is None and right is not None and forgets_return(answer):
                return incorrect("Your function hands nothing back. Does its last line begin with `return`?")
            if found is not None and found.step == KIND and family(value) == "odd":
                return uncheckable(f"{lead}{found.message} {self.wanted(item)}")
            if found is not None:
                return graded(found.score, lead + found.message)
        raise AssertionError("only called when something differs")

    # -- the hidden copies --------------------------------------------------------------------

    def _typed(self, item: Item[CodeFields], answer: Any, source: str | None, history: Sequence[str]) -> bool:
        """Tell whether a right answer stands still where the data move."""
        worlds = self._worlds(item)
        return bool(worlds) and all(self._stands_still(item, answer, source, history, world) for world in worlds)

    def _stands_still(
        self, item: Item[CodeFields], answer: Any, source: str | None, history: Sequence[str], world: World
    ) -> bool:
        try:
            got = self._again(item, answer, source, history, world)
        except replay.Unreplayable:
            return False
        if any(type(value) is Failed for value in got) or _equal(got, world[2], item):
            return False
        return _equal(got, self._want(item), item) or self._leans_on_typed_number(item, answer)

    def _again(
        self, item: Item[CodeFields], answer: Any, source: str | None, history: Sequence[str], world: World
    ) -> list[Any]:
        """Return the answer's values in another world."""
        load, names, _ = world
        if type(answer) is types.FunctionType and callable(self._solution(item)):
            try:
                function = replay.rebound(answer, names, load)
            except replay.Unreplayable:
                if source is None:
                    raise
                function = replay.answer_again(item, source, history, load)
            calls = self._calls(item, names)
            with replay.quiet():
                return [call(function, arguments, HIDDEN_SECONDS) for arguments in calls]
        if source is None or family(answer) == "function":
            raise replay.Unreplayable("no source")
        return [replay.answer_again(item, source, history, load)]

    def _leans_on_typed_number(self, item: Item[CodeFields], answer: Any) -> bool:
        """Tell whether a function holds a number that neither the question nor the solution knows.

        Years and powers of ten do not count: they name rows and units.
        """
        if type(answer) is not types.FunctionType or type(self._solution(item)) is not types.FunctionType:
            return False
        known = PLAIN_NUMBERS | replay.typed_numbers(self._solution(item))
        odd = replay.typed_numbers(answer) - known
        return any(not (number.is_integer() and (abs(number) <= 50 or 1900 <= number <= 2100)) for number in odd)

    def _worlds(self, item: Item[CodeFields]) -> list[World]:
        """Return (load, names of given, values) of up to `WORLDS` altered copies on which the key moves."""
        if "worlds" not in item.kept:
            from lessonkit.data.tables import altered

            found: list[World] = []
            for seed in SEEDS:
                values = self._values(item, item.fields.solution, altered(seed))
                if any(type(value) is Failed for value in values) or _equal(values, self._want(item), item):
                    continue
                found.append((altered(seed), replay.given(item, altered(seed)), values))
                if len(found) == WORLDS:
                    break
            item.kept["worlds"] = found
        kept: list[World] = item.kept["worlds"]
        return kept

    # -- the course's own code ----------------------------------------------------------------

    def _given(self, item: Item[CodeFields]) -> dict[str, Any]:
        """Return the names of `given` on the real tables, made once; `_calls` copies what it hands out."""
        if "given" not in item.kept:
            item.kept["given"] = replay.given(item, item.names["load"])
        kept: dict[str, Any] = item.kept["given"]
        return kept

    def _run(self, item: Item[CodeFields], code: str, load: Load) -> tuple[dict[str, Any], Any]:
        """Return (namespace, the object that `code` makes under the item's name)."""
        with replay.quiet():
            names = replay.run(code, replay.given(item, load))
        return names, names[item.fields.name]

    def _values(self, item: Item[CodeFields], code: str, load: Load) -> list[Any]:
        """Return what a definition gives, one value a call; errors as `Failed`."""
        try:
            names, made = self._run(item, code, load)
            if not callable(made):
                return [made]
            with replay.quiet():
                return [call(made, arguments, VISIBLE_SECONDS) for arguments in self._calls(item, names)]
        except KeyboardInterrupt:
            raise
        except BaseException as trouble:
            return [Failed(trouble)]

    def _solution(self, item: Item[CodeFields]) -> Any:
        if "solution" not in item.kept:
            item.kept["solution"] = self._run(item, item.fields.solution, item.names["load"])[1]
        return item.kept["solution"]

    def _want(self, item: Item[CodeFields]) -> list[Any]:
        if "want" not in item.kept:
            item.kept["want"] = self._values(item, item.fields.solution, item.names["load"])
        kept: list[Any] = item.kept["want"]
        return kept

    def _call_texts(self, item: Item[CodeFields]) -> list[str]:
        """Return the argument lists as text: those listed, or the solution's own parameters."""
        made = self._solution(item)
        if not callable(made):
            return [""]
        return [str(one) for one in item.fields.calls] or [", ".join(inspect.signature(made).parameters)]

    def _calls(self, item: Item[CodeFields], names: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Return the argument lists of each call; what the learner changes in one is not seen by the next."""
        return [copy.deepcopy(eval(f"({one},)" if one.strip() else "()", names)) for one in self._call_texts(item)]

    def _mistakes(self, item: Item[CodeFields]) -> list[tuple[str, list[Any], Mistake]]:
        """Return (name, values, mistake)."""
        if "mistakes" not in item.kept:
            load = item.names["load"]
            item.kept["mistakes"] = [
                (f"mistake-{n}", self._values(item, mistake_code(item, mistake), load), mistake)
                for n, mistake in enumerate(item.fields.mistakes, 1)
            ]
        kept: list[tuple[str, list[Any], Mistake]] = item.kept["mistakes"]
        return kept

    # -- texts --------------------------------------------------------------------------------

    def wanted(self, item: Item[CodeFields]) -> str:
        made = self._solution(item)
        if callable(made):
            return f"Define the function {plain.quoted(item.fields.name)} and hand it to `check` without brackets."
        return f"Give your value the name {plain.quoted(item.fields.name)} and hand it to `check`."

    def static(self, item: Item[CodeFields]) -> str:
        above = f"{fenced(item.given)}\n\n" if item.given.strip() else ""
        return f"{above}{fenced(item.fields.starter)}"

    def key_text(self, item: Item[CodeFields]) -> str:
        return fenced(item.fields.solution)

    def others(self, item: Item[CodeFields]) -> Iterator[tuple[str, str]]:
        for mistake in item.fields.mistakes:
            yield fenced(mistake_code(item, mistake)), mistake["feedback"]

    def reasons(self, item: Item[CodeFields]) -> str:
        return bullets(f"{lead}\n\n{item.fill(feedback).strip()}" for lead, feedback in self.others(item))

    def as_questions(self, item: Item[CodeFields], whole: Question) -> Iterator[Question]:
        body = Essay(starter=item.fields.starter.strip("\n") + "\n")
        yield replace(whole, prompt=whole.prompt + text.given(item), body=body)

    # -- the three proofs ---------------------------------------------------------------------

    def untouched(self, item: Item[CodeFields]) -> Any:
        return self._starter(item)

    def solution(self, item: Item[CodeFields]) -> Any:
        return self._run(item, item.fields.solution, item.names["load"])[1]

    def mistaken(self, item: Item[CodeFields]) -> Iterator[tuple[str, Any]]:
        for n, mistake in enumerate(item.fields.mistakes, 1):
            yield f"mistake-{n}", self._run(item, mistake_code(item, mistake), item.names["load"])[1]

    def listed(self, item: Item[CodeFields]) -> list[tuple[str, str]]:
        return numbered(item.fields.mistakes)

    def wrong(self, item: Item[CodeFields]) -> Iterator[tuple[str, str]]:
        for name, code in (("starter", item.fields.starter), ("solution", item.fields.solution)):
            try:
                made = self._run(item, code, item.names["load"])[1]
            except Exception as trouble:
                yield name, f"this does not define {item.fields.name!r}: {type(trouble).__name__}: {trouble}"
                return
        failed = next((value for value in self._want(item) if type(value) is Failed), None)
        if failed:
            yield "solution", f"the solution stops with {failed.type}: {failed.text}"
            return
        if callable(made) and not item.fields.calls:
            strange = [p for p in inspect.signature(made).parameters if p not in item.names]
            if strange:
                yield (
                    "solution",
                    f"the parameter {strange[0]!r} is not a name that given makes; rename it, or list calls",
                )
        for n, (_, values, mistake) in enumerate(self._mistakes(item)):
            if _equal(values, self._want(item), item):
                yield f"mistakes.{n}", "this code gives the right answer, so it is no mistake"
            if ("blank" in mistake) == ("code" in mistake):
                yield (
                    f"mistakes.{n}",
                    "give either blank (what stands in the starter's blank) or code (the whole definition)",
                )


def mistake_code(item: Item[CodeFields], mistake: Mistake) -> str:
    """Return a mistake's whole code: its own, or the starter with its blanks filled."""
    if "code" in mistake:
        return mistake["code"]
    fills = mistake["blank"] if isinstance(mistake["blank"], list) else [mistake["blank"]]
    code = item.fields.starter
    for fill in fills:
        code = code.replace(BLANK, str(fill), 1 if len(fills) > 1 else -1)
    return code


def _order(item: Item[CodeFields]) -> str:
    return item.fields.compare.get("order", "any")


def _equal(got: list[Any], want: list[Any], item: Item[CodeFields]) -> bool:
    """Tell whether two lists of values are equal, errors included."""
    if len(got) != len(want):
        return False
    for value, right in zip(got, want, strict=True):
        if type(value) is Failed or type(right) is Failed:
            if not (type(value) is type(right) and value == right):
                return False
        elif differ(value, right, item.fields.tolerance, _order(item)) is not None:
            return False
    return True
