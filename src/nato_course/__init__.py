"""NATO in Notebooks: the verbs that a notebook uses."""

from typing import Any

from lessonkit import course
from lessonkit.verbs import VERBS, verb

__version__ = "0.1.0"
__all__ = sorted(VERBS)

course.of_package(__file__)


def __getattr__(name: str) -> Any:
    return verb(__name__, name)


def __dir__() -> list[str]:
    return __all__
