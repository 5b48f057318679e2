"""The figures of the lesson on enlargement."""

from lessonkit.data.tables import load
from lessonkit.figures.charts import Axis, Bar, Curve, columns, frame, lines, stairs
from lessonkit.figures.figure import Drawing
from lessonkit.figures.land import world_map
from lessonkit.figures.words import Words
from nato_course.explorers.time_machine import model
from nato_course.figures.common import EUROPE, in_years, members, named, whole, years


def cover(words: Words) -> Drawing:
    """Draw the allies of today, all alike: who began is asked before the first section."""
    allies = members()
    first = allies["accession_date"].min()
    canvas = world_map(EUROPE, {"blue": allies["iso3"]}, foot=44)
    canvas.rect(8, canvas.height - 30, 22, 16, "blue")
    canvas.text(38, canvas.height - 16, words("allies"))
    canvas.text(620, 130, words("ask"), "end", large=True)
    table = allies[["name", "accession_year"]].set_axis([words("state"), words("since")], axis=1)
    values = {"year": first.year, "then": (allies["accession_date"] == first).sum(), "now": len(allies)}
    return Drawing(canvas, table, ("members: NATO",), values)


def waves(words: Words) -> Drawing:
    """Draw the number of members over time, with its longest pause."""
    rounds = load("accession_rounds").sort_values("date")
    points = [(in_years(row.date), row.members_after) for row in rounds.itertuples()]
    gap = model.longest_gap(model.rows(rounds))
    chart = lines(
        [Curve(str(points[-1][1]), stairs([*points, (2025, points[-1][1])]))],
        years(1949, 2025, (1949, 1960, 1970, 1980, 1990, 2000, 2010, 2020)),
        Axis(0, 35, whole, (0, 10, 20, 30)),
        unit=words("unit"),
    )
    middle = (in_years(gap.start) + in_years(gap.end)) / 2
    chart.note(middle, 18, words("pause", years=gap.years), "middle", bold=True)
    biggest = rounds[rounds["round"] > 0].nlargest(1, "members_added").iloc[0]
    chart.note(biggest.date.year - 1, 25.5, words("biggest", year=biggest.date.year, n=biggest.members_added), "end")
    table = rounds[["date", "label", "members_after"]].assign(date=rounds["date"].dt.strftime("%-d %B %Y"))
    table = table.set_axis([words("day"), words("who"), words("members")], axis=1)
    values = {
        "years": gap.years,
        "start": gap.start.year,
        "end": gap.end.year,
        "first": rounds["date"].min().year,
        "big": biggest.members_added,
    }
    return Drawing(chart.canvas, table, ("accession_rounds",), values | {"n": points[-1][1]})


def keys(words: Words) -> Drawing:
    """Draw on which day each ally ratified Sweden's accession."""
    steps = load("accession_steps").query("iso3 == 'SWE'")
    signed = steps.loc[steps["step"] == "protocol", "date"].iloc[0]
    joined = steps.loc[steps["step"] == "accession", "date"].iloc[0]
    yes = (
        steps[steps["step"] == "ratification"]
        .sort_values("date")
        .assign(days=lambda rows: (rows["date"] - signed).dt.days, name=lambda rows: rows["ally"].map(named()))
    )
    late = yes.tail(2)
    early = yes.iloc[:-2]
    chart = frame(
        Axis(0, 640, whole, (0, 100, 200, 300, 400, 500, 600)),
        Axis(0, 30, whole, (0, 10, 20, 30)),
        300,
        unit=words("unit"),
    )
    for count, row in enumerate(yes.itertuples(), 1):
        chart.canvas.dot(chart.x(row.days), chart.y(count), 6, "amber" if row.name in set(late["name"]) else "blue")
    chart.note(early["days"].max() + 12, len(early) - 13, words("early", n=len(early), days=early["days"].max()))
    for row, up in zip(late.itertuples(), (-6, -9.5), strict=True):
        chart.note(row.days, len(yes) + up, words("late", name=row.name, days=row.days), "end", "amber", bold=True)
    table = yes[["name", "date", "days"]].assign(date=yes["date"].dt.strftime("%-d %B %Y"))
    table = table.set_axis([words("ally"), words("day"), words("after")], axis=1)
    values = {"early": len(early), "all": len(yes), "days": early["days"].max(), "joined": joined}
    values |= {"first": late["name"].iloc[0], "last": late["name"].iloc[1], "last_days": late["days"].iloc[1]}
    return Drawing(chart.canvas, table, ("accession_steps",), values)


def border(words: Words) -> Drawing:
    """Draw the length of the border with Russia after each accession that changed it."""
    russia = load("borders").query("neighbour == 'RUS'").sort_values("start")
    length = russia.groupby("start")["length_km"].sum().cumsum()
    last = length.index[-1]
    names = russia.groupby("start")["iso3"].agg(lambda codes: [named()[code] for code in codes])
    who = {day: names[day][0] if len(names[day]) == 1 else words("three") for day in length.index}
    rows = [Bar(f"{day.year}\n{who[day]}", km, "amber" if day == last else "blue") for day, km in length.items()]
    canvas = columns(rows, lambda km: f"{km:,.0f} km", height=320)
    table = russia.assign(name=russia["iso3"].map(named()), year=russia["start"].dt.year)[["name", "year", "length_km"]]
    table = table.set_axis([words("state"), words("since"), words("km")], axis=1)
    values = {"before": length.iloc[-2], "now": length.iloc[-1], "times": length.iloc[-1] / length.iloc[-2]}
    return Drawing(canvas, table, ("borders",), values | {"year": last.year, "first": length.iloc[0]})
