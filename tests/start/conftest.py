"""A tiny course for each file of tests, and the programs as modules."""

import importlib.util

import pytest

from support.tiny_course import RUN, START, Course


@pytest.fixture(scope="module")
def shared_course(tmp_path_factory):
    """One tiny course for all tests of a file: making a .venv is the slow step."""
    return Course(tmp_path_factory.mktemp("start") / "a course")  # a space in the path, as on many machines


@pytest.fixture
def course(shared_course):
    """The tiny course, set up; afterwards its files are put back and whatever still runs is ended."""
    shared_course.make()
    yield shared_course
    for run in shared_course.runs:
        if run.process.poll() is None:
            run.interrupt()
    shared_course.runs.clear()
    shared_course.restore()


def module(path):
    """Return a program as a module, to call its functions."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture
def start():
    return module(START)


@pytest.fixture
def runner():
    return module(RUN)
