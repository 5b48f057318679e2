"""The in-tray without a browser: what is hidden, what is kept, and what each step says."""

import json

import pytest

from lessonkit.progress.store import store
from lessonkit.texts import references
from nato_course import explore, load
from nato_course.explorers.council_in_tray.explorer import RULES, kept, read
from nato_course.explorers.council_in_tray.records import BRIEFS, COUNT, records
from support.learner import go_to, judged, say


@pytest.fixture
def desk(explorer):
    """A new in-tray, after the prediction."""
    go_to(explorer, 1, fours="3", fives="2")
    return explorer


def commit(explorer, *numbers):
    explorer.told({"do": "commit", "values": [str(number) for number in numbers]})


def answer_all(explorer, *numbers):
    for number in range(1, COUNT + 1):
        explorer.set(file=number)
        commit(explorer, *numbers)


def test_every_record_comes_from_the_tables():
    found = records()
    assert [record.key for record in found] == list(BRIEFS)
    assert len(found) == 12
    assert [record.outcome for record in found].count(2) == 1
    events = load("article_4_5_events").set_index("event")
    for record in found:
        assert references.link(record.source).url
        if record.key in events.index:
            assert record.outcome == events.loc[[record.key], "article"].iloc[0] - 3
        else:
            assert record.outcome == 0


def test_no_brief_gives_away_a_name_or_a_year():
    names = set(load("members")["name"]) | {
        "Russia",
        "Syria",
        "Iran",
        "Iraq",
        "Argentina",
        "Falkland",
        "Salisbury",
        "Ukraine",
    }
    for record in records():
        assert not [name for name in names if name in record.brief]
        assert str(record.when.year) not in record.brief


def test_a_closed_file_sends_nothing_of_its_record(desk):
    for number in range(1, COUNT + 1):
        desk.set(file=number)
        sent = json.dumps([desk.tray.file, desk.tray.chart, desk.reading.text])
        record = desk.records[number - 1]
        assert record.ally not in sent
        assert str(record.when.year) not in sent
        assert desk.tray.file["record"] == {}
    assert set(desk.reading.table["Ally"]) == {None}


def test_a_commitment_opens_the_record_and_is_scored(desk):
    commit(desk, 60, 30, 10)
    record = desk.tray.file["record"]
    assert "Albania" in dict(record["rows"])["When and whom"]
    assert record["result"] == "Nothing formal. You gave this 60 %. Score 0.26."
    assert [bar["true"] for bar in record["bars"]] == [True, False, False]
    assert "Mean Brier score 0.26" in desk.reading.text
    assert desk.tray.chart["scores"] == pytest.approx([0.26])
    assert sum(count for _, _, count in desk.tray.chart["bins"]) == 3


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["60", "30", "20"], "add up to 110"),
        (["", "", ""], "add up to 0"),
        (["-10", "60", "50"], "from 0 to 100"),
        (["many", "60", "40"], "from 0 to 100"),
        (["nan", "60", "40"], "from 0 to 100"),
        (["1e999", "0", "0"], "from 0 to 100"),
        (["60", "40"], "from 0 to 100"),
        (None, "from 0 to 100"),
        ({"a": 1}, "from 0 to 100"),
    ],
)
def test_what_is_no_forecast_gets_a_sentence_and_is_not_kept(desk, typed, says):
    desk.told({"do": "commit", "values": typed})
    assert says in desk.tray.file["notice"]
    assert desk.forecasts == {}
    assert desk.tray.file["record"] == {}
    assert desk.tray.file["typed"] == (typed if isinstance(typed, list) else [])


@pytest.mark.parametrize(
    "typed", [["33.3", "33.3", "33.3"], ["33,4", "33,3", "33,3"], ["100", "", " "], ["60 %", "40", "0"]]
)
def test_numbers_near_enough_to_100_are_taken_and_made_exact(typed):
    assert sum(read(typed)) == pytest.approx(100)


