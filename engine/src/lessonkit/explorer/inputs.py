"""What an explorer asks and offers: predictions, controls and missions. No widget is here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]
"""Control key to value."""

# ---- predictions ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ask:
    """A prediction typed as a number between ``low`` and ``high``."""

    name: str
    label: str
    unit: str = ""
    low: float = 0
    high: float = 100

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs."""
        hint = f"{self.low:g} to {self.high:g} {self.unit}".strip()
        return {"kind": "number", "name": self.name, "label": self.label, "hint": hint}

    def read(self, raw: Any) -> float | None:
        """Return the number that was typed, or None when there is none in range."""
        try:
            number = float(str(raw).strip().replace(",", "."))
        except ValueError:
            return None
        return number if self.low <= number <= self.high else None

    def say(self, value: Any) -> str:
        """Return a number with its unit."""
        return f"{value:g} {self.unit}".strip()


@dataclass(frozen=True)
class AskChoice:
    """A prediction chosen from ``options`` (key to text)."""

    name: str
    label: str
    options: Mapping[str, str]

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs."""
        return {"kind": "choice", "name": self.name, "label": self.label, "options": listed_options(self.options)}

    def read(self, raw: Any) -> str | None:
        """Return the key that was chosen, or None when there is no such option."""
        return raw if isinstance(raw, str) and raw in self.options else None

    def say(self, value: Any) -> str:
        """Return the text of an option."""
        return self.options[value]


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
class Mission:
    """Set this, read that, explain.

    ``shows`` names the controls that are visible, ``start`` the values to begin with (others keep
    theirs), ``guess`` the predictions to recall (all, unless said). When ``goal`` is true of the
    values, ``found`` appears: markdown, or a function of the values that returns markdown.
    """

    text: str
    shows: Sequence[str]
    goal: Callable[[dict[str, Any]], bool]
    found: str | Callable[[dict[str, Any]], str]
    start: Values = field(default_factory=dict)
    guess: Sequence[str] | None = None
