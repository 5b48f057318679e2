"""Whatever is recorded comes back, in order, and only where it belongs."""

import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st

from lessonkit.progress.store import Store

names = st.text(min_size=1, max_size=20)
answers = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(names, answers, st.sampled_from(["correct", "partly", "incorrect"])), max_size=8))
def test_every_attempt_comes_back_in_order(attempts):
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        for name, answer, outcome in attempts:
            store.record(name, answer, outcome, 0.5)
        store.close()
        again = Store(folder)
        for name in {name for name, _, _ in attempts}:
            expected = [(a, o) for n, a, o in attempts if n == name]
            assert [(a.answer, a.outcome) for a in again.attempts(name)] == expected
        again.close()
