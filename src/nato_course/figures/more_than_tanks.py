"""The figures of the lesson on threats, partners and values."""

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.figures.charts import Axis, Bar, Curve, bars, lines
from lessonkit.figures.figure import Drawing
from lessonkit.figures.land import world_map
from lessonkit.figures.words import Words
from nato_course.explorers.alliance_of_democracies.explorer import counts
from nato_course.explorers.alliance_of_democracies.model import percent as share_of
from nato_course.figures.common import WORLD, members, percent, whole, years

FIRST, LINE = 1949, 50
"""The first year that is counted, and the threshold in hundredths."""


def cover(words: Words) -> Drawing:
    """Draw the members and the partners on one map."""
    allies = set(members()["iso3"])
    partners = load("partners")
    today = partners[partners["end"].isna()]
    codes = set(today["iso3"]) - allies
    resting = set(today.loc[today["suspended_from"].notna(), "iso3"])
    groups = {"blue": allies, "green": codes - resting, "amber": resting}
    canvas = world_map(WORLD, groups, foot=40)
    foot = canvas.height - 14
    for x, colour, key in ((8, "blue", "members"), (190, "green", "partners"), (420, "amber", "suspended")):
        canvas.rect(x, foot - 14, 22, 16, colour)
        canvas.text(x + 30, foot, words(key, n=len(groups[colour])))
    canvas.text(14, 190, words("ask"), large=True)
    table = (
        today[["name", "programme"]]
        .astype({"programme": str})
        .groupby("name")["programme"]
        .agg("; ".join)
        .reset_index()
    )
    table.columns = [words("state"), words("programme")]
    return Drawing(
        canvas,
        table,
        ("members: NATO", "partners"),
        {"n": len(allies), "partners": len(codes), "resting": len(resting)},
    )


def share(words: Words) -> Drawing:
    """Draw the share of members above the line, year by year."""
    found = {int(year): share_of(one.above, one.members) for year, one in enumerate(counts(LINE), FIRST)}
    low = min(found, key=lambda year: found[year])
    last = max(found)
    chart = lines(
        [Curve("", list(found.items()))],
        years(1949, last, (1949, 1960, 1970, 1980, 1990, 2000, 2010, last)),
        Axis(0, 105, whole, (0, 25, 50, 75, 100)),
        unit=words("unit"),
    )
    chart.canvas.dot(chart.x(low), chart.y(found[low]), 6, "amber")
    chart.note(low + 1.5, found[low] - 7, words("low", year=low, share=found[low]), "start", "amber", bold=True)
    whole_years = [year for year, value in found.items() if value == 100]
    table = pd.DataFrame({words("year"): list(found), words("share"): list(found.values())}).iloc[::5]
    values = {
        "low": found[low],
        "year": low,
        "last": last,
        "now": found[last],
        "full": len(whole_years),
        "line": LINE / 100,
    }
    return Drawing(chart.canvas, table, ("democracy",), values)


def reporters(words: Words) -> Drawing:
    """Draw who made the incidents public that hit an ally."""
    incidents = load("cyber_incidents")
    hit = incidents[incidents["allies_hit"] > 0]
    found = 100 * hit["disclosed_by"].value_counts(normalize=True)
    found = found[found > 0]
    rows = [Bar(str(who)[0].upper() + str(who)[1:], value) for who, value in found.items()]
    canvas, _ = bars(rows, percent)
    table = pd.DataFrame({words("who"): [row.name for row in rows], words("share"): found.to_numpy()})
    values = {
        "first": found.iloc[0],
        "second": found.iloc[1],
        "who": str(found.index[0]),
        "next": str(found.index[1]),
        "n": len(hit),
    }
    return Drawing(canvas, table, ("cyber_incidents",), values)
