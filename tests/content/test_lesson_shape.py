"""How each lesson begins and ends, and that nobody has to pass through code who does not want to."""

import re

import pytest

from lessonkit.texts import lessons, shown

TAUGHT = [one for one in lessons.lessons() if one.teaches]
CELL = re.compile(r"^```\{code-cell\} ipython3\n((?::[^\n]+\n)*)(.*?)^```$", re.M | re.S)
HEADING = re.compile(r"^## (.+)$", re.M)
CALL = re.compile(r'[a-z_]+\("[a-z0-9-]+(?:/[a-z0-9-]+)?"\)')
every_lesson = pytest.mark.parametrize("about", TAUGHT, ids=lambda about: about.slug)


def body(about) -> str:
    return lessons.split(lessons.text_of(about.page).read_text(encoding="utf-8"))[1]


def cells(about) -> list[tuple[str, str, str]]:
    """Return heading of the section, options and source of each cell of code."""
    text = body(about)
    heads = [(found.start(), found[1]) for found in HEADING.finditer(text)]
    return [
        (max((at, head) for at, head in [(-1, ""), *heads] if at < cell.start())[1], cell[1], cell[2].strip())
        for cell in CELL.finditer(text)
    ]


@every_lesson
def test_outside_the_part_in_code_a_cell_is_one_folded_call(about):
    shown_only = [(options, source) for head, options, source in cells(about) if not head.startswith("In code")]
    assert [source for options, source in shown_only if ":tags: [widget]" not in options] == []
    assert [source for _, source in shown_only if not CALL.fullmatch(source.split("\n\n")[-1])] == []
    assert [source for _, source in shown_only[1:] if "\n" in source] == [], "the first may also import"


@every_lesson
def test_each_note_of_the_head_stands_once_in_the_text_and_the_first_before_the_explorer(about):
    sources = [source for _, _, source in cells(about)]
    asked = [source for source in sources if source.startswith("note(")]
    assert sorted(asked) == sorted(f'note("{about.slug}/{name}")' for name in about.notes)
    first_explorer = next(place for place, source in enumerate(sources) if source.startswith("explore("))
    assert sources.index(f'note("{about.slug}/start")') < first_explorer


@every_lesson
def test_a_lesson_ends_with_its_ticket_its_ending_and_its_sources(about):
    last = [source for _, _, source in cells(about)][-3:]
    assert last == [
        f'{call}"{about.slug}{more}")' for call, more in (("exercise(", "/exit"), ("ending(", ""), ("sources(", ""))
    ]


@every_lesson
def test_nobody_is_asked_to_write_where_there_is_no_box(about):
    prose = CELL.sub("", body(about))
    assert re.findall(r"[^.\n]*\b[Ww]rite down[^.\n]*", prose) == []
    assert not re.search(r"short notes:", prose)


def test_each_table_for_readers_is_shown_in_a_lesson():
    used = re.findall(r'^table\("([a-z0-9-]+)"\)$', "\n".join(body(about) for about in TAUGHT), re.M)
    assert sorted(used) == sorted(shown.tables())


@every_lesson
def test_every_column_of_a_table_has_a_head(about):
    assert re.findall(r"^\| *\|.*\n\|[-| ]+\|$", body(about), re.M) == []
