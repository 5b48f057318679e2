"""Rankings keep their sums and their order for any table."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from nato_course.explorers.who_helps_most import model

CODES = ["AAA", "BBB", "CCC", "DDD"]
positive = st.floats(0.001, 1e4)
rows = st.lists(
    st.tuples(st.sampled_from(CODES), st.integers(2022, 2026), st.integers(1, 12), positive), min_size=1, max_size=25
)


def table(found):
    frame = pd.DataFrame(found, columns=["iso3", "year", "month", "eur_bn"])
    return frame.assign(measure="allocations", kind="total")


@settings(max_examples=60, deadline=None)
@given(rows, st.dictionaries(st.sampled_from(CODES), positive), st.sampled_from(model.UNITS))
def test_order_sums_and_no_invented_donor(found, divisor, unit):
    amounts = model.given(table(found), "allocations", "total")
    base = pd.Series(divisor, dtype=float)
    ranked = model.in_unit(amounts, unit, base, base)
    assert ranked.is_monotonic_decreasing
    assert not ranked.isna().any()
    assert abs(amounts.sum() - sum(row[3] for row in found)) < 1e-6 * max(1, amounts.sum())
    if unit == "share":
        assert abs(ranked.sum() - 100) < 1e-6
    wanted = set(amounts.index) & set(base.index) if unit in ("gdp", "head") else set(amounts.index)
    assert set(ranked.index) == wanted


@settings(max_examples=40, deadline=None)
@given(rows, st.integers(2022, 2026), st.integers(1, 12))
def test_the_months_before_and_after_add_up(found, year, month):
    frame = table(found)
    after = model.given(frame, "allocations", "total", (year, month))
    early = frame[(frame.year < year) | ((frame.year == year) & (frame.month < month))]
    assert abs(after.sum() + early.eur_bn.sum() - frame.eur_bn.sum()) < 1e-6 * max(1, frame.eur_bn.sum())
