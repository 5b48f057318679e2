"""The rows of the tables that lessons show to read; ``content/shown.yml`` names these functions and gives the words."""

import pandas as pd

from lessonkit.data.tables import load
from nato_course.explorers.thirty_two_keys import model as keys
from nato_course.explorers.thirty_two_keys.races import races_table
from nato_course.explorers.thirty_two_keys.record import model_inputs
from nato_course.explorers.who_helps_most import model as aid

HOLD_OUTS = ["TUR", "HUN", "SVK", "ROU"]


def treaty_articles() -> pd.DataFrame:
    """Return the articles of the treaty."""
    made = load("treaty")
    return made.assign(article="Article " + made["article"].astype(str))


def articles_at_work() -> pd.DataFrame:
    """Return Articles 4, 5 and 6."""
    return treaty_articles().iloc[3:6]


def accession_rounds() -> pd.DataFrame:
    """Return the founders and the rounds of enlargement."""
    return load("accession_rounds")


def operations() -> pd.DataFrame:
    """Return the operations that began between 1992 and 2014, in the order of their starts."""
    made = load("operations").query("1992 <= start.dt.year <= 2014").sort_values("start")
    made["began"] = made["start"].dt.strftime("%Y")
    return made


def top_payers() -> pd.DataFrame:
    """Return the first five allies by dollars, share of GDP and dollars per inhabitant, in 2024."""
    spent = load("defence_expenditure").query("edition == '2024' and year == 2024").dropna(subset="spending_usd_m")
    spent = spent.set_index("iso3")
    people = load("population").query("year == 2024").set_index("iso3")["population"]
    measures = {
        "usd_bn": spent["spending_usd_m"] / 1000,
        "gdp_pct": spent["share_of_gdp_pct"],
        "usd_head": 1_000_000 * spent["spending_usd_m"] / people[spent.index],
    }
    first = {name: _named(values.nlargest(5)) for name, values in measures.items()}
    return pd.DataFrame({"place": range(1, 6), **first})


def _named(values: pd.Series) -> list[str]:
    return [f"{name}: {value:,.1f}" for name, value in values.rename(_names()).items()]


def poland_by_edition() -> pd.DataFrame:
    """Return Poland's share of GDP from 2022 on, as each edition has it."""
    cells = load("defence_expenditure").query("iso3 == 'POL' and year >= 2022")
    made = cells.pivot(index="year", columns="edition", values="share_of_gdp_pct").add_prefix("edition_").reset_index()
    return made.assign(year=made["year"].astype(str))


def stated_prices() -> pd.DataFrame:
    """Return what the four hold-outs asked for in public, each demand once."""
    race = load("succession_race").query("iso3 in @HOLD_OUTS").dropna(subset="stated_price")
    race = race.drop_duplicates("stated_price")
    return race.assign(ally=race["iso3"].map(_names()))


def other_races() -> pd.DataFrame:
    """Return the races for the post that did not happen."""
    made = races_table(keys.counterfactuals(model_inputs()), _names().to_dict())
    return made.set_axis(["changed", "decided", "left"], axis="columns")


def iiss_2024() -> pd.DataFrame:
    """Return the three figures of the IISS for 2024, in billion US dollars."""
    made = load("spending_iiss")
    return made.assign(usd_bn=made["spending_usd_m"] / 1000)


def who_disclosed() -> pd.DataFrame:
    """Return who made cyber incidents public that hit an ally, as shares."""
    hit = load("cyber_incidents").query("allies_hit > 0")
    made = hit["disclosed_by"].value_counts(normalize=True).mul(100).rename("share_pct").reset_index()
    return made.assign(disclosed_by=made["disclosed_by"].astype(str).str.capitalize())


def first_donors() -> pd.DataFrame:
    """Return the first three donors to Ukraine by four settings."""
    support, donors = load("ukraine_support"), load("ukraine_donors").set_index("iso3")
    people = load("population").query("year == 2021").set_index("iso3")["population"]
    names = load("countries").set_index("iso3")["name"]
    settings = {
        "Euros": ("allocations", "eur"),
        "Share of GDP": ("allocations", "gdp"),
        "Euros per inhabitant": ("allocations", "head"),
        "Euros, commitments": ("commitments", "eur"),
    }
    rows = []
    for setting, (measure, unit) in settings.items():
        given = aid.in_unit(aid.given(support, measure, "total"), unit, donors["gdp_2021_eur_bn"], people)
        rows.append([setting, *(names[code] for code in aid.first(given))])
    return pd.DataFrame(rows, columns=["setting", "first", "second", "third"])


def _names() -> pd.Series:
    return load("members").set_index("iso3")["name"]
