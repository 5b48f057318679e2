"""The figures of the lesson on the race of 2023 and 2024."""

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.figures.charts import Axis, Curve, Span, grid, lines, spans, stairs
from lessonkit.figures.figure import Drawing
from lessonkit.figures.words import Words
from nato_course.figures.common import members, named, whole

HOLD_OUTS = ("TUR", "HUN", "SVK", "ROU")
"""The four that NOS named on 2 April 2024, as the lesson tells."""


def _race() -> pd.DataFrame:
    return load("succession_race").sort_values("step")


def _months(first: pd.Timestamp, last: pd.Timestamp) -> Axis:
    starts = pd.date_range(first, last, freq="MS")
    return Axis(
        first.toordinal(),
        last.toordinal(),
        lambda day: pd.Timestamp.fromordinal(int(day)).strftime("%b"),
        [one.toordinal() for one in starts],
    )


def cover(words: Words) -> Drawing:
    """Draw the keys that had turned in April, as one report had it, and the four that had not."""
    n, late = len(members()), len(HOLD_OUTS)
    canvas = grid(["blue"] * (n - late) + ["amber"] * late, top=60)
    canvas.text(320, 36, words("ask", n=late), "middle", large=True)
    table = pd.DataFrame({words("what"): [words("yes"), words("open")], words("number"): [n - late, late]})
    return Drawing(canvas, table, ("members: NATO", "succession_race"), {"n": n, "late": late, "yes": n - late})


def public(words: Words) -> Drawing:
    """Draw how many allies had said yes where all could hear it."""
    race = _race()
    said = race[race["position"] == "supports Rutte"].drop_duplicates("iso3")
    decision = race.loc[race["position"] == "decision", "date"].iloc[0]
    report = said.loc[said["iso3"] == "LTU", "date"].iloc[0]  # the day of the report that counts 28
    count = 1 + said.groupby("date").size().cumsum()  # Rutte's own state is one
    first, end = pd.Timestamp(2024, 1, 1), pd.Timestamp(2024, 7, 1)
    points = stairs(
        [
            (first.toordinal(), 1),
            *((day.toordinal(), value) for day, value in count.items()),
            (decision.toordinal(), count.iloc[-1]),
        ]
    )
    n = len(members())
    chart = lines([Curve("", points)], _months(first, end), Axis(0, n + 2, whole, (0, 10, 20, n)), unit=words("unit"))
    counted = n - len(HOLD_OUTS)
    chart.canvas.dot(chart.x(report.toordinal()), chart.y(counted), 7, "amber")
    chart.note(report.toordinal() - 4, counted - 0.6, words("report", n=counted), "end", "amber", bold=True)
    chart.note(report.toordinal() - 4, count[report] + 1.4, words("named", n=count[report]), "end", bold=True)
    chart.canvas.dot(chart.x(decision.toordinal()), chart.y(n), 7, "green")
    chart.note(decision.toordinal() - 6, n - 4.6, words("all", day=decision), "end", "green", bold=True)
    table = said.assign(name=said["iso3"].map(named()), day=said["date"].dt.strftime("%-d %B %Y"))[["name", "day"]]
    table.columns = [words("ally"), words("day")]
    values = {"report": report, "counted": counted, "named": count[report], "n": n, "decision": decision}
    return Drawing(chart.canvas, table, ("succession_race",), values)


def locks(words: Words) -> Drawing:
    """Draw how long each of the four took after the first public yes."""
    race = _race()
    said = race[race["position"] == "supports Rutte"].drop_duplicates("iso3").set_index("iso3")["date"]
    start = said.min()
    rows = [
        Span(named()[code], start.toordinal(), said[code].toordinal(), words("wait", n=(said[code] - start).days))
        for code in HOLD_OUTS
    ]
    chart = spans(rows, _months(pd.Timestamp(2024, 2, 1), pd.Timestamp(2024, 7, 1)), row=36)
    table = pd.DataFrame(
        {
            words("ally"): [row.name for row in rows],
            words("day"): [said[code].strftime("%-d %B %Y") for code in HOLD_OUTS],
        }
    )
    values = {
        "start": start,
        "n": len(rows),
        "first": (said[list(HOLD_OUTS)].min() - start).days,
        "last": (said[list(HOLD_OUTS)].max() - start).days,
    }
    return Drawing(chart.canvas, table, ("succession_race",), values)
