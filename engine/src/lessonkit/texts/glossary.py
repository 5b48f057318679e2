"""The words of the course: ``define("NAC")`` explains one, content/glossary.yml holds them all."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

from lessonkit import course
from lessonkit.texts import references
from lessonkit.texts.lessons import UnknownLesson, lesson
from lessonkit.texts.numbers import numbered

KEY = re.compile(r"[A-Za-z0-9-]+")
LONGEST = 80  # of what a learner typed, before it is compared


@dataclass(frozen=True)
class Term:
    """One word. `lessons` are numbers such as "04", `sources` keys of references.bib.

    An empty `sources` means a word of method, defined by the course.
    """

    key: str
    term: str
    definition: str
    lessons: tuple[str, ...]
    sources: tuple[str, ...]
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which the word is found."""
        return tuple(name for name in (self.key, self.term, self.abbreviation, *self.aliases) if name)

    @property
    def heading(self) -> str:
        """The term with its abbreviation: "North Atlantic Council (NAC)"."""
        return f"{self.term} ({self.abbreviation})" if self.abbreviation else self.term


def folded(text: str) -> str:
    """Return a name without accents, capitals and hyphens, so that "Detente" finds "détente"."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[-‐‑–—_’']", " ", bare.casefold()).split())


def terms(path: Path | None = None) -> tuple[Term, ...]:
    """Return every term, of the course or of a file, in the order of the alphabet.

    Raises
    ------
    ValueError
        If the file is not YAML or an entry cannot be used; the text names file, entry and field.
    """
    return _terms(path or course.current().content / "glossary.yml")


@cache
def _terms(path: Path) -> tuple[Term, ...]:
    try:
        entries = yaml.safe_load(numbered(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as trouble:
        raise ValueError(f"{path.name}: this is not YAML ({' '.join(str(trouble).split())})") from None
    if not isinstance(entries, list):
        raise ValueError(f"{path.name}: the file must be a list of entries that begin with '- key:'")
    made, taken = [], dict[str, str]()
    for number, entry in enumerate(entries, 1):
        term = _term(entry, f"{path.name}, entry {number}")
        for plain, name in {folded(name): name for name in term.names}.items():
            if plain in taken:
                raise ValueError(
                    f"{path.name}, entry {term.key}: aliases: the name {name!r} is taken by {taken[plain]}"
                )
            taken[plain] = term.key
        made.append(term)
    return tuple(sorted(made, key=lambda term: (folded(term.term), term.key)))


def _term(entry: Any, place: str) -> Term:
    """Check one entry field by field and return it."""
    if not isinstance(entry, dict):
        raise ValueError(f"{place}: it must have fields such as key and term")
    if isinstance(entry.get("key"), str):
        place = f"{place.rsplit(' ', 1)[0]} {entry['key']}"
    fields = dict(entry)
    for field in ("key", "term", "definition"):
        if not isinstance(fields.get(field), str) or not fields[field].strip():
            raise ValueError(f"{place}: {field}: a text is missing")
    if not KEY.fullmatch(fields["key"]):
        raise ValueError(f"{place}: key: use letters, digits and hyphens only")
    if not isinstance(fields.get("abbreviation", ""), str):
        raise ValueError(f"{place}: abbreviation: it must be a text")
    for field in ("lessons", "sources", "aliases"):
        values = fields.get(field, [] if field == "aliases" else None)
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise ValueError(f"{place}: {field}: it must be a list of texts")
        fields[field] = tuple(values)
    known = {page.slug: page.number for page in course.current().pages}
    if not fields["lessons"] or not set(fields["lessons"]) <= set(known):
        raise ValueError(f"{place}: lessons: give names of lessons, such as [{next(iter(known))}]")
    fields["lessons"] = tuple(known[slug] for slug in fields["lessons"])
    unknown = sorted(str(field) for field in set(fields) - set(Term.__dataclass_fields__))
    if unknown:
        raise ValueError(f"{place}: {unknown[0]}: there is no such field")
    return Term(**fields | {"definition": " ".join(fields["definition"].split())})


def _by_name() -> dict[str, Term]:
    return _named(terms())


@cache
def _named(known: tuple[Term, ...]) -> dict[str, Term]:
    return {folded(name): term for term in known for name in term.names}


def find(name: str) -> Term | None:
    """Return the term with this key, name, abbreviation or alias, or None."""
    return _by_name().get(folded(name))


class Definition:
    """One term, as HTML and as plain text."""

    def __init__(self, term: Term):
        self.term = term

    def __repr__(self) -> str:
        return f"{self.term.heading}: {self.term.definition}"

    def _repr_html_(self) -> str:
        said = "; ".join(source_link(key) for key in self.term.sources) or "the course's own definition"
        where = ", ".join(lesson_link(number) for number in self.term.lessons)
        return (
            f"<p><strong>{escape(self.term.heading)}</strong>: {escape(self.term.definition)}<br>"
            f"<small>Lessons: {where}. Sources: {said}.</small></p>"
        )


class NoDefinition:
    """What is said when a name is not in the glossary: one sentence, and the nearest name."""

    def __init__(self, words: str):
        self.words = words

    def __repr__(self) -> str:
        return self.words


def define(name: object = None) -> Definition | NoDefinition:
    """Explain a word of the course, for example ``define("NAC")``.

    Capitals, accents and hyphens do not matter. For a word that is not there the nearest one is
    named; nothing is raised.
    """
    if type(name) is not str:
        return NoDefinition('define() needs a word in quotation marks, such as define("NAC").')
    asked = folded(name[:LONGEST])
    found = _by_name().get(asked)
    if found:
        return Definition(found)
    near = get_close_matches(asked, _by_name(), 1, 0.6)
    hint = f'Did you mean define("{_by_name()[near[0]].term}")?' if near else 'look_up("glossary") shows every word.'
    return NoDefinition(f"The glossary has no entry {_shown(name)}. {hint}")


def _shown(name: str) -> str:
    return repr(name[:40] + "…" if len(name) > 40 else name)


def lesson_link(number: str) -> str:
    """Return a lesson's number as a link to its notebook; as text while there is no such lesson."""
    try:
        return f'<a href="../lessons/{lesson(number).stem}.ipynb">{number}</a>'
    except UnknownLesson:
        return escape(number)


def source_link(key: str) -> str:
    """Return a source's short form as a link."""
    reference = references.link(key)
    return f'<a href="{escape(reference.url)}" target="_blank" rel="noopener">{escape(reference.short)}</a>'
