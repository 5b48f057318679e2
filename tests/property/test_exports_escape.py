"""Any text an author can write stays that text in every format: control signs, tags, formulas, the end of CDATA."""

import io
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessonkit.bank.item import Item
from lessonkit.classroom.exports import anki, gift, moodle, qti
from lessonkit.classroom.exports.question import questions
from lessonkit.kinds import text
from support.bank import sample
from support.export_readers import Anki, Gift, Moodle, Qti, normal

PIECES = [
    "~",
    "=",
    "#",
    "{",
    "}",
    ":",
    "\\",
    "->",
    "####",
    "::",
    "//",
    "%50%",
    "[html]",
    "\n",
    "\n\n",
    "]]>",
    "<![CDATA[",
    "&",
    "&amp;",
    "&nbsp;",
    "<b>",
    "</text>",
    "<script>",
    '"',
    "'",
    "$x_1$",
    "$",
    "\\(",
    "{1:MC:=a}",
    "{{Name}}",
    "[sound:a]",
    "|",
    "*",
    "`",
    "> ",
    "- ",
    "![a](b.png)",
    "[a](javascript:b)",
    "~~a~~",
    "é",
    "→",
    "\u2028",
]
# What YAML can hold: no control characters.
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
HOSTILE = (
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(LETTERS, max_size=4)), min_size=1, max_size=8)
    .map(lambda parts: "x" + "".join(parts))
    .filter(lambda made: "{=" not in made and made.strip())
)
SAMPLES = {key: sample(key) for key in ("council", "sweden", "articles", "population")}
SCHEMA = xmlschema.XMLSchema(Path(__file__).parents[1] / "fixtures" / "exports" / "qti.xsd")


def variant(key, **changed):
    """Return a sample exercise with other texts."""
    item = SAMPLES[key]
    return Item(item.data | changed, item.lesson, item.number)


def items(a, b):
    """Return exercises of four kinds that hold two hostile texts wherever learners read."""
    choice = variant(
        "council",
        title=f"T {' '.join(a.split())}",
        prompt=a,
        options=[{"text": f"r {b}", "correct": True}, {"text": f"w {a}", "feedback": b}],
        explanation=a,
    )
    order = variant(
        "sweden",
        prompt=b,
        items=[{"key": key, "text": f"{key} {a}"} for key in "pqrs"],
        mistakes=[{"before": ["q", "p"], "feedback": b}],
        explanation=b,
    )
    bins = [{"key": key, "text": f"{key} {b}"} for key in ("one", "two")]
    classify = variant(
        "articles",
        prompt=a,
        bins=bins,
        items=[
            {"key": "p", "text": f"p {a}", "bin": "one", "wrong": {"two": b}},
            {"key": "q", "text": f"q {a}", "bin": "two"},
        ],
        mistakes=[],
        explanation=a,
    )
    number = variant(
        "population", prompt=b, unit="km", mistakes=[{"answer": 1, "feedback": a}], tolerance=0.5, explanation=b
    )
    return [choice, order, classify, number]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(HOSTILE, HOSTILE)
def test_a_text_stays_that_text(a, b):
    asked = [question for item in items(a, b) for question in questions(item)]
    readers = [Moodle(moodle.write(asked)), Gift(gift.write(asked)), Qti(qti.write(asked))]
    for name in readers[2].package.namelist():
        if name.startswith("items/"):
            SCHEMA.validate(io.BytesIO(readers[2].package.read(name)))
    with tempfile.TemporaryDirectory() as folder:
        cards = Anki(anki.write(asked, when=1e9), Path(folder))
    choice, order, classify, number = asked
    for reader in readers:
        seen = normal if reader is not readers[2] else str
        share, told = reader.mark(choice, {"b"})
        assert share == 0 and list(map(seen, told)) == [normal(choice.told("b"))]
        share, told = reader.mark(number, 1.0)
        assert share == 0 and list(map(seen, told)) == [normal(number.told("mistake-1"))]
        assert reader.mark(order, ["p", "q", "r", "s"])[0] == reader.mark(classify, {"p": "one", "q": "two"})[0] == 1
        assert reader.mark(classify, {"p": "two", "q": "one"})[0] == 0
        if reader is not readers[1]:
            assert list(map(seen, reader.mark(classify, {"p": "two", "q": "two"})[1])) == [
                normal(classify.told("p:two"))
            ]
        for one in (choice, order, number):
            assert normal(one.prompt) == seen(reader.prompt(one)) and normal(one.explanation) in seen(
                reader.general(one)
            )
    assert (
        readers[0].questions[choice.name].findtext("name/text") == readers[1].questions[choice.name][0] == choice.title
    )
    assert readers[2].items[choice.name].get("title") == choice.title
    for one in asked:
        assert cards.fields(one)["Prompt"] == one.prompt and cards.fields(one)["Explanation"] == one.explanation


@settings(max_examples=100, deadline=None, derandomize=True)
@given(HOSTILE)
def test_markdown_becomes_well_formed_html_without_scripts(made):
    root = ElementTree.fromstring(f"<div>{text.html(SAMPLES['council'], made)}</div>")
    assert not {"script", "b", "style", "iframe"} & {one.tag for one in root.iter()}
    assert not any("javascript:" in one.get("href", "") for one in root.iter())


@pytest.mark.parametrize(
    ("made", "html"),
    [
        ("A $p_0$ b", r'<p>A <span class="math">\(p_0\)</span> b</p>'),
        ("`$a$`", "<p><code>$a$</code></p>"),
        (r"\$5", "<p>$5</p>"),
    ],
)
def test_formulas_get_the_marks_that_other_programs_know(made, html):
    assert text.html(SAMPLES["council"], made) == html
