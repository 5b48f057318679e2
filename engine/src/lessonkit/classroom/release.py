"""The learners' copy of the course: no solutions, no key that can be read at a glance.

Exercises are packed, so that feedback stays immediate. Those that a teacher holds back lose their key
altogether: the copy receives an answer and says so, and `grading` judges it on the teacher's machine.
"""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.bank.loader import Loader
from lessonkit.bank.pack import packed, unpacked
from lessonkit.texts.lessons import lesson

KEPT = (
    "CITATION.cff", "LICENSE", "LICENSE-CONTENT", "content", "data", "environment.yml", "exercises", "jupytext.toml",
    "lessons", "postBuild", "pyproject.toml", "requirements.lock", "src", "start.py",
)  # fmt: skip
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", ".ipynb_checkpoints", "roles.yml")
"""Besides what no copy needs: the role cards, whose crises a class should not know before."""
SOLUTIONS = re.compile(r"Explained answers are in \[the solutions\]\([^)]*\); open them afterwards\.")
NO_SOLUTIONS = "Your teacher has the explained answers."
README = """\
# NATO in Notebooks: the learners' copy

You need Python 3.11 or newer. In this folder type:

```
python3 start.py
```

(On Windows: `py start.py`.) JupyterLab opens in your browser. Your answers are saved on this computer, without a name.

To hand in your work, type `course submit` in JupyterLab's terminal (File, New, Terminal), or `course submit 06` for one
lesson. You see what the file would hold before it is written. Give that file to your teacher.
{held}
Code: BSD-3-Clause. Texts and exercises: CC BY 4.0. The data keep their producers' terms; `data/README.md` says which.
"""


class CannotRelease(ValueError):
    """The copy cannot be made; the text says why."""


def release(out: Path, hold: tuple[str, ...] = (), root: Path | None = None) -> list[str]:
    """Write the learners' copy into a new folder.

    Parameters
    ----------
    out
        A folder that does not exist yet, or is empty.
    hold
        Lessons (``"06"``), exercises (``"who-pays/us-share"``) or ``"all"``, whose key is kept back.

    Returns
    -------
    list of str
        The names of the exercises that were held back.

    Raises
    ------
    CannotRelease
        If the folder is not empty or a name fits nothing.
    OSError
        If the folder cannot be written.
    """
    root = root or course.current().root
    held = held_back(hold)
    if out.exists() and any(out.iterdir()):
        raise CannotRelease(f"{out} is not empty. Name a new folder.")
    out.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, out / name, ignore=LEFT_OUT)
        else:
            shutil.copy2(source, out / name)
    for path in sorted((root / "content").glob("exercises/*.yml")) + sorted(
        (root / "content").glob("concept_test/*.yml")
    ):
        _pack(path, out / path.relative_to(root), held)
    for path in (*out.glob("lessons/*.ipynb"), *out.glob("content/lessons/*.md")):
        path.write_text(SOLUTIONS.sub(NO_SOLUTIONS, path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    (out / "README.md").write_text(README.format(held=_told(held)), encoding="utf-8", newline="\n")
    return sorted(held)


def held_back(names: tuple[str, ...]) -> set[str]:
    """Return the full names of the exercises that `names` stand for.

    Raises
    ------
    CannotRelease
        If a name fits no lesson and no exercise.
    """
    held = set()
    for name in names:
        try:
            items = (
                bank.load_bank()
                if name == "all"
                else [bank.get(name)]
                if "/" in name
                else bank.lesson(lesson(name).slug).items
            )
        except KeyError as trouble:
            raise CannotRelease(str(trouble)) from None
        held |= {item.full_id for item in items}
    return held


def _pack(path: Path, to: Path, held: set[str]) -> None:
    """Write one lesson's exercises: packed, and without the key of those held back."""
    found, data = bank.read(path), unpacked(yaml.load(path.read_text(encoding="utf-8"), Loader))
    for part, items in (("retrieval", found.retrieval), ("exercises", found.exercises)):
        data[part] = [_without_key(item) if item.full_id in held else item.data for item in items]
    if found.exit:
        data["exit"] = _without_key(found.exit) if found.exit.full_id in held else found.exit.data
    to.write_text(yaml.safe_dump(packed(data), sort_keys=False), encoding="utf-8", newline="\n")


def _without_key(item: Item[Any]) -> dict[str, Any]:
    """Return what a learner may see of an exercise: its view, which holds no key."""
    fields = ("id", "kind", "title", "objective", "minutes", "given", *item.logic.released)
    kept = {field: item.data[field] for field in fields if field in item.data}
    return kept | {"withheld": True, "view": json.loads(json.dumps(item.logic.view(item)))}


def _told(held: set[str]) -> str:
    return f'\n{len(held)} exercises say only "Received": your teacher has their key.\n' if held else ""
