"""How good the learner's guesses are over the course, and the learner's country."""

import pytest

from lessonkit.explorer import asks, names
from lessonkit.progress.country import chosen_country
from lessonkit.progress.missions import missions
from lessonkit.progress.store import FOUND, SKIPPED, store
from nato_course import explore, guesses, my_country
from support.learner import go_to, judged


@pytest.fixture(autouse=True)
def nobody_yet(monkeypatch, tmp_path):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))


def test_without_a_guess_there_is_a_sentence():
    assert "No guess is judged yet" in repr(guesses())
    assert "No guess is judged yet" in guesses()._repr_html_()


def test_a_guess_is_listed_once_its_answer_was_seen():
    explorer = explore("time-machine")
    go_to(explorer, 1, rounds="10", gap="20", border="POL")
    assert guesses().made == []
    explorer.set(year=1982)
    shown = guesses()
    assert shown.summary == "2 guesses, 1 of them spot on."
    assert repr(shown).splitlines()[1:] == [
        "Enlargement time machine. Rounds: Spot on: 10 rounds.",
        "Enlargement time machine. Longest wait: You said 20, it was 27 years: off by 7.",
    ]
    assert "width:91%" in shown._repr_html_()
    assert judged(explorer).startswith("Rounds: Spot on")


@pytest.mark.parametrize("name", names())
def test_every_question_has_a_truth_and_a_mission_that_shows_it(name):
    known = {mission.name for mission in explore(name).missions}
    for ask in asks(name):
        assert ask.told in known, ask.name
        assert ask.short, ask.name
        assert ask.judge(ask.truth()).right, ask.name


def test_missions_are_counted():
    assert missions("time-machine").next == 1
    store().end_mission("time-machine", "gap", FOUND)
    store().end_mission("time-machine", "border", SKIPPED)
    assert (missions("time-machine").total, missions("time-machine").found, missions("time-machine").skipped) == (
        3,
        1,
        1,
    )
    assert missions("time-machine").next == 3
    store().end_mission("time-machine", "border", FOUND)
    store().end_mission("time-machine", "border", SKIPPED)
    assert missions("time-machine").found == 2
    with pytest.raises(FileNotFoundError):
        missions("no-such-explorer")


def test_a_country_is_chosen_once_and_kept():
    chooser = my_country()
    assert repr(chooser) == "My country: none chosen"
    chooser.value = "FRA"
    assert chosen_country() == "FRA"
    assert repr(my_country()) == "My country: France"
    chooser.value = "Atlantis"
    assert (chooser.value, chosen_country()) == ("FRA", "FRA")
    chooser.value = ""
    assert chosen_country() == ""
