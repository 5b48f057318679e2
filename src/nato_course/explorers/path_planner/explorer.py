"""The path planner: what the way to a spending target costs one ally, and who is there already."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Ask, AskChoice, Choice, Mission, Range, Switch
from lessonkit.explorer.parts import Views
from lessonkit.texts.words import percent
from nato_course.explorers.path_planner import model
from nato_course.explorers.path_planner.charts import (
    REVIEW,
    AlliesChart,
    BillChart,
    DebtChart,
    EditionsChart,
    PathChart,
)

EDITIONS = {
    "2024": "June 2024 edition",
    "2025": "August 2025 edition",
    "2026": "July 2026 edition, core defence",
}
STARTS = {
    "2025": "2025, August 2025 edition (31 allies)",
    "2026": "2026, July 2026 edition, core defence (eight allies)",
}
EXAMPLE = "example"
TARGETS = {
    "3.5": "3.5 %: the core part of The Hague",
    "2.1": "2.1 %: Spain's stated need",
    "5.0": "5.0 %: both parts in one",
}
SHAPES = {"linear": "Equal steps", "front": "Front-loaded: large steps first", "back": "Back-loaded: large steps last"}
SPAIN = (
    " Spain's government said in June 2025 that 2.1 % is enough for the forces it was asked to provide. "
    "NATO's Secretary General said that month that NATO was convinced Spain would need 3.5 %."
)


@dataclass(frozen=True)
class Ally:
    """One ally, or the example state. gdp: US$ billion of 2024, or 1,000 units. people: None if invented.

    series: for each edition the years and the shares of GDP (%).
    """

    code: str
    name: str
    gdp: float
    people: float | None
    series: dict

    def share(self, edition: str, year: int) -> float | None:
        """Return a share of GDP (%), or None where the course has none."""
        years, shares = self.series.get(edition, ((), ()))
        return float(shares[years.index(year)]) if year in years else None


@cache
def allies() -> dict:
    """Return the 31 allies with armed forces, by code."""
    spending, gdp, people = load("defence_expenditure"), load("gdp"), load("population")
    gdp = gdp[(gdp["producer"] == "NATO") & (gdp["year"] == 2024)].set_index("iso3")["gdp_usd_m"]
    people = people[people["year"] == 2024].set_index("iso3")["population"]
    names = load("members").set_index("iso3")["name"]
    spending = spending.dropna(subset="share_of_gdp_pct").sort_values(["iso3", "year"])
    found = {}
    for code, rows in spending.groupby("iso3"):
        series = {
            str(edition): (tuple(part["year"]), tuple(part["share_of_gdp_pct"]))
            for edition, part in rows.groupby("edition")
        }
        found[code] = Ally(code, names[code], float(gdp[code]) / 1000, float(people[code]), series)
    return dict(sorted(found.items(), key=lambda item: item[1].name))


def ranked() -> list:
    """Return the allies by their share in 2025, lowest first."""
    return sorted(allies().values(), key=lambda ally: (ally.share("2025", 2025), ally.name))


def there(target: float) -> list:
    """Return the allies at or above a target in 2025, highest first."""
    return [ally for ally in reversed(ranked()) if ally.share("2025", 2025) >= target]


# ---- one case ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """The controls' values worked out. years: from the start to the target."""

    ally: Ally
    edition: str
    target: float
    years: np.ndarray
    plan: model.Plan
    more: np.ndarray | None  # the most that the 1.5 part could add, or None when it is not shown


def case(values: dict) -> Case:
    """Work out the plan for the controls' values."""
    target = float(values["target"])
    if values["ally"] == EXAMPLE:
        ally, edition, first = Ally(EXAMPLE, "The example state", 1000.0, None, {}), "", 2025
        share = values["start"]
    else:
        ally = allies()[values["ally"]]
        edition = "2026" if values["edition"] == "2026" and ally.share("2026", 2026) is not None else "2025"
        first = int(edition)
        share = ally.share(edition, first)
    years = np.arange(first, values["year"] + 1)
    way = (values["shape"], values["kappa"])
    plan = model.plan(ally.gdp, share, target, len(years) - 1, values["growth"], *way, values["multiplier"])
    more = model.related(plan, 1.5, *way) if values["related"] and target < 5 else None
    return Case(ally, edition, target, years, plan, more)


