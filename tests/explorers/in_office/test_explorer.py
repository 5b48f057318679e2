"""While they held the chair, without a browser: terms, counts, and what the missions say."""

from functools import partial

import pandas as pd
import pytest

from nato_course import load
from nato_course.explorers.in_office import model as tenure
from nato_course.explorers.in_office.explorer import gained as gained_in_terms
from support.learner import go_to, judged

HOLDERS = 14
go_to = partial(go_to, most="Jens Stoltenberg", late="2")


@pytest.fixture
def office(explorer):
    go_to(explorer, 1)
    return explorer


def terms(rows):
    frame = pd.DataFrame(rows, columns=["start", "end"])
    return frame.apply(pd.to_datetime)


def test_a_term_is_counted_in_days_up_to_but_without_its_end():
    table = terms([("2000-01-01", "2001-01-01"), ("2001-01-01", "2003-01-01"), ("2003-01-01", None)])
    assert list(tenure.days(table).dropna()) == [366, 730]
    dates = pd.Series(pd.to_datetime(["2000-12-31", "2001-01-01", "2003-01-01"]))
    assert list(tenure.began(dates, table["start"][1], table["end"][1])) == [False, True, False]
    assert tenure.before(dates, pd.Timestamp("2001-01-01")) == 1


def test_growth_is_from_one_year_to_the_next():
    assert list(tenure.growth(pd.Series({2016: 121.0, 2014: 100.0, 2015: 110.0})).round(6)) == [10.0, 10.0]


def test_members_gained_in_all_terms_add_up(office):
    dates = load("members")["accession_date"]
    gained = gained_in_terms()
    assert gained.sum() == len(dates) - tenure.before(dates, office.holders["start"][0])
    assert (gained >= 0).all()


@pytest.mark.slow
def test_every_holder_can_be_shown(office):
    for at in range(HOLDERS):
        office.set(holder=at)
        assert office.trouble is None
        assert office.reading.text.startswith(office.holders["name"][at])
        assert office.terms_chart.figure.spec["title"] == office.holders["name"][at]
        (left, _), *_, (right, _) = office.terms_chart.band["points"]
        assert left < right
    assert len(office.reading.table) == HOLDERS + 3
    assert list(office.reading.table["To"])[-1] == "in office"


def test_the_unsettled_day_is_said_as_a_month(office):
    office.set(holder=office.names.index("Javier Solana"))
    assert "to October 1999" in office.reading.text
    assert "1 October 1999" not in office.reading.text


def test_west_germany_joined_in_1955(office):
    office.set(holder=0)
    assert "West Germany joined" in office.reading.text


def test_money_is_said_only_where_the_edition_has_both_years(office):
    said = {
        name
        for at, name in enumerate(office.holders["name"])
        if office.set(holder=at) or "Defence spending" in office.reading.text
    }
    assert said == {"Jens Stoltenberg"}


def test_mission_1_warns_of_the_calendar(office):
    for at in range(HOLDERS):
        office.set(holder=at)
        assert bool(office.verdict.found) == (office.holders["name"][at] == "Jaap de Hoop Scheffer")
    office.set(holder=office.names.index("Jaap de Hoop Scheffer"))
    for words in ("9 more allies", "from 19 to 28", "21 November 2002", "Lord Robertson"):
        assert words in office.verdict.found
    assert judged(office) == "You said “Jens Stoltenberg”, it was “Jaap de Hoop Scheffer”."


def test_mission_2_finds_the_longest_term(office):
    go_to(office, 2)
    office.set(holder=4)
    for words in ("12.7 years", "1 new ally", "none came", "4 were Dutch and 3 British"):
        assert words in office.verdict.found
    assert judged(office) == "You said 2, it was 0 people: off by 2."


def test_mission_3_gives_the_years_and_no_cause(office):
    go_to(office, 3)
    assert office.verdict.found == ""
    office.set(holder=office.names.index("Jens Stoltenberg"))
    for words in (
        "1.6 % in 2015",
        "2.8 % in 2016",
        "4.3 % a year",
        "14.9 % in 2024",
        "after the rise had begun",
        "they do not say",
    ):
        assert words in office.verdict.found
