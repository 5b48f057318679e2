"""Whoever knows nothing of the course gains nothing by a trick."""

import copy

import pytest

from lessonkit.bank import bank, strategies
from lessonkit.bank.item import Item
from lessonkit.concept_test import forms

LESSONS = [item for path in bank.files() for item in bank.read(path).items]
TESTS = [item for path in forms.files() for item in bank.read(path).items]


@pytest.mark.parametrize(("items", "limit"), [(LESSONS, 10), (TESTS, 5)], ids=["lessons", "concept test"])
def test_no_strategy_beats_chance(items, limit):
    rows = strategies.rows(items)
    assert len(rows) >= len(strategies.PLAYERS["choice"])
    assert [str(row) for row in rows if row.gain > limit] == []


@pytest.mark.parametrize(
    ("marked", "strategy"),
    [("x" * 200, "the longest"), ("some may, often", "the most hedged"), ("1949", "one with a number")],
)
def test_a_bank_that_gives_its_keys_away_is_found(marked, strategy):
    def given_away(item):
        data = copy.deepcopy(item.data)
        for option in data["options"]:
            option["text"] = f"{option['text']} {marked}" if option.get("correct") else option["text"].split()[0]
        return Item(data, item.lesson, item.number)

    rows = strategies.rows(given_away(item) for item in TESTS)
    assert next(row for row in rows if row.strategy == strategy).score > 0.9


def test_keys_stand_in_every_place():
    choices = [item for item in LESSONS if item.kind == "choice" and len(item.options) == 4]
    places = [item.logic.solution(item) for item in choices]
    assert all(places.count(place) >= len(places) / 8 for place in "abcd")
