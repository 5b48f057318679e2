"""The teacher's texts and the role cards: minutes add up, what is named exists, and it can be read in ten minutes."""

import copy
import html
import itertools
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import lessonkit
from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.misconceptions import misconceptions
from lessonkit.data.tables import load
from lessonkit.texts import lessons, references
from nato_course import roles as teaching_roles
from support import prose

FOLDER = course.current().root / "teaching"
PLANS = sorted((FOLDER / "lessons").glob("*.md"))
TEXTS = [*sorted(FOLDER.glob("*.md")), *PLANS]
TAUGHT = [one for one in lessons.lessons() if "01" <= one.number <= "13"]
LONGEST_SENTENCE, MEAN_SENTENCE = 25, 14
BANNED = (*prose.BANNED, "simply", "just ")
COMMENT = re.compile(r"<!--.*?-->", re.S)
LINK = re.compile(r"\[([^\]]*)\]\(((?:[^()\s]|\([^()]*\))*)\)")
NAMED = re.compile(r"(?<![\d.])(\d\d\.\d) \(((?:[^()]|\([^()]*\))*)\)")
SPAN = re.compile(r"^\| (\d+)–(\d+) \|(.*)\|(.*)\|$", re.M)
PARTS = (
    "Before class", "The 45-minute period", "The 90-minute period", "What goes wrong", "Talk about it",
    "For every learner", "Sensitive moments", "Homework", "Slides",
)  # many words on a line  # fmt: skip
FIXED_SLIDES = ("Write down what you expect",)

every_text = pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
every_plan = pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)


def read(path):
    return path.read_text(encoding="utf-8")


def parts(text):
    """Return heading -> text of each section of level 2."""
    pieces = re.split(r"^## (.+)$", text, flags=re.M)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def blocks(text):
    """Paragraphs, list items and cells of tables, as plain text."""
    text = re.sub(r"```.*?```", "", text, flags=re.S)
    for block in re.split(r"\n\s*\n", text):
        if block.startswith("#"):
            continue
        if block.lstrip().startswith("|"):
            rows = [line.strip().strip("|").split("|") for line in block.strip().splitlines()[2:]]
            yield from (cell.strip() for row in rows for cell in row if cell.strip())
        else:
            yield from (" ".join(item.split()) for item in re.split(r"\n(?=[-*] |\d+\. )", block) if item.strip())


def sentences(text):
    for block in blocks(text):
        plain = re.sub(r"^([-*]|\d+\.)\s+", "", LINK.sub(r"\1", COMMENT.sub("", block))).replace("*", "")
        yield from (part for part in re.split(r"(?<=[.!?:;])[\"”)]?\s+", plain) if part)


def words_of_cards():
    """Yield every sentence that the role cards hold, in the file's order."""

    def texts(part):
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            for key, value in part.items():
                if key not in ("iso3", "letter", "source", "deck", "allies", "minutes"):
                    yield from texts(value)
        elif isinstance(part, list):
            for value in part:
                yield from texts(value)

    for text in texts(raw()):
        yield from re.split(r"(?<=[.!?:;])\s+", text)


@cache
def raw():
    return yaml.safe_load(read(course.current().content / "roles.yml"))


def clock(text):
    """Return (from, to) of each row of a minute table."""
    return [(int(start), int(end)) for start, end, _, _ in SPAN.findall(text)]


def test_there_is_a_plan_for_each_lesson():
    assert [path.stem for path in PLANS] == [one.stem for one in TAUGHT]


@every_plan
def test_a_plan_has_every_part_in_order(path):
    text = read(path)
    assert tuple(parts(text)) == PARTS
    assert "\n**Aim.** " in text and all(body.strip() for body in parts(text).values())


@every_plan
@pytest.mark.parametrize("minutes", [45, 90])
def test_the_minutes_add_up_without_gap_or_overlap(path, minutes):
    spans = clock(parts(read(path))[f"The {minutes}-minute period"])
    assert spans[0][0] == 0 and spans[-1][1] == minutes
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(spans))
    assert all(end > start for start, end in spans)