def with_values(values: dict, **changed) -> Case:
    """Work out the plan with some values changed."""
    return case({**values, **changed})


def money(amount: float, invented: bool) -> str:
    """Say an amount in billion dollars, or in units of the example state."""
    if not invented and amount < 1:
        return f"{1000 * amount:,.0f} million dollars"
    digits = 0 if amount >= 1000 else 1 if amount >= 10 else 2
    return f"{amount:,.{digits}f} {'units' if invented else 'billion dollars'}"


def basis(found: Case) -> str:
    """Name where the start comes from."""
    if not found.edition:
        return f"an invented state with a GDP of {found.ally.gdp:,.0f} units"
    return f"NATO, {EDITIONS[found.edition]}, estimate"


def at_review(found: Case) -> float:
    """Return the bill up to the review of 2029, in % of one year's GDP."""
    return 100 * float(found.plan.extra[found.years <= REVIEW].sum()) / float(found.plan.gdp[0])


# ---- what is said -----------------------------------------------------------------------------


def plan_text(found: Case, values: dict) -> str:
    """Say what the plan costs."""
    plan, ally, invented = found.plan, found.ally, found.ally.people is None
    start, first, last = plan.share[0], found.years[0], found.years[-1]
    text = f"{ally.name}: the path starts from {start:.2f} % of GDP in {first} ({basis(found)}). "
    if start >= found.target:
        text += f"That is at or above {found.target:g} %, so it costs nothing extra."
    else:
        text += (
            f"With growth of {percent(values['growth'])} a year, reaching {found.target:g} % in {last} takes "
            f"{money(plan.total, invented)} more than the starting share: {plan.total_pct:.1f} % of one year's GDP. "
            f"The last year alone costs {money(plan.extra[-1], invented)} more"
        )
        text += "." if invented else f", {1e9 * plan.extra[-1] / ally.people:,.0f} dollars for each inhabitant."
        text += f" Up to 2029 the bill is {at_review(found):.1f} % of one year's GDP."
    if found.more is not None:
        text += (
            f" The 1.5 part could add anything from 0 to {money(float(found.more.sum()), invented)}: "
            "the course has no figures of what is spent on it already."
        )
    elif values["related"]:
        text += " At 5.0 % the 1.5 part is inside the target, as if none of it were spent yet."
    if values["multiplier"]:
        text += f" Each unit of extra spending is assumed to add {values['multiplier']:g} units of GDP in its year."
    if values["edition"] == "2026" and found.edition == "2025":
        text += " For this ally the course has no figure of the July 2026 edition, so the older one is used."
    return text + (SPAIN if ally.code == "ESP" else "")


def plan_claim(found: Case) -> tuple:
    """Say the bill in two short lines."""
    if found.plan.total == 0:
        return "No extra bill:", "at the target already"
    return f"Extra bill to {found.years[-1]}:", f"{found.plan.total_pct:.1f} % of one year's GDP"


def plan_table(found: Case) -> pd.DataFrame:
    """One row a year."""
    unit = "units" if found.ally.people is None else "US$ bn"
    digits = 2 if found.plan.gdp[0] < 5000 else 1
    table = {
        "Year": [str(year) for year in found.years],
        "% of GDP": [f"{share:.2f}" for share in found.plan.share],
        f"Extra, {unit}": [f"{value:,.{digits}f}" for value in found.plan.extra],
        f"Extra so far, {unit}": [f"{value:,.{digits}f}" for value in found.plan.cumulative],
        "Extra so far, % of one year's GDP": [
            f"{100 * value / found.plan.gdp[0]:.2f}" for value in found.plan.cumulative
        ],
    }
    if found.more is not None:
        table[f"1.5 part, {unit}"] = [f"0 to {value:,.{digits}f}" for value in found.more]
    return pd.DataFrame(table)


def debts(found: Case, values: dict) -> tuple:
    """Return debt with the plan and without it, in % of GDP at the end of each year."""
    with_plan = model.debt(found.plan, values["debt"], values["interest"], values["borrow"] / 100)
    idle = model.plan(found.ally.gdp, found.plan.share[0], 0, len(found.years) - 1, values["growth"])
    return with_plan, model.debt(idle, values["debt"], values["interest"], 0)


