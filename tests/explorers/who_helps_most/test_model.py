"""Rankings of aid: what is counted, what it is divided by, and who is left out."""

import pandas as pd
import pytest

from nato_course import load
from nato_course.explorers.who_helps_most import model


@pytest.fixture(scope="module")
def support():
    return load("ukraine_support")


ROWS = pd.DataFrame(
    [
        ("AAA", 2024, 12, "allocations", "total", 5.0),
        ("AAA", 2025, 1, "allocations", "total", 2.0),
        ("AAA", 2025, 1, "allocations", "military", 2.0),
        ("BBB", 2025, 2, "allocations", "total", 6.0),
        ("BBB", 2025, 3, "allocations", "total", -1.0),
        ("CCC", 2022, 3, "allocations", "total", 4.0),
        ("AAA", 2025, 1, "commitments", "total", 9.0),
    ],
    columns=["iso3", "year", "month", "measure", "kind", "eur_bn"],
)
GDP = pd.Series({"AAA": 100.0, "BBB": 10.0})
PEOPLE = pd.Series({"AAA": 1e6, "BBB": 1e6, "CCC": 4e6})


def test_one_kind_is_taken_and_a_promise_can_be_taken_back():
    assert model.given(ROWS, "allocations", "total").to_dict() == {"AAA": 7.0, "BBB": 5.0, "CCC": 4.0}
    assert model.given(ROWS, "allocations", "military").to_dict() == {"AAA": 2.0}
    assert model.given(ROWS, "commitments", "total").to_dict() == {"AAA": 9.0}


def test_the_first_month_counts_and_the_one_before_does_not():
    assert model.given(ROWS, "allocations", "total", (2025, 1)).to_dict() == {"BBB": 5.0, "AAA": 2.0}


def test_promises_have_no_kinds():
    with pytest.raises(ValueError, match="no commitments of the kind 'military'"):
        model.given(ROWS, "commitments", "military")


def test_each_unit_and_who_drops_out():
    amounts = model.given(ROWS, "allocations", "total")
    assert model.in_unit(amounts, "eur", GDP, PEOPLE).equals(amounts)
    assert model.in_unit(amounts, "gdp", GDP, PEOPLE).to_dict() == {"BBB": 50.0, "AAA": 7.0}  # no GDP: no rank
    assert model.in_unit(amounts, "head", GDP, PEOPLE).to_dict() == {"AAA": 7000.0, "BBB": 5000.0, "CCC": 1000.0}
    assert model.in_unit(amounts, "share", GDP, PEOPLE).sum() == pytest.approx(100)
    with pytest.raises(ValueError, match="no unit 'dollars'"):
        model.in_unit(amounts, "dollars", GDP, PEOPLE)


def test_places_and_balance():
    amounts = model.given(ROWS, "allocations", "total")
    assert model.first(amounts, 2) == ["AAA", "BBB"]
    assert (model.place(amounts, "CCC"), model.place(amounts, "ZZZ")) == (3, None)
    assert model.balance(amounts, ["BBB", "CCC", "ZZZ"], ["AAA"]) == 2.0
    assert list(model.ordered(pd.Series({"B": 1.0, "A": 1.0, "C": 2.0})).index) == ["C", "A", "B"]


def test_the_total_holds_the_kinds_in_the_real_table(support):
    parts = sum(
        model.given(support, "allocations", kind).reindex(support.iso3.unique(), fill_value=0)
        for kind in ("military", "financial", "humanitarian")
    )
    total = model.given(support, "allocations", "total").reindex(support.iso3.unique(), fill_value=0)
    assert (parts - total).abs().max() < 1e-4


def test_release_29(support):
    donors = load("ukraine_donors").set_index("iso3")
    tied = model.given(support, "allocations", "total")
    assert model.first(tied) == ["USA", "EU", "DEU"]
    assert model.first(model.in_unit(tied, "gdp", donors.gdp_2021_eur_bn, tied)) == ["DNK", "EST", "LTU"]
    assert tied["USA"] == pytest.approx(115.38, abs=0.01)
    assert model.given(support, "commitments", "total")["EU"] == pytest.approx(190.72, abs=0.01)
