"""Would you attack? without a browser: its missions, what it says, its tabs and the allies' sliders."""

import itertools
import re
from functools import partial

import numpy as np
import pytest

from nato_course import explore, load
from nato_course.explorers.would_you_attack import model as deterrence
from nato_course.explorers.would_you_attack.explorer import (
    BASE_RATES,
    SHOWN,
    WORDS,
    allies,
    chance,
    share,
    tipping_text,
    worth_text,
)
from support.learner import go_to, judged, keys, marks, say

TROUBLE = "could not be worked out"
OUT = ("none", "ten", "largest", "others")
GOOD = {"tipping": "40", "heavier": "ten", "riskier": "force"}
go_to = partial(go_to, **GOOD)


def touch(explorer, **message):
    explorer.rated(message)


# Missions --------------------------------------------------------------------------------


def test_mission_1_is_done_where_the_attacker_stays_at_home(explorer):
    go_to(explorer, 1)
    assert explorer.verdict.found == ""
    done = set()
    for rate in explorer.inputs["r"].values:
        explorer.set(r=rate)
        assert ("State A attacks" in explorer.reading.text) == (rate < 94 / 145)
        if explorer.verdict.found:
            done.add(rate)
            assert "64.8 %" in explorer.verdict.found
            assert judged(explorer) == "You said 40, it was 65 %: off by 25."
            assert "The tipping point is 64.8 %" in explorer.reading.text
        else:
            assert "tipping point" not in explorer.reading.text
    assert done == {rate for rate in explorer.inputs["r"].values if rate >= 94 / 145}


def test_three_published_rates_lie_below_the_tipping_point_and_one_above():
    point = deterrence.threshold(100, 0.99, 0.09, 5, 60)
    assert [rate < point for rate in BASE_RATES] == [True, True, True, False]


def test_mission_2_tells_the_odds_without_some_allies(explorer):
    go_to(explorer, 2)
    texts = {}
    for which in OUT:
        explorer.set(out=which)
        texts[which] = explorer.verdict.found
    assert [which for which, text in texts.items() if text] == ["largest"]
    explorer.set(out="ten")
    assert explorer.verdict.found
    who = allies()
    for which in OUT:
        rates = np.where(who.out(which), 0, 0.5)
        mass = deterrence.distribution(who.sizes, rates)
        odds = deterrence.expected(mass, deterrence.odds(146, 1.5 + 0.1 * np.arange(len(mass))))
        assert f"{100 * odds:.1f} %" in texts["largest"]


def test_no_verdict_stands_beside_an_allys_name_before_the_limits(explorer):
    go_to(explorer, 2)
    for which, rate in itertools.product(OUT, (0.0, 0.25, 0.5, 1.0)):
        explorer.set(out=which, r=rate)
        assert "attacks" not in explorer.reading.text
        assert "at home" not in explorer.reading.text
        assert "crude proxy" in explorer.rates.note
        assert "invented" in explorer.rates.note
    go_to(explorer, 5)
    explorer.set(view="allies")
    assert "State A" in explorer.reading.text
    assert "Spending is a crude proxy" in explorer.foot.view["limits"]


def test_mission_3_is_done_when_both_signals_are_believed(explorer):
    go_to(explorer, 3)
    done = set()
    for spent, audience in itertools.product(explorer.inputs["spent"].values, (0.0, 4.0, 8.0, 8.5, 12.0)):
        explorer.set(spent=spent, audience=audience)
        if explorer.verdict.found:
            done.add((spent, audience))
            assert judged(explorer) == "You said “the force”, it was “the pledge”."
    assert done == {(k / 5, a) for k in range(27, 37) for a in (8.5, 12.0)}
    explorer.set(spent=5.4, audience=9.0)
    assert "6.4 against 1.5" in explorer.verdict.found
    assert "With the force: war 4 %, giving in 60 %, peace 36 %" in explorer.verdict.found
    assert "With the pledge: war 10 %, giving in 0 %, peace 90 %" in explorer.verdict.found