def test_a_gap_in_the_minutes_would_be_seen():
    assert clock("| 0–4 | a | b |\n| 5–45 | c | d |\n") == [(0, 4), (5, 45)]


@every_text
def test_exercises_that_are_named_exist_and_have_that_title(path):
    titles = {item.number: item.title for item in bank.load_bank()}
    found = NAMED.findall(read(path))
    assert found or path.parent == FOLDER
    assert [(number, title) for number, title in found if titles.get(number) != title] == []


@every_plan
def test_a_plan_names_exercises_of_its_own_lesson(path):
    own = {item.number for item in bank.lesson(lessons.lesson(path.stem[:2]).slug).exercises}
    named = {number for number, _ in NAMED.findall(read(path))}
    assert named and named <= own, named - own


@every_plan
def test_misconceptions_that_are_named_exist(path):
    named = set(re.findall(r"\bM\d\d[ab]?\b", read(path)))
    assert len(named) >= 4 and named <= set(misconceptions())


@every_plan
def test_slides_are_those_of_the_lesson(path):
    lesson = lessons.lesson(path.stem[:2])
    headings = re.findall(r"^#+ (.+)$", read(course.current().content / "lessons" / f"{lesson.slug}.md"), re.M)
    items = bank.lesson(lesson.slug).items
    known = [folded(text) for text in (*headings, *(item.title for item in items), *FIXED_SLIDES)]
    slides = re.findall(r"^- \*\*(.+?)\*\* \S", parts(read(path))["Slides"], re.M)
    assert 8 <= len(slides) <= 12 and len(set(slides)) == len(slides)
    assert [slide for slide in slides if not any(folded(slide) in text for text in known)] == []


@every_plan
def test_sections_that_are_named_stand_in_the_lesson(path):
    lesson = lessons.lesson(path.stem[:2])
    headings = [
        folded(heading)
        for heading in re.findall(r"^#+ (.+)$", read(course.current().content / "lessons" / f"{lesson.slug}.md"), re.M)
    ]
    named = [
        name
        for one, two in re.findall(r'\b[Rr]ead "([^"]+)"(?: and "([^"]+)")?', read(path))
        for name in (one, two)
        if name
    ]
    named += re.findall(r'read on from "([^"]+)"', read(path))
    assert [name for name in named if not any(heading.startswith(folded(name)) for heading in headings)] == []


def folded(text):
    return " ".join(re.findall(r"\w+", text.casefold()))


@every_text
def test_links_lead_somewhere(path):
    for _, target in LINK.findall(read(path)):
        if not target.startswith("http"):
            assert (path.parent / target.split("#")[0]).resolve().exists(), target


@every_text
def test_sentences_are_short(path):
    found = list(sentences(read(path)))
    lengths = [len(sentence.split()) for sentence in found]
    assert not [sentence for sentence, length in zip(found, lengths, strict=True) if length > LONGEST_SENTENCE]
    assert sum(lengths) / len(lengths) <= MEAN_SENTENCE


@every_text
def test_no_praise_and_no_filler(path):
    own = re.sub(r"[\"“][^\"”]*[\"”]", "", LINK.sub(r"\1", read(path))).lower()
    assert not [words for words in BANNED if words in own]
    assert "!" not in re.sub(r"!\[|!=|<!", "", own)


def test_a_long_sentence_and_a_cell_of_a_table_are_seen():
    text = "One.\n\n| a | b |\n|---|---|\n| Short cell. | " + "word " * 30 + "|\n"
    assert [len(sentence.split()) for sentence in sentences(text)] == [1, 2, 30]


def test_every_lesson_and_every_page_is_reached_from_the_readme():
    targets = {target.split("#")[0] for _, target in LINK.findall(read(FOLDER / "README.md"))}
    assert {"rubrics.md", "sensitive.md", "curriculum.md", "lessons"} <= targets


