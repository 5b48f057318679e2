"""What each kind of exercise says to typical answers."""

import statistics
import time

import numpy as np
import pandas as pd
import pytest

from lessonkit.kinds.code.kind import TYPED
from lessonkit.kinds.written.kind import LONGEST, cue_met
from support.bank import every_item, sample


def judged(key, answer, **context):
    item = sample(key)
    return item.logic.check(item, answer, **context)


def everything(verdict):
    return " ".join([verdict.message, *verdict.parts])


CASES = [
    # exercise, answer, outcome, part of what is said
    ("council", None, "unanswered", "Choose one"),
    ("council", "  ", "unanswered", "Choose one"),
    ("council", "z", "uncheckable", "a, b, c"),
    ("council", ["a", "b"], "uncheckable", "one option"),
    ("council", 3.7, "uncheckable", "letter"),
    ("council", "b", "incorrect", "No vote is taken"),
    ("neighbours", [], "unanswered", "every option"),
    ("neighbours", ["a"], "partly", "missing"),
    ("neighbours", ["b"], "partly", "far north"),
    ("neighbours", ["a", "b", "c"], "partly", "between Sweden"),
    ("neighbours", ["c", "d"], "incorrect", "between Sweden"),
    ("neighbours", ["a", "x"], "uncheckable", "list of letters"),
    ("share-of-founders", "", "unanswered", "Type a number"),
    ("share-of-founders", "0.375", "partly", "asks for %"),
    ("share-of-founders", "37.6 %", "correct", ""),
    ("share-of-founders", "38", "correct", "Good enough"),
    ("share-of-founders", "36.5", "partly", "Close"),
    ("share-of-founders", "12", "incorrect", "a count"),
    ("share-of-founders", "-37.5", "partly", "sign"),
    ("share-of-founders", "80", "incorrect", "larger"),
    ("share-of-founders", "2", "incorrect", "smaller"),
    ("share-of-founders", "a third", "uncheckable", "I read text, not a number"),
    ("share-of-founders", "37.5 km", "uncheckable", "The answer is in %"),
    ("share-of-founders", "37.5 or 38", "uncheckable", "more than one number"),
    ("share-of-founders", True, "uncheckable", "truth value"),
    ("share-of-founders", {"a": 1}, "uncheckable", "not a number"),
    ("population", "1,58", "incorrect", "smaller"),
    ("sweden", None, "unanswered", "in order"),
    ("sweden", ["request", "invite", "ratify", "protocol", "deposit"], "partly", "nothing to ratify"),
    ("sweden", ["request", "protocol", "invite", "ratify", "deposit"], "partly", "neighbours are swapped"),
    ("sweden", ["deposit", "request", "invite", "protocol", "ratify"], "partly", "“The state deposits"),
    ("sweden", ["deposit", "ratify", "protocol", "invite", "request"], "incorrect", "0 of 10 pairs"),
    ("sweden", ["request", "invite"], "uncheckable", "every key once"),
    ("sweden", ["request"] * 5, "uncheckable", "every key once"),
    ("articles", {}, "unanswered", "bin for each"),
    ("articles", {"talks": "four"}, "unanswered", "3 items still"),
    ("articles", {"talks": "five", "attack": "five", "expel": "no", "cyber": "no"}, "partly", "Talks come before"),
    ("articles", {"talks": "four", "attack": "five", "expel": "no", "cyber": "four"}, "correct", ""),
    ("articles", dict.fromkeys(["talks", "attack", "expel", "cyber"], "five"), "incorrect", "war every week"),
    ("articles", dict.fromkeys(["talks", "attack", "expel", "cyber"], "no"), "partly", "one bin"),
    ("articles", {"talks": "six"}, "uncheckable", "Bins: no, four, five"),
    ("articles", "four", "uncheckable", "dictionary"),
    ("baltic", [], "unanswered", "map or in the list"),
    ("baltic", ["EST", "LVA", "LTU", "SVN"], "partly", "all 3 and 1 too many"),
    ("baltic", ["EST", "LTU"], "partly", "1 more"),
    ("baltic", ["EST", "LVA", "LTU", "POL"], "partly", "another name"),
    ("baltic", ["EST", "SVN", "HRV", "LTU"], "incorrect", "2 of your 4 countries"),
    ("baltic", ["Narnia"], "uncheckable", "`Narnia`"),
    ("lines", None, "unanswered", "Put the lines"),
    ("lines", "zz", "uncheckable", "letters"),
    ("essay", {"text": ""}, "unanswered", "Write"),
    ("essay", 7, "uncheckable", "10 to 60 words"),
    ("essay", "In 2004, but the allies decided.", "partly", "You have 6 words"),
    ("essay", "word " * 20, "incorrect", "Names a year"),
    ("essay", "The round of 2004, but the allies decided it. " * 10, "partly", "keep to 10 to 60"),
    ("dues", {"label": None, "reason": None}, "unanswered", "label"),
    ("dues", {"label": "imprecise"}, "unanswered", "A label needs a reason"),
    ("dues", {"reason": "a"}, "unanswered", "Choose a label too"),
    ("dues", {"label": "biased", "reason": "a"}, "uncheckable", "Labels: supported"),
    ("dues", {"label": "imprecise", "reason": "b"}, "partly", "owe"),
    ("dues", {"label": "overstated", "reason": "a"}, "partly", "kind of thing"),
    ("dues", {"label": "outdated", "reason": "a"}, "incorrect", "word by word"),
    ("dues", {"label": "supported", "reason": "c"}, "incorrect", "Which account"),
    ("dues", ("Imprecise", "a"), "correct", ""),
    ("dues", {"lable": "x"}, "uncheckable", "for example"),
]


