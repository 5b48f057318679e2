"""code: a value or a function, worked out in a notebook cell.

The usual form is a function whose parameters are names that `given` makes::

    def members_after(members):
        return members.groupby(____).size().cumsum()

    check("slug/id", members_after)

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

from lessonkit.judging import plain, replay
from lessonkit.judging.compare import KIND, describe, differ, family
from lessonkit.judging.placeholder import BLANK, Placeholder
from lessonkit.judging.verdict import correct, graded, incorrect, unanswered, uncheckable
from lessonkit.kinds.base import Kind, bullets
from lessonkit.kinds.parsons import fenced

TYPED = "It works on this table only: did you type the number instead of computing it?"
SEEDS = range(1, 9)
WORLDS = 2
"""A value counts as typed in only if it stands still on this many altered copies."""
VISIBLE_SECONDS, HIDDEN_SECONDS = 20.0, 3.0
PLAIN_NUMBERS = {0.0, 1.0, 2.0, -1.0, 10.0, 100.0, 1000.0, 1e6, 1e9}


class Failed:
    """An error that a call ended with: its type's name, its text, and a sentence for the learner."""

    def __init__(self, trouble: BaseException):
        self.type = plain.type_name(trouble)
        self.text = plain.text_of(trouble, 200)
        self.sentence = _in_plain_words(self.type, self.text)
        self.unfinished = plain.is_a(trouble, NotImplementedError) or (self.type == "NameError" and BLANK in self.text)

    def __eq__(self, other):
        return type(other) is Failed and (self.type, self.text) == (other.type, other.text)

    __hash__ = None