def test_a_mission_starts_from_its_own_values(explorer):
    go_to(explorer, 5)
    explorer.set(view="one", prize=20.0, r=0.9)
    say(explorer, "back")
    say(explorer, "back")
    say(explorer, "back")
    assert explorer.step == 2
    assert explorer.values["prize"] == 100
    assert explorer.values["r"] == 0.5


# What it says ----------------------------------------------------------------------------


def test_the_reading_holds_at_every_extreme(explorer):
    go_to(explorer, 5)
    for view in SHOWN:
        explorer.set(view=view)
        ends = {}
        for key in SHOWN[view]:
            control = explorer.inputs[key]
            ends[key] = (
                list(control.options) if hasattr(control, "options") else [control.values[0], control.values[-1]]
            )
        for setting in itertools.product(*ends.values()):
            explorer.set(**dict(zip(ends, setting, strict=True)))
            assert explorer.trouble is None
            reading = explorer.reading
            assert TROUBLE not in reading.text
            assert not re.search(r"\bnan\b|\binf\b", reading.text)
            assert len(reading.table) in (3, 31) or view == "one"
            assert not reading.table.isna().any(axis=None)


@pytest.mark.parametrize(
    ("point", "words"),
    [(None, "no probability deters"), (-0.1, "does not pay even"), (1.2, "pays even"), (0.5, "50.0 %")],
)
def test_every_kind_of_tipping_point_has_its_sentence(point, words):
    assert words in tipping_text(point)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.5, "50.0 %"), (0.001, "0.1 %"), (1 / 7466, "about one in 7,000"), (1e-9, "less than one in a million")],
)
def test_small_chances_are_said_in_words(share, words):
    assert chance(share) == words


def test_signs_and_percents():
    assert (worth_text(-8.06), worth_text(3), worth_text(0.02)) == ("−8.1", "+3.0", "0")
    assert (share(0.745), share(0.5), share(0)) == ("74.5 %", "50 %", "0 %")


def test_the_chart_and_the_table_show_the_same(explorer):
    go_to(explorer, 5)
    explorer.set(view="allies", r=0.5)
    column = explorer.reading.table["Points off A's chance if it surely comes"][::-1]
    [bars] = marks(explorer.effect.figure, "bar")
    assert [row["text"] for row in bars["rows"]] == list(column)[::-1]
    assert explorer.reading.table.iloc[0, 0] == "United States"
    explorer.set(view="signals", spent=5.4, audience=9.0)
    [bars] = marks(explorer.war.figure, "bar")
    assert [row["value"] for row in bars["rows"]] == pytest.approx([40, 4, 10])
    assert list(explorer.reading.table["War"]) == ["40 %", "4 %", "10 %"]
    assert list(explorer.reading.table["The defender gives in"]) == ["60 %", "60 %", "0 %"]
    assert list(explorer.reading.table["Peace"]) == ["0 %", "36 %", "90 %"]
    explorer.set(view="one", r=0.5)
    [you] = marks(explorer.gain.figure, "dot")[-1]["rows"]
    assert you["y"] == pytest.approx(21.5)
    assert "+21.5" in explorer.reading.text


def test_strengths_are_those_of_natos_table():
    table = load("defence_expenditure").query("edition == '2024' and year == 2024").set_index("iso3")
    who = allies()
    assert len(who.codes) == 31
    assert "ISL" not in who.codes
    assert dict(zip(who.codes, 1000 * who.sizes, strict=True)) == pytest.approx(table.spending_usd_m.dropna().to_dict())


def test_with_state_as_strength_the_odds_are_those_of_the_first_tab():
    sizes = allies().sizes
    assert deterrence.odds(146, 1.5) == pytest.approx(0.99, abs=0.001)
    assert deterrence.odds(146, 1.5 + sizes.sum()) == pytest.approx(0.09, abs=0.001)


def test_the_text_form_is_stable(explorer):
    assert repr(explorer) == repr(explore("would-you-attack"))
    assert repr(explorer).startswith("Would you attack?\n")
    assert "0x" not in repr(explorer)


