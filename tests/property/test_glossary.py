"""define(): any text and any object gets a sentence, and a known word is always found."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lessonkit.texts import glossary
from nato_course import define

NAMES = [name for term in glossary.terms() for name in term.names]
ANYTHING = st.one_of(
    st.text(), st.binary(), st.floats(), st.none(), st.lists(st.text()), st.dictionaries(st.text(), st.text())
)


def trouble(*_, **__):
    raise RuntimeError("hostile")


class Raises:
    __repr__ = __str__ = __len__ = __iter__ = __bool__ = __eq__ = __hash__ = __getitem__ = trouble


class Exits:
    def __str__(self):
        raise SystemExit

    __repr__ = __len__ = __str__


class Liar:
    __class__ = str


class NoClass:
    @property
    def __class__(self):
        raise RuntimeError("hostile")


class LyingText(str):
    __slots__ = ()
    __len__ = __iter__ = __str__ = __getitem__ = casefold = trouble


@given(ANYTHING)
@settings(max_examples=40, deadline=None)
def test_anything_gets_an_answer(value):
    answer = define(value)
    assert repr(answer).endswith((".", "?"))
    assert "\n" not in repr(answer)


def test_hostile_objects_get_an_answer():
    for value in (Raises, Raises(), Exits(), Liar(), NoClass(), LyingText("NAC")):
        assert "quotation marks" in repr(define(value))


@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_capitals_hyphens_and_spaces_do_not_matter(name, random):
    disguised = "".join(random.choice((sign.upper(), sign.lower())) for sign in name)
    disguised = f"  {disguised.replace('-', random.choice('- '))} "
    assert define(disguised).term is glossary.find(name)
