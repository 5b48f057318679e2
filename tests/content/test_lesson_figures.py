"""The course's own figures: each lesson has them, they come from the tables, and they can be read."""

import re
from functools import cache

import pytest

from lessonkit import course
from lessonkit.data import tables
from lessonkit.figures.canvas import WIDTH, Box
from lessonkit.figures.figure import COVER, SOURCE, Figure, figure, names
from lessonkit.figures.place import TOKEN, html
from lessonkit.figures.words import words
from lessonkit.texts import lessons

LESSONS = [lesson for lesson in lessons.lessons() if lesson.teaches]
SLUGS = ["start-here", *(lesson.slug for lesson in LESSONS)]
ALL = [(slug, name) for slug in SLUGS for name in names(slug)]
LARGEST = 25_000
LONGEST_ALT = 280
SLACK = 2
"""In px: widths are those of the widest font."""

every_figure = pytest.mark.parametrize(("slug", "name"), ALL, ids=["/".join(pair) for pair in ALL])


@cache
def drawn(slug: str, name: str) -> Figure:
    return figure(slug, name)


def text(slug: str) -> str:
    return (course.current().content / "lessons" / f"{slug}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_lesson_shows_its_cover_first_and_each_other_figure_once(slug):
    shown = TOKEN.findall(text(slug))
    assert shown[0] == COVER
    assert sorted(shown) == sorted(names(slug))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_a_lesson_has_a_cover_that_asks_and_two_or_three_figures(lesson):
    body = text(lesson.slug)
    assert 3 <= len(names(lesson.slug)) <= 4
    assert body.index("{figure}`cover`") < body.index("## ")
    first = min(body.find(f"{{figure}}`{name}`") for name in names(lesson.slug) if name != COVER)
    assert first > body.index("explore("), "a figure may not tell what the learner is asked to predict"


def test_every_file_of_words_belongs_to_a_page():
    folder = course.current().content / "figures"
    assert {path.stem for path in folder.glob("*.yml")} == set(SLUGS)


@every_figure
def test_words_stand_inside_the_figure_and_apart(slug, name):
    canvas = drawn(slug, name).canvas
    outside = [
        box.words
        for box in canvas.boxes
        if box.left < -SLACK or box.right > WIDTH + SLACK or box.top < -SLACK or box.bottom > canvas.height + SLACK
    ]
    on_top = [(a.words, b.words) for n, a in enumerate(canvas.boxes) for b in canvas.boxes[n + 1 :] if over(a, b)]
    assert (outside, on_top) == ([], [])


def over(one: Box, other: Box) -> bool:
    across = one.left < other.right - SLACK and other.left < one.right - SLACK
    return across and one.top < other.bottom - SLACK and other.top < one.bottom - SLACK


def test_words_that_touch_are_seen():
    assert over(Box("a", 0, 0, 40, 20), Box("b", 30, 10, 70, 30))
    assert not over(Box("a", 0, 0, 40, 20), Box("b", 0, 20, 40, 40))


@every_figure
def test_a_figure_is_small_and_says_what_it_shows(slug, name):
    shown = drawn(slug, name)
    assert len(html(shown)) < LARGEST
    assert 60 < len(shown.alt) <= LONGEST_ALT
    assert not shown.title.endswith(".")
    assert len(shown.numbers) > 0
    assert not re.search(r"nan|None|<NA>", html(shown).partition("<details>")[2])
    assert len(shown.source) > 10


@every_figure
def test_no_number_is_typed_into_the_words(slug, name):
    texts = {key: said for key, said in words(slug)[name].texts.items() if key != SOURCE}
    typed = {key: said for key, said in texts.items() if re.search(r"\d", re.sub(r"\{[^}]*\}|Article \d+", "", said))}
    assert typed == {}


@pytest.mark.parametrize(
    ("table", "column", "slug", "name"),
    [
        ("borders", "length_km", "twelve-to-thirty-two", "border"),
        ("capabilities", "spending_usd_thousand", "fear-and-arms", COVER),
        ("defence_expenditure", "share_of_gdp_pct", "who-pays", "distance"),
        ("defence_expenditure", "spending_constant_usd_m", "what-can-a-secretary-general-do", "growth"),
        ("pledges", "target_pct", "the-road-to-five-per-cent", COVER),
        ("ukraine_support", "eur_bn", "ukraine-and-the-next-crisis", "euros"),
    ],
)
def test_another_table_makes_another_figure(table, column, slug, name, monkeypatch):
    before = drawn(slug, name)
    parsed = tables._parsed

    def other(asked: str):
        frame = parsed(asked)
        return frame.assign(**{column: frame[column] ** 1.1}) if asked == table else frame

    monkeypatch.setattr(tables, "_parsed", other)
    after = figure(slug, name)
    assert after.svg != before.svg
    assert not after.numbers.equals(before.numbers)


def test_the_source_is_that_of_the_edition_that_is_shown():
    assert "(2014-2024)" in drawn("who-pays", "change").source
    assert "(2014-2025)" not in drawn("who-pays", "change").source
    assert "(2014-2025)" in drawn("the-road-to-five-per-cent", "field").source
