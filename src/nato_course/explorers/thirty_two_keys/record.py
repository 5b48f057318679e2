"""The public record of the race of 2023-24, as states of allies by week."""

from functools import cache

import numpy as np

from nato_course import load
from nato_course.explorers.thirty_two_keys import model

COUNTED = model.week_of(
    load("succession_race").query("iso3 == 'LTU'")["date"].iloc[0].date()
)  # 28 of 32, said NATO sources
MISSING = ("HUN", "ROU", "SVK", "TUR")  # from that count


@cache
def model_inputs() -> model.Allies:
    """Return the model's inputs from the course's tables: members, GDP of 2024, home spending of 2023."""
    gdp, spending = load("gdp"), load("defence_expenditure")
    return model.allies(
        load("members"),
        gdp.query("producer == 'NATO' and edition == '2024' and year == 2024"),
        spending.query("edition == '2024' and year == 2023"),
    )


class Record:
    """What each ally had said by the end of a week. ``codes`` and ``since`` are the model's."""

    def __init__(self, codes: tuple, since: np.ndarray):
        race = load("succession_race")
        self._since = dict(zip(codes, since, strict=True))
        self._said = {code: [] for code in codes}
        for row in race.dropna(subset="iso3").itertuples():
            self._said[row.iso3].append(
                (model.week_of(row.date.date()), row.date.date(), row.position, row.stated_price)
            )
        self.decision = race.loc[race["position"] == "decision", "date"].iloc[0].date()

    def state(self, code: str, week: int) -> tuple[str, str]:
        """Return (kind, word): kind is yes, counted, no, own, open or out."""
        if self._since[code] > week:
            return "out", "not yet a member"
        said = [entry for entry in self._said[code] if entry[0] <= week]
        _, day, position, _ = said[-1] if said else (None, None, "", None)
        if position == "supports Rutte":
            return "yes", f"yes, {day.day} {day:%b}"
        if code == "NLD" and said:
            return "yes", "yes, own candidate"
        if week >= model.week_of(self.decision):
            return "counted", "yes, by consensus"
        if position == "candidate":
            return "own", "own candidate"
        if position == "opposes Rutte":
            return "no", f"no, {day.day} {day:%b}"
        if position == "undecided":
            return "open", "not yet: talks"
        if week >= COUNTED and code not in MISSING:
            return "counted", "yes, counted"
        return "open", "not yet"

    def prices(self, week: int) -> list:
        """Return (code, day, what was asked for, day of the yes or None) as last stated by each ally up to a week."""
        found = []
        for code, said in self._said.items():
            asked = [entry for entry in said if entry[0] <= week and isinstance(entry[3], str)]
            if asked:
                agreed = [entry[1] for entry in said if entry[2] == "supports Rutte" and entry[0] <= week]
                found.append((code, asked[-1][1], asked[-1][3], agreed[0] if agreed else None))
        return sorted(found, key=lambda entry: (entry[1], entry[0]))

    def holdouts(self) -> list:
        """Return (code, day of the public yes) of the four that a count of 2 April left out, in order of day."""
        days = [
            (code, next(entry[1] for entry in self._said[code] if entry[2] == "supports Rutte")) for code in MISSING
        ]
        return sorted(days, key=lambda entry: (entry[1], entry[0]))
