"""The words of an explorer, kept in ``content/explorers/<name>.yml`` for people who write and not for Python.

A text has slots such as ``{share:.1f}``, which Python fills, and plural forms such as ``{n} {n:ally|allies}``. In a
slot a list is said as "a, b and c", a day as "4 April 1949", and a number below 0 with a proper minus sign. A number
that Python does not fill is checked like one of a lesson: ``65.6<!--{expression:.1f}-->``, with Python under ``given``.

Every value of the file is text: ``no`` and ``1949`` need no quotation marks.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lessonkit import course
from lessonkit.explorer.inputs import Ask, AskChoice, Choice, Mission, Part, Range, Switch, Values
from lessonkit.texts.slots import FILLER

Tree = dict[str, Any]
CHECK = re.compile(r"<!--\{.*?\}-->")


class MissingWords(KeyError):
    """A text or a slot that is not there; the message names file and key."""

    def __str__(self) -> str:
        return str(self.args[0])


class Words:
    """The words of one explorer. A key is a path in its file, such as ``missions.tipping.found``.

    Raises
    ------
    MissingWords
        Each method raises it for a key that the file does not have, and for a slot that is not filled.
    """

    def __init__(self, path: Path):
        self.path = path
        self.tree: Tree = read(path)

    def say(self, key: str, /, **values: Any) -> str:
        """Return a text with its slots filled."""
        text = self._at(key)
        if not isinstance(text, str):
            raise MissingWords(f"{self.path.name}: {key} is a group of texts, not a text")
        if "{" not in text:
            return text
        try:
            return FILLER.vformat(text, (), values)
        except (KeyError, IndexError) as missing:
            raise MissingWords(f"{self.path.name}: {key}: nothing fills the slot {missing}") from None

    def each(self, key: str) -> dict[str, str]:
        """Return the texts of a group by their last name, in the file's order."""
        group = self._at(key)
        if not isinstance(group, dict):
            raise MissingWords(f"{self.path.name}: {key} is a text, not a group of texts")
        return dict(group)

    # -- what an explorer is made of

    @property
    def title(self) -> str:
        """The explorer's name for learners."""
        return self.say("title")

    @property
    def limits(self) -> str:
        """What it cannot show, as markdown."""
        return self.say("limits")

    def ask(
        self,
        name: str,
        low: float = 0,
        high: float = 100,
        options: Mapping[str, str] | None = None,
        truth: Callable[[], Any] | None = None,
        told: str = "",
        digits: int = 0,
        **values: Any,
    ) -> Ask | AskChoice:
        """Return the prediction ``asks.<name>``: a choice where there are options, in the file or given here.

        The fields in the file are ``label``, ``short``, and ``unit`` or ``options``; a label alone needs no field.
        ``values`` fill the label's slots. ``truth``, ``told`` and ``digits`` are those of `Ask`.
        """
        entry = self._entry(f"asks.{name}")
        label = self.say(entry["label"], **values)
        short = self.say(entry["short"]) if "short" in entry else ""
        if options is not None or "options" in entry:
            chosen = options if options is not None else self.each(entry["options"])
            return AskChoice(name, label, chosen, short, truth, told)
        unit = self.say(entry["unit"]) if "unit" in entry else ""
        return Ask(name, label, unit, low, high, short, truth, told, digits)

    def range(
        self,
        key: str,
        values: Sequence[Any],
        value: Any = None,
        text: Callable[[Any], str] | None = None,
        steppers: bool = False,
    ) -> Range:
        """Return the slider ``controls.<key>``.

        The fields in the file are ``label`` and ``value``, which says a value: "{value} points". Without ``value``,
        ``text`` says it. A label alone needs no field.
        """
        entry = self._entry(f"controls.{key}")
        if "value" in entry:
            text = lambda one: self.say(entry["value"], value=one)  # noqa: E731  (a def would hide the parameter)
        return Range(key, self.say(entry["label"]), values, value, text or str, steppers)

    def choice(self, key: str, options: Mapping[str, str] | None = None, value: str | None = None) -> Choice:
        """Return the list to choose from ``controls.<key>``, with the options of the file unless others are given."""
        entry = self._entry(f"controls.{key}")
        return Choice(key, self.say(entry["label"]), self.each(entry["options"]) if options is None else options, value)

    def switch(self, key: str, value: bool = False) -> Switch:
        """Return the switch ``controls.<key>``."""
        return Switch(key, self.say(self._entry(f"controls.{key}")["label"]), value)

    def part(
        self,
        name: str,
        goal: Callable[[dict[str, Any]], bool],
        found: str | Callable[[dict[str, Any]], str] = "",
        **values: Any,
    ) -> Part:
        """Return a part of a mission, whose label is the text ``goals.<name>`` of the file; ``values`` fill its slots."""
        text = self.say(f"goals.{name}", **values)
        return Part(text, text, goal, found)

    def mission(
        self,
        name: str,
        shows: Sequence[str],
        goal: Callable[[dict[str, Any]], bool] | Sequence[Part],
        found: Callable[[dict[str, Any]], str] | None = None,
        start: Values | None = None,
        guess: Sequence[str] | None = None,
        lost: Callable[[dict[str, Any]], str] | None = None,
    ) -> Mission:
        """Return the mission ``missions.<name>``, whose fields in the file are ``text`` and ``found``.

        ``goal`` is one goal, or the parts. ``found`` is a function of the values that returns what was found; without
        it, ``found`` of the file is said as it stands.
        """
        said = self.say(f"missions.{name}.found") if found is None else found
        parts = [Part("", "", goal)] if callable(goal) else goal
        return Mission(name, self.say(f"missions.{name}.text"), shows, parts, said, start or {}, guess, lost)

    # -- the file

    def _at(self, key: str) -> Any:
        place: Any = self.tree
        for part in key.split("."):
            if not isinstance(place, dict) or part not in place:
                raise MissingWords(f"{self.path.name} has no text {key!r}")
            place = place[part]
        return place

    def _entry(self, key: str) -> dict[str, str]:
        """Return field -> key of its text; an entry that is one text is its own label."""
        entry = self._at(key)
        return {"label": key} if isinstance(entry, str) else {field: f"{key}.{field}" for field in entry}


def words(name: str) -> Words:
    """Return the words of the explorer called ``name``; a file is read once."""
    return _words(course.current().content / "explorers" / f"{name}.yml")


@cache
def _words(path: Path) -> Words:
    return Words(path)


def read(path: Path) -> Tree:
    """Return the texts of a file as they are shown: without ``given`` and the comments that check numbers.

    Raises
    ------
    ValueError
        If the file is not YAML, or holds something else than texts under names.
    """
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    except yaml.YAMLError as trouble:
        raise ValueError(f"{path.name}: this is not YAML ({' '.join(str(trouble).split())})") from None
    if not isinstance(tree, dict):
        raise ValueError(f"{path.name}: the file must begin with names such as title")
    tree.pop("given", None)
    return _shown(tree, path.name)


def _shown(tree: Tree, place: str) -> Tree:
    shown: Tree = {}
    for name, part in tree.items():
        if isinstance(part, dict):
            shown[name] = _shown(part, f"{place}, {name}")
        elif isinstance(part, str) and part:
            shown[name] = CHECK.sub("", part).strip()
        else:
            raise ValueError(f"{place}: {name}: there must be a text or a group of texts")
    return shown