def debt_text(found: Case, values: dict) -> str:
    """Say who pays, and what the debt becomes."""
    invented, last = found.ally.people is None, found.years[-1]
    with_plan, without = debts(found, values)
    bill, borrowed = found.plan.extra[-1], values["borrow"] / 100
    taxed = (1 - borrowed) * values["taxes"] / 100 * bill
    way = SHAPES[values["shape"]].split(":")[0].lower()
    text = f"{found.ally.name}, {way}, to {found.target:g} % of GDP in {last}. "
    if not bill:
        text += "There is no extra bill to pay. "
    else:
        parts = {
            "Borrowed": borrowed * bill,
            "From higher taxes": taxed,
            "From cuts elsewhere": (1 - borrowed) * bill - taxed,
        }
        text += f"In the last year {money(bill, invented)} more than at the start is needed. "
        text += "".join(
            f"{way}: {money(part, invented) if part > 1e-9 else 'nothing'}. " for way, part in parts.items()
        )
        if taxed and not invented:
            text += f"The taxes are {1e9 * taxed / found.ally.people:,.0f} dollars for each inhabitant in that year. "
    text += (
        f"Government debt starts at {values['debt']:g} % of GDP and is {with_plan[-1]:.1f} % in {last}; "
        f"without the plan it would be {without[-1]:.1f} %. Starting debt, interest ({values['interest']:g} %) and growth "
        f"({percent(values['growth'])}) are assumptions, not figures of this state. All else in the budget balances."
    )
    if values["multiplier"]:
        text += f" A multiplier of {values['multiplier']:g} is assumed. The studies named under the limits do not agree on it."
    return text


def allies_text(target: float) -> str:
    """Say who is at the target."""
    above = there(target)
    named = ", ".join(f"{ally.name} ({ally.share('2025', 2025):.2f} %)" for ally in above[:4])
    text = f"{len(above)} of {len(allies())} allies with armed forces are at {target:g} % of GDP or above in 2025"
    text += f": {named}{' and others' if len(above) > 4 else ''}" if above else ""
    text += f" (NATO, {EDITIONS['2025']}, estimates; fifteen figures are rounded to one decimal). "
    newer = sorted(
        (ally for ally in allies().values() if ally.share("2026", 2026)), key=lambda ally: -ally.share("2026", 2026)
    )
    known = ", ".join(f"{ally.name} {ally.share('2026', 2026):g}" for ally in newer)
    return text + f"For 2026 the course has eight figures of the {EDITIONS['2026']}, another definition: {known}."


def allies_table(target: float) -> pd.DataFrame:
    """One row an ally, highest first."""
    order = ranked()[::-1]
    newer = [ally.share("2026", 2026) for ally in order]
    return pd.DataFrame(
        {
            "Ally": [ally.name for ally in order],
            "2025, August 2025 edition": [f"{ally.share('2025', 2025):.2f}" for ally in order],
            f"Points to {target:g} %": [f"{max(target - ally.share('2025', 2025), 0):.2f}" for ally in order],
            "2026, July 2026 edition, core": ["–" if share is None else f"{share:.2f}" for share in newer],
        }
    )


def years_in(ally: Ally, *editions: str) -> list:
    """Return the years that all of these editions have."""
    return sorted(set.intersection(*(set(ally.series.get(edition, ((), ()))[0]) for edition in editions)))


def editions_text(ally: Ally) -> str:
    """Say how a cell moved between editions."""
    text = f"{ally.name} as a share of GDP. "
    for old, new in (("2024", "2025"), ("2025", "2026")):
        shared = years_in(ally, old, new)
        if shared:
            year = shared[-1]
            text += (
                f"The cell for {year}: {ally.share(old, year):.2f} % in the {EDITIONS[old]}, "
                f"{ally.share(new, year):.2f} % in the {EDITIONS[new]}. "
            )
    if "2026" not in ally.series:
        return text + f"The course has no figure of the {EDITIONS['2026']} for this ally."
    return text + (
        "Between the first two editions estimates gave way to later figures, and prices of 2015 to prices of 2021. "
        "The third counts core defence, another definition. No cell stands in all three."
    )


def editions_table(ally: Ally) -> pd.DataFrame:
    """One row a year, one column an edition."""
    years = sorted({year for years, _ in ally.series.values() for year in years})
    table = {"Year": [str(year) for year in years]}
    for edition, name in EDITIONS.items():
        shares = [ally.share(edition, year) for year in years]
        table[name[0].upper() + name[1:]] = ["–" if share is None else f"{share:.2f}" for share in shares]
    return pd.DataFrame(table)


