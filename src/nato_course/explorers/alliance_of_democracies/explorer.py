"""Alliance of democracies? The members of each year, held against a threshold that the learner chooses."""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Control, Mission, Play
from lessonkit.explorer.parts import Drawing, Views
from lessonkit.explorer.texts import words
from lessonkit.texts.words import listed
from nato_course.explorers.alliance_of_democracies import model
from nato_course.explorers.alliance_of_democracies.charts import (
    FIRST,
    LAST,
    TICKS,
    YEARS,
    MembersChart,
    OneChart,
    ShareChart,
)

WORDS = words("alliance-of-democracies")
EDITION = "15"  # the one with bounds
POLITY_LINE = 6  # Polity's convention: a score of 6 or more
POLITY_LAST = 2018
THRESHOLDS = range(30, 95, 5)  # in hundredths, so that 0.35 is exact
START = {"view": "share", "threshold": 50, "year": 2024, "beside": "none"}
DRAW_YEARS = (1949, 1960, 1970, 1980, 1990, 2000, 2010, 2020, 2024)  # the years that have a number box


# ---- the data ---------------------------------------------------------------------------------


@cache
def joined() -> dict[str, int]:
    """Code to year of accession."""
    members = load("members")
    return dict(zip(members["iso3"], members["accession_year"].astype(int), strict=True))


@cache
def names() -> dict[str, str]:
    """Code to name, in alphabetical order of the names."""
    members = load("members").sort_values("name")
    return dict(zip(members["iso3"], members["name"], strict=True))


@cache
def scores(index: str = "electoral") -> dict[str, dict[int, model.Score]]:
    """Code to year to Score, of ``electoral`` or ``liberal``, from the one edition."""
    table = load("democracy")
    table = table[(table["edition"] == EDITION) & table["iso3"].isin(list(joined()))]
    found: dict[str, dict[int, model.Score]] = {}
    for row in table.itertuples():
        value, low, high = (float(getattr(row, name)) for name in (index, f"{index}_low", f"{index}_high"))
        found.setdefault(row.iso3, {})[int(row.year)] = model.Score(value, low, high)
    return found


@cache
def polity() -> dict[str, dict[int, int]]:
    """Code to year to polity score. Iceland is not in it."""
    table = load("polity")
    table = table[table["iso3"].isin(list(joined()))]
    found: dict[str, dict[int, int]] = {}
    for row in table.itertuples():
        found.setdefault(row.iso3, {})[int(row.year)] = int(row.polity2)
    return found


def _of_year(table: Mapping[str, Mapping[int, Any]], year: int) -> dict[str, Any]:
    return {code: values[year] for code, values in table.items() if year in values}


@cache
def counts(threshold: int, index: str = "electoral") -> tuple[model.Count, ...]:
    """Return one Count a year. threshold: in hundredths."""
    return tuple(
        model.count(_of_year(scores(index), int(year)), model.members_in(joined(), int(year)), threshold / 100)
        for year in YEARS
    )


@cache
def polity_counts() -> tuple[model.Count, ...]:
    """Return one Count a year up to 2018, for polity scores of 6 or more."""
    found = []
    for year in range(FIRST, POLITY_LAST + 1):
        known = {code: model.Score(value) for code, value in _of_year(polity(), year).items()}
        found.append(model.count(known, model.members_in(joined(), year), POLITY_LINE - 1))
    return tuple(found)


def below(threshold: int, year: int) -> list[str]:
    """Return the codes of the year's members that are not above, lowest first."""
    values = _of_year(scores(), year)
    low = [code for code in model.members_in(joined(), year) if values[code].value <= threshold / 100]
    return sorted(low, key=lambda code: values[code].value)


def spells(code: str, threshold: int) -> list[tuple[int, int]]:
    """Return the runs of years in which a member was not above the threshold."""
    values = {year: score.value for year, score in scores()[code].items()}
    return model.spells_below(values, threshold / 100, joined()[code])


@cache
def longest_below(threshold: int = 50) -> str:
    """Return the member that was not above the threshold for most years of its membership."""
    return max(joined(), key=lambda code: model.years_in(spells(code, threshold)))


def ranked(year: int) -> list[str]:
    """Return the year's members, lowest electoral index first."""
    values = _of_year(scores(), year)
    return sorted(model.members_in(joined(), year), key=lambda code: values[code].value)


