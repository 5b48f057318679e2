"""Break silence? without a browser: its missions, its desk, its seats, and what it says."""

import itertools
import re
from functools import partial

import numpy as np
import pytest

from lessonkit.explorer.frame import TROUBLE
from nato_course import explore
from nato_course.explorers.break_silence import cases as silence_cases
from nato_course.explorers.break_silence import model
from nato_course.explorers.desk import points
from support.learner import go_to, judged, say

GOOD = {"objectors": "5", "odds": "50"}
go_to = partial(go_to, **GOOD)


def desk(explorer, *moves):
    """Press buttons of the desk: a word, or a word with a capital."""
    for move in moves:
        do, *who = move.split()
        explorer.moved({"do": do, **({"who": who[0]} if who else {})})


def view(explorer):
    return explorer.desk.view


# Missions --------------------------------------------------------------------------------


def test_mission_1_is_done_when_all_are_silent_and_tells_who_was_lost(explorer):
    go_to(explorer, 1)
    assert explorer.verdict.found == ""
    assert explorer.panel.specs == []
    desk(explorer, "main", "main")
    assert set(explorer.sitting.objecting) == {"USA", "CAN", "ISL"}
    assert explorer.verdict.found == ""
    desk(explorer, "amend USA", "main", "main")
    assert explorer.sitting.objecting == ("TUR",)
    desk(explorer, "amend TUR", "main", "main")
    assert explorer.sitting.objecting == ("USA",)
    desk(explorer, "amend USA", "main", "main")
    assert explorer.sitting.phase == "agreed"
    found = explorer.verdict.found
    assert "Agreed in round 4" in found
    assert "were 3, 1, 1 and 0" in found
    assert "Türkiye and the United States had been silent" in found
    assert "70/60/70 to 35/65/48" in found
    assert "clarity from 70 to 48" in found
    assert "They are not what any government has said" in found
    assert judged(explorer) == "You said 5, it was 3 capitals: off by 2."


def test_mission_2_tells_the_rates_that_the_model_gives(explorer):
    go_to(explorer, 2)
    assert view(explorer)["kind"] == "odds"
    assert explorer.verdict.found == ""
    explorer.set(members=32)

    def rate(size, slack=0.38):
        return 100 * silence_cases.rate("distance", size, (70, 60, 70), slack, 0.01, 0.3)

    found = explorer.verdict.found
    for text in (
        f"3 allies {rate(3):.0f} of 100",
        f"19 allies, {rate(19):.0f};",
        f"32 allies, {rate(32):.0f}.",
        f"{rate(32, 0.36):.0f} of 100",
        f"{rate(32, 0.4):.0f}.",
    ):
        assert text in found
    assert judged(explorer) == "You said 50, it was 79 of 100: off by 29."
    table = explorer.reading.table
    assert list(table["Allies"]) == ["3", "7", "12", "16", "19", "32"]
    assert table["If each says yes with 97 % by itself, %"].iloc[-1] == "37.7"


def test_mission_3_is_the_record_of_february_2003(explorer):
    go_to(explorer, 3)
    assert explorer.values["case"] == "2003"
    assert view(explorer)["forum"] == ""
    desk(explorer, "main", "main")
    assert set(explorer.sitting.objecting) == {"BEL", "FRA", "DEU"}
    assert "without France" in view(explorer)["forum"]
    desk(explorer, "forum", "main", "main")
    assert set(explorer.sitting.objecting) == {"BEL", "DEU"}
    assert len(explorer.sitting.table) == 18
    desk(explorer, "amend BEL", "main", "main")
    assert "16 February 2003" in explorer.verdict.found
    assert "does not explain it" in explorer.verdict.found


def test_in_2003_the_council_itself_swings_between_paris_and_ankara(explorer):
    go_to(explorer, 3)
    desk(explorer, "main", "main")
    swing = []
    for _ in range(5):
        desk(explorer, f"amend {explorer.sitting.objecting[0]}", "main", "main")
        swing.append(explorer.sitting.objecting[0])
    assert swing == ["FRA", "TUR", "FRA", "TUR", "FRA"]
    assert explorer.verdict.found == ""


def test_a_first_text_that_all_accept_is_sent_back(explorer):
    go_to(explorer, 1)
    explorer.set(toughness=45, scope=50, specificity=50, tolerance=60)
    desk(explorer, "main", "main")
    assert "Nobody objected" in explorer.verdict.found


