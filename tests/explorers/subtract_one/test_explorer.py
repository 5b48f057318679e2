"""Subtract one without a browser: its missions, its refusals, what it says at every setting."""

import random
import re
from functools import partial

import pytest

from nato_course import load
from nato_course.explorers.subtract_one.explorer import (
    GAPS,
    PACES,
    SIDES,
    WORDS,
    gone,
    in_words,
    leavers,
    members_of,
    times_russia,
)
from nato_course.explorers.subtract_one.measures import hosts, measures, names, rest_growth
from support import learner
from support.learner import at_every_setting, choices, judged, say

go_to = partial(learner.go_to, money="70", soldiers="40", economy="50", people="33,5", warheads="80")


def test_the_text_form_gives_nothing_away_before_the_prediction(explorer):
    assert "Predict first." in repr(explorer)
    assert not re.search(r"\d", repr(explorer))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_mission_can_be_done_and_is_not_done_at_its_start(explorer, number):
    go_to(explorer, number)
    assert explorer.verdict.found == ""
    assert explorer.trouble is None
    settings = [(found, explorer.trouble) for _, found in at_every_setting(explorer)]
    assert any(found for found, _ in settings)
    assert not any(trouble for _, trouble in settings)


def test_mission_1_tells_the_range_of_each_and_then_judges_the_guesses(explorer):
    go_to(explorer, 1)
    explorer.set(gone="USA")
    shares = gone({"USA"}, "market")
    found = explorer.verdict.found
    assert f"between {shares['people']:.0f} % (people) and {shares['warheads']:.0f} % (warheads)" in found
    assert (explorer.verdict.tone, judged(explorer)) == ("part", "")
    [guesses] = explorer.gone.figure.marks("dot")
    assert [row["x"] for row in guesses["rows"]] == [70, 40, 50, 33.5, 80]
    explorer.set(gone="TUR")
    assert "(soldiers)" in explorer.verdict.found
    assert not explorer.gone.figure.marks("dot")
    explorer.set(gone="GBR")
    assert "Without the United Kingdom" in explorer.verdict.found
    assert "no single share" in explorer.verdict.found
    assert "Money: You said 70, it was 61 %: off by 9." in judged(explorer)


def test_mission_2_refuses_a_mixed_pair_and_answers_an_even_one(explorer):
    go_to(explorer, 2)
    explorer.set(russia="ppp-2019")
    assert "more than one kind of exchange rates" in explorer.reading.text
    assert "Headlines of February 2025" in explorer.verdict.found
    assert next(iter(explorer.reading.table["Those who stay, times Russia"])) == "refused"
    explorer.set(russia="market-2019")
    assert "more than one year: 2019, 2025" in explorer.reading.text
    assert explorer.verdict.found == ""
    explorer.set(allies="ppp-2019", russia="ppp-2019")
    assert "2.4 times" in explorer.verdict.found
    assert "5.6 times" in explorer.verdict.found
    assert "refused" not in explorer.reading.text.lower()


def test_on_every_even_basis_the_rest_spends_more_than_russia():
    assert all(times_russia("money", basis, basis, {"USA"}) > 1 for basis in SIDES)


def test_mission_3_divides_and_refuses_a_pace(explorer):
    go_to(explorer, 3)
    assert "60.0 years" in explorer.reading.text
    explorer.set(added=60)
    assert "10.0 years" in explorer.verdict.found
    assert "17 thousand people a year" in explorer.verdict.found
    explorer.set(gap="bw-money")
    assert "250 billion euros a year is a pace" in explorer.verdict.found
    assert set(explorer.reading.table["Years"]) == {"no time can be given"}
    assert not explorer.clock.figure.marks("dot")


def test_what_the_allies_really_added():
    people, money = rest_growth()
    table = (
        load("defence_expenditure")
        .query("edition == '2024' and iso3 != 'USA'")
        .groupby("year")
        .personnel_thousand.sum()
    )
    assert people == pytest.approx((table[2024] - table[2014]) / 10)
    assert money == pytest.approx(81.7, abs=0.1)


@pytest.mark.slow
def test_every_setting_gives_a_sensible_reading(explorer):
    go_to(explorer, 5)
    chance = random.Random(11)
    everyone = list(names())
    controls = {key: choices(explorer, key) for key in explorer.inputs}
    for _ in range(120):
        setting = {key: chance.choice(values) for key, values in controls.items()}
        explorer.more.chosen = chance.sample(everyone, chance.choice([0, 0, 1, 3, 31, 32]))
        explorer.set(**setting)
        assert explorer.trouble is None, setting
        reading = explorer.reading
        assert not re.search(r"\bnan\b|\binf\b|None", reading.text + reading.table.to_string())
        assert len(reading.table) >= 5
        assert reading.caption


def test_any_set_of_members_can_leave_in_free_play_only(explorer):
    go_to(explorer, 5)
    assert explorer.more in explorer.shown
    explorer.set(view="gone", gone="nobody")
    explorer.more.chosen = ["FRA", "GBR", "USA"]
    assert "warheads 100.0 %" in explorer.reading.text
    assert "Without France, the United Kingdom and the United States" in explorer.reading.text
    explorer.set(gone="TUR")
    assert "these 4 members" in explorer.reading.text
    explorer.more.chosen = ["not a code"]
    assert explorer.trouble is None
    assert "Without Türkiye" in explorer.reading.text
    say(explorer, "reset")
    assert explorer.more.chosen == []
    explorer.more.chosen = ["DEU"]
    say(explorer, "back")
    assert explorer.more.chosen == []
    assert explorer.more not in explorer.shown


def test_the_hosts_of_us_troops(explorer):
    go_to(explorer, 5)
    explorer.set(view="hosts", gone="DEU")
    total = sum(hosts().values())
    assert "CAN" not in hosts()
    assert next(iter(hosts())) == "DEU"
    assert (
        f"{hosts()['DEU']:,} of them ({100 * hosts()['DEU'] / total:.0f} %) stand in a state" in explorer.reading.text
    )
    explorer.set(gone="USA")
    assert f"{total:,} of them (100 %) go home" in explorer.reading.text


def test_sets_and_their_names():
    members = set(load("members").iso3)
    assert list(leavers())[:4] == ["nobody", "USA", "TUR", "GBR"]
    assert set().union(*map(members_of, leavers())) == members
    assert in_words(set()) == "nobody"
    assert in_words({"USA", "CAN"}) == "Canada and the United States"
    # 23 allies are members of the Union; the other nine are not
    assert len(members_of("outside-eu")) == 9
    assert members_of("outside-eu") <= members


def test_every_gap_names_its_study_and_the_limits_name_what_is_missing():
    texts = WORDS.each("controls.gap.options")
    assert list(texts) == list(GAPS)
    assert all(re.search(r"Burilkov and Wolff 2025|IISS 2025", text) for text in texts.values())
    for words in ("not a forecast", "airlift", "2022", "Barry", "Burilkov"):
        assert words in WORDS.limits


def test_each_measure_has_its_question_and_paces_rise(explorer):
    assert [ask.name for ask in explorer.asks] == list(measures())
    assert list(PACES) == sorted(PACES)
