"""The signature interactives: ``explore("time-machine")``."""

from difflib import get_close_matches
from importlib import import_module

_EXPLORERS = {
    "build-1949": ("build_1949", "Build1949"),
    "time-machine": ("time_machine", "TimeMachine"),
    "two-fearful-neighbours": ("two_fearful_neighbours", "TwoFearfulNeighbours"),
    "council-in-tray": ("council_in_tray", "CouncilInTray"),
    "would-you-attack": ("would_you_attack", "WouldYouAttack"),
    "shared-shield": ("shared_shield", "SharedShield"),
    "break-silence": ("break_silence", "BreakSilence"),
    "chairs-pen": ("chairs_pen", "ChairsPen"),
    "in-office": ("in_office", "InOffice"),
    "thirty-two-keys": ("thirty_two_keys", "ThirtyTwoKeys"),
    "path-planner": ("path_planner", "PathPlanner"),
    "subtract-one": ("subtract_one", "SubtractOne"),
    "alliance-of-democracies": ("alliance_of_democracies", "AllianceOfDemocracies"),
    "who-helps-most": ("who_helps_most", "WhoHelpsMost"),
    "next-crisis": ("next_crisis", "NextCrisis"),
}


def explore(name: str):
    """Return the interactive called ``name``, ready to be shown as the last line of a cell.

    Raises
    ------
    ValueError
        If there is none of that name; the message says which is nearest.
    """
    if not isinstance(name, str) or name not in _EXPLORERS:
        near = get_close_matches(str(name), _EXPLORERS, n=1, cutoff=0)[0]
        raise ValueError(f"There is no interactive {repr(name):.60}. Did you mean {near!r}? There are: {', '.join(_EXPLORERS)}.")
    return _explorer(name)()


def asks(name: str) -> tuple:
    """Return what an interactive asks for as a prediction; empty if there is none of that name."""
    return tuple(_explorer(name).asks) if name in _EXPLORERS else ()


def _explorer(name: str) -> type:
    module, explorer = _EXPLORERS[name]
    return getattr(import_module(f"nato_course.explorers.{module}"), explorer)