# ---- missions ---------------------------------------------------------------------------------

VIEWS = {
    "allies": "Who is where",
    "plan": "Path and bill",
    "debt": "Who pays: debt",
    "editions": "One ally, three editions",
}
SHOWN = {
    "allies": ("target",),
    "plan": ("ally", "edition", "start", "target", "year", "shape", "kappa", "growth", "related"),
    "debt": ("ally", "borrow", "taxes", "interest", "debt", "growth", "multiplier"),
    "editions": ("ally",),
}


def steps(low: float, high: float, step: float) -> tuple:
    """Return the values of a slider, free of float noise."""
    return tuple(round(low + i * step, 2) for i in range(round((high - low) / step) + 1))


def found_there(values: dict) -> str:
    """What mission 1 shows."""
    above = there(3.5)
    near = len(there(2.0)) - len(there(2.15))
    newer = [ally.share("2026", 2026) for ally in allies().values() if ally.share("2026", 2026) is not None]
    names = " and ".join([", ".join(ally.name for ally in above[:-1]), above[-1].name])
    return (
        f"**{len(above)} of {len(allies())}**: {names}. Another {near} allies stand between 2.0 and 2.1 %: for them the way is about "
        "one and a half points of GDP. The diamonds are newer and count something else, so they cannot be added to the bars. "
        f"Of those {len(newer)}, {sum(share > 3.5 for share in newer)} lie above 3.5, and Denmark is reported at about 3.5."
    )


def found_bill(values: dict) -> str:
    """What mission 2 shows."""
    small, large = (with_values(values, ally=code, growth=1.5) for code in ("MKD", "BEL"))
    slow, fast = (with_values(values, ally="MKD", growth=rate) for rate in (0.0, 4.0))
    return (
        f"With growth of 1.5 % Belgium's bill is {money(large.plan.total, False)} and North Macedonia's "
        f"{money(small.plan.total, False)}. Against one year of its own GDP it is "
        f"**{large.plan.total_pct:.1f} % and {small.plan.total_pct:.1f} %: the same**. Size drops out of a share. "
        f"Growth does not drop out of the dollars: at 0 % the bill is {slow.plan.total_pct:.2f} % of the first year's GDP, at 4 % it is "
        f"{fast.plan.total_pct:.2f} %. But each year's extra, against that same year's GDP, always adds up to {small.plan.points:.2f} points."
    )


def found_back(values: dict) -> str:
    """What mission 3 shows."""
    even, late = with_values(values, shape="linear"), case(values)
    closed = [
        100 * (found.plan.share[found.years == REVIEW][0] - found.plan.share[0]) / (found.target - found.plan.share[0])
        for found in (even, late)
    ]
    last = [found.plan.share[-1] - found.plan.share[-2] for found in (even, late)]
    return (
        f"Up to the review of 2029 the late path has cost {at_review(late):.1f} % of one year's GDP, equal steps {at_review(even):.1f} %. "
        f"**It looks cheap because little has happened**: {closed[1]:.0f} % of the gap is closed, against {closed[0]:.0f} %. "
        f"Then the share must rise by {last[1]:.2f} points in the last year alone, not {last[0]:.2f}. "
        f"Over all years the late path costs less ({late.plan.total_pct:.1f} % against {even.plan.total_pct:.1f} %), "
        "since it buys less and buys it later. Both end at the same yearly bill."
    )


START = {
    "view": "plan",
    "ally": "BEL",
    "edition": "2025",
    "start": 2.0,
    "target": "3.5",
    "year": 2035,
    "shape": "linear",
    "kappa": 2.0,
    "growth": 1.5,
    "related": False,
    "borrow": 0,
    "taxes": 50,
    "interest": 3.0,
    "debt": 60,
    "multiplier": 0.0,
}

