"""The figures of the lesson on the alliance less one."""

import pandas as pd

from lessonkit.figures.charts import Bar, bars
from lessonkit.figures.figure import Drawing
from lessonkit.figures.land import world_map
from lessonkit.figures.words import Words
from nato_course.explorers.subtract_one.measures import TROOPS_YEAR, hosts, measures
from nato_course.explorers.subtract_one.model import vanished
from nato_course.figures.common import ATLANTIC, members, named, percent, whole

MOST = 8
"""Hosts that are shown one by one."""


def cover(words: Words) -> Drawing:
    """Draw the allies, one of them in another colour."""
    allies = members()
    canvas = world_map(ATLANTIC, {"blue": allies.loc[allies["iso3"] != "USA", "iso3"], "amber": ["USA"]})
    canvas.text(*ATLANTIC.place(350, 120), words("ask"), "middle", large=True)
    canvas.text(*ATLANTIC.place(350, 140), words("left", n=len(allies) - 1), "middle")
    table = pd.DataFrame(
        {words("what"): [words("all"), words("rest")], words("number"): [len(allies), len(allies) - 1]}
    )
    return Drawing(canvas, table, ("members: NATO",), {"n": len(allies), "left": len(allies) - 1})


def shares(words: Words) -> Drawing:
    """Draw the American part by five measures."""
    found = {one.name: 100 * vanished(one.allies, ["USA"]) for one in measures().values()}
    found = dict(sorted(found.items(), key=lambda item: item[1]))
    canvas, _ = bars([Bar(name, share) for name, share in found.items()], percent, high=100)
    table = pd.DataFrame({words("measure"): list(found), words("share"): list(found.values())})
    names = list(found)
    values = {
        "low": found[names[0]],
        "least": names[0].lower(),
        "high": found[names[-1]],
        "most": names[-1].lower(),
        "n": len(found),
    }
    return Drawing(
        canvas, table, ("milex_sipri", "capabilities", "gdp: World Bank", "population", "nuclear_warheads"), values
    )


def addresses(words: Words) -> Drawing:
    """Draw where US troops were stationed in Europe."""
    found = hosts()
    codes = list(found)[:MOST]
    rows = [Bar(named()[code], found[code]) for code in codes] + [
        Bar(words("rest"), sum(found.values()) - sum(found[code] for code in codes), "green")
    ]
    canvas, _ = bars(rows, whole)
    table = pd.DataFrame({words("host"): [named()[code] for code in found], words("troops"): list(found.values())})
    values = {
        "first": rows[0].name,
        "share": 100 * rows[0].value / sum(found.values()),
        "all": sum(found.values()),
        "year": TROOPS_YEAR,
    }
    return Drawing(canvas, table, ("us_troops",), values)
