"""Alliance of democracies? The members of each year, held against a threshold that the learner chooses."""

from functools import cache

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.explorer.frame import Explorer, Reading
from lessonkit.explorer.inputs import Ask, AskChoice, Choice, Mission, Play, Range
from lessonkit.explorer.parts import Drawing, Views
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

EDITION = "15"  # the one with bounds
SOURCE = "V-Dem, edition 15"
POLITY_LINE = 6  # Polity's convention: a score of 6 or more
POLITY_LAST = 2018
THRESHOLDS = range(30, 95, 5)  # in hundredths, so that 0.35 is exact
WITNESSES = ("PRT", "GRC", "TUR", "HUN")
DRAW_YEARS = (1949, 1960, 1970, 1980, 1990, 2000, 2010, 2020, 2024)  # the years that have a number box
DRAW_LEGEND = (
    "Now draw the whole story: which share of the members of each year stood above 0.5? Draw your line across "
    "the chart with the mouse, or type it in the boxes (% of members). Then press Keep my prediction, above."
)


# ---- the data ---------------------------------------------------------------------------------


@cache
def joined() -> dict:
    """Code to year of accession."""
    members = load("members")
    return dict(zip(members["iso3"], members["accession_year"].astype(int), strict=True))


@cache
def names() -> dict:
    """Code to name, in alphabetical order of the names."""
    members = load("members").sort_values("name")
    return dict(zip(members["iso3"], members["name"], strict=True))


@cache
def scores(index: str = "electoral") -> dict:
    """Code to year to Score, of ``electoral`` or ``liberal``, from the one edition."""
    table = load("democracy")
    table = table[(table["edition"] == EDITION) & table["iso3"].isin(list(joined()))]
    found = {}
    for row in table.itertuples():
        value, low, high = (float(getattr(row, name)) for name in (index, f"{index}_low", f"{index}_high"))
        found.setdefault(row.iso3, {})[int(row.year)] = model.Score(value, low, high)
    return found


@cache
def polity() -> dict:
    """Code to year to polity score. Iceland is not in it."""
    table = load("polity")
    table = table[table["iso3"].isin(list(joined()))]
    found = {}
    for row in table.itertuples():
        found.setdefault(row.iso3, {})[int(row.year)] = int(row.polity2)
    return found


def _of_year(table, year):
    return {code: values[year] for code, values in table.items() if year in values}


@cache
def counts(threshold: int, index: str = "electoral") -> tuple:
    """Return one Count a year. threshold: in hundredths."""
    return tuple(
        model.count(_of_year(scores(index), int(year)), model.members_in(joined(), int(year)), threshold / 100)
        for year in YEARS
    )


@cache
def polity_counts() -> tuple:
    """Return one Count a year up to 2018, for polity scores of 6 or more."""
    found = []
    for year in range(FIRST, POLITY_LAST + 1):
        known = {code: model.Score(value) for code, value in _of_year(polity(), year).items()}
        found.append(model.count(known, model.members_in(joined(), year), POLITY_LINE - 1))
    return tuple(found)


def below(threshold: int, year: int) -> list:
    """Return the codes of the year's members that are not above, lowest first."""
    values = _of_year(scores(), year)
    low = [code for code in model.members_in(joined(), year) if values[code].value <= threshold / 100]
    return sorted(low, key=lambda code: values[code].value)


def spells(code: str, threshold: int) -> list:
    """Return the runs of years in which a member was not above the threshold."""
    values = {year: score.value for year, score in scores()[code].items()}
    return model.spells_below(values, threshold / 100, joined()[code])


@cache
def longest_below(threshold: int = 50) -> str:
    """Return the member that was not above the threshold for most years of its membership."""
    return max(joined(), key=lambda code: model.years_in(spells(code, threshold)))


# ---- words ------------------------------------------------------------------------------------


def number(threshold: int) -> str:
    return f"{threshold / 100:.2f}"


def spells_text(runs) -> str:
    """Say runs of years, as "1952–1965 and 1971"."""
    return listed([str(first) if first == last else f"{first}–{last}" for first, last in runs])


def band_text(count) -> str:
    """Say what the bounds leave open."""
    return (
        f"By the bounds, {count.surely_above} {'is' if count.surely_above == 1 else 'are'} wholly above, "
        f"{count.surely_below} wholly at or below, and {count.open} could be either."
    )


def share_text(threshold: int, year: int) -> str:
    """Say the count of one year, and who is not above."""
    count = counts(threshold)[year - FIRST]
    low = below(threshold, year)
    who = f" Not above: {listed([names()[code] for code in low])}." if 0 < len(low) <= 6 else ""
    return (
        f"End of {year}: {count.above} of {count.members} members have an electoral index above {number(threshold)}, "
        f"{count.share:.0f} %. {band_text(count)}{who} ({SOURCE}.)"
    )


