"""Dated facts: what can change, with the day it was true and the day to look again."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import yaml

from lessonkit import course
from lessonkit.texts import references
from lessonkit.texts.numbers import numbered

TAGS = ("FACT", "MEASURE", "DISPUTED", "CHOICE")


@dataclass(frozen=True)
class Claim:
    """One dated claim; `as_of` and `review_by` are dates, `sources` are keys of references.bib."""

    id: str
    text: str
    tag: str
    as_of: date
    review_by: date
    sources: tuple[str, ...]
    lessons: tuple[str, ...]


def claims(path: Path | None = None) -> tuple[Claim, ...]:
    """Return every dated claim, of the course or of a file.

    Raises
    ------
    ValueError
        If an entry lacks a field, has a wrong tag, or an id is used twice.
    """
    return _claims(path or _file())


def _file() -> Path:
    return course.current().content / "claims.yml"


@cache
def _claims(path: Path) -> tuple[Claim, ...]:
    entries = yaml.safe_load(numbered(path.read_text(encoding="utf-8"))) or []
    made, seen = [], set[str]()
    for entry in entries:
        name = entry.get("id", "(no id)") if isinstance(entry, dict) else str(entry)[:40]
        try:
            claim = Claim(
                **{
                    **entry,
                    "text": " ".join(entry["text"].split()),
                    "sources": tuple(entry["sources"]),
                    "lessons": tuple(entry["lessons"]),
                }
            )
        except (TypeError, KeyError) as trouble:
            raise ValueError(f"{path.name}, claim {name}: {trouble}") from None
        problem = _problem(claim, seen)
        if problem:
            raise ValueError(f"{path.name}, claim {name}: {problem}")
        seen.add(claim.id)
        made.append(claim)
    return tuple(made)


def _problem(claim: Claim, seen: set[str]) -> str:
    if claim.id in seen:
        return "the id is used twice"
    if claim.tag not in TAGS:
        return f"the tag is {claim.tag!r}; it can be {', '.join(TAGS)}"
    if not (isinstance(claim.as_of, date) and isinstance(claim.review_by, date)):
        return "as_of and review_by must be dates such as 2026-11-24"
    if claim.review_by <= claim.as_of:
        return "review_by must be later than as_of"
    if not claim.sources:
        return "it has no source"
    return ""


def due(day: date) -> tuple[Claim, ...]:
    """Return the claims that should have been looked at again on this day, the oldest date first."""
    return tuple(claim for claim in by_review() if claim.review_by <= day)


def by_review() -> tuple[Claim, ...]:
    """Return every claim, the one to look at first on top."""
    return tuple(sorted(claims(), key=lambda claim: (claim.review_by, claim.as_of, claim.id)))


def places() -> dict[str, int]:
    """Return the line of claims.yml on which each claim begins."""
    lines = enumerate(_file().read_text(encoding="utf-8").splitlines(), 1)
    return {text.removeprefix("- id:").strip(" \"'"): number for number, text in lines if text.startswith("- id:")}


class Now:
    """The "Now" box of a lesson, as HTML and as plain text."""

    def __init__(self, shown: list[Claim]):
        self.claims = shown

    def _repr_html_(self) -> str:
        return "<ul>" + "".join(f"<li>{_item(claim)}</li>" for claim in self.claims) + "</ul>"

    def __repr__(self) -> str:
        return "\n".join(f"- {claim.text} (as of {_day(claim.as_of)})" for claim in self.claims)


def now(slug: str) -> Now:
    """Show what will change, for one lesson: ``now("who-pays")``.

    Raises
    ------
    KeyError
        If there is no such lesson; the text names the nearest.
    """
    from lessonkit.texts.lessons import lesson

    wanted = lesson(slug).slug
    return Now([claim for claim in claims() if wanted in claim.lessons])


def _item(claim: Claim) -> str:
    links = []
    for key in claim.sources:
        reference = references.link(key)
        label = escape(reference.short)
        links.append(
            f'<a href="{escape(reference.url)}" target="_blank" rel="noopener">{label}</a>' if reference.url else label
        )
    return f"{escape(claim.text)} <small>As of {_day(claim.as_of)}. {'; '.join(links)}.</small>"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
