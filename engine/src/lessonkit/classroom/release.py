"""The learners' copy of the course: no solutions, no key that can be read at a glance.

Exercises are packed, so that feedback stays immediate. Those that a teacher holds back lose their key
altogether: the copy receives an answer and says so, and `grading` judges it on the teacher's machine.
"""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.bank.item import Item
from lessonkit.bank.loader import Loader
from lessonkit.bank.pack import packed, unpacked
from lessonkit.build.plan import KINDS
from lessonkit.pages import built
from lessonkit.texts.lessons import lesson
from lessonkit.texts.numbers import numbered
from lessonkit.texts.words import counted

NEVER = ("__pycache__", "*.egg-info", ".ipynb_checkpoints")
SOLUTIONS = re.compile(r"[^.!?\n|]*\]\((?:\.\./)*solutions/[^)]*\)[^.!?\n|]*[.!?]")
"""A sentence with a link to solutions, which the copy lacks."""
NO_SOLUTIONS = " Your teacher has the explained answers."
HELD = "only “Received”: your teacher has the key."


class CannotRelease(ValueError):
    """The copy cannot be made; the text says why."""


def release(out: Path, hold: tuple[str, ...] = ()) -> list[str]:
    """Write the learners' copy into a new folder.

    ``[release]`` in ``course.toml`` says what it holds: `keep`, names in the course's folder; `leave_out`, parts of
    them that it does not hold; `readme`, the text of its README.

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
    here = course.current()
    held = held_back(hold)
    if out.exists() and any(out.iterdir()):
        raise CannotRelease(f"{out} is not empty. Name a new folder.")
    out.mkdir(parents=True, exist_ok=True)
    left_out = _left_out(here.root, set(here.release.get("leave_out", ())))
    for name in here.release["keep"]:
        source = here.root / name
        if source.is_dir():
            shutil.copytree(source, out / name, ignore=left_out)
        else:
            shutil.copy2(source, out / name)
    for path in (*here.content.glob("exercises/*.yml"), *here.content.glob("concept_test/*.yml")):
        _pack(path, out / path.relative_to(here.root), held)
    for path in (*out.glob("lessons/*.ipynb"), *out.glob("content/lessons/*.md")):
        path.write_text(_without_links(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    _note_pages(out)
    if readme := here.release.get("readme"):
        text = numbered((here.root / readme).read_text(encoding="utf-8"))
        told = f"\n\n{counted(len(held), 'exercise says', 'exercises say')} {HELD}" if held else ""
        (out / "README.md").write_text(f"{text.rstrip()}{told}\n", encoding="utf-8", newline="\n")
    return sorted(held)


def _note_pages(out: Path) -> None:
    """Note what the notebooks of the copy hold, so that its server knows them as the course's own."""
    with course.using(course.Course.read(out)):
        for path in (path for kind in KINDS for path in sorted(out.glob(f"{kind}/*.ipynb"))):
            built.keep(f"{path.parent.name}/{path.name}", json.loads(path.read_text(encoding="utf-8")))


def _without_links(text: str) -> str:
    """Return a text without the sentences that lead to solutions."""
    # Line by line: a notebook has pictures in it, and a search for a sentence in one of them takes minutes.
    return "\n".join(SOLUTIONS.sub(NO_SOLUTIONS, line) if "solutions/" in line else line for line in text.split("\n"))


def _left_out(root: Path, own: set[str]) -> Callable[[str, list[str]], set[str]]:
    """Return what `shutil.copytree` asks which names of a folder to pass over."""
    never = shutil.ignore_patterns(*NEVER)

    def names(folder: str, found: list[str]) -> set[str]:
        place = Path(folder).relative_to(root)
        return {*never(folder, found), *(name for name in found if (place / name).as_posix() in own)}

    return names


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