@pytest.mark.parametrize(
    ("key", "answer", "outcome", "text"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)]
)
def test_outcome_and_words(key, answer, outcome, text):
    verdict = judged(key, answer)
    assert verdict.outcome == outcome
    assert text in everything(verdict)


def test_misconceptions_are_named():
    assert judged("council", "b").misconception == "M08"
    assert judged("neighbours", ["a", "b", "c"]).misconception == "M14"
    assert judged("share-of-founders", 12).misconception == "M21"
    assert judged("articles", {"talks": "five", "attack": "five", "expel": "no", "cyber": "no"}).misconception == "M03"
    assert judged("dues", {"label": "supported", "reason": "a"}).misconception == "M04"


def test_order_gives_points_for_pairs():
    assert judged("sweden", ["request", "protocol", "invite", "ratify", "deposit"]).score == pytest.approx(0.9)
    assert judged("sweden", ["deposit", "ratify", "protocol", "invite", "request"]).score == 0


def test_the_nearest_mistake_answers():
    assert judged("share-of-founders", 100 * 12 / 31).mistake == "mistake-2"
    assert judged("share-of-founders", 12.1).mistake == "mistake-1"


def test_a_second_reading_is_told():
    item = sample("change", answer=2.093, tolerance=0.001)
    verdict = item.logic.check(item, "2,093")
    assert (verdict.outcome, verdict.message) == ("correct", "I read your answer as 2.093.")


# -- parsons ----------------------------------------------------------------------------------


def keys_of(item, places):
    return item.logic._keys(item, places)


def test_any_order_that_runs_and_gives_the_value_is_right():
    item = sample("lines")
    assert item.logic.check(item, keys_of(item, [1, 0, 2, 3])).outcome == "correct"


def test_a_line_that_comes_too_early_is_named():
    item = sample("lines")
    verdict = item.logic.check(item, keys_of(item, [0, 2, 1, 3]))
    assert verdict.message == "Line 2 uses the name `everyone`, which is only made in line 3."


def test_left_out_lines_are_counted():
    item = sample("lines")
    verdict = item.logic.check(item, keys_of(item, [0, 2]))
    assert verdict.outcome == "incorrect" and "2 of the lines" in verdict.message


def test_lines_that_run_to_another_value_are_told():
    item = sample("lines")
    verdict = item.logic.check(item, keys_of(item, [0, 1, 2]))
    assert "another value" in verdict.message


