"""An explorer without a browser: the one that the folder of tests is named after."""

import pytest

from nato_course import explore


@pytest.fixture
def explorer(request, tmp_path, monkeypatch):
    """The explorer with nothing predicted yet."""
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))
    return explore(request.path.parent.name.replace("_", "-"))
