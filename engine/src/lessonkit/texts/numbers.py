"""Numbers that follow the order of the course: authors name pages and exercises, the course numbers them.

In any text of ``content/``:

* ``{number}`who-pays``` becomes "06", and ``{number}`who-pays/us-share``` becomes "06.2";
* ``{exercise}`who-pays/us-share``` becomes "06.2 (How much of the money is American?)";
* a link to ``who-pays.ipynb`` leads to ``06-who-pays.ipynb``, in ``lessons/``, ``exercises/`` or ``solutions/``.
"""

import re
from functools import cache
from pathlib import Path

import yaml

from lessonkit import course
from lessonkit.course import Course, CourseError

ROLE = re.compile(r"\{(number|exercise)\}`([a-z0-9-]+)(?:/([a-z0-9-]+))?`")
LINK = re.compile(r"(\]\((?:(?:\.\./)*(?:lessons|exercises|solutions)/)?)([a-z0-9-]+)(?=\.(?:ipynb|md)[#)])")


def numbered(text: str) -> str:
    """Return a text of ``content/`` with every number in its place.

    Raises
    ------
    CourseError
        If a name fits no page or exercise.
    """
    here = course.current()
    text = ROLE.sub(lambda role: _role(here, *role.groups()), text)
    return LINK.sub(lambda link: link[1] + _stem(here, link[2]), text)


def _role(here: Course, role: str, slug: str, exercise: str | None) -> str:
    page = _page(here, slug)
    if exercise is None:
        return page.number
    found = _exercises(here.content / "exercises" / f"{slug}.yml")
    if exercise not in found:
        raise CourseError(f"{{{role}}}`{slug}/{exercise}`: there is no such exercise.")
    place, title = found[exercise]
    return f"{page.number}.{place} ({title})" if role == "exercise" else f"{page.number}.{place}"


def _page(here: Course, slug: str) -> course.Page:
    try:
        return here.page(slug)
    except course.UnknownPage as trouble:
        raise CourseError(str(trouble)) from None


def _stem(here: Course, slug: str) -> str:
    return next((page.stem for page in here.pages if page.slug == slug), slug)


def _exercises(path: Path) -> dict[str, tuple[str, str]]:
    """Return id -> (place, title) of a file of exercises; nothing where there is none."""
    return _read(path, path.stat().st_mtime_ns) if path.exists() else {}


@cache
def _read(path: Path, _stamp: int) -> dict[str, tuple[str, str]]:
    # Not through the bank, which reads its own texts through this module.
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    found = {one["id"]: (f"R{n}", one["title"]) for n, one in enumerate(data.get("retrieval") or (), 1)}
    found |= {one["id"]: (str(n), one["title"]) for n, one in enumerate(data.get("exercises") or (), 1)}
    return found | ({data["exit"]["id"]: ("X", data["exit"]["title"])} if data.get("exit") else {})
