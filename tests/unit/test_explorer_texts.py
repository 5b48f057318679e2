"""The words of the explorers: what a file may hold, and whether file and code fit each other."""

import re
from datetime import date

import pytest

from lessonkit import course
from lessonkit.explorer import check, names
from lessonkit.explorer.texts import MissingWords, Words, words

FOLDER = course.current().content / "explorers"
WRITTEN = [name for name in names() if (FOLDER / f"{name}.yml").exists()]
LONGEST_SENTENCE, MEAN_SENTENCE, LONGEST_PARAGRAPH = 30, 13, 90  # a finding holds more numbers than a lesson's text
BANNED = ("crucial role", "cornerstone", "it is important to note", "let's dive", "obviously", "fascinating")

SAMPLE = """
title: A sample
given: |
  three = 3
asks:
  many: {label: "How many of 3<!--{three}-->?", unit: allies}
  who: {label: Who?, options: {yes: Yes, no: No}}
controls:
  year: Year
  step: {label: Step, value: "{value} % of the way"}
  view: {label: Show, options: {one: One}}
  open: Open
missions:
  first: {text: Set it., found: "{n} {n:ally|allies} {n:is|are} in."}
  second: {text: Set it again., found: Done.}
limits: None.
reading: "{who}, {day}: {change:+.1f} % of {total:,}, {word:>3}."
stage:
  open: The text is open.
  shut: The text is shut.
"""


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "sample.yml"
    path.write_text(SAMPLE, encoding="utf-8")
    return Words(path)


# ---- what a text can hold -----------------------------------------------------------------------


def test_slots_lists_days_and_signs(sample):
    said = sample.say("reading", who=["Ann", "Bo", "Cy"], day=date(1949, 4, 4), change=-2.25, total=12000, word="a-b")
    assert said == "Ann, Bo and Cy, 4 April 1949: −2.2 % of 12,000, a-b."


@pytest.mark.parametrize(("n", "text"), [(0, "0 allies are in."), (1, "1 ally is in."), (2, "2 allies are in.")])
def test_plurals(sample, n, text):
    assert sample.say("missions.first.found", n=n) == text


def test_a_slot_too_much_is_no_matter(sample):
    assert sample.say("stage.open", more=1) == "The text is open."


@pytest.mark.parametrize("key", ["stage", "stage.none", "none", "stage.open.more", ""])
def test_a_key_that_is_not_there_is_named(sample, key):
    with pytest.raises(MissingWords, match=r"sample\.yml"):
        sample.say(key)


def test_a_slot_that_nobody_fills_is_named(sample):
    with pytest.raises(MissingWords, match="nothing fills the slot 'n'"):
        sample.say("missions.first.found")


def test_groups_keep_their_order_and_every_value_is_text(sample):
    assert sample.each("asks.who.options") == {"yes": "Yes", "no": "No"}
    with pytest.raises(MissingWords, match="not a group"):
        sample.each("title")


def test_the_parts_of_an_explorer(sample):
    many, who = sample.ask("many", high=3), sample.ask("who")
    assert (many.label, many.unit, many.high) == ("How many of 3?", "allies", 3)
    assert who.options == {"yes": "Yes", "no": "No"}
    assert sample.range("step", range(101)).text(30) == "30 % of the way"
    assert sample.range("year", range(1949, 1951), text="AD {}".format).text(1949) == "AD 1949"
    assert (sample.choice("view").label, sample.switch("open").label) == ("Show", "Open")
    assert sample.choice("view", options={"a": "A"}).options == {"a": "A"}
    assert sample.mission("second", (), lambda values: True).found == "Done."


@pytest.mark.parametrize(
    ("text", "message"), [("a: [1", "not YAML"), ("- a", "must begin"), ("a: [b]", "a: there must be"), ("a:", "a: ")]
)
def test_a_spoilt_file_is_named(tmp_path, text, message):
    path = tmp_path / "spoilt.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        Words(path)


def test_a_file_is_read_once():
    assert words(WRITTEN[0]) is words(WRITTEN[0])


# ---- every explorer -----------------------------------------------------------------------------

every_explorer = pytest.mark.parametrize("name", WRITTEN)


@every_explorer
def test_keys_slots_numbers_and_links_are_right(name):
    assert check.problems(name) == []


def test_each_file_belongs_to_an_explorer():
    assert {path.stem for path in FOLDER.glob("*.yml")} <= set(names())


def prose(name):
    """The longer texts of an explorer with their keys, as paragraphs without marks and slots."""
    for key, text in check.texts(words(name).tree):
        for block in re.split(r"\n\s*\n|\n(?=[-*] )", text):
            yield key, re.sub(r"\{[^}]*\}", "slot", " ".join(block.split()).replace("*", "").removeprefix("- "))


@every_explorer
def test_sentences_and_paragraphs_are_short(name):
    blocks = list(prose(name))
    found = [(key, one) for key, block in blocks for one in re.split(r"(?<=[.!?:;])[\"”)]?\s+", block)]
    lengths = [len(one.split()) for _, one in found]
    assert not [one for one, length in zip(found, lengths, strict=True) if length > LONGEST_SENTENCE]
    assert sum(lengths) / len(lengths) <= MEAN_SENTENCE
    assert not [key for key, block in blocks if len(block.split()) > LONGEST_PARAGRAPH]


@every_explorer
def test_no_praise_and_no_filler(name):
    assert not [key for key, block in prose(name) for words_ in BANNED if words_ in block.lower()]
    assert not [key for key, block in prose(name) if "!" in block]


# ---- the check can fail ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Would you attack?", "title: Would you attack?\nmore: More.", "more is never used"),
        ("  million: less", "  millions: less", "there is no text 'chance.million'"),
        ("{point:.1f} %: from", "{spot:.1f} %: from", "tipping.between: explorer.py, line"),
        ("{point:.1f} %: from", "{point:.1f %: from", "tipping.between: "),
        ("31<!--{number}--> may come", "30<!--{number}--> may come", "expected 31"),
        ("  none: At these", "  none: See https://example.org/x. At these", "not in references.bib"),
        ("  none: At these", "  none: A [pact](look-it-up.ipynb#pakt). At these", "no word of the glossary"),
        ("    label: Taken away", "    label: Taken away\n    labels: x", "the fields of controls are"),
        ("  quiet: Staying", "  silent: Staying", "there is no text 'controls.quiet"),
    ],
)
def test_what_does_not_fit_is_found(monkeypatch, tmp_path, old, new, message):
    text = (FOLDER / "would-you-attack.yml").read_text(encoding="utf-8")
    assert old in text
    spoilt = tmp_path / "would-you-attack.yml"
    spoilt.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(check, "words", lambda name: Words(spoilt))
    assert any(message in problem for problem in check.problems("would-you-attack"))
