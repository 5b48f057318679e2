"""Equal in another dress is equal; a difference is named on the right step of the ladder."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from lessonkit.judging.compare import KIND, NEAR, ORDER, SHAPE, UNIT, VALUE, differ

SERIES = pd.Series([12, 14, 15], index=pd.Index([1949, 1952, 1955], name="year", dtype="Int64"))
BARE = pd.Series([1.5, 2.5, np.nan])
TABLE = pd.DataFrame({"iso3": ["POL", "EST", "USA"], "share": [4.1, 3.4, np.nan], "year": [2024, 2024, 2024]})
NAMED = pd.DataFrame({"share": [4.1, 3.4]}, index=pd.Index(["POL", "EST"], name="iso3"))

ALIKE = [
    (12, 12.0),
    (np.int64(12), 12),
    (np.float32(0.1), 0.1),
    (Decimal("12.5"), 12.5),
    (Fraction(1, 4), 0.25),
    ("12.5", 12.5),
    ("1 588", 1588),
    (np.array(12.5), 12.5),
    (np.array([12.5]), 12.5),
    (pd.Series([12.5], index=["x"]), 12.5),
    (pd.DataFrame({"a": [12.5]}), 12.5),
    ([12], 12),
    (0.1 + 0.2, 0.3),
    (np.bool_(True), True),
    (1, True),
    (float("nan"), np.nan),
    (None, np.nan),
    (pd.NA, np.nan),
    ("  Poland ", "Poland"),
    (np.str_("Poland"), "Poland"),
    ("2024-03-07", pd.Timestamp("2024-03-07")),
    (np.datetime64("2024-03-07"), pd.Timestamp("2024-03-07")),
    (SERIES[::-1], SERIES),
    (SERIES.astype("float64"), SERIES),
    (SERIES.astype(object), SERIES),
    (SERIES.astype(str), SERIES),
    (SERIES.rename("other").rename_axis("another"), SERIES),
    (SERIES.set_axis(SERIES.index.astype(str)), SERIES),
    (SERIES.set_axis(SERIES.index.astype("float64")), SERIES),
    (SERIES.to_frame("n"), SERIES),
    (dict(SERIES), SERIES),
    (SERIES, dict(SERIES)),
    (SERIES + 1e-12, SERIES),
    (BARE.astype("Float64"), BARE),
    (BARE[::-1], BARE),
    (BARE.tolist(), BARE),
    (BARE.to_numpy(), BARE),
    (BARE.set_axis([7, 8, 9]), BARE),
    (pd.Series(["POL", "EST"], dtype=object), pd.Series(["POL", "EST"], dtype="str")),
    (pd.Series(["POL", "EST"], dtype="category"), pd.Series(["POL", "EST"], dtype="str")),
    (pd.Series([True, None], dtype="boolean"), pd.Series([True, np.nan], dtype=object)),
    (TABLE.sample(frac=1, random_state=1), TABLE),
    (TABLE[["year", "share", "iso3"]], TABLE),
    (TABLE.astype({"iso3": object, "year": "float64"}), TABLE),
    (TABLE.set_index("iso3"), TABLE),
    (TABLE.set_index(["iso3", "year"]), TABLE),
    (TABLE.assign(share=TABLE.share + 1e-12), TABLE),
    (NAMED.reset_index(), NAMED),
    (NAMED[::-1], NAMED),
    (("POL", "EST"), ["EST", "POL"]),
    (np.array(["POL", "EST"]), ["POL", "EST"]),
    (pd.Series(["POL", "EST"], index=[4, 9]), ["POL", "EST"]),
    (["POL", "EST", "EST"], {"POL", "EST"}),
    (frozenset({"POL", "EST"}), {"POL", "EST"}),
    ({"POL": np.int64(1)}, {"POL": 1}),
]


@pytest.mark.parametrize(("got", "want"), ALIKE, ids=range(len(ALIKE)))
def test_dress_is_no_difference(got, want):
    assert differ(got, want) is None


APART = [
    ("text", 12, KIND, "number"),
    (None, 12, KIND, "missing"),
    (len, 12, KIND, "brackets"),
    ([1, 2], 12, KIND, "list"),
    (12, SERIES, KIND, "Series"),
    (SERIES.groupby(level=0), SERIES, KIND, ".size()"),
    (object(), SERIES, KIND, "`object`"),
    (SERIES.iloc[:2], SERIES, SHAPE, "3 are expected"),
    (SERIES.set_axis([1949, 1952, 1956]), SERIES, SHAPE, "1956"),
    (SERIES.tolist(), SERIES, KIND, "labels are lost"),
    (SERIES / 100, SERIES, UNIT, "factor of 100"),
    (-SERIES, SERIES, UNIT, "sign"),
    (0.617, 61.7, UNIT, "small by a factor of 100"),
    (61700, 61.7, UNIT, "large by a factor of 1,000"),
    (-0.55, 0.55, UNIT, "sign"),
    (61, 61.7, NEAR, "Close"),
    (90, 61.7, VALUE, "larger"),
    ("poland", "Poland", NEAR, "capitals"),
    ("Spain", "Poland", VALUE, "`Spain`"),
    (False, True, VALUE, ""),
    (SERIES.replace(14, 20), SERIES, NEAR, "2 of 3"),
    (TABLE.drop(columns="year"), TABLE, SHAPE, "`year` is missing"),
    (TABLE.iloc[:2], TABLE, SHAPE, "2 rows"),
    (TABLE.assign(extra=1), TABLE, SHAPE, "`extra`"),
    (TABLE.assign(share=[0.041, 0.034, np.nan]), TABLE, UNIT, "column `share`"),
    (TABLE.assign(iso3=["EST", "POL", "USA"]), TABLE, VALUE, "side by side"),
    (["POL"], ["POL", "EST"], SHAPE, "1 entry"),
    (float("nan"), 12, KIND, "missing"),
]


@pytest.mark.parametrize(("got", "want", "step", "text"), APART, ids=range(len(APART)))
def test_a_difference_has_its_step_and_its_words(got, want, step, text):
    found = differ(got, want)
    assert found.step == step
    assert text in found.message


def test_order_counts_only_when_it_is_asked_for():
    assert differ(SERIES[::-1], SERIES, order="kept").step == ORDER
    assert differ(TABLE[::-1], TABLE, order="kept").step == ORDER
    assert differ(["b", "a"], ["a", "b"], order="kept").step == ORDER


def test_tolerance_is_absolute_and_includes_its_edge():
    assert differ(62.2, 61.7, tolerance=0.5) is None
    assert differ(62.21, 61.7, tolerance=0.5) is not None
    assert differ(SERIES + 0.4, SERIES, tolerance=0.5) is None


def test_rows_that_lie_closer_than_the_tolerance_still_pair():
    want = pd.DataFrame({"a": [1.0, 1.2, 1.4], "b": ["x", "x", "x"]})
    got = pd.DataFrame({"a": [1.45, 1.15, 1.05], "b": ["x", "x", "x"]})
    assert differ(got, want, tolerance=0.1) is None


def test_no_message_holds_the_wanted_number():
    for got in (0.617, 61, 90, -61.7, [3.5], "x", None):
        assert "61.7" not in differ(got, 61.7).message
