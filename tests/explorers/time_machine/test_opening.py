"""The opening of the course: what plays, the bet, and what is said of it."""

import json

import pytest

from lessonkit.data import maps as geo
from lessonkit.progress.store import store
from nato_course import load
from nato_course.explorers.time_machine import opening, picture
from nato_course.explorers.time_machine.opening import BET, HOLD, SECONDS, Opening


@pytest.fixture
def film(tmp_path, monkeypatch):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))
    return Opening()


def test_there_is_a_frame_for_each_year_and_all_it_names_is_on_the_map(film):
    base = geo.shapes("europe")
    keys = {look["key"] for look in film.parts["looks"]}
    assert [frame["year"] for frame in film.frames] == list(range(1949, 2027))
    for frame in film.frames:
        assert set(frame["fills"].values()) | set(frame["lines"].values()) <= keys
        assert set(frame["lines"]) <= set(base["lines"])
    assert len(json.dumps(film.frames)) < 150_000


def test_the_film_takes_twenty_seconds_and_rests_on_events(film):
    events = [frame for frame in film.frames if frame["event"]]
    others = len(film.frames) - len(events)
    assert 0.03 < (SECONDS - HOLD * len(events)) / others < HOLD


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (1949, "12 states found the alliance."),
        (1955, "West Germany joins. 8 states sign the Warsaw Pact"),
        (1968, "Albania leaves the Warsaw Pact."),
        (1990, "Germany is one state again"),
        (1991, "The Warsaw Pact ends, and so does the Soviet Union."),
        (2004, "Bulgaria, Estonia, Latvia, Lithuania, Romania, Slovakia and Slovenia join."),
        (2023, "Finland joins."),
    ],
)
def test_an_event_is_told_in_its_year_and_until_the_next(film, year, said):
    frame = film.frames[year - 1949]
    assert frame["event"]
    assert frame["caption"].startswith(f"{year}: ")
    assert said in frame["caption"]


def test_every_round_is_an_event_and_who_is_new_is_marked(film):
    for row in load("accession_rounds").itertuples():
        frame = film.frames[row.date.year - 1949]
        assert frame["event"]
        assert frame["allies"] == f"{row.members_after} allies"
        new = {iso3 for iso3, look in frame["fills"].items() if look == "new"} - set(picture.ISLANDS)
        assert len(new) == (row.members_added if row.round else 0)


@pytest.mark.parametrize(
    ("km", "said"),
    [
        (2600, "You bet 2,600 km. It is 2,627 km: you missed by 27 km"),
        (1000, "1,627 km more than you thought"),
        (4000, "1,373 km less than you thought"),
    ],
)
def test_a_bet_is_kept_and_judged(film, km, said):
    assert film.bet is None
    film.heard({"do": "bet", "km": km})
    assert film.bet == km
    assert said in film.verdict
    assert "Finland alone added 1,309 km in 2023. Sweden, the last to join, added none." in film.verdict
    again = Opening()
    assert (again.bet, again.verdict) == (km, film.verdict)


def test_the_first_bet_counts(film):
    film.heard({"do": "bet", "km": 1000})
    film.heard({"do": "bet", "km": 2650})
    assert film.bet == 1000


@pytest.mark.parametrize("km", [None, "far", -1, BET["most"] + 1, True, [], float("nan"), float("inf")])
def test_what_is_no_bet_is_left_alone(film, km):
    for message in ({"do": "bet", "km": km}, {"do": "bet"}, {"km": 5}, "bet", None):
        film.heard(message)
    assert film.bet is None
    assert store().prediction(opening.NAME) == {}
    assert film.verdict.startswith("You made no bet. Today the border is 2,627 km long.")


def test_the_question_does_not_give_the_answer_away(film):
    assert "191 km" in film.parts["ask"]
    assert "2,627" not in repr(film)
