"""What an explorer asks and offers: predictions, controls and missions. No widget is here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from lessonkit.texts.words import plural

Values = Mapping[str, Any]
"""Control key to value."""

# ---- predictions ------------------------------------------------------------------------------


def counted_unit(unit: str, number: float) -> str:
    """Return a unit for a number: "ally|allies" has a form for one."""
    one, bar, many = unit.partition("|")
    return plural(number, one, many) if bar else unit


@dataclass(frozen=True)
class Ask:
    """A prediction typed as a number between ``low`` and ``high``.

    Attributes
    ----------
    unit
        What is counted: "%", or a word for one and for more, as "ally|allies".
    short
        What the prediction is called once it is made; the label, unless said.
    truth
        Returns the right answer, from the course's tables or its model; None where there is none.
    told
        The name of the mission that shows the answer. Before it is found, nothing of the truth is said.
    digits
        Decimals to which guess and truth are compared and said.
    """

    name: str
    label: str
    unit: str = ""
    low: float = 0
    high: float = 100
    short: str = ""
    truth: Callable[[], Any] | None = None
    told: str = ""
    digits: int = 0

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs."""
        hint = f"{self.low:g} to {self.high:g} {counted_unit(self.unit, self.high)}".strip()
        return {"kind": "number", "name": self.name, "label": self.label, "hint": hint}

    def read(self, raw: Any) -> float | None:
        """Return the number that was typed, or None when there is none in range."""
        number = _number(raw)
        return number if number is not None and self.low <= number <= self.high else None

    def trouble(self, raw: Any) -> str:
        """Return why an answer is none: there is no number, or it is out of range."""
        number = _number(raw)
        if number is None and str(raw or "").strip():
            return "Type a number, such as 3 or 2.5."
        if number is None:
            return "This question has no answer yet."
        counts = "" if self.unit in ("", "%") else f": a number of {counted_unit(self.unit, 2)}"
        return f"{self.low:g} to {self.high:g}{' %' if self.unit == '%' else counts}."

    def say(self, value: Any) -> str:
        """Return a number with its unit."""
        return f"{value:g} {counted_unit(self.unit, value)}".strip()

    def judge(self, value: Any) -> "Judged | None":
        """Hold a guess against the truth; None where there is no truth."""
        if self.truth is None:
            return None
        truth = round(float(self.truth()), self.digits)
        off = abs(value - truth)
        right = round(value, self.digits) == truth
        unit = counted_unit(self.unit, truth)
        text = (
            f"Spot on: {truth:g} {unit}".strip()
            if right
            else f"You said {value:g}, it was {truth:g} {unit}".strip() + f": off by {round(off, self.digits + 1):g}"
        )
        return Judged(self.short or self.label, value, truth, right, f"{text}.", off / (self.high - self.low))


@dataclass(frozen=True)
class AskChoice:
    """A prediction chosen from ``options`` (key to text). ``short``, ``truth`` and ``told`` are those of `Ask`."""

    name: str
    label: str
    options: Mapping[str, str]
    short: str = ""
    truth: Callable[[], Any] | None = None
    told: str = ""

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs."""
        return {"kind": "choice", "name": self.name, "label": self.label, "options": listed_options(self.options)}

    def read(self, raw: Any) -> str | None:
        """Return the key that was chosen, or None when there is no such option."""
        return raw if isinstance(raw, str) and raw in self.options else None

    def trouble(self, _raw: Any) -> str:
        """Return why an answer is none."""
        return "Choose one answer."

    def say(self, value: Any) -> str:
        """Return the text of an option."""
        return self.options[value]

    def judge(self, value: Any) -> "Judged | None":
        """Hold a guess against the truth; None where there is no truth."""
        if self.truth is None:
            return None
        truth = self.truth()
        said, was, right = self.options[value], self.options[truth], value == truth
        text = f"Spot on: {was}." if right else f"You said “{said}”, it was “{was}”."
        return Judged(self.short or self.label, said, was, right, text, 0.0 if right else None)


@dataclass(frozen=True)
class Judged:
    """A guess beside the truth.

    Attributes
    ----------
    short
        What was guessed.
    guess, truth
        Numbers, or the texts of two options.
    right
        Whether they are the same.
    text
        Both in a sentence.
    share
        How far off, as a share of what could be typed (0 to 1); None for a wrong choice.
    """

    short: str
    guess: Any
    truth: Any
    right: bool
    text: str
    share: float | None


def _number(raw: Any) -> float | None:
    try:
        number = float(str(raw).strip().replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None


def listed_options(options: Mapping[str, str]) -> list[dict[str, str]]:
    """Return options as the browser takes them: a list, since an object forgets the order of number keys."""
    return [{"key": key, "text": text} for key, text in options.items()]


# ---- controls ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Range:
    """A slider over ``values``; ``text`` says a value with its unit. ``steppers`` adds − and +."""

    key: str
    label: str
    values: Sequence[Any]
    value: Any = None
    text: Callable[[Any], str] = str
    steppers: bool = False

    @property
    def start(self) -> Any:
        """The value it begins with: the first, unless said."""
        return self.values[0] if self.value is None else self.value

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs."""
        return {
            "kind": "range",
            "key": self.key,
            "label": self.label,
            "texts": [self.text(value) for value in self.values],
            "steppers": self.steppers,
        }

    def encode(self, value: Any) -> int:
        """Return the position of a value.

        Raises
        ------
        ValueError
            If it is not one of the values.
        """
        return list(self.values).index(value)

    def decode(self, raw: Any) -> Any:
        """Return the value at a position; beyond the ends, the first or last."""
        return self.values[min(max(int(raw), 0), len(self.values) - 1)]


