"""The glossary: bad entries are named, every word can be found, and every link in a text leads to one."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import nato_course
from lessonkit import course
from lessonkit.data import tables as data
from lessonkit.lookup import lists, part
from lessonkit.texts import claims, glossary, lessons, references
from lessonkit.texts.numbers import numbered
from lessonkit.texts.roadmap import with_roadmap
from nato_course import define

GOOD = {
    "key": "NAC",
    "term": "North Atlantic Council",
    "definition": "The allies, meeting.",
    "lessons": ["article-5-article-4"],
    "sources": [],
}
LINK = re.compile(r"look-it-up\.ipynb#([^)\s\"]+)")
IN_PAGE = re.compile(r"\]\(#([^)]+)\)")
BANNED = ("crucial role", "cornerstone", "aggression-prone", "brain-dead", "obviously", "simply", "fascinating", "!")


def written(tmp_path, *entries):
    path = tmp_path / "glossary.yml"
    path.write_text(yaml.safe_dump(list(entries)), encoding="utf-8")
    return path


def test_every_entry_can_be_used():
    assert len(glossary.terms()) >= 90
    for term in glossary.terms():
        assert [references.link(key).key for key in term.sources] == list(term.sources), term.key
        assert term.lessons == tuple(sorted(set(term.lessons))), term.key
    assert len([term for term in glossary.terms() if not term.sources]) <= 8  # words of method only


@pytest.mark.parametrize("term", glossary.terms(), ids=lambda term: term.key)
def test_a_definition_is_short_and_plain(term):
    sentences = re.split(r"(?<=[.!?])\s+", term.definition)
    assert len(sentences) <= 2 and term.definition.endswith(".")
    assert max(len(sentence.split()) for sentence in sentences) <= 25
    assert not [words for words in BANNED if words in term.definition.lower()]


@cache
def text_of(number: str) -> str:
    """What a learner meets in a lesson: its text, exercises, explorers and dated facts; for page 16 its other lists."""
    if number == "16":
        return "".join(part(name).html() for name in lists() if name != "glossary")
    lesson = lessons.lesson(number)
    files = [
        course.current().content / "lessons" / f"{lesson.slug}.md",
        course.current().content / "exercises" / f"{lesson.slug}.yml",
    ]
    for name in lesson.explorers:
        files += sorted((Path(nato_course.__file__).parent / "explorers" / name.replace("-", "_")).glob("*.py"))
        files.append(course.current().content / "explorers" / f"{name}.yml")
    facts = " ".join(claim.text for claim in claims.claims() if lesson.slug in claim.lessons)
    texts = (numbered(file.read_text(encoding="utf-8")) for file in files if file.exists())
    return " ".join(map(with_roadmap, texts)) + facts


def is_used(term, number: str) -> bool:
    """Capitals must stand as they are ("MAP" is not "map"); of other names the beginning is enough ("allies")."""
    raw, plain = text_of(number), glossary.folded(text_of(number))
    capitals = [name for name in term.names if name.isupper()]
    others = [name for name in (term.term, *term.aliases) if name not in capitals]
    return any(re.search(rf"\b{re.escape(name)}\b", raw) for name in capitals) or any(
        re.search(rf"\b{re.escape(glossary.folded(name))}", plain) for name in others
    )


@pytest.mark.parametrize("number", [lesson.number for lesson in lessons.lessons()])
def test_a_word_is_used_in_the_lessons_that_it_names(number):
    assert [term.key for term in glossary.terms() if number in term.lessons and not is_used(term, number)] == []


def test_people_are_not_words():
    names = set().union(*(set(data.load(table)["name"]) for table in ("secretaries_general", "saceurs")))
    assert not [term.key for term in glossary.terms() if names & set(term.names)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key": ""}, "entry 1: key: a text is missing|entry : key"),
        ({"key": "N A C"}, "entry N A C: key: use letters"),
        ({"term": None}, "entry NAC: term: a text is missing"),
        ({"definition": 3}, "entry NAC: definition: a text is missing"),
        ({"abbreviation": 3}, "entry NAC: abbreviation: it must be a text"),
        ({"aliases": "Council"}, "entry NAC: aliases: it must be a list of texts"),
        ({"sources": "x"}, "entry NAC: sources: it must be a list of texts"),
        ({"lessons": [4]}, "entry NAC: lessons: it must be a list of texts"),
        ({"lessons": []}, "entry NAC: lessons: give names of lessons"),
        ({"lessons": ["4"]}, "entry NAC: lessons: give names of lessons"),
        ({"colour": "blue"}, "entry NAC: colour: there is no such field"),
    ],
)
def test_a_bad_entry_is_named_with_its_field(tmp_path, change, said):
    with pytest.raises(ValueError, match=said):
        glossary.terms(written(tmp_path, GOOD | change))


def test_a_missing_field_a_double_name_and_bad_files_are_named(tmp_path):
    with pytest.raises(ValueError, match="entry NAC: lessons: it must be a list"):
        glossary.terms(written(tmp_path, {key: value for key, value in GOOD.items() if key != "lessons"}))
    other = GOOD | {"key": "council", "term": "Council", "aliases": ["north atlantic  COUNCIL"]}
    with pytest.raises(ValueError, match="entry council: aliases: the name 'north atlantic  COUNCIL' is taken by NAC"):
        glossary.terms(written(tmp_path, GOOD, other))
    for number, (text, said) in enumerate(
        [("a: [", "this is not YAML"), ("a: 1", "must be a list"), ("- 3", "entry 1: it must have fields")]
    ):
        path = tmp_path / f"{number}.yml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=said):
            glossary.terms(path)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("NAC", "NAC"),
        ("nac", "NAC"),
        ("The Council", "NAC"),
        ("Detente", "detente"),
        ("détente", "detente"),
        ("v dem", "V-Dem"),
        ("R²", "R2"),
    ],
)
def test_a_word_is_found_whatever_its_capitals_accents_and_hyphens(asked, key):
    assert define(asked).term.key == key


def test_a_definition_shows_text_lessons_and_sources():
    shown = define("silence procedure")
    assert repr(shown).startswith("silence procedure: A text goes out with a deadline.")
    page = shown._repr_html_()
    assert '<a href="../lessons/07-how-thirty-two-say-yes.ipynb">07</a>' in page
    assert 'href="https://' in page or 'href="http://' in page
    assert "the course's own definition" in define("W-D-C-M")._repr_html_()


def test_a_wrong_word_names_the_nearest():
    assert repr(define("winsett")) == "The glossary has no entry 'winsett'. Did you mean define(\"winset\")?"
    assert 'look_up("glossary") shows every word' in repr(define("qqqq"))
    assert len(repr(define("x" * 10_000))) < 200


@pytest.mark.parametrize("value", [None, 3, ["NAC"], type("Name", (str,), {})("NAC")])
def test_what_is_no_text_gets_one_sentence(value):
    assert repr(define(value)) == 'define() needs a word in quotation marks, such as define("NAC").'


def linked_words() -> dict[str, list[str]]:
    """The words that each text of the course links."""
    files = sorted(course.current().content.glob("lessons/*.md")) + sorted(
        course.current().content.glob("exercises/*.yml")
    )
    return {file.name: LINK.findall(file.read_text(encoding="utf-8")) for file in files}


def test_every_link_to_the_glossary_leads_to_a_word():
    linked = linked_words()
    assert sum(len(keys) for keys in linked.values()) >= 7
    known = {term.key for term in glossary.terms()}
    assert {name: set(keys) - known for name, keys in linked.items() if set(keys) - known} == {}


def test_links_within_the_page_lead_to_its_headings():
    text = (course.current().content / "lessons" / "look-it-up.md").read_text(encoding="utf-8")
    headings = {heading.replace(" ", "-") for heading in re.findall(r"^## (.+)$", text, re.M)}
    assert len(headings) == 5
    assert set(IN_PAGE.findall(text)) == headings
