"""What must hold for every alliance and every set of members that leaves."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonkit.data.comparable import MixedSeries
from nato_course.explorers.subtract_one.model import Amount, concentration, ratio, shares, vanished, without, years

codes = st.text("ABCDEF", min_size=3, max_size=3)
alliances = st.dictionaries(codes, st.floats(0.01, 1e6), min_size=1, max_size=32)
few = settings(deadline=None, max_examples=60)


@st.composite
def departures(draw):
    values = draw(alliances)
    return values, draw(st.sets(st.sampled_from(sorted(values)))), draw(st.sets(st.sampled_from(sorted(values))))


@few
@given(alliances)
def test_shares_add_up_and_nobody_leaving_changes_nothing(values):
    assert sum(shares(values).values()) == pytest.approx(1)
    assert without(values, set()) == values
    assert vanished(values, set()) == 0
    assert vanished(values, set(values)) == pytest.approx(1)


@few
@given(departures())
def test_the_order_of_leaving_does_not_matter(case):
    values, first, second = case
    assert (
        without(without(values, first), second)
        == without(without(values, second), first)
        == without(values, first | second)
    )


@few
@given(departures())
def test_what_goes_and_what_stays_make_the_whole(case):
    values, gone, more = case
    assert vanished(values, gone) + sum(without(values, gone).values()) / sum(values.values()) == pytest.approx(1)
    assert vanished(values, gone) <= vanished(values, gone | more) + 1e-12


@few
@given(alliances, st.floats(0.001, 1000))
def test_concentration_lies_between_equal_and_alone_and_knows_no_currency(values, rate):
    index = concentration(values)
    assert 1 / len(values) - 1e-9 <= index <= 1 + 1e-9
    assert concentration({code: rate * value for code, value in values.items()}) == pytest.approx(index)


@few
@given(st.floats(0.1, 1e4), st.floats(0.1, 1e3), st.floats(0.05, 1))
def test_half_the_absorption_takes_twice_the_time(gap, pace, part):
    def clock(share):
        return years(Amount(gap, "x"), Amount(pace, "x", per_year=True), share)

    assert clock(part / 2) == pytest.approx(2 * clock(part))
    assert clock(part) * pace * part == pytest.approx(gap)


@few
@given(st.sampled_from(["market", "PPP"]), st.sampled_from(["market", "PPP"]), st.floats(0.1, 1e5), st.floats(0.1, 1e5))
def test_a_ratio_needs_one_basis(ours, theirs, one, two):
    frames = [
        pd.DataFrame({"year": [2024], "value": [value], "rates": [rates]})
        for rates, value in ((ours, one), (theirs, two))
    ]
    if ours != theirs:
        with pytest.raises(MixedSeries):
            ratio(*frames)
    else:
        assert ratio(*frames) == pytest.approx(one / two)
