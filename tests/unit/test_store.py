"""Progress survives what happens to real machines: two notebooks, kills, bad disks, bad files."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lessonkit.progress import store as module
from lessonkit.progress.store import FILE, Store

ATTEMPT = ("who-pays/us-share", "16", "incorrect", 0.0, "M05")


def tried(store: Store) -> set[str]:
    """Return the exercises that have an attempt."""
    return {trial.exercise for trial in store.trials()}


def run(code: str, *args) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, args)], capture_output=True, text=True, timeout=60
    )


def test_an_attempt_comes_back_as_it_went_in(tmp_path):
    Store(tmp_path).record("a/b", {"label": "imprecise", "reason": "a"}, "partly", 0.5, "M04")
    (attempt,) = Store(tmp_path).attempts("a/b")
    assert attempt.answer == {"label": "imprecise", "reason": "a"}
    assert (attempt.outcome, attempt.score, attempt.misconception) == ("partly", 0.5, "M04")
    assert attempt.at.endswith("+00:00")


def test_an_answer_that_json_cannot_hold_is_kept_as_text(tmp_path):
    class Hostile:
        def __str__(self):
            raise RuntimeError

    store = Store(tmp_path)
    store.record("a/b", {1, 2}, "uncheckable", 0)
    store.record("a/b", Hostile(), "uncheckable", 0)
    assert [a.answer for a in store.attempts("a/b")] == ["{1, 2}", "(an answer that cannot be shown)"]


def test_predictions_hints_and_steps_are_kept(tmp_path):
    store = Store(tmp_path)
    store.predict("shared-shield", {"payers": 12})
    store.predict("shared-shield", {"payers": 3})
    store.mark("shared-shield", 2)
    store.hint_used("a/b")
    again = Store(tmp_path)
    assert again.prediction("shared-shield") == {"payers": 3}
    assert again.step("shared-shield") == 2
    assert again.hints("a/b") == 1
    assert again.prediction("another") == {}
    assert again.step("another") == 0
    assert again.hints("a/c") == 0


def test_reset_forgets_what_it_names_and_nothing_else(tmp_path):
    store = Store(tmp_path)
    for exercise in ("who-pays/r1", "who-pays/r2", "who-pays-more/r1"):
        store.record(exercise, "a", "correct", 1)
    store.predict("shared-shield", {"payers": 12})
    store.reset(exercise="who-pays/r1")
    assert tried(store) == {"who-pays-more/r1", "who-pays/r2"}
    store.reset(lesson="who-pays")
    assert tried(store) == {"who-pays-more/r1"}
    assert store.prediction("shared-shield")
    store.reset(explorer="shared-shield")
    assert not store.prediction("shared-shield")
    store.reset(exercise="")
    assert tried(store), "an empty name is not everything"
    store.reset()
    assert not tried(store)


def test_two_notebooks_at_once_lose_nothing(tmp_path):
    code = """
        import sys
        from lessonkit.progress.store import Store
        store = Store(sys.argv[1])
        for number in range(40):
            store.record(f"{sys.argv[2]}/{number}", number, "correct", 1)
        assert store.saved, store.notice
    """
    with ThreadPoolExecutor() as pool:
        runs = list(pool.map(lambda name: run(code, tmp_path, name), ["left", "right"]))
    assert [r.returncode for r in runs] == [0, 0], runs
    assert len(tried(Store(tmp_path))) == 80


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_kill_during_writes_keeps_every_answer_that_was_confirmed(tmp_path):
    code = """
        import sys
        from lessonkit.progress.store import Store
        store = Store(sys.argv[1])
        number = 0
        while True:
            store.record(f"a/{number}", "x" * 5000, "correct", 1)
            print(number, flush=True)
            number += 1
    """
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        process.stdout.readline()
        time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        confirmed = [int(line) for line in process.stdout.read().split("\n")[:-1] if line]
        process.wait()
        store = Store(tmp_path)
        assert store.saved
        assert not store.notice
        assert {f"a/{number}" for number in confirmed} <= tried(store)
        store.reset()
        store.close()


@pytest.mark.parametrize("damage", [b"not a database at all", b"", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_file_is_set_aside_and_never_deleted(tmp_path, damage):
    (tmp_path / FILE).write_bytes(damage)
    store = Store(tmp_path)
    store.record(*ATTEMPT)
    assert store.saved
    kept = list(tmp_path.glob("progress-damaged-*.sqlite"))
    if damage:
        assert [path.read_bytes() for path in kept] == [damage]
        assert kept[0].name in store.notice
        assert store.notice == ""
    else:
        assert not kept, "an empty file is a new file"
    assert len(Store(tmp_path).attempts(ATTEMPT[0])) == 1


def test_a_file_damaged_while_open_is_set_aside_too(tmp_path):
    store = Store(tmp_path)
    for _ in range(50):
        store.record("a/b", "x" * 2000, "correct", 1)
    with (tmp_path / FILE).open("r+b") as file:
        file.write(b"\x00" * 40_000)
    store.record(*ATTEMPT)
    assert len(store.attempts(ATTEMPT[0])) == 1
    assert list(tmp_path.glob("progress-damaged-*.sqlite"))
    assert "could not be read" in store.notice


def test_two_damaged_files_in_one_day_are_both_kept(tmp_path):
    for content in (b"first", b"second"):
        (tmp_path / FILE).write_bytes(content)
        Store(tmp_path).close()
    assert sorted(path.read_bytes() for path in tmp_path.glob("progress-damaged-*")) == [b"first", b"second"]


def test_two_notebooks_that_find_a_damaged_file_keep_it_and_share_the_new_one(tmp_path):
    (tmp_path / FILE).write_bytes(b"damaged")
    code = """
        import sys
        from lessonkit.progress.store import Store
        store = Store(sys.argv[1])
        store.record(f"a/{sys.argv[2]}", 1, "correct", 1)
        assert store.saved
    """
    with ThreadPoolExecutor() as pool:
        runs = list(pool.map(lambda name: run(code, tmp_path, name), "12345"))
    assert {r.returncode for r in runs} == {0}, runs
    assert [path.read_bytes() for path in tmp_path.glob("progress-damaged-*")] == [b"damaged"]
    assert len(tried(Store(tmp_path))) == 5


def test_a_lock_left_by_a_killed_process_is_taken_over(tmp_path, monkeypatch):
    monkeypatch.setattr(module._only_one.__wrapped__, "__defaults__", (0.1,))
    (tmp_path / FILE).write_bytes(b"damaged")
    (tmp_path / "progress.lock").touch()
    assert Store(tmp_path).saved


def test_a_folder_that_cannot_be_made_is_told_once_and_the_course_goes_on(tmp_path):
    (tmp_path / "file").touch()
    store = Store(tmp_path / "file" / "folder")
    assert not store.saved
    assert store.notice.startswith("Your answers cannot be saved")
    assert store.notice == ""
    store.record(*ATTEMPT)
    assert len(store.attempts(ATTEMPT[0])) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows sets rights on folders in another way")
def test_a_read_only_folder():
    code = """
        import os, sys
        from lessonkit.progress.store import Store
        if os.geteuid() == 0:  # the superuser may write anywhere
            os.setgid(65534)
            os.setuid(65534)
        store = Store(sys.argv[1])
        earlier = len(store.attempts("who-pays/us-share"))
        store.record("who-pays/us-share", "65.6", "correct", 1)
        print(earlier, len(store.attempts("who-pays/us-share")), store.saved, store.notice, "|", store.notice)
    """
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        folder = Path(name)
        Store(folder).record(*ATTEMPT)
        (folder / FILE).chmod(0o444)
        folder.chmod(0o555)
        done = run(code, folder)
        folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 2 False Your answers cannot be saved: the folder for progress cannot be written.")
    assert done.stdout.rstrip().endswith("|")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")
def test_a_full_disk(tmp_path):
    code = """
        import resource, signal, sys
        from lessonkit.progress.store import Store
        store = Store(sys.argv[1])
        store.record("a/1", "first", "correct", 1)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        for number in range(2, 40):
            store.record(f"a/{number}", "x" * 4000, "correct", 1)
        print(len(store.trials()), store.saved, bool(store.notice), bool(store.notice))
    """
    done = run(code, tmp_path)
    assert done.stdout.split() == ["39", "False", "True", "False"], done
    assert "a/1" in tried(Store(tmp_path))


def test_a_file_from_a_newer_version_is_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("pragma user_version = 99")
    before = (tmp_path / FILE).read_bytes()
    store = Store(tmp_path)
    assert "newer version" in store.notice
    assert (tmp_path / FILE).read_bytes() == before


def test_the_folder_can_be_chosen_by_a_hub(tmp_path, monkeypatch):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path / "one"))
    first = module.store()
    assert module.store() is first
    assert first.path.parent == tmp_path / "one"
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path / "two"))
    assert module.store().path.parent == tmp_path / "two"


FIRST_VERSION = """
create table attempt (
    id integer primary key, exercise text not null, at text not null, answer text not null,
    outcome text not null, score real not null, misconception text);
