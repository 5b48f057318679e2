"""Who helps most? The donors of aid to Ukraine, ranked by the count and the unit that the learner chooses."""

from functools import cache

import pandas as pd

from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import AskChoice, Choice, Mission, Switch
from lessonkit.texts.words import listed
from nato_course import load
from nato_course.explorers.who_helps_most import model
from nato_course.explorers.who_helps_most.charts import BARS, RankingChart

EU = "EU"
PEOPLE_YEAR = 2021  # the year of the tracker's GDP
COUNTS = {
    "allocated": ("allocations", "total"),
    "military": ("allocations", "military"),
    "committed": ("commitments", "total"),
}
COUNT_NAMES = {
    "allocated": "Allocated, all kinds",
    "military": "Allocated, military only",
    "committed": "Committed, all kinds",
}
PERIODS = {"all": None, "new": (2025, 1)}
PERIOD_NAMES = {"all": "All months, January 2022 to April 2026", "new": "Only January 2025 to April 2026"}
UNIT_NAMES = {
    "eur": "Euros",
    "gdp": "Share of the donor's GDP",
    "head": "Euros per inhabitant of the donor",
    "share": "Share of all donors together",
}
AXES = {
    "eur": "Billion euros",
    "gdp": "% of GDP of 2021",
    "head": f"Euros per inhabitant ({PEOPLE_YEAR})",
    "share": "% of all donors",
}
TRIOS = {
    "euros": {
        "a": ("EU", "DEU", "FRA"),
        "b": ("USA", "EU", "DEU"),
        "c": ("USA", "DEU", "GBR"),
        "d": ("USA", "POL", "GBR"),
        "e": ("DEU", "GBR", "FRA"),
    },
    "income": {
        "a": ("DNK", "EST", "LTU"),
        "b": ("FIN", "NOR", "SWE"),
        "c": ("POL", "ROU", "SVK"),
        "d": ("USA", "GBR", "DEU"),
        "e": ("EST", "LVA", "POL"),
    },
}
THE = ("USA", "GBR", "NLD", "EU")  # names that take an article in a sentence

LIMITS = """
- **Promised is not given.** A commitment is a public promise, often for years ahead. An allocation is tied to a named
  package. Neither says what has arrived.
- **Only governments, and only what is public.** The tracker leaves out private gifts. Some governments keep a part secret.
- **Weapons have no market price.** Each donor's old tank is valued by a rule. Another rule gives another rank.
- **Loans and gifts are added up,** although a loan may have to be paid back.
- **The EU's aid is the members' aid too.** It stands in a row of its own. No part of it is in the rows of Germany, France
  or Poland, which stand behind it. The EU row has no GDP and no inhabitants here, so it drops out of two rankings.
- **Some help is not in the table.** Taking in refugees, risk, bases and lost trade are missing. Albania, Montenegro and
  North Macedonia have no rows, which does not mean that they gave nothing.
- **One year for the divisor.** GDP and inhabitants are those of 2021 for all months.

Data: Christoph Trebesch and others, Ukraine Support Tracker, Kiel Institute, Release 29 (to April 2026). Later releases
change earlier months. Inhabitants: World Bank.
"""


@cache
def donors() -> pd.DataFrame:
    """Return the donors by code: ally or not, GDP of 2021 in thousand million euros, inhabitants, name."""
    table = load("ukraine_donors").set_index("iso3")
    people = load("population")
    names = load("countries").set_index("iso3")["name"]
    return table.assign(people=people[people["year"] == PEOPLE_YEAR].set_index("iso3")["population"], name=names)


@cache
def ranking(count: str, unit: str, period: str, eu: bool, allies: bool) -> pd.Series:
    """Return one ranking, largest first, in the unit's own measure."""
    who = donors()
    measure, kind = COUNTS[count]
    amounts = model.given(load("ukraine_support"), measure, kind, PERIODS[period])
    keep = [code for code in amounts.index if (eu or code != EU) and (who.ally[code] or code == EU or not allies)]
    return model.in_unit(amounts[keep], unit, who.gdp_2021_eur_bn, who.people)


def named(codes) -> str:
    return listed([("the " if code in THE else "") + donors().name[code] for code in codes])


def upper(text: str) -> str:
    return text[0].upper() + text[1:]


def lower(text: str) -> str:
    return text[0].lower() + text[1:]


def shown(value: float, unit: str) -> str:
    """Return a value with its unit."""
    if unit == "eur":
        return f"€{value:,.1f} bn"
    return f"€{value:,.0f}" if unit == "head" else f"{value:.2f} %" if unit == "gdp" else f"{value:.1f} %"


def _trio(name: str) -> dict:
    return {key: ", ".join(donors().name[code] for code in codes) for key, codes in TRIOS[name].items()}


