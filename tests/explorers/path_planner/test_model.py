"""The road to a target on worked cases, and on what it must refuse."""

import numpy as np
import pytest

from nato_course.explorers.path_planner.model import SHAPES, debt, plan, related, shares


def test_the_worked_case_with_growth():
    found = plan(1000, 2.0, 3.5, 10, growth=2)
    assert found.total == pytest.approx(94.877, abs=5e-4)
    assert found.extra[-1] == pytest.approx(18.285, abs=5e-4)
    by_hand = sum(0.0015 * t * 1000 * 1.02**t for t in range(1, 11))
    assert found.total == pytest.approx(by_hand)
    assert found.cumulative[-1] == pytest.approx(by_hand)


def test_the_worked_case_without_growth():
    found = plan(1000, 2.0, 3.5, 10)
    assert found.total == pytest.approx(82.5)
    assert found.total_pct == pytest.approx(8.25)
    assert found.points == pytest.approx(8.25)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_state_at_the_target_pays_nothing(shape):
    found = plan(1000, 3.5, 3.5, 10, 2, shape, 3)
    assert found.total == 0
    assert plan(1000, 4.0, 3.5, 10, 2, shape, 3).total == 0
    assert (found.share == 3.5).all()


def test_the_shapes_at_a_kappa_of_two():
    assert shares(2, 4, 4, "front", 2) == pytest.approx([2, 2.875, 3.5, 3.875, 4])
    assert shares(2, 4, 4, "back", 2) == pytest.approx([2, 2.125, 2.5, 3.125, 4])
    assert shares(2, 4, 4) == pytest.approx([2, 2.5, 3, 3.5, 4])


def test_debt_by_hand():
    found = plan(100, 2, 4, 2, growth=10)
    # Year 1: 60 x 1.05 / 1.10 and 1 point more; year 2: that x 1.05 / 1.10 and 2 points more.
    first = 60 * 1.05 / 1.1 + 1
    assert debt(found, 60, 5, 1) == pytest.approx([60, first, first * 1.05 / 1.1 + 2])


def test_without_borrowing_debt_knows_nothing_of_the_plan():
    idle = debt(plan(1000, 2, 2, 10, 1.5), 60, 3, 0)
    assert debt(plan(1000, 2, 3.5, 10, 1.5), 60, 3, 0) == pytest.approx(idle)
    assert idle[-1] == pytest.approx(60 * (1.03 / 1.015) ** 10)


def test_a_multiplier_lifts_the_gdp_of_the_year():
    found = plan(1000, 2, 3, 1, multiplier=0.5)
    assert found.gdp == pytest.approx([1000, 1005])
    assert found.extra == pytest.approx([0, 10.05])


def test_the_second_part_ends_at_its_ceiling():
    found = plan(1000, 2, 3.5, 10, 2)
    more = related(found)
    assert more[0] == 0
    assert more[-1] == pytest.approx(0.015 * found.gdp[-1])
    # From 2.0 to 3.5 is 1.5 points, so the most that the second part can add is as much again.
    assert more.sum() == pytest.approx(found.total)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: shares(2, 3.5, 10, "step"),
        lambda: shares(2, 3.5, 0),
        lambda: shares(2, 3.5, 10, "back", 0.5),
        lambda: plan(0, 2, 3.5, 10),
        lambda: plan(np.nan, 2, 3.5, 10),
        lambda: plan(1000, 2, 3.5, 10, growth=-100),
        lambda: debt(plan(1000, 2, 3.5, 10), 60, 3, 1.1),
    ],
)
def test_what_makes_no_sense_is_refused(refused):
    with pytest.raises(ValueError, match=r"\w+ .*\."):
        refused()
