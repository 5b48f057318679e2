"""The learner's cells run again on altered tables, and nothing right is lost on the way."""

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import lessonkit.exercises as verbs
from lessonkit.bank import bank
from lessonkit.data.tables import altered, load
from lessonkit.judging import replay
from lessonkit.judging.replay import Unreplayable, answer_again
from lessonkit.kinds.code.kind import TYPED
from support.bank import SAMPLE, sample

AREA = "area"
NAME = "sample/area"


def again(source, history=(), key=AREA):
    return answer_again(sample(key), source, list(history), altered(1))


def wanted():
    return altered(1)("members")["area_km2"].sum()


@pytest.mark.parametrize(
    ("history", "source"),
    [
        ([], f'check("{NAME}", members["area_km2"].sum())'),
        ([], f'area = members["area_km2"].sum()\ncheck("{NAME}", area)'),
        ([], f'check("{NAME}", value=members["area_km2"].sum())'),
        ([], f'panel = check("{NAME}", members["area_km2"].sum())'),
        (['members = load("members")', 'total = members["area_km2"].sum()'], f'check("{NAME}", total)'),
        (['from nato_course import load\nm = load("members")'], f'check("{NAME}", m["area_km2"].sum())'),
        (["import nato_course as nc\nm = nc.load('members')"], f'check("{NAME}", m["area_km2"].sum())'),
        (
            ["from lessonkit.data.tables import load as fetch\nm = fetch('members')"],
            f'check("{NAME}", m["area_km2"].sum())',
        ),
        (
            ["import lessonkit.data.tables\nm = lessonkit.data.tables.load('members')"],
            f'check("{NAME}", m["area_km2"].sum())',
        ),
        (["def add(column):\n    return members[column].sum()"], f'check("{NAME}", add("area_km2"))'),
        (['members["a"] = members["area_km2"]'], f'check("{NAME}", members["a"].sum())'),
        (["a = 1", "a = members", "b = 2"], f'check("{NAME}", a["area_km2"].sum())'),
        (["this is not python", "%matplotlib inline"], f'check("{NAME}", members["area_km2"].sum())'),
        (["total = 0\nfor a in members['area_km2']:\n    total += a"], f'check("{NAME}", total)'),
        (["x = 0", "x += members['area_km2'].sum()"], f'check("{NAME}", x)'),
        (["import numpy as np"], f'check("{NAME}", np.sum([a for a in members["area_km2"]]))'),
        (
            [],
            f'print("hello")\nexplore("shared-shield")\ncheck("other/one", 1)\ncheck("{NAME}", members["area_km2"].sum())',
        ),
    ],
)
def test_a_computed_value_follows_the_tables(history, source, capsys):
    assert again(source, history) == pytest.approx(wanted())
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("history", "source"),
    [
        ([], f'check("{NAME}", nobody)'),
        ([], "area = 1"),
        ([], "not python at all"),
        ([], f'get_ipython().run_line_magic("time", "")\ncheck("{NAME}", 1)'),
        ([], f'm = pd.read_csv("../data/members.csv")\ncheck("{NAME}", m["area_km2"].sum())'),
        ([], f'text = open("x").read()\ncheck("{NAME}", text)'),
        ([], f'1 / 0\ncheck("{NAME}", 1)'),
        ([], f'exit()\ncheck("{NAME}", 1)'),
        (["m = pd.read_csv('x')"], f'check("{NAME}", m)'),
    ],
)
def test_what_cannot_be_replayed_keeps_the_visible_verdict(history, source):
    with pytest.raises(Unreplayable):
        again(source, history)
    item = sample(AREA)
    verdict = item.logic.check(item, item.names["members"]["area_km2"].sum(), source=source, history=history)
    assert verdict.outcome == "correct"


@pytest.mark.parametrize(
    "loop", ["while True:\n    pass", "while True: pass", "while 1: continue", "while not None: pass"]
)
def test_a_loop_without_end_is_left(loop, monkeypatch):
    monkeypatch.setattr(replay, "SECONDS", 0.5)
    with pytest.raises(Unreplayable, match="TooSlow"):
        again(f'{loop}\ncheck("{NAME}", 1)')


def test_the_real_tables_are_untouched():
    before = load("members")
    again(f'members.drop(members.index[:5], inplace=True)\nmembers["area_km2"] = 0\ncheck("{NAME}", 1)')
    assert before.equals(load("members"))