@dataclass(frozen=True)
class Choice:
    """One of ``options`` (key to text)."""

    key: str
    label: str
    options: Mapping[str, str]
    value: str | None = None

    @property
    def start(self) -> str:
        """The option it begins with: the first, unless said."""
        return next(iter(self.options)) if self.value is None else self.value

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs."""
        return {"kind": "choice", "key": self.key, "label": self.label, "options": listed_options(self.options)}

    def encode(self, value: Any) -> Any:
        """Return the value.

        Raises
        ------
        ValueError
            If it is not one of the options.
        """
        if value not in self.options:
            raise ValueError(f"{value!r} is not in the list")
        return value

    def decode(self, raw: Any) -> Any:
        """Return the value, as `encode` does."""
        return self.encode(raw)


@dataclass(frozen=True)
class Switch:
    """On or off."""

    key: str
    label: str
    value: bool = False

    @property
    def start(self) -> bool:
        """Whether it is on at the beginning."""
        return self.value

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs."""
        return {"kind": "switch", "key": self.key, "label": self.label}

    def encode(self, value: Any) -> bool:
        """Return a value as on or off."""
        return bool(value)

    def decode(self, raw: Any) -> bool:
        """Return what the browser sent as on or off."""
        return bool(raw)


@dataclass(frozen=True)
class Play:
    """A Play button for the Range with the same ``key``: one step every ``seconds``, then it stops."""

    key: str
    seconds: float = 0.4


Control = Range | Choice | Switch


@dataclass(frozen=True)
class Part:
    """One part of a mission: a short label, and when it is reached.

    ``found`` is said while the values are those of this part: markdown, or a function of the values.
    """

    name: str
    text: str
    goal: Callable[[dict[str, Any]], bool]
    found: str | Callable[[dict[str, Any]], str] = ""


@dataclass(frozen=True)
class Mission:
    """Set this, read that, explain.

    Attributes
    ----------
    name
        Under this name the learner's progress is kept.
    text
        What to do, in markdown.
    shows
        The controls that are visible.
    parts
        What must be reached, in any order. A mission of one thing has one part without a text.
    found
        What is said once all is reached: markdown, or a function of the values.
    start
        The values to begin with; others stay.
    guess
        The predictions to recall; all, unless said.
    lost
        Says of the values what ended without success, such as a crisis with no text in time; else an empty text.
    """

    name: str
    text: str
    shows: Sequence[str]
    parts: Sequence[Part]
    found: str | Callable[[dict[str, Any]], str]
    start: Values = field(default_factory=dict)
    guess: Sequence[str] | None = None
    lost: Callable[[dict[str, Any]], str] | None = None

    def goal(self, values: dict[str, Any]) -> bool:
        """Whether these values reach any part of it."""
        return any(part.goal(values) for part in self.parts)
