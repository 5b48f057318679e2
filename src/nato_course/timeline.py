"""The timeline: dated events from the data tables, as one list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lessonkit.data.tables import load
from lessonkit.lookup.days import day_text, span_text
from lessonkit.lookup.part import Part, Piece, Row
from lessonkit.texts import references


@dataclass(frozen=True)
class Event:
    """One event. `end` is given for what lasts: no date there means that it goes on, until `as_of` at least.

    `reporter` says who reported it when the first source could not be opened.
    """

    day: pd.Timestamp
    kind: str
    text: str
    source: str
    precision: str = "day"
    end: pd.Timestamp | None = None
    as_of: pd.Timestamp | None = None
    reporter: str = ""


def timeline() -> Part:
    """Every dated event of the tables, the oldest first."""
    makers = {
        "Accession": _accessions,
        "Step to accession": _steps,
        "Command structure": _absences,
        "Summit": _summits,
        "Strategy": _concepts,
        "Spending pledge": _pledges,
        "Article 4 or 5": _articles,
        "Incident": _incidents,
        "Operation": _operations,
        "Force in the east": _posture,
        "Russia and Ukraine": _russia_ukraine,
        "Choice of a Secretary General": _race,
    }
    events = [event for make in makers.values() for event in make()]
    order = list(makers)
    events.sort(key=lambda event: (event.day, order.index(event.kind), event.text))
    return Part(
        title="Timeline",
        about="Dated events from the course's data tables. A choice, not a full list; a month or a year stands where the day is not known.",
        noun=("event", "events"),
        columns=("Date", "Kind", "What happened", "Source"),
        rows=tuple(_row(event) for event in events),
        filters={"kind": ("Kind", [(kind, kind) for kind in order])},
    )


def _row(event: Event) -> Row:
    source = references.link(event.source)
    date = day_text(event.day, event.precision)
    if event.end is not None:
        date = span_text(date, day_text(event.end, event.precision))
    text = f"{event.text} Known from: {event.reporter.rstrip('.')}." if event.reporter else event.text
    last = max(day for day in (event.day, event.end, event.as_of) if day is not None and pd.notna(day))
    return Row(
        cells=((Piece(date),), (Piece(event.kind),), (Piece(text),), (Piece(source.short, source.url),)),
        facets={"kind": event.kind},
        years=(event.day.year, last.year),
        also=event.day.date().isoformat(),
    )


def _accessions() -> Iterator[Event]:
    for one in load("accession_rounds").itertuples():
        if one.round == 0:
            members = load("members")
            founders = members.loc[members["founder"], "name"].sort_values()
            text = f"The founders sign the North Atlantic Treaty: {', '.join(founders)}."
        else:
            text = (
                f"{one.label} {'joins' if one.members_added == 1 else 'join'} NATO. Members now: {one.members_after}."
            )
        yield Event(one.date, "Accession", text, "nato-members")


def _steps() -> Iterator[Event]:
    texts = {
        "application": "{state} asks to join.",
        "invitation": "{state} is invited to join.",
        "protocol": "Allies sign the protocol on the accession of {state}.",
        "ratification": "{ally} approves the accession of {state}.",
    }
    steps = load("accession_steps")
    for one in steps[steps["step"] != "accession"].itertuples():
        ally = "" if one.ally == "all allies" else _state(one.ally)
        text = texts[one.step].format(state=_state(one.iso3), ally=ally)
        yield Event(one.date, "Step to accession", _joined(text, one.note), one.source)


def _absences() -> Iterator[Event]:
    for one in load("command_absences").itertuples():
        yield Event(
            one.start,
            "Command structure",
            f"{one.note} Outside the command all that time.",
            "nato-members",
            end=one.end,
        )


def _summits() -> Iterator[Event]:
    for one in load("summits").itertuples():
        text = f"{one.place}, {one.kind}: {one.outcome}"
        yield Event(one.start, "Summit", text, one.source, end=one.end, reporter=_text(one.reported_by))


def _concepts() -> Iterator[Event]:
    for one in load("strategic_concepts").itertuples():
        secrecy = "Public." if one.public else "Secret at the time."
        yield Event(one.approved, "Strategy", f"{one.document}: {one.idea} {secrecy}", one.source, one.precision)


def _pledges() -> Iterator[Event]:
    for one in load("pledges").itertuples():
        yield Event(
            one.date, "Spending pledge", _joined(f"{one.place}: {one.text}", one.note), one.source, one.date_precision
        )


def _articles() -> Iterator[Event]:
    """One event for each use: a use has a row for each ally that asked."""
    for _, rows in load("article_4_5_events").groupby("event"):
        one = rows.iloc[0]
        asked = ", ".join(_state(iso3) for iso3 in rows["iso3"])
        verb = "was attacked" if one["role"] == "attacked" else "asked for talks"
        day = one["council_date"] if pd.notna(one["council_date"]) else one["request_date"]
        text = f"Article {one['article']}: {asked} {verb}. {one['trigger']} {one['outcome']}"
        yield Event(day, "Article 4 or 5", text, one["source"])


def _incidents() -> Iterator[Event]:
    for one in load("incidents").itertuples():
        text = f"{one.incident} {one.council} {one.why_no_article}"
        yield Event(one.date, "Incident", text, one.source, reporter=_text(one.reported_by))


def _operations() -> Iterator[Event]:
    for one in load("operations").itertuples():
        text = _joined(f"{one.name} ({one.place}): {one.mandate}.", one.note)
        yield Event(
            one.start, "Operation", text.replace("..", "."), one.source, one.precision, end=one.end, as_of=_open(one)
        )


def _posture() -> Iterator[Event]:
    for one in load("posture").dropna(subset="start").itertuples():
        text = _joined(f"{one.name} ({one.kind}; {one.place}).", one.note)
        yield Event(one.start, "Force in the east", text, one.source, one.precision, reporter=_text(one.reported_by))


def _russia_ukraine() -> Iterator[Event]:
    for one in load("russia_ukraine_events").itertuples():
        text = _joined(f"{str(one.kind)[0].upper()}{one.kind[1:]}: {one.event}", one.note)
        yield Event(one.date, "Russia and Ukraine", text, one.source, one.precision, reporter=_text(one.reported_by))


def _race() -> Iterator[Event]:
    for one in load("succession_race").itertuples():
        state = f" ({_state(one.iso3)})" if _text(one.iso3) else ""
        who = f"{one.person}{state}: " if _text(one.person) else ""
        price = f"Named in public as a price: {one.stated_price}." if pd.notna(one.stated_price) else ""
        yield Event(one.date, "Choice of a Secretary General", _joined(f"{who}{one.event}", price), one.source)


def _open(operation: Any) -> pd.Timestamp | None:
    """The last day for which a source gives an operation that has no end."""
    return operation.as_of if pd.isna(operation.end) else None


def _state(iso3: str) -> str:
    return str(load("countries").set_index("iso3")["name"].get(iso3, iso3))


def _joined(text: str, more: object) -> str:
    return f"{text} {more}" if _text(more) else text


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
