"""Numbers as people type them."""

import pytest

from lessonkit.judging.numerals import readings


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("61.7", "%", 61.7),
        ("61.7 %", "%", 61.7),
        ("61,7%", "%", 61.7),
        ("61.7 per cent", "%", 61.7),
        ("61.7 percent.", "%", 61.7),
        ("about 61.7", "%", 61.7),
        ("≈ 61.7", "%", 61.7),
        ("x = 61.7", "%", 61.7),
        ("1 588", "", 1588),
        ("1\u202f588", "", 1588),
        ("1\u00a0588 km", "km", 1588),
        ("1,588", "", 1588),
        ("1,588.0", "", 1588),
        ("1.588,0", "", 1588),
        ("1.588.000", "", 1588000),
        ("1,588,000.5", "", 1588000.5),
        ("1'588", "", 1588),
        ("1_588", "", 1588),
        ("12,34,567", "", 1234567),
        ("12,5", "", 12.5),
        ("0,617", "", 0.617),
        ("−0.55", "", -0.55),
        ("– 0.55", "", -0.55),
        ("+0.23", "", 0.23),
        (".5", "", 0.5),
        ("5.", "", 5),
        ("1e3", "", 1000),
        ("US$ 1474 bn", "US$ bn", 1474),
        ("$1474", "US$ bn", 1474),
        ("1.474 trillion dollars", "US$ bn", 1474),
        ("1474 billion", "US$ bn", 1474),
        ("1.6 million", "", 1_600_000),
        ("1.6 million", "million", 1.6),
        ("31 allies", "allies", 31),
        ("one", "", 1),
        ("Twenty days", "days", 20),
        ("minus two", "", -2),
        ("ones", "", None),
        ("3/2", "", 1.5),
        ("3 / 2", "times", 1.5),
        ("1/0", "", None),
        ("2,0", "", 2),
        ("1 day", "day(s)", 1),
        ("1 days", "day(s)", 1),
        ("1 day(s)", "day(s)", 1),
        ("1day(s)", "day(s)", 1),
        ("64.8 percent", "", 0.648),
        ("64.8 per cent", "", 0.648),
        ("64.8%", "times", 0.648),
        ("0.648 km", "", None),
        ("0.648 per mille", "", None),
        ("1 dozen", "", None),
        ("2.6 squared", "times", None),
        ("2.6-fold", "times", 2.6),
        ("2.6×", "times", 2.6),
        ("2.6x", "", 2.6),
        ("1e", "", None),
        ("99463659000 euros", "billion euros", 99.463659),
        ("99,463,659,000 €", "billion euros", 99.463659),
        ("€99,463,659,000", "billion euros", 99.463659),
        ("99.46 euros", "billion euros", 99.46),
        ("99.46 bn €", "billion euros", 99.46),
        ("31 ally", "allies", 31),
        ("31 member states", "allies", 31),
        ("31 km", "allies", None),
        ("1340 kilometres", "km", 1340),
        ("km", "km", None),
        ("1588 km2", "km²", 1588),
        ("210 %", "", 2.1),
        ("2.1 times", "", 2.1),
        ("", "", None),
        ("sixty", "%", None),
        ("61.7 or 60", "%", None),
        ("12 5", "", None),
        ("1.2.3", "", None),
        ("nan", "", None),
        ("inf", "", None),
        ("1e999", "", None),
        ("61.7 km", "%", None),
        ("12,", "", 12),
        ("-", "", None),
        ("1" * 300, "", None),
        ("١٢", "", 12),
    ],
)
def test_first_reading(text, unit, number):
    found = readings(text, unit)
    assert (found[0] if found else None) == (pytest.approx(number) if number is not None else None)


def test_a_comma_before_three_digits_has_a_second_reading():
    assert readings("2,093") == [2093, 2.093]


def test_a_point_before_three_digits_has_one_reading():
    assert readings("1.588") == [1.588]


def test_words_of_the_question_may_follow_a_number_that_has_no_unit():
    question = "How many states signed in 1949?"
    assert readings("12 states", "", question) == [12]
    assert readings("12 km", "", question) == []
