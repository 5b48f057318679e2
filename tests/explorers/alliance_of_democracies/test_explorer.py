"""Alliance of democracies? without a browser: its missions, what it says, and the line it keeps."""

import itertools
import re
from functools import partial

import numpy as np
import pytest

from lessonkit.data.tables import load
from lessonkit.explorer.frame import TROUBLE
from nato_course import explore
from nato_course.explorers.alliance_of_democracies import explorer as explorers
from nato_course.explorers.alliance_of_democracies.charts import FIRST, LAST, YEARS
from support.learner import at_every_setting, go_to, judged, marks, predict, say

go_to = partial(go_to, lowest="60", longest="PRT")


@pytest.fixture(scope="module")
def table():
    """The one edition with the year of accession, straight from the files."""
    index = load("democracy")
    return index[index["edition"] == "15"].merge(load("members")[["iso3", "name", "accession_year"]])


def done(explorer, key):
    """Give the values of a control at which the mission is done, with what was found."""
    return {values[key]: found for values, found in at_every_setting(explorer) if found}


# Missions ------------------------------------------------------------------------------------


def test_nothing_is_given_away_before_the_prediction(explorer):
    assert repr(explorer).startswith("Alliance of democracies?\nPredict first.")
    assert "79" not in repr(explorer)
    assert explorer.panel.specs == []


def test_no_mission_is_done_at_its_start(explorer):
    for number in (1, 2, 3):
        go_to(explorer, number)
        assert explorer.verdict.found == ""


def test_mission_1_is_done_in_the_years_of_the_lowest_share(explorer, table):
    go_to(explorer, 1)
    found = done(explorer, "year")
    members = table[table["accession_year"] <= table["year"]]
    shares = (members["electoral"] > 0.5).groupby(members["year"]).mean()
    assert list(found) == shares[shares == shares.min()].index.tolist() == [1952, 1953, 1954]
    assert "79 %" in found[1953]
    assert "11 of 14" in found[1953]
    assert "Portugal, Greece and Türkiye" in found[1953]
    assert judged(explorer) == ""  # the last year set is another one
    explorer.set(year=1953)
    assert judged(explorer) == "You said 60, it was 79 %: off by 19."
    assert "Your line" not in found[1953]


def test_mission_2_moves_the_line_and_no_state(explorer, table):
    go_to(explorer, 2)
    found = done(explorer, "threshold")
    rows = table[table["year"] == 2024]
    assert list(found) == [80]
    assert f"{(rows['electoral'] > 0.5).sum()} of {len(rows)} members" in found[80]
    assert f"at 0.80 it is {(rows['electoral'] > 0.8).sum()}" in found[80]
    both = ((rows["electoral_low"] <= 0.8) & (rows["electoral_high"] > 0.8)).sum()
    assert f"bounds of {both} members" in found[80]


def test_mission_3_tells_the_years_of_each_witness(explorer, table):
    go_to(explorer, 3)
    found = done(explorer, "member")
    assert sorted(found) == ["GRC", "HUN", "PRT", "TUR"]
    assert explorer.done
    low = table[(table["year"] >= table["accession_year"]) & (table["electoral"] <= 0.5)]
    years = low.groupby("iso3").size()
    for code, text in found.items():
        assert f"{years[code]} years of membership" in text
    assert years.idxmax() == explorers.longest_below() == "TUR"
    assert "No other member" in found["TUR"]
    assert "No other member" not in found["PRT"]


# What it says --------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_setting_gives_a_sentence_a_table_and_no_trouble(explorer):
    go_to(explorer, 5)
    settings = itertools.product(
        ("share", "members", "one"),
        ("none", "liberal", "polity"),
        (1949, 1952, 2018, 2019, 2024),
        (30, 50, 90),
        ("ISL", "TUR", "SWE"),
    )
    for view, beside, year, threshold, member in settings:
        explorer.set(view=view, beside=beside, year=year, threshold=threshold, member=member)
        assert explorer.trouble is None
        assert TROUBLE not in explorer.reading.text
        assert not re.search(r"\bnan\b|\bNone\b", explorer.reading.text)
        assert "V-Dem, edition 15" in explorer.reading.text
        rows = {
            "share": len(YEARS),
            "members": int((load("members")["accession_year"] <= year).sum()),
            "one": len(YEARS),
        }[view]
        assert len(explorer.reading.table) == rows


def test_polity_has_no_iceland_and_ends_in_2018(explorer):
    go_to(explorer, 5)
    explorer.set(view="share", beside="polity", year=2018, threshold=50)
    assert "27 of 28 have a score of 6 or more" in explorer.reading.text
    assert "Iceland has no polity score" in explorer.reading.text
    [beside] = marks(explorer.share.figure, "line", name="polity")
    assert len(beside["points"]) == 2018 - FIRST + 1
    explorer.set(year=2024)
    assert "Polity's scores end in 2018" in explorer.reading.text
    explorer.set(view="one", member="ISL")
    assert "Polity has no scores for Iceland" in explorer.reading.text


def test_the_chart_shows_what_the_table_says(explorer):
    go_to(explorer, 5)
    explorer.set(view="share", threshold=80, beside="none", year=2024)
    rows = explorer.reading.table.set_index("Year")
    [line], [area] = marks(explorer.share.figure, "line"), marks(explorer.share.figure, "area")
    above = 100 * rows.loc["2024", "Above 0.80"] / rows.loc["2024", "Members"]
    assert line["points"][-1] == pytest.approx([2024, above], abs=0.01)
    assert area["points"][-1][1] == pytest.approx(100 * rows.loc["2024", "Wholly above"] / 32)
    explorer.set(view="members", year=1952)
    assert explorer.members.figure.spec["y"]["names"][-3:] == ["Türkiye", "Greece", "Portugal"]
    explorer.set(view="one", member="ESP")
    before, member = marks(explorer.one.figure, "line")
    assert before["points"][-1] == member["points"][0]
    assert before["points"][-1][0] == 1982


def test_the_limits_say_which_edition_and_what_a_line_is():
    for words in ("edition 15", "Edition 16", "convention", "no Iceland", "Lührmann", "2018"):
        assert words in explorers.WORDS.limits


# The prediction ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lowest", "longest"), [("", "PRT"), ("101", "PRT"), ("60", "FRA"), ("60", None), (None, None), ("many", "TUR")]
)
def test_what_is_not_a_prediction_is_asked_again(explorer, lowest, longest):
    predict(explorer, lowest=lowest, longest=longest)
    assert explorer.step == 0
    assert explorer.task.view["notice"]


def test_a_drawn_line_is_kept_shown_and_measured(explorer):
    y = np.zeros(len(YEARS))
    y[5:60] = 90
    explorer.drawn.paper.line = list(y)
    assert explorer.drawn.boxes.values == [90.0] * len(explorers.DRAW_YEARS)
    go_to(explorer, 1)
    [guess] = marks(explorer.share.figure, "line", name="your line")
    assert [share for _, share in guess["points"]] == [90] * len(YEARS)
    explorer.set(year=1952)
    real = [count.share for count in explorers.counts(50)]
    assert f"missed the real one by {np.abs(np.array(real) - 90).mean():.0f} points" in explorer.verdict.found
    assert explore("alliance-of-democracies").prediction == explorer.prediction


def test_predicting_again_clears_the_line(explorer):
    explorer.drawn.boxes.values = [50] * len(explorers.DRAW_YEARS)
    go_to(explorer, 1)
    say(explorer, "again")
    assert explorer.drawn.curve is None
    go_to(explorer, 1)
    assert not marks(explorer.share.figure, "line", name="your line")
    assert LAST == 2024
