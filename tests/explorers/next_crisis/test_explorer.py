"""The next crisis without a browser: three incidents, the sheet, and rough handling."""

import itertools
import json
import re
from functools import partial

import pytest

from lessonkit.explorer.frame import TROUBLE
from lessonkit.progress.store import store
from nato_course import explore
from nato_course.explorers.next_crisis import explorer as next_crisis
from nato_course.explorers.next_crisis.cases import INJECTS
from support.learner import go_to, judged, say

GOOD = {"objectors": "5", "majority": "no"}
go_to = partial(go_to, **GOOD)


def desk(explorer, *moves):
    """Press buttons of the desk: a word, or a word with a capital."""
    for move in moves:
        do, who = move if isinstance(move, tuple) else (move, None)
        explorer.moved({"do": do, "who": who})


def finish(explorer):
    """Let rounds pass, each time moving towards the strongest objector, until the incident ends."""
    while not explorer.crisis.over:
        desk(explorer, "main", "main")
        if not explorer.crisis.over:
            desk(explorer, ("amend", explorer.crisis.sitting.objecting[0]))


def test_the_plain_text_asks_and_does_not_tell(explorer):
    assert "How many of the 32 capitals" in repr(explorer)
    assert "Round" not in repr(explorer)


def test_the_first_text_on_the_drone_splits_the_council_so_that_the_rule_decides(explorer):
    go_to(explorer, 1)
    desk(explorer, "main", "main")
    assert len(explorer.crisis.sitting.objecting) == 15
    assert explorer.verdict.found == ""
    desk(explorer, "give-up")
    found = explorer.verdict.found
    assert "17 let your first text pass and 15 did not" in found
    assert "Majority rule would have passed it at once" in found
    assert (explorer.verdict.tone, explorer.done, judged(explorer)) == ("near", False, "")


def test_one_word_can_be_enough(explorer):
    go_to(explorer, 1)
    explorer.set(article="four", toughness=60, specificity=60)
    desk(explorer, "main", "main")
    assert explorer.crisis.outcome == "agreed"
    assert "Agreed in 1 round, 6 of 24 hours" in explorer.verdict.found
    assert (explorer.verdict.tone, explorer.done) == ("good", True)
    assert "First objectors: You said 5, it was 15 capitals: off by 10." in judged(explorer)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_mission_plays_its_incident_to_an_end_in_letters(explorer, number):
    go_to(explorer, number)
    key = list(INJECTS)[number - 1]
    assert explorer.values["incident"] == key
    assert explorer.verdict.found == ""
    assert "names" not in explorer.missions[number - 1].shows
    finish(explorer)
    assert explorer.verdict.found
    assert explorer.trouble is None
    assert list(explorer.sheet) == [key]
    assert not {"France", "Latvia", "Türkiye"} & set(explorer.reading.table["Capital"])


def test_every_incident_can_be_agreed_in_time(explorer):
    texts = {
        "drone": {"article": "four", "toughness": 60},
        "cable": {"article": "none", "toughness": 40, "scope": 50, "specificity": 50},
    }
    texts["cyber"] = {"article": "none", "toughness": 48, "scope": 52, "specificity": 50}
    for number, (key, text) in enumerate(texts.items(), 1):
        go_to(explorer, number)
        explorer.set(**text)
        while not explorer.crisis.over:
            desk(explorer, "main", "main")
            for code in explorer.crisis.sitting.objecting:
                desk(explorer, ("footnote", code))
        assert explorer.crisis.outcome == "agreed", key
        assert explorer.done


def test_the_sheet_is_kept_over_missions_and_after_a_restart(explorer):
    go_to(explorer, 1)
    desk(explorer, "main", "main", "give-up")
    say(explorer, "skip")
    explorer.set(article="none")
    finish(explorer)
    again = explore("next-crisis")
    assert list(again.sheet) == ["drone", "cable"]
    assert again.sheet_box.text.startswith(
        "Decision sheet\n\nIncident: Drone debris\nDecision: no text: the chair gave up"
    )
    lines = again.sheet_box.table.split("\n")
    assert len(lines) == 3
    assert {len(line.split("\t")) for line in lines} == {len(next_crisis.COLUMNS)}
    say(again, "back")
    say(again, "back")
    say(again, "again")
    assert again.sheet == {}
    assert "Nothing is decided yet" in again.sheet_box.text


@pytest.mark.parametrize(
    "rows", [None, [], {"drone": "x"}, {"drone": ["x"]}, {"drone": [1] * 7}, {"no": ["x"] * 7}, {"drone": [None] * 7}]
)
def test_a_spoilt_sheet_is_left_out(rows):
    assert next_crisis.kept({"sheet": rows}) == {}


def test_a_changed_text_after_the_end_begins_the_incident_anew(explorer):
    go_to(explorer, 1)
    desk(explorer, "main", "main", "give-up")
    explorer.set(toughness=20)
    assert explorer.crisis.outcome == "open"
    assert explorer.crisis.used == 0
    assert explorer.verdict.found == ""
    desk(explorer, "give-up", "main")
    assert next_crisis.model_text(explorer.values) == pytest.approx(INJECTS["drone"].incident.opening)


def test_free_play_opens_real_names_after_the_limits_and_every_incident(explorer):
    go_to(explorer, 4)
    assert "no capital here is a government" in explorer.task.view["html"]
    say(explorer, "next")
    explorer.set(incident="cable")
    assert explorer.values["article"] == "four"
    assert "<p>A cable cut. A power cable" in explorer.known_box.value
    explorer.set(names="real")
    assert "France" in set(explorer.reading.table["Capital"])
    say(explorer, "reset")
    assert explorer.values["incident"] == "drone"
    assert explorer.values["names"] == "letters"


def test_every_corner_reads_well(explorer):
    go_to(explorer, 5)
    corners = itertools.product(INJECTS, (0, 100), (0, 100), (0, 100), ("none", "five"), (24,))
    for incident, tough, scope, precise, article, tolerance in corners:
        say(explorer, "reset")
        explorer.set(incident=incident, tolerance=tolerance)
        explorer.set(toughness=tough, scope=scope, specificity=precise, article=article)
        desk(explorer, "main", "main")
        assert explorer.trouble is None
        assert TROUBLE not in explorer.reading.text
        assert not re.search(r"\bnan\b|None", explorer.reading.text)
        assert explorer.crisis.sitting.number == 1
        assert len(explorer.reading.table) == 32


@pytest.mark.parametrize(
    "message",
    [
        None,
        3,
        {},
        {"do": "amend"},
        {"do": "amend", "who": "XYZ"},
        {"do": "footnote", "who": ["LVA"]},
        {"do": "seat-all"},
    ],
)
def test_a_message_that_makes_no_sense_changes_nothing(explorer, message):
    go_to(explorer, 1)
    before = explorer.crisis
    explorer.moved(message)
    assert explorer.crisis is before
    assert explorer.trouble is None


def test_what_is_kept_is_plain_json(explorer):
    go_to(explorer, 1)
    finish(explorer)
    kept = store().prediction("next-crisis")
    assert json.loads(json.dumps(kept)) == kept
    assert kept["objectors"] == 5
