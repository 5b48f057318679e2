"""Looking back: ten questions drawn from all lessons, and the missed ones again when they are due."""

__all__ = ["look_back", "review"]


def look_back():
    """Return ten questions from all lessons, one after another; the same ten for a whole day."""
    from lessonkit.review.series import LookBack

    return LookBack()


def review():
    """Return the missed questions that are due, one after another, or say when the next one is."""
    from lessonkit.review.series import Review

    return Review()