# The desk --------------------------------------------------------------------------------


def test_reset_and_another_step_begin_a_new_sitting(explorer):
    go_to(explorer, 1)
    desk(explorer, "main", "main", "amend USA")
    say(explorer, "reset")
    assert explorer.sitting.number == 0
    assert explorer.values["toughness"] == 70
    assert explorer.log == []
    desk(explorer, "main")
    say(explorer, "next")
    say(explorer, "back")
    assert explorer.sitting.phase == "draft"
    assert explorer.sitting.number == 0


def test_the_sliders_edit_the_text_and_an_amendment_moves_the_sliders(explorer):
    go_to(explorer, 5)
    explorer.set(case="today")
    explorer.set(toughness=90)
    assert explorer.sitting.draft[0] == 0.9
    assert explorer.sitting.first[0] == 0.9
    desk(explorer, "main", "main", "amend USA")
    assert explorer.values["toughness"] == 63
    assert tuple(explorer.values[axis] for axis in model.DIMENSIONS) == points(explorer.sitting.draft)
    explorer.set(toughness=50)
    assert explorer.sitting.phase == "draft"
    assert "The chair edits the text: 50" in explorer.log[-1]


def test_another_council_begins_with_its_own_text(explorer):
    go_to(explorer, 5)
    explorer.set(case="today")
    assert (explorer.values["toughness"], explorer.values["tolerance"]) == (70, 38)
    explorer.set(case="2003")
    assert (explorer.values["toughness"], explorer.values["tolerance"]) == (80, 35)
    assert len(explorer.sitting.table) == 19


def test_a_footnote_costs_clarity_and_stands_in_the_log(explorer):
    go_to(explorer, 5)
    explorer.set(case="today", phi=30)
    desk(explorer, "main", "main", "footnote USA", "footnote CAN", "footnote ISL", "main", "main")
    assert explorer.sitting.phase == "agreed"
    assert "A footnote for the United States. Clarity is now 65." in explorer.log
    assert explorer.log[-1].endswith("Footnotes: 3. Clarity: 55 of 100.")


def test_giving_up_ends_and_the_main_button_begins_again(explorer):
    go_to(explorer, 5)
    desk(explorer, "main", "main", "give-up")
    assert "agree to disagree" in explorer.reading.text
    assert view(explorer)["main"].startswith("Start again")
    desk(explorer, "main")
    assert explorer.sitting.number == 0
    assert explorer.sitting.phase == "draft"


def test_nothing_is_shown_of_the_distances_before_a_deadline_unless_asked(explorer):
    go_to(explorer, 5)
    explorer.set(case="today")
    assert view(explorer)["bars"] == []
    assert set(explorer.reading.table["Answer"]) == {"not known yet"}
    explorer.set(open=True)
    assert len(view(explorer)["bars"]) == 32
    assert "objects" in set(explorer.reading.table["Answer"])


def test_a_seat_answers_by_its_slip_and_slips_are_clean_in_every_round(explorer):
    go_to(explorer, 5)
    explorer.set(case="today", fatigue=0)
    desk(explorer, "seat USA", "seat LUX", "main")
    explorer.moved({"do": "slip", "who": "LUX", "on": True})
    desk(explorer, "main")
    assert set(explorer.sitting.objecting) == {"CAN", "ISL", "LUX"}, "the seat of the United States stayed silent"
    desk(explorer, "main", "main")
    assert set(explorer.sitting.objecting) == {"CAN", "ISL"}
    desk(explorer, "leave USA")
    assert [seat["code"] for seat in view(explorer)["seats"]] == ["LUX"]


def test_a_class_can_take_all_seats_under_letters(explorer):
    go_to(explorer, 5)
    explorer.set(case="today", names="letters")
    desk(explorer, "seat-all", "main", "main")
    assert explorer.sitting.phase == "agreed", "nobody put in a red slip"
    assert len(view(explorer)["seats"]) == 32
    assert view(explorer)["others"] == []
    shown = str(view(explorer)["seats"]) + str(explorer.desk.sheets) + explorer.reading.text
    assert not any(name in shown for name in silence_cases.names().values())
    desk(explorer, "leave-all")
    assert view(explorer)["seats"] == []


