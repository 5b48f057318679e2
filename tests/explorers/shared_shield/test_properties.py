"""What must hold for every alliance, however large, equal or unequal."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nato_course.explorers.shared_shield import model as shield

incomes = st.lists(st.floats(0.01, 1000), min_size=1, max_size=32).map(np.array)
tastes = st.floats(0.005, 0.6)
spills = st.one_of(st.sampled_from(shield.THETAS), st.floats(0, 1))


@st.composite
def alliances(draw):
    income = draw(incomes)
    taste = np.array(draw(st.lists(tastes, min_size=len(income), max_size=len(income))))
    return income, taste, draw(spills)


def bisected(income, taste, theta):
    """The same equilibrium by bisection on the total: slower, and found another way."""
    spill = (1 - taste) * theta

    def wanted(total):
        return np.maximum(0, (taste * income - spill * total) / (1 - spill))

    low, high = 0.0, float((taste * income).sum())
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if wanted(middle).sum() > middle else (low, middle)
    return (low + high) / 2


@settings(deadline=None)
@given(alliances())
def test_total_equals_bisection(case):
    assert np.isclose(shield.solve(*case).total, bisected(*case), rtol=1e-9)


@settings(deadline=None)
@given(alliances())
def test_nobody_wants_to_change(case):
    income, taste, theta = case
    spending = shield.solve(*case).contributions
    others = spending.sum() - spending
    best_answer = np.maximum(0, taste * income - (1 - taste) * theta * others)
    assert np.abs(spending - best_answer).max() < 1e-9 * income.sum()


@settings(deadline=None)
@given(alliances())
def test_parts_add_up(case):
    income = case[0]
    result = shield.solve(*case)
    assert np.isclose(result.shares.sum(), 1)
    assert np.isclose(result.contributions.sum(), result.total)
    assert np.allclose(result.burdens * income, result.contributions)
    assert (result.contributions >= 0).all()
    assert (result.contributions < income).all()
    assert 1 <= result.payers <= len(income)
    assert result.payers == (result.contributions > 0).sum()


@settings(deadline=None)
@given(alliances())
def test_never_above_the_spending_without_spill_over(case):
    income, taste, _ = case
    assert shield.solve(*case).total <= (taste * income).sum() * (1 + 1e-12)


@settings(deadline=None)
@given(incomes, st.lists(tastes, min_size=32, max_size=32))
def test_no_spill_over_is_exact(income, taste):
    taste = np.array(taste[: len(income)])
    assert (shield.solve(income, taste, 0).contributions == taste * income).all()


@settings(deadline=None)
@given(incomes, tastes)
def test_pure_public_good_levels_the_payers(income, taste):
    result = shield.solve(income, taste, 1)
    private = (income - result.contributions)[result.contributions > 0]
    assert np.allclose(private, private[0], rtol=1e-9)
    order = np.argsort(income, kind="stable")
    assert (np.diff(result.contributions[order]) >= -1e-9 * income.sum()).all()


@settings(deadline=None)
@given(incomes.filter(lambda w: len(w) > 1), tastes, st.floats(0, 1))
def test_income_moved_between_payers_is_neutral(income, taste, part):
    before = shield.solve(income, taste, 1)
    payers = np.flatnonzero(before.contributions)
    if len(payers) < 2:
        return
    giver, taker = payers[:2]
    gift = part * before.contributions[giver] * 0.999
    moved = income.copy()
    moved[giver] -= gift
    moved[taker] += gift
    after = shield.solve(moved, taste, 1)
    assert np.isclose(after.total, before.total, rtol=1e-9)


@settings(deadline=None)
@given(alliances(), st.floats(0.01, 1000), tastes)
def test_a_new_ally_never_raises_anyones_spending(case, newcomer, its_taste):
    income, taste, theta = case
    before = shield.solve(income, taste, theta).contributions
    after = shield.solve(np.append(income, newcomer), np.append(taste, its_taste), theta)
    assert (after.contributions[:-1] <= before + 1e-9 * (income.sum() + newcomer)).all()


@settings(deadline=None)
@given(alliances(), st.floats(1e-6, 1e6), st.randoms())
def test_neither_currency_nor_order_matters(case, rate, random):
    income, taste, theta = case
    order = list(range(len(income)))
    random.shuffle(order)
    plain = shield.solve(*case)
    other = shield.solve(income[order] * rate, taste[order], theta)
    assert np.allclose(other.burdens, plain.burdens[order], atol=1e-9)
