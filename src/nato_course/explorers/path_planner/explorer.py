"""The path planner: what the way to a spending target costs one ally, and who is there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd

from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Control, Play
from lessonkit.explorer.parts import Views
from lessonkit.explorer.texts import words
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

WORDS = words("path-planner")
EDITIONS = WORDS.each("editions")
EXAMPLE = "example"
EXAMPLE_GDP = 1000.0
PART = 1.5  # the second part of the pledge, % of GDP
SLOW, USUAL, FAST = 0.0, 1.5, 4.0  # the growth that mission 2 compares, % a year

Published = tuple[tuple[int, ...], tuple[float, ...]]  # years, and the shares of GDP (%) in them
NOTHING: Published = ((), ())


# ---- the data ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ally:
    """One ally, or the example state. gdp: US$ billion of 2024, or 1,000 units. people: None if invented.

    series: what each edition published.
    """

    code: str
    name: str
    gdp: float
    people: float | None
    series: Mapping[str, Published]

    def published(self, edition: str) -> Published:
        """Return what an edition published, which may be nothing."""
        return self.series.get(edition, NOTHING)

    def share(self, edition: str, year: int) -> float | None:
        """Return a share of GDP (%), or None where the course has none."""
        years, shares = self.published(edition)
        return float(shares[years.index(year)]) if year in years else None


@cache
def allies() -> dict[str, Ally]:
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


@cache
def ranked() -> tuple[tuple[Ally, float], ...]:
    """Return the allies with their shares in 2025, lowest first."""
    shares = ((ally, ally.share("2025", 2025) or 0.0) for ally in allies().values())
    return tuple(sorted(shares, key=lambda pair: (pair[1], pair[0].name)))


@cache
def newer() -> dict[str, float]:
    """Return the shares in 2026 by code, of the allies for which the course has one; highest first."""
    shares = {code: share for code, ally in allies().items() if (share := ally.share("2026", 2026)) is not None}
    return dict(sorted(shares.items(), key=lambda pair: -pair[1]))


def there(target: float) -> list[tuple[Ally, float]]:
    """Return the allies at or above a target in 2025 with their shares, highest first."""
    return [(ally, share) for ally, share in reversed(ranked()) if share >= target]


# ---- one case ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """The controls' values worked out. years: from the start to the target."""

    ally: Ally
    edition: str
    target: float
    years: np.ndarray
    plan: model.Plan
    most: np.ndarray | None  # the most that the 1.5 part could add each year, or None when it is not shown

    @property
    def last(self) -> int:
        """The year of the target."""
        return int(self.years[-1])

    @property
    def at_review(self) -> float:
        """The bill up to the review of 2029, in % of one year's GDP."""
        return 100 * float(self.plan.extra[self.years <= REVIEW].sum()) / float(self.plan.gdp[0])


def case(values: dict[str, Any]) -> Case:
    """Work out the plan for the controls' values."""
    target = float(values["target"])
    if values["ally"] == EXAMPLE:
        ally, edition, first = Ally(EXAMPLE, WORDS.say("example.name"), EXAMPLE_GDP, None, {}), "", 2025
        share = values["start"]
    else:
        ally = allies()[values["ally"]]
        edition = "2026" if values["edition"] == "2026" and ally.code in newer() else "2025"
        first = int(edition)
        share = ally.share(edition, first)
    years = np.arange(first, values["year"] + 1)
    way = (values["shape"], values["kappa"])
    plan = model.plan(ally.gdp, share, target, len(years) - 1, values["growth"], *way, values["multiplier"])
    most = model.related(plan, PART, *way) if values["related"] and target < 5 else None
    return Case(ally, edition, target, years, plan, most)


