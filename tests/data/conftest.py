import dataclasses
import shutil

import pytest

from lessonkit import course
from lessonkit.data import tables


@pytest.fixture
def own_data(tmp_path):
    """A copy of the course's data folder that a test may change; the copy's course is the current one."""
    real = course.current()
    shutil.copytree(real.tables, tmp_path / "data")
    with course.using(dataclasses.replace(real, root=tmp_path)):
        yield tmp_path / "data"
    tables.forget()
