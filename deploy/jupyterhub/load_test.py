"""Load test: a class of learners on a real JupyterHub on this machine. README.md beside this file says what it needs.

    python deploy/jupyterhub/load_test.py --learners 25

Prints a table and writes it to results.md beside this file.
"""

import argparse
import asyncio
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from class_on_hub import report, use
from class_on_hub.hour import Hour, answers_of, items
from class_on_hub.hub import HERE, Hub, NotReady

from lessonkit import course
from lessonkit.classroom.grading import grade
from lessonkit.classroom.release import release


def main() -> int:
    """Run the test; return 0 when no learner met a failure, 1 when one did, 2 when the tools are missing."""
    parser = argparse.ArgumentParser(
        description="Put a class of learners on a real JupyterHub on this machine and measure."
    )
    parser.add_argument("--learners", type=int, default=25, help="how many (25)")
    parser.add_argument(
        "--tools",
        type=Path,
        default=course.current().root.parent / "nato-hub",
        help="what local/set_up.sh has made (../nato-hub)",
    )
    parser.add_argument(
        "--to",
        type=Path,
        default=HERE / "results.md",
        help="where the results are written (results.md beside this file)",
    )
    options = parser.parse_args()
    random.seed(options.learners)
    folder = Path(tempfile.mkdtemp(prefix="nato-hub-"))
    try:
        found = measure(folder, options.tools.resolve(), options.learners)
    except NotReady as trouble:
        print(trouble, file=sys.stderr)
        shutil.rmtree(folder)
        return 2
    text = report.text(found)
    print(text)
    options.to.write_text(text, encoding="utf-8", newline="\n")
    if found.notes.failures:
        print(f"The hub's log and the learners' folders are kept in {folder}.", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    return 0


def measure(folder: Path, tools: Path, learners: int) -> report.Found:
    """Make the class's copy and its notebooks, start the hub, spend the hour, grade what was handed in."""
    course, repository = folder / "course", folder / "class.git"
    release(course)
    subprocess.run(["sh", HERE / "make_class_repository.sh", course, repository], check=True, stdout=subprocess.DEVNULL)
    before, begun, client = use.load_average(), time.time(), psutil.Process().cpu_times()
    hub = Hub(tools, folder / "hub", course, learners)
    with hub:
        hour = Hour(hub, repository, learners)
        asyncio.run(hour.spend(lambda line: print(line, flush=True)))
    now = psutil.Process().cpu_times()
    after, drop = use.load_average(), folder / "hub" / "drop"
    start = time.perf_counter()
    room, _ = grade(drop, folder / "results")
    wrong = wrongly_graded(room, [seat.number for seat in hour.seats])
    hour.notes.failures += wrong
    return report.Found(
        learners=learners,
        notes=hour.notes,
        versions=hub.versions(),
        begun=begun,
        seconds=time.time() - begun,
        load=(before, after),
        client=now.user + now.system - client.user - client.system,
        graded=len(room.learners),
        wrong=len(wrong),
        grading=time.perf_counter() - start,
    )


def wrongly_graded(room, numbers: list[int]) -> list[str]:
    """Return what the class's marks say otherwise than what each learner answered."""
    wrong = []
    marked = {one.learner: one for one in room.learners}
    for number in numbers:
        name = f"learner-{number:02}"
        if name not in marked:
            wrong.append(f"{name} handed in and is not in the marks")
            continue
        for item in items():
            result = marked[name].results.get(item.full_id)
            if result is None:
                wrong.append(f"{name}: {item.full_id} is missing in the marks")
            elif item.kind != "code" and result.history.first_try != (len(answers_of(number, item)) == 1):
                wrong.append(f"{name}: {item.full_id} is marked otherwise than it was answered")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
