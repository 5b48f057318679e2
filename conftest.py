"""Every test run begins without a learner: progress and IPython settings lie in empty folders.

Each notebook gets a folder of its own, as each has its own kernel: what one notebook records
must not show in the next.
"""

import os
import tempfile
from pathlib import Path

import pytest
from nbval.plugin import IPyNbCell, IPyNbFile

import nato_course  # noqa: F401  (makes the course the current one)

pytest.register_assert_rewrite("support")
pytest_plugins = ["support.browser", "support.kernels"]

# What a test asks for says what it costs.
MARKED = {"chromium": "browser", "lab_server": "browser", "shared_course": "slow"}

_HOME = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # emptied in pytest_unconfigure


def _move_to(folder: str) -> None:
    home = Path(_HOME.name) / folder
    home.mkdir(exist_ok=True)
    os.environ["NATO_COURSE_HOME"] = str(home / "progress")
    os.environ["IPYTHONDIR"] = str(home / "ipython")


_move_to("tests")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests by what they need, before `-m` chooses; put the long files first, so that no worker ends late."""
    for item in items:
        for mark in {MARKED[name] for name in MARKED.keys() & set(getattr(item, "fixturenames", ()))}:
            item.add_marker(mark)
        if isinstance(item, IPyNbCell) or item.path.parent.name == "notebooks":
            item.add_marker("notebooks")
        if item.path.parent.name == "second_course":
            item.add_marker("slow")
    items.sort(key=lambda item: next((place for place, mark in enumerate(LONG) if item.get_closest_marker(mark)), 9))


LONG = ("slow", "browser", "notebooks")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before a notebook's kernel starts, with the first of its cells."""
    if isinstance(item.parent, IPyNbFile):
        _move_to(f"{item.path.parent.name}-{item.path.stem}")
    else:
        _move_to("tests")


def pytest_unconfigure():
    _HOME.cleanup()