def test_the_paths_of_the_readme_name_lessons_that_there_are():
    table = parts(read(FOLDER / "README.md"))["Which lessons?"]
    rows = re.findall(r"^\| (Taster|Unit|Methods week) \| ((?:\d\d,? ?)+)", table, re.M)
    known = {one.number for one in TAUGHT}
    assert [name for name, _ in rows] == ["Taster", "Unit", "Methods week"]
    assert all(set(re.findall(r"\d\d", numbers)) <= known for _, numbers in rows)


def test_the_readme_shows_what_the_commands_print():
    text = read(FOLDER / "README.md")
    for words in (
        "Exercises held back: 0.",
        "It holds nothing else from this computer.",
        "Learners: 28. Notes on files: 1.",
    ):
        assert words in text
    cli = "".join(read(path) for path in Path(lessonkit.__file__).parent.glob("cli/*.py"))
    assert (
        "Exercises held back: {len(held)}." in cli
        and "Notes on files: {len(room.refused)}." in cli
        and "Write the file? [y/n] " in cli
    )
    assert "It holds nothing else from this computer." in read(
        Path(lessonkit.__file__).parent / "classroom" / "submission.py"
    )


# The role cards


def test_each_real_ally_is_there_once_and_the_invented_ones_run_from_a_to_p():
    found = teaching_roles.roles()
    assert [entry["iso3"] for entry in raw()["real"]] == list(load("members")["iso3"]) == list(found.real)
    assert "".join(found.fictional) == "ABCDEFGHIJKLMNOP"


def test_every_fact_on_a_card_has_a_day_and_a_source():
    found = teaching_roles.roles()
    for card in found.real.values():
        for interest in card.interests:
            assert references.link(interest.source).url.startswith("http"), card.id
            assert interest.as_of.year >= 1949 and interest.as_of <= found.as_of, card.id
    assert not any(interest.fact for card in found.fictional.values() for interest in card.interests)


def test_invented_allies_bear_no_real_name():
    names = {*load("members")["name"], "Russia", "Ukraine", "Moscow", "NATO"}
    fictional = yaml.safe_dump([raw()["fictional"], raw()["injects"]], allow_unicode=True)
    assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", fictional)]


@pytest.mark.parametrize(("name", "learners"), [("12", 12), ("20", 20), ("30", 30), ("all", 36), ("fictional", 20)])
def test_a_set_seats_every_learner(name, learners):
    seats = teaching_roles.roles().sets[name]
    assert seats.learners == learners == sum(seats.offices.values()) + len(seats.allies)
    assert seats.offices["chair"] == seats.offices["secretary"] == 1


def test_sentences_of_the_cards_are_short_and_plain():
    found = list(words_of_cards())
    lengths = [len(sentence.split()) for sentence in found]
    assert len(found) > 300
    assert not [sentence for sentence in found if len(sentence.split()) > LONGEST_SENTENCE or "!" in sentence]
    assert sum(lengths) / len(lengths) <= MEAN_SENTENCE
    assert not [words for sentence in found for words in BANNED if words in sentence.lower()]


def test_figures_on_a_card_come_from_the_tables():
    lines = teaching_roles.figures("EST")
    assert "Land border with Russia: 324 km" in lines and "Member since 29 March 2004" in lines
    assert "Asked for talks under Article 4, up to September 2025: 2 times" in lines
    assert "No armed forces of its own" in teaching_roles.figures("ISL")
    assert "place 1 of 32" in teaching_roles.figures("USA")[-1]


def changed(*steps, value):
    """Return the file's data with one value changed, and what is then wrong."""
    data = copy.deepcopy(raw())
    part = data
    for step in steps[:-1]:
        part = part[step]
    if value is None:
        del part[steps[-1]]
    else:
        part[steps[-1]] = value
    return teaching_roles.problems(data)