MISSIONS = (
    Mission(
        "Who is there already? Each bar is an ally in 2025. The dashed line is at 2.1 %. "
        "Set the **target** to 3.5 % and count the bars that reach the line.",
        shows=("target",),
        start={**START, "view": "allies", "target": "2.1"},
        goal=lambda values: values["target"] == "3.5",
        found=found_there,
        guess=("there",),
    ),
    Mission(
        "Belgium starts from 2.0 % of GDP. Read its bill to 2035 in dollars and in per cent of one year's GDP. Then choose "
        "**North Macedonia**, which starts from 2.0 % too and has an economy about forty times smaller. Move the **growth** as well.",
        shows=("ally", "growth"),
        start=START,
        goal=lambda values: values["ally"] == "MKD",
        found=found_bill,
        guess=("bill", "size"),
    ),
    Mission(
        "Allies hand in annual plans, and in 2029 they review the path. Make Belgium's path **back-loaded** and read the bill up to "
        "2029. Then look at the steps that are left.",
        shows=("shape", "kappa"),
        start=START,
        goal=lambda values: values["shape"] == "back" and values["kappa"] > 1,
        found=found_back,
        guess=(),
    ),
)

LIMITS = """
- **The pledge is political.** No article of the treaty names a figure and nothing follows by law if an ally misses it. The review of 2029 may change the path.
- **Growth, interest and starting debt are your assumptions.** They begin at 1.5 %, 3 % and 60 % of GDP for every state. The course holds no forecasts and no debt figures.
- **Starts are estimates.** They are NATO's for 2025, and fifteen of them are rounded to one decimal. Those for 2026 count core defence, which is another definition. A start that is 0.1 points too low makes the bill too high by about 0.6 % of one year's GDP.
- **GDP is that of 2024** (NATO, June 2024 edition, current dollars). It stands for the first year of every path. Dollars are of 2024, so exchange rates and inflation are left out. Where prices of arms rise faster than other prices, the same share buys less.
- **The extra is counted from the starting share.** What is spent below that share, and what an ally would have spent anyway, is not in it.
- **The 1.5 part has no baseline here.** What counts as infrastructure or resilience differs from state to state, and an ally may spend some of it already. So the planner gives a range from 0 to the whole.
- **Spending does not feed back on growth by default.** A review by Ethan Ilzetzki (2025) expects more growth if the money is borrowed and spent at home, and less if taxes rise at once. David Sarasa Flores (2025) finds a multiplier of 1.4 in the first year for the European Union that fades to zero.
- **Money is not security.** The path counts what goes in, not what forces can do.

Sources of the target: The Hague Summit Declaration, 25 June 2025. National plans of single allies are not built in.
"""


