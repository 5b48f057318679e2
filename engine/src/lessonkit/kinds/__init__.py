"""The kinds of exercise: one module each, found by the word in `kind`."""

from functools import cache
from importlib import import_module

KINDS = (
    "choice",
    "multiple",
    "number",
    "code",
    "order",
    "classify",
    "countries",
    "parsons",
    "written",
    "critique",
)


@cache
def of(kind: str):
    """Return the logic of a kind; its module is imported at first use."""
    if kind not in KINDS:
        raise ValueError(f"there is no kind {kind!r}; there are {', '.join(KINDS)}")
    module = import_module(f"{__name__}.{kind}")
    return getattr(module, kind.capitalize())()
