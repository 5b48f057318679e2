"""The fields that every exercise has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from lessonkit.bank.shown import Shows


@dataclass(frozen=True, kw_only=True)
class Fields:
    """What every exercise has. A kind adds its own fields; a default is what stands for a field left out."""

    id: str
    kind: str
    title: str = ""
    objective: str | int = ""
    minutes: float | None = None
    prompt: str = ""
    given: str = ""
    shows: Shows | str = ""
    hints: Sequence[str] = ()
    explanation: str = ""
    sources: Sequence[str] = ()
    volatile: bool = False
    scale: bool = False


F = TypeVar("F", bound=Fields)
