"""The chair's pen as numbers: discs, cores and proposals that can be worked out by hand."""

import numpy as np
import pytest

from nato_course.explorers.chairs_pen import model as agenda

FAR, BOLD = (90, 10), (10, 90)


def test_one_ally_accepts_a_disc():
    passing = agenda.GRID[agenda.winset([(50, 50)], (60, 50))]
    assert (np.linalg.norm(passing - 50, axis=1) < 10).all()
    assert len(passing) == sum(x * x + y * y < 100 for x in range(-10, 11) for y in range(-10, 11))


def test_two_allies_accept_the_lens_of_two_discs():
    passing = {tuple(text) for text in agenda.GRID[agenda.winset([(40, 50), (60, 50)], (50, 70))]}
    one, other = (
        {tuple(text) for text in agenda.GRID[agenda.winset([ideal], (50, 70))]} for ideal in ((40, 50), (60, 50))
    )
    assert passing == one & other
    assert (50.0, 50.0) in passing
    assert (30.0, 50.0) not in passing


def test_the_room_in_the_lesson_falls_with_every_size_of_the_alliance():
    room = [round(100 * agenda.shares(agenda.allies(32, 25), FAR)[number - 1]) for number in (1, 7, 12, 16, 32)]
    assert room == [78, 47, 37, 34, 28]


def test_a_status_quo_between_the_wishes_cannot_be_moved():
    ideals = agenda.allies(32, 25)
    assert agenda.in_core(ideals, (50, 50))
    assert not agenda.in_core(ideals, FAR)
    stuck = agenda.propose(ideals, (50, 50), BOLD)
    assert not stuck.passes
    assert stuck.point == (50.0, 50.0)
    assert stuck.share == 0
    assert not stuck.gains.any()


def test_a_wish_inside_comes_true_and_one_outside_is_met_at_the_edge():
    ideals = agenda.allies(32, 25)
    assert agenda.propose(ideals, FAR, (45, 55)).point == (45.0, 55.0)
    bold = agenda.propose(ideals, FAR, BOLD)
    passing = agenda.GRID[agenda.winset(ideals, FAR)]
    assert bold.to_wish == pytest.approx(np.linalg.norm(passing - BOLD, axis=1).min())
    assert 0 < bold.gains.min() < 1  # the ally at the edge is nearly left where it was


@pytest.mark.parametrize(
    ("point", "inside"),
    [((50, 40), True), ((40, 40), True), ((50, 45), True), ((61, 40), False), ((50, 61), False), ((39, 39), False)],
)
def test_the_core_of_three_is_their_triangle(point, inside):
    assert agenda.in_core([(40, 40), (60, 40), (50, 60)], point) is inside


def test_the_core_of_two_is_the_line_between_them():
    pair = [(40, 40), (60, 60)]
    assert agenda.in_core(pair, (50, 50))
    assert not agenda.in_core(pair, (50, 51))
    assert not agenda.in_core(pair, (61, 61))
    assert agenda.in_core([(40, 40)], (40, 40))
    assert not agenda.in_core([(40, 40)], (41, 40))


def test_the_hull_leaves_out_what_lies_inside():
    assert {tuple(corner) for corner in agenda.hull([(0, 0), (10, 0), (10, 10), (0, 10), (5, 5), (5, 0)])} == {
        (0, 0),
        (10, 0),
        (10, 10),
        (0, 10),
    }


def test_first_allies_stay_where_they_are_when_others_join():
    assert (agenda.allies(32, 25)[:12] == agenda.allies(12, 25)).all()
    assert np.linalg.norm(agenda.allies(32, 25) - 50, axis=1).max() <= 25


@pytest.mark.parametrize("number", [0, 33])
def test_a_number_of_allies_out_of_range_is_refused(number):
    with pytest.raises(ValueError, match="between 1 and 32"):
        agenda.allies(number, 25)


@pytest.mark.parametrize("ideals", [[], [1, 2], [(1, 2, 3)], [(1, float("nan"))]])
def test_ideals_that_are_no_pairs_are_refused(ideals):
    with pytest.raises(ValueError, match="pairs of numbers"):
        agenda.winset(ideals, FAR)