def beside_text(beside: str, threshold: int, year: int) -> str:
    """Say the same year by a second index."""
    if beside == "liberal":
        count = counts(threshold, "liberal")[year - FIRST]
        return f" By the liberal index, {count.above} of {count.members} are above {number(threshold)}."
    if beside == "polity" and year > POLITY_LAST:
        return f" Polity's scores end in {POLITY_LAST}."
    if beside == "polity":
        count = polity_counts()[year - FIRST]
        missing = " Iceland has no polity score." if count.missing else ""
        return f" By Polity 5, {count.above} of {count.scored} have a score of {POLITY_LINE} or more.{missing}"
    return ""


def one_text(code: str, threshold: int) -> str:
    """Say when a member was not above the threshold."""
    values, since = scores()[code], joined()[code]
    runs = spells(code, threshold)
    total = LAST - since + 1
    if runs:
        text = f"{names()[code]}, a member since {since}: not above {number(threshold)} in {model.years_in(runs)} of {total} years ({spells_text(runs)})."
    else:
        text = f"{names()[code]}, a member since {since}: above {number(threshold)} in every one of {total} years."
    last = values[LAST]
    return f"{text} In {LAST} the index is {last.value:.2f}, bounds {last.low:.2f} to {last.high:.2f}. ({SOURCE}.)"


def one_beside_text(code: str, beside: str) -> str:
    """Say the second index of one member in its last year."""
    if beside == "liberal":
        return f" Its liberal index in {LAST} is {scores('liberal')[code][LAST].value:.2f}."
    if beside == "polity" and code not in polity():
        return f" Polity has no scores for {names()[code]}."
    if beside == "polity":
        last = max(polity()[code])
        return (
            f" Its polity score in {last} is {polity()[code][last]:+d}".replace("-", "−")
            + ", on a scale from −10 to +10."
        )
    return ""


# ---- tables -----------------------------------------------------------------------------------


def share_table(threshold: int, beside: str) -> pd.DataFrame:
    """One row a year, the latest first."""
    rows = {
        "Year": [str(year) for year in YEARS],
        "Members": [count.members for count in counts(threshold)],
        f"Above {number(threshold)}": [count.above for count in counts(threshold)],
        "Share, %": [f"{count.share:.0f}" for count in counts(threshold)],
        "Wholly above": [count.surely_above for count in counts(threshold)],
        "Could be either": [count.open for count in counts(threshold)],
    }
    if beside == "liberal":
        rows["Liberal index above"] = [count.above for count in counts(threshold, "liberal")]
    if beside == "polity":
        known = [f"{count.above} of {count.scored}" for count in polity_counts()]
        rows[f"Polity {POLITY_LINE} or more"] = known + ["–"] * (len(YEARS) - len(known))
    return pd.DataFrame(rows)[::-1]


def members_table(threshold: int, year: int, beside: str) -> pd.DataFrame:
    """One row a member, the lowest first."""
    codes = ranked(year)
    values = [scores()[code][year] for code in codes]
    words = {"above": "wholly above", "below": "wholly at or below", "open": "could be either"}
    rows = {
        "Member": [names()[code] for code in codes],
        "Electoral index": [f"{score.value:.3f}" for score in values],
        "Bounds": [f"{score.low:.3f} to {score.high:.3f}" for score in values],
        f"Band and {number(threshold)}": [words[model.position(score, threshold / 100)] for score in values],
    }
    if beside == "liberal":
        rows["Liberal index"] = [f"{scores('liberal')[code][year].value:.3f}" for code in codes]
    if beside == "polity":
        rows["Polity score"] = [str(polity().get(code, {}).get(year, "–")) for code in codes]
    return pd.DataFrame(rows)


def one_table(code: str, beside: str) -> pd.DataFrame:
    """One row a year, the latest first."""
    years = sorted(scores()[code], reverse=True)
    values = [scores()[code][year] for year in years]
    rows = {
        "Year": [str(year) for year in years],
        "Electoral index": [f"{score.value:.3f}" for score in values],
        "Bounds": [f"{score.low:.3f} to {score.high:.3f}" for score in values],
        "Member": ["yes" if year >= joined()[code] else "not yet" for year in years],
    }
    if beside == "liberal":
        rows["Liberal index"] = [f"{scores('liberal')[code][year].value:.3f}" for year in years]
    if beside == "polity":
        rows["Polity score"] = [str(polity().get(code, {}).get(year, "–")) for year in years]
    return pd.DataFrame(rows)


def ranked(year: int) -> list:
    """Return the year's members, lowest electoral index first."""
    values = _of_year(scores(), year)
    return sorted(model.members_in(joined(), year), key=lambda code: values[code].value)


# ---- missions ---------------------------------------------------------------------------------


