"""What must hold for every attacker, every alliance and every pair of defenders."""

import itertools

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nato_course.explorers.would_you_attack import model as deterrence
from nato_course.explorers.would_you_attack.model import Stakes

share = st.floats(0, 1)


@st.composite
def cases(draw):
    alone = draw(st.floats(0.2, 1))
    allied = draw(st.floats(0, 1)) * alone
    return draw(st.floats(10, 200)), alone, allied, draw(st.floats(0, 1)), draw(st.floats(2, 200))


@st.composite
def alliances(draw, most=7):
    count = draw(st.integers(1, most))
    sizes = draw(st.lists(st.integers(0, 60), min_size=count, max_size=count))
    rates = draw(st.lists(share, min_size=count, max_size=count))
    return np.array(sizes) / 10, np.array(rates), draw(share)


@given(cases(), st.floats(1, 60))
def test_the_tipping_point_falls_with_the_cost_of_meeting_the_allies(case, more):
    prize, alone, allied, low, high = case
    assert deterrence.threshold(prize, alone, allied, low, high + more) < deterrence.threshold(*case)


@given(cases(), st.floats(1, 60))
def test_the_tipping_point_rises_with_the_prize(case, more):
    prize, alone, allied, low, high = case  # here meeting the allies always costs more
    assert deterrence.threshold(prize + more, alone, allied, low, high) >= deterrence.threshold(*case)


@given(cases(), share)
def test_attacking_pays_below_the_tipping_point_only(case, r):
    point = deterrence.threshold(*case)
    assume(abs(r - point) > 1e-9)
    assert (deterrence.gain(r, *case) > 0) == (r < point)


@given(st.floats(0.1, 1000), st.floats(0, 1000), st.floats(0.5, 3), st.floats(0.01, 100))
def test_only_the_ratio_of_strengths_counts(attacker, defence, decisive, factor):
    before = deterrence.odds(attacker, defence, decisive)
    assert np.isclose(deterrence.odds(factor * attacker, factor * defence, decisive), before)
    assert 0 <= before <= 1


@given(alliances())
def test_the_chances_sum_to_one_and_their_mean_is_the_sum_of_the_parts(case):
    sizes, rates, together = case
    mass = deterrence.distribution(sizes, rates, together)
    assert (mass >= -1e-15).all()
    assert np.isclose(mass.sum(), 1)
    assert np.isclose(mass @ (deterrence.STEP * np.arange(len(mass))), rates @ sizes)


@settings(deadline=None)
@given(alliances(most=6))
def test_the_distribution_equals_all_cases_counted_one_by_one(case):
    sizes, rates, _ = case
    grid = deterrence.cells(sizes)
    counted = np.zeros(grid.sum() + 1)
    for who in itertools.product((0, 1), repeat=len(grid)):
        who = np.array(who)
        counted[grid @ who] += np.prod(np.where(who, rates, 1 - rates))
    assert np.allclose(deterrence.distribution(sizes, rates), counted)


@given(alliances(), st.floats(0.1, 20), st.floats(0.1, 5))
def test_at_no_and_at_full_response_the_odds_are_the_closed_form(case, attacker, target):
    sizes, _, together = case
    for rate, strength in ((0.0, 0.0), (1.0, sizes.sum())):
        mass = deterrence.distribution(sizes, np.full(len(sizes), rate), together)
        odds = deterrence.odds(attacker, target + deterrence.STEP * np.arange(len(mass)))
        assert np.isclose(deterrence.expected(mass, odds), deterrence.odds(attacker, target + strength))


@given(alliances(), st.floats(0.1, 20))
def test_an_ally_that_comes_never_helps_the_attacker(case, attacker):
    sizes, rates, together = case
    odds = deterrence.odds(attacker, 1 + deterrence.STEP * np.arange(deterrence.cells(sizes).sum() + 1))
    assert (deterrence.effects(sizes, rates, odds, together) <= 1e-12).all()


@st.composite
def stakes(draw, separable=None):
    """separable: whether some sunk cost tells the types apart; None for either."""
    war_r, surplus = draw(st.floats(0.1, 5)), draw(st.floats(0.2, 20))
    ratio = draw({True: st.floats(0.1, 0.99), False: st.floats(1.01, 5), None: st.floats(0.1, 5)}[separable])
    risk = draw(st.floats(0, 0.9))
    return Stakes(draw(share), risk, war_r + surplus, war_r, ratio * surplus, -draw(st.floats(0.1, 20)))


@given(stakes(separable=True), share, st.floats(0.01, 20), share)
def test_a_believed_pledge_pays_more_and_risks_at_least_as_much_war_as_a_believed_force(case, place, more, tipping):
    low, high = deterrence.sunk_costs(case)
    sunk = deterrence.sink(case, min(low + place * (high - low), high), tipping)
    tied = deterrence.tie(case, -case.war_i + more, tipping)
    assert sunk.believed
    assert tied.believed
    assert tied.war >= sunk.war - 1e-12
    assert tied.payoff >= sunk.payoff - 1e-9


@given(stakes(separable=False), st.floats(0, 120), share)
def test_no_sunk_cost_separates_where_calm_is_worth_more_to_the_irresolute(case, spent, tipping):
    assert case.keep_r - case.war_r < case.keep_i
    assert deterrence.sink(case, spent, tipping) == deterrence.silent(case, tipping)


@given(stakes(), st.floats(0, 40), st.floats(0, 40), share)
def test_nobody_gains_by_a_bluff(case, spent, audience, tipping):
    """The irresolute gains nothing by sending a believed signal on which it would not act."""
    calm, risk = 1 - case.undeterrable, case.undeterrable
    if deterrence.sink(case, spent, tipping).believed:
        assert calm * case.keep_i - spent <= 1e-9
    tied = deterrence.tie(case, audience, tipping)
    if tied.believed and audience <= -case.war_i:
        assert tied.senders == "R"
        assert calm * case.keep_i - risk * audience <= 1e-9
