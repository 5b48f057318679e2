"""The course of tests/second_course in a folder of its own, with a learner of its own. Each command is a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
SOURCE = TESTS / "second_course"
BEGIN = """
import json
from garden_course import *
from lessonkit.bank import bank
from lessonkit.exercises.session import Session

def answer(name, right=True, source=None):
    item = bank.get(name)
    mistakes = [given for _, given in item.logic.mistaken(item)]
    mistakes.sort(key=lambda given: item.logic.check(item, given).misconception is None)
    return Session(item).answer(item.logic.solution(item) if right else mistakes[0], source)["outcome"]
"""
"""What every piece of code begins with: `answer` gives the right answer, or a typical mistake, one with a misconception if there is one."""
NOT_OF_THE_COURSE = shutil.ignore_patterns("test_*.py", "conftest.py", "__pycache__")


@dataclass(frozen=True)
class Garden:
    """A copy of the course; `home` is the folder of whoever learns or teaches with it."""

    root: Path
    home: Path

    @classmethod
    def planted(cls, folder: Path) -> "Garden":
        """Return a copy of the course as its authors wrote it, in a folder."""
        shutil.copytree(SOURCE, folder / "course", ignore=NOT_OF_THE_COURSE)
        return cls(folder / "course", folder / "home")

    def of(self, home: Path) -> "Garden":
        """Return the same course for somebody else."""
        return replace(self, home=home)

    @property
    def environment(self) -> dict[str, str]:
        """What leads a process to this course. The course that the tests themselves run in is out of its sight."""
        return os.environ | {
            "LESSONKIT_COURSE": str(self.root),
            "PYTHONPATH": os.pathsep.join(
                [str(self.root / "src"), str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])]
            ),
            "GARDEN_COURSE_HOME": str(self.home / "progress"),
            "GARDEN_COURSE_DROP": str(self.home / "submissions"),
            "IPYTHONDIR": str(self.home / "ipython"),
        }

    def run(self, *command: str | Path, code: int = 0) -> str:
        """Run Python with these arguments, and return what it says; it ends with the exit code `code`."""
        done = subprocess.run(
            [sys.executable, *command],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=240,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def course(self, *arguments: str | Path, code: int = 0) -> str:
        """Run the command ``course``."""
        return self.run("-m", "lessonkit.cli.main", *arguments, code=code)

    def value(self, code: str) -> Any:
        """Run code that ends by giving a name to `value`, after `BEGIN`, and return it, by way of JSON."""
        return json.loads(self.run("-c", f"{BEGIN}\n{code}\nprint(json.dumps(value))").splitlines()[-1])
