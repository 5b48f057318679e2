"""The path planner without a browser: its missions, what it says, and every setting."""

import itertools
import random
import re
from functools import partial

import pytest

from lessonkit.explorer.frame import TROUBLE
from nato_course import load
from nato_course.explorers.path_planner.explorer import EXAMPLE, SHOWN, WORDS, allies, case, money, newer, there
from nato_course.explorers.path_planner.model import plan
from support.learner import choices, go_to, judged, keys, predict

GOOD = {"there": "6", "bill": "20", "size": "same"}
go_to = partial(go_to, **GOOD)


# The data behind it ----------------------------------------------------------------------


def test_the_starts_are_natos_figures():
    table = load("defence_expenditure")
    newest = table[(table.edition == "2025") & (table.year == 2025)].set_index("iso3").share_of_gdp_pct
    assert {code: ally.share("2025", 2025) for code, ally in allies().items()} == newest.to_dict()
    core = table[(table.edition == "2026") & (table.year == 2026)].set_index("iso3").share_of_gdp_pct.dropna()
    assert newer() == core.to_dict()
    gdp = load("gdp").query("producer == 'NATO' and year == 2024").set_index("iso3").gdp_usd_m
    assert all(ally.gdp == pytest.approx(gdp[code] / 1000) for code, ally in allies().items())


def test_no_cell_stands_in_all_three_editions():
    table = load("defence_expenditure").dropna(subset="share_of_gdp_pct")
    assert (table.groupby(["iso3", "year"]).edition.nunique() == 2).any()
    assert table.groupby(["iso3", "year"]).edition.nunique().max() == 2


# Before the prediction -------------------------------------------------------------------


def test_nothing_is_given_away_before_the_prediction(explorer):
    assert repr(explorer).startswith("Path planner\nPredict first.")
    for answer in ("Poland", "9.2", "8.25", "3 of 31"):
        assert answer not in repr(explorer)


@pytest.mark.parametrize("missing", ["there", "bill", "size"])
def test_every_prediction_is_asked_for(explorer, missing):
    predict(explorer, **{**GOOD, missing: ""})
    assert explorer.step == 0
    assert explorer.task.view["notice"]


# Missions --------------------------------------------------------------------------------


def test_mission_1_counts_the_allies_at_the_target(explorer):
    go_to(explorer, 1)
    assert explorer.verdict.found == ""
    assert keys(explorer) == ("target",)
    explorer.set(target="5.0")
    assert explorer.verdict.found == ""
    explorer.set(target="3.5")
    assert [ally.code for ally, _ in there(3.5)] == ["POL", "LTU", "LVA"]
    for words in ("3 of 31", "Poland, Lithuania and Latvia"):
        assert words in explorer.verdict.found
    assert judged(explorer) == "You said 6, it was 3 allies: off by 3."
    assert explorer.reading.text.startswith("3 of 31 allies")


def test_mission_2_shows_that_size_drops_out(explorer):
    go_to(explorer, 2)
    assert explorer.verdict.found == ""
    assert keys(explorer) == ("ally", "growth")
    explorer.set(ally="MKD")
    assert explorer.verdict.found == ""
    explorer.set(growth=3.0)
    bills = {code: plan(allies()[code].gdp, 2.0, 3.5, 10, 1.5) for code in ("BEL", "MKD")}
    found = explorer.verdict.found
    assert money(bills["BEL"].total, False) in found
    assert money(bills["MKD"].total, False) in found
    assert f"{bills['MKD'].total_pct:.1f} % and {bills['BEL'].total_pct:.1f} %: the same" in found
    assert f"{plan(1, 2.0, 3.5, 10, 0).total_pct:.2f} %" in found
    assert f"{plan(1, 2.0, 3.5, 10, 4).total_pct:.2f} %" in found
    explorer.set(growth=4.0)
    assert explorer.verdict.found == found  # it compares the same rates wherever the slider stands


def test_mission_3_shows_what_a_late_path_leaves_for_later(explorer):
    go_to(explorer, 3)
    assert explorer.verdict.found == ""
    assert keys(explorer) == ("shape", "kappa")
    explorer.set(shape="back", kappa=1.0)
    assert explorer.verdict.found == ""  # that is the straight path
    explorer.set(kappa=2.0)
    late, even = (plan(1, 2.0, 3.5, 10, 1.5, shape, 2) for shape in ("back", "linear"))
    for road in (late, even):
        assert f"{100 * road.cumulative[4]:.1f} %" in explorer.verdict.found
        assert f"{road.share[-1] - road.share[-2]:.2f}" in explorer.verdict.found
    assert "16 % of the gap is closed, against 40 %" in explorer.verdict.found


# What it says ----------------------------------------------------------------------------


