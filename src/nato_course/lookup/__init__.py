"""Look it up: the verb `look_up` shows a list that can be searched."""

from difflib import get_close_matches

PARTS = ("glossary", "people", "timeline", "sources", "changes")


def look_up(name: str):
    """Return a list to search: ``"glossary"``, ``"people"``, ``"timeline"``, ``"sources"`` or ``"changes"``.

    Raises
    ------
    ValueError
        If there is none of that name; the text gives the nearest.
    """
    if type(name) is not str or name not in PARTS:
        asked = name[:40] if type(name) is str else ""
        near = get_close_matches(asked.lower(), PARTS, 1, 0)[0]
        raise ValueError(f'There is no list of that name. Did you mean look_up("{near}")? There are: {", ".join(PARTS)}.')
    from . import parts
    from .widget import LookUp

    return LookUp(getattr(parts, name)())
