"""The concept test: the same ideas asked about before the course and after it, in two parallel forms."""

from lessonkit.concept_test import forms

__all__ = ["concept_test"]


def concept_test(name: str):
    """Return one form of the concept test as a widget.

    Parameters
    ----------
    name
        ``"before"`` for form A, ``"after"`` for form B.

    Raises
    ------
    forms.UnknownForm
        If there is no such form; the text names the two.
    """
    from lessonkit.concept_test.widget import ConceptTest

    return ConceptTest(forms.form(name))
