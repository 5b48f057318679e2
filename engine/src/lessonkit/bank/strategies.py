"""What an answer is worth that needs no knowledge: fixed strategies, put to the real judge.

Whoever takes the longest option, or always the second, must gain nothing by it. Each strategy sees what a learner sees,
in the order drawn for a learner, and its mean score over the exercises stands beside that of blind chance. After
Haladyna, Downing and Rodriguez (2002), A Review of Multiple-Choice Item-Writing Guidelines, Applied Measurement in
Education 15(3), doi 10.1207/S15324818AME1503_5.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from lessonkit.bank.item import Item

DRAWS = 60
"""So many learners, each with an order of their own, stand behind a mean."""
LIMIT, TEST_LIMIT = 10, 5
"""A strategy may gain so many points of a hundred over chance, in lessons and in the concept test."""
FEWEST = 8
"""Of a kind with fewer exercises nothing is said."""
HEDGES = re.compile(
    r"\b(may|might|can|could|some|often|usually|partly|about|mostly|most|many|perhaps|likely|tends?|in part|not all|"
    r"at least|up to|other|both)\b"
)
ABSOLUTES = re.compile(r"\b(all|always|never|none|no|only|every|must|any|cannot|nobody|everything|nothing)\b")
Shown = list[dict[str, str]]
"""Options as they are shown: each with a key and HTML."""
Draw = random.Random


@dataclass(frozen=True)
class Row:
    """One strategy over one kind of exercise: scores from 0 to 1."""

    kind: str
    strategy: str
    exercises: int
    score: float
    chance: float

    @property
    def gain(self) -> float:
        """Points of a hundred above chance."""
        return 100 * (self.score - self.chance)

    def __str__(self) -> str:
        earned = f"{100 * self.score:.0f} points, chance {100 * self.chance:.0f}"
        return f"{self.kind}, {self.strategy}: {earned}, {self.exercises} exercises"


def rows(items: Iterable[Item[Any]]) -> list[Row]:
    """Return what each strategy earns in the kinds that have enough exercises, the best first."""
    by_kind: dict[str, list[Item[Any]]] = {}
    for item in items:
        if item.kind in PLAYERS and not item.withheld:
            by_kind.setdefault(item.kind, []).append(item)
    found = []
    for kind, alike in sorted(by_kind.items()):
        if len(alike) < FEWEST:
            continue
        blind = _mean(alike, BLIND[kind])
        found += [Row(kind, name, len(alike), _mean(alike, play), blind) for name, play in PLAYERS[kind].items()]
    return sorted(found, key=lambda row: -row.gain)


Play = Callable[[dict[str, Any], Draw], Any]
"""Return an answer from the view of an exercise."""


def _mean(items: Sequence[Item[Any]], play: Play) -> float:
    return fmean(_score(item, play) for item in items)


def _score(item: Item[Any], play: Play) -> float:
    view = item.logic.view(item)
    scores: dict[str, float] = {}
    earned = []
    for number in range(DRAWS):
        draw = Draw(f"{item.full_id} {number}")
        answer = play(_mixed(view, item, draw), draw)
        key = repr(answer)
        if key not in scores:
            scores[key] = item.logic.check(item, answer).score
        earned.append(scores[key])
    return fmean(earned)


def _mixed(view: dict[str, Any], item: Item[Any], draw: Draw) -> dict[str, Any]:
    """Return the view with its options in the order of one learner."""
    if item.data.get("scale"):
        return view
    return view | {name: draw.sample(view[name], len(view[name])) for name in item.logic.mixed if name in view}


def _text(option: dict[str, str]) -> str:
    return re.sub(r"<[^>]+>", "", option["html"]).casefold()


def _longest(options: Shown) -> str:
    return max(options, key=lambda option: len(_text(option)))["key"]


def _shortest(options: Shown) -> str:
    return min(options, key=lambda option: len(_text(option)))["key"]


def _hedged(options: Shown) -> str:
    return max(options, key=lambda option: len(HEDGES.findall(_text(option))))["key"]


def _modest(options: Shown) -> str:
    return min(options, key=lambda option: len(ABSOLUTES.findall(_text(option))))["key"]


def _numbered(options: Shown) -> str:
    return max(options, key=lambda option: bool(re.search(r"\d", _text(option))))["key"]


def _middle(options: Shown) -> str:
    """The option that is neither the longest nor the shortest."""
    return sorted(options, key=lambda option: len(_text(option)))[len(options) // 2]["key"]


PICKS: dict[str, Callable[[Shown], str]] = {
    "the first": lambda options: options[0]["key"],
    "the second": lambda options: options[1]["key"],
    "the last": lambda options: options[-1]["key"],
    "the longest": _longest,
    "the shortest": _shortest,
    "the middle one by length": _middle,
    "the most hedged": _hedged,
    "the one with fewest absolute words": _modest,
    "one with a number": _numbered,
}


def _two_of(measure: Callable[[dict[str, str]], int]) -> Play:
    return lambda view, draw: [one["key"] for one in sorted(view["options"], key=measure, reverse=True)[:2]]


def _length(option: dict[str, str]) -> int:
    return len(_text(option))


def _bins(place: Callable[[int, int, int], int]) -> Play:
    """Put thing number n of many into one of the bins."""

    def play(view: dict[str, Any], draw: Draw) -> dict[str, str]:
        things, bins = view["items"], [one["key"] for one in view["bins"]]
        return {one["key"]: bins[place(n, len(things), len(bins))] for n, one in enumerate(things)}

    return play


def _some(view: dict[str, Any], draw: Draw) -> list[str]:
    keys = [one["key"] for one in view["options"]]
    return draw.sample(keys, draw.randint(1, len(keys) - 1))


def _choice(pick: Callable[[Shown], str]) -> Play:
    return lambda view, draw: pick(view["options"])


def _critique(pick: Callable[[Shown], str], label: str) -> Play:
    return lambda view, draw: {"label": label, "reason": pick(view["reasons"])}


LABELS = ("supported", "imprecise", "overstated", "outdated", "value-judgement", "unsourced")
PLAYERS: dict[str, dict[str, Play]] = {
    "choice": {name: _choice(pick) for name, pick in PICKS.items()},
    "multiple": {
        "the first two": lambda view, draw: [one["key"] for one in view["options"][:2]],
        "the first and the third": lambda view, draw: [view["options"][n]["key"] for n in (0, 2)],
        "the two longest": _two_of(_length),
        "the two shortest": _two_of(lambda option: -_length(option)),
        "the two most hedged": _two_of(lambda option: len(HEDGES.findall(_text(option)))),
        "all": lambda view, draw: [one["key"] for one in view["options"]],
    },
    "critique": {
        f"{label}, {name}": _critique(pick, label)
        for label in LABELS
        for name, pick in PICKS.items()
        if name in ("the first", "the longest", "the most hedged")
    },
    "classify": {
        "all in the first bin": _bins(lambda n, things, bins: 0),
        "all in the last bin": _bins(lambda n, things, bins: bins - 1),
        "in turn": _bins(lambda n, things, bins: n % bins),
        "in blocks": _bins(lambda n, things, bins: n * bins // things),
    },
    "order": {"turned round": lambda view, draw: [one["key"] for one in reversed(view["items"])]},
}
BLIND: dict[str, Play] = {
    "choice": lambda view, draw: draw.choice(view["options"])["key"],
    "multiple": _some,
    "critique": lambda view, draw: {"label": draw.choice(LABELS), "reason": draw.choice(view["reasons"])["key"]},
    "classify": lambda view, draw: {one["key"]: draw.choice(view["bins"])["key"] for one in view["items"]},
    "order": lambda view, draw: [one["key"] for one in draw.sample(view["items"], len(view["items"]))],
}
