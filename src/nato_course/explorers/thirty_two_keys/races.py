"""Races that did not happen, as a table."""

from collections.abc import Mapping

import pandas as pd

from lessonkit.explorer.texts import words
from lessonkit.texts.words import long_date
from nato_course.explorers.thirty_two_keys import model

WORDS = words("thirty-two-keys")


def races_table(races: Mapping[str, model.Outcome], names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row for each of `model.counterfactuals`: what differs, when it ends, who still says no.

    ``names`` gives each code's name in a sentence.
    """
    rows = [
        {
            "changed": WORDS.say(
                "races.changed.without" if key in names else f"races.changed.{key}", ally=names.get(key)
            ),
            "decided": WORDS.say("races.never") if race.decided is None else long_date(model.week_end(race.decided)),
            "left": ", ".join(sorted(names[code] for code in race.holdouts())) or WORDS.say("nobody"),
        }
        for key, race in races.items()
    ]
    return pd.DataFrame(rows).rename(columns=WORDS.each("races.columns"))
