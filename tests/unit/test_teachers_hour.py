"""A teacher's hour: release, thirty learners, hand in, grade; the report names exactly what they held."""

import csv
import json
import os
import random
import subprocess
import sys

import pytest

from lessonkit.bank import bank
from lessonkit.classroom import grading, release, summary

pytestmark = pytest.mark.slow

LESSONS = ("article-5-article-4", "who-pays", "how-thirty-two-say-yes")
HELD_BACK = "who-pays"
"""Of this lesson the learners' copy has no key, so nobody learns there and improves."""
HELD = ("M01", "M04", "M08", "M20")
CLASS = """
import json, os, sys
from pathlib import Path
from lessonkit.classroom import submission
from lessonkit.bank import bank
from lessonkit.exercises.session import Session
from lessonkit.progress.store import Store
plan, home, drop = json.loads(sys.stdin.read()), Path(sys.argv[1]), Path(sys.argv[2])
drop.mkdir()
for name, work in plan.items():
    store = Store(home / name)
    for exercise, answers in work:
        session = Session(bank.get(exercise), store)
        for answer in answers:
            session.answer(answer)
    submission.write(submission.collect(store, "course", name), drop)
    store.close()
"""


def answers_of(held: str | None, improves: bool):
    """Return what a learner answers: with `held`, at each exercise that can show it, the answer that does."""
    for item in (
        item for slug in LESSONS for item in bank.lesson(slug).items if item.kind in ("choice", "critique", "number")
    ):
        right = item.logic.solution(item)
        wrong = next(
            (
                answer
                for _, answer in item.logic.mistaken(item)
                if held and item.logic.check(item, answer).misconception == held
            ),
            None,
        )
        second = right if improves else wrong_again(item, wrong, held)
        answers = [right] if wrong is None else [wrong] if item.lesson.slug == HELD_BACK else [wrong, second]
        yield item.full_id, [answer if not hasattr(answer, "item") else answer.item() for answer in answers]


def wrong_again(item, wrong, held):
    """Return another answer that is not right and shows no other misconception, or the same again."""
    others = (answer for _, answer in item.logic.mistaken(item) if answer != wrong)
    return next((answer for answer in others if item.logic.check(item, answer).misconception in (None, held)), wrong)


@pytest.fixture(scope="module")
def hour(tmp_path_factory):
    """Return (plan: learner -> (held, improves), class, written paths)."""
    base = tmp_path_factory.mktemp("hour")
    release.release(base / "copy", (HELD_BACK,))
    who = random.Random(7)
    plan = {f"Learner {n:02d}": (who.choice([None, *HELD]), who.random() < 0.4) for n in range(30)}
    work = {name: list(answers_of(*what)) for name, what in plan.items()}
    env = os.environ | {"PYTHONPATH": str(base / "copy" / "src")}
    command = [sys.executable, "-c", CLASS, str(base / "homes"), str(base / "in")]
    done = subprocess.run(
        command, input=json.dumps(work), cwd=base / "copy", env=env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    room, paths = grading.grade(base / "in", base / "out")
    return plan, room, paths


def test_everybody_is_in(hour):
    plan, room, _ = hour
    assert [one.learner for one in room.learners] == list(plan)
    assert room.refused == ()


def test_the_report_names_exactly_the_misconceptions_that_were_held(hour):
    plan, room, _ = hour
    shown = {row.id: set(row.shown) for row in room.misconceptions}
    assert shown == {held: {name for name, (what, _) in plan.items() if what == held} for held in HELD}


def test_it_tells_who_improved(hour):
    plan, room, _ = hour
    for row in room.misconceptions:
        assert set(row.improved) == {name for name in row.shown if ends_right(row.id, plan[name][1])}, row.id
    assert sum(len(row.improved) for row in room.misconceptions)
    assert sum(len(row.holding) for row in room.misconceptions)


def ends_right(held, improves):
    """Tell whether the last answer to the last exercise that can show a misconception is right."""
    answers = [
        (bank.get(name), given[-1])
        for name, given in answers_of(held, improves)
        if held in summary.named_in(bank.get(name))
    ]
    item, last = answers[-1]
    return item.logic.check(item, last).outcome == "correct"


def test_the_marks_import_as_a_gradebook_would(hour):
    plan, _, paths = hour
    moodle = list(
        csv.DictReader(
            next(path for path in paths if path.name == "marks-moodle.csv").open(encoding="utf-8-sig", newline="")
        )
    )
    assert [row["Identifier"] for row in moodle] == list(plan)
    columns = [column for column in moodle[0] if column != "Identifier"]
    assert len(columns) == len(LESSONS)
    for row in moodle:
        assert all(0 <= float(row[column]) <= float(column.rpartition("of ")[2].rstrip(")")) for column in columns)
    free = [row for row in moodle if plan[row["Identifier"]][0] is None]
    held = [row for row in moodle if plan[row["Identifier"]] == ("M08", False)]
    assert free
    assert held
    assert min(float(row[columns[2]]) for row in free) > max(float(row[columns[2]]) for row in held)
