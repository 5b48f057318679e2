"""Any object at all, handed to any kind of exercise, gets a clear verdict and never a traceback."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessonkit.bank import bank
from lessonkit.exercises.session import Session
from lessonkit.judging.verdict import OUTCOMES
from lessonkit.progress.store import Store
from support.bank import SAMPLE

ITEMS = {item.id: item for item in bank.read(SAMPLE).items}
WIDGET_KINDS = [key for key, item in ITEMS.items() if not item.logic.in_cell]


def trouble(*_, **__):
    raise RuntimeError("hostile")


class Meta(type):
    def __instancecheck__(cls, other):
        raise RuntimeError("hostile")

    @property
    def __name__(cls):
        raise RuntimeError("hostile")

    def mro(cls):
        return [cls, *type.mro(cls)[1:]]


HOSTILE_NAMES = [
    "__eq__",
    "__ne__",
    "__lt__",
    "__gt__",
    "__le__",
    "__ge__",
    "__repr__",
    "__str__",
    "__len__",
    "__iter__",
    "__bool__",
    "__hash__",
    "__float__",
    "__int__",
    "__index__",
    "__array__",
    "__getitem__",
    "__contains__",
    "__call__",
    "__format__",
    "__add__",
    "__sub__",
    "__mul__",
    "__neg__",
    "__abs__",
    "__round__",
    "__reduce_ex__",
    "__copy__",
    "__deepcopy__",
    "__dir__",
    "__getattr__",
    "_repr_html_",
]
Raises = Meta("Raises", (), dict.fromkeys(HOSTILE_NAMES, trouble))


class Exits:
    """Leaves the program instead of answering."""

    def __eq__(self, other):
        raise SystemExit

    __hash__ = None
    __repr__ = __str__ = __float__ = __len__ = __iter__ = __array__ = __eq__


class Liar:
    """Says that it equals everything, is a float, and is very long."""

    __class__ = float

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return hash("a")

    def __repr__(self):
        return "x" * 10_000_000

    __str__ = __repr__

    def __len__(self):
        return 10**12

    def __iter__(self):
        while True:
            yield self

    def __bool__(self):
        return True


class NoClass:
    @property
    def __class__(self):
        raise RuntimeError("hostile")


class LyingText(str):
    __slots__ = ()
    __eq__ = strip = casefold = split = __len__ = __iter__ = translate = __str__ = trouble
    __hash__ = str.__hash__


class LyingList(list):
    __iter__ = __len__ = __eq__ = __getitem__ = __contains__ = trouble
    __hash__ = None


class LyingDict(dict):
    items = get = keys = values = __iter__ = __len__ = __contains__ = __getitem__ = trouble


class LyingFloat(float):
    __eq__ = __lt__ = __sub__ = __float__ = __repr__ = __str__ = trouble
    __hash__ = float.__hash__


class NotANumber:
    def __float__(self):
        return "twelve"


class FloatSubclass(float):
    def __sub__(self, other):
        raise RuntimeError("hostile")


class HandsOverHostileFloat:
    def __float__(self):
        return FloatSubclass(12.0)


def nested(depth=200):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def object_array(value):
    array = np.empty(2, dtype=object)
    array[0] = value
    return array


def circle():
    value = []
    value.append(value)
    return value


HOSTILE = {
    "raises": Raises,
    "exits": Exits,
    "liar": Liar,
    "no class": NoClass,
    "lying text": lambda: LyingText("c"),
    "lying list": lambda: LyingList(["c"]),
    "lying dict": lambda: LyingDict(label="a"),
    "lying float": lambda: LyingFloat(12.0),
    "not a number": NotANumber,
    "hostile float": HandsOverHostileFloat,
    "nested": nested,
    "circle": circle,
    "huge text": lambda: "a" * 5_000_000,
    "huge list": lambda: [1] * 1_000_000,
    "huge number": lambda: 10**5000,
    "surrogate": lambda: "\ud800",
    "nul": lambda: "\0",
    "html": lambda: "<script>alert(1)</script>",
    "class": lambda: Liar,
    "hostile class": lambda: Raises,
    "generator": lambda: (n for n in [1]),
    "raising function": lambda: trouble,
    "exiting function": lambda: lambda *_: exit(),
    "series of hostiles": lambda: pd.Series([Raises(), Liar()], dtype=object),
    "frame of hostiles": lambda: pd.DataFrame({"name": [Raises()], "area_km2": [Liar()]}),
    "list of hostiles": lambda: [Raises(), Liar(), Exits()],
    "dict of hostiles": lambda: {"label": Raises(), "reason": Liar(), "text": Exits()},
    "object array": lambda: object_array(Raises()),
    "function to hostile": lambda: lambda *_: Raises(),
    "function to liar": lambda: lambda *_: Liar(),
    "function to circle": lambda: lambda *_: circle(),
    "complex": lambda: 1 + 2j,
    "bytes": lambda: b"a",
    "masked": lambda: np.ma.masked,
    "multiindex": lambda: pd.MultiIndex.from_tuples([(1, "a")]),
    "exception": lambda: ValueError("a"),
    "module": lambda: np,
    "groups": lambda: pd.DataFrame({"a": [1]}).groupby("a"),
    "empty frame": pd.DataFrame,
    "wide frame": lambda: pd.DataFrame([[1, 2]], columns=["name", "name"]),
    "sparse": lambda: pd.Series(pd.arrays.SparseArray([0, 1])),
    "interval": lambda: pd.interval_range(0, 3),
    "timezone": lambda: pd.Series(pd.date_range("2024", periods=2, tz="UTC")),
}


def sound(item, answer, store):
    verdict = item.logic.check(item, answer)
    assert verdict.outcome in OUTCOMES
    assert verdict.message or verdict.outcome == "correct"
    assert len(verdict.message) < 2_000
    state = Session(item, store).answer(answer)
    assert state["outcome"] == verdict.outcome
    assert all(len(box["html"]) < 20_000 and "<script>" not in box["html"] for box in state["say"])
    return verdict


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return Store(tmp_path_factory.mktemp("progress"))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("key", ITEMS)
def test_hostile_objects_get_a_verdict(key, name, store):
    verdict = sound(ITEMS[key], HOSTILE[name](), store)
    assert verdict.outcome != "correct"


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("key", WIDGET_KINDS)
def test_no_hostile_object_reaches_the_judge(key, name):
    """The last resort in `Kind.check` is not what keeps the widgets' kinds safe."""
    item = ITEMS[key]
    item.logic.judge(item, item.logic.read(HOSTILE[name]()))


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.text(max_size=40),
    st.binary(max_size=9),
    st.dates(),
    st.complex_numbers(),
    st.sampled_from([pd.NA, pd.NaT, np.nan, Ellipsis, NotImplemented, np.float32(1), np.bool_(True)]),
)
words = st.sampled_from(
    [
        "a",
        "b",
        "label",
        "reason",
        "text",
        "imprecise",
        "EST",
        "Latvia",
        "talks",
        "four",
        "request",
        "invite",
        "12",
        "−1,5 %",
    ]
)
anything = st.recursive(
    st.one_of(scalars, words),
    lambda inner: st.one_of(
        st.lists(inner, max_size=6),
        st.tuples(inner, inner),
        st.dictionaries(st.one_of(words, st.integers()), inner, max_size=5),
        st.lists(inner, max_size=4).map(lambda cells: pd.Series(cells, dtype=object)),
        st.lists(inner, max_size=4).map(lambda cells: pd.DataFrame({"name": pd.Series(cells, dtype=object)})),
        inner.map(lambda value: lambda *_: value),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("key", ITEMS)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(answer=anything)
def test_generated_objects_get_a_verdict(key, answer):
    item = ITEMS[key]
    verdict = item.logic.check(item, answer)
    assert verdict.outcome in OUTCOMES
    assert verdict.message or verdict.outcome == "correct"
    assert "stopped the check" not in verdict.message