class PathPlanner(Explorer):
    """What does 3.5 + 1.5 per cent by 2035 cost, and who is already there?"""

    name = "path-planner"
    number = "10"
    title = "Path planner"
    tabs = True
    minutes = 12
    limits = LIMITS
    missions = MISSIONS
    asks = (
        Ask(
            "there",
            "In NATO's edition of August 2025, how many of the 31 allies with armed forces are at 3.5 % of GDP or above in 2025?",
            unit="allies",
            high=31,
        ),
        Ask(
            "bill",
            "A state spends 2.0 % of its GDP on defence in 2025 and 3.5 % in 2035, in ten equal steps. Add up all that it spends "
            "beyond 2.0 % in these ten years. How much is that, in per cent of one year's GDP?",
            unit="%",
        ),
        AskChoice(
            "size",
            "Two states take that same road. One economy is forty times larger. Against one year of its own GDP, whose bill is larger?",
            {"large": "the large state's", "small": "the small state's", "same": "the same"},
        ),
    )

    def __init__(self):
        states = {EXAMPLE: "Example state (GDP 1,000)"} | {code: ally.name for code, ally in allies().items()}
        self.controls = (
            Choice("view", "Show", VIEWS, value="plan"),
            Choice("ally", "State", states, value="BEL"),
            Choice("edition", "Start from", STARTS),
            Range("start", "Start of the example state", steps(1, 5, 0.1), value=2.0, text=percent),
            Choice("target", "Target", TARGETS),
            Range("year", "Target year", range(2029, 2041), value=2035),
            Choice("shape", "Path", SHAPES),
            Range("kappa", "How uneven, κ", steps(1, 4, 0.5), value=2.0, text="{:g}".format),
            Range("growth", "Real growth a year", steps(-1, 4, 0.5), value=1.5, text=percent),
            Switch("related", "Show the 1.5 part as a range"),
            Range("borrow", "Borrowed part of the bill", tuple(range(0, 101, 10)), text=percent),
            Range("taxes", "Taxes' part of the rest", tuple(range(0, 101, 10)), value=50, text=percent),
            Range("interest", "Interest, in real terms", steps(0, 6, 0.5), value=3.0, text=percent),
            Range("debt", "Debt at the start, of GDP", tuple(range(0, 161, 5)), value=60, text=percent),
            Range("multiplier", "Multiplier (a strong assumption)", steps(0, 1.2, 0.2), text="{:g}".format),
        )
        super().__init__()

    def chart(self):
        order = ranked()
        newer = {ally.code: ally.share("2026", 2026) for ally in order if ally.share("2026", 2026) is not None}
        self._allies = AlliesChart(
            [ally.code for ally in order], np.array([ally.share("2025", 2025) for ally in order]), newer
        )
        self._path, self._bill, self._debt = PathChart(), BillChart(), DebtChart()
        self._editions = EditionsChart(EDITIONS.values())
        return Views(
            {
                "allies": [self._allies.figure],
                "plan": [self._path.figure, self._bill.figure],
                "debt": [self._debt.figure],
                "editions": [self._editions.figure],
            }
        )

    def update(self, values):
        show = {
            "allies": self._show_allies,
            "plan": self._show_plan,
            "debt": self._show_debt,
            "editions": self._show_editions,
        }
        return show[values["view"]](values)

    def _show_allies(self, values):
        target = float(values["target"])
        self._allies.draw(
            target, f"{len(there(target))} of {len(allies())} allies are at {target:g} % or above in 2025"
        )
        return Reading(
            allies_text(target), allies_table(target), "Defence spending of each ally, % of GDP, NATO's figures"
        )

    def _show_plan(self, values):
        found = case(values)
        years, plan, ally = found.years, found.plan, found.ally
        upper = None if found.more is None else plan.share + 100 * found.more / plan.gdp
        past = ally.series.get(found.edition, ((), ()))
        unit, scale = "Extra, units" if ally.people is None else "Extra, US$ billion of 2024", 1
        if ally.people is not None and plan.extra.max() + (0 if found.more is None else found.more.max()) < 2:
            unit, scale = "Extra, US$ million of 2024", 1000
        self._path.draw(years, plan.share, (np.array(past[0]), np.array(past[1])), upper, ally.name)
        more = None if found.more is None else scale * found.more[1:]
        self._bill.draw(years[1:], scale * plan.extra[1:], more, unit, plan_claim(found))
        caption = f"{ally.name}: a path to {found.target:g} % of GDP in {years[-1]}, a calculation and no forecast; start: {basis(found)}"
        return Reading(plan_text(found, values), plan_table(found), caption)

    def _show_debt(self, values):
        found = case(values)
        with_plan, without = debts(found, values)
        points = round(float(with_plan[-1] - without[-1]), 1) + 0.0  # no "−0.0"
        words = f"{found.ally.name}: {points:+.1f} points of debt in {found.years[-1]}".replace("-", "−")
        self._debt.draw(found.years, with_plan, without, words)
        table = pd.DataFrame(
            {
                "Year": [str(year) for year in found.years],
                "Extra, % of that year's GDP": [f"{share - found.plan.share[0]:.2f}" for share in found.plan.share],
                "Debt with the plan, % of GDP": [f"{value:.1f}" for value in with_plan],
                "Debt without it, % of GDP": [f"{value:.1f}" for value in without],
            }
        )
        return Reading(
            debt_text(found, values),
            table,
            f"{found.ally.name}: government debt at the end of each year, on assumed figures",
        )

    def _show_editions(self, values):
        if values["ally"] == EXAMPLE:
            self._editions.draw([((), ())] * 3, "The example state is invented")
            text = "The example state is invented, so no edition of NATO's tables holds it. Choose an ally."
            return Reading(text, pd.DataFrame({"Year": []}), "No figures for the example state")
        ally = allies()[values["ally"]]
        self._editions.draw(
            [ally.series.get(edition, ((), ())) for edition in EDITIONS], f"{ally.name}: one ally, by edition"
        )
        return Reading(
            editions_text(ally), editions_table(ally), f"{ally.name}: defence spending in % of GDP, by NATO's edition"
        )

    def shows(self, values):
        return SHOWN[values["view"]]
