"""Run submitted code again, only when a teacher asks for it.

Each cell runs in a fresh Python process of its own: an empty folder to work in, a limit on time, memory and
the size of files, and no network where the system lets an ordinary user switch it off (Linux with user
namespaces). That stops accidents and idle mischief: endless loops, a full memory, a stray download.

It is no prison. The process runs as the teacher's own user and can read what that user can read, and code
written to fool the check can report any verdict. Read code that you do not trust before you run it, or run
this inside a virtual machine. On Windows there is no limit on memory and the network stays on.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

from lessonkit import course
from lessonkit.classroom.marking import BY_RERUN, Marked, Result, Try
from lessonkit.classroom.summary import Class
from lessonkit.exercises.session import MAX_TRIES
from lessonkit.judging.verdict import CORRECT, COUNTED, UNCHECKABLE

SECONDS = 30
MEMORY = 2 * 1024**3
FILE = 1_000_000
ANSWER = 10_000


def rerun(room: Class, watch: Callable[[list], Iterable] = iter) -> Class:
    """Return the class with its answers in code judged by running them. Equal cells run once."""
    waiting = sorted(
        {
            (name, source)
            for one in room.learners
            for name, result in one.results.items()
            if result.judge == BY_RERUN
            for _, source in result.cells
        }
    )
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        verdicts = dict(zip(waiting, watch_in_order(pool, waiting, watch), strict=True))
    return replace(room, learners=tuple(_judged(one, verdicts) for one in room.learners))


def watch_in_order(pool, waiting, watch):
    """Run all cells at once and hand them on in order, so that a bar can count them."""
    running = [pool.submit(run, *cell) for cell in waiting]
    return [future.result() for future in watch(running)]


def _judged(one: Marked, verdicts: dict) -> Marked:
    results = {
        name: _with_tries(result, verdicts) if result.judge == BY_RERUN else result
        for name, result in one.results.items()
    }
    return replace(one, results=results)


def _with_tries(result: Result, verdicts: dict) -> Result:
    tries = []
    for at, source in result.cells:
        verdict = verdicts[result.exercise, source]
        if verdict["outcome"] in COUNTED:
            tries.append(Try(verdict["outcome"], verdict["score"], verdict["misconception"], at))
        if verdict["outcome"] == CORRECT or len(tries) == MAX_TRIES:
            break
    trouble = next((verdicts[result.exercise, source]["trouble"] for _, source in reversed(result.cells)), "")
    return replace(result, tries=tuple(tries), trouble="" if tries else trouble)


def run(exercise: str, source: str, seconds: float = SECONDS) -> dict:
    """Return the verdict on one cell: ``outcome``, ``score``, ``misconception``, and ``trouble``, a sentence or empty."""
    folder = tempfile.mkdtemp(prefix="nato-rerun-")
    try:
        # -I: neither the folder nor the user's own Python settings are read.
        child = subprocess.Popen(
            [*_without_network(), sys.executable, "-I", "-m", "lessonkit.classroom.rerun_one"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder, env=_environment(folder), start_new_session=True, preexec_fn=_limits(seconds),
        )  # fmt: skip
        try:
            told, _ = child.communicate(json.dumps({"exercise": exercise, "source": source}).encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            return _stopped(f"It was stopped after {seconds:g} seconds.")
        finally:
            _end(child)
        return _verdict(told[-ANSWER:])
    except OSError as trouble:
        return _stopped(f"No process could be started: {trouble.strerror or trouble}.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _verdict(told: bytes) -> dict:
    try:
        told = json.loads(told.decode("utf-8").strip().splitlines()[-1])
        outcome, score = str(told["outcome"]), min(max(float(told["score"]), 0.0), 1.0)
        misconception = told["misconception"] if isinstance(told["misconception"], str) else None
        return {
            "outcome": outcome,
            "score": score,
            "misconception": misconception,
            "trouble": str(told["trouble"])[:300],
        }
    except (ValueError, KeyError, TypeError, IndexError):
        return _stopped("It ended without an answer: it ran out of time or memory, or closed its process.")


def _stopped(trouble: str) -> dict:
    return {"outcome": UNCHECKABLE, "score": 0.0, "misconception": None, "trouble": trouble}


def _environment(folder: str) -> dict:
    """Return a small environment: no secrets of the teacher's, one thread for numbers, a store that nobody keeps."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    return kept | {
        "HOME": folder,
        course.current().variable("HOME"): folder,
        course.VARIABLE: str(course.current().root),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def _limits(seconds: float):
    """Return what the child does before it starts, or None where the system has no such limits."""
    try:
        import resource
    except ImportError:
        return None

    def limit():
        for what, most in (
            (resource.RLIMIT_CPU, int(seconds) + 1),
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, FILE),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))

    return limit


@cache
def _without_network() -> tuple[str, ...]:
    """Return the command that starts a process without a network, or nothing where that is not allowed."""
    command = ("unshare", "--user", "--map-root-user", "--net")
    try:
        return command if subprocess.run([*command, "true"], capture_output=True, timeout=10).returncode == 0 else ()
    except (OSError, subprocess.TimeoutExpired):
        return ()


def network_is_off() -> bool:
    """Tell whether cells run without a network on this system."""
    return bool(_without_network())


def _end(child: subprocess.Popen) -> None:
    """End the process and whatever it started."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(child.pid, 9)
        except ProcessLookupError:
            pass
    else:
        child.kill()
    child.wait()
