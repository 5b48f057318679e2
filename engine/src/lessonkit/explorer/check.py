"""What is wrong with the words of an explorer: keys, slots, numbers and links.

The explorer's code is read, not run: each ``WORDS.say("key", slot=…)`` names its key and its slots.
"""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from lessonkit import course
from lessonkit.explorer import kind
from lessonkit.explorer.texts import Tree, Words, words
from lessonkit.texts import glossary, prose
from lessonkit.texts.slots import slots

SECTIONS = {"ask": "asks", "range": "controls", "choice": "controls", "switch": "controls", "mission": "missions"}
"""The methods of `Words` that build a part of the explorer from an entry of a section."""
INSIDE = re.compile(r"\]\((?!https?:)([^)\s]*)\)")
"""A link within the course. An explorer links to words of the glossary only."""
FIELDS = {
    "asks": {"label", "short", "unit", "options"},
    "controls": {"label", "value", "options"},
    "missions": {"text", "found"},
}


@dataclass(frozen=True)
class Use:
    """One call of a method of `Words`: the pattern of its key, and the slots that it fills."""

    method: str
    key: str
    filled: frozenset[str]
    place: str

    def covers(self, key: str) -> bool:
        """Tell whether it says this text, or a group that holds it."""
        return re.fullmatch(self.key, key) is not None or (
            self.method == "each" and re.match(rf"{self.key}\.", key) is not None
        )


def problems(name: str) -> list[str]:
    """Return what is wrong with the words of the explorer called ``name``, each as "file: message"."""
    said = words(name)
    found = [*_keys(said, list(_uses(name)))]
    return [f"{said.path.name}: {message}" for message in found] + numbers_and_links(said.path)


def numbers_and_links(path: Path) -> list[str]:
    """Return the numbers that are not what Python makes of them, and the links to no source or no word."""
    text = path.read_text(encoding="utf-8")
    given = yaml.load(text, yaml.CBaseLoader).get("given", "")
    found = prose.problems(text, given, path.name, formulas=False)
    words_ = [link for link in INSIDE.findall(text) if glossary.find(link.partition("#")[2]) is None]
    return found + [f"{path.name}: the link {link} is to no word of the glossary" for link in words_]


def texts(tree: Tree, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text with its key."""
    for name, part in tree.items():
        if isinstance(part, dict):
            yield from texts(part, f"{place}{name}.")
        else:
            yield f"{place}{name}", part


# ---- the file against the code ------------------------------------------------------------------


def _keys(said: Words, uses: list[Use]) -> Iterator[str]:
    left = dict(texts(said.tree))
    for key, text in left.items():
        try:
            slots(text)
        except ValueError as trouble:
            yield f"{key}: {trouble}"
            return
    used = {"title", "limits"}
    for use in uses:
        mine = [key for key in left if use.covers(key)]
        used.update(mine)
        if not mine:
            yield f"there is no text {_shown(use.key)}, which {use.place} needs"
        for key in mine:
            yield from (
                f"{key}: {use.place} does not fill {{{slot}}}" for slot in sorted(slots(left[key]) - use.filled)
            )
    for section, fields in FIELDS.items():
        yield from (
            f"{key}: the fields of {section} are {', '.join(sorted(fields))}"
            for key in left
            if key.startswith(f"{section}.") and len(key.split(".")) > 2 and key.split(".")[2] not in fields
        )
    yield from (f"{key} is never used" for key in left if key not in used)


def _shown(pattern: str) -> str:
    return repr(pattern.replace(r"[^.]+", "…").replace("\\", ""))


# ---- the code -----------------------------------------------------------------------------------


def _uses(name: str) -> Iterator[Use]:
    """Yield the uses in the explorer's folder, and in the course's modules that its class inherits from."""
    home = Path(inspect.getfile(kind(name))).parent
    bases = [
        sys.modules[one.__module__].__file__
        for one in kind(name).__mro__
        if one.__module__.startswith(f"{course.current().package}.")
    ]
    for file in sorted({*home.glob("*.py"), *(Path(base) for base in bases if base)}):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_words(node.func.value):
                yield from _use(node, node.func.attr, f"{file.name}, line {node.lineno},")


def _is_words(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id == "WORDS") or (
        isinstance(node, ast.Attribute) and node.attr == "words"
    )


def _use(call: ast.Call, method: str, place: str) -> Iterator[Use]:
    filled = frozenset(word.arg or "**" for word in call.keywords)
    for key in _patterns(call.args[0]) if call.args else ["?"]:
        if method in ("say", "each"):
            yield Use(method, key, filled if method == "say" else frozenset(), place)
        elif method == "part":
            yield Use("say", rf"goals\.{key}", filled, place)
        elif method in SECTIONS:
            yield from _entry(method, f"{SECTIONS[method]}\\.{key}", filled, place)


def _entry(method: str, key: str, filled: frozenset[str], place: str) -> Iterator[Use]:
    """Yield what a method that builds a part needs of its entry, then what the entry may have beside that."""
    if method == "mission":
        yield Use("say", rf"{key}\.text", frozenset(), place)
        if not filled & {"found", "**"}:
            yield Use("say", rf"{key}\.found", frozenset(), place)
        return
    yield Use("say", rf"{key}(\.label)?", filled, place)
    yield Use("say", rf"{key}(\.label|\.short|\.unit|\.value|\.options\..+)?", filled | {"value"}, place)


def _patterns(node: ast.expr) -> list[str]:
    """Return the keys that an expression can be, as patterns; what cannot be read fits nothing."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.JoinedStr):
        return [
            "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[^.]+" for part in node.values)
        ]
    if isinstance(node, ast.IfExp):
        return [*_patterns(node.body), *_patterns(node.orelse)]
    return [re.escape(f"<{ast.unparse(node)}>")]
