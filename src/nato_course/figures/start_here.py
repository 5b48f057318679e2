"""The figure of the first page."""

from lessonkit.figures.figure import Drawing
from lessonkit.figures.land import world_map
from lessonkit.figures.words import Words
from nato_course.figures.common import ATLANTIC, members


def cover(words: Words) -> Drawing:
    """Draw the allies of today on both sides of the Atlantic."""
    allies = members()
    canvas = world_map(ATLANTIC, {"blue": allies["iso3"]})
    canvas.text(*ATLANTIC.place(350, 120), words("promise"), "middle", large=True)
    canvas.text(*ATLANTIC.place(350, 140), words("ocean"), "middle", "soft")
    table = allies[["name", "accession_year"]].set_axis([words("state"), words("since")], axis=1)
    return Drawing(canvas, table, ("members: NATO",))
