"""Figures in the texts of lessons: pictures drawn from the course's tables, without a kernel and without a library.

``cover`` gives a page's cover to whoever shows the page from outside.
"""

from lessonkit.figures.covers import cover

__all__ = ["cover"]