def test_a_distractor_has_its_feedback():
    item = sample("lines")
    verdict = item.logic.check(item, keys_of(item, [0, 1, 4, 3]))
    assert verdict.mistake == "distractor-1"


# -- written ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cue", "text", "met"),
    [
        ("number", "seven states", True),
        ("number", "in 2004", True),
        ("number", "the one-sided case of someone", True),
        ("number", "nobody knows", False),
        ("year", "in 2004.", True),
        ("year", "20045 men", False),
        ("year", "1340 km", False),
        ("contrast", "However, it", True),
        ("contrast", "butter", False),
        ("contrast", "on the other hand", True),
        ({"any": ["NATO", 3.5]}, "at 3.5 %", True),
        ({"any": ["ask"]}, "tasks", False),
        (None, "", True),
    ],
)
def test_cues(cue, text, met):
    assert cue_met(cue, text) is met


def test_a_right_text_is_left_to_a_person():
    item = sample("essay")
    assert "for a person to judge" in item.logic.check(item, item.logic.solution(item)).message


def test_a_very_long_text_is_cut_with_a_notice():
    verdict = judged("essay", "In 2004 the allies decided, but later. " * 1000)
    assert len("In 2004 the allies decided, but later. " * 1000) > LONGEST
    assert "first 20 000 characters" in everything(verdict)


# -- code -------------------------------------------------------------------------------------


def members_after(members):
    return members.groupby("accession_year").size().cumsum()


def make(source, name="f"):
    space = {"pd": pd, "np": np, "__name__": "__main__"}
    exec(source, space)
    return space[name]


def test_a_function_is_right():
    assert judged("members-by-year", members_after).outcome == "correct"


@pytest.mark.parametrize(
    ("source", "outcome", "text"),
    [
        ("def f(members): return ____", "unanswered", "Fill the blank"),
        ("def f(members): return members.____()", "unanswered", "Fill the blank"),
        ("def f(members): return members['____']", "unanswered", "Fill the blank"),
        ("def f(members): return [members[c] for c in (____,)]", "unanswered", "Fill the blank"),
        ("def f(members): raise NotImplementedError", "unanswered", "Fill the blank"),
        ("def f(members): members.groupby('accession_year').size().cumsum()", "incorrect", "begin with `return`"),
        ("def f(): return 1", "uncheckable", "takes 0 inputs"),
        ("def f(a, b): return 1", "uncheckable", "takes 2 inputs"),
        ("def f(members): return members.groupby('year').size()", "uncheckable", "`.columns`"),
        ("def f(members): return member.size", "uncheckable", "Is it spelled as above"),
        ("def f(members): return members.iso3.isin('POL')", "uncheckable", "square brackets"),
        ("def f(members): return members.groupby('accession_year').sizes()", "uncheckable", "after the last dot"),
        ("def f(members): return 1 / 0", "uncheckable", "divides by zero"),
        ("def f(members): return f(members)", "uncheckable", "without end"),
        ("def f(members): return members.groupby('accession_year')", "incorrect", ".size()"),
        (
            "def f(members): return members.groupby('accession_year').size().cumsum().values",
            "partly",
            "labels are lost",
        ),
        ("def f(members): return members.groupby('accession_year').size().cumsum() / 100", "partly", "factor of 100"),
        ("def f(members): return members.groupby('accession_year').size().cumsum().head(3)", "incorrect", "3 entries"),
        ("f = 12", "incorrect", "a number"),
        ("f = print", "incorrect", "`print` shows a value"),
    ],
)
def test_code_outcomes_and_words(source, outcome, text):
    verdict = judged("members-by-year", make(source))
    assert verdict.outcome == outcome
    assert text in everything(verdict)


def test_a_mistake_that_raises_is_recognised():
    verdict = judged("members-by-year", make("def f(members): return members.groupby('accession').size().cumsum()"))
    assert (verdict.mistake, verdict.misconception) == ("mistake-2", "M21")


