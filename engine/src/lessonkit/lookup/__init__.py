"""Look it up: the verb `look_up` shows a list that can be searched."""

from difflib import get_close_matches

from lessonkit import course
from lessonkit.lookup.part import Part
from lessonkit.lookup.widget import LookUp


def lists() -> tuple[str, ...]:
    """Return the names of the lists: every course has glossary, sources and changes; others are its own."""
    return ("glossary", *course.current().look_up, "sources", "changes")


def look_up(name: str) -> LookUp:
    """Return a list to search, such as ``"glossary"``, ``"sources"`` or ``"changes"``.

    Raises
    ------
    ValueError
        If there is none of that name; the text gives the nearest.
    """
    return LookUp(part(name))


def part(name: object) -> Part:
    """Return what a list holds.

    Raises
    ------
    ValueError
        If there is none of that name; the text gives the nearest.
    """
    known = lists()
    if type(name) is not str or name not in known:
        asked = name[:40] if type(name) is str else ""
        near = get_close_matches(asked.lower(), known, 1, 0)[0]
        raise ValueError(
            f'There is no list of that name. Did you mean look_up("{near}")? There are: {", ".join(known)}.'
        )
    from lessonkit.lookup import parts

    own = course.current().look_up
    made: Part = course.current().imported(own[name])() if name in own else getattr(parts, name)()
    return made
