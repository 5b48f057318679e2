"""The figures of the lesson on the pledge of 2025."""

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.figures.charts import Axis, Bar, Curve, Point, columns, lines, points
from lessonkit.figures.figure import Drawing
from lessonkit.figures.words import Words
from nato_course.explorers.path_planner.model import plan
from nato_course.figures.common import latest_nato, named, years

GUIDELINE, CORE = 2.0, 3.5
START, TARGET, GROWTH = 2025, 2035, 1.5


def cover(words: Words) -> Drawing:
    """Draw what the allies promised, year by year of the promise."""
    pledges = load("pledges").query("unit_of_target == 'share of GDP'").sort_values("date").set_index("pledge")
    shown = {
        "guideline-2006": "blue",
        "wales-2014-defence": "blue",
        "vilnius-2023": "blue",
        "hague-2025-core": "blue",
        "hague-2025-total": "amber",
    }
    rows = [
        Bar(f"{pledges.loc[key, 'date'].year}\n{words(key)}", pledges.loc[key, "target_pct"], colour)
        for key, colour in shown.items()
    ]
    canvas = columns(rows, lambda value: f"{value:g} %", height=310)
    canvas.text(14, 60, words("ask"), large=True)
    table = (
        pledges.loc[list(shown)]
        .reset_index()[["date", "counts", "target_pct"]]
        .assign(date=[row.name.split("\n")[0] for row in rows])
    )
    table.columns = [words("year"), words("counts"), words("target")]
    values = {
        "core": pledges.loc["hague-2025-core", "target_pct"],
        "related": pledges.loc["hague-2025-related", "target_pct"],
    }
    values |= {
        "deadline": pledges.loc["hague-2025-total", "deadline"],
        "first": pledges.loc["guideline-2006", "target_pct"],
    }
    return Drawing(canvas, table, ("pledges",), values)


def field(words: Words) -> Drawing:
    """Draw where each ally stood in 2025, from the lowest to the highest."""
    share = latest_nato("2025", START)["share_of_gdp_pct"].sort_values()
    labelled = {code for code in share.index if share[code] >= CORE} | {"USA"}
    rows = [
        Point(place, value, named()[code] if code in labelled else "", "amber" if value >= CORE else "blue", "end")
        for place, (code, value) in enumerate(share.items())
    ]
    chart = points(
        rows,
        Axis(-1, len(rows), lambda _: "", (0,)),
        Axis(0, 5, lambda value: f"{value:g}", (0, 1, 2, 3, 4)),
        unit=words("unit"),
    )
    for level, key, down in ((CORE, "core", -0.12), (GUIDELINE, "guideline", 0.36)):
        chart.canvas.line(chart.x(-1), chart.y(level), chart.x(len(rows)), chart.y(level), "ink", 1.5, dashed=True)
        chart.note(-0.6, level - down, words(key, value=level))
    there = int((share >= CORE).sum())
    near = int(share.between(GUIDELINE, 2.1).sum())
    table = pd.DataFrame(
        {words("ally"): [named()[code] for code in share.index[::-1]], words("share"): share.to_numpy()[::-1]}
    )
    values = {"there": there, "near": near, "n": len(share), "core": CORE}
    return Drawing(chart.canvas, table, ("defence_expenditure: 2014-2025",), values)


def paths(words: Words) -> Drawing:
    """Draw three ways from 2 to 3.5 per cent."""
    found = {
        shape: plan(1000, GUIDELINE, CORE, TARGET - START, GROWTH, shape, 2.0) for shape in ("front", "linear", "back")
    }
    colours = {"front": "green", "linear": "blue", "back": "amber"}
    curves = [
        Curve("", [(START + n, value) for n, value in enumerate(one.share)], colours[shape])
        for shape, one in found.items()
    ]
    chart = lines(
        curves,
        years(START, TARGET, (START, 2027, 2029, 2031, 2033, TARGET)),
        Axis(1.8, 3.7, lambda value: f"{value:g}", (2, 2.5, 3, 3.5)),
        unit=words("unit"),
    )
    for shape, year, up, anchor in (
        ("front", 2027.4, 3.02, "end"),
        ("linear", 2030.6, 2.72, "start"),
        ("back", 2032.6, 2.42, "start"),
    ):
        chart.note(year, up, words(shape, bill=found[shape].total_pct), anchor, colours[shape], bold=True)
    table = pd.DataFrame(
        {
            words("path"): [words(shape, bill=one.total_pct) for shape, one in found.items()],
            words("review"): [one.share[4] for one in found.values()],
            words("bill"): [one.total_pct for one in found.values()],
        }
    )
    values = {
        "growth": GROWTH,
        "late": found["back"].total_pct,
        "early": found["front"].total_pct,
        "equal": found["linear"].total_pct,
    }
    return Drawing(chart.canvas, table, ("pledges",), values | {"start": GUIDELINE, "target": CORE})


def editions(words: Words) -> Drawing:
    """Draw one ally's shares of GDP as each edition has them."""
    cells = load("defence_expenditure").query("iso3 == 'POL' and year >= 2020").dropna(subset="share_of_gdp_pct")
    colours = {"2024": "blue", "2025": "amber", "2026": "green"}
    curves = [
        Curve("", list(zip(rows["year"], rows["share_of_gdp_pct"], strict=True)), colours[edition])
        for edition, rows in cells.groupby("edition", observed=True)
    ]
    chart = lines(
        curves,
        years(2020, 2026.4, range(2020, 2027)),
        Axis(1.5, 5, lambda value: f"{value:g}", (2, 3, 4)),
        unit=words("unit"),
    )
    for curve in curves:
        for x, y in curve.points:
            chart.canvas.dot(chart.x(x), chart.y(y), 5, curve.colour)
    for edition, (x, y, anchor) in {
        "2024": (2022.9, 3.6, "end"),
        "2025": (2023.7, 3.1, "start"),
        "2026": (2024.9, 4.85, "end"),
    }.items():
        chart.note(x, y, words("edition", year=edition), anchor, colours[edition], bold=True)
    table = cells.sort_values(["year", "edition"])[["year", "edition", "basis", "share_of_gdp_pct"]].astype(
        {"edition": str, "basis": str}
    )
    table.columns = [words("year"), words("which"), words("basis"), words("share")]
    both = cells[cells["year"] == 2024].set_index("edition")["share_of_gdp_pct"]
    return Drawing(
        chart.canvas, table, ("defence_expenditure",), {"old": both["2024"], "new": both["2025"], "year": 2024}
    )