@cache
def lowest_years(threshold: int = 50) -> tuple[int, ...]:
    """Return the years in which the share was lowest."""
    shares = [count.share for count in counts(threshold)]
    return tuple(int(year) for year, share in zip(YEARS, shares, strict=True) if share == min(shares))


# ---- what is said -----------------------------------------------------------------------------


def spells_text(runs: Sequence[tuple[int, int]]) -> str:
    """Say runs of years, as "1952–1965 and 1971"."""
    return listed([str(first) if first == last else f"{first}–{last}" for first, last in runs])


def share_text(threshold: int, year: int) -> str:
    """Say the count of one year, and who is not above."""
    count, low = counts(threshold)[year - FIRST], below(threshold, year)
    text = WORDS.say(
        "share.reading",
        year=year,
        above=count.above,
        members=count.members,
        threshold=threshold / 100,
        share=count.share,
        surely_above=count.surely_above,
        surely_below=count.surely_below,
        open=count.open,
    )
    who = [WORDS.say("share.low", names=[names()[code] for code in low])] if 0 < len(low) <= 6 else []
    return " ".join([text, *who, WORDS.say("source")])


def beside_text(beside: str, threshold: int, year: int) -> str:
    """Say the same year by a second index."""
    if beside == "liberal":
        count = counts(threshold, "liberal")[year - FIRST]
        return WORDS.say("beside.share.liberal", above=count.above, members=count.members, threshold=threshold / 100)
    if beside == "polity" and year > POLITY_LAST:
        return WORDS.say("beside.share.ended")
    if beside == "polity":
        count = polity_counts()[year - FIRST]
        text = WORDS.say("beside.share.polity", above=count.above, scored=count.scored)
        return f"{text} {WORDS.say('beside.share.missing')}" if count.missing else text
    return ""


def one_text(code: str, threshold: int) -> str:
    """Say when a member was not above the threshold."""
    runs, last = spells(code, threshold), scores()[code][LAST]
    text = WORDS.say(
        "one.reading.some" if runs else "one.reading.none",
        name=names()[code],
        since=joined()[code],
        threshold=threshold / 100,
        years=model.years_in(runs),
        total=LAST - joined()[code] + 1,
        spells=spells_text(runs) if runs else "",
    )
    now = WORDS.say("one.last", value=last.value, low=last.low, high=last.high)
    return f"{text} {now} {WORDS.say('source')}"


def one_beside_text(code: str, beside: str) -> str:
    """Say the second index of one member in its last year."""
    if beside == "liberal":
        return WORDS.say("beside.one.liberal", value=scores("liberal")[code][LAST].value)
    if beside == "polity" and code not in polity():
        return WORDS.say("beside.one.missing", name=names()[code])
    if beside == "polity":
        last = max(polity()[code])
        return WORDS.say("beside.one.polity", year=last, score=polity()[code][last])
    return ""


# ---- tables -----------------------------------------------------------------------------------


def share_table(threshold: int, beside: str) -> pd.DataFrame:
    """Return one row a year, the latest first."""
    found = counts(threshold)
    rows: dict[str, list[Any]] = {
        "year": [str(year) for year in YEARS],
        "members": [count.members for count in found],
        "above": [count.above for count in found],
        "share": [f"{count.share:.0f}" for count in found],
        "surely_above": [count.surely_above for count in found],
        "open": [count.open for count in found],
    }
    if beside == "liberal":
        rows["liberal"] = [count.above for count in counts(threshold, "liberal")]
    if beside == "polity":
        known = [WORDS.say("beside.share.scored", above=one.above, scored=one.scored) for one in polity_counts()]
        rows["polity"] = known + ["–"] * (len(YEARS) - len(known))
    above = WORDS.say("share.above", threshold=threshold / 100)
    return pd.DataFrame(rows).rename(columns={**WORDS.each("share.columns"), "above": above})[::-1]


