"""The second course, copied once."""

import pytest

from support.garden import Garden


@pytest.fixture(scope="session")
def garden(tmp_path_factory) -> Garden:
    """The course as its authors wrote it: nothing is built."""
    return Garden.planted(tmp_path_factory.mktemp("garden"))
