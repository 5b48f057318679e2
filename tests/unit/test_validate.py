"""An author's slip is named with file, line, exercise and field, and what would be right."""

import pytest

from lessonkit.bank import validate
from support.bank import SAMPLE

TEXT = SAMPLE.read_text(encoding="utf-8")


def problems(text, tmp_path, name=SAMPLE.name):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return validate.problems(path)


def line_of(text, part, nth=1):
    """Return the line number of the nth line that holds a part."""
    return [n for n, line in enumerate(text.splitlines(), 1) if part in line][nth - 1]


def test_the_sample_is_sound():
    assert validate.problems(SAMPLE) == []


SLIPS = [
    # what stands there, what an author writes instead, exercise, field, line (a part of it), words
    ("kind: critique", "kind: critik", "dues", "kind", "kind: critik", "did you mean 'critique'?"),
    ("    kind: critique\n", "", "dues", "kind", "id: dues", "the field kind is missing"),
    ("    tolerance: 0.2\n", "", "share-of-founders", "tolerance", "id: share-of-founders", "'tolerance' is missing"),
    ("    tolerance: 0.2", "    tolerence: 0.2", "share-of-founders", "tolerence", "tolerence", "did you mean 'tolerance'?"),
    ("    tolerance: 0.2", "    tolerance: wide", "share-of-founders", "tolerance", "tolerance: wide", "should be a number"),
    ("    tolerance: 0.2", "    tolerance: -1", "share-of-founders", "tolerance", "tolerance: -1", "at least 0"),
    ('    objective: 1\n    minutes: 1\n    prompt: How does', "    objective: 99.1\n    minutes: 1\n    prompt: How does", "council", "objective", "objective: 99.1", "should be a whole number or text"),
    ("title: Dues", "title: ''", "dues", "title", "title: ''", "not empty"),
    ("misconception: M08", "misconception: M8", "council", "options.1.misconception", "M8", "such as M05"),
    ("misconception: M08", "misconception: M99", "council", "options.1.misconception", "M99", "is not in content/misconceptions.yml"),
    ("sources: [treaty-1949]", "sources: [treaty-1948]", "council", "sources.0", "treaty-1948", "did you mean 'treaty-1949'?"),
    ("        correct: true\n      - text: By a majority", "      - text: By a majority", "council", "options", "options", "0 options are marked correct"),
    ("        feedback: The Secretary General chairs. Whose decision is it then?\n", "", "council", "options.2.feedback", "- text: The Secretary", "needs its own feedback"),
    ("answer: 100 * 12 / 31", "answer: 37.6", "share-of-founders", "mistakes.1.answer", "answer: 37.6", "within the tolerance"),
    ("answer: 100 * 12 / 31", "answer: 12 * half", "share-of-founders", "mistakes.1.answer", "12 * half", "NameError"),
    ("feedback: That is a count, not a share.", "feedback: That leaves one member out. Which one joined last?", "share-of-founders", "", "id: share-of-founders", "have the same feedback"),
    ("answer: 100 * 12 / 31", "answer: 12.01", "share-of-founders", "mistakes.1.answer", "12.01", None),
    ('{= len(members) =} members are', "{= len(member) =} members are", "share-of-founders", "prompt", "prompt: What share", "NameError"),
    ("id: change", "id: population", "population", "id", None, "choose another"),
    ("- before: [ratify, protocol]", "- before: [ratify, signing]", "sweden", "mistakes.0.before", "[ratify, signing]", "the keys are request"),
    ("- before: [ratify, protocol]", "- before: [protocol, ratify]", "sweden", "mistakes.0.before", "[protocol, ratify]", "the other way round"),
    ("{key: invite,", "{key: request,", "sweden", "items.1.key", "{key: request, text: The allies", "choose another"),
    ("        bin: no\n", "        bin: none\n", "articles", "items.2.bin", "bin: none", "the bins are no, four, five"),
    ("answer: [EST, LVA, LTU]", "answer: [EST, LVA, RUS]", "baltic", "answer", "answer: [EST", "RUS cannot be chosen"),
    ("omits: [LTU]", "omits: [POL]", "baltic", "mistakes.1.omits", "omits: [POL]", "not part of the answer"),
    ("includes: [POL, FIN]", "includes: [POL, fin]", "baltic", "mistakes.0.includes.1", "[POL, fin]", "such as POL"),
    ("- before: [2, 0]", "- before: [0, 2]", "lines", "mistakes.0.before", "[0, 2]", "must come later"),
    ("words: [10, 60]", "words: [10, 20]", "essay", "", "id: essay", "its own solution is judged 'partly'"),
    ("        row: 0\n", "        row: 9\n", "essay", "mistakes.0.row", "row: 9", "there is no row 9"),
    ("    label: imprecise", "    label: vague", "dues", "label", "label: vague", "should be one of supported"),
    ("      supported: M04", "      outdated: M04", "dues", "misconceptions.outdated", "outdated: M04", "has no feedback"),
    ("    calls: [\"0.5, 1\"", "    calls: [\"0.5\"", "win", "solution", None, "stops with TypeError"),
    ('groupby("accession_year").size().cumsum()\n    hints', 'groupby("acession_year").size().cumsum()\n    hints', "members-by-year", "solution", "solution: |", "stops with KeyError"),
    ("    name: members_after", "    name: members_later", "members-by-year", "starter", "starter: |", "does not define 'members_later'"),
    ("- blank: '\"founder\"'", "- blank: '\"accession_year\"'", "members-by-year", "mistakes.0", "blank:", "gives the right answer"),
    ("- blank: '\"founder\"'", "- blank: founder", "members-by-year", None, None, None),
    ("      members = load(\"members\")\n    answer: 100", "      members = lod(\"members\")\n    answer: 100", "share-of-founders", "given", None, "NameError"),
    ("    accept: [overstated]", "    accept: [overstated]\n    accept: [outdated]", "", "exercises.13.accept", "accept: [outdated]", "stands twice"),
]  # a table, one row a line  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "exercise", "field", "line", "words"),
    SLIPS,
    ids=[f"{n}-{slip[2]}-{slip[3]}" for n, slip in enumerate(SLIPS)],
)
def test_a_slip_is_named(old, new, exercise, field, line, words, tmp_path):
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    found = problems(text, tmp_path)
    if words is None:
        # Two mistakes apart by less than their spread, or a mistake that only raises another error, still work.
        assert found == []
        return
    assert {problem.exercise for problem in found} == {exercise}
    first = next(problem for problem in found if words in problem.message)
    assert (first.file, first.field) == ("sample.yml", field)
    if line is not None:
        assert first.line == line_of(text, line)
    assert str(first).startswith(f"sample.yml, line {first.line}")


@pytest.mark.parametrize("text", ["a: [1", "a: 'x", "\ta: 1", "a: b: c"])
def test_what_is_not_yaml_has_a_line(text, tmp_path):
    (problem,) = problems("# first line\n" + text, tmp_path)
    assert problem.line >= 2 and "this is not YAML" in problem.message


@pytest.mark.parametrize("text", ["", "7", "[]", "exercises: 7", "exercises: [7]", "{}"])
def test_any_other_text_is_a_problem_not_a_crash(text, tmp_path):
    assert problems(text, tmp_path)


def test_all_problems_come_at_once_in_order(tmp_path):
    text = TEXT.replace("tolerance: 0.2", "tolerance: wide").replace("kind: critique", "kind: critik")
    found = problems(text, tmp_path)
    assert len(found) == 2 and found[0].line < found[1].line