@cache
def lowest_years(threshold: int = 50) -> tuple:
    """Return the years in which the share was lowest."""
    shares = [count.share for count in counts(threshold)]
    return tuple(int(year) for year, share in zip(YEARS, shares, strict=True) if share == min(shares))


def found_lowest(explorer):
    """What mission 1 shows, with the drawn line if there is one."""

    def found(values):
        years = lowest_years()
        count = counts(50)[years[0] - FIRST]
        low = [names()[code] for code in below(50, years[0])]
        top = max(c.share for c in counts(50))
        text = (
            f"**The lowest share is {count.share:.0f} %**, from {years[0]} to {years[-1]}: {count.above} of {count.members}. "
            f"{listed(low)} were not above 0.5. In the best years the share was {top:.0f} %. "
            'So neither "all members, always" nor "none" fits these figures.'
        )
        curve = explorer.curve
        if curve is not None:
            gap = model.mean_gap(curve, [c.share for c in counts(50)])
            text += f" Your line missed the real one by {gap:.0f} points on average."
        return text

    return found


def found_threshold(values):
    """What mission 2 shows."""
    first, last = counts(50)[-1], counts(80)[-1]
    return (
        f"At 0.50, {first.above} of {first.members} members of {LAST} are above; at 0.80 it is {last.above}. "
        f"No state changed between the two: **only the line moved**. At 0.80 the bounds of {last.open} members reach both sides, "
        'so their place is open. No index comes with a line drawn in it. Whoever says "democracy" has chosen one.'
    )


def found_member(values):
    """What mission 3 shows of the member chosen."""
    code = values["member"]
    runs = spells(code, 50)
    why = {
        "PRT": "Portugal signed the treaty under a dictatorship, which fell in April 1974. The index follows with the free elections.",
        "GRC": "Greece joined in 1952; officers ruled from 1967 to 1974. V-Dem's experts rate the years before the coup below 0.5 too.",
        "TUR": "Türkiye crosses the line more than once. Soldiers took power in 1960 and 1980; the fall after 2012 came under elected governments.",
        "HUN": "Hungary joined well above the line and fell below it as a member. Its government was elected; "
        "V-Dem's experts rate how free press, parties and elections are.",
    }[code]
    text = f"**{names()[code]}: {model.years_in(runs)} years of membership not above 0.5** ({spells_text(runs)}). {why}"
    if code == longest_below():
        text += " No other member has more such years. A line that is crossed is no date of a coup: the index moves by degrees."
    return text


LIMITS = """
- **The index is an estimate.** V-Dem asks several experts on each state and combines their answers. The bounds say how far
  they leave the value open. Two states with overlapping bands may be alike.
- **The threshold is a convention.** V-Dem's own sorting, Regimes of the World (Anna Lührmann and others 2018), uses 0.5 together with
  other tests. Crossing a line by 0.01 changes a label, and perhaps nothing else.
- **An index moves by degrees.** A fall is a change in what experts see, not a change of regime by itself.
- **Years, not days.** A coup in autumn changes one year's value a little and the next one's a lot. Members are those of 31 December.
- **Every member counts once.** Iceland weighs as much as the United States. A share of people would look different.
- **The second indices measure other things.** The liberal index adds courts, rights and limits on the government, so it is
  always lower. Polity 5 rates limits on rulers, ends in 2018 and has no Iceland.
- **One edition.** All here is V-Dem's edition 15, to 2024. Edition 16 goes to 2025, without bounds, and differs a little for old
  years too. The two are never joined in one line.
- **A share cannot show a cause.** It does not say whether membership made anyone more or less democratic.
"""

START = {"view": "share", "threshold": 50, "year": 2024, "beside": "none"}


