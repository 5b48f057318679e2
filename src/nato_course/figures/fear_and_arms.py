"""The figures of the lesson on the security dilemma."""

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.figures.charts import Axis, Bar, Curve, bars, lines
from lessonkit.figures.figure import Drawing
from lessonkit.figures.words import Words
from nato_course.figures.common import whole, years

SIDES = {"USA": ("blue", 12.0), "SUN": ("amber", -8.0)}
LAST = 1988
"""The Soviet figures have a break after this year."""


def cover(words: Words) -> Drawing:
    """Draw the military spending of both sides."""
    table = load("capabilities").query(f"year >= 1949 and year <= {LAST}")
    money = table.pivot(index="year", columns="iso3", values="spending_usd_thousand")[list(SIDES)] / 1e6
    curves = [
        Curve(words(code), [(year, money.loc[year, code]) for year in money.index], colour, shift=shift)
        for code, (colour, shift) in SIDES.items()
    ]
    chart = lines(curves, years(1949, LAST, (1950, 1960, 1970, 1980, LAST)), Axis(0, 320, whole), unit=words("unit"))
    chart.canvas.text(90, 90, words("ask"), large=True)
    shown = money.loc[[1949, 1953, 1960, 1970, 1980, LAST]].reset_index()
    shown.columns = [words("year"), words("USA"), words("SUN")]
    return Drawing(chart.canvas, shown, ("capabilities",), {"start": money.index[0], "end": LAST})


def warheads(words: Words) -> Drawing:
    """Draw the stockpiles of nuclear warheads."""
    table = (
        load("nuclear_warheads").query("series == 'stockpile'").astype({"iso3": str}).replace({"iso3": {"SUN": "RUS"}})
    )
    by_side = (
        table.pivot(index="year", columns="iso3", values="stockpile")[["USA", "RUS"]].dropna().astype(float) / 1000
    )
    curves = [
        Curve(words("USA"), list(by_side["USA"].items()), "blue", shift=12),
        Curve(words("RUS"), list(by_side["RUS"].items()), "amber", shift=-8),
    ]
    last = by_side.index[-1]
    decades = years(by_side.index[0], last, range(1950, 2021, 10))
    chart = lines(curves, decades, Axis(0, 42, whole), unit=words("unit"))
    peak = {code: (by_side[code].idxmax(), by_side[code].max()) for code in by_side}
    for code, colour in (("USA", "blue"), ("RUS", "amber")):
        year, most = peak[code]
        chart.note(year, most + 1, words("peak", year=year, n=1000 * most), "middle", colour, bold=True)
    shown = by_side.loc[[1950, peak["USA"][0], peak["RUS"][0], 2000, last]].mul(1000).reset_index()
    shown.columns = [words("year"), words("USA"), words("RUS")]
    values = {"usa": peak["USA"][0], "rus": peak["RUS"][0], "last": last}
    return Drawing(chart.canvas, shown, ("nuclear_warheads",), values)


def mandates(words: Words) -> Drawing:
    """Count the operations of 1992 to 2014 by mandate."""
    operations = load("operations")
    since = operations[operations["start"].dt.year.between(1992, 2014)]
    count = since["un_mandate"].value_counts()
    colours = {"yes": "blue", "none needed": "green", "no": "amber"}
    rows = [Bar(words(key.replace(" ", "_")), count[key], colour) for key, colour in colours.items()]
    canvas, _ = bars(rows, whole)
    shown = since.sort_values("start")[["name", "start", "un_mandate"]].assign(start=since["start"].dt.year)
    shown.columns = [words("operation"), words("year"), words("mandate")]
    values = {"all": len(since), "yes": count["yes"], "needless": count["none needed"], "no": count["no"]}
    return Drawing(canvas, pd.DataFrame(shown), ("operations",), values)
