"""A small course of one lesson, in a folder of its own."""

import shutil
from pathlib import Path

import pytest

from lessonkit import course

SAMPLE = course.current().root / "tests" / "fixtures" / "lessons" / "sample.md"


@pytest.fixture
def course(tmp_path) -> Path:
    root = tmp_path / "course"
    (root / "content" / "lessons").mkdir(parents=True)
    shutil.copy(SAMPLE, root / "content" / "lessons")
    shutil.copy(course.current().root / "jupytext.toml", root)
    (root / "content" / "references.bib").write_text(
        "@misc{sample-one, title={One}, url={https://example.org/one}}\n", encoding="utf-8"
    )
    return root
