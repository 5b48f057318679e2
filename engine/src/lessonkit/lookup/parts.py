"""The five lists. Each function returns one `Part`, sorted so that it is the same in every build."""

from collections.abc import Iterable
from functools import cache

from lessonkit.bank import bank
from lessonkit.data.tables import load, package
from lessonkit.lookup.days import day_text
from lessonkit.lookup.part import Part, Piece, Row
from lessonkit.texts import glossary as words
from lessonkit.texts import references
from lessonkit.texts.claims import by_review, claims
from lessonkit.texts.lessons import UnknownLesson, lesson, lessons

TAGS = {
    "FACT": "settled and checkable",
    "MEASURE": "depends on a definition or an edition",
    "DISPUTED": "scholars or governments disagree",
    "CHOICE": "a matter of values",
}


def glossary() -> Part:
    """The words of the course."""
    rows = [
        Row(
            cells=(
                (Piece(term.heading),),
                (Piece(term.definition),),
                lesson_links(term.lessons),
                source_links(term.sources),
            ),
            key=term.key,
            facets={"lesson": term.lessons},
            also=" ".join((term.key, *term.aliases)),
        )
        for term in words.terms()
    ]
    return Part(
        title="Glossary",
        about="Words of the course in a sentence or two. Where a word is disputed, it says by whom.",
        noun=("word", "words"),
        columns=("Word", "Meaning", "Lessons", "Sources"),
        rows=tuple(rows),
        filters={"lesson": ("Lesson", lesson_options(rows))},
        folded=False,
    )


def sources() -> Part:
    """Every work of references.bib, and where it is used."""
    uses = used_in()
    found = sorted(
        references.library().values(),
        key=lambda reference: (reference.short.casefold(), reference.title, reference.key),
    )
    rows = [
        Row(
            cells=(
                (Piece(reference.short),),
                (Piece(reference.title, reference.url),),
                (Piece(reference.where),),
                _places(reference.key, uses),
            ),
            facets={"lesson": tuple(sorted(uses["lessons"].get(reference.key, ())))},
            also=reference.key,
        )
        for reference in found
    ]
    return Part(
        title="Sources",
        about="Every work that the course cites, and where. Links lead out of the course and need the network.",
        noun=("source", "sources"),
        columns=("Author and year", "Title", "Published by", "Used in"),
        rows=tuple(rows),
        filters={"lesson": ("Lesson", lesson_options(rows))},
    )


def changes() -> Part:
    """The facts that will change, the ones to look at first on top."""
    rows = []
    for claim in by_review():
        numbers = tuple(sorted(lesson(slug).number for slug in claim.lessons))
        days = ((Piece(day_text(claim.as_of)),), (Piece(day_text(claim.review_by)),))
        rows.append(
            Row(
                cells=(
                    (Piece(claim.text),),
                    (Piece(claim.tag),),
                    *days,
                    lesson_links(numbers),
                    source_links(claim.sources),
                ),
                facets={"lesson": numbers, "tag": claim.tag},
                due=claim.review_by.isoformat(),
                also=claim.id,
            )
        )
    return Part(
        title="What changed since",
        about="Facts that can change, with the day on which each was true and the day to look again. When you read this, some may be out of date.",
        noun=("dated fact", "dated facts"),
        columns=("Fact", "Kind", "True on", "Look again by", "Lessons", "Sources"),
        rows=tuple(rows),
        filters={
            "tag": ("Kind", [(tag, f"{tag}: {meaning}") for tag, meaning in TAGS.items()]),
            "lesson": ("Lesson", lesson_options(rows)),
        },
    )


@cache
def used_in() -> dict[str, dict[str, set[str]]]:
    """Return, by reference, the numbers of the lessons and the names of the data tables that use it."""
    by_lesson, by_table = dict[str, set[str]](), dict[str, set[str]]()
    for one in lessons():
        for key in {*one.sources, *_exercise_sources(one.slug)}:
            by_lesson.setdefault(key, set()).add(one.number)
    for claim in claims():
        for key in claim.sources:
            by_lesson.setdefault(key, set()).update(lesson(slug).number for slug in claim.lessons)
    for name in load():
        for key in _table_sources(name):
            by_table.setdefault(key, set()).add(name)
    return {"lessons": by_lesson, "tables": by_table}


def _exercise_sources(slug: str) -> set[str]:
    try:
        return {key for item in bank.lesson(slug).items for key in item.sources}
    except KeyError:
        return set()  # the page has no exercises


def _table_sources(name: str) -> set[str]:
    """The references of a table: those of its rows, and those that its description links."""
    table = load(name)
    described = next(resource for resource in package()["resources"] if resource["name"] == name)["sources"]
    links = {source["path"] for source in described}
    of_rows = set(table["source"].dropna()) if "source" in table else set()
    return of_rows | {reference.key for reference in references.library().values() if reference.url in links}


def _places(key: str, uses: dict[str, dict[str, set[str]]]) -> tuple[Piece, ...]:
    """Where a source is used: lessons as links, then data tables; the glossary when nothing else uses it."""
    numbers = lesson_links(sorted(uses["lessons"].get(key, ())))
    tables = ", ".join(sorted(uses["tables"].get(key, ())))
    data = (Piece(f"data: {tables}"),) if tables else ()
    gap = (Piece("; "),) if numbers and data else ()
    return numbers + gap + data or (
        Piece("glossary" if any(key in term.sources for term in words.terms()) else "no lesson yet"),
    )


def lesson_links(numbers: Iterable[str]) -> tuple[Piece, ...]:
    return joined(_lesson_link(number) for number in numbers)


def _lesson_link(number: str) -> Piece:
    try:
        return Piece(number, f"../lessons/{lesson(number).stem}.ipynb")
    except UnknownLesson:
        return Piece(number)  # not written yet


def source_links(keys: Iterable[str]) -> tuple[Piece, ...]:
    found = [references.link(key) for key in keys]
    return joined((Piece(reference.short, reference.url) for reference in found), "; ") or (Piece("our own words"),)


def joined(pieces: Iterable[Piece], gap: str = ", ") -> tuple[Piece, ...]:
    """Put a gap between pieces."""
    made = list[Piece]()
    for piece in pieces:
        made += [Piece(gap), piece] if made else [piece]
    return tuple(made)


def lesson_options(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return the choices of a lesson filter, of those lessons that a row belongs to."""
    numbers = sorted({number for row in rows for number in row.facets["lesson"]})
    titles = {one.number: one.title for one in lessons()}
    return [(number, f"{number} {titles[number]}" if number in titles else number) for number in numbers]
