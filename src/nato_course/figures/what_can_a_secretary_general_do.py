"""The figures of the lesson on the office of the Secretary General."""

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.figures.charts import Bar, Span, columns, ring, spans
from lessonkit.figures.figure import Drawing
from lessonkit.figures.words import Words
from nato_course.explorers.in_office import model
from nato_course.figures.common import in_years, members, named, years

FIRST = 1950
LATEST = 2026.9


def cover(words: Words) -> Drawing:
    """Draw the allies around the one who chairs."""
    n = len(members())
    canvas = ring(["blue"] * n)
    canvas.dot(320, 110, 22, "amber")
    canvas.text(320, 172, words("ask"), "middle", large=True)
    canvas.text(320, 202, words("without"), "middle")
    table = pd.DataFrame({words("what"): [words("members"), words("chair")], words("number"): [n, 1]})
    return Drawing(canvas, table, ("members: NATO",), {"n": n})


def terms(words: Words) -> Drawing:
    """Draw every term on a time axis."""
    holders = load("secretaries_general").query("not acting").sort_values("start")
    rows = [
        Span(row.name, in_years(row.start), LATEST if pd.isna(row.end) else in_years(row.end))
        for row in holders.itertuples(index=False)
    ]
    chart = spans(rows, years(FIRST, 2028, range(1950, 2030, 10)), row=26)
    days = model.days(holders.dropna(subset="end"))
    shortest, longest = holders.loc[days.idxmin()], holders.loc[days.idxmax()]
    table = holders.assign(
        country=holders["iso3"].map(named()),
        since=holders["start"].dt.year,
        until=[words("today") if pd.isna(end) else str(end.year) for end in holders["end"]],
    )[["name", "country", "since", "until"]]
    table.columns = [words("who"), words("country"), words("since"), words("until")]
    values = {
        "n": len(rows),
        "short": shortest["name"],
        "days": days.min(),
        "long": longest["name"],
        "years": days.max() / 365.25,
    }
    return Drawing(chart.canvas, table, ("secretaries_general",), values)


def growth(words: Words) -> Drawing:
    """Draw how much more the allies but the United States spent each year."""
    table = load("defence_expenditure").query("edition == '2024' and iso3 != 'USA'")
    spent = table.groupby("year")["spending_constant_usd_m"].sum()
    change = model.growth(spent).dropna()
    rows = [Bar(str(year), value) for year, value in change.items()]
    canvas = columns(rows, lambda value: f"{value:.1f}", height=300)
    shown = pd.DataFrame({words("year"): change.index, words("growth"): change.to_numpy()})
    values = {"first": change.index[0], "low": change.iloc[0], "last": change.index[-1], "high": change.iloc[-1]}
    return Drawing(
        canvas, shown, ("defence_expenditure: 2014-2024",), values | {"all": 100 * (spent.iloc[-1] / spent.iloc[0] - 1)}
    )
