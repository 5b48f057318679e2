"""The covers of the pages: a small picture each, as SVG, in a light and a dark version."""

from pathlib import Path

from lessonkit import course


def find(slug: str, dark: bool) -> Path | None:
    """Return the file of a page's cover; None if it has none."""
    folder = course.current().content / "figures"
    names = ([f"{slug}-cover-dark.svg"] if dark else []) + [f"{slug}-cover.svg"]
    return next((folder / name for name in names if (folder / name).is_file()), None)