def debts(found: Case, values: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """Return debt with the plan and without it, in % of GDP at the end of each year."""
    planned = model.debt(found.plan, values["debt"], values["interest"], values["borrow"] / 100)
    idle = model.plan(found.ally.gdp, found.plan.share[0], 0, len(found.years) - 1, values["growth"])
    return planned, model.debt(idle, values["debt"], values["interest"], 0)


# ---- what is said -----------------------------------------------------------------------------


def money(amount: float, invented: bool) -> str:
    """Say an amount in billion dollars, or in units of the example state."""
    if not invented and amount < 1:
        return WORDS.say("money.million", amount=f"{1000 * amount:,.0f}")
    digits = 0 if amount >= 1000 else 1 if amount >= 10 else 2
    return WORDS.say("money.units" if invented else "money.billion", amount=f"{amount:,.{digits}f}")


def basis(found: Case) -> str:
    """Name where the start comes from."""
    if not found.edition:
        return WORDS.say("basis.example", gdp=found.ally.gdp)
    return WORDS.say("basis.ally", edition=EDITIONS[found.edition])


def bill_text(found: Case, values: dict[str, Any]) -> list[str]:
    """Say in sentences what a path costs that has to rise."""
    plan, ally = found.plan, found.ally
    bill = WORDS.say(
        "plan.bill",
        growth=percent(values["growth"]),
        target=found.target,
        last=found.last,
        total=money(plan.total, ally.people is None),
        pct=plan.total_pct,
    )
    last = float(plan.extra[-1])
    if ally.people is None:
        alone = WORDS.say("plan.last.example", extra=money(last, True))
    else:
        alone = WORDS.say("plan.last.ally", extra=money(last, False), each=1e9 * last / ally.people)
    return [bill, alone, WORDS.say("plan.review", pct=found.at_review)]


def plan_text(found: Case, values: dict[str, Any]) -> str:
    """Say what the plan costs."""
    ally, start = found.ally, float(found.plan.share[0])
    said = [WORDS.say("plan.start", name=ally.name, share=start, first=int(found.years[0]), basis=basis(found))]
    said += [WORDS.say("plan.there", target=found.target)] if start >= found.target else bill_text(found, values)
    if found.most is not None:
        said.append(WORDS.say("plan.related", most=money(float(found.most.sum()), ally.people is None)))
    elif values["related"]:
        said.append(WORDS.say("plan.inside"))
    if values["multiplier"]:
        said.append(WORDS.say("plan.multiplier", multiplier=values["multiplier"]))
    if values["edition"] == "2026" and found.edition == "2025":
        said.append(WORDS.say("plan.older"))
    if ally.code == "ESP":
        said.append(WORDS.say("plan.spain"))
    return " ".join(said)


def plan_claim(found: Case) -> tuple[str, str]:
    """Say the bill in two short lines."""
    if found.plan.total == 0:
        return WORDS.say("plan.claim.there.first"), WORDS.say("plan.claim.there.second")
    pct = found.plan.total_pct
    return WORDS.say("plan.claim.bill.first", last=found.last), WORDS.say("plan.claim.bill.second", pct=pct)


def plan_table(found: Case) -> pd.DataFrame:
    """Return one row a year."""
    plan, digits = found.plan, 2 if found.plan.gdp[0] < 5000 else 1
    rows = {
        "year": [str(year) for year in found.years],
        "share": [f"{share:.2f}" for share in plan.share],
        "extra": [f"{value:,.{digits}f}" for value in plan.extra],
        "so_far": [f"{value:,.{digits}f}" for value in plan.cumulative],
        "so_far_pct": [f"{100 * value / plan.gdp[0]:.2f}" for value in plan.cumulative],
    }
    if found.most is not None:
        rows["most"] = [WORDS.say("range", most=f"{value:,.{digits}f}") for value in found.most]
    unit = WORDS.say("plan.unit.example" if found.ally.people is None else "plan.unit.ally")
    return pd.DataFrame({WORDS.say(f"plan.columns.{key}", unit=unit): row for key, row in rows.items()})


def payers_text(found: Case, values: dict[str, Any]) -> list[str]:
    """Say in sentences who pays the bill of the last year."""
    invented, bill, borrowed = found.ally.people is None, float(found.plan.extra[-1]), values["borrow"] / 100
    if not bill:
        return [WORDS.say("debt.none")]
    taxed = (1 - borrowed) * values["taxes"] / 100 * bill
    parts = {"borrowed": borrowed * bill, "taxed": taxed, "cut": (1 - borrowed) * bill - taxed}
    says = {key: money(part, invented) if part > 1e-9 else WORDS.say("debt.nothing") for key, part in parts.items()}
    said = [
        WORDS.say(
            "debt.bill", bill=money(bill, invented), borrowed=says["borrowed"], taxed=says["taxed"], cut=says["cut"]
        )
    ]
    if taxed and found.ally.people is not None:
        said.append(WORDS.say("debt.taxes", each=1e9 * taxed / found.ally.people))
    return said


def debt_text(found: Case, values: dict[str, Any]) -> str:
    """Say who pays, and what the debt becomes."""
    planned, without = debts(found, values)
    way = WORDS.each("debt.way")[values["shape"]]
    said = [WORDS.say("debt.plan", name=found.ally.name, way=way, target=found.target, last=found.last)]
    said += payers_text(found, values)
    said.append(
        WORDS.say(
            "debt.debt",
            start=values["debt"],
            planned=planned[-1],
            last=found.last,
            without=without[-1],
            interest=values["interest"],
            growth=percent(values["growth"]),
        )
    )
    if values["multiplier"]:
        said.append(WORDS.say("debt.multiplier", multiplier=values["multiplier"]))
    return " ".join(said)


def allies_text(target: float) -> str:
    """Say who is at the target."""
    above = there(target)
    named = ", ".join(f"{ally.name} ({share:.2f} %)" for ally, share in above[:4])
    who = WORDS.say("allies.who.more" if len(above) > 4 else "allies.who.some", names=named) if above else ""
    text = WORDS.say("allies.reading", count=len(above), target=target, who=who)
    known = ", ".join(f"{allies()[code].name} {share:g}" for code, share in newer().items())
    return f"{text} {WORDS.say('allies.newer', known=known)}"


def allies_table(target: float) -> pd.DataFrame:
    """Return one row an ally, highest first."""
    order = ranked()[::-1]
    rows = {
        "ally": [ally.name for ally, _ in order],
        "share": [f"{share:.2f}" for _, share in order],
        "points": [f"{max(target - share, 0):.2f}" for _, share in order],
        "newer": [f"{newer()[ally.code]:.2f}" if ally.code in newer() else "–" for ally, _ in order],
    }
    return pd.DataFrame({WORDS.say(f"allies.columns.{key}", target=target): row for key, row in rows.items()})


def editions_text(ally: Ally) -> str:
    """Say how a cell moved between editions."""
    said = [WORDS.say("versions.reading", name=ally.name)]
    for old, new in (("2024", "2025"), ("2025", "2026")):
        shared = set(ally.published(old)[0]) & set(ally.published(new)[0])
        if shared:
            year = max(shared)
            said.append(
                WORDS.say(
                    "versions.cell",
                    year=year,
                    old=ally.share(old, year),
                    old_edition=EDITIONS[old],
                    new=ally.share(new, year),
                    new_edition=EDITIONS[new],
                )
            )
    said.append(WORDS.say("versions.why" if "2026" in ally.series else "versions.none"))
    return " ".join(said)


def editions_table(ally: Ally) -> pd.DataFrame:
    """Return one row a year, one column an edition."""
    years = sorted({year for years, _ in ally.series.values() for year in years})
    table = {WORDS.say("year"): [str(year) for year in years]}
    for edition, name in EDITIONS.items():
        shares = [ally.share(edition, year) for year in years]
        table[name[0].upper() + name[1:]] = ["–" if share is None else f"{share:.2f}" for share in shares]
    return pd.DataFrame(table)


# ---- missions ---------------------------------------------------------------------------------

SHOWN = {
    "allies": ("target",),
    "plan": ("ally", "edition", "start", "target", "year", "shape", "kappa", "growth", "related"),
    "debt": ("ally", "borrow", "taxes", "interest", "debt", "growth", "multiplier"),
    "editions": ("ally",),
}


def steps(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return the values of a slider, free of float noise."""
    return tuple(round(low + i * step, 2) for i in range(round((high - low) / step) + 1))


def found_there(_values: dict[str, Any]) -> str:
    """What mission 1 shows."""
    above = there(3.5)
    return WORDS.say(
        "missions.there.found",
        above=len(above),
        names=[ally.name for ally, _ in above],
        near=len(there(2.0)) - len(there(2.15)),
        newer=len(newer()),
        newer_above=sum(share > 3.5 for share in newer().values()),
    )


def found_bill(values: dict[str, Any]) -> str:
    """What mission 2 shows."""
    small, large = (case({**values, "ally": code, "growth": USUAL}).plan for code in ("MKD", "BEL"))
    slow, fast = (case({**values, "ally": "MKD", "growth": rate}).plan for rate in (SLOW, FAST))
    return WORDS.say(
        "missions.bill.found",
        large=money(large.total, False),
        small=money(small.total, False),
        large_pct=large.total_pct,
        small_pct=small.total_pct,
        slow=slow.total_pct,
        fast=fast.total_pct,
        points=small.points,
    )


def found_back(values: dict[str, Any]) -> str:
    """What mission 3 shows."""
    even, late = case({**values, "shape": "linear"}), case(values)

    def closed(found: Case) -> float:
        """Return how much of the gap is closed at the review, in per cent."""
        start = found.plan.share[0]
        return 100 * (found.plan.share[found.years == REVIEW][0] - start) / (found.target - start)

    return WORDS.say(
        "missions.back.found",
        late=late.at_review,
        even=even.at_review,
        late_closed=closed(late),
        even_closed=closed(even),
        late_step=late.plan.share[-1] - late.plan.share[-2],
        even_step=even.plan.share[-1] - even.plan.share[-2],
        late_total=late.plan.total_pct,
        even_total=even.plan.total_pct,
    )


START: dict[str, Any] = {
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


def bills() -> dict[str, float]:
    """Return the bill of a small and of a large state, in per cent of one year's GDP."""
    states = {"small": "MKD", "large": "BEL"}
    return {size: case({**START, "ally": code, "growth": USUAL}).plan.total_pct for size, code in states.items()}


def larger() -> str:
    """Return whose bill is larger against its own GDP, as the key of an answer."""
    found = {size: round(bill, 1) for size, bill in bills().items()}
    return "same" if found["small"] == found["large"] else max(found, key=found.__getitem__)


MISSIONS = (
    WORDS.mission(
        "there",
        shows=("target",),
        start={**START, "view": "allies", "target": "2.1"},
        goal=lambda values: values["target"] == "3.5",
        found=found_there,
        guess=("there",),
    ),
    WORDS.mission(
        "bill",
        shows=("ally", "growth"),
        start=START,
        goal=(
            WORDS.part("ally", lambda values: values["ally"] == "MKD"),
            WORDS.part("growth", lambda values: values["ally"] == "MKD" and values["growth"] != USUAL),
        ),
        found=found_bill,
        guess=("bill", "size"),
    ),
    WORDS.mission(
        "back",
        shows=("shape", "kappa"),
        start=START,
        goal=lambda values: values["shape"] == "back" and values["kappa"] > 1,
        found=found_back,
        guess=(),
    ),
)


class PathPlanner(Explorer):
    """What does 3.5 + 1.5 per cent by 2035 cost, and who is already there?"""

    name = "path-planner"
    number = "10"
    title = WORDS.title
    minutes = 12
    tabs = True
    limits = WORDS.limits
    missions = MISSIONS
    asks = (
        WORDS.ask("there", high=31, truth=lambda: len(there(3.5)), told="there"),
        WORDS.ask("bill", truth=lambda: bills()["small"], told="bill"),
        WORDS.ask("size", truth=lambda: larger(), told="bill"),
    )

    @cached_property
    def controls(self) -> Sequence[Control | Play]:
        states = {EXAMPLE: WORDS.say("example.option")} | {code: ally.name for code, ally in allies().items()}
        percents = tuple(range(0, 101, 10))
        return (
            WORDS.choice("view", value=START["view"]),
            WORDS.choice("ally", options=states, value=START["ally"]),
            WORDS.choice("edition"),
            WORDS.range("start", steps(1, 5, 0.1), value=START["start"], text=percent),
            WORDS.choice("target"),
            WORDS.range("year", range(2029, 2041), value=START["year"]),
            WORDS.choice("shape"),
            WORDS.range("kappa", steps(1, 4, 0.5), value=START["kappa"], text="{:g}".format),
            WORDS.range("growth", steps(-1, 4, 0.5), value=START["growth"], text=percent),
            WORDS.switch("related"),
            WORDS.range("borrow", percents, text=percent),
            WORDS.range("taxes", percents, value=START["taxes"], text=percent),
            WORDS.range("interest", steps(0, 6, 0.5), value=START["interest"], text=percent),
            WORDS.range("debt", tuple(range(0, 161, 5)), value=START["debt"], text=percent),
            WORDS.range("multiplier", steps(0, 1.2, 0.2), text="{:g}".format),
        )

    def chart(self) -> Views:
        self.bars = AlliesChart(
            {ally.name: share for ally, share in ranked()},
            {allies()[code].name: share for code, share in newer().items()},
        )
        self.path, self.bill, self.debt = PathChart(), BillChart(), DebtChart()
        self.versions = EditionsChart(list(EDITIONS.values()))
        return Views(
            {
                "allies": [self.bars.figure],
                "plan": [self.path.figure, self.bill.figure],
                "debt": [self.debt.figure],
                "editions": [self.versions.figure],
            }
        )

    def shows(self, values: dict[str, Any]) -> tuple[str, ...]:
        return SHOWN[values["view"]]

    def update(self, values: dict[str, Any]) -> Reading:
        draw = {
            "allies": self._draw_allies,
            "plan": self._draw_plan,
            "debt": self._draw_debt,
            "editions": self._draw_editions,
        }
        return draw[values["view"]](values)

    def _draw_allies(self, values: dict[str, Any]) -> Reading:
        target = float(values["target"])
        claim = WORDS.say("allies.claim", count=len(there(target)), target=target)
        self.bars.draw(target, claim, self.guess_marks.get("there"))
        return Reading(allies_text(target), allies_table(target), WORDS.say("allies.caption"))

    def _draw_plan(self, values: dict[str, Any]) -> Reading:
        found = case(values)
        years, plan, ally, most = found.years, found.plan, found.ally, found.most
        upper = None if most is None else plan.share + 100 * most / plan.gdp
        self.path.draw(years, plan.share, ally.published(found.edition), upper, ally.name)
        unit, scale = "units" if ally.people is None else "billion", 1
        if ally.people is not None and plan.extra.max() + (0 if most is None else most.max()) < 2:
            unit, scale = "million", 1000
        self.bill.draw(
            years[1:],
            scale * plan.extra[1:],
            None if most is None else scale * most[1:],
            WORDS.each("plan.chart")[unit],
            plan_claim(found),
        )
        caption = WORDS.say("plan.caption", name=ally.name, target=found.target, last=found.last, basis=basis(found))
        return Reading(plan_text(found, values), plan_table(found), caption)

    def _draw_debt(self, values: dict[str, Any]) -> Reading:
        found = case(values)
        planned, without = debts(found, values)
        name, points = found.ally.name, round(float(planned[-1] - without[-1]), 1) + 0.0  # no "−0.0"
        self.debt.draw(
            found.years, planned, without, WORDS.say("debt.claim", name=name, points=points, last=found.last)
        )
        rows = {
            "year": [str(year) for year in found.years],
            "extra": [f"{share - found.plan.share[0]:.2f}" for share in found.plan.share],
            "planned": [f"{value:.1f}" for value in planned],
            "without": [f"{value:.1f}" for value in without],
        }
        table = pd.DataFrame(rows).rename(columns=WORDS.each("debt.columns"))
        return Reading(debt_text(found, values), table, WORDS.say("debt.caption", name=name))

    def _draw_editions(self, values: dict[str, Any]) -> Reading:
        if values["ally"] == EXAMPLE:
            self.versions.draw([NOTHING] * len(EDITIONS), WORDS.say("versions.example.claim"))
            nothing = pd.DataFrame({WORDS.say("year"): []})
            return Reading(WORDS.say("versions.example.reading"), nothing, WORDS.say("versions.example.caption"))
        ally = allies()[values["ally"]]
        claim = WORDS.say("versions.claim", name=ally.name)
        self.versions.draw([ally.published(edition) for edition in EDITIONS], claim)
        return Reading(editions_text(ally), editions_table(ally), WORDS.say("versions.caption", name=ally.name))