class WhoHelpsMost(Explorer):
    """Rankings of aid to Ukraine."""

    name = "who-helps-most"
    number = "13"
    title = "Who helps most?"
    minutes = 10
    limits = LIMITS
    controls = (
        Choice("count", "What is counted", COUNT_NAMES),
        Choice("unit", "In which unit", UNIT_NAMES),
        Choice("period", "Which months", PERIOD_NAMES),
        Switch("eu", "With the EU institutions as one donor", value=True),
        Switch("allies", "Allies only (the EU institutions follow their own switch)"),
    )
    asks = (
        AskChoice(
            "euros",
            "Which three gave Ukraine most in euros (allocated aid, all kinds, EU institutions counted)?",
            _trio("euros"),
        ),
        AskChoice("income", "Which three gave most as a share of their GDP (the same aid)?", _trio("income")),
    )

    # -- missions

    @property
    def missions(self):
        start = {"count": "allocated", "unit": "eur", "period": "all", "eu": True, "allies": False}
        return (
            Mission(
                "The chart ranks donors in **euros**. Now choose the **unit** *share of the donor's GDP*. "
                "Who stays among the first three?",
                shows=("unit",),
                start=start,
                goal=lambda values: values["unit"] == "gdp",
                found=self._found_flip,
            ),
            Mission(
                "Back to euros: the United States stands first. Change what is **counted**, or leave the **EU institutions** "
                "in or out, until another donor stands first. What did you change, and is that a trick?",
                shows=("count", "eu"),
                start=start,
                goal=lambda values: model.first(self._ranking(values), 1) != ["USA"],
                found=self._found_promise,
                guess=("euros",),
            ),
            Mission(
                "All months so far were added up. Now choose the **months** from January 2025 on, and read the first three. "
                "Find the United States in the table.",
                shows=("period", "unit"),
                start=start,
                goal=lambda values: values["period"] == "new",
                found=self._found_time,
                guess=(),
            ),
        )

    def _found_flip(self, values):
        euros, income = (self._ranking({**values, "unit": unit}) for unit in ("eur", "gdp"))
        before, now = model.first(euros), model.first(income)
        stay = [code for code in before if code in now]
        kept = f"Only {named(stay)} stays." if stay else "None of the first three in euros is among them."
        return (
            f"By share of GDP the first three are **{named(now)}**. {kept} The United States goes from place "
            f"{model.place(euros, 'USA')} to place {model.place(income, 'USA')}, with {income['USA']:.2f} % of its GDP. "
            "The EU institutions drop out, as they have no GDP of their own. The euros did not change. The question did."
        )

    def _found_promise(self, values):
        promised, tied = (self._ranking({**values, "count": count, "eu": True}) for count in ("committed", "allocated"))
        return (
            f"In commitments the EU institutions stand first, with {shown(promised[EU], 'eur')}; in allocations they have "
            f"{shown(tied[EU], 'eur')}. The gap is promised and not yet tied to a package: in April 2026 the table books one "
            f"promise of €90 bn. For the United States the two counts are close: {shown(promised['USA'], 'eur')} and "
            f"{shown(tied['USA'], 'eur')}. Neither count is a trick, if the speaker says which one it is."
        )

    def _found_time(self, values):
        new, old = (self._ranking({**values, "unit": "eur", "period": period}) for period in ("new", "all"))
        return (
            f"Since January 2025 the first three in euros are **{named(model.first(new))}**. The United States allocated "
            f"{shown(new['USA'], 'eur')} in these months, of {shown(old['USA'], 'eur')} in all: place {model.place(new, 'USA')} "
            "instead of place 1. Weapons that other allies buy in the United States for Ukraine are booked to the buyer. "
            "“Has given most” and “gives most” are two sentences."
        )

    # -- chart

    def chart(self):
        self._chart_of_ranks = RankingChart()
        return self._chart_of_ranks.figure

    def _ranking(self, values) -> pd.Series:
        return ranking(*(values[key] for key in ("count", "unit", "period", "eu", "allies")))

    def update(self, values):
        values_of, unit, who = self._ranking(values), values["unit"], donors()
        top = values_of.head(BARS)
        leader = f"{upper(named(model.first(values_of, 1)))} first"
        self._chart_of_ranks.draw(
            [who.name[code] for code in top.index],
            list(top),
            [shown(value, unit) for value in top],
            [bool(who.ally[code]) for code in top.index],
            AXES[unit],
            f"{leader}; outlined bars are not allies" if not who.ally[top.index].all() else leader,
        )
        return Reading(self._say(values, values_of), self._table(values_of, unit), upper(self._setting(values)))

    # -- words

    def _setting(self, values) -> str:
        eu = "with" if values["eu"] else "without"
        return (
            f"{lower(COUNT_NAMES[values['count']])}; {lower(UNIT_NAMES[values['unit']])}; {lower(PERIOD_NAMES[values['period']])}; "
            f"{eu} the EU institutions{'; allies only' if values['allies'] else ''}"
        )

    def _say(self, values, found) -> str:
        first = model.first(found)
        parts = [f"{donors().name[code]} {shown(found[code], values['unit'])}" for code in first]
        text = f"First three: {'; '.join(parts)}. Setting: {self._setting(values)}. {len(found)} donors are ranked."
        if values["eu"] and EU not in found.index:
            text += f" The EU institutions are not ranked here: {self._why_no_eu(values)}."
        if "USA" in found.index and "USA" not in first:
            text += (
                f" The United States is at place {model.place(found, 'USA')} ({shown(found['USA'], values['unit'])})."
            )
        return text

    def _why_no_eu(self, values) -> str:
        if EU in self._ranking({**values, "unit": "eur"}).index:
            return "they have no GDP and no inhabitants of their own"
        return "the table has no aid of this kind from them"

    def _table(self, found, unit) -> pd.DataFrame:
        who = donors()
        return pd.DataFrame(
            {
                "Donor": [who.name[code] for code in found.index],
                "Place": [str(number) for number in range(1, len(found) + 1)],
                AXES[unit]: [shown(value, unit) for value in found],
                "Ally": ["yes" if who.ally[code] else "no" for code in found.index],
            }
        )
