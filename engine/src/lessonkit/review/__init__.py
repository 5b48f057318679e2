"""Looking back: ten questions drawn from all lessons, and the missed ones again when they are due."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lessonkit.review.series import LookBack, Review

__all__ = ["look_back", "review"]


def look_back() -> "LookBack":
    """Return ten questions from all lessons, one after another; the same ten for a whole day."""
    from lessonkit.review.series import LookBack

    return LookBack()


def review() -> "Review":
    """Return the missed questions that are due, one after another, or say when the next one is."""
    from lessonkit.review.series import Review

    return Review()
