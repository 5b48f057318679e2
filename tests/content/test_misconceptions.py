"""Every idea in content/misconceptions.yml is met by learners, at least twice in the whole bank."""

from collections import Counter

import pytest

from lessonkit.bank import bank
from lessonkit.bank.misconceptions import misconceptions
from lessonkit.texts import lessons

TWICE = 2
WRITTEN = [lesson for lesson in lessons.lessons() if lesson.teaches]


def named(value):
    """Every id that stands under `misconception` or `misconceptions`, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "misconception" and isinstance(inner, str):
                yield inner
            elif key == "misconceptions" and isinstance(inner, dict):
                yield from (one for one in inner.values() if isinstance(one, str))
            else:
                yield from named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named(inner)


def met() -> Counter:
    return Counter(one for item in bank.load_bank() for one in named(item.data))


def test_the_count_finds_ids_at_any_depth():
    found = named(
        {
            "exercises": [
                {"options": [{"misconception": "M01"}], "misconceptions": {"x": "M02"}},
                {"mistakes": [{"misconception": "M01"}]},
            ]
        }
    )
    assert Counter(found) == {"M01": 2, "M02": 1}


def test_no_id_is_unknown():
    assert set(met()) <= set(misconceptions())


@pytest.mark.skipif(len(WRITTEN) < 13, reason=f"{13 - len(WRITTEN)} of the thirteen lessons are not written yet")
def test_every_misconception_is_met_at_least_twice():
    counts = met()
    assert {idea: counts[idea] for idea in misconceptions() if counts[idea] < TWICE} == {}
