"""An exercise as a question that any program could ask: what is shown, what is right, what each mistake is told.

Texts that learners read are HTML here. The exporters write it all down in the words of their format.
"""

import math
from dataclasses import dataclass, field, replace
from html import unescape

from lessonkit.classroom.exports import text
from lessonkit.classroom.exports.picture import Picture, world
from lessonkit.kinds.base import LETTERS, shuffled
from lessonkit.kinds.critique import LABELS, OTHER_LABEL

NEIGHBOURS = 4
"""So many countries that no mistake names are offered beside those that are right or named."""


@dataclass(frozen=True)
class Mistake:
    """A typical other answer in a few words, and what a learner is told about it."""

    lead: str
    feedback: str


@dataclass(frozen=True)
class Option:
    """Something to choose.

    Attributes
    ----------
    worth
        Share of the mark, up to 1. In a question with several right options each right one counts 1.
    chosen, missed
        The names of the mistakes made by choosing it and by leaving it out; "" for none.
    """

    key: str
    html: str
    worth: float
    chosen: str = ""
    missed: str = ""


@dataclass(frozen=True)
class Choices:
    """Options of which one is right, or several."""

    options: tuple[Option, ...]
    several: bool = False

    @property
    def right(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.worth == 1)


@dataclass(frozen=True)
class Range:
    """Numbers from `middle` − `half` to `middle` + `half`; `mistake` is "" for the right answer."""

    middle: float
    half: float
    worth: float
    mistake: str = ""


@dataclass(frozen=True)
class Number:
    """A number to type. The first of `ranges` that holds it decides; it counts 0 if none does."""

    ranges: tuple[Range, ...]
    unit: str


@dataclass(frozen=True)
class Sequence:
    """Things to put in order.

    Attributes
    ----------
    things
        Key to HTML, in the right order.
    shown
        The keys in the order in which they are shown first.
    before
        (early, late, mistake): the mistake is made when `early` stands before `late`. The first that is met counts.
    """

    things: dict[str, str]
    shown: tuple[str, ...]
    before: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Matching:
    """Things to put into bins.

    Attributes
    ----------
    things, bins
        Key to HTML.
    right
        Thing to the bins that are right for it.
    wrong
        (thing, bin) to the name of the mistake.
    all_in
        Bin to the name of the mistake made by putting everything there.
    """

    things: dict[str, str]
    bins: dict[str, str]
    right: dict[str, tuple[str, ...]]
    wrong: dict[tuple[str, str], str]
    all_in: dict[str, str]


@dataclass(frozen=True)
class Essay:
    """A text that a person reads, or code that a person runs; `starter` is what stands in the box first."""

    starter: str = ""
    words: int = 0


@dataclass(frozen=True)
class Question:
    """One question of one exercise.

    Attributes
    ----------
    name
        ``who-pays/us-share``; the parts of a critique add ``/label`` and ``/reason``.
    answer
        The right answer as HTML.
    mistakes
        Those that the exercise lists, by name, in its order.
    """

    name: str
    item: object
    prompt: str
    body: Choices | Number | Sequence | Matching | Essay
    answer: str
    explanation: str
    mistakes: dict[str, Mistake]
    hints: tuple[str, ...] = ()
    sources: str = ""
    picture: Picture | None = field(default=None, repr=False)

    @property
    def title(self) -> str:
        """For example ``06.2 How much of the money is American?``"""
        part = self.name.removeprefix(self.item.full_id).lstrip("/")
        return f"{self.item.number} {self.item.title}" + (f" ({part})" if part else "")

    @property
    def lesson(self) -> str:
        """The lesson's number and title."""
        return f"{self.item.lesson.number} {self.item.lesson.title}"

    def told(self, mistake: str) -> str:
        """Return what is said about a mistake; nothing for no mistake."""
        return self.mistakes[mistake].feedback if mistake else ""

    def others(self, reached=()) -> str:
        """Return a list of the mistakes that no answer reaches by itself in a format."""
        left = [mistake for name, mistake in self.mistakes.items() if name not in reached]
        return (
            text.paragraph("Other answers:") + text.bullets(f"{one.lead}{one.feedback}" for one in left) if left else ""
        )

    def general(self, reached=()) -> str:
        """Return what everybody is told in the end: the explanation, the mistakes not told yet, the sources."""
        sources = text.paragraph("Sources:") + self.sources if self.sources else ""
        return self.explanation + self.others(reached) + sources


