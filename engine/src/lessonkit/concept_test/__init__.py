"""The concept test: the same ideas asked about before the course and after it, in two parallel forms."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lessonkit.concept_test.widget import ConceptTest

__all__ = ["concept_test"]


def concept_test(name: str, full: bool = False) -> "ConceptTest":
    """Return one form of the concept test as a widget.

    Parameters
    ----------
    name
        ``"before"`` for form A, ``"after"`` for form B.
    full
        Ask all questions where the course has a short test too. What was begun in full stays so, and form B is as
        long as the form A that was handed in.

    Raises
    ------
    forms.UnknownForm
        If there is no such form, or no concept test in this course; the text says which.
    """
    from lessonkit.concept_test.sitting import form_to_take
    from lessonkit.concept_test.widget import ConceptTest

    return ConceptTest(form_to_take(name, full))
