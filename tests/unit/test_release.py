"""The learners' copy: it works, it has no key to read, and what is held back is received and judged later."""

import json
import os
import subprocess
import sys

import pytest

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.bank.pack import packed, unpacked
from lessonkit.classroom import marking, reading, release
from lessonkit.concept_test import forms
from lessonkit.exercises.session import Session
from lessonkit.kinds import all_kinds
from lessonkit.progress.store import Store
from support.bank import every_item
from support.classroom import tries_with


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    out = tmp_path_factory.mktemp("release") / "copy"
    held = release.release(out, ("06", "how-thirty-two-say-yes/r1"))
    assert len(held) == len(bank.lesson("who-pays").items) + 1
    return out


def files_of(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_has_no_solutions_and_no_tests(copy):
    assert not any((copy / name).exists() for name in ("solutions", "tests", "teaching", ".git", ".venv"))
    assert {path.name for path in copy.iterdir()} == {*course.current().release["keep"], "README.md", "pages.json"}


@pytest.mark.slow
def test_no_feedback_and_no_explanation_can_be_read_in_it(copy):
    folders = ("content/exercises", "content/concept_test", "lessons", "exercises")
    text = " ".join(
        " ".join(path.read_text(encoding="utf-8").split()) for name in folders for path in files_of(copy / name)
    )
    original = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in bank.files())
    tests = [item for name in forms.LETTERS for item in forms.form(name).exercises]
    for item in [*bank.load_bank(), *tests]:
        for words in (item.explanation, *(text for _, text in item.logic.listed(item))):
            start = " ".join(words.split())[:90]
            assert not start or start not in text, item.full_id
    assert " ".join(bank.get("who-pays/us-share").explanation.split())[:90] in original  # so the search can find one


def test_no_page_links_to_the_solutions_it_lacks(copy):
    pages = [*copy.glob("lessons/*.ipynb"), *copy.glob("exercises/*.ipynb"), *copy.glob("content/lessons/*.md")]
    assert not [path.name for path in pages if "../solutions/" in path.read_text(encoding="utf-8")]
    assert release.NO_SOLUTIONS in (copy / "lessons" / "06-who-pays.ipynb").read_text(encoding="utf-8")


def ask(copy, code):
    """Run a line in the copy and return what it prints."""
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(copy / "src"), str(copy / "engine" / "src"))),
        "NATO_COURSE_HOME": str(copy.parent / "home"),
    }
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_questions_work_in_it_with_and_without_a_key(copy):
    told = json.loads(
        ask(
            copy,
            "import json\nfrom lessonkit.exercises import bank\nfrom lessonkit.exercises.session import Session\n"
            "held, free = bank.get('who-pays/r1'), bank.get('why-bind-yourself/r1')\n"
            "assert bank.__file__.startswith(__import__('os').getcwd())\n"
            "said = [Session(held).answer('a'), Session(held).answer('b'), Session(free).answer('a')]\n"
            "names = {item.full_id: item.logic.view(item) for item in bank.load_bank()}\n"
            "print(json.dumps([[state['outcome'], state['done'], state['tries']] for state in said] + [sorted(names)]))",
        )
    )
    assert told[:2] == [["received", False, 0]] * 2 and told[2][0] in ("correct", "incorrect")
    assert told[3] == sorted(item.full_id for item in bank.load_bank())


def wrong_then_right(item):
    [(_, wrong), *_] = item.logic.mistaken(item)
    return [wrong, item.logic.solution(item)]


def test_what_was_held_back_is_handed_in_and_judged(copy):
    ask(
        copy,
        "from lessonkit.exercises import bank\nfrom lessonkit.exercises.session import Session\n"
        f"[Session(bank.get('who-pays/r1')).answer(x) for x in {wrong_then_right(bank.get('who-pays/r1'))}]",
    )
    ask(
        copy,
        "from lessonkit.cli.main import main\nraise SystemExit(main(['submit', '06', '--to', '../in', '--name', 'Ada', '--yes']))",
    )
    [file] = (copy.parent / "in").iterdir()
    result = marking.mark(reading.read(file, file.parent)).results["who-pays/r1"]
    assert len(result.history.tries) == 1 and result.history.points == 1


def test_each_kind_can_be_held_back(tmp_path):
    store = Store(tmp_path / "home")
    seen = set()
    for item in every_item():
        if item.kind in seen:
            continue
        seen.add(item.kind)
        data = release._without_key(item)
        held = Item(data, item.lesson, item.number)
        session = Session(held, store)
        assert session.state["outcome"] is None and held.logic.view(held) == json.loads(
            json.dumps(item.logic.view(item))
        )
        source = "x = 1" if item.logic.in_cell else None
        assert session.answer(None if source else tries_with(item)[0], source)["outcome"] == "received"
        assert Session(held, store).state["outcome"] == "received"
        assert session.hint()["hints"] == [] and session.answer(None)["outcome"] == "unanswered"
    store.close()
    assert seen == set(all_kinds())


def test_a_packed_lesson_reads_as_its_author_wrote_it():
    data = {"title": "X", "retrieval": [{"id": "a", "text": "é"}], "exit": None}
    made = packed(data)
    assert unpacked(made) == data and unpacked(data) == data
    assert set(made) == {"title", "packed"}


@pytest.mark.parametrize("names", [("99",), ("who-pays/none",), ("",)])
def test_a_wrong_name_is_refused_before_anything_is_written(tmp_path, names):
    with pytest.raises(release.CannotRelease):
        release.release(tmp_path / "copy", names)
    assert not (tmp_path / "copy").exists()


def test_a_full_folder_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(release.CannotRelease, match="not empty"):
        release.release(tmp_path)


def test_everything_can_be_held_back():
    assert release.held_back(("all",)) == {item.full_id for item in bank.load_bank()}