class AllianceOfDemocracies(Explorer):
    """Is NATO an alliance of democracies? It depends on the year, the line and the index."""

    name = "alliance-of-democracies"
    number = "12"
    title = "Alliance of democracies?"
    minutes = 12
    limits = LIMITS
    asks = (
        Ask(
            "lowest",
            "The electoral democracy index runs from 0 to 1. Take the worst year since 1949: "
            "which share of the members then stood above 0.5?",
            unit="%",
        ),
        AskChoice(
            "longest",
            "Which of these has the most years of membership at 0.5 or below?",
            {"PRT": "Portugal", "GRC": "Greece", "TUR": "Türkiye", "HUN": "Hungary", "ESP": "Spain"},
        ),
    )

    def __init__(self):
        self.controls = (
            Choice(
                "view",
                "Show",
                {
                    "share": "Share of members, 1949 to 2024",
                    "members": "All members of one year",
                    "one": "One member over time",
                },
            ),
            Range("threshold", "Threshold", THRESHOLDS, value=50, text=number, steppers=True),
            Range("year", "Year", range(FIRST, LAST + 1), value=LAST, steppers=True),
            Play("year", seconds=0.4),
            Choice("member", "Member", names(), value="PRT"),
            Choice(
                "beside",
                "Second index",
                {
                    "none": "None",
                    "liberal": "V-Dem's liberal index, same threshold",
                    "polity": "Polity 5, score of 6 or more",
                },
            ),
        )
        self.missions = (
            Mission(
                "The threshold is 0.5. Move the **year** with the slider, with − and +, or press Play. In which years was the "
                "share of members above it lowest? Stop there. Who was not above?",
                shows=("year",),
                start={**START, "year": 1990},
                goal=lambda values: values["year"] in lowest_years(),
                found=found_lowest(self),
                guess=("lowest",),
            ),
            Mission(
                "Each dot is a member in 2024, each bar its bounds. Move the **threshold** from 0.50 up to 0.80. "
                "How many members fall out of the count, and for how many is it open?",
                shows=("threshold",),
                start={**START, "view": "members"},
                goal=lambda values: values["threshold"] == 80,
                found=found_threshold,
                guess=(),
            ),
            Mission(
                "Now one **member** over time: Portugal, Greece, Türkiye and Hungary in turn. When was each at 0.5 or below "
                "as a member? Put a **second index** beside it. Do both tell the same story?",
                shows=("member", "beside"),
                start={**START, "view": "one", "member": "BEL"},
                goal=lambda values: values["member"] in WITNESSES,
                found=found_member,
                guess=("longest",),
            ),
        )
        super().__init__()

    def chart(self):
        self._share, self._members, self._one = ShareChart(), MembersChart(), OneChart()
        charts = {"share": self._share, "members": self._members, "one": self._one}
        return Views({view: [chart.figure] for view, chart in charts.items()})

    def drawing(self):
        return Drawing(
            DRAW_LEGEND,
            places=range(FIRST, LAST + 1),
            boxes={str(year): year for year in DRAW_YEARS},
            across="Year",
            up="% of members",
            ticks=TICKS,
            top=100,
            digits=0,
        )

    def update(self, values):
        draw = {"share": self._draw_share, "members": self._draw_members, "one": self._draw_one}
        return draw[values["view"]](values)

    def _draw_share(self, values):
        threshold, year, beside = values["threshold"], values["year"], values["beside"]
        now = counts(threshold)[year - FIRST]
        words = (
            f"{year}: {now.above} of {now.members} above {number(threshold)}",
            f"{now.surely_above} wholly above, {now.open} could be either",
        )
        second, second_name = None, ""
        if beside == "liberal":
            second, second_name = (YEARS, [count.share for count in counts(threshold, "liberal")]), "liberal"
        if beside == "polity":
            second, second_name = (YEARS[: len(polity_counts())], [count.share for count in polity_counts()]), "polity"
        self._share.draw(counts(threshold), year, words, self.curve, second, second_name)
        text = share_text(threshold, year) + beside_text(beside, threshold, year)
        return Reading(
            text, share_table(threshold, beside), f"Members at the end of each year and the electoral index; {SOURCE}"
        )

    def _draw_members(self, values):
        threshold, year, beside = values["threshold"], values["year"], values["beside"]
        codes = ranked(year)
        now = counts(threshold)[year - FIRST]
        others = [scores("liberal")[code][year].value for code in codes] if beside == "liberal" else None
        key = ". Diamonds: liberal index" if others else ""
        words = (f"{year}: {now.above} of {now.members} above {number(threshold)}", f"{now.open} could be either{key}")
        self._members.draw(codes, [scores()[code][year] for code in codes], threshold / 100, words, others)
        text = share_text(threshold, year) + beside_text(beside, threshold, year)
        if beside == "polity":
            text += " Polity has another scale, so it stands in the table only."
        return Reading(
            text,
            members_table(threshold, year, beside),
            f"Electoral index of the members of {year}, lowest first; {SOURCE}",
        )

    def _draw_one(self, values):
        threshold, code, beside = values["threshold"], values["member"], values["beside"]
        years = model.years_in(spells(code, threshold))
        second = (
            f"Not above {number(threshold)} in {years} year{'s' if years != 1 else ''}"
            if years
            else f"Above {number(threshold)} in every year"
        )
        liberal = (
            {year: score.value for year, score in scores("liberal")[code].items()} if beside == "liberal" else None
        )
        other = polity().get(code) if beside == "polity" else None
        words = (
            f"{names()[code]}, member since {joined()[code]}",
            f"{second}. Dotted: Polity, right axis" if other else second,
        )
        self._one.draw(scores()[code], joined()[code], threshold / 100, words, liberal, other)
        text = one_text(code, threshold) + one_beside_text(code, beside)
        return Reading(
            text, one_table(code, beside), f"Electoral index of {names()[code]}, latest year first; {SOURCE}"
        )
