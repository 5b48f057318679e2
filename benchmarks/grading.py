"""Measure the grading of a class: `course grade` beside nbgrader's `autograde`, on the same questions and answers.

Usage: python benchmarks/grading.py

Equal: the eleven questions of lesson 06, their keys and tables, and each learner's first answers. The run stops if
the two disagree about one answer. Not equal: nbgrader executes each notebook as a whole and counts no second try.
`course grade` judges stored answers, tries included, and writes a report of the class. With --rerun it also executes
answers in code, each in a process of its own, and again on altered tables.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import environments
from environments import HERE
from rows import once, show

CLASS, RERUN, NOTEBOOKS = 1_000, 20, 10
"""How many submissions are graded: by `course grade`, with --rerun, and by nbgrader."""


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds by the clock, seconds of all processors, and the most MiB that a process of it held."""

    wall: float
    cpu: float
    mib: float

    def further(self, one: "Cost", number: int) -> "Cost":
        """Return what each submission after the first took, when `number` took this and one took `one`."""
        return Cost((self.wall - one.wall) / (number - 1), (self.cpu - one.cpu) / (number - 1), self.mib)


def measured(peers: str) -> list[tuple]:
    """Return the rows of the table."""
    if not hasattr(os, "wait4"):
        return [("grading", "not measured", "this system cannot tell what a process took")]
    load = f"{os.getloadavg()[0]:.1f}"
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        whole, lesson = (_submissions(peers, folder / scope, scope) for scope in ("course", "06"))
        costs = {"whole course": _grade(peers, whole), "lesson 06": _grade(peers, lesson)}
        ours = costs["lesson 06"].further(_grade(peers, _first(lesson, 1)), CLASS)
        rerun = _grade(peers, _first(lesson, RERUN), "--rerun").further(
            _grade(peers, _first(lesson, 1), "--rerun"), RERUN
        )
        theirs = _autograde(folder / "nbgrader", lesson, _by_exercise(lesson.with_name(f"06-{RERUN}-results")))
    rows = [(f"grade {CLASS:,} files, s", name, cost.wall) for name, cost in costs.items()]
    rows += [("the same, CPU s", name, cost.cpu) for name, cost in costs.items()]
    rows += [("files graded a second", name, CLASS / cost.wall) for name, cost in costs.items()]
    rows += [
        ("grading, peak MiB", name, cost.mib)
        for name, cost in {**costs, f"nbgrader autograde ({NOTEBOOKS})": theirs}.items()
    ]
    further = {"course grade": ours, "course grade --rerun": rerun, "nbgrader autograde": theirs}
    rows += [("one more file, ms", name, 1000 * cost.wall) for name, cost in further.items()]
    rows += [("the same, CPU ms", name, 1000 * cost.cpu) for name, cost in further.items()]
    rows += [
        ("nbgrader takes, times", name, theirs.wall / further[name].wall)
        for name in ("course grade", "course grade --rerun")
    ]
    rows += [
        ("the same, CPU", name, theirs.cpu / further[name].cpu) for name in ("course grade", "course grade --rerun")
    ]
    return once([*rows, ("load while grading", "before, after", f"{load}, {os.getloadavg()[0]:.1f}")])


def _submissions(peers: str, folder: Path, scope: str) -> Path:
    _cost([peers, str(HERE / "synthetic_class.py"), str(folder), str(CLASS), scope])
    return folder


def _first(folder: Path, number: int) -> Path:
    """Return a folder with the first files of another."""
    chosen = folder.with_name(f"{folder.name}-{number}")
    chosen.mkdir(exist_ok=True)
    for path in sorted(folder.glob("*.json"))[:number]:
        shutil.copy(path, chosen)
    return chosen


def _grade(peers: str, folder: Path, *more: str) -> Cost:
    return _cost([str(Path(peers).with_name("course")), "grade", str(folder), *more])


def _autograde(course: Path, lesson: Path, right: dict) -> Cost:
    """Return what each further notebook takes nbgrader, after a look whether it judges as `right` says."""
    python = environments.nbgrader()
    script = str(HERE / "nbgrader_course.py")
    # nbgrader starts a program beside its Python by name.
    env = os.environ | {"PATH": os.pathsep.join((str(Path(python).parent), os.environ["PATH"]))}
    _cost([python, script, "make", str(course), str(lesson), str(NOTEBOOKS)], env=env)
    command = [str(Path(python).with_name("nbgrader")), "autograde", "lesson-06", "--force"]
    one = _cost([*command, "--student=Learner-0000"], cwd=course, env=env)
    cost = _cost(command, cwd=course, env=env).further(one, NOTEBOOKS)
    told = json.loads(
        subprocess.run(
            [python, script, "scores", str(course)], check=True, capture_output=True, text=True, env=env
        ).stdout
    )
    other = [
        (learner, name)
        for learner, points in told.items()
        for name, given in points.items()
        if (given == 1) != right[learner, name]
    ]
    if other or len(told) != NOTEBOOKS:
        raise SystemExit(f"The two do not grade the same answers: {len(told)} notebooks, other verdicts: {other}")
    return cost


def _by_exercise(results: Path) -> dict[tuple[str, str], bool]:
    """Return whether a first answer was right, by learner and exercise, from the marks of `course grade`."""
    with (results / "marks-by-exercise.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file)
    # A right second answer gives less than the whole point.
    return {
        (learner, name): mark == "1" for learner, *marks in lines for name, mark in zip(head[1:], marks, strict=True)
    }


def _cost(command: list[str], **options) -> Cost:
    """Run a command and return what it took, with all processes that it started."""
    with tempfile.TemporaryFile() as told:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=told, stderr=subprocess.STDOUT, **options)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{told.read().decode(errors='replace')}")
    # Linux counts in KiB, macOS in bytes.
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


if __name__ == "__main__":
    show(measured(environments.peers()))
