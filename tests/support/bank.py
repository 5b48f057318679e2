"""The sample bank of the exercise tests, and every item of the course's own."""

from pathlib import Path

from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.concept_test import forms

SAMPLE = Path(__file__).parents[1] / "fixtures" / "exercises" / "sample.yml"


def sample(key, **changed):
    """Return a fresh item of the sample file, with nothing computed yet and some fields changed."""
    lesson = bank._lesson(SAMPLE)
    found = next(item for item in lesson.items if item.id == key)
    return Item(found.data | changed, lesson, found.number)


def every_item():
    """Return all items of the course, of the concept test and of the sample."""
    return [item for path in (*bank.files(), *forms.files(), SAMPLE) for item in bank.read(path).items]
