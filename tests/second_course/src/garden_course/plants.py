"""The plants of the garden as a list to search."""

from lessonkit.data.tables import load
from lessonkit.lookup.part import Part, Piece, Row


def plants() -> Part:
    """Return every plant with how deep it is sown."""
    rows = [
        Row(((Piece(row.plant),), (Piece(row.part),), (Piece(f"{row.depth_cm:g} cm"),)), facets={"part": row.part})
        for row in load("plants").itertuples()
    ]
    return Part(
        "Plants",
        "Every plant of the garden. The figures are made up.",
        ("plant", "plants"),
        ("Plant", "Eaten", "Depth"),
        tuple(rows),
        {"part": ("Eaten", [(part, part) for part in ("fruit", "leaf", "root")])},
    )