def test_a_commitment_is_final(desk):
    commit(desk, 60, 30, 10)
    commit(desk, 0, 0, 100)
    assert list(desk.forecasts.values()) == [[60, 30, 10]]


def test_nothing_can_be_committed_before_the_prediction(explorer):
    commit(explorer, 60, 30, 10)
    assert explorer.forecasts == {}


def test_strange_messages_change_nothing(desk):
    for message in (None, "commit", {}, {"do": "dance"}, {"do": "next", "values": 3}):
        desk.told(message)
    assert desk.forecasts == {}
    assert desk.trouble is None


def test_next_goes_through_the_four_files_of_a_mission(desk):
    seen = []
    for _ in range(4):
        seen.append(desk.values["file"])
        commit(desk, 50, 40, 10)
        desk.told({"do": "next"})
    assert seen == [1, 2, 3, 4]
    assert desk.tray.file["next"] == ""


def test_each_mission_says_what_was_found(desk):
    for first in (1, 5, 9):
        assert desk.values["file"] == first
        assert desk.verdict.found == ""
        for number in range(first, first + 4):
            desk.set(file=number)
            assert desk.verdict.found == ""
            commit(desk, 50, 40, 10)
        found, told = desk.verdict.found, judged(desk)
        say(desk, "next")
        assert found
    assert "Nothing formal six times, Article 4 five times, Article 5 once" in found
    assert told == "Article 4: You said 3, it was 5 files: off by 2. Article 5: You said 2, it was 1 file: off by 1."


def test_likely_numbers_are_counted_against_what_came_true(desk):
    for number, forecast in ((1, (80, 10, 10)), (2, (20, 20, 60)), (3, (59, 41, 0))):
        desk.set(file=number)
        commit(desk, *forecast)
    assert desk.sure() == (2, 1)
    assert "You gave 60 % or more twice, and it came true once." in desk.reading.text


@pytest.mark.parametrize(
    ("rule", "mean"), [("thirds", 2 / 3), ("shares", 82 / 144), ("nothing", 1), ("five", 2 * 11 / 12)]
)
def test_simple_rules_are_scored_on_the_same_files(desk, rule, mean):
    answer_all(desk, 50, 40, 10)
    desk.set(rule=rule)
    assert desk.tray.chart["rule"][-1] == pytest.approx(mean)
    assert f"{mean:.2f} on the same files" in desk.reading.text


def test_a_rule_without_open_files_is_shown_as_nothing(desk):
    for rule in RULES:
        desk.set(rule=rule)
        assert desk.trouble is None
        assert desk.tray.chart["scores"] == []


def test_a_learner_goes_on_where_they_were(desk):
    commit(desk, 60, 30, 10)
    again = explore("council-in-tray")
    assert (again.step, again.values["file"]) == (1, 2)
    again.set(file=1)
    assert repr(again) == repr(desk)


def test_predicting_again_closes_all_files(desk):
    commit(desk, 60, 30, 10)
    say(desk, "back")
    say(desk, "again")
    assert desk.forecasts == {}
    assert store().prediction("council-in-tray") == {}
    assert desk.tray.file["record"] == {}


@pytest.mark.parametrize(
    "files",
    [
        None,
        [],
        "x",
        {"a5-2001": "x"},
        {"a5-2001": [1, 2, 3]},
        {"moon-landing": [100, 0, 0]},
        {"a5-2001": [None, 50, 50]},
    ],
)
def test_broken_kept_forecasts_are_left_out(files):
    assert kept({"files": files}) == {}


def test_the_table_has_a_row_for_each_file_and_the_same_scores(desk):
    answer_all(desk, 50, 40, 10)
    table = desk.reading.table
    assert list(table["File"]) == [f"File {number}" for number in range(1, 13)]
    assert [float(score) for score in table["Score"]] == pytest.approx(desk.tray.chart["scores"], abs=0.005)
    assert table["What followed"].value_counts().to_dict() == {"Nothing formal": 6, "Article 4": 5, "Article 5": 1}
