"""Who does not code can answer every number question from what the page shows."""

import re

import pytest

from lessonkit.bank import bank, shown
from lessonkit.bank.bank import load_bank

NUMBERS = [item for item in load_bank() if item.kind == "number" and item.lesson.slug != "start-here"]
CODE = re.compile(r"`|\bload\(|pandas|\.dt\b|\.mean\(| \*\* ")


def test_there_are_number_questions():
    assert len(NUMBERS) > 15


@pytest.mark.parametrize("item", NUMBERS, ids=lambda item: item.full_id)
def test_it_shows_its_table_or_says_why_it_needs_none(item):
    assert shown.markdown(item) or (isinstance(item.shows, str) and item.shows.endswith("."))


@pytest.mark.parametrize("item", NUMBERS, ids=lambda item: item.full_id)
def test_neither_question_nor_hint_speaks_python(item):
    for text in (item.prompt, *item.hints):
        assert not CODE.search(text), text


@pytest.mark.parametrize(
    "name",
    [
        "why-bind-yourself/twelve-to-one",
        "twelve-to-thirty-two/finland-border",
        "article-5-article-4/days-to-council",
        "what-can-a-secretary-general-do/mean-term",
        "the-succession-race/days",
        "an-alliance-without-the-united-states/the-rest",
        "more-than-tanks/count-incidents",
        "who-pays/us-share",
        "the-road-to-five-per-cent/bill",
        "ukraine-and-the-next-crisis/europe-minus-us",
    ],
)
def test_a_question_about_data_has_a_table(name):
    item = bank.get(name)
    assert "<table>" in item.logic.view(item)["prompt"]
