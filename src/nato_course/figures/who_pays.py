"""The figures of the lesson on burden sharing."""

import pandas as pd

from lessonkit.data.stats import rank_correlation
from lessonkit.data.tables import load
from lessonkit.figures.canvas import WIDTH, Canvas
from lessonkit.figures.charts import Axis, Pair, Point, pairs, points
from lessonkit.figures.figure import Drawing
from lessonkit.figures.words import Words
from nato_course.figures.common import latest_nato, named

LABELLED = {"POL": "start", "EST": "start", "USA": "end", "GRC": "start", "ESP": "start"}


def _economy(year: int) -> pd.Series:
    table = load("gdp").query(f"producer == 'NATO' and edition == '2024' and year == {year}")
    return table.set_index("iso3")["gdp_usd_m"]


def cover(words: Words) -> Drawing:
    """Draw the American part of all money beside its part of all economies."""
    money = latest_nato("2024", 2024)["spending_usd_m"]
    economy = _economy(2024)[money.index]
    parts = {"money": 100 * money["USA"] / money.sum(), "economy": 100 * economy["USA"] / economy.sum()}
    canvas = Canvas(250)
    for number, (key, share) in enumerate(parts.items()):
        y = 36 + 106 * number
        cut = WIDTH * share / 100
        canvas.text(0, y - 12, words(key), bold=True)
        canvas.rect(0, y, cut, 56, "blue")
        canvas.rect(cut + 2, y, WIDTH - cut - 2, 56, "amber")
        canvas.text(14, y + 37, words("share", value=share), fill="paper", large=True)
        canvas.text(cut + 14, y + 34, words("share", value=100 - share), fill="paper", bold=True)
    canvas.text(0, 242, words("usa"), fill="blue", bold=True)
    canvas.text(WIDTH, 242, words("rest", n=len(money) - 1), "end", "amber", bold=True)
    table = pd.DataFrame({words("what"): [words(key) for key in parts], words("part"): list(parts.values())})
    return Drawing(canvas, table, ("defence_expenditure: 2014-2024", "gdp: NATO"), parts | {"n": len(money) - 1})


def distance(words: Words) -> Drawing:
    """Draw each ally's burden against the distance of its capital to Moscow."""
    capitals = load("capitals").sort_values("start").drop_duplicates("iso3", keep="last").set_index("iso3")
    burden = latest_nato("2024", 2024)["share_of_gdp_pct"]
    far = capitals["distance_to_moscow_km"][burden.index] / 1000
    rows = [
        Point(far[code], burden[code], named()[code] if code in LABELLED else "", anchor=LABELLED.get(code, "start"))
        for code in burden.index
    ]
    say = lambda value: f"{value:g}"  # noqa: E731  (said twice)
    chart = points(rows, Axis(0, 8.2, say), Axis(0, 4.5, say, (0, 1, 2, 3, 4)), unit=words("unit"))
    chart.canvas.text(WIDTH, 14, words("across"), "end", "soft")
    before = latest_nato("2024", 2014)["share_of_gdp_pct"]
    old = rank_correlation(capitals["distance_to_moscow_km"][before.index], before)
    table = pd.DataFrame(
        {words("ally"): [named()[code] for code in burden.index], words("km"): 1000 * far, words("share"): burden}
    )
    values = {"now": rank_correlation(far, burden), "then": old, "n": len(burden)}
    return Drawing(chart.canvas, table.sort_values(words("km")), ("defence_expenditure: 2014-2024", "capitals"), values)


def change(words: Words) -> Drawing:
    """Draw each ally's share of GDP in 2014 and in 2024."""
    then, now = (latest_nato("2024", year)["share_of_gdp_pct"] for year in (2014, 2024))
    order = now.sort_values(ascending=False).index
    rows = [
        Pair(named()[code], then.get(code, now[code]), now[code], "blue" if now[code] >= then.get(code, 0) else "amber")
        for code in order
    ]
    chart = pairs(rows, Axis(0, 4.4, lambda value: f"{value:g} %", (0, 1, 2, 3, 4)))
    chart.canvas.line(chart.x(2), 4, chart.x(2), chart.canvas.height - 30, "soft", 1.5, dashed=True)
    up = sum(row.after > row.before for row in rows)
    chart.note(2.8, 0.30, words("ring", year=2014), colour="soft")
    chart.note(2.8, 0.27, words("dot", year=2024), colour="soft")
    fell = [row.name for row in rows if row.after < row.before]
    chart.note(2.8, 0.24, words("fell"), colour="amber")
    table = pd.DataFrame(
        {
            words("ally"): [row.name for row in rows],
            words("then"): [row.before for row in rows],
            words("now"): [row.after for row in rows],
        }
    )
    return Drawing(
        chart.canvas,
        table,
        ("defence_expenditure: 2014-2024",),
        {"up": up, "n": len(rows), "fell": fell, "first": rows[0].name},
    )