def test_the_reading_agrees_with_the_model(explorer):
    go_to(explorer, 5)
    explorer.set(view="plan", ally="DEU", edition="2026", shape="front", kappa=3.0, growth=2.0, year=2032)
    road = plan(allies()["DEU"].gdp, 2.69, 3.5, 6, 2, "front", 3)
    text = explorer.reading.text
    assert "starts from 2.69 % of GDP in 2026 (NATO, July 2026 edition, core defence, estimate)" in text
    assert f"{road.total_pct:.1f} % of one year's GDP" in text
    assert money(road.total, False) in text
    assert f"{1e9 * road.extra[-1] / allies()['DEU'].people:,.0f} dollars for each inhabitant" in text
    assert list(explorer.reading.table.Year) == [str(year) for year in range(2026, 2033)]


def test_an_ally_without_a_newer_figure_starts_from_the_older_one_and_says_so(explorer):
    go_to(explorer, 5)
    explorer.set(view="plan", ally="FRA", edition="2026")
    assert "2.10 % of GDP in 2025" in explorer.reading.text
    assert "so the older one is used" in explorer.reading.text


def test_the_example_state_has_the_worked_bill(explorer):
    go_to(explorer, 5)
    explorer.set(view="plan", ally=EXAMPLE, start=2.0, growth=2.0)
    assert "94.9 units" in explorer.reading.text
    assert "18.3 units" in explorer.reading.text
    assert "inhabitant" not in explorer.reading.text


def test_an_ally_at_the_target_has_no_bill(explorer):
    go_to(explorer, 5)
    explorer.set(view="plan", ally="POL")
    assert "costs nothing extra" in explorer.reading.text
    explorer.set(view="debt", borrow=100)
    assert "no extra bill" in explorer.reading.text
    assert "+0.0 points" in explorer.debt.figure.spec["title"]


def test_the_second_part_is_a_range_and_not_counted_twice(explorer):
    go_to(explorer, 5)
    explorer.set(view="plan", ally="BEL", related=True)
    total = money(float(case(explorer.values).most.sum()), False)
    assert f"anything from 0 to {total}" in explorer.reading.text
    assert any(column.startswith("1.5 part") for column in explorer.reading.table)
    explorer.set(target="5.0")
    assert "anything from" not in explorer.reading.text
    assert "inside the target" in explorer.reading.text


def test_spains_position_is_dated_and_answered(explorer):
    go_to(explorer, 5)
    explorer.set(view="plan", ally="ESP")
    for words in ("Spain's government said in June 2025", "2.1 %", "NATO's Secretary General said", "3.5 %"):
        assert words in explorer.reading.text
    explorer.set(ally="PRT")
    assert "Spain" not in explorer.reading.text


def test_borrowing_moves_the_debt_by_what_the_model_says(explorer):
    go_to(explorer, 5)
    explorer.set(view="debt", ally="BEL", borrow=0)
    assert "+0.0 points" in explorer.debt.figure.spec["title"]
    explorer.set(borrow=100)
    before = float(
        re.search(r"and is ([\d.]+) % in 2035; without the plan it would be ([\d.]+)", explorer.reading.text)[2]
    )
    assert before == pytest.approx(60 * (1.03 / 1.015) ** 10, abs=0.05)
    assert "are assumptions" in explorer.reading.text


def test_the_editions_name_both_values_of_a_cell(explorer):
    go_to(explorer, 5)
    explorer.set(view="editions", ally="POL")
    for words in (
        "4.48 % in the August 2025 edition",
        "4.25 % in the July 2026 edition",
        "4.12 %",
        "3.79 %",
        "No cell stands in all three",
    ):
        assert words in explorer.reading.text
    table = explorer.reading.table.set_index("Year")
    assert list(table.loc["2025"]) == ["–", "4.48", "4.25"]
    explorer.set(ally=EXAMPLE)
    assert "invented" in explorer.reading.text


def test_each_tab_shows_its_own_controls(explorer):
    go_to(explorer, 5)
    for view in SHOWN:
        explorer.tab_row.value = view
        assert explorer.values["view"] == view
        assert keys(explorer) == SHOWN[view]
    assert set().union(*SHOWN.values()) | {"view"} == set(explorer.inputs)


def test_any_setting_gives_a_sensible_reading(explorer):
    go_to(explorer, 5)
    chance = random.Random(10)
    options = {key: choices(explorer, key) for key in explorer.inputs}
    ends = [{key: values[at] for key, values in options.items()} for at in (0, -1)]
    some = [{key: chance.choice(values) for key, values in options.items()} for _ in range(120)]
    every = [{**ends[0], "view": view, "ally": ally} for view, ally in itertools.product(SHOWN, options["ally"])]
    for setting in ends + some + every:
        explorer.set(**setting)
        reading = explorer.reading
        assert explorer.trouble is None
        assert TROUBLE not in reading.text
        assert not re.search(r"\bnan\b|\binf\b|-\d", reading.text), reading.text
        assert not reading.table.isna().any(axis=None)


def test_the_limits_name_assumptions_and_papers():
    for words in ("1.5 %, 3 % and 60 %", "Ilzetzki", "Sarasa Flores", "political", "GDP is that of 2024"):
        assert words in WORDS.limits
