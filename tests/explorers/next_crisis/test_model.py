"""A crisis before the Council: the clock, the article, and how an incident ends."""

import numpy as np
import pytest

from nato_course.explorers.break_silence import model as silence
from nato_course.explorers.next_crisis import model

INCIDENT = model.Incident("x", evidence=0.6, gravity=0.2, hours=10, round_hours=4, opening=(0.5, 0.5, 1.0, 0.5))


def base(n=3):
    ideals = np.array([[0.0, 0.5, 0.5], [0.4, 0.5, 0.5], [1.0, 0.5, 0.5]])[:n]
    return silence.council("ABC"[:n], ideals, 0.3)


def round_of(crisis):
    return model.deadline(model.call_silence(crisis))


def test_capitals_stand_halfway_between_fear_and_the_incident():
    table = model.instructed(base(), INCIDENT, 0.3)
    assert np.allclose(table.ideals[:, 0], [0.3, 0.5, 0.8])
    assert np.allclose(table.ideals[:, model.ARTICLE], [0.1, 0.3, 0.6])
    assert np.allclose(table.ideals[:, [1, 3]], 0.5)
    assert np.allclose(table.weights, 0.25)


def test_loss_is_the_formula_of_silence():
    crisis = model.begin(base(), INCIDENT, 0.3)
    assert silence.losses(crisis.sitting.table, crisis.sitting.draft)[0] == pytest.approx(
        np.sqrt((0.2**2 + 0.9**2) / 4)
    )


def test_a_round_costs_hours_and_the_clock_ends_it():
    crisis = model.begin(base(), INCIDENT, 0.05)
    assert (crisis.used, crisis.left, crisis.outcome) == (0, 10, "open")
    crisis = round_of(crisis)
    assert (crisis.used, crisis.left, crisis.outcome) == (4, 6, "open")
    waiting = model.call_silence(crisis)
    assert (waiting.left, waiting.outcome) == (2, "open"), "the last deadline still runs"
    late = model.deadline(waiting)
    assert late.outcome == "late"
    assert late.over
    for move in (model.call_silence, model.deadline, model.give_up):
        assert move(late) is late
    assert model.amend(late, "A") is late
    assert model.footnote(late, "A") is late
    assert model.edit(late, (0, 0, 0, 0)) is late


def test_a_text_that_all_bear_is_agreed_even_in_the_last_hours():
    crisis = model.edit(round_of(model.begin(base(), INCIDENT, 0.3)), (0.5, 0.5, 0.5, 0.5))
    crisis = round_of(crisis)
    assert crisis.outcome == "agreed"
    assert crisis.left < INCIDENT.round_hours


def test_an_amendment_moves_all_but_the_article():
    crisis = model.amend(round_of(model.begin(base(), INCIDENT, 0.05)), "A", 0.5)
    assert crisis.sitting.draft == pytest.approx((0.4, 0.5, 1.0, 0.5))
    assert crisis.sitting.log[-1].kind == "amend"
    assert crisis.sitting.log[-1].draft == crisis.sitting.draft


def test_a_footnote_lets_its_capital_bear_more():
    crisis = model.begin(base(1), INCIDENT, 0.40)
    assert round_of(crisis).sitting.objecting == ("A",)
    noted = model.footnote(round_of(crisis), "A")
    assert round_of(noted).outcome == "agreed"


def test_the_decision_tells_what_majority_rule_would_have_done():
    assert model.decision(model.begin(base(), INCIDENT, 0.3)) is None
    crisis = model.give_up(round_of(model.begin(base(), INCIDENT, 0.40)))
    ended = model.decision(crisis)
    assert ended.objectors == (("A",),)
    assert (ended.in_favour, ended.majority) == (2, True)
    assert (ended.outcome, ended.used, ended.hours, ended.members) == ("given-up", 4, 10, 3)
    two = model.decision(model.give_up(round_of(model.begin(base(2), INCIDENT, 0.40))))
    assert (two.in_favour, two.majority) == (1, False), "half is no majority"
    silent = model.decision(model.give_up(model.begin(base(), INCIDENT, 0.3)))
    assert silent.in_favour is None
    assert silent.majority is None