def test_every_capital_has_a_role_sheet(explorer):
    go_to(explorer, 5)
    explorer.set(case="today")
    sheets = explorer.desk.sheets
    assert len(sheets) == 32
    ideal = points(explorer.sitting.table.ideals[explorer.sitting.table.at("POL")])
    assert sheets["POL"][0] == "Role sheet: Poland"
    assert all(str(value) in sheets["POL"][1] for value in ideal)
    assert "not the policy of any government" in sheets["POL"][-1]


def test_what_is_stipulated_says_so_on_screen(explorer):
    go_to(explorer, 1)
    assert "stipulated" in view(explorer)["basis"]
    assert "invented" in view(explorer)["basis"]
    say(explorer, "skip")
    assert "stipulated" in view(explorer)["basis"]
    say(explorer, "skip")
    assert "stipulated to reproduce the record" in view(explorer)["basis"]


def test_the_clock_is_off_unless_asked_for(explorer):
    go_to(explorer, 1)
    assert view(explorer)["clock"] == 0
    clock = next(control for control in explorer.controls if control.key == "clock")
    assert all("paused" in text for key, text in clock.options.items() if key != "0")
    assert min(int(key) for key in clock.options if key != "0") >= 120


@pytest.mark.parametrize(
    "message",
    [
        None,
        3,
        "main",
        {},
        {"do": 4},
        {"do": "amend"},
        {"do": "amend", "who": "XXX"},
        {"do": "amend", "who": ["USA"]},
        {"do": "footnote", "who": 7},
        {"do": "leave", "who": []},
        {"do": "slip", "who": {}},
        {"do": "slip", "who": "USA", "on": "?"},
        {"do": "deadline"},
        {"do": "seat", "who": None},
    ],
)
def test_a_message_that_makes_no_sense_changes_nothing(explorer, message):
    go_to(explorer, 5)
    before = (explorer.sitting.draft, explorer.sitting.phase, explorer.sitting.log)
    explorer.moved(message)
    assert before == (explorer.sitting.draft, explorer.sitting.phase, explorer.sitting.log)
    assert explorer.trouble is None


# What it says ----------------------------------------------------------------------------


@pytest.mark.slow
def test_the_reading_holds_at_every_extreme(explorer):
    go_to(explorer, 5)
    ends = {}
    for control in explorer.controls:
        if hasattr(control, "options"):
            ends[control.key] = list(control.options)[:2]
        elif control.key in ("members", "tolerance", "toughness", "cost"):
            ends[control.key] = [control.values[0], control.values[-1]]
    for setting in itertools.product(*ends.values()):
        explorer.set(**dict(zip(ends, setting, strict=True)))
        assert explorer.trouble is None
        assert TROUBLE not in explorer.reading.text
        assert not re.search(r"\bnan\b|\binf\b|None", explorer.reading.text)


def test_the_table_holds_what_the_chart_shows(explorer):
    go_to(explorer, 5)
    explorer.set(case="today", open=True)
    table, sitting = explorer.reading.table, explorer.sitting
    losses = dict(zip(sitting.table.codes, model.losses(sitting.table, sitting.draft), strict=True))
    codes = {name: code for code, name in silence_cases.names().items()}
    for row in table.itertuples(index=False):
        assert float(row[2]) == pytest.approx(100 * losses[codes[row[0]]], abs=0.051)
        assert (row[4] == "objects") == (losses[codes[row[0]]] > 0.38)
    assert list(table["Ally"]) == sorted(table["Ally"])


def test_the_plain_text_form_is_stable(explorer):
    go_to(explorer, 1)
    one = repr(explorer)
    assert one == repr(explore("break-silence"))
    assert one.startswith("Break silence?\nText 70/60/70")


def test_it_goes_on_where_it_was(explorer):
    go_to(explorer, 3)
    again = explore("break-silence")
    assert again.step == 3
    assert again.values["case"] == "2003"
    assert again.prediction == {"objectors": 5, "odds": 50}


def test_the_limits_name_the_papers(explorer):
    for name in ("Tsebelis", "2002", "Bailey", "Strezhnev", "Voeten", "2017", "stipulated"):
        assert name in explorer.limits


def test_no_capital_stands_on_the_line_of_the_first_text():
    case = silence_cases.today()
    margin = model.losses(case.table, np.array(case.draft) / 100) - 0.38
    assert np.abs(margin).min() > 0.002