def members_table(threshold: int, year: int, beside: str) -> pd.DataFrame:
    """Return one row a member, the lowest first."""
    codes, said = ranked(year), WORDS.each("members.band")
    values = [scores()[code][year] for code in codes]
    rows = {
        "member": [names()[code] for code in codes],
        "index": [f"{score.value:.3f}" for score in values],
        "bounds": [WORDS.say("bounds", low=score.low, high=score.high) for score in values],
        "band": [said[model.position(score, threshold / 100)] for score in values],
        **second_column(beside, [(code, year) for code in codes]),
    }
    band = WORDS.say("members.place", threshold=threshold / 100)
    return pd.DataFrame(rows).rename(columns={**WORDS.each("members.columns"), "band": band})


def one_table(code: str, beside: str) -> pd.DataFrame:
    """Return one row a year, the latest first."""
    years, said = sorted(scores()[code], reverse=True), WORDS.each("one.member")
    values = [scores()[code][year] for year in years]
    rows = {
        "year": [str(year) for year in years],
        "index": [f"{score.value:.3f}" for score in values],
        "bounds": [WORDS.say("bounds", low=score.low, high=score.high) for score in values],
        "member": [said["in" if year >= joined()[code] else "before"] for year in years],
        **second_column(beside, [(code, year) for year in years]),
    }
    return pd.DataFrame(rows).rename(columns=WORDS.each("one.columns"))


def second_column(beside: str, cells: Sequence[tuple[str, int]]) -> dict[str, list[str]]:
    """Return the column of the second index for states in years, or none."""
    if beside == "liberal":
        return {beside: [f"{scores('liberal')[code][year].value:.3f}" for code, year in cells]}
    if beside == "polity":
        return {beside: [str(polity().get(code, {}).get(year, "–")) for code, year in cells]}
    return {}


# ---- what the missions find -------------------------------------------------------------------


def found_threshold(_values: dict[str, Any]) -> str:
    """What mission 2 shows."""
    first, last = counts(50)[-1], counts(80)[-1]
    return WORDS.say(
        "missions.threshold.found",
        above=first.above,
        members=first.members,
        still_above=last.above,
        open=last.open,
    )


def found_member(values: dict[str, Any]) -> str:
    """What mission 3 shows of the member chosen."""
    code = values["member"]
    runs = spells(code, 50)
    text = WORDS.say(
        "missions.member.found",
        name=names()[code],
        years=model.years_in(runs),
        spells=spells_text(runs),
        why=WORDS.each("why")[code],
    )
    return f"{text} {WORDS.say('longest')}" if code == longest_below() else text


