"""The figures of the lesson on the treaty of 1949."""

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.figures.charts import Bar, bars
from lessonkit.figures.figure import Drawing
from lessonkit.figures.land import world_map
from lessonkit.figures.words import Words
from nato_course.explorers.build_1949.model import PARTS, scores, together
from nato_course.figures.common import ATLANTIC, members

AMERICA = ("USA", "CAN")
SIGNED, ANSWERED = 1949, 1955
"""The years of the North Atlantic Treaty and of the Warsaw Pact."""


def cover(words: Words) -> Drawing:
    """Draw the twelve that signed, and no enemy: the treaty names none."""
    founders = members().query("founder")
    europe = len(founders) - len(AMERICA)
    canvas = world_map(ATLANTIC, {"blue": founders["iso3"]})
    canvas.text(
        *ATLANTIC.place(350, 112), words("signed", day=founders["accession_date"].iloc[0]), "middle", large=True
    )
    canvas.text(*ATLANTIC.place(350, 130), words("sides", america=len(AMERICA), europe=europe), "middle")
    table = founders[["name"]].assign(side=[words("west" if code in AMERICA else "east") for code in founders["iso3"]])
    table = table.set_axis([words("state"), words("side")], axis=1)
    values = {"n": len(founders), "day": founders["accession_date"].iloc[0], "europe": europe}
    return Drawing(canvas, table, ("members: NATO",), values)


def parts(words: Words) -> Drawing:
    """Compare the ten European founders with the Soviet Union, measure by measure."""
    known = scores(load("capabilities"))
    ten = [code for code in members().query("founder")["iso3"] if code not in AMERICA]
    ours, theirs = (together(known, states, SIGNED) for states in (ten, ["SUN"]))
    times = {part: mine / his for part, mine, his in zip(PARTS, ours.parts, theirs.parts, strict=True)}
    times = dict(sorted(times.items(), key=lambda item: -item[1]))
    rows = [Bar(words(f"part.{part}"), value, "blue" if value >= 1 else "amber") for part, value in times.items()]
    canvas, scale = bars(rows, lambda value: f"{value:.2f}", foot=34)
    canvas.line(scale(1), 0, scale(1), canvas.height - 28, "ink", 2, dashed=True)
    canvas.text(scale(1), canvas.height - 8, words("equal"), "middle", bold=True)
    table = pd.DataFrame({words("measure"): [row.name for row in rows], words("times"): list(times.values())})
    values = {"more": sum(value > 1 for value in times.values()), "parts": len(times), "year": SIGNED}
    values |= {"soldiers": times["personnel_thousand"], "steel": times["iron_steel_thousand_t"]}
    return Drawing(canvas, table, ("capabilities",), values)


def blocs(words: Words) -> Drawing:
    """Compare what each side of 1955 had, state by state or group by group."""
    known = scores(load("capabilities"))
    founders = list(members().query("founder")["iso3"])
    groups = {
        "usa": ["USA"],
        "others": [code for code in founders if code != "USA"],
        "germany": ["DEU"],
        "south": ["GRC", "TUR"],
        "soviet": ["SUN"],
        "pact": ["ALB", "BGR", "CSK", "DDR", "HUN", "POL", "ROU"],
    }
    share = {key: 100 * together(known, states, ANSWERED).index for key, states in groups.items()}
    east = ("soviet", "pact")
    rows = [Bar(words(f"group.{key}"), value, "amber" if key in east else "blue") for key, value in share.items()]
    canvas, _ = bars(rows, lambda value: f"{value:.1f} %")
    table = pd.DataFrame({words("group"): [row.name for row in rows], words("share"): list(share.values())})
    theirs = sum(share[key] for key in east)
    values = {"year": ANSWERED, "times": (sum(share.values()) - theirs) / theirs}
    values |= {key: share[key] for key in ("germany", "south")}
    return Drawing(canvas, table, ("capabilities",), values)
