"""Check a file of exercises for its author: every problem with file, line, exercise and field.

First the shape (schema.json, here and in the folder of each kind), then what a schema cannot see: names, sources,
expressions, and that each listed mistake reaches its own feedback. `jsonschema` is imported here only,
since a learner has no need of it.
"""

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lessonkit import kinds
from lessonkit.bank import bank, shown
from lessonkit.bank.item import Item
from lessonkit.bank.loader import Loader
from lessonkit.bank.misconceptions import misconceptions
from lessonkit.judging.verdict import CORRECT, UNANSWERED
from lessonkit.texts.numbers import numbered

Place = tuple[str | int, ...]
"""The way to a field: names, and numbers in a list."""

SCHEMA = Path(__file__).with_name("schema.json")
TYPES = {
    "string": "text",
    "array": "a list",
    "object": "fields of its own, one a line",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: `field` is a path such as ``mistakes.0.answer``."""

    file: str
    line: int
    exercise: str
    field: str
    message: str

    def __str__(self) -> str:
        exercise = f", exercise {self.exercise}" if self.exercise else ""
        field = f", field {self.field}" if self.field else ""
        return f"{self.file}, line {self.line}{exercise}{field}: {self.message}"


def problems(path: Path) -> list[Problem]:
    """Return every problem of a file in the order of its lines; empty when it is sound."""
    return sorted(_File(path).problems(), key=lambda problem: problem.line)


class _File:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Place, int] = {(): 1}
        self.twice: list[Place] = []

    def problems(self) -> Iterator[Problem]:
        try:
            text = self.path.read_text(encoding="utf-8")
            self._mark(yaml.compose(text, Loader), ())
            data = yaml.load(text, Loader)
        except (yaml.YAMLError, UnicodeDecodeError) as trouble:
            mark = getattr(trouble, "problem_mark", None)
            what = getattr(trouble, "problem", None) or str(trouble)
            yield Problem(
                self.path.name,
                mark.line + 1 if mark else 1,
                "",
                "",
                f"this is not YAML: {what}. Check indentation, colons and quotation marks",
            )
            return
        for where in self.twice:
            yield self._problem((), where, "this field stands twice; keep one")
        shape = list(self._shape(data))
        yield from shape
        if not shape and not self.twice:
            yield from self._meaning()

    def _mark(self, node: yaml.Node | None, where: Place) -> None:
        """Note the line of every field, and fields that stand twice."""
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                inner = (*where, key.value)
                if inner in self.lines:
                    self.twice.append(inner)
                self.lines[inner] = key.start_mark.line + 1
                self._mark(value, inner)
        elif isinstance(node, yaml.SequenceNode):
            for n, value in enumerate(node.value):
                self.lines[(*where, n)] = value.start_mark.line + 1
                self._mark(value, (*where, n))

    def _problem(self, root: Place, where: Place, message: str, exercise: str = "") -> Problem:
        """Make a problem at the nearest place that has a line; `root` leads to the exercise."""
        at = where
        while at not in self.lines:
            at = at[:-1]
        field = ".".join(str(part) for part in where[len(root) :])
        return Problem(self.path.name, self.lines[at], exercise, field, message)

    # -- the shape ----------------------------------------------------------------------------

    def _shape(self, data: Any) -> Iterator[Problem]:
        for error in _validator("").iter_errors(data):
            yield from self._errors(error, (), "")
        for where, item in _items(data):
            yield from self._item_shape(where, item)

    def _item_shape(self, where: Place, item: dict[str, Any]) -> Iterator[Problem]:
        known = list(kinds.folders())
        name = str(item.get("id", ""))
        if item.get("kind") not in known:
            kind = item.get("kind")
            near = difflib.get_close_matches(str(kind), known, 1)
            says = f"there is no kind {kind!r}" + (
                f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"
            )
            yield self._problem(
                where,
                (*where, "kind"),
                says if kind else f"the field kind is missing; there are {', '.join(known)}",
                name,
            )
            return
        for error in _validator(item["kind"]).iter_errors(item):
            yield from self._errors(error, where, name)

    def _errors(self, error: Any, root: Place, name: str) -> Iterator[Problem]:
        where = (*root, *error.absolute_path)
        if error.validator in ("additionalProperties", "unevaluatedProperties"):
            known = _fields(error)
            for field in _surplus(error, known):
                near = difflib.get_close_matches(field, known, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(sorted(known))}"
                yield self._problem(root, (*where, field), f"unknown field {field!r}; {hint}", name)
            return
        if error.validator == "required":
            # The validator reports each missing field by itself and names it in its message.
            field = next(field for field in error.validator_value if error.message.startswith(repr(field)))
            yield self._problem(root, (*where, field), f"the field {field!r} is missing", name)
            return
        yield self._problem(root, where, _in_plain_words(error), name)

    # -- the meaning --------------------------------------------------------------------------

    def _meaning(self) -> Iterator[Problem]:
        lesson = bank.read(self.path)
        places = [where for where, _ in _items(yaml.load(numbered(self.path.read_text(encoding="utf-8")), Loader))]
        seen: dict[str, int] = {}
        for where, item in zip(places, lesson.items, strict=True):
            if item.id in seen:
                yield self._problem(
                    where,
                    (*where, "id"),
                    f"{item.id!r} is the id of the exercise in line {seen[item.id]} already; choose another",
                    item.id,
                )
            seen.setdefault(item.id, self.lines[where])
            for field, message in _item_problems(item):
                path: Place = tuple(int(part) if part.isdigit() else part for part in field.split(".") if part)
                yield self._problem(where, (*where, *path), message, item.id)


def _items(data: Any) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Give (path, exercise) of every exercise in a file's data, in order."""
    if not isinstance(data, dict):
        return
    for part in ("retrieval", "exercises"):
        listed = data.get(part)
        for n, item in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(item, dict):
                yield (part, n), item
    if isinstance(data.get("exit"), dict):
        yield ("exit",), data["exit"]


@cache
def schema() -> dict[str, Any]:
    """Return the schema of a file: the common part, and a definition of each kind by its name."""
    whole: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for kind, folder in kinds.folders().items():
        own = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
        whole["$defs"] |= own.pop("$defs", {})
        whole["$defs"][kind] = {"allOf": [{"$ref": "#/$defs/common"}], "unevaluatedProperties": False} | own
    return whole


@cache
def _validator(kind: str) -> Any:
    """Return what checks an exercise of a kind, or for "" the file around the exercises."""
    import jsonschema

    whole = schema()
    if kind:
        whole = {"$schema": whole["$schema"], "$ref": f"#/$defs/{kind}", "$defs": whole["$defs"]}
    return jsonschema.Draft202012Validator(whole)


def _fields(error: Any) -> set[str]:
    known = set(error.schema.get("properties", ()))
    if error.validator == "unevaluatedProperties":
        known |= set(schema()["$defs"]["common"]["properties"])
    return known


def _surplus(error: Any, known: set[str]) -> list[str]:
    return [field for field in map(str, error.instance) if field not in known]


def _in_plain_words(error: Any) -> str:
    value, rule = error.instance, error.validator
    limit = error.validator_value
    shown = repr(value)[:60]
    if rule == "type":
        types = [limit] if isinstance(limit, str) else limit
        hint = "; put it in quotation marks" if types == ["string"] and isinstance(value, int | float) else ""
        return f"{shown} should be {' or '.join(TYPES.get(one, one) for one in types)}{hint}"
    if rule == "pattern":
        return f"{shown} should be {error.schema.get('description', limit)}"
    if rule == "enum":
        near = difflib.get_close_matches(str(value), list(map(str, limit)), 1)
        return f"{shown} should be one of {', '.join(map(str, limit))}" + (
            f"; did you mean {near[0]!r}?" if near else ""
        )
    if rule == "minItems":
        return f"{len(value)} entries; at least {limit} are needed"
    if rule == "maxItems":
        return f"{len(value)} entries; at most {limit} are allowed"
    if rule in ("minimum", "exclusiveMinimum"):
        return f"{shown} should be {'at least' if rule == 'minimum' else 'more than'} {limit}"
    if rule == "const":
        return f"{shown} should be {json.dumps(limit)}; leave the field out otherwise"
    if rule == "uniqueItems":
        return "an entry stands twice; keep one"
    if rule == "minProperties":
        return f"only {', '.join(value)} is given; a second field says what it is about"
    if rule == "anyOf":
        return f"{shown} fits none of the allowed forms"
    return str(error.message)


# -- the meaning of one exercise --------------------------------------------------------------


def _item_problems(item: Item[Any]) -> Iterator[tuple[str, str]]:
    """Give (field, message) for what is wrong with one exercise beyond its shape."""
    yield from _unknown_names(item)
    yield from _repeated_keys(item)
    broken = list(_expressions(item)) or list(_shown(item))
    yield from broken
    if broken:
        return
    try:
        found = list(item.logic.wrong(item.as_written()))
        yield from found
        if not found:
            yield from _feedback_twice(item)
            yield from _proofs(item)
    except Exception as trouble:
        yield "", f"the exercise cannot be worked out: {type(trouble).__name__}: {trouble}"


def _unknown_names(item: Item[Any]) -> Iterator[tuple[str, str]]:
    from lessonkit.texts.references import library

    known = misconceptions()
    for path, value in _walk(item.data):
        if (path[-1] == "misconception" or "misconceptions" in path[:-1]) and value not in known:
            yield (
                _dotted(path),
                f"{value!r} is not in content/misconceptions.yml; ids run from {min(known)} to {max(known)}",
            )
    for n, key in enumerate(item.sources):
        if key not in library():
            near = difflib.get_close_matches(key, list(library()), 1)
            yield (
                f"sources.{n}",
                f"{key!r} is not in content/references.bib"
                + (f"; did you mean {near[0]!r}?" if near else "; add it there"),
            )


def _repeated_keys(item: Item[Any]) -> Iterator[tuple[str, str]]:
    for field, entries in item.data.items():
        seen = set()
        for n, entry in enumerate(entries if isinstance(entries, list) else ()):
            key = entry["key"].casefold() if isinstance(entry, dict) and "key" in entry else None
            if key in seen:
                yield f"{field}.{n}.key", f"{entry['key']!r} is the key of another entry; choose another"
            seen |= {key} - {None}


def _expressions(item: Item[Any]) -> Iterator[tuple[str, str]]:
    """Evaluate `given`, every expression and every ``{= … =}``."""
    try:
        item.names  # noqa: B018  (evaluated for its errors)
    except Exception as trouble:
        yield "given", f"this code stops with {type(trouble).__name__}: {trouble}"
        return
    for path, value in _walk(item.data):
        if not isinstance(value, str) or {"given", "shows", *item.logic.code} & set(path):
            continue
        try:
            if path[-1] in item.logic.expressions:
                item.logic.evaluate(item, value)
            else:
                item.fill(value)
        except Exception as trouble:
            yield _dotted(path), f"this expression cannot be worked out: {type(trouble).__name__}: {trouble}"


def _shown(item: Item[Any]) -> Iterator[tuple[str, str]]:
    try:
        shown.markdown(item)
    except Exception as trouble:
        yield "shows", f"this table cannot be shown: {type(trouble).__name__}: {trouble}"


def _feedback_twice(item: Item[Any]) -> Iterator[tuple[str, str]]:
    """Two mistakes with one text could not be told apart, by a learner or by a test."""
    seen: dict[str, str] = {}
    for name, text in item.logic.listed(item):
        text = " ".join(text.split())
        if text in seen:
            yield "", f"{seen[text]} and {name} have the same feedback; each mistake needs its own"
        seen.setdefault(text, name)


def _proofs(item: Item[Any]) -> Iterator[tuple[str, str]]:
    """Untouched is unanswered; the solution is correct; each mistake reaches its own feedback."""
    logic = item.logic
    outcome = logic.check(item, logic.untouched(item)).outcome
    if outcome != UNANSWERED:
        yield "", f"left untouched it is judged {outcome!r}, not unanswered"
    verdict = logic.check(item, logic.solution(item))
    if verdict.outcome != CORRECT:
        yield "", f"its own solution is judged {verdict.outcome!r}: {verdict.message}"
    for name, answer in logic.mistaken(item):
        verdict = logic.check(item, answer)
        if verdict.mistake != name:
            other = (
                f"is answered by {verdict.mistake}"
                if verdict.mistake
                else f"is judged {verdict.outcome!r} without feedback of its own"
            )
            yield _field_of(name, item), f"{name} {other}; its feedback is never shown"


def _field_of(name: str, item: Item[Any]) -> str:
    """Return the field of a mistake that is numbered from 1: ``mistakes.0`` for ``mistake-1``."""
    found = re.fullmatch(r"(\w+)-(\d+)", name)
    return f"{found[1]}s.{int(found[2]) - 1}" if found and f"{found[1]}s" in item.data else ""


def _walk(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give (path, value) of every leaf."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, (*path, str(key)))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _walk(inner, (*path, str(n)))
    else:
        yield path, value


def _dotted(path: Sequence[str]) -> str:
    return ".".join(path)
