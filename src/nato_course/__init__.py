"""NATO in Notebooks: the verbs that a notebook uses.

Each verb is imported on first use, so that ``import nato_course`` stays quick.
"""

from importlib import import_module

__version__ = "0.1.0"

_VERBS = {
    "load": "data",
    "explore": "explorers",
    "exercise": "exercises",
    "check": "exercises",
    "hint": "exercises",
    "solution": "exercises",
    "concept_test": "concepts",
    "look_back": "revision",
    "review": "revision",
    "progress": "overview",
    "reset": "overview",
    "now": "claims",
    "sources": "references",
    "define": "glossary",
    "look_up": "lookup",
    "submit": "classroom.handing_in",
}

__all__ = sorted(_VERBS)


def __getattr__(name):
    if name not in _VERBS:
        raise AttributeError(f"nato_course has no verb {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(f"nato_course.{_VERBS[name]}"), name)


def __dir__():
    return __all__
