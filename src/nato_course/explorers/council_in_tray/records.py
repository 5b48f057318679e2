"""The twelve incidents of the in-tray: what was known at first, and what is in the file once it is open."""

from dataclasses import dataclass

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.explorer.texts import words
from lessonkit.texts.words import listed, long_date

WORDS = words("council-in-tray")
BRIEFS = WORDS.each("briefs")  # key of the record to what was known in the first hours or days
COUNT = len(BRIEFS)


@dataclass(frozen=True)
class Record:
    """An incident; ``outcome`` is a position in the outcomes that one forecasts."""

    key: str
    when: pd.Timestamp
    ally: str
    happened: str
    council: str
    said: str
    outcome: int
    source: str
    reported: str

    @property
    def brief(self) -> str:
        """What was known at first."""
        return BRIEFS[self.key]


def records() -> list[Record]:
    """Return the twelve records, in the order of the in-tray, from the course's tables."""
    names = load("members").set_index("iso3")["name"]
    found = _events(names) | _incidents(names)
    return [found[key] for key in BRIEFS]


def _events(names: pd.Series) -> dict[str, Record]:
    table = load("article_4_5_events")
    return {
        key: Record(
            key,
            when=rows["trigger_date"].fillna(rows["council_date"]).iloc[0],
            ally=listed(sorted(names[rows["iso3"]])),
            happened=rows["trigger"].iloc[0],
            council=f"{long_date(rows['council_date'].iloc[0])}. {rows['outcome'].iloc[0]}",
            said=rows["note"].fillna("").iloc[0],
            outcome=int(rows["article"].iloc[0]) - 3,
            source=rows["source"].iloc[0],
            reported="",
        )
        for key, rows in table[table["event"].isin(BRIEFS)].groupby("event")
    }


def _incidents(names: pd.Series) -> dict[str, Record]:
    rows = load("incidents").astype(object).itertuples()
    return {
        key: Record(
            key,
            when=row.date,
            ally=names[row.iso3],
            happened=row.incident,
            council=row.council,
            said=row.why_no_article,
            outcome=0,
            source=row.source,
            reported="" if pd.isna(row.reported_by) else row.reported_by,
        )
        for row in rows
        if (key := f"{row.date:%Y-%m-%d}") in BRIEFS
    }
