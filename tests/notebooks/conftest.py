"""A small course of one lesson, in a folder of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonkit.course import Course, current, using

SAMPLE = current().root / "tests" / "fixtures" / "lessons" / "sample.md"
COURSE = """\
name = "sample-course"
title = "A sample"
package = "nato_course"
pages = [{ slug = "sample" }, { slug = "other" }]
"""


@pytest.fixture
def course(tmp_path: Path) -> Iterator[Path]:
    """The folder of the small course, which is the current one."""
    root = tmp_path / "course"
    for folder in ("lessons", "exercises"):
        (root / "content" / folder).mkdir(parents=True)
    (root / "course.toml").write_text(COURSE, encoding="utf-8")
    shutil.copy(SAMPLE, root / "content" / "lessons")
    (root / "content" / "references.bib").write_text(
        "@misc{sample-one, title={One}, url={https://example.org/one}}\n", encoding="utf-8"
    )
    with using(Course.read(root)):
        yield root