def questions(item) -> tuple[Question, ...]:
    """Return the questions that ask for the same as an exercise: one, or two for a critique.

    Raises
    ------
    ValueError
        If the exercise is held back in this copy of the course, so that it has no key.
    """
    if item.withheld:
        raise ValueError(f"{item.full_id} has no key in this copy of the course. Export from the teacher's copy.")
    whole = Question(
        item.full_id,
        item,
        text.html(item, item.prompt),
        Essay(),
        text.html(item, item.logic.key_text(item)),
        text.html(item, item.explanation),
        _mistakes(item),
        tuple(text.html(item, hint) for hint in item.hints),
        text.sources(item),
    )
    return tuple(_KINDS[item.kind](item, whole))


def _mistakes(item) -> dict[str, Mistake]:
    leads = [lead for lead, _ in item.logic.others(item)]
    if item.kind == "multiple":
        # The course lists what is chosen wrongly for a reader; here what is left out is listed too.
        leads = [
            f"{'' if name == key else 'Without '}**{key}.** {one['text']}"
            for key, one in zip(LETTERS, item.options)
            for name in (key, f"missed-{key}")
            if name in dict(item.logic.listed(item))
        ]
    return {
        name: _mistake(item, lead, feedback)
        for (name, feedback), lead in zip(item.logic.listed(item), leads, strict=True)
    }


def _mistake(item, lead: str, feedback: str) -> Mistake:
    return Mistake(text.html(item, lead), text.html(item, feedback))


def _choice(item, whole):
    options = (
        Option(key, text.html(item, one["text"]), float(bool(one.get("correct"))), "" if one.get("correct") else key)
        for key, one in zip(LETTERS, item.options)
    )
    yield replace(whole, body=Choices(tuple(options)))


def _multiple(item, whole):
    options = (
        Option(
            key,
            text.html(item, one["text"]),
            float(bool(one.get("correct"))),
            *(("", f"missed-{key}" if one.get("missed") else "") if one.get("correct") else (key, "")),
        )
        for key, one in zip(LETTERS, item.options)
    )
    yield replace(whole, body=Choices(tuple(options), several=True))


def _number(item, whole):
    unit = text.paragraph(f"Unit: {item.unit}") if item.unit else ""
    yield replace(whole, prompt=whole.prompt + unit, body=Number(_ranges(item), item.unit))


def _ranges(item) -> tuple[Range, ...]:
    """Return the numbers that the course takes for the answer or for a mistake, those that decide first first.

    Accepted mistakes come before the right answer, because they have more to say; the others after it. A number
    belongs to the nearest value, so the ranges of mistakes are cut in the middle between two values.
    """
    key, reach = item.logic.solution(item), item.tolerance or 0.0
    values = [
        (name, value, item.logic.spread(item, value, mistake))
        for (name, value), mistake in zip(item.logic.mistaken(item), item.mistakes)
    ]
    others = [(key, math.inf), *((value, spread) for _, value, spread in values)]
    ranges = [
        Range(*_cut(value, spread, others), float(bool(mistake.get("accept"))), name)
        for (name, value, spread), mistake in zip(values, item.mistakes)
    ]
    return (*(one for one in ranges if one.worth), Range(key, reach, 1.0), *(one for one in ranges if not one.worth))


def _cut(value, spread, others):
    """Return the middle and half the width of what is left of a range beside other values and their spreads."""
    low, high = value - spread, value + spread
    for other, reach in others:
        if other > value:
            high = min(high, max((value + other) / 2, other - reach))
        if other < value:
            low = max(low, min((value + other) / 2, other + reach))
    return (value, spread) if (low, high) == (value - spread, value + spread) else ((low + high) / 2, (high - low) / 2)


def _order(item, whole):
    things = {str(one["key"]): text.html(item, one["text"]) for one in item.items}
    before = tuple((*map(str, mistake["before"]), f"mistake-{n}") for n, mistake in enumerate(item.mistakes, 1))
    yield replace(whole, body=Sequence(things, tuple(item.logic.untouched(item)), before))


def _classify(item, whole):
    bins = {str(one["key"]): text.html(item, one["text"]) for one in item.bins}
    things = {str(one["key"]): text.html(item, one["text"]) for one in item.items}
    right = {
        str(one["key"]): tuple(map(str, one["bin"] if isinstance(one["bin"], list) else [one["bin"]]))
        for one in item.items
    }
    wrong = {(str(one["key"]), str(key)): f"{one['key']}:{key}" for one in item.items for key in one.get("wrong") or {}}
    all_in = {str(mistake["all_in"]): f"mistake-{n}" for n, mistake in enumerate(item.mistakes, 1)}
    yield replace(whole, body=Matching(things, bins, right, wrong, all_in))


