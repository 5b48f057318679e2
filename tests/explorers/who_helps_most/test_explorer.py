"""Who helps most? without a browser: its missions, its readings at every setting, and what it gives away."""

import itertools
import re

import pytest

from lessonkit.explorer.frame import TROUBLE
from nato_course import explore
from nato_course.explorers.who_helps_most import explorer as who_helps_most


@pytest.fixture(autouse=True)
def empty_home(tmp_path, monkeypatch):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))


@pytest.fixture
def explorer():
    return explore("who-helps-most")


def say(explorer, do, **more):
    explorer.heard({"do": do, **more})


def go_to(explorer, step):
    say(explorer, "predict", values={"euros": "b", "income": "a"})
    while explorer.step < step:
        say(explorer, "next")


def settings(explorer, keys):
    controls = {control.key: control for control in explorer.controls}
    choices = [list(getattr(controls[key], "options", (True, False))) for key in keys]
    for values in itertools.product(*choices):
        yield dict(zip(keys, values, strict=True))


def test_the_plain_text_asks_and_does_not_tell(explorer):
    assert "Which three gave Ukraine most in euros" in repr(explorer)
    assert "Denmark" not in repr(explorer) and "115" not in repr(explorer)


def test_each_prediction_offers_the_right_three():
    for name, unit in (("euros", "eur"), ("income", "gdp")):
        right = tuple(who_helps_most.model.first(who_helps_most.ranking("allocated", unit, "all", True, False)))
        assert right in who_helps_most.TRIOS[name].values()
        assert len(set(who_helps_most.TRIOS[name].values())) == 5


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_mission_can_be_done_and_is_not_done_at_its_start(explorer, number):
    go_to(explorer, number)
    assert explorer.foot.found == ""
    done = []
    for values in settings(explorer, explorer.missions[number - 1].shows):
        explorer.set(**values)
        assert explorer.trouble is None
        done.append(explorer.foot.found)
    assert any(done) and not all(done)


def test_what_the_missions_find_is_what_the_table_says(explorer):
    go_to(explorer, 1)
    explorer.set(unit="gdp")
    assert (
        "Denmark, Estonia and Lithuania" in explorer.foot.found
        and "None of the first three in euros" in explorer.foot.found
    )
    say(explorer, "next")
    explorer.set(eu=False)
    assert explorer.foot.found == "", "without the EU institutions the United States is still first"
    explorer.set(eu=True, count="committed")
    assert "€190.7 bn" in explorer.foot.found and "€84.4 bn" in explorer.foot.found
    say(explorer, "next")
    explorer.set(period="new")
    assert (
        "the EU institutions, Germany and the United Kingdom" in explorer.foot.found
        and "€0.5 bn" in explorer.foot.found
    )


def test_every_setting_reads_well_and_names_itself(explorer):
    go_to(explorer, 5)
    for values in settings(explorer, [control.key for control in explorer.controls]):
        explorer.set(**values)
        text = explorer.reading.text
        assert TROUBLE not in text and not re.search(r"\bnan\b|\binf\b|None", text)
        assert (
            who_helps_most.COUNT_NAMES[values["count"]][1:] in text
            and who_helps_most.PERIOD_NAMES[values["period"]][1:] in text
        )
        donors = set(explorer.reading.table["Donor"])
        divided = values["unit"] in ("gdp", "head")
        arms = values["count"] == "military"
        assert ("EU institutions" in donors) == (values["eu"] and not divided and not arms)
        assert ("have no GDP" in text) == (values["eu"] and divided and not arms)
        assert ("no aid of this kind" in text) == (values["eu"] and arms)
        if values["allies"]:
            assert "Japan" not in donors and set(explorer.reading.table["Ally"]) - {"yes"} == (
                {"no"} if "EU institutions" in donors else set()
            )


def test_shares_add_up_and_bars_stay_within_the_chart(explorer):
    go_to(explorer, 5)
    explorer.set(unit="share")
    cells = explorer.reading.table["% of all donors"]
    assert sum(float(cell.rstrip(" %")) for cell in cells) == pytest.approx(100, abs=1)
    chart = explorer._chart_of_ranks
    assert max(chart.bars.y) < chart.x.max and list(chart.bars.y) == sorted(chart.bars.y)