class AllianceOfDemocracies(Explorer):
    """Is NATO an alliance of democracies? It depends on the year, the line and the index."""

    name = "alliance-of-democracies"
    number = "12"
    title = WORDS.title
    minutes = 12
    limits = WORDS.limits
    asks = (
        WORDS.ask("lowest", truth=lambda: min(count.share for count in counts(50)), told="lowest"),
        WORDS.ask("longest", truth=longest_below, told="member"),
    )

    @cached_property
    def controls(self) -> Sequence[Control | Play]:
        return (
            WORDS.choice("view"),
            WORDS.range("threshold", THRESHOLDS, value=50, text=lambda value: f"{value / 100:.2f}", steppers=True),
            WORDS.range("year", range(FIRST, LAST + 1), value=LAST, steppers=True),
            Play("year", seconds=0.4),
            WORDS.choice("member", names(), value="PRT"),
            WORDS.choice("beside"),
        )

    @cached_property
    def missions(self) -> Sequence[Mission]:
        return (
            WORDS.mission(
                "lowest",
                shows=("year",),
                start={**START, "year": 1990},
                goal=lambda values: values["year"] in lowest_years(),
                found=self.found_lowest,
                guess=("lowest",),
            ),
            WORDS.mission(
                "threshold",
                shows=("threshold",),
                start={**START, "view": "members"},
                goal=lambda values: values["threshold"] == 80,
                found=found_threshold,
                guess=(),
            ),
            WORDS.mission(
                "member",
                shows=("member", "beside"),
                start={**START, "view": "one", "member": "BEL"},
                goal=[
                    WORDS.part("PRT", lambda values: values["member"] == "PRT", found_member),
                    WORDS.part("GRC", lambda values: values["member"] == "GRC", found_member),
                    WORDS.part("TUR", lambda values: values["member"] == "TUR", found_member),
                    WORDS.part("HUN", lambda values: values["member"] == "HUN", found_member),
                    WORDS.part("second", lambda values: values["beside"] != "none"),
                ],
                found=lambda _values: "",
                guess=("longest",),
            ),
        )

    def found_lowest(self, _values: dict[str, Any]) -> str:
        """What mission 1 shows, with the drawn line if there is one."""
        years, shares = lowest_years(), [count.share for count in counts(50)]
        count = counts(50)[years[0] - FIRST]
        text = WORDS.say(
            "missions.lowest.found",
            share=count.share,
            first=years[0],
            last=years[-1],
            above=count.above,
            members=count.members,
            low=[names()[code] for code in below(50, years[0])],
            top=max(shares),
        )
        if self.curve is None:
            return text
        return f"{text} {WORDS.say('gap', gap=model.mean_gap(self.curve, shares))}"

    def chart(self) -> Views:
        self.share, self.members, self.one = ShareChart(), MembersChart(), OneChart()
        return Views({"share": [self.share.figure], "members": [self.members.figure], "one": [self.one.figure]})

    def drawing(self) -> Drawing:
        return Drawing(
            WORDS.say("drawing.legend"),
            places=range(FIRST, LAST + 1),
            boxes={str(year): year for year in DRAW_YEARS},
            across=WORDS.say("chart.year"),
            up=WORDS.say("chart.share"),
            ticks=TICKS,
            top=100,
            digits=0,
        )

    def update(self, values: dict[str, Any]) -> Reading:
        draw = {"share": self._draw_share, "members": self._draw_members, "one": self._draw_one}
        return draw[values["view"]](values)

    def _draw_share(self, values: dict[str, Any]) -> Reading:
        threshold, year, beside = values["threshold"], values["year"], values["beside"]
        now = counts(threshold)[year - FIRST]
        bounds = WORDS.say("share.claim.bounds", surely_above=now.surely_above, open=now.open)
        second, second_name = None, ""
        if beside != "none":
            found = counts(threshold, "liberal") if beside == "liberal" else polity_counts()
            second, second_name = (YEARS[: len(found)], [count.share for count in found]), WORDS.each("chart")[beside]
        self.share.draw(
            counts(threshold), year, (self._claim(threshold, year), bounds), self.curve, second, second_name
        )
        text = f"{share_text(threshold, year)} {beside_text(beside, threshold, year)}".rstrip()
        return Reading(text, share_table(threshold, beside), WORDS.say("share.caption"))

    def _draw_members(self, values: dict[str, Any]) -> Reading:
        threshold, year, beside = values["threshold"], values["year"], values["beside"]
        codes = ranked(year)
        others = [scores("liberal")[code][year].value for code in codes] if beside == "liberal" else None
        left = counts(threshold)[year - FIRST].open
        claim = (
            self._claim(threshold, year),
            WORDS.say("members.claim.liberal" if others else "members.claim.open", open=left),
        )
        self.members.draw(
            [names()[code] for code in codes], [scores()[code][year] for code in codes], threshold / 100, claim, others
        )
        text = f"{share_text(threshold, year)} {beside_text(beside, threshold, year)}".rstrip()
        if beside == "polity":
            text += f" {WORDS.say('beside.members')}"
        return Reading(text, members_table(threshold, year, beside), WORDS.say("members.caption", year=year))

    def _claim(self, threshold: int, year: int) -> str:
        now = counts(threshold)[year - FIRST]
        return WORDS.say(
            "share.claim.above", year=year, above=now.above, members=now.members, threshold=threshold / 100
        )

    def _draw_one(self, values: dict[str, Any]) -> Reading:
        threshold, code, beside = values["threshold"], values["member"], values["beside"]
        years = model.years_in(spells(code, threshold))
        low = WORDS.say("one.claim.some" if years else "one.claim.none", threshold=threshold / 100, years=years)
        liberal = (
            {year: score.value for year, score in scores("liberal")[code].items()} if beside == "liberal" else None
        )
        other = polity().get(code) if beside == "polity" else None
        claim = (
            WORDS.say("one.claim.since", name=names()[code], since=joined()[code]),
            WORDS.say("one.claim.polity", claim=low) if other else low,
        )
        self.one.draw(scores()[code], joined()[code], threshold / 100, claim, liberal, other)
        text = f"{one_text(code, threshold)} {one_beside_text(code, beside)}".rstrip()
        return Reading(text, one_table(code, beside), WORDS.say("one.caption", name=names()[code]))
