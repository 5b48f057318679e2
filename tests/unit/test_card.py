"""The card at the end of an exercise book counts what was done, tells what is left and leads on."""

import gc
import re

import pytest

from lessonkit import verbs
from lessonkit.bank import bank
from lessonkit.exercises import card
from lessonkit.exercises.card import HowItWent, how_it_went
from lessonkit.progress.store import Store

SLUG = "who-pays"
ITEMS = bank.lesson(SLUG).exercises
PLAIN = [item for item in ITEMS if not item.needs_code]
CODE = [item for item in ITEMS if item.needs_code]


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path)


def answered(store, *ends):
    """Finish the first exercises without code, each with one of these ends."""
    for item, end in zip(PLAIN, ends, strict=False):
        for outcome in {"first": ["correct"], "second": ["partly", "correct"], "shown": ["incorrect"] * 2}[end]:
            store.record(item.full_id, "a", outcome, 0.0)


def test_code_is_counted_apart():
    assert len(CODE) == 2
    assert {item.kind for item in CODE} <= {"code", "parsons"}


def test_at_first_nothing_is_answered(store):
    text = repr(HowItWent(SLUG, store))
    assert text.startswith(
        f"Exercises of lesson 06 · 0 of {len(PLAIN)} done\nNothing is answered yet: {len(PLAIN)} questions above."
    )
    assert "Still to do" not in text


def test_on_the_way_it_says_what_was_right_at_first_and_what_is_left(store):
    answered(store, "first", "second", "shown")
    text = repr(HowItWent(SLUG, store))
    assert f"So far: 3 of {len(PLAIN)} done:" in text
    for line in ("- 1 right at the first try", "- 1 right at the second try", "- 1 with the answer shown"):
        assert line in text
    left = text.partition("Still to do:")[2].partition("With code")[0]
    assert [line.lstrip("- ") for line in left.splitlines() if line] == [
        f"{item.number} {item.title}" for item in PLAIN[3:]
    ]


def test_it_is_done_without_the_exercises_with_code(store):
    answered(store, *["first"] * (len(PLAIN) - 1), "shown")
    text = repr(HowItWent(SLUG, store))
    assert f"All done: {len(PLAIN)} questions:" in text
    assert f"- {PLAIN[-1].number} {PLAIN[-1].title}" in text.partition("come back in the review")[2]
    assert "With code, optional: 0 of 2 done" in text


def test_to_start_again_takes_nothing_away(store):
    answered(store, *["first"] * len(PLAIN))
    store.begin_again(PLAIN[0].full_id)
    store.record(PLAIN[0].full_id, "b", "incorrect", 0.0)
    assert f"- {len(PLAIN)} right at the first try" in repr(HowItWent(SLUG, store))


def test_it_links_to_the_exercises_the_lesson_and_the_next_one(store):
    answered(store, "first")
    markup = HowItWent(SLUG, store)._repr_html_()
    assert '<a href="../lessons/06-who-pays.ipynb">' in markup
    assert 'Next: <a href="../lessons/07-how-thirty-two-say-yes.ipynb">' in markup
    anchors = re.findall(r'href="#([^"]+)"', markup)
    assert len(anchors) == len(ITEMS) - 1
    assert f"{CODE[0].number}-" in "".join(anchors)
    assert sum(anchor.endswith("-%28with-code%29") for anchor in anchors) == len(CODE)


def test_it_changes_with_each_answer_as_long_as_it_is_shown(store, monkeypatch):
    pytest.importorskip("IPython")
    shown, updated = [], []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw, display_id: shown.append((bundle, display_id)))
    monkeypatch.setattr(
        "IPython.display.update_display", lambda bundle, raw, display_id: updated.append((bundle, display_id))
    )
    HowItWent(SLUG, store)._ipython_display_()
    gc.collect()
    answered(store, "first")
    ((first, name),) = shown
    ((now, same),) = updated
    assert name == same
    assert "Nothing is answered yet" in first["text/plain"]
    assert "So far: 1 of" in now["text/plain"]
    store.reset(lesson=SLUG)
    assert "Nothing is answered yet" in updated[-1][0]["text/plain"]
    card._cards.clear()
    gc.collect()
    answered(store, "first")
    assert len(updated) == 2, "a card that is gone is told nothing"


def test_it_is_a_verb_and_knows_its_lesson_by_number():
    assert verbs.verb("nato_course", "how_it_went") is how_it_went
    assert how_it_went("06").slug == SLUG
    with pytest.raises(KeyError, match="who-pays"):
        how_it_went("who-pay")
