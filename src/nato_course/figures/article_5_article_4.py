"""The figures of the lesson on Articles 4 and 5."""

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.figures.charts import Axis, Bar, bars, frame, ring
from lessonkit.figures.figure import Drawing
from lessonkit.figures.words import Words
from nato_course.figures.common import in_years, members, named, years

LARGE = 11
"""Of the dot for Article 5, in px."""


def cover(words: Words) -> Drawing:
    """Draw the allies around a table, one of them struck."""
    allies = members()
    canvas = ring(["red", *["blue"] * (len(allies) - 1)])
    canvas.text(320, 90, words("one"), "middle", "red", bold=True)
    canvas.text(320, 160, words("ask"), "middle", large=True)
    canvas.text(320, 190, words("others", n=len(allies) - 1), "middle")
    table = pd.DataFrame({words("what"): [words("members")], words("number"): [len(allies)]})
    return Drawing(canvas, table, ("members: NATO",), {"n": len(allies)})


def uses(words: Words) -> Drawing:
    """Draw every use of either article on a time axis."""
    events = load("article_4_5_events").drop_duplicates("event").sort_values("council_date")
    chart = frame(years(2000, 2026, range(2000, 2026, 5)), Axis(0, 3, lambda _: "", (0,)), 190, left=120)
    rows = {4: ("blue", 1.0), 5: ("red", 2.2)}
    seen: dict[tuple[int, int], int] = {}
    for event in events.itertuples():
        colour, up = rows[event.article]
        place = (event.article, event.council_date.year)
        seen[place] = seen.get(place, 0) + 1
        high = chart.y(up) - 20 * (seen[place] - 1)
        chart.canvas.dot(chart.x(in_years(event.council_date)), high, LARGE if event.article == 5 else 8, colour)
    for article, (colour, up) in rows.items():
        chart.canvas.text(0, chart.y(up) + 5, words("article", n=article), fill=colour, bold=True)
    count = events["article"].value_counts()
    first = events[events["article"] == 5]["council_date"].iloc[0]
    chart.note(in_years(first) + 0.8, 2.07, words("first", day=first))
    asked = (
        load("article_4_5_events").groupby("event")["iso3"].agg(lambda codes: ", ".join(named()[one] for one in codes))
    )
    table = events.assign(day=events["council_date"].dt.strftime("%-d %B %Y"), who=events["event"].map(asked))
    table = table[["day", "article", "who"]].set_axis([words("day"), words("which"), words("who")], axis=1)
    return Drawing(chart.canvas, table, ("article_4_5_events",), {"four": count[4], "five": count[5]})


def waits(words: Words) -> Drawing:
    """Draw the days from an event to the Council's meeting."""
    events = load("article_4_5_events").query("article == 4").drop_duplicates("event").dropna(subset="trigger_date")
    events = events.assign(days=(events["council_date"] - events["trigger_date"]).dt.days).sort_values("council_date")
    first = load("article_4_5_events").query("article == 4").groupby("event")["iso3"].agg(list)
    who = [
        named()[first[event][0]] if len(first[event]) == 1 else words("many", n=len(first[event]))
        for event in events["event"]
    ]
    names = [f"{day.year}, {name}" for day, name in zip(events["council_date"], who, strict=True)]
    rows = [Bar(name, days) for name, days in zip(names, events["days"], strict=True)]
    canvas, _ = bars(rows, lambda days: words("days", n=int(days)))
    table = events[["trigger", "days"]].assign(trigger=events["trigger"])
    table = table.set_axis([words("event"), words("after")], axis=1)
    return Drawing(
        canvas, table, ("article_4_5_events",), {"least": events["days"].min(), "most": events["days"].max()}
    )
