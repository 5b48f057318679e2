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
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any

from lessonkit import course
from lessonkit.classroom.marking import Marked, Result, Try
from lessonkit.classroom.rerun_one import Told
from lessonkit.classroom.summary import Class
from lessonkit.judging.verdict import UNCHECKABLE
from lessonkit.kinds.base import BY_RERUN
from lessonkit.progress.history import History

SECONDS = 30
MEMORY = 2 * 1024**3
FILE = 1_000_000
ANSWER = 10_000


def rerun(room: Class, watch: Callable[[list[Any]], Iterable[Any]] = iter) -> Class:
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
        # All cells run at once and are handed on in order, so that a bar can count them.
        running = [pool.submit(run, *cell) for cell in waiting]
        verdicts = dict(zip(waiting, (future.result() for future in watch(running)), strict=True))
    return replace(room, learners=tuple(_judged(one, verdicts) for one in room.learners))


def _judged(one: Marked, verdicts: dict[tuple[str, str], Told]) -> Marked:
    results = {
        name: _with_tries(result, verdicts) if result.judge == BY_RERUN else result
        for name, result in one.results.items()
    }
    return replace(one, results=results)


def _with_tries(result: Result, verdicts: dict[tuple[str, str], Told]) -> Result:
    told = [(at, verdicts[result.exercise, source]) for at, source in result.cells]
    history = History.of(Try(one["outcome"], one["score"], one["misconception"], at) for at, one in told)
    return replace(result, history=history, trouble=told[-1][1]["trouble"] if told and not history.tries else "")


def run(exercise: str, source: str, seconds: float = SECONDS) -> Told:
    """Return the verdict on one cell, run in a process of its own."""
    folder = tempfile.mkdtemp(prefix=f"{course.current().name}-rerun-")
    try:
        # Neither the folder nor the user's own packages are read.
        child = subprocess.Popen(
            [*_without_network(), sys.executable, "-sP", "-m", "lessonkit.classroom.rerun_one"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
            preexec_fn=_limits(seconds),
        )
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


def _verdict(answer: bytes) -> Told:
    try:
        told = json.loads(answer.decode("utf-8").strip().splitlines()[-1])
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


def _stopped(trouble: str) -> Told:
    return {"outcome": UNCHECKABLE, "score": 0.0, "misconception": None, "trouble": trouble}


def _environment(folder: str) -> dict[str, str]:
    """Return a small environment: no secrets of the teacher's, one thread for numbers, a store that nobody keeps."""
    # PYTHONPATH: this process may have found the course by it.
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT", "LANG") if name in os.environ}
    return kept | {
        "HOME": folder,
        course.current().variable("HOME"): folder,
        course.VARIABLE: str(course.current().root),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def _limits(seconds: float) -> Callable[[], None] | None:
    """Return what the child does before it starts, or None where the system has no such limits."""
    try:
        import resource
    except ImportError:
        return None

    def limit() -> None:
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


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(child.pid, 9)
    else:
        child.kill()
    child.wait()
