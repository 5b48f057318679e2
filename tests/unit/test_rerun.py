"""Code from a class runs only when asked, in a process of its own, and cannot run away."""

import re
import time

import pytest

from lessonkit.bank import bank
from lessonkit.classroom import grading, rerun
from support.classroom import made_of, save

pytestmark = pytest.mark.slow

BURDEN = bank.get("who-pays/burden")


def cell(code, item=BURDEN):
    return f'{code}\ncheck("{item.full_id}", {item.name})'


@pytest.mark.parametrize(
    "item", [item for item in bank.load_bank() if item.kind == "code"][:3], ids=lambda item: item.full_id
)
def test_a_solution_run_again_is_right(item):
    assert rerun.run(item.full_id, cell(item.solution, item))["outcome"] == "correct"


def test_a_mistake_run_again_is_named():
    wrong = cell(BURDEN.starter.replace("____", "population"))
    assert rerun.run(BURDEN.full_id, wrong) | {"trouble": ""} == {
        "outcome": "incorrect",
        "score": 0.0,
        "misconception": "M21",
        "trouble": "",
    }


HARM = {
    "endless": ("while True: pass", "could not be run|stopped after"),
    "hidden endless": ("import ctypes\nctypes.CDLL(None).sleep(3600)", "stopped after"),
    "memory": ("x = 'a' * 10**11", "could not be run"),
    "leaves": ("import os\nos._exit(0)", "without an answer"),
    "shouts": ("import os\nos.write(2, b'x' * 10**6)\nos._exit(3)", "without an answer"),
    "not python": ("def burden(:", "could not be run"),
}


@pytest.mark.parametrize("name", HARM)
def test_what_runs_away_is_stopped(name):
    code, words = HARM[name]
    began = time.monotonic()
    told = rerun.run(BURDEN.full_id, cell(f"{code}\n{BURDEN.solution}"), seconds=6)
    assert told["outcome"] == "uncheckable"
    assert re.search(words, told["trouble"])
    assert time.monotonic() - began < 20


def test_it_works_in_an_empty_folder_that_goes_away(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_TEACHER", "1")
    look = "import os\nassert os.listdir('.') == [] and 'SECRET_OF_THE_TEACHER' not in os.environ"
    assert rerun.run(BURDEN.full_id, cell(f"{look}\n{BURDEN.solution}"))["outcome"] == "correct"


@pytest.mark.skipif(
    not rerun.network_is_off(), reason="this system does not let an ordinary user switch the network off"
)
def test_there_is_no_network():
    # A refused connection would be errno 111; without a network there is no way there (101).
    look = "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError as trouble:\n    assert trouble.errno == 101, trouble"
    assert rerun.run(BURDEN.full_id, cell(f"{look}\n{BURDEN.solution}"))["outcome"] == "correct"


def test_a_class_is_judged_by_running_only_when_asked(tmp_path):
    wrong = cell(BURDEN.starter.replace("____", "population"))
    save(
        tmp_path / "in",
        "ada.json",
        made_of({BURDEN.full_id: [{"source": wrong}, {"source": cell(BURDEN.solution)}]}, "Ada"),
    )
    save(tmp_path / "in", "ben.json", made_of({BURDEN.full_id: [{"source": "import os\nos._exit(0)"}]}, "Ben"))
    room, _ = grading.grade(tmp_path / "in", tmp_path / "out")
    assert [one.results[BURDEN.full_id].history.points for one in room.learners] == [None, None]
    room, paths = grading.grade(tmp_path / "in", tmp_path / "out", rerun=True)
    ada, ben = (one.results[BURDEN.full_id] for one in room.learners)
    assert (ada.history.points, [one.misconception for one in ada.history.tries]) == (0.5, ["M21", None])
    assert ben.history.points is None
    assert ben.trouble
    assert ben.trouble.split("(")[0] in next(path for path in paths if path.name == "report.html").read_text(
        encoding="utf-8"
    )
