"""Numbers and links in a lesson's prose."""

import pytest

from lessonkit.texts import references
from lessonkit.texts.prose import ends_with, problems

GIVEN = "share = 61.74\nslope = -0.024\nmoney = 1_234.5"


@pytest.fixture
def found(tmp_path, monkeypatch):
    file = tmp_path / "references.bib"
    file.write_text("@misc{one, title={One}, url={https://example.org/one}}\n", encoding="utf-8")
    known = references.library(file)
    monkeypatch.setattr(references, "library", lambda: known)
    return lambda text, given=GIVEN: problems(text, given, "x.md")


@pytest.mark.parametrize(
    "text",
    [
        "The share is 61.7<!--{share:.1f}--> %.",
        "A slope of −0.02<!--{slope:.2f}--> is flat.",
        "A slope of -0.02<!--{slope:.2f}--> is flat.",
        "It rose by +61.7<!--{share:+.1f}-->.",
        "From 12\u2009345<!--{12345:,}-->.".replace("{12345:,}", "{f'{12345:,}'.replace(',', ' ')}"),
        "In code:\n\n```python\n# 99<!--{share:.1f}--> https://example.org/unknown\n```\n",
        "A [source](https://example.org/one) and <https://example.org/one#page=3>.",
        "No numbers at all.",
        "With chance $p$ and $0.5^{31}$:\n\n$$B = p\n\n+ 1$$\n\nIt costs 5 US dollars.",
    ],
)
def test_right_prose_has_no_problem(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "One\n\nThe share is 61.6<!--{share:.1f}--> %.",
            "x.md, line 3: expected 61.7 from <!--{share:.1f}-->, found 61.6",
        ),
        ("161.7<!--{share:.1f}-->", "x.md, line 1: expected 61.7 from <!--{share:.1f}-->, found 161.7"),
        ("A slope of −61.7<!--{share:.1f}-->", "x.md, line 1: expected 61.7 from <!--{share:.1f}-->, found −61.7"),
        ("A slope of 0.02<!--{slope:.2f}-->", "x.md, line 1: expected -0.02 from <!--{slope:.2f}-->, found 0.02"),
        ("<!--{share:.1f}-->", "x.md, line 1: expected 61.7 from <!--{share:.1f}-->, found nothing"),
    ],
)
def test_wrong_number_names_line_expected_and_found(found, text, message):
    assert found(text) == [message]


def test_unknown_name_is_told_in_one_line(found):
    assert found("7<!--{missing}-->") == [
        "x.md, line 1: <!--{missing}--> cannot be worked out (NameError: name 'missing' is not defined)"
    ]


def test_failing_given_is_told(found):
    assert found("7<!--{seven}-->", "seven = 1 / 0") == [
        "x.md, line 1: the code under `given` fails (ZeroDivisionError: division by zero)"
    ]


def test_given_sees_the_tables(found):
    assert found("32<!--{len(members)}--> members", "members = load('members')") == []


def test_unknown_link_is_told(found):
    assert found("See\n[this](https://example.org/two).") == [
        "x.md, line 2: the link https://example.org/two is not in references.bib"
    ]


@pytest.mark.parametrize(
    ("line", "number", "right"),
    [
        ("2014–2024", "2024", True),
        ("(−0.5", "-0.5", True),
        ("2.37", "37", False),
        ("1,237", "237", False),
        ("over 30", "30", True),
    ],
)
def test_only_the_whole_number_counts(line, number, right):
    assert ends_with(line, number) is right


@pytest.mark.parametrize("text", ["One\n\n| US$1 | US$2 |", "One\n\nIt costs US\\$ 5."])
def test_money_that_would_become_a_formula_is_told(found, text):
    assert found(text) == ["x.md, line 3: “$” begins a formula: write “US dollars”"] * text.count("US")


def test_a_dollar_sign_alone_is_told(found):
    assert found("One\n\nIt costs $5.") == [
        "x.md, line 3: a “$” stands alone here: a formula needs two, money needs a word"
    ]
