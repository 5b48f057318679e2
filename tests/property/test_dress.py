"""A right answer stays right in any other dress."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonkit.bank import bank
from lessonkit.judging.compare import differ
from lessonkit.judging.numerals import readings
from support.bank import SAMPLE

ITEMS = {item.id: item for item in bank.read(SAMPLE).items}
PERMUTATIONS = st.randoms(use_true_random=False)


def outcome(key, answer):
    item = ITEMS[key]
    return item.logic.check(item, answer).outcome


@pytest.mark.parametrize(
    "text",
    [
        "1588",
        "1 588",
        "1,588",
        "1.588,0",
        "1,588.0",
        "1'588",
        "1588 km²",
        "1588 km2",
        "1 588 km²",
        "about 1588",
        "1588.0",
        " 1588 ",
        "+1588",
        "1.588e3",
    ],
)
def test_texts_of_a_whole_number(text):
    assert outcome("population", text) == "correct"


@pytest.mark.parametrize("text", ["−0.55", "-0.55", "–0.55", "-0,55", "− 0.55", "−.55", "−0.550"])
def test_texts_of_a_negative_number(text):
    assert outcome("change", text) == "correct"


@pytest.mark.parametrize("text", ["37.5 %", "37.5", "37,5%", "37.5 per cent", "≈37.5 %", "37.50 %"])
def test_texts_of_a_share(text):
    assert outcome("share-of-founders", text) == "correct"


@given(
    number=st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 3)),
    dress=st.sampled_from(
        [
            float,
            np.float64,
            np.float32,
            Decimal,
            str,
            lambda x: np.array(x),
            lambda x: np.array([x]),
            lambda x: pd.Series([x]),
            lambda x: [x],
        ]
    ),
    noise=st.sampled_from([0, 1e-13, -1e-13]),
)
def test_a_number_in_any_type(number, dress, noise):
    value = dress(number * (1 + noise)) if dress is not Decimal else Decimal(str(number))
    assert differ(value, number) is None


@given(number=st.integers(1_000, 10**12), mark=st.sampled_from([",", " ", "\u00a0", "\u202f", "\u2009", "'", "’", "_"]))
def test_thousands_marks(number, mark):
    assert readings(f"{number:,}".replace(",", mark))[0] == number


@given(number=st.integers(1_000, 10**9), cents=st.integers(0, 99))
def test_continental_marks(number, cents):
    text = f"{number:,}".replace(",", ".") + f",{cents:02}"
    assert readings(text)[0] == pytest.approx(number + cents / 100)


@given(number=st.floats(-1e6, 1e6).map(lambda x: round(x, 2)))
def test_decimal_comma_and_real_minus(number):
    assert readings(f"{number:.2f}".replace(".", ",").replace("-", "−"))[0] == pytest.approx(number)


columns = st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(np.nan)), min_size=1, max_size=12)


@given(
    values=columns,
    rng=PERMUTATIONS,
    dtype=st.sampled_from(["float64", "Float64", object]),
    noise=st.sampled_from([0, 1e-13]),
)
def test_a_column_in_any_order_and_dtype(values, rng, dtype, noise):
    want = pd.Series(values, index=[f"c{n}" for n in range(len(values))])
    order = list(want.index)
    rng.shuffle(order)
    got = (want * (1 + noise)).astype(dtype)[order]
    got.index = got.index.astype(object)
    assert differ(got, want) is None
    assert differ(dict(got), want) is None


@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["POL", "EST", "USA"]), st.floats(-1e6, 1e6), st.integers(0, 9)),
        min_size=1,
        max_size=12,
    ),
    rng=PERMUTATIONS,
    text=st.sampled_from(["str", object, "category"]),
)
@settings(deadline=None)
def test_a_table_in_any_order_and_dtype(rows, rng, text):
    want = pd.DataFrame(rows, columns=["iso3", "share", "year"]).astype({"iso3": "str"})
    places = list(range(len(rows)))
    rng.shuffle(places)
    got = want.iloc[places].astype({"iso3": text, "year": "float64"})
    got["share"] += 1e-12
    got = got[rng.sample(list(got.columns), 3)]
    assert differ(got, want) is None
    assert differ(got.set_index("iso3"), want) is None


@given(values=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=12, unique=True), place=st.integers(0, 11))
def test_a_changed_value_is_always_seen(values, place):
    want = pd.Series(values, index=[f"c{n}" for n in range(len(values))])
    got = want.copy()
    got.iloc[place % len(values)] += 1 + abs(got.iloc[place % len(values)])
    assert differ(got, want) is not None


@pytest.mark.parametrize(
    "dress",
    [
        list,
        tuple,
        set,
        pd.Series,
        pd.Index,
        np.array,
        ",".join,
        lambda codes: [c.lower() for c in codes],
        lambda codes: dict.fromkeys(codes, True),
    ],
)
def test_countries_in_any_container(dress):
    assert outcome("baltic", dress(["LVA", "EST", "LTU"])) == "correct"


def test_countries_by_name():
    assert outcome("baltic", ["latvia", "Estonia ", "LTU"]) == "correct"


@pytest.mark.parametrize(
    "answer", ["a", "A", " a ", "a.", ["a"], ("a",), np.str_("a"), "By consensus", pd.Series(["a"])]
)
def test_a_choice_in_any_dress(answer):
    assert outcome("council", answer) == "correct"


@pytest.mark.parametrize(
    "answer",
    [["b", "a"], ("a", "b"), {"a", "b"}, "a, b", "A;B", ["Norway", "Finland"], {"a": True, "b": True, "c": False}],
)
def test_several_options_in_any_dress(answer):
    assert outcome("neighbours", answer) == "correct"