create table hint (id integer primary key, exercise text not null, at text not null);
create table prediction (explorer text primary key, at text not null, given text not null);
create table step (explorer text primary key, step integer not null);
insert into attempt values (1, 'who-pays/r1', '2026-10-01T10:00:00+00:00', '"a"', 'correct', 1, null);
pragma user_version = 1;
"""


def test_a_file_of_the_first_version_goes_on_with_what_it_holds(tmp_path):
    with sqlite3.connect(tmp_path / FILE) as db:
        db.executescript(FIRST_VERSION)
    db.close()
    store = Store(tmp_path)
    store.record_round("who-pays/r1", 1, "b", "incorrect", 0)
    store.keep_answer("before", "duty", "a")
    again = Store(tmp_path)
    assert store.saved
    assert not again.notice
    assert [(trial.round, trial.outcome) for trial in again.trials()] == [(0, "correct"), (1, "incorrect")]
    assert again.kept_answers("before") == {"duty": "a"}


def test_later_rounds_stand_beside_the_first_and_come_in_order(tmp_path):
    store = Store(tmp_path)
    store.record_round("a/b", 2, [1], "partly", 0.5, "M04")
    store.record("a/b", "x", "incorrect", 0)
    store.record_round("a/b", 1, "y", "correct", 1)
    assert [(trial.exercise, trial.round) for trial in Store(tmp_path).trials()] == [("a/b", 0), ("a/b", 1), ("a/b", 2)]
    (attempt,) = store.round_attempts("a/b", 2)
    assert (attempt.answer, attempt.outcome, attempt.misconception) == ([1], "partly", "M04")
    assert [attempt.outcome for attempt in store.attempts("a/b")] == ["incorrect"]
    store.forget_round("a/b", 2)
    assert [trial.round for trial in store.trials()] == [0, 1]
    store.record_round("a/c", 1, "y", "correct", 1)
    store.reset(exercise="a/b")
    assert [trial.exercise for trial in store.trials()] == ["a/c"]
    store.reset(lesson="a")
    assert store.trials() == []


def test_a_form_of_the_test_is_kept_handed_in_and_forgotten_by_itself(tmp_path):
    store = Store(tmp_path)
    for form in ("before", "after"):
        store.keep_answer(form, "duty", "a")
    store.keep_answer("before", "duty", "b")
    assert store.form_ended("before") == ""
    store.end_form("before")
    ended = store.form_ended("before")
    store.end_form("before")
    store.keep_answer("before", "duty", "c")
    again = Store(tmp_path)
    assert again.kept_answers("before") == {"duty": "b"}
    assert again.form_ended("before") == ended != ""
    again.reset(form="before")
    assert again.kept_answers("before") == {}
    assert again.form_ended("before") == ""
    assert again.kept_answers("after") == {"duty": "a"}
    again.reset()
    assert again.kept_answers("after") == {}
