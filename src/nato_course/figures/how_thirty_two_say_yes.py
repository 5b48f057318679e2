"""The figures of the lesson on consensus."""

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.figures.charts import Axis, Bar, Curve, bars, frame, grid, lines
from lessonkit.figures.figure import Drawing
from lessonkit.figures.words import Words
from nato_course.explorers.break_silence import cases, model
from nato_course.figures.common import members, named, percent, whole

CHANCE = 0.97
"""That one ally says yes, in the lesson's example."""
ALLIANCES = (12, 19, 32)


def cover(words: Words) -> Drawing:
    """Draw all allies, of which one objects."""
    n = len(members())
    canvas = grid(["blue"] * (n - 1) + ["red"], top=56)
    canvas.text(320, 36, words("ask"), "middle", large=True)
    canvas.text(590, canvas.height - 50, words("no"), "start", "red", bold=True)
    table = pd.DataFrame({words("what"): [words("members")], words("number"): [n]})
    return Drawing(canvas, table, ("members: NATO",), {"n": n, "others": n - 1})


def product(words: Words) -> Drawing:
    """Draw the chance that all agree for every number of allies."""
    points = [(n, 100 * model.unanimity(CHANCE, n)) for n in range(1, len(members()) + 1)]
    curve = Curve("", points)
    chart = lines(
        [curve],
        Axis(1, len(points), whole, (1, *ALLIANCES)),
        Axis(0, 105, whole, (0, 25, 50, 75, 100)),
        unit=words("unit"),
    )
    chance = dict(points)
    for n in ALLIANCES:
        chart.canvas.dot(chart.x(n), chart.y(chance[n]), 7, "blue")
        anchor = "end" if n == len(points) else "start"
        chart.canvas.text(
            chart.x(n) + (-4 if anchor == "end" else 6),
            chart.y(chance[n]) - 12,
            words("point", value=chance[n]),
            anchor,
            bold=True,
        )
    table = pd.DataFrame({words("allies"): list(ALLIANCES), words("all"): [chance[n] for n in ALLIANCES]})
    values = {"one": 100 * CHANCE, "n": len(points), "last": chance[len(points)]}
    return Drawing(chart.canvas, table, ("members: NATO",), values)


def room(words: Words) -> Drawing:
    """Count the texts that pass at once, for the founders and for all."""
    found = {n: 100 * model.acceptable_share(cases.today(members=n).table) for n in ALLIANCES}
    rows = [Bar(words("row", n=n), share) for n, share in found.items()]
    canvas, _ = bars(rows, percent)
    table = pd.DataFrame({words("allies"): list(found), words("share"): list(found.values())})
    values = {"few": ALLIANCES[0], "many": ALLIANCES[-1], "then": found[ALLIANCES[0]], "now": found[ALLIANCES[-1]]}
    return Drawing(canvas, table, ("capitals", "un_ideal_points"), values)


def wishes(words: Words) -> Drawing:
    """Draw where each ally's votes in the General Assembly put it."""
    places = load("un_ideal_points").query("year == 2019").set_index("iso3")["ideal_point"]
    points = places[members()["iso3"]].sort_values()
    chart = frame(
        Axis(0.5, 2.8, lambda value: f"{value:g}", (0.5, 1, 1.5, 2, 2.5)),
        Axis(0, 3, lambda _: "", (0,)),
        190,
        left=10,
        unit=words("unit"),
    )
    for number, value in enumerate(points):
        chart.canvas.dot(chart.x(value), chart.y(0.7 + 0.45 * (number % 3)), 8, "blue")
    ends = {points.index[0]: "start", points.index[-1]: "end"}
    for code, anchor in ends.items():
        chart.note(points[code], 2.3, named()[code], anchor, bold=True)
    table = pd.DataFrame({words("ally"): [named()[code] for code in points.index], words("point"): points.to_numpy()})
    values = {
        "low": named()[points.index[0]],
        "high": named()[points.index[-1]],
        "n": len(points),
        "mean": points.mean(),
    }
    return Drawing(chart.canvas, table, ("un_ideal_points",), values)
