"""The kinds of exercise: one folder each, found by looking. There is no list to keep.

A folder such as ``choice/`` holds all that the course knows about a kind:

- ``kind.py``: its fields, a dataclass, and its logic, a subclass of `base.Kind`;
- ``schema.json``: its fields as JSON Schema, for authors;
- ``part.js``, and ``part.css`` where it needs one: its part of the question widget;
- ``paper.html``: how it is answered on a worksheet.

The tests want one example of each kind in ``tests/fixtures/exercises/sample.yml``.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lessonkit.kinds.base import Kind


@cache
def folders() -> dict[str, Path]:
    """Return the folder of each kind by the kind's name, in the order of the alphabet."""
    return {path.parent.name: path.parent for home in __path__ for path in sorted(Path(home).glob("*/kind.py"))}


def files(name: str) -> list[Path]:
    """Return the files of one name, such as ``part.js``, of all kinds that have one."""
    return [folder / name for folder in folders().values() if (folder / name).exists()]


@cache
def of(kind: str, withheld: bool = False) -> "Kind[Any]":
    """Return the logic of a kind; its module is imported at first use.

    Parameters
    ----------
    withheld
        For exercises of a class release whose key stays with the teacher.

    Raises
    ------
    ValueError
        If there is no such kind.
    """
    from lessonkit.kinds.base import Kind

    if kind not in folders():
        raise ValueError(f"there is no kind {kind!r}; there are {', '.join(folders())}")
    module = import_module(f"{__name__}.{kind}.kind")
    found = (one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Kind))
    logic: type[Kind[Any]] = next(one for one in found if one.__module__ == module.__name__)
    if withheld:
        from lessonkit.kinds.withheld import Withheld

        logic = type("Withheld", (Withheld, logic), {})
    return logic()


def all_kinds() -> dict[str, "Kind[Any]"]:
    """Return the logic of every kind, by its name."""
    return {kind: of(kind) for kind in folders()}
