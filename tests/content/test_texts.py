"""Lessons, references and dated claims: every text can be traced, and bad entries are named."""

import re
from datetime import date

import pytest

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.texts import bibtex, claims, lessons, references

LINK = re.compile(r"\]\((https?://[^)\s]*(?:\([^)]*\)[^)\s]*)*)\)")


@pytest.mark.parametrize("lesson", lessons.lessons(), ids=lambda lesson: lesson.stem)
def test_every_source_of_a_lesson_is_in_the_references(lesson):
    assert lesson.sources
    assert [references.link(key).key for key in lesson.sources] == list(lesson.sources)
    assert repr(references.sources(lesson.slug)).count("\n") == len(lesson.sources) - 1


@pytest.mark.parametrize("lesson", lessons.lessons(), ids=lambda lesson: lesson.stem)
def test_every_link_in_a_lesson_is_one_of_its_sources(lesson):
    text = (course.current().content / "lessons" / f"{lesson.slug}.md").read_text(encoding="utf-8")
    known = {references.link(key).url for key in lesson.sources}
    assert set(LINK.findall(text)) <= known


@pytest.mark.parametrize("path", bank.files(), ids=lambda path: path.stem)
def test_every_exercise_serves_an_objective_of_its_lesson(path):
    items = bank.read(path)
    lesson = lessons.lesson(items.slug)
    for item in items.items:
        earlier = item in items.retrieval and item.objective < lesson.number
        assert earlier or item.objective in lesson.numbered_objectives, item.full_id


@pytest.mark.parametrize(
    "lesson", [lesson for lesson in lessons.lessons() if lesson.teaches], ids=lambda lesson: lesson.stem
)
def test_a_lesson_has_seven_exercises_or_more_three_questions_and_exit_ticket(lesson):
    items = bank.lesson(lesson.slug)
    assert len(items.exercises) >= 7 and len(items.retrieval) == 3
    assert items.exit is not None


def test_every_reference_can_be_opened():
    for reference in references.library().values():
        assert reference.url.startswith(("https://", "http://")), reference.key
        assert reference.title and reference.author, reference.key


TEX = re.compile(r"\\|``|''|[{}]|\$")
"""What BibTeX and formulas are made of, and no citation is."""


def test_no_reference_shows_how_bibtex_writes():
    shown = [text for one in references.library().values() for text in (one.text, one.short, references.html(one))]
    assert [text for text in shown if TEX.search(text)] == []


def test_no_box_of_dated_facts_can_become_a_formula():
    assert [lesson.slug for lesson in lessons.lessons() if "$" in claims.now(lesson.slug)._repr_html_()] == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Gonz{\'a}lez", "González"),
        (r"S\'anchez", "Sánchez"),
        (r"Research \& Politics", "Research & Politics"),
        ("``Quoted'' and {NATO}", "“Quoted” and NATO"),
        (r"{\O}sterud, {\L}ukasz, Stra{\ss}e", "Østerud, Łukasz, Straße"),
        (r"\v{S}umari\'{c} and Fran\c{c}ois", "Šumarić and François"),
        (r"M{\"u}ller, na{\"\i}ve", "Müller, naïve"),
        ("pages 3--9", "pages 3–9"),
        (r"100\% \{sic\}", "100% {sic}"),
        ("two\n  lines", "two lines"),
    ],
)
def test_bibtex_is_read_as_it_is_meant(written, read):
    assert bibtex.plain(written) == read


def test_every_claim_has_sources_lessons_and_a_review_date():
    for claim in claims.claims():
        assert claim.lessons, claim.id
        for key in claim.sources:
            references.link(key)
        for slug in claim.lessons:
            lessons.lesson(slug)


def test_the_now_box_shows_text_date_and_link():
    box = claims.now("who-pays")
    assert box.claims
    for claim in box.claims:
        assert claim.text in repr(box)
        assert f"As of {claim.as_of.day} " in box._repr_html_()
    assert 'href="https://' in box._repr_html_()


def test_an_unknown_reference_is_named():
    with pytest.raises(KeyError, match="no entry 'olson'"):
        references.link("olson")


def test_a_broken_reference_file_names_the_line(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text("@article{a,\n title={T}\n}\n\n@article{a,\n title={T}\n}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"references.bib, line 5"):
        references.library(path)


GOOD = {
    "id": "x",
    "text": "A text.",
    "tag": "FACT",
    "as_of": date(2026, 1, 1),
    "review_by": date(2027, 1, 1),
    "sources": ["nato-funding"],
    "lessons": ["who-pays"],
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tag": "TRUTH"}, "tag"),
        ({"as_of": "yesterday"}, "dates"),
        ({"review_by": date(2025, 1, 1)}, "later"),
        ({"sources": []}, "no source"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_wrong_claim_is_refused_by_name(tmp_path, change, words):
    import yaml

    path = tmp_path / "claims.yml"
    path.write_text(yaml.safe_dump([GOOD | change]), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"claim x.*{words}"):
        claims.claims(path)


def test_a_claim_used_twice_is_refused(tmp_path):
    import yaml

    path = tmp_path / "claims.yml"
    path.write_text(yaml.safe_dump([GOOD, GOOD]), encoding="utf-8")
    with pytest.raises(ValueError, match="used twice"):
        claims.claims(path)


@pytest.mark.parametrize("name", ["who pays", "", None, 6, [], "6"])
def test_a_wrong_lesson_name_gets_one_sentence(name):
    with pytest.raises(KeyError) as caught:
        lessons.lesson(name)
    assert "\n" not in str(caught.value)
