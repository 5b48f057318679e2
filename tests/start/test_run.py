"""tests/run.py: what it asks pytest for, and what it says in the end."""

import pytest

REPORT = """<testsuites><testsuite>
<testcase classname="tests.unit.test_a" name="a"/>
<testcase classname="tests.unit.test_a" name="b"><failure message="no"/></testcase>
<testcase classname="tests.browser.test_b" name="a"><skipped message="no browser"/></testcase>
<testcase classname="tests.browser.test_b" name="b"><skipped message="no browser"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def asked(runner, monkeypatch, tmp_path):
    """What pytest and the search for a browser were asked for."""
    asked = []
    monkeypatch.setattr(runner, "REPORT", tmp_path / "none.xml")
    monkeypatch.setattr(runner.subprocess, "call", lambda command: asked.append(command) or 5)
    monkeypatch.setattr(runner.browser, "ensure", lambda: asked.append("a browser") or ("", "none"))
    monkeypatch.setenv("NATO_COURSE_BROWSER", "")
    monkeypatch.setenv("NATO_COURSE_NO_BROWSER", "")
    return asked


def test_everything(runner, asked):
    assert runner.main(["tests/unit", "-k", "one two"]) == 5
    assert asked[0] == "a browser"
    assert asked[1][1:3] == ["-m", "pytest"]
    assert asked[1][-3:] == ["tests/unit", "-k", "one two"]
    assert runner.os.environ["NATO_COURSE_NO_BROWSER"] == "none"


def test_the_quick_ones_need_no_browser(runner, asked):
    runner.main(["--quick", "tests/unit"])
    assert len(asked) == 1
    assert asked[0][-3:] == ["tests/unit", "-m", "not browser and not notebooks and not slow and not hypothesis"]


def test_the_summary(runner, tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)
    assert runner.summary(tmp_path / "report.xml").split("\n") == [
        "",
        "What ran:",
        "  tests/browser            0 passed     0 failed     2 skipped",
        "  tests/unit               1 passed     1 failed     0 skipped",
        "Skipped: tests/browser, 2: no browser",
    ]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("tests.unit.test_x.TestY", "tests/unit"),
        ("tests/unit/x", "tests/unit"),
        ("lessons/00-start-here.ipynb", "lessons"),
        ("lessons.00-start", "lessons"),
    ],
)
def test_groups(name, group, runner):
    assert runner.group_of(name) == group
