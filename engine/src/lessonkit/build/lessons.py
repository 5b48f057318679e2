"""A lesson's text becomes a notebook."""

import jupytext

from lessonkit.build import BuildError, front_matter, prose
from lessonkit.build.notebook import assemble
from lessonkit.build.plan import Book
from lessonkit.texts.lessons import Lesson


def make(book: Book):
    """Return the notebook of a lesson's text, not yet executed.

    Raises
    ------
    BuildError
        If the head of the text cannot be used, or a number or link in the prose is wrong.
    """
    text = front_matter.tidy(book.text)
    try:
        nb = jupytext.reads(text, fmt="md:myst")
        lesson = Lesson(**nb.metadata["nato"])
    except (KeyError, TypeError, ValueError) as trouble:
        raise BuildError(f"content/lessons/{book.text.name}: the head of the text cannot be used ({trouble})") from None
    if lesson.stem != book.stem:
        raise BuildError(
            f"content/lessons/{book.text.name}: its head says {lesson.stem}; file name and head must agree"
        )
    problems = prose.problems(
        text, lesson.given, f"content/lessons/{book.text.name}", book.root / "content" / "references.bib"
    )
    if problems:
        raise BuildError("\n".join(problems))
    # All of `nato` stays, `given` too: jupytext writes the head of the text from it.
    return assemble(nb.cells, dict(nb.metadata["nato"]))
