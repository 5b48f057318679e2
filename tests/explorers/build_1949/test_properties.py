"""What must hold for every choice of states in every year."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nato_course import load
from nato_course.explorers.build_1949 import model

KNOWN = model.scores(load("capabilities"))
STATES = sorted({iso3 for iso3, year in KNOWN if 1947 <= year <= 1955})
years = st.integers(1947, 1955)
choices = st.frozensets(st.sampled_from(STATES))


def close(ours, theirs):
    return ours.index == pytest.approx(theirs.index) and ours.parts == pytest.approx(theirs.parts)


@settings(deadline=None)
@given(choices, choices, years)
def test_two_alliances_without_a_common_member_add_up(one, other, year):
    other -= one
    first, second = model.together(KNOWN, one, year), model.together(KNOWN, other, year)
    total = model.Scores(first.index + second.index, tuple(map(sum, zip(first.parts, second.parts, strict=False))))
    assert close(model.together(KNOWN, one | other, year), total)


@settings(deadline=None)
@given(choices, st.sampled_from(STATES), years)
def test_a_new_member_never_lowers_the_score(alliance, newcomer, year):
    before, after = model.together(KNOWN, alliance, year), model.together(KNOWN, alliance | {newcomer}, year)
    assert after.index >= before.index - 1e-12
    assert all(now >= then - 1e-12 for now, then in zip(after.parts, before.parts, strict=False))


@settings(deadline=None)
@given(choices, years)
def test_no_alliance_has_more_than_the_world(alliance, year):
    whole = model.together(KNOWN, alliance, year)
    assert 0 <= whole.index <= 1.005
    assert all(0 <= part <= 1 + 1e-9 for part in whole.parts)


@settings(deadline=None)
@given(st.lists(st.floats(0.001, 1), max_size=12), st.floats(0.001, 12))
def test_needed_is_the_smallest_number_that_reaches_the_target(numbers, target):
    count = model.needed(numbers, target)
    highest = sorted(numbers, reverse=True)
    reached = [n for n in range(1, len(numbers) + 1) if sum(highest[:n]) >= target]
    assert count == (reached[0] if reached else None)