def _countries(item, whole):
    names, right = (
        {one["iso3"]: one["name"] for one in item.logic.parts(item)["choices"]},
        set(item.logic.solution(item)),
    )
    chosen = {
        code: f"mistake-{n}"
        for n, mistake in reversed([*enumerate(item.mistakes, 1)])
        for code in mistake.get("includes", ())
    }
    missed = {
        code: f"mistake-{n}"
        for n, mistake in reversed([*enumerate(item.mistakes, 1)])
        for code in mistake.get("omits", ())
    }
    offered = right | set(chosen)
    offered |= set(_nearest(right, set(names) - offered))
    options = (
        Option(
            code, text.paragraph(f"{name} ({code})"), float(code in right), chosen.get(code, ""), missed.get(code, "")
        )
        for code, name in names.items()
        if code in offered
    )
    drawn = world(item.full_id.replace("/", "-"), item.view, offered)
    yield replace(whole, body=Choices(tuple(options), several=True), picture=drawn)


def _nearest(right, others) -> list[str]:
    """Return the countries whose capitals lie nearest to a capital of a right one."""
    from lessonkit.data.maps import distance_km
    from lessonkit.data.tables import load

    places = load("capitals").drop_duplicates("iso3", keep="last").set_index("iso3")[["lat", "lon"]]
    known = [code for code in sorted(others) if code in places.index]
    far = {
        code: min(distance_km(*places.loc[code], *places.loc[one]) for one in right if one in places.index)
        for code in known
    }
    return sorted(known, key=far.get)[:NEIGHBOURS]


def _parsons(item, whole):
    """Ask which program does it: two orders of the lines can both be right, and other programs know only one."""
    lines = {one["key"]: unescape(one["html"]) for one in item.logic.parts(item)["items"]}
    answers = [("", item.logic.solution(item)), *item.logic.mistaken(item)]
    shown = [answers[place] for place in shuffled(item, len(answers))]
    options = (
        Option(key, text.code("\n".join(lines[one] for one in answer)), float(not name), name)
        for key, (name, answer) in zip(LETTERS, shown)
    )
    ask = text.paragraph("Here the lines stand together already. Choose the version that does what is asked.")
    yield replace(whole, prompt=whole.prompt + _given(item) + ask, body=Choices(tuple(options)))


def _given(item) -> str:
    return text.paragraph("These lines run first:") + text.code(item.given) if item.given.strip() else ""


def _written(item, whole):
    rubric = text.bullets(text.html(item, f"{row['text'].strip()} (0, 1 or 2 points)") for row in item.rubric)
    ask = text.paragraph(f"Write {item.words[0]} to {item.words[1]} words. Your text is read for:")
    yield replace(whole, prompt=whole.prompt + ask + rubric, body=Essay(words=item.words[1]))


def _code(item, whole):
    yield replace(whole, prompt=whole.prompt + _given(item), body=Essay(starter=item.starter.strip("\n") + "\n"))


def _critique(item, whole):
    """Give two questions, the label and the reason."""
    reasons = dict(zip(LETTERS, item.reasons))
    who = f"\n>\n> — {item.claim_source}" if item.claim_source else ""
    claim = whole.prompt + text.html(item, "> " + item.fill(item.claim).strip().replace("\n", "\n> ") + who)
    unlisted = {
        f"label-{key}": _mistake(item, f"“{LABELS[key]}”", OTHER_LABEL)
        for key in LABELS
        if key != item.label and key not in item.labels_feedback
    }
    labels = (
        Option(
            key,
            text.paragraph(label),
            1.0 if key == item.label else 0.5 if key in item.accept else 0.0,
            "" if key == item.label else f"label-{key}",
        )
        for key, label in LABELS.items()
    )
    yield replace(
        whole,
        name=f"{whole.name}/label",
        prompt=claim + text.paragraph("Which label fits the claim best?"),
        body=Choices(tuple(labels)),
        answer=text.paragraph(LABELS[item.label]),
        mistakes={name: one for name, one in whole.mistakes.items() if name.startswith("label-")} | unlisted,
    )
    yield replace(
        whole,
        name=f"{whole.name}/reason",
        prompt=claim + text.paragraph("Which reason speaks for the best label?"),
        body=Choices(
            tuple(
                Option(
                    key,
                    text.html(item, one["text"]),
                    float(bool(one.get("correct"))),
                    "" if one.get("correct") else f"reason-{key}",
                )
                for key, one in reasons.items()
            )
        ),
        answer=next(text.html(item, one["text"]) for one in reasons.values() if one.get("correct")),
        mistakes={name: one for name, one in whole.mistakes.items() if name.startswith("reason-")},
    )


_KINDS = {
    "choice": _choice,
    "multiple": _multiple,
    "number": _number,
    "order": _order,
    "classify": _classify,
    "countries": _countries,
    "parsons": _parsons,
    "written": _written,
    "code": _code,
    "critique": _critique,
}
