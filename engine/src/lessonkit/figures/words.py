"""The words of a page's figures, ``content/figures/<slug>.yml``: for each figure a title, an ``alt`` and its labels.

Numbers come from Python, in slots as in the words of an explorer: ``{km:,.0f} km``. So no figure can say a number that
is not in the tables. Every value of the file is text.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lessonkit import course
from lessonkit.texts.slots import FILLER

MUST = ("title", "alt")


class FigureError(Exception):
    """A figure that does not exist, or whose words lack something; the text says which and what."""


class Words:
    """The words of one figure. Call it with a key and the values of the slots."""

    def __init__(self, place: str, texts: dict[str, str]):
        self.place, self.texts = place, texts

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return a text with its slots filled.

        Raises
        ------
        FigureError
            If there is no such text, or nothing fills one of its slots.
        """
        if key not in self.texts:
            raise FigureError(f"{self.place} has no text {key!r}.")
        try:
            return FILLER.vformat(self.texts[key].strip(), (), values)
        except (KeyError, IndexError) as missing:
            raise FigureError(f"{self.place}, {key}: nothing fills the slot {missing}.") from None


def words(slug: str) -> dict[str, Words]:
    """Return the words of a page's figures by the name of the figure; nothing where the page has none.

    Raises
    ------
    FigureError
        If the file is not as it should be.
    """
    path = course.current().content / "figures" / f"{slug}.yml"
    return _read(path, path.stat().st_mtime_ns) if path.exists() else {}


@cache
def _read(path: Path, _stamp: int) -> dict[str, Words]:
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    except yaml.YAMLError as trouble:
        raise FigureError(f"{path.name}: this is not YAML ({' '.join(str(trouble).split())}).") from None
    if not isinstance(tree, dict):
        raise FigureError(f"{path.name}: the file must begin with the name of a figure.")
    for name, texts in tree.items():
        if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
            raise FigureError(f"{path.name}: {name} must have texts under names.")
        if missing := [key for key in MUST if not texts.get(key)]:
            raise FigureError(f"{path.name}: {name} lacks {' and '.join(missing)}.")
    return {name: Words(f"{path.name}, {name}", texts) for name, texts in tree.items()}
