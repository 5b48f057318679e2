"""Every mission of every explorer is played to its end by its public controls, with a wrong setting beside it."""

import pytest

from lessonkit.explorer import names
from nato_course import explore
from nato_course.explorers.build_1949.explorer import EUROPEAN, FIFTEEN, FOUNDERS
from nato_course.explorers.shared_shield.model import THETAS
from support.learner import go_on, keys, say

FILES = {"do": "commit", "values": ["50", "40", "10"]}


def put(**values):
    """Set controls."""
    return lambda explorer: explorer.set(**values)


def desk(*moves):
    """Press buttons of the chair's desk; "amend" and "footnote" are for the first objector."""

    def press(explorer):
        for move in moves:
            who = (explorer.sitting.objecting or [None])[0]
            explorer.moved({"do": move, "who": who})

    return press


def agreed(explorer):
    """Move the text towards the strongest objector until all are silent."""
    for _ in range(8):
        if explorer.sitting.phase == "agreed":
            return
        desk("main", "main")(explorer)
        if explorer.sitting.phase == "broken":
            desk("amend")(explorer)


def noted(explorer):
    """Give each objector a footnote until all are silent."""
    while not explorer.crisis.over:
        desk("main", "main")(explorer)
        for code in explorer.crisis.sitting.objecting:
            explorer.moved({"do": "footnote", "who": code})


def opened(*numbers):
    """Commit a forecast for files of the tray."""

    def commit(explorer):
        for number in numbers:
            explorer.set(file=number)
            explorer.told(FILES)

    return commit


PLAYS = {
    "build-1949": [
        (put(states=EUROPEAN[:9]), [put(states=EUROPEAN)]),
        (put(states=(*EUROPEAN, "USA")), [put(states=(*EUROPEAN, "CAN")), put(states=FOUNDERS)]),
        (put(states=FIFTEEN, year=1954, side="PACT"), [put(states=FIFTEEN, year=1955), put(side="PACT")]),
    ],
    "time-machine": [
        (put(year=1981), [put(year=1982)]),
        (put(year=2022), [put(year=year) for year in (1999, 2004, 2023, 2024, 1990)]),
        (put(year=1989), [put(year=year) for year in (1966, 1974, 1990)]),
    ],
    "two-fearful-neighbours": [
        (put(r=-0.1), [put(s=-0.1)]),
        (put(tech="offence"), [put(tech="mixed", a=0.2)]),
        (put(with_1989=True), [put(view="personnel")]),
    ],
    "council-in-tray": [
        (opened(1, 2, 3), [opened(4)]),
        (opened(5), [opened(6, 7, 8)]),
        (opened(9, 10), [opened(11, 12)]),
    ],
    "would-you-attack": [
        (put(r=0.645), [put(r=0.65)]),
        (put(out="others"), [put(out="ten"), put(out="largest")]),
        (put(spent=6.0, audience=8.0), [put(audience=9.0)]),
    ],
    "shared-shield": [
        (put(theta=THETAS[-2]), [put(theta=1.0)]),
        (put(theta=THETAS[-1]), [put(theta=0.02)]),
        (put(year=2023), [put(year=2024)]),
    ],
    "break-silence": [
        (desk("main", "main", "give-up"), [lambda explorer: say(explorer, "reset"), agreed]),
        (put(members=31), [put(members=32)]),
        (
            agreed,
            [lambda explorer: say(explorer, "reset"), desk("main", "main", "forum"), agreed],
        ),
    ],
    "chairs-pen": [
        (put(members=31), [put(members=32)]),
        (put(sq_x=85), [put(sq_x=50, sq_y=50)]),
        (put(chair_x=90, chair_y=10), [put(chair_x=60, chair_y=40)]),
    ],
    "in-office": [
        (put(holder=3), [put(holder=10)]),
        (put(holder=5), [put(holder=4)]),
        (put(holder=11), [put(holder=12)]),
    ],
    "thirty-two-keys": [
        (put(week=33), [put(week=24), put(week=34)]),
        (put(tur=True, hun=True), [put(hun=False), put(hun=True, svk=True, rou=True)]),
        (put(rule="unanimity"), [put(rule="majority")]),
    ],
    "path-planner": [
        (put(target="5.0"), [put(target="3.5")]),
        (put(growth=3.0), [put(ally="MKD", growth=3.0)]),
        (put(shape="back", kappa=1.0), [put(kappa=2.0)]),
    ],
    "subtract-one": [
        (put(gone="FRA"), [put(gone=code) for code in ("USA", "TUR", "GBR")]),
        (put(allies="ppp-2019"), [put(allies="market", russia="ppp-2019"), put(allies="ppp-2019")]),
        (put(added=50), [put(added=60), put(gap="bw-money")]),
    ],
    "alliance-of-democracies": [
        (put(year=1955), [put(year=1953)]),
        (put(threshold=75), [put(threshold=80)]),
        (put(member="BEL"), [put(member=code) for code in ("PRT", "GRC", "TUR", "HUN")] + [put(beside="liberal")]),
    ],
    "who-helps-most": [
        (put(unit="head"), [put(unit="gdp")]),
        (put(eu=False), [put(count="committed", eu=True)]),
        (put(unit="gdp"), [put(period="new")]),
    ],
    "next-crisis": [
        (desk("main", "main", "give-up"), [put(article="four", toughness=60, specificity=60), desk("main", "main")]),
        (desk("give-up"), [put(article="none", toughness=40, scope=50, specificity=50), noted]),
        (desk("main", "main", "main", "main", "main", "main"), [put(toughness=48, scope=52, specificity=50), noted]),
    ],
}
"""Explorer to its missions: what is near and not enough, and the way to the end."""


@pytest.mark.parametrize("name", names())
def test_every_mission_has_an_end_that_the_controls_reach_and_a_wrong_setting_is_not_found(name, monkeypatch, tmp_path):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))
    explorer = explore(name)
    say(explorer, "predict", values={ask.name: guess(ask) for ask in explorer.asks})
    assert len(PLAYS[name]) == len(explorer.missions)
    for number, (wrong, way) in enumerate(PLAYS[name], 1):
        assert explorer.step == number
        assert not explorer.done, number
        wrong(explorer)
        assert not explorer.done, number
        assert explorer.verdict.tone != "good", number
        assert not explorer.verdict.view["ready"], number
        for move in way:
            move(explorer)
        assert explorer.trouble is None, number
        assert explorer.done, (number, explorer.verdict.parts)
        assert (explorer.verdict.tone, bool(explorer.verdict.found)) == ("good", True), number
        assert set(keys(explorer)) == set(explorer.mission.shows)
        told = [ask.name for ask in explorer.asks if ask.told == explorer.mission.name]
        assert len(explorer.verdict.judged) == len(told), number
        go_on(explorer)
    assert [step["state"] for step in explorer.head.view["steps"]][1:4] == ["found"] * 3


def guess(ask):
    """Any answer that fits."""
    return next(iter(ask.options)) if hasattr(ask, "options") else ask.low
