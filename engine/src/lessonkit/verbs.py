"""What a notebook uses, as one table: a course's package hands it on.

Each verb is imported on first use, so that importing a course's package stays quick.
"""

from importlib import import_module
from typing import Any

VERBS = {
    "load": "data.tables",
    "explore": "explorer",
    "exercise": "exercises",
    "check": "exercises",
    "hint": "exercises",
    "solution": "exercises",
    "concept_test": "concept_test",
    "look_back": "review",
    "review": "review",
    "my_country": "explorer.country",
    "guesses": "explorer.guesses",
    "progress": "progress.overview",
    "reset": "progress.overview",
    "now": "texts.claims",
    "sources": "texts.references",
    "define": "texts.glossary",
    "look_up": "lookup",
    "submit": "classroom.handing_in",
}


def verb(package: str, name: str) -> Any:
    """Return the verb `name`, for the module ``__getattr__`` of a course's package.

    Raises
    ------
    AttributeError
        If there is no such verb; the text lists them.
    """
    if name not in VERBS:
        raise AttributeError(f"{package} has no verb {name!r}; it has {', '.join(sorted(VERBS))}")
    return getattr(import_module(f"lessonkit.{VERBS[name]}"), name)
