"""The attacker's decision and the two signals on worked cases, on NATO's figures, and on what they must refuse."""

import itertools

import numpy as np
import pytest

from nato_course import load
from nato_course.explorers.would_you_attack import model as deterrence
from nato_course.explorers.would_you_attack.model import Stakes

CASE = (100, 0.99, 0.09, 5, 60)


@pytest.fixture(scope="module")
def sizes():
    table = load("defence_expenditure").query("edition == '2024' and year == 2024").set_index("iso3")
    return table.spending_usd_m.dropna().sort_values() / 1000


def strengths(mass):
    return deterrence.STEP * np.arange(len(mass))


def chance_to_win(sizes, rates, attacker, target, together=0.0):
    mass = deterrence.distribution(sizes, rates, together)
    return deterrence.expected(mass, deterrence.odds(attacker, target + strengths(mass)))


# The decision ----------------------------------------------------------------------------


@pytest.mark.parametrize(("case", "tipping"), [(CASE, 0.6483), ((100, 0.9, 0.1, 20, 80), 0.5)])
def test_the_tipping_point_of_worked_cases(case, tipping):
    assert deterrence.threshold(*case) == pytest.approx(tipping, abs=5e-5)
    assert deterrence.gain(deterrence.threshold(*case), *case) == pytest.approx(0, abs=1e-9)


def test_the_gain_at_both_ends_is_the_closed_form():
    assert deterrence.gain(0, *CASE) == pytest.approx(94)
    assert deterrence.gain(1, *CASE) == pytest.approx(-51)


def test_a_better_peace_lowers_the_tipping_point():
    assert deterrence.threshold(*CASE, quiet=40) == pytest.approx((94 - 40) / 145)


@pytest.mark.parametrize("case", [(100, 0.5, 0.5, 5, 5), (100, 0.5, 0.4, 50, 10)])
def test_no_tipping_point_where_allies_do_not_lower_the_gain(case):
    with pytest.raises(ValueError, match="lower the attacker's gain"):
        deterrence.threshold(*case)


def test_odds_are_even_between_equals_and_certain_against_nobody():
    assert deterrence.odds(7, 7, [0.5, 1, 3]) == pytest.approx([0.5] * 3)
    assert deterrence.odds(7, 0) == 1
    assert deterrence.odds(2, 1, 2) == pytest.approx(0.8)


# Ally by ally ----------------------------------------------------------------------------


def test_distribution_of_three_allies_by_hand():
    mass = deterrence.distribution([1, 2, 3], [0.5, 0.5, 0.5], step=1)
    assert mass == pytest.approx(np.array([1, 1, 1, 2, 1, 1, 1]) / 8)


def test_in_step_the_likeliest_come_first():
    mass = deterrence.distribution([1, 2, 4], [0.2, 0.9, 0.5], together=1, step=1)
    wanted = np.zeros(8)
    wanted[[0, 2, 6, 7]] = [0.1, 0.4, 0.3, 0.2]
    assert mass == pytest.approx(wanted)


def test_with_one_rate_for_all_in_step_it_is_one_answer_from_all(sizes):
    low, high = deterrence.odds(146, 1.5), deterrence.odds(146, 1.5 + 0.1 * deterrence.cells(sizes).sum())
    got = chance_to_win(sizes, np.full(31, 0.3), 146, 1.5, together=1)
    assert got == pytest.approx(0.7 * low + 0.3 * high)


@pytest.mark.parametrize("together", [0, 0.4, 1])
def test_effects_equal_the_difference_of_two_runs(together):
    sizes, rates = [0.4, 2.5, 7, 1.1], [0.2, 0.8, 0.5, 0.5]
    values = deterrence.odds(3, 1 + 0.1 * np.arange(111))
    got = deterrence.effects(sizes, rates, values, together)
    for ally in range(3):
        runs = []
        for sure in (1.0, 0.0):
            if together:  # in step, the order of the others must stay: leave the ally out and add it afterwards
                others = deterrence.distribution(np.delete(sizes, ally), np.delete(rates, ally), together)
                shift = round(sizes[ally] / 0.1) if sure else 0
                runs.append(float(others @ values[shift : shift + len(others)]))
            else:
                changed = np.array(rates)
                changed[ally] = sure
                runs.append(deterrence.expected(deterrence.distribution(sizes, changed), values))
        assert got[ally] == pytest.approx(runs[0] - runs[1], abs=1e-12)


def test_the_sizes_behind_the_lesson(sizes):
    assert len(sizes) == 31
    assert sizes.index[-1] == "USA"
    assert sizes.sum() == pytest.approx(1474.4, abs=0.05)
    assert sizes["USA"] == pytest.approx(967.7, abs=0.05)
    assert sizes[:10].sum() == pytest.approx(11.9, abs=0.05)


@pytest.mark.parametrize(
    ("attacker", "odds"),
    [(146, (0.990, 0.455, 0.244, 0.144, 0.090)), (186, (0.992, 0.502, 0.285, 0.174, 0.112))],
)
def test_odds_against_natos_figures(sizes, attacker, odds):
    got = [chance_to_win(sizes, np.full(31, rate), attacker, 1.5) for rate in (0, 0.25, 0.5, 0.75, 1)]
    assert got == pytest.approx(odds, abs=5e-4)


