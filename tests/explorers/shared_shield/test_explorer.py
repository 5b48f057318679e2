"""The shared shield without a browser: its missions, what it says, and the prediction it keeps."""

import itertools
import re
from functools import partial

import ipywidgets
import numpy as np
import pytest

from lessonkit.data.stats import rank_correlation
from lessonkit.explorer.frame import TROUBLE
from lessonkit.texts import words
from nato_course import explore
from nato_course.explorers.shared_shield import explorer as shared_shield
from nato_course.explorers.shared_shield import model as shield
from nato_course.explorers.shared_shield.charts import ALLIES, LABEL_FIRST
from nato_course.explorers.shared_shield.explorer import figures, model_claim
from support.learner import at_every_setting, choices, go_to, marks, predict, say

go_to = partial(go_to, payers="12")


# Missions --------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_mission_can_be_done_with_its_own_controls_and_is_not_done_at_its_start(explorer, number):
    go_to(explorer, number)
    assert explorer.verdict.found == ""
    found = [text for _, text in at_every_setting(explorer) if text]
    assert found
    assert not any(TROUBLE in text for text in found)


def test_mission_1_finds_one_payer(explorer):
    go_to(explorer, 1)
    done = {values["theta"]: text for values, text in at_every_setting(explorer) if text}
    year = figures(2024)
    result = shield.solve(year.gdp, 0.03, 1)
    assert list(done) == [1]
    assert result.payers == 1
    assert year.codes[int(result.contributions.argmax())] == "USA"
    assert "One." in done[1]
    assert f"{100 * result.burdens.max():.1f} % of its GDP" in done[1]


def test_mission_2_is_done_where_the_model_is_nearest_to_the_real_american_share(explorer):
    go_to(explorer, 2)
    done = {values["theta"]: text for values, text in at_every_setting(explorer) if text}
    year = figures(2024)
    usa, est = year.codes.index("USA"), year.codes.index("EST")
    real = year.spending[usa] / year.spending.sum()
    result = shield.solve(year.gdp, 0.03, np.array(shield.THETAS))
    gaps = dict(zip(shield.THETAS, np.abs(result.shares[:, usa] - real), strict=True))
    assert set(done) == set(sorted(gaps, key=gaps.get)[:2])
    for theta, text in done.items():
        at = shield.THETAS.index(theta)
        assert f"{100 * result.shares[at, usa]:.0f} % of the total" in text
        assert f"is {100 * real:.0f} %" in text
        assert f"{(result.contributions[at] == 0).sum()} allies pay nothing" in text
        assert result.contributions[at, est] == 0
        assert f"{year.burden[est]:.1f} % of its GDP" in text
        assert f"{year.burden.min():.1f} % ({year.names[int(year.burden.argmin())]})" in text


def test_mission_3_tells_the_four_correlations_and_the_years_that_stand_out(explorer):
    go_to(explorer, 3)
    assert explorer.values["view"] == "both"
    assert explorer.values["year"] == 2014
    done = {values["year"]: text for values, text in at_every_setting(explorer) if text}
    assert list(done) == [2024]
    text = done[2024]
    for number in (2014, 2024):
        year = figures(number)
        assert words.signed(rank_correlation(year.gdp, year.burden)) in text
        assert words.signed(rank_correlation(year.distance, year.burden)) in text
    limit = 1.96 / np.sqrt(30)
    assert f"{limit:.2f}" in text
    assert all(abs(figures(number).size_r) < limit for number in range(2014, 2025))
    clear = [str(number) for number in range(2014, 2025) if abs(figures(number).distance_r) > limit]
    assert f"distance does in {' and '.join(clear)}." in text


# What it says ----------------------------------------------------------------------------


def test_the_reading_holds_at_every_extreme(explorer):
    go_to(explorer, 5)
    ends = {key: choices(explorer, key) for key in explorer.inputs}
    ends = {key: values if key == "view" else [values[0], values[-1]] for key, values in ends.items()}
    for setting in itertools.product(*ends.values()):
        explorer.set(**dict(zip(ends, setting, strict=True)))
        reading = explorer.reading
        assert TROUBLE not in reading.text
        assert not re.search(r"\bnan\b|\binf\b", reading.text)
        assert "NATO, edition of June 2024" in reading.text
        assert str(explorer.values["year"]) in reading.text
        assert len(reading.table) == ALLIES
        assert not reading.table.isna().any(axis=None)


def test_bars_never_leave_the_chart(explorer):
    go_to(explorer, 5)
    explorer.set(view="allies", alpha0=0.06, beta=6.0, length=3000, theta=0.0)
    [bars] = marks(explorer.allies.figure, "bar")
    assert explorer.allies.figure.spec["x"]["high"] > max(row["value"] for row in bars["rows"]) > 5
    explorer.set(alpha0=0.03, beta=0.0)
    assert explorer.allies.figure.spec["x"]["high"] == 5


def test_the_sentence_agrees_with_the_model(explorer):
    go_to(explorer, 5)
    explorer.set(view="allies", year=2020, theta=0.05, alpha0=0.04, beta=2.0, length=900)
    year = figures(2020)
    result = shield.solve(year.gdp, shield.alpha(0.04, 2, year.distance, 900), 0.05)
    usa, est = year.codes.index("USA"), year.codes.index("EST")
    text = explorer.reading.text
    assert f"{result.payers} of 31 allies pay;" in text
    assert f"carries {100 * result.shares[usa]:.1f} % of the total" in text
    assert f"Estonia spends {100 * result.burdens[est]:.1f} % of its GDP, in fact {year.burden[est]:.1f} %" in text
    assert "estimates" not in text
    explorer.set(year=2024)
    assert "2024, estimates; NATO, edition of June 2024" in explorer.reading.text


