import shutil

import pytest

from nato_course import data


def forget():
    for cached in (data.package, data._resources, data._parsed):
        cached.cache_clear()


@pytest.fixture
def own_data(tmp_path, monkeypatch):
    """A copy of the data folder that a test may change."""
    folder = tmp_path / "data"
    shutil.copytree(data.DATA, folder)
    monkeypatch.setattr(data, "DATA", folder)
    monkeypatch.setattr(data, "PACKAGE", folder / "datapackage.json")
    forget()
    yield folder
    monkeypatch.undo()
    forget()
