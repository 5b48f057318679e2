"""The course's own browser code: plain ES modules and style sheets, joined here, with no build step.

Files that are shared (``guard.js``) define plain functions. The last file of a widget has the
``export default``, so the joined text is one module.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@cache
def _joined(names: tuple[str | Path, ...]) -> str:
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


def esm(*names: str | Path) -> str:
    """Return the named scripts as the text of one ES module, in the order given; a path names a file elsewhere.

    Raises
    ------
    FileNotFoundError
        If there is no such file in ``frontend/``.
    """
    return _joined(names)


def css(*names: str | Path) -> str:
    """Return the named style sheets as one text, in the order given; a path names a file elsewhere.

    Raises
    ------
    FileNotFoundError
        If there is no such file in ``frontend/``.
    """
    return _joined(names)
