"""Who is who: the holders of NATO's posts, and the leaders named in the course's tables."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.lookup.days import day_text, span_text
from lessonkit.lookup.part import Part, Piece, Row
from lessonkit.texts import references

SECRETARY, DEPUTY = "Secretary General", "Deputy Secretary General"
SACEUR, CHAIR = "Supreme Allied Commander Europe", "Chair of the Military Committee"
RACE = "Named in the choice of 2023–24"
OFFICES = (SECRETARY, DEPUTY, SACEUR, CHAIR, RACE)


def people() -> Part:
    """The holders of four posts, then the leaders of the choice of 2023–24."""
    rows = [*_secretaries(), *_posts("deputy_secretaries_general", DEPUTY), *_posts("saceurs", SACEUR)]
    rows += [*_posts("military_committee_chairs", CHAIR), *_race()]
    states = sorted({row.facets["state"] for row in rows if row.facets["state"]})
    return Part(
        title="Who is who",
        about="Holders of four posts, and people who took a stand when Mark Rutte was chosen. Dates are as exact as the sources.",
        noun=("entry", "entries"),
        columns=("Name", "Office", "State", "Dates", "Note", "Source"),
        rows=tuple(rows),
        filters={
            "office": ("Office", [(office, office) for office in OFFICES]),
            "state": ("State", [(state, state) for state in states]),
        },
    )


def _secretaries() -> Iterator[Row]:
    for one in load("secretaries_general").sort_values("term").itertuples():
        first, last = day_text(one.start, one.start_precision), day_text(one.end, one.end_precision)
        before = f"Before: {one.previous_office}." if pd.notna(one.previous_office) else ""
        office = f"{SECRETARY}, acting" if one.acting else SECRETARY
        note = " ".join(part for part in (before, _text(one.note), _known(one, last)) if part)
        yield _row(
            one, SECRETARY, office, span_text(first, last), note, _years(one.start.year, one.end.year, one.as_of)
        )


def _posts(table: str, office: str) -> Iterator[Row]:
    """A row for each holder. Where a day is unknown, the year stands."""
    for one in load(table).sort_values("order").itertuples():
        start_year, end_year = getattr(one, "start_year", one.start.year), getattr(one, "end_year", one.end.year)
        first = day_text(one.start) or str(start_year)
        last = day_text(one.end) or ("" if pd.isna(end_year) else str(end_year))
        notes = (_text(getattr(one, "note", None)), _text(getattr(one, "service", None)), _known(one, last))
        note = " ".join(f"{part.rstrip('.')}." for part in notes if part)
        yield _row(one, office, office, span_text(first, last), note, _years(start_year, end_year, one.as_of))


def _race() -> Iterator[Row]:
    """A row for each person, with all that was said in public, in order."""
    race = load("succession_race").dropna(subset=["person", "iso3"]).sort_values("step")
    for _, steps in sorted(race.groupby("person"), key=lambda pair: pair[1]["step"].iloc[0]):
        one = steps.iloc[0]
        said = " ".join(f"{day_text(step.date)}: {step.event}" for step in steps.itertuples())
        dates = span_text(day_text(one["date"]), day_text(steps["date"].iloc[-1]))
        stands = ", ".join(dict.fromkeys(steps["position"].astype(str)))
        yield _row(one, RACE, stands, dates, said, (one["date"].year, int(steps["date"].iloc[-1].year)))


def _row(one: Any, facet: str, office: str, dates: str, note: str, years: tuple[int, int]) -> Row:
    state = _state(one.iso3)
    source = references.link(one.source)
    cells = (one.name if isinstance(getattr(one, "name", None), str) else one.person, office, state, dates, note)
    return Row(
        cells=(*((Piece(cell),) for cell in cells), (Piece(source.short, source.url),)),
        facets={"office": facet, "state": state},
        years=years,
        also=_text(one.iso3),
    )


def _known(one: Any, last: str) -> str:
    """For a holder without an end, the last day for which a source gives it."""
    return "" if last or pd.isna(one.as_of) else f"In office on {day_text(one.as_of)}, the last day known here."


def _state(iso3: Any) -> str:
    return "" if pd.isna(iso3) else str(load("countries").set_index("iso3")["name"].get(iso3, iso3))


def _years(first: Any, last: Any, as_of: Any) -> tuple[int, int]:
    """The years in office; a holder without an end counts up to the last day that a source gives."""
    end = last if pd.notna(last) else as_of.year if pd.notna(as_of) else first
    return int(first), max(int(first), int(end))


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
