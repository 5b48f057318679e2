"""The signature interactives: ``explore("time-machine")``.

An explorer is one folder of the course's package, ``explorers/time_machine/``, with the class in ``explorer.py``. The
folders are found by looking: there is no list to keep.
"""

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from lessonkit import course

if TYPE_CHECKING:
    from lessonkit.explorer.frame import Explorer
    from lessonkit.explorer.inputs import Ask, AskChoice


def names() -> list[str]:
    """Return the names of the course's explorers, in the order of the alphabet."""
    return list(_folders(course.current().package))


def explore(name: str) -> "Explorer":
    """Return the interactive called ``name``, ready to be shown as the last line of a cell.

    Raises
    ------
    ValueError
        If there is none of that name; the message says which is nearest.
    """
    known = names()
    if not isinstance(name, str) or name not in known:
        near = get_close_matches(str(name), known, n=1, cutoff=0)
        hint = f"Did you mean {near[0]!r}? There are: {', '.join(known)}." if near else "This course has none."
        raise ValueError(f"There is no interactive {name!r:.60}. {hint}")
    return kind(name)()


def asks(name: str) -> "tuple[Ask | AskChoice, ...]":
    """Return what an interactive asks for as a prediction; empty if there is none of that name."""
    return tuple(kind(name).asks) if name in names() else ()


def kind(name: str) -> "type[Explorer]":
    """Return the class of an explorer: the one that its module ``explorer.py`` defines."""
    from lessonkit.explorer.frame import Explorer

    module = import_module(f"{course.current().package}.explorers.{_folders(course.current().package)[name]}.explorer")
    found = [
        one
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Explorer) and one.__module__ == module.__name__
    ]
    return next(one for one in found if one.name == name)


@cache
def _folders(package: str) -> dict[str, str]:
    """Return name -> folder."""
    home = Path(str(import_module(package).__file__)).parent / "explorers"
    return {path.parent.name.replace("_", "-"): path.parent.name for path in sorted(home.glob("*/explorer.py"))}
