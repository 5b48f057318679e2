""" "My country": one choice of the learner, kept for the whole course, which charts may mark."""

from functools import cache

from lessonkit import course
from lessonkit.data.tables import load
from lessonkit.progress.store import store

KEY = "country"


@cache
def countries() -> dict[str, str]:
    """Return the codes and names that can be chosen, by the alphabet: ``maps.countries`` of the course."""
    known = course.current().maps["countries"]
    table = load(known["table"]).sort_values(known["name"])
    return dict(zip(table[known["key"]], table[known["name"]], strict=True))


def chosen_country() -> str:
    """Return the code of the learner's country, or an empty text."""
    return store().chosen(KEY)


def choose_country(code: str) -> None:
    """Keep the learner's country; an empty text takes the choice back.

    Raises
    ------
    ValueError
        If there is no such country in the course.
    """
    if code and code not in countries():
        raise ValueError(f"There is no country {code!r:.20} in this course.")
    store().choose(KEY, code)
