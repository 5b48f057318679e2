"""The figures of the lesson on Ukraine and the grey zone."""

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.figures.canvas import WIDTH
from lessonkit.figures.charts import Axis, Bar, Curve, bars, lines
from lessonkit.figures.figure import Drawing
from lessonkit.figures.land import world_map
from lessonkit.figures.words import Words
from nato_course.explorers.who_helps_most import model
from nato_course.figures.common import EUROPE, members, named, whole, years

FIRST, CUT = 8, 2024
"""Donors that are shown; the year after which the American line is nearly flat."""
UNION = [
    "AUT",
    "BEL",
    "BGR",
    "CYP",
    "CZE",
    "DEU",
    "DNK",
    "ESP",
    "EST",
    "FIN",
    "FRA",
    "GRC",
    "HRV",
    "HUN",
    "IRL",
    "ITA",
    "LTU",
    "LUX",
    "LVA",
    "MLT",
    "NLD",
    "POL",
    "PRT",
    "ROU",
    "SVK",
    "SVN",
    "SWE",
]
REST = ["CHE", "GBR", "ISL", "NOR"]
"""With the EU's own institutions, what the lesson calls Europe."""


def cover(words: Words) -> Drawing:
    """Draw Ukraine beside the allies: nobody has promised to defend it."""
    allies = members()
    canvas = world_map(EUROPE, {"blue": allies["iso3"], "amber": ["UKR"]}, foot=40)
    foot = canvas.height - 14
    canvas.rect(8, foot - 14, 22, 16, "blue")
    canvas.text(38, foot, words("allies"))
    canvas.rect(280, foot - 14, 22, 16, "amber")
    canvas.text(310, foot, words("ukraine"))
    canvas.text(WIDTH - 16, 60, words("ask"), "end", large=True)
    neighbours = [name for code, name in named().items() if code in ("POL", "SVK", "HUN", "ROU")]
    table = pd.DataFrame(
        {words("what"): [words("number"), words("near")], words("who"): [str(len(allies)), ", ".join(neighbours)]}
    )
    return Drawing(canvas, table, ("members: NATO",), {"n": len(allies)})


def _allocated() -> pd.Series:
    return model.given(load("ukraine_support"), "allocations", "total")


def _donors(words: Words, values: pd.Series, say: str, table_name: str) -> tuple[list[Bar], pd.DataFrame]:
    first = values.head(FIRST)
    names = [words("EU") if code == "EU" else named()[code] for code in first.index]
    rows = [
        Bar(name, value, "green" if code == "EU" else "blue")
        for name, (code, value) in zip(names, first.items(), strict=True)
    ]
    return rows, pd.DataFrame({words(say): names, words(table_name): first.to_numpy()})


def euros(words: Words) -> Drawing:
    """Draw the first donors by euros."""
    rows, table = _donors(words, _allocated(), "donor", "money")
    canvas, _ = bars(rows, lambda value: f"{value:.1f}")
    return Drawing(canvas, table, ("ukraine_support",), {"first": rows[0].name, "money": rows[0].value, "n": len(rows)})


def effort(words: Words) -> Drawing:
    """Draw the first donors by share of GDP."""
    donors = load("ukraine_donors").set_index("iso3")["gdp_2021_eur_bn"]
    values = model.in_unit(_allocated(), "gdp", donors, donors)
    rows, table = _donors(words, values, "donor", "share")
    canvas, _ = bars(rows, lambda value: f"{value:.2f} %")
    place = model.place(values, "USA")
    return Drawing(
        canvas,
        table,
        ("ukraine_support", "ukraine_donors"),
        {"first": rows[0].name, "share": rows[0].value, "usa": values["USA"], "place": place, "n": len(rows)},
    )


def pace(words: Words) -> Drawing:
    """Draw what Europe and the United States allocated, added up month by month."""
    table = load("ukraine_support").query("measure == 'allocations' and kind == 'total'")
    table = table.assign(when=table["year"] + (table["month"] - 1) / 12)
    sides = {"europe": ["EU", *UNION, *REST], "usa": ["USA"]}
    total = {key: table[table["iso3"].isin(codes)].groupby("when")["eur_bn"].sum() for key, codes in sides.items()}
    months = sorted(set(table["when"]))
    total = {key: given.reindex(months, fill_value=0.0).cumsum() for key, given in total.items()}
    colours = {"europe": "green", "usa": "blue"}
    curves = [Curve(words(key), list(total[key].items()), colours[key]) for key in sides]
    end = float(total["europe"].index[-1])
    chart = lines(
        curves,
        years(2022, end, range(2022, int(end) + 1)),
        Axis(0, 1.05 * total["europe"].iloc[-1], whole),
        unit=words("unit"),
    )
    started = float(total["usa"][total["usa"].index < CUT + 1].iloc[-1])
    shown = pd.DataFrame({words("year"): range(2022, 2027)})
    for key in sides:
        shown[words(key)] = [float(total[key][total[key].index < year + 1].iloc[-1]) for year in range(2022, 2027)]
    values = {
        "europe": total["europe"].iloc[-1],
        "usa": total["usa"].iloc[-1],
        "since": total["usa"].iloc[-1] - started,
        "cut": CUT,
    }
    return Drawing(chart.canvas, shown, ("ukraine_support",), values)