def test_odds_against_natos_figures_agree_with_a_simulation(sizes):
    draws = np.random.default_rng(5).random((40_000, 31)) < 0.5
    simulated = deterrence.odds(146, 1.5 + draws @ sizes.to_numpy()).mean()
    assert chance_to_win(sizes, np.full(31, 0.5), 146, 1.5) == pytest.approx(simulated, abs=0.004)


def test_the_largest_ally_outweighs_the_ten_smallest(sizes):
    rates = np.full(31, 0.5)
    without_largest, without_ten = rates.copy(), rates.copy()
    without_largest[-1], without_ten[:10] = 0, 0
    full = chance_to_win(sizes, rates, 146, 1.5)
    assert chance_to_win(sizes, without_ten, 146, 1.5) - full < 0.005
    assert chance_to_win(sizes, without_largest, 146, 1.5) - full > 0.13


def test_cost_grows_with_the_share_that_comes():
    assert deterrence.cost([1, 3], [0, 0], 5, 60) == 5
    assert deterrence.cost([1, 3], [1, 1], 5, 60) == 60
    assert deterrence.cost([1, 3], [0, 1], 5, 60) == pytest.approx(5 + 0.75 * 55)


@pytest.mark.parametrize(
    ("sizes", "rates", "together"),
    [
        ([-1, 2], [0.5, 0.5], 0),
        ([np.nan], [0.5], 0),
        ([1, 2], [0.5], 0),
        ([1], [1.5], 0),
        ([1], [-0.1], 0),
        ([1], [0.5], 2),
    ],
)
def test_what_is_no_strength_or_probability_is_refused(sizes, rates, together):
    with pytest.raises(ValueError, match=r"Sizes|rate|share"):
        deterrence.distribution(sizes, rates, together)


# Signals ---------------------------------------------------------------------------------

TIPPING = 0.648


def test_the_worked_case_of_both_signals():
    stakes = Stakes()
    low, high = deterrence.sunk_costs(stakes)
    assert (low, high) == pytest.approx((5.4, 7.2))
    sunk, tied = deterrence.sink(stakes, low, TIPPING), deterrence.tie(stakes, 9, TIPPING)
    assert (sunk.payoff, sunk.war) == pytest.approx((1.52, 0.04))
    assert (tied.payoff, tied.war) == pytest.approx((6.44, 0.10))
    assert (sunk.senders, tied.senders) == ("R", "RI")


def test_without_a_signal_the_attackers_belief_decides():
    assert deterrence.silent(Stakes(resolved=0.4), TIPPING).war == pytest.approx(0.4)
    assert deterrence.silent(Stakes(resolved=0.7), TIPPING).war == pytest.approx(0.07)


@pytest.mark.parametrize("spent", [0, 5.3, 7.3])
def test_a_sunk_cost_outside_the_range_is_not_believed(spent):
    assert deterrence.sink(Stakes(), spent, TIPPING) == deterrence.silent(Stakes(), TIPPING)


@pytest.mark.parametrize("audience", [0, 7.9, 8])
def test_a_pledge_that_would_be_broken_is_not_believed(audience):
    assert not deterrence.tie(Stakes(), audience, TIPPING).believed


def test_no_sunk_cost_separates_when_the_irresolute_gains_more_from_calm():
    stakes = Stakes(keep_r=7, war_r=2, keep_i=6)
    low, high = deterrence.sunk_costs(stakes)
    assert low > high
    assert not any(deterrence.sink(stakes, spent, TIPPING).believed for spent in np.arange(0, 12, 0.1))


def test_a_pledge_that_is_risky_enough_is_made_by_the_resolved_alone():
    grim = Stakes(undeterrable=0.5, keep_i=6, war_i=-8)
    assert deterrence.tie(grim, 9, TIPPING).senders == "R"
    assert deterrence.tie(grim, 7, TIPPING).senders == "R"  # it would back down, and would not pledge
    assert not deterrence.tie(grim, 5, TIPPING).believed


@pytest.mark.parametrize(
    "wrong",
    [{"resolved": 1.1}, {"undeterrable": -0.1}, {"war_r": 11}, {"war_r": 0}, {"war_i": 0}, {"keep_i": -1}],
)
def test_stakes_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"between 0 and 1|Peace must"):
        Stakes(**wrong)


def test_nobody_bluffs_with_a_believed_signal():
    """A sender that would back down never sends a signal that is believed."""
    for spent, audience, risk in itertools.product(np.arange(0, 12, 0.5), np.arange(0, 12, 0.5), (0.05, 0.1, 0.3, 0.5)):
        stakes = Stakes(undeterrable=risk)
        assert deterrence.sink(stakes, spent, TIPPING).senders in ("", "R")
        tied = deterrence.tie(stakes, audience, TIPPING)
        if "I" in tied.senders:
            assert audience > -stakes.war_i  # then it fights