def test_a_wrong_entry_is_named_with_its_field():
    assert teaching_roles.problems(raw()) == []
    assert changed("real", 0, "interests", 1, "source", value="nowhere") == [
        "ally ALB: interests[1].source: references.bib has no entry 'nowhere'"
    ]
    assert changed("real", 0, "interests", 0, "as_of", value="soon") == [
        "ally ALB: interests[0].as_of: must be a day such as 2025-09-23"
    ]
    assert changed("real", 0, "interests", 0, "as_of", value=raw()["as_of"].replace(year=2030)) == [
        "ally ALB: interests[0].as_of: is later than the file's own as_of"
    ]
    assert changed("real", 0, "red_line", value=None) == ["ally ALB: red_line: is missing"]
    assert changed("real", 0, "interests", 0, "fact", value=None) == [
        "ally ALB: interests[0]: needs exactly fact, as_of, source and so"
    ]
    assert changed("real", 0, "iso3", value="BEL")[0] == "real: iso3: every member must be there once; look at ALB"
    assert changed("fictional", 3, "portrait", value=None) == ["fictional ally D: portrait: is missing"]
    assert changed("sets", "20", "allies", 0, value="DEU") == ["set 20: allies: one is there twice"]
    assert changed("sets", "20", "allies", 0, value="XXX") == ["set 20: allies: the deck has no XXX"]
    assert changed("sets", "12", "offices", "press", value=2) == ["set 12: learners: 13 seats for 12 learners"]
    assert changed("clock", 45, 0, "minutes", value=6) == ["clock 45: minutes: they add up to 46"]
    assert changed("debrief", 0, "minutes", value=4) == ["debrief: minutes: they add up to 19, not 20"]
    assert changed("rules", value=None) == ["rules: is missing"]
    assert teaching_roles.problems(None) == ["the file holds no fields"]


def test_a_file_with_a_wrong_entry_is_refused(tmp_path):
    data = copy.deepcopy(raw())
    data["sets"]["12"]["learners"] = 11
    path = tmp_path / "roles.yml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(teaching_roles.RolesError, match=r"roles.yml: set 12: learners: 12 seats for 11 learners"):
        teaching_roles.roles(path)


def test_a_pack_holds_each_card_and_enough_slips():
    page = teaching_roles.cards_html("20")
    seats = teaching_roles.roles().sets["20"]
    shown = html.unescape(page)
    assert page.count('<div class="slip">') == teaching_roles.CRISES * len(seats.allies)
    for iso3 in seats.allies:
        card = teaching_roles.roles().real[iso3]
        assert all(
            text in shown for text in (f"<h3>{card.name}</h3>", card.red_line, card.live_with, card.interests[0].so)
        ), iso3
    assert page.count("<h3>Press</h3>") == 2 and page.count("<h2>Decision sheet: crisis") == 3
    assert "No government has said them." in page and "No government has said them." not in teaching_roles.cards_html(
        "fictional"
    )


def test_a_pack_loads_nothing_and_runs_nothing():
    for name in teaching_roles.roles().sets:
        page = teaching_roles.cards_html(name)
        assert "default-src 'none'" in page
        assert not re.search(r"<(script|img|link|iframe)\b|\bsrc=|url\(", page)


def test_what_stands_on_a_card_is_shown_as_text(monkeypatch):
    data = copy.deepcopy(raw())
    data["fictional"][0]["red_line"] = "<script>alert(1)</script>"
    monkeypatch.setattr(teaching_roles.yaml, "safe_load", lambda text: data)
    teaching_roles._roles.cache_clear()
    try:
        page = teaching_roles.cards_html("fictional")
    finally:
        teaching_roles._roles.cache_clear()
    assert "<script>" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_unknown_set_is_answered_with_those_that_there_are():
    with pytest.raises(KeyError, match=r"There is no set '15'\. There are: 12, 20, 30, all, fictional\."):
        teaching_roles.cards_html("15")


def test_every_pack_is_written(tmp_path):
    assert [path.name for path in teaching_roles.write(tmp_path / "new")] == [
        f"council-{name}.html" for name in ("12", "20", "30", "all", "fictional")
    ]
    assert all(path.stat().st_size > 10_000 for path in (tmp_path / "new").iterdir())