# -- in a notebook's shell --------------------------------------------------------------------


@pytest.fixture
def shell(monkeypatch, tmp_path):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))
    monkeypatch.setattr(bank, "files", lambda: [SAMPLE])
    bank._files.clear()
    # With a history file, its shell would write there at the very end, when the folder of the tests has gone.
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    yield shell
    InteractiveShell.clear_instance()


def cell(shell, source):
    result = shell.run_cell(source, store_history=True)
    assert result.success, result
    return result.result


def test_check_in_a_cell_finds_the_cells_before_it(shell):
    cell(shell, 'from nato_course import check, load\nmembers = load("members")')
    cell(shell, 'total = members["area_km2"].sum()')
    assert repr(cell(shell, f'area = total\ncheck("{NAME}", area)')).splitlines()[1].startswith("Right")


def test_a_typed_number_in_a_cell_is_seen(shell):
    total = float(load("members")["area_km2"].sum())
    cell(shell, "from nato_course import check")
    assert TYPED in repr(cell(shell, f'check("{NAME}", {total!r})'))


def test_a_typed_number_two_cells_before_is_seen(shell):
    total = float(load("members")["area_km2"].sum())
    cell(shell, f"from nato_course import check\ntotal = {total!r}")
    assert TYPED in repr(cell(shell, f'area = total\ncheck("{NAME}", area)'))


def test_a_function_that_hands_on_a_number_from_another_cell_is_seen(shell):
    cell(shell, "from nato_course import check\nimport numpy as np\nimport pandas as pd")
    value = load("members").groupby("accession_year").size().cumsum().to_dict()
    cell(shell, f"kept = pd.Series({value!r})")
    source = "def members_after(members):\n    return kept\n\ncheck('sample/members-by-year', members_after)"
    assert TYPED in repr(cell(shell, source))


def test_a_function_that_uses_helpers_and_globals_is_right(shell):
    cell(shell, 'from nato_course import check, load\nmembers = load("members")\nyears = members["accession_year"]')
    cell(shell, "def count(column):\n    return members.groupby(column).size()")
    source = "def members_after(x):\n    return count(years).cumsum()\n\ncheck('sample/members-by-year', members_after)"
    assert "Right" in repr(cell(shell, source))


def test_an_untouched_cell_runs_and_says_so(shell):
    item = sample("members-by-year")
    cell(shell, "from nato_course import check, load")
    cell(shell, item.given)
    assert "Not answered yet" in repr(cell(shell, f'{item.starter}\ncheck("{item.full_id}", {item.name})'))
    cell(shell, "from lessonkit.exercises import ____")
    assert "Not answered yet" in repr(cell(shell, f'area = ____\ncheck("{NAME}", area)'))


def test_running_all_again_costs_no_try(shell):
    cell(shell, "from nato_course import check")
    for _ in range(3):
        panel = repr(cell(shell, f'check("{NAME}", 12)'))
    assert "try 2 of 2" in panel and "The answer" not in panel


# -- the verbs outside a notebook -------------------------------------------------------------


def test_hint_goes_one_step_further_at_each_call(shell):
    texts = [repr(verbs.hint("sample/share-of-founders")) for _ in range(3)]
    assert "Hint 1 of 2" in texts[0] and "Hint 2" not in texts[0]
    assert "Hint 2 of 2" in texts[1]
    assert texts[1] == texts[2]
    assert "no hints" in repr(verbs.hint("sample/council"))


def test_solution_explains(shell):
    text = repr(verbs.solution("sample/dues"))
    assert "imprecise" in text and "Other answers" in text


def test_check_without_a_value_says_how(shell):
    assert 'check("sample/area", area)' in repr(verbs.check("sample/area"))


@pytest.mark.parametrize("verb", [verbs.check, verbs.hint, verbs.solution, verbs.exercise])
def test_a_wrong_name_gets_the_nearest(shell, verb):
    with pytest.raises(KeyError, match="Did you mean 'sample/share-of-founders'"):
        verb("sample/share-of-founder")


def test_exercise_is_the_widget(shell):
    widget = verbs.exercise("sample/council")
    assert widget.view["id"] == "sample/council" and widget.state["tries"] == 0


def test_blanks_survive_most_uses():
    blank = verbs.____
    assert repr(blank.a.b(1)[2] + 3 > 4) == "____" and not blank and list(blank) == []
    assert replay.blank_in(lambda df: df.____) and not replay.blank_in(lambda df: df.a)
