"""Who helps most? The donors of aid to Ukraine, ranked by the count and the unit that the learner chooses."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd

from lessonkit.explorer.charts import Chart
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.texts import words
from nato_course import load
from nato_course.explorers.desk import THE
from nato_course.explorers.who_helps_most import model
from nato_course.explorers.who_helps_most.charts import BARS, RankingChart

WORDS = words("who-helps-most")
EU = "EU"
PEOPLE_YEAR = 2021  # the year of the tracker's GDP
COUNTS = {
    "allocated": ("allocations", "total"),
    "military": ("allocations", "military"),
    "committed": ("commitments", "total"),
}
PERIODS = {"all": None, "new": (2025, 1)}
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
Values = dict[str, Any]


# ---- the data ---------------------------------------------------------------------------------


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


def ranked(values: Values, **other: Any) -> pd.Series:
    """Return the ranking at the controls' values, some of them changed."""
    return ranking(**{**values, **other})


# ---- words ------------------------------------------------------------------------------------


def named(codes: Iterable[str]) -> list[str]:
    """Return donors' names as they stand in a sentence."""
    names = donors().name
    return [WORDS.say("the", name=names[code]) if code in (*THE, EU) else names[code] for code in codes]


def upper(text: str) -> str:
    """Return a text with a capital letter."""
    return text[0].upper() + text[1:]


def shown(value: float, unit: str) -> str:
    """Return a value with its unit."""
    return WORDS.say(f"values.{unit}", value=value)


def setting(values: Values) -> str:
    """Return the controls' values in words."""
    chosen = [WORDS.each(f"controls.{key}.options")[values[key]] for key in ("count", "unit", "period")]
    parts = [text[0].lower() + text[1:] for text in chosen]
    parts.append(WORDS.say("setting.with_eu" if values["eu"] else "setting.without_eu"))
    if values["allies"]:
        parts.append(WORDS.say("setting.allies"))
    return "; ".join(parts)


def reading(values: Values, found: pd.Series) -> str:
    """Return the first three, the setting, and who is not among them."""
    unit, first, names = values["unit"], model.first(found), donors().name
    said = [WORDS.say("reading.donor", name=names[code], value=shown(found[code], unit)) for code in first]
    parts = [WORDS.say("reading.first", donors="; ".join(said), setting=setting(values), count=len(found))]
    if values["eu"] and EU not in found.index:
        divisor = EU in ranked(values, unit="eur").index
        why = WORDS.say("why.no_divisor" if divisor else "why.no_aid")
        parts.append(WORDS.say("reading.no_eu", why=why))
    if "USA" in found.index and "USA" not in first:
        parts.append(WORDS.say("reading.usa", place=model.place(found, "USA"), value=shown(found["USA"], unit)))
    return " ".join(parts)


def table(found: pd.Series, unit: str) -> pd.DataFrame:
    """Return the whole ranking as a table."""
    who = donors()
    frame = {
        "donor": [who.name[code] for code in found.index],
        "place": [str(number) for number in range(1, len(found) + 1)],
        "value": [shown(value, unit) for value in found],
        "ally": [WORDS.say("table.ally" if who.ally[code] else "table.other") for code in found.index],
    }
    return pd.DataFrame(frame).rename(columns=WORDS.each("table.columns") | {"value": WORDS.each("axes")[unit]})


# ---- missions ---------------------------------------------------------------------------------


def found_flip(values: Values) -> str:
    """What mission 1 shows."""
    euros, income = ranked(values, unit="eur"), ranked(values, unit="gdp")
    now = model.first(income)
    stay = [code for code in model.first(euros) if code in now]
    return WORDS.say(
        "missions.flip.found",
        first=named(now),
        kept=WORDS.say("kept.some" if stay else "kept.none", names=named(stay), count=len(stay)),
        before=model.place(euros, "USA"),
        now=model.place(income, "USA"),
        share=income["USA"],
    )


def found_promise(values: Values) -> str:
    """What mission 2 shows."""
    promised, tied = (ranked(values, count=count, eu=True) for count in ("committed", "allocated"))
    return WORDS.say(
        "missions.promise.found",
        promised=shown(promised[EU], "eur"),
        tied=shown(tied[EU], "eur"),
        usa_promised=shown(promised["USA"], "eur"),
        usa_tied=shown(tied["USA"], "eur"),
    )


def found_time(values: Values) -> str:
    """What mission 3 shows."""
    new, old = (ranked(values, unit="eur", period=period) for period in ("new", "all"))
    return WORDS.say(
        "missions.time.found",
        first=named(model.first(new)),
        new=shown(new["USA"], "eur"),
        old=shown(old["USA"], "eur"),
        now=model.place(new, "USA"),
        before=model.place(old, "USA"),
    )


START = {"count": "allocated", "unit": "eur", "period": "all", "eu": True, "allies": False}
MISSIONS = (
    WORDS.mission("flip", shows=("unit",), start=START, goal=lambda values: values["unit"] == "gdp", found=found_flip),
    WORDS.mission(
        "promise",
        shows=("count", "eu"),
        start=START,
        goal=lambda values: model.first(ranked(values), 1) != ["USA"],
        found=found_promise,
        guess=(),
    ),
    WORDS.mission(
        "time",
        shows=("period", "unit"),
        start=START,
        goal=lambda values: values["period"] == "new",
        found=found_time,
        guess=(),
    ),
)


def trio(name: str) -> dict[str, str]:
    """Return three donors' names for each option of a prediction."""
    names = donors().name
    return {key: ", ".join(names[code] for code in codes) for key, codes in TRIOS[name].items()}


def first_trio(name: str, unit: str) -> str:
    """Return the key of the three donors that stand first in a unit."""
    first = set(model.first(ranked(START, unit=unit)))
    return next(key for key, codes in TRIOS[name].items() if set(codes) == first)


class WhoHelpsMost(Explorer):
    """Rankings of aid to Ukraine."""

    name = "who-helps-most"
    number = "13"
    title = WORDS.title
    minutes = 10
    limits = WORDS.limits
    missions = MISSIONS
    controls = (
        WORDS.choice("count"),
        WORDS.choice("unit"),
        WORDS.choice("period"),
        WORDS.switch("eu", value=True),
        WORDS.switch("allies"),
    )
    asks = (
        WORDS.ask("euros", options=trio("euros"), truth=lambda: first_trio("euros", "eur"), told="flip"),
        WORDS.ask("income", options=trio("income"), truth=lambda: first_trio("income", "gdp"), told="flip"),
    )

    def chart(self) -> Chart:
        self.ranks = RankingChart()
        return self.ranks.figure

    def update(self, values: Values) -> Reading:
        found, unit, who = ranked(values), values["unit"], donors()
        top = found.head(BARS)
        allies = [bool(who.ally[code]) for code in top.index]
        leader = upper(named(top.index[:1])[0])
        self.ranks.draw(
            donors=[who.name[code] for code in top.index],
            values=list(top),
            texts=[shown(value, unit) for value in top],
            allies=allies,
            unit=WORDS.each("axes")[unit],
            claim=WORDS.say("claim.allies" if all(allies) else "claim.others", leader=leader),
        )
        return Reading(reading(values, found), table(found, unit), upper(setting(values)))
