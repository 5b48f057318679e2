"""Where does this figure come from? A rule for the lessons' prose.

A figure is a number with a unit: per cent, money, thousands and more, kilometres, days. It is backed by
a number check against the data, by a link in its paragraph, or by a year in its sentence (which
test_reading traces). What a sentence only supposes ("If each comes with 50 %") is no claim. Sections that
set tasks are left out.
"""

import re

import pytest

from lessonkit import course
from lessonkit.texts import lessons

COMMENT = re.compile(r"<!--.*?-->", re.S)
CODE = re.compile(r"```\{code-cell\}.*?```", re.S)
QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
LINK = re.compile(r"\[([^\]]*)\]\(((?:[^()\s]|\([^()]*\))*)\)")
CHECKED = re.compile(r"[−-]?\d[\d.,]*<!--.*?-->", re.S)
FIGURE = re.compile(
    r"(?<![\w.,])[−-]?\d[\d.,]*\s?(?:%|per cent\b|(?:(?:thousand|million|billion)\s)?(?:dollars?\b|euros?\b|US\$)|(?:thousand|million|billion)\b|km\b|days?\b)"
)
YEAR = re.compile(r"\b(1[789]\d\d|20[0-4]\d)\b")
SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[A-Z*\[])")
SUPPOSED = re.compile(r"\W*(?:If|Suppose|Take|Imagine|Let)\b")
TASKS = ("Explore", "In code", "Talk about it", "Read critically", "Practise", "Exit ticket")

EXCEPTIONS = {
    "04": {"things you call 80 % likely": "an example of what calibration means"},
    "05": {"With 50, 41 or 22 % it attacks.": "three rates out of the table above, each with its source there"},
    "06": {"with one taste of 3 % for all": "a setting of the model, not a fact about a state"},
    "10": {
        "in ten equal steps": "an invented path, whose bill is worked out",
        "all that it spends beyond 2.0 %": "the same invented path",
        "with 4 % growth": "a growth rate that is supposed",
        "*should* spend 3.5 %": "the target that the section is about, named with its source before",
    },
    "11": {"The €250 billion cannot go on the clock": "a published estimate, named with its authors before"},
}


def blocks(text: str):
    """Pairs of (heading, paragraph), without code, tables and formulas."""
    heading = ""
    for block in re.split(r"\n\s*\n|\n\+\+\+\n", re.sub(r"\$\$.*?\$\$", "", CODE.sub("", text), flags=re.S)):
        block = block.strip()
        if block.startswith("#"):
            heading = block.lstrip("# ")
        elif block and not block.startswith("|"):
            yield heading, block


def unbacked(text: str) -> list[tuple[str, str]]:
    """Pairs of (figure, its sentence) that nothing backs."""
    found = []
    for heading, block in blocks(text):
        linked = any(target.startswith("http") for _, target in LINK.findall(block))
        if linked or heading.startswith(TASKS):
            continue
        own = LINK.sub(r"\1", COMMENT.sub("", CHECKED.sub("", QUOTED.sub("", block))))
        for sentence in SENTENCE.split(" ".join(own.split())):
            if not YEAR.search(sentence) and not SUPPOSED.match(sentence):
                found += [(figure, sentence) for figure in FIGURE.findall(sentence)]
    return found


def body(lesson) -> str:
    return (
        (course.current().content / "lessons" / f"{lesson.slug}.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
    )


@pytest.mark.parametrize("lesson", lessons.lessons(), ids=lambda lesson: lesson.stem)
def test_every_figure_is_backed(lesson):
    excused = EXCEPTIONS.get(lesson.number, {})
    found = unbacked(body(lesson))
    assert [(figure, sentence) for figure, sentence in found if not any(words in sentence for words in excused)] == []
    assert [words for words in excused if not any(words in sentence for _, sentence in found)] == []  # no longer needed


def test_the_exceptions_stay_few():
    assert sum(map(len, EXCEPTIONS.values())) <= 15


def test_the_search_can_fail():
    assert unbacked("# T\n\nSpain spends 1.4 % of it.\n") == [("1.4 %", "Spain spends 1.4 % of it.")]
    assert unbacked("# T\n\nIt cost 3 billion euros. It took 12 days.\n") == [
        ("3 billion euros", "It cost 3 billion euros."),
        ("12 days", "It took 12 days."),
    ]
    for backed in (
        "Spain spends 1.4<!--{x:.1f}--> % of it.",
        "In 2024 Spain spent 1.4 % of it.",
        "Spain spends 1.4 % [of it](https://example.org/).",
        "If Spain spends 1.4 %, what then?",
        'A poster says "1.4 % is enough".',
    ):
        assert unbacked(f"# T\n\n{backed}\n") == []
    assert unbacked("# T\n\nSpain spends 1.4 % [of it](16-look-it-up.ipynb#GDP).\n")  # the glossary backs no figure
