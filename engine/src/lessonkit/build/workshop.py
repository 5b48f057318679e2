"""A process of its own for work on the course, which tells what files each piece of work took.

It imports the course's modules anew for each piece, so that its record is whole, and keeps other packages, which take
seconds to import.
"""

import json
import subprocess
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

from lessonkit import course
from lessonkit.build import BuildError, recorder
from lessonkit.build.execute import clean_environment

DONE, REFUSED, LACKING, FAILED = "done", "refused", "lacking", "failed"


class Workshop:
    """Opens the process at once; use it in a `with` block."""

    def __enter__(self) -> "Workshop":
        self._home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "lessonkit.build.workshop"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=clean_environment(Path(self._home.name)),
            encoding="utf-8",
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._home.cleanup()

    def make(self, place: str, *arguments: str) -> tuple[Any, list[str]]:
        """Return what a function such as "lessonkit.build.making:make" returns, as JSON has it, and what it read.

        Raises
        ------
        BuildError
            As the function raised it.
        ModuleNotFoundError
            If a package is not installed.
        """
        return self._ask(place, arguments, kept=True)

    def record(self, place: str, *arguments: str) -> list[str]:
        """Return what a function read, or, without a function's name, what it took to import a module.

        Raises as `make` does.
        """
        return self._ask(place, arguments, kept=False)[1]

    def _ask(self, place: str, arguments: tuple[str, ...], kept: bool) -> tuple[Any, list[str]]:
        question, answer = self._process.stdin, self._process.stdout
        assert question is not None
        assert answer is not None
        question.write(json.dumps([place, arguments, kept]) + "\n")
        question.flush()
        how, result, record = json.loads(answer.readline())
        if how == REFUSED:
            raise BuildError(result)
        if how == LACKING:
            raise ModuleNotFoundError(f"No module named {result!r}", name=result)
        if how == FAILED:
            raise RuntimeError(result)
        return result, record


def main() -> None:
    """Answer each line of stdin with one line."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what a course's code prints is no answer
    record: set[str] = set()
    recorder.listen(record.add)
    for line in sys.stdin:
        _forget()
        record.clear()
        how, result = _done(*json.loads(line))
        print(json.dumps([how, result, sorted(record)]), file=answers, flush=True)


def _done(place: str, arguments: list[str], kept: bool) -> tuple[str, Any]:
    module, _, name = place.partition(":")
    try:
        found = import_module(module)
        result = getattr(found, name)(*arguments) if name else None
        return DONE, result if kept else None
    except ModuleNotFoundError as trouble:
        return LACKING, trouble.name
    except Exception as trouble:
        # The class is the one of this import, not of this module's.
        if isinstance(trouble, import_module("lessonkit.build").BuildError):
            return REFUSED, str(trouble)
        return FAILED, traceback.format_exc()


def _forget() -> None:
    ours = ("lessonkit", course.current().package)
    for name in [name for name in sys.modules if name.partition(".")[0] in ours]:
        del sys.modules[name]


if __name__ == "__main__":
    main()
