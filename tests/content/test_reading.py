"""Can a sixteen-year-old read it, and can a reader trace it? Rules for the lessons' prose."""

import re
from functools import cache

import pandas as pd
import pytest

from lessonkit import course
from lessonkit.data import tables as data
from lessonkit.texts import lessons
from lessonkit.texts.numbers import numbered
from support.prose import BANNED

LONGEST_SENTENCE, MEAN_SENTENCE, LONGEST_PARAGRAPH = 25, 13, 80
COMMENT = re.compile(r"<!--.*?-->", re.S)
LINK = re.compile(r"\[([^\]]*)\]\(((?:[^()\s]|\([^()]*\))*)\)")
CODE = re.compile(r"```\{code-cell\}.*?```", re.S)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
YEAR = re.compile(r"\b(1[789]\d\d|20[0-4]\d)\b")
TASK = re.compile(r"(?:[-*]|\d\.) (?:\*\*Mission|[a-z])")  # an objective, or what to note in a mission
REQUEST = re.compile(r"(?:Go back|Take|If that is close to you)\b")
WORKSHOPS = (
    "In code",
    "Talk about it",
    "Read critically",
)  # sections that set tasks and quote invented or faulty texts
every_lesson = pytest.mark.parametrize("lesson", lessons.lessons(), ids=lambda lesson: lesson.stem)


@cache
def body(slug: str) -> str:
    """A lesson's text without its head and its code."""
    text = (course.current().content / "lessons" / f"{slug}.md").read_text(encoding="utf-8")
    text = numbered(text)
    return CODE.sub("", text.split("\n---\n", 1)[1])


def blocks(text: str):
    """Paragraphs and list items, without headings and tables."""
    text = re.sub(r"</?details>|<summary>.*?</summary>|\$\$.*?\$\$", "", text, flags=re.S)
    for block in re.split(r"\n\s*\n|\n\+\+\+\n", text):
        block = block.strip()
        if not block or block.startswith(("#", "|", "+++")):
            continue
        items = re.split(r"\n(?=[-*>] |\d+\. )", block) if re.match(r"[-*>] |\d+\. ", block) else [block]
        yield from (" ".join(item.split()) for item in items)


def plain(block: str) -> str:
    block = LINK.sub(r"\1", COMMENT.sub("", block))
    return re.sub(r"^([-*>]|\d+\.)\s+", "", block).replace("*", "")


def sentences(block: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?:;])[\"”)]?\s+", plain(block)) if part]


@every_lesson
def test_sentences_and_paragraphs_are_short(lesson):
    found = [sentence for block in blocks(body(lesson.slug)) for sentence in sentences(block)]
    lengths = [len(sentence.split()) for sentence in found]
    long = [sentence for sentence, length in zip(found, lengths, strict=True) if length > LONGEST_SENTENCE]
    assert not long
    assert sum(lengths) / len(lengths) <= MEAN_SENTENCE
    assert not [block for block in blocks(body(lesson.slug)) if len(plain(block).split()) > LONGEST_PARAGRAPH]


@every_lesson
def test_no_praise_and_no_filler(lesson):
    # Words in quotation marks have another owner.
    own = re.sub(r"[\"“][^\"”]*[\"”]", "", LINK.sub(r"\1", COMMENT.sub("", body(lesson.slug)))).lower()
    assert not [words for words in BANNED if words in own]
    assert "!" not in re.sub(r"!\[|!=|<!", "", own)


@cache
def days_in_the_data() -> set[pd.Timestamp]:
    days = set()
    for name in data.load():
        table = data.load(name)
        for column in table.select_dtypes("datetime"):
            days |= set(table[column].dropna())
    return days


def sections(text: str):
    """Pairs of (heading, text up to the next heading)."""
    parts = re.split(r"^(#+ .+)$", text, flags=re.M)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def untraced(text: str) -> list[str]:
    """Sentences with a date that nothing in their section backs.

    A date is backed by a link, by a number check against the data, by a named work with its year, or because a
    table of the course holds that very day.
    """
    found = []
    for heading, part in sections(text):
        if heading.lstrip("# ").startswith(WORKSHOPS):
            continue
        backed = (
            any(target.startswith("http") for _, target in LINK.findall(part))
            or COMMENT.search(part)
            or re.search(r"[A-Z]\w+ (?:and [A-Z]\w+ )?\(\d{4}\)", part)
        )
        for block in blocks(part):
            for sentence in sentences(block):
                if not YEAR.search(sentence) or TASK.match(block) or REQUEST.match(sentence) or sentence.endswith("?"):
                    continue
                days = [pd.Timestamp(int(y), MONTHS.index(m) + 1, int(d)) for d, m, y in DAY.findall(sentence)]
                if not backed and not (days and set(days) <= days_in_the_data()):
                    found.append(sentence)
    return found


@every_lesson
def test_every_dated_sentence_can_be_traced(lesson):
    assert untraced(body(lesson.slug)) == []


def test_the_search_for_untraced_dates_can_fail():
    assert untraced("# Title\n\nIn 1987 something happened.\n") == ["In 1987 something happened."]
    assert untraced("# Title\n\nOn 6 May 1955 West Germany joined. In 1987 it rained.\n") == ["In 1987 it rained."]
    assert untraced("# Title\n\nIn 1987 something [happened](https://example.org/).\n") == []


@every_lesson
def test_links_to_other_notebooks_lead_somewhere(lesson):
    for _, target in LINK.findall(body(lesson.slug)):
        if not target.startswith("http"):
            assert (course.current().root / "lessons" / target.split("#")[0]).resolve().exists(), target
