"""What must hold for any scores and any threshold."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from nato_course.explorers.alliance_of_democracies.model import Score, count, members_in, spells_below, years_in

unit = st.floats(0, 1, allow_nan=False)


@st.composite
def scores(draw, least=0):
    triples = draw(st.lists(st.tuples(unit, unit, unit), min_size=least, max_size=12))
    found = {}
    for at, triple in enumerate(triples):
        low, value, high = sorted(triple)
        found[f"S{at}"] = Score(value, low, high)
    return found


@settings(max_examples=60)
@given(scores(least=1), unit)
def test_the_parts_add_up_and_the_share_lies_in_its_band(table, threshold):
    found = count(table, table, threshold)
    assert found.surely_above + found.open + found.surely_below == found.scored == found.members
    assert found.surely_above <= found.above <= found.members - found.surely_below
    assert 0 <= found.lowest_share <= found.share <= found.highest_share <= 100


@settings(max_examples=60)
@given(scores(), unit, unit)
def test_a_higher_threshold_never_lets_more_in(table, one, other):
    low, high = sorted((one, other))
    lower, higher = count(table, table, low), count(table, table, high)
    assert higher.above <= lower.above
    assert (higher.surely_above or 0) <= (lower.surely_above or 0)


@settings(max_examples=60)
@given(scores(least=1), unit)
def test_bounds_never_change_the_best_estimate(table, threshold):
    plain = {code: Score(score.value) for code, score in table.items()}
    assert count(plain, table, threshold).above == count(table, table, threshold).above


@settings(max_examples=60)
@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1949, 2024)), st.integers(1940, 2030))
def test_membership_only_grows(joined, year):
    assert set(members_in(joined, year)) <= set(members_in(joined, year + 1))


@settings(max_examples=60)
@given(st.dictionaries(st.integers(1949, 2024), unit), unit, st.integers(1949, 2024))
def test_spells_hold_each_low_year_once(values, threshold, since):
    low = {year for year, value in values.items() if year >= since and value <= threshold}
    runs = spells_below(values, threshold, since)
    assert years_in(runs) == len(low)
    assert {year for first, last in runs for year in range(first, last + 1)} == low
    assert all(second[0] > first[1] + 1 for first, second in itertools.pairwise(runs))