class Code(Kind):
    name = "code"

    def parts(self, item):
        return {"given": item.given.strip(), "starter": item.starter.strip("\n")}

    def read(self, answer):
        return answer

    # -- the check ----------------------------------------------------------------------------

    def judge(self, item, answer, source=None, history=(), **context):
        if self._untouched(item, answer):
            return unanswered(f"Fill the blank {plain.quoted(BLANK)}, then run the cell again.")
        got = self._got(item, answer)
        if type(got) is str:
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

    def _untouched(self, item, answer):
        if type(answer) is Placeholder or answer is Ellipsis or (type(answer) is str and plain.is_blank(answer)):
            return True
        if type(answer) is not types.FunctionType:
            return False
        starter = self._starter(item)
        return replay.blank_in(answer) or (type(starter) is types.FunctionType and replay.same_code(answer, starter))

    def _starter(self, item):
        if "starter" not in item.kept:
            item.kept["starter"] = self._run(item, item.starter, item.names["load"])[1]
        return item.kept["starter"]

    def _got(self, item, answer):
        """Return the values to compare, one a call; or a sentence when the answer cannot be called."""
        wanted = self._solution(item)
        if not callable(wanted):
            return [answer]
        if family(answer) != "function":
            return (
                [answer]
                if not item.calls
                else f"This asks for a function; I got {describe(answer)}. {self.wanted(item)}"
            )
        calls = self._calls(item, self._given(item))
        surplus = _does_not_take(answer, len(calls[0]))
        return surplus or [_call(answer, arguments, VISIBLE_SECONDS) for arguments in calls]

    def _ladder(self, item, answer, got, want):
        calls = self._call_texts(item)
        for value, right, call in zip(got, want, calls):
            found = None if type(value) is Failed else differ(value, right, item.tolerance, _order(item))
            lead = f"Called with {plain.quoted(call)}: " if len(calls) > 1 else ""
            if type(value) is Failed:
                where = f"Called with {plain.quoted(call)}, your function" if call else "Your code"
                return uncheckable(f"{where} {value.sentence}")
            if value is None and right is not None and _forgets_return(answer):
                return incorrect("Your function hands nothing back. Does its last line begin with `return`?")
            if found is not None and found.step == KIND and family(value) == "odd":
                return uncheckable(f"{lead}{found.message} {self.wanted(item)}")
            if found is not None:
                return graded(found.score, lead + found.message)
        raise AssertionError("only called when something differs")

    # -- the hidden copies --------------------------------------------------------------------

    def _typed(self, item, answer, source, history):
        """Tell whether a right answer stands still where the data move."""
        worlds = self._worlds(item)
        return bool(worlds) and all(self._stands_still(item, answer, source, history, *world) for world in worlds)

    def _stands_still(self, item, answer, source, history, load, names, want):
        try:
            got = self._again(item, answer, source, history, load, names)
        except replay.Unreplayable:
            return False
        if any(type(value) is Failed for value in got) or _equal(got, want, item):
            return False
        return _equal(got, self._want(item), item) or self._leans_on_typed_number(item, answer)

    def _again(self, item, answer, source, history, load, names):
        """Return the answer's values in another world."""
        if type(answer) is types.FunctionType and callable(self._solution(item)):
            try:
                function = replay.rebound(answer, names, load)
            except replay.Unreplayable:
                if source is None:
                    raise
                function = replay.answer_again(item, source, history, load)
            calls = self._calls(item, names)
            with replay.quiet():
                return [_call(function, arguments, HIDDEN_SECONDS) for arguments in calls]
        if source is None or family(answer) == "function":
            raise replay.Unreplayable("no source")
        return [replay.answer_again(item, source, history, load)]

    def _leans_on_typed_number(self, item, answer):
        """Tell whether a function holds a number that neither the question nor the solution knows.

        Years and powers of ten do not count: they name rows and units.
        """
        if type(answer) is not types.FunctionType or type(self._solution(item)) is not types.FunctionType:
            return False
        known = PLAIN_NUMBERS | replay.typed_numbers(self._solution(item))
        odd = replay.typed_numbers(answer) - known
        return any(not (number.is_integer() and (abs(number) <= 50 or 1900 <= number <= 2100)) for number in odd)

    def _worlds(self, item):
        """Return (load, names of given, values) of up to `WORLDS` altered copies on which the key moves."""
        if "worlds" not in item.kept:
            from lessonkit.data.tables import altered

            found = []
            for seed in SEEDS:
                values = self._values(item, item.solution, altered(seed))
                if any(type(value) is Failed for value in values) or _equal(values, self._want(item), item):
                    continue
                found.append((altered(seed), replay.given(item, altered(seed)), values))
                if len(found) == WORLDS:
                    break
            item.kept["worlds"] = found
        return item.kept["worlds"]

    # -- the course's own code ----------------------------------------------------------------

    def _given(self, item):
        """Return the names of `given` on the real tables, made once; `_calls` copies what it hands out."""
        if "given" not in item.kept:
            item.kept["given"] = replay.given(item, item.names["load"])
        return item.kept["given"]

    def _run(self, item, code, load):
        """Return (namespace, the object that `code` makes under the item's name)."""
        with replay.quiet():
            names = replay.run(code, replay.given(item, load))
        return names, names[item.name]

    def _values(self, item, code, load):
        """Return what a definition gives, one value a call; errors as `Failed`."""
        try:
            names, made = self._run(item, code, load)
            if not callable(made):
                return [made]
            with replay.quiet():
                return [_call(made, arguments, VISIBLE_SECONDS) for arguments in self._calls(item, names)]
        except KeyboardInterrupt:
            raise
        except BaseException as trouble:
            return [Failed(trouble)]

    def _solution(self, item):
        if "solution" not in item.kept:
            item.kept["solution"] = self._run(item, item.solution, item.names["load"])[1]
        return item.kept["solution"]

    def _want(self, item):
        if "want" not in item.kept:
            item.kept["want"] = self._values(item, item.solution, item.names["load"])
        return item.kept["want"]

    def _call_texts(self, item):
        """Return the argument lists as text: those listed, or the solution's own parameters."""
        made = self._solution(item)
        if not callable(made):
            return [""]
        return [str(call) for call in item.calls] or [", ".join(inspect.signature(made).parameters)]

    def _calls(self, item, names):
        """Return the argument lists of each call; what the learner changes in one is not seen by the next."""
        return [copy.deepcopy(eval(f"({call},)" if call.strip() else "()", names)) for call in self._call_texts(item)]

    def _mistakes(self, item):
        if "mistakes" not in item.kept:
            load = item.names["load"]
            item.kept["mistakes"] = [
                (f"mistake-{n}", self._values(item, mistake_code(item, mistake), load), mistake)
                for n, mistake in enumerate(item.mistakes, 1)
            ]
        return item.kept["mistakes"]

    # -- texts --------------------------------------------------------------------------------

    def wanted(self, item):
        made = self._solution(item)
        if callable(made):
            return f"Define the function {plain.quoted(item.name)} and hand it to `check` without brackets."
        return f"Give your value the name {plain.quoted(item.name)} and hand it to `check`."

    def static(self, item):
        above = f"{fenced(item.given)}\n\n" if item.given.strip() else ""
        return f"{above}{fenced(item.starter)}"

    def key_text(self, item):
        return fenced(item.solution)

    def others(self, item):
        for mistake in item.mistakes:
            yield fenced(mistake_code(item, mistake)), mistake["feedback"]

    def reasons(self, item):
        return bullets(f"{lead}\n\n{item.fill(feedback).strip()}" for lead, feedback in self.others(item))

    # -- the three proofs ---------------------------------------------------------------------

    def untouched(self, item):
        return self._starter(item)

    def solution(self, item):
        return self._run(item, item.solution, item.names["load"])[1]

    def mistaken(self, item):
        for n, mistake in enumerate(item.mistakes, 1):
            yield f"mistake-{n}", self._run(item, mistake_code(item, mistake), item.names["load"])[1]

    def listed(self, item):
        return [(f"mistake-{n}", m["feedback"]) for n, m in enumerate(item.mistakes, 1)]

    def wrong(self, item):
        for field in ("starter", "solution"):
            try:
                made = self._run(item, getattr(item, field), item.names["load"])[1]
            except Exception as trouble:
                yield field, f"this does not define {item.name!r}: {type(trouble).__name__}: {trouble}"
                return
        failed = next((value for value in self._want(item) if type(value) is Failed), None)
        if failed:
            yield "solution", f"the solution stops with {failed.type}: {failed.text}"
            return
        if callable(made) and not item.calls:
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


