"""Lists, dates, signs and plurals in sentences."""

from datetime import date

import pandas as pd
import pytest

from lessonkit.texts import words


def test_lists():
    assert words.listed(["a"]) == "a"
    assert words.listed(iter(["a", "b", "c"])) == "a, b and c"
    with pytest.raises(ValueError, match="unpack"):
        words.listed([])


@pytest.mark.parametrize("day", [date(1949, 4, 4), pd.Timestamp(1949, 4, 4, 12)])
def test_days(day):
    assert words.long_date(day) == "4 April 1949"


@pytest.mark.parametrize(("value", "text"), [(0.1, "+0.10"), (-0.1, "−0.10"), (0.0, "0.00"), (-0.001, "0.00")])
def test_a_sign_is_shown_only_when_a_digit_is(value, text):
    assert words.signed(value) == text


def test_numbers_with_units():
    assert words.signed(-8.06, 1) == "−8.1"
    assert [words.percent(value) for value in (74.5, 50.0, -1.04, 0)] == ["74.5 %", "50 %", "−1 %", "0 %"]
    assert [words.counted(n, "ally", "allies") for n in (0, 1, 2)] == ["0 allies", "1 ally", "2 allies"]
