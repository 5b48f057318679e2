"""start.py on a tiny course: the first start, the second, and everything that can go wrong."""

import json
import os
import socket
import time
import urllib.error
import urllib.request

import pytest

from support.tiny_course import JUPYTERLAB, wheel

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows cannot send Ctrl-C to one process")


@pytest.fixture
def busy_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def plain(run, code=1):
    """The run ended with this code and said something, with no traceback."""
    assert run.wait() == code, run.text
    assert run.text.strip() and "Traceback" not in run.text
    return run.text


@posix_only
def test_first_and_second_start(shared_course):
    first = shared_course.start("--no-browser")
    address = first.address()
    assert address.startswith("http://127.0.0.1:") and "/lab?token=" in address
    assert [f"{step}/3" in first.text for step in (1, 2, 3)] == [True] * 3
    token = address.split("token=")[1]
    status = address.split("/lab")[0] + "/api/status"
    with urllib.request.urlopen(urllib.request.Request(status, headers={"Authorization": f"token {token}"})) as reply:
        assert reply.status == 200
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(status)
    assert first.interrupt() == 0
    assert "The course has stopped" in first.text
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(status)

    second = shared_course.start("--no-browser")
    second.address()
    assert "/3" not in second.text  # nothing was set up again
    second.interrupt()


def test_a_changed_setting_arrives(course):
    (course.venv / "kept").touch()
    (course.root / "src" / "nato_course" / "lab" / "settings.json").write_text('{"a": 1}')
    run = course.start("--no-browser")
    run.address()
    assert "up to date" in run.text and (course.venv / "kept").exists()


def test_two_starts_at_once(course):
    (course.venv / "course-setup.json").unlink()
    runs = [course.start("--no-browser") for _ in range(2)]
    addresses = {run.address().split("/lab")[0] for run in runs}
    assert len(addresses) == 2
    assert sum("1/3" in run.text for run in runs) == 1
    assert sum("Another start" in run.text for run in runs) == 1


def test_a_killed_set_up_is_made_anew(course):
    (course.venv / "course-setup.json").write_text("{}")
    (course.venv / "half-made").touch()
    killed = course.start("--no-browser").until("1/3")
    killed.process.kill()
    killed.process.wait()
    time.sleep(0.3)  # the Python that it had started goes on for a moment
    assert course.stamp() == "{}"
    course.start("--no-browser").address()
    assert not (course.venv / "half-made").exists()
    assert set(json.loads(course.stamp())) == {"run"}


def test_missing_files_are_repaired(course):
    next(course.venv.rglob("jupyterlab/__main__.py")).unlink()
    again = course.start("--no-browser")
    again.address()
    assert "Making it anew" in again.text


@posix_only
def test_a_python_that_is_gone_is_replaced(course):
    for name in (course.venv / "bin").glob("python*"):
        name.unlink()
        name.symlink_to("/nowhere/python")
    course.start("--no-browser").address()


def test_a_venv_without_a_stamp_is_used(course):
    (course.venv / "course-setup.json").unlink()
    (course.venv / "mine").touch()
    course.start("--no-browser").address()
    assert (course.venv / "mine").exists()


def test_a_port_that_is_taken(course, busy_port):
    text = plain(course.start("--no-browser", "--port", str(busy_port)))
    assert f"Port {busy_port} is taken" in text


def test_a_port_that_is_none(course):
    assert "from 1 to 65535" in plain(course.start("--port", "70000"))


def test_no_network(course):
    (course.root / "requirements.lock").write_text(course.files["requirements.lock"].replace("==1", "==2"))
    run = course.start("--no-browser", PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    text = plain(run)
    assert "no connection to the package source" in text and "install.log" in text
    assert "127.0.0.1" in (course.venv / "install.log").read_text()
    course.restore()
    again = course.start("--no-browser")
    again.address()
    assert "/3" not in again.text  # what was there before was not spoilt


def test_a_package_that_was_changed(course):
    wheel(course.root / "wheels", "other", "")
    lock = course.root / "requirements.lock"
    lock.write_text(lock.read_text() + "other==1 --hash=sha256:" + 64 * "0" + "\n")
    assert "not the one this course was tested with" in plain(course.start("--no-browser"))


def test_a_server_that_fails_is_told(course):
    file = next(course.venv.rglob("jupyterlab/__main__.py"))
    file.write_text("raise SystemExit('the wheels came off')")
    text = plain(course.start("--no-browser"))
    file.write_text(JUPYTERLAB)
    assert "the wheels came off" in text and "anew" not in text


def test_the_test_command(course):
    run = course.start("test", "tests/unit", "-k", "one two")
    assert run.wait() == 3, run.text
    assert (course.root / "arguments.txt").read_text().endswith("tests/unit -k one two")
    assert "tests/unit               1 passed" in run.text
    assert "Skipped: tests/browser, 1: none was found" in run.text
    assert set(json.loads(course.stamp())) == {"run", "test"}
    # The test tools hold all that a learner needs, so a start after it sets nothing up.
    learner = course.start("--no-browser")
    learner.address()
    assert "/3" not in learner.text
