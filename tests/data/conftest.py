import dataclasses
import shutil

import pytest

from lessonkit import course
from lessonkit.data import tables


@pytest.fixture
def own_data(tmp_path):
    """A copy of the course's data folder that a test may change; the copy's course is the current one.

    What the tables and maps are made of is copied beside it, in ``content``.
    """
    real = course.current()
    shutil.copytree(real.tables, tmp_path / "data")
    for folder in ("tables", "maps"):
        shutil.copytree(real.content / folder, tmp_path / "content" / folder)
    shutil.copy(real.content / "references.bib", tmp_path / "content")
    with course.using(dataclasses.replace(real, root=tmp_path)):
        yield tmp_path / "data"
    tables.forget()
