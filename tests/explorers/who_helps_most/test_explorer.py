"""Who helps most? without a browser: its missions, its readings at every setting, and what it gives away."""

import itertools
import re
from functools import partial

import pytest

from lessonkit.explorer.frame import TROUBLE
from nato_course.explorers.who_helps_most import model
from nato_course.explorers.who_helps_most.explorer import TRIOS, WORDS, ranking
from support import learner
from support.learner import at_every_setting, choices, say

go_to = partial(learner.go_to, euros="b", income="a")


def test_the_plain_text_asks_and_does_not_tell(explorer):
    assert "Which three gave Ukraine most in euros" in repr(explorer)
    assert "Denmark" not in repr(explorer)
    assert "115" not in repr(explorer)


@pytest.mark.parametrize(("name", "unit"), [("euros", "eur"), ("income", "gdp")])
def test_each_prediction_offers_the_right_three(name, unit):
    right = tuple(model.first(ranking("allocated", unit, "all", True, False)))
    assert right in TRIOS[name].values()
    assert len(set(TRIOS[name].values())) == 5


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_mission_can_be_done_and_is_not_done_at_its_start(explorer, number):
    go_to(explorer, number)
    assert explorer.verdict.found == ""
    settings = [(found, explorer.trouble) for _, found in at_every_setting(explorer)]
    assert {bool(found) for found, _ in settings} == {True, False}
    assert not any(trouble for _, trouble in settings)


def test_what_the_missions_find_is_what_the_table_says(explorer):
    go_to(explorer, 1)
    explorer.set(unit="gdp")
    assert "Denmark, Estonia and Lithuania" in explorer.verdict.found
    assert "None of the first three in euros" in explorer.verdict.found
    say(explorer, "next")
    explorer.set(eu=False)
    assert explorer.verdict.found == "", "without the EU institutions the United States is still first"
    explorer.set(eu=True, count="committed")
    assert "€190.7 bn" in explorer.verdict.found
    assert "€84.4 bn" in explorer.verdict.found
    say(explorer, "next")
    explorer.set(period="new")
    assert "the EU institutions, Germany and the United Kingdom" in explorer.verdict.found
    assert "€0.5 bn" in explorer.verdict.found
    assert "instead of place 1." in explorer.verdict.found


@pytest.mark.slow
def test_every_setting_reads_well_and_names_itself(explorer):
    go_to(explorer, 5)
    names = {key: WORDS.each(f"controls.{key}.options") for key in ("count", "period")}
    for setting in itertools.product(*(choices(explorer, key) for key in explorer.inputs)):
        values = dict(zip(explorer.inputs, setting, strict=True))
        explorer.set(**values)
        text = explorer.reading.text
        assert TROUBLE not in text
        assert not re.search(r"\bnan\b|\binf\b|None", text)
        assert names["count"][values["count"]][1:] in text
        assert names["period"][values["period"]][1:] in text
        donors = set(explorer.reading.table["Donor"])
        divided = values["unit"] in ("gdp", "head")
        arms = values["count"] == "military"
        assert ("EU institutions" in donors) == (values["eu"] and not divided and not arms)
        assert ("have no GDP" in text) == (values["eu"] and divided and not arms)
        assert ("no aid of this kind" in text) == (values["eu"] and arms)
        if values["allies"]:
            assert "Japan" not in donors
            others = {"no"} if "EU institutions" in donors else set()
            assert set(explorer.reading.table["Ally"]) - {"yes"} == others


def test_shares_add_up_and_bars_stay_within_the_chart(explorer):
    go_to(explorer, 5)
    explorer.set(unit="share")
    cells = explorer.reading.table["% of all donors"]
    assert sum(float(cell.rstrip(" %")) for cell in cells) == pytest.approx(100, abs=1)
    [mark] = explorer.ranks.figure.marks("bar")
    bars = [row["value"] for row in mark["rows"]]
    assert max(bars) < explorer.ranks.figure.spec["x"]["high"]
    assert bars == sorted(bars, reverse=True)