def test_the_table_holds_what_the_chart_shows(explorer):
    go_to(explorer, 1)
    explorer.set(theta=0.01)
    table, year = explorer.reading.table.set_index("Ally"), figures(2024)
    [bars], [dots] = marks(explorer.allies.figure, "bar"), marks(explorer.allies.figure, "dot")
    burdens = {row["name"]: row["value"] for row in bars["rows"]}
    assert [row["name"] for row in dots["rows"]] == list(year.names) == list(burdens)
    for place, name in enumerate(year.names):
        assert table.loc[name, "Model, % of GDP"] == f"{burdens[name]:.2f}"
        assert table.loc[name, "Real, % of GDP"] == f"{year.burden[place]:.2f}"
        assert table.loc[name, "Real less model, points"] == words.signed(year.burden[place] - burdens[name])
    assert table.index[0] == "United States"


@pytest.mark.parametrize(
    ("payers", "claim"),
    [
        (1, "One ally pays; thirty ride along"),
        (13, "13 allies pay; 18 ride along"),
        (30, "30 allies pay; one rides along"),
        (31, "All 31 allies pay"),
    ],
)
def test_the_claim_counts_the_payers(payers, claim):
    assert model_claim(payers) == claim


def test_the_claim_of_a_slope_depends_on_chance():
    assert shared_shield.slope_claim(2014, 0.23) == ("2014: rank correlation +0.23", "within ±0.36: could be chance")
    assert shared_shield.slope_claim(2024, -0.55) == ("2024: rank correlation −0.55", "beyond ±0.36: hardly chance")


def test_the_text_form_is_stable(explorer):
    assert repr(explorer) == repr(explore("shared-shield"))
    assert repr(explorer).startswith("The shared shield\n")
    assert "0x" not in repr(explorer)


def test_the_limits_name_their_papers():
    for paper in (
        "Olson",
        "1966",
        "Bergstrom",
        "1986",
        "Sandler",
        "Plümper",
        "2015",
        "Alley",
        "2021",
        "Kuokštis",
        "2024",
    ):
        assert paper in shared_shield.WORDS.limits


def best_fit(explorer):
    return [part for part in explorer.shown if isinstance(part, ipywidgets.Button)]


def test_best_fit_is_set_and_told(explorer):
    go_to(explorer, 5)
    assert best_fit(explorer)
    explorer.set(year=2024)
    best_fit(explorer)[0].click()
    values = explorer.values
    assert (values["view"], values["theta"], values["alpha0"], values["beta"], values["length"]) == (
        "allies",
        0,
        0.018,
        3,
        600,
    )
    assert "This is the best fit for 2024: R² = 0.33" in explorer.reading.text
    explorer.set(alpha0=0.019)
    assert "best fit" not in explorer.reading.text
    explorer.set(year=2014)
    best_fit(explorer)[0].click()
    assert "This is the best fit for 2014: R² = 0.00" in explorer.reading.text


def test_best_fit_waits_for_free_play(explorer):
    assert not best_fit(explorer)
    go_to(explorer, 3)
    assert not best_fit(explorer)


def test_the_allies_of_the_text_are_named_first(explorer):
    go_to(explorer, 3)
    year = figures(2024)
    [dots] = marks(explorer.size.figure, "dot")
    first = {row["label"] for row in dots["rows"][: len(LABEL_FIRST)]}
    assert first == {year.names[year.codes.index(code)] for code in LABEL_FIRST}
    assert len(dots["rows"]) == ALLIES


def test_the_guess_stands_below_the_last_ally_that_would_pay(explorer):
    go_to(explorer, 1)
    [guess] = marks(explorer.allies.figure, "rule")
    assert guess["y"] == 11.5
    assert guess["say"] == "you said 12 pay"


# The prediction --------------------------------------------------------------------------


@pytest.mark.parametrize("payers", ["", None, "many", "32", -1, [], {}, float("nan"), "12 allies"])
def test_what_is_not_a_prediction_is_asked_again(explorer, payers):
    predict(explorer, payers=payers)
    assert explorer.step == 0
    assert explorer.prediction == {}
    assert explorer.task.view["notice"]


def test_a_prediction_without_a_line_is_enough(explorer):
    predict(explorer, payers="12")
    assert explorer.prediction == {"payers": 12}
    go_to(explorer, 3)
    assert not marks(explorer.size.figure, "line")


def test_a_drawn_line_is_kept_and_shown_over_the_data(explorer):
    y = np.zeros(ALLIES)
    y[5:20] = np.linspace(1, 2.5, 15)
    explorer.drawn.paper.line = list(y)
    assert explorer.drawn.boxes.values[0] == 1.0
    assert explorer.drawn.boxes.values[-1] == 2.5
    go_to(explorer, 3)
    again = explore("shared-shield")
    assert again.step == 3
    assert again.prediction == explorer.prediction
    [line] = marks(again.size.figure, "line", name="your line")
    assert [value for _, value in line["points"]] == pytest.approx(explorer.drawn.curve)
    assert len(line["points"]) == ALLIES


def test_clearing_the_prediction_clears_the_line(explorer):
    explorer.drawn.boxes.values = [1, 1, 1, 1, 1]
    go_to(explorer, 3)
    assert marks(explorer.size.figure, "line")
    say(explorer, "again")
    predict(explorer, payers="1")
    assert explorer.prediction == {"payers": 1}
