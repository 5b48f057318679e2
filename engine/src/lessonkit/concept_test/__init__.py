"""The concept test: the same ideas asked about before the course and after it, in two parallel forms."""

from typing import TYPE_CHECKING

from lessonkit.concept_test import forms

if TYPE_CHECKING:
    from lessonkit.concept_test.widget import ConceptTest

__all__ = ["concept_test"]


def concept_test(name: str) -> "ConceptTest":
    """Return one form of the concept test as a widget.

    Parameters
    ----------
    name
        ``"before"`` for form A, ``"after"`` for form B.

    Raises
    ------
    forms.UnknownForm
        If there is no such form, or no concept test in this course; the text says which.
    """
    from lessonkit.concept_test.widget import ConceptTest

    return ConceptTest(forms.form(name))