def test_the_limits_name_their_papers():
    papers = (
        "Huth",
        "1988",
        "Signorino",
        "2006",
        "Quackenbush",
        "Tullock",
        "1980",
        "Hirshleifer",
        "1989",
        "Fearon",
        "1997",
        "Reiter",
        "2021",
    )
    for paper in papers:
        assert paper in WORDS.limits
    for paper in ("Leeds, Long and Mitchell 2000", "Berkemeier and Fuhrmann 2018"):
        assert any(paper in text for text in BASE_RATES.values())


# Tabs, rates and the allies' sliders -----------------------------------------------------


def test_each_tab_shows_its_own_controls(explorer):
    go_to(explorer, 5)
    for view in SHOWN:
        explorer.tab_row.value = view
        assert explorer.values["view"] == view
        assert keys(explorer) == SHOWN[view]
    explorer.set(view="one")
    assert explorer.tab_row.value == "one"
    assert keys(explorer) == SHOWN["one"]
    explorer.tab_row.value = "signals"
    say(explorer, "reset")
    assert explorer.tab_row.value == "one"
    assert keys(explorer) == SHOWN["one"]


def test_tabs_wait_for_free_play(explorer):
    for step in (1, 2, 3):
        go_to(explorer, step)
        assert explorer.tab_row not in explorer.shown
        assert explorer.rates in explorer.shown
        assert keys(explorer) == explorer.missions[step - 1].shows
    go_to(explorer, 4)
    assert explorer.rates not in explorer.shown
    assert keys(explorer) == ()
    go_to(explorer, 5)
    assert explorer.tab_row in explorer.shown


def test_a_published_rate_sets_the_common_probability(explorer):
    go_to(explorer, 1)
    for value in BASE_RATES:
        touch(explorer, do="rate", value=value)
        assert explorer.values["r"] == value == explorer.rates.rate


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "rate"},
        {"do": "rate", "value": "half"},
        {"do": "rate", "value": 0.3333},
        {"do": "ally", "key": "XXX", "value": 1},
        {"do": "ally", "key": "USA", "value": 2},
    ],
)
def test_what_is_no_rate_changes_nothing(explorer, message):
    go_to(explorer, 5)
    before = explorer.values
    touch(explorer, **message)
    assert explorer.values == before
    assert explorer.own_rates == {}
    assert explorer.trouble is None


def test_an_ally_may_have_its_own_probability(explorer):
    go_to(explorer, 5)
    explorer.set(view="allies", r=0.9)
    full = float(re.search(r"wins with ([\d.]+) %", explorer.reading.text)[1])
    touch(explorer, do="ally", key="USA", value=0)
    without = float(re.search(r"wins with ([\d.]+) %", explorer.reading.text)[1])
    assert explorer.rates.rates["USA"] == 0
    assert explorer.rates.rates["FRA"] == 0.9
    explorer.set(out="largest")
    assert f"{without:.1f} %" in explorer.reading.text
    assert without > full
    touch(explorer, do="follow")
    assert explorer.own_rates == {}


def test_own_probabilities_do_not_reach_the_missions_and_go_with_reset(explorer):
    go_to(explorer, 5)
    explorer.set(view="allies", r=0.5)
    touch(explorer, do="ally", key="USA", value=0)
    for _ in range(3):
        say(explorer, "back")
    assert explorer.step == 2
    assert "24.4 %" in explorer.reading.text
    assert explorer.rates.rates == {}
    for _ in range(3):
        say(explorer, "next")
    say(explorer, "reset")
    assert explorer.own_rates == {}


def test_deciding_together_keeps_the_mean_and_makes_nobody_likelier(explorer):
    go_to(explorer, 5)
    explorer.set(view="allies", r=0.5, together=0.0)
    assert "737 of 1,474" in explorer.reading.text
    assert "less than one in a million" in explorer.reading.text
    explorer.set(together=1.0)
    assert "737 of 1,474" in explorer.reading.text
    assert "nobody comes is 50.0 %" in explorer.reading.text


def test_a_learner_goes_on_where_they_were(explorer):
    go_to(explorer, 3)
    again = explore("would-you-attack")
    assert again.step == 3
    assert again.prediction == {"tipping": 40, "heavier": "ten", "riskier": "force"}