def test_an_endless_loop_is_stopped(monkeypatch):
    monkeypatch.setattr("lessonkit.kinds.code.kind.VISIBLE_SECONDS", 0.2)
    verdict = judged("members-by-year", make("def f(members):\n    while True:\n        pass"))
    assert verdict.outcome == "uncheckable" and "never stops" in verdict.message


def test_a_function_cannot_spoil_the_tables():
    item = sample("members-by-year")
    spoil = make("def f(members):\n    members['accession_year'] = 0\n    return members")
    item.logic.check(item, spoil)
    assert item.logic.check(item, members_after).outcome == "correct"


def test_the_call_is_named_when_there_are_several():
    verdict = judged("win", make("def f(p, n): return 1 - (1 - p) ** min(n, 2)"))
    assert "Called with `0.1, 10`" in verdict.message
    assert judged("win", 12).outcome == "uncheckable"


def test_a_value_in_place_of_a_function_counts():
    item = sample("members-by-year")
    assert item.logic.check(item, members_after(item.names["members"])).outcome == "correct"


ITEMS_ON_TABLES = [item for item in every_item() if item.logic.in_cell and not item.calls]


@pytest.mark.parametrize("item", ITEMS_ON_TABLES, ids=[item.full_id for item in ITEMS_ON_TABLES])
def test_a_typed_in_value_fails_on_the_hidden_copy(item):
    """For every code exercise on a table: a cell that only holds the right value."""
    value = item.logic._want(item)[0]
    source = f"answer = {literal(value)}\ncheck({item.full_id!r}, answer)"
    verdict = item.logic.check(item, value, source=source, history=[item.given])
    assert (verdict.outcome, verdict.message) == ("incorrect", TYPED)


def literal(value):
    """The value as Python text, as a learner could paste it."""
    return _literal(value).replace("nan", "float('nan')")


def _literal(value):
    if isinstance(value, pd.DataFrame):
        return f"pd.DataFrame({value.to_dict('list')!r})"
    if isinstance(value, pd.Series):
        return f"pd.Series({value.to_dict()!r})"
    return repr(float(value))


def test_a_typed_in_value_inside_a_function_fails():
    item = sample("members-by-year")
    value = item.logic._want(item)[0].to_dict()
    verdict = item.logic.check(item, make(f"def f(members): return pd.Series({value!r})"))
    assert (verdict.outcome, verdict.message) == ("incorrect", TYPED)


def test_a_partly_typed_in_value_fails():
    """The sum is typed, the rest computed: right on this table, neither right nor still on another."""
    item = sample(
        "members-by-year",
        starter="def members_after(members):\n    return ____",
        solution="def members_after(members):\n    return 100 * members['area_km2'].max() / members['area_km2'].sum()",
        mistakes=[],
    )
    total = float(item.names["members"]["area_km2"].sum())
    computed = make(
        "def f(members): return 100 * members['area_km2'].nlargest(1).iloc[0] / members['area_km2'].mean() / len(members)"
    )
    typed = make(f"def f(members): return 100 * members['area_km2'].max() / {total!r}")
    assert item.logic.check(item, computed).outcome == "correct"
    assert item.logic.check(item, typed).message == TYPED


def test_a_damaged_table_is_not_the_learners_fault(monkeypatch):
    from lessonkit.data import tables as data

    def damaged(name):
        raise data.TableFileError("The file data/members.csv is missing.")

    monkeypatch.setattr(data, "load", damaged)
    for key in ("share-of-founders", "members-by-year", "area", "lines"):
        item = sample(key)
        verdict = item.logic.check(item, item.logic._keys(item, [1, 0, 2]) if key == "lines" else 12)
        assert (verdict.outcome, "members.csv is missing" in verdict.message) == ("uncheckable", True), key


# -- speed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "answer"), [("council", "b"), ("share-of-founders", "61.7 %"), ("neighbours", ["a"])])
def test_a_check_is_quick_after_the_first(key, answer):
    item = sample(key)
    item.logic.check(item, answer)
    spent = []
    for _ in range(101):
        began = time.perf_counter()
        item.logic.check(item, answer)
        spent.append(time.perf_counter() - began)
    assert statistics.median(spent) < 0.005