def mistake_code(item, mistake) -> str:
    """Return a mistake's whole code: its own, or the starter with its blanks filled."""
    if "code" in mistake:
        return mistake["code"]
    fills = mistake["blank"] if isinstance(mistake["blank"], list) else [mistake["blank"]]
    code = item.starter
    for fill in fills:
        code = code.replace(BLANK, str(fill), 1 if len(fills) > 1 else -1)
    return code


def _order(item):
    return (item.compare or {}).get("order", "any")


def _equal(got, want, item):
    """Tell whether two lists of values are equal, errors included."""
    if len(got) != len(want):
        return False
    for value, right in zip(got, want):
        if type(value) is Failed or type(right) is Failed:
            if not (type(value) is type(right) and value == right):
                return False
        elif differ(value, right, item.tolerance, _order(item)) is not None:
            return False
    return True


def _call(function, arguments, seconds):
    """Return what a function gives for copies of some arguments, or `Failed`."""
    try:
        with replay.at_most(seconds):
            return function(*arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as trouble:
        return Failed(trouble)


def _does_not_take(function, number):
    """Return a sentence when a function cannot take this many arguments, else None."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    try:
        signature.bind(*range(number))
    except TypeError:
        takes = len(signature.parameters)
        return f"Your function takes {takes} input{'' if takes == 1 else 's'}; it is called with {number}. Keep the line that begins with `def` as it came."
    return None


def _forgets_return(answer):
    if type(answer) is not types.FunctionType:
        return False
    try:
        return "return" not in inspect.getsource(answer)
    except (OSError, TypeError):
        return True


def _in_plain_words(kind: str, text: str) -> str:
    """Return what an error means, as the end of a sentence that begins "Your function …"."""
    shown = plain.quoted(text, 120)
    if kind == "KeyError":
        return f"looked for {shown}, and there is no column or label of that name. Run `.columns` on the table to see the names."
    if kind == "NameError":
        return f"uses a name that nobody has made ({shown}). Is it spelled as above?"
    if kind == "UnboundLocalError":
        return f"uses a name before it is made ({shown})."
    if kind == "AttributeError":
        return f"asks for something that is not there ({shown}). Look at the word after the last dot."
    if kind == "TypeError" and "isin" in text:
        return "uses `isin`, which wants a list: put the values in square brackets."
    if kind == "TooSlow":
        return "did not end in time. Is there a loop that never stops?"
    if kind == "RecursionError":
        return "calls itself without end."
    if kind == "ZeroDivisionError":
        return "divides by zero. What is below the line?"
    return f"stopped with {plain.quoted(kind)}: {shown}."
