"""A Garden in Notebooks: a course that exists for the tests of the engine only."""

from lessonkit import course
from lessonkit.verbs import VERBS, verb

__all__ = sorted(VERBS)

course.of_package(__file__)


def __getattr__(name: str):
    return verb(__name__, name)
