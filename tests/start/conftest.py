"""A tiny course that start.py can set up in seconds, with no network: its packages are made here."""

import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
START = ROOT / "start.py"

# Stands for JupyterLab: answers to those who know the token, until it is stopped.
JUPYTERLAB = """
import http.server, os, re, sys
port = int(re.search("ServerApp.port=([0-9]+)", " ".join(sys.argv))[1])
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.headers["Authorization"] == "token " + os.environ["JUPYTER_TOKEN"]
        self.send_response(200 if known else 403)
        self.end_headers()
try:
    http.server.HTTPServer(("127.0.0.1", port), Answer).serve_forever()
except KeyboardInterrupt:
    pass
"""

# Stands for pytest: notes its arguments, and reports one test that passed and one that was skipped.
PYTEST = """
import os, pathlib, sys
pathlib.Path("arguments.txt").write_text(" ".join(sys.argv[1:]))
reason = os.environ["NATO_COURSE_NO_BROWSER"]
pathlib.Path(sys.argv[sys.argv.index("--junitxml") + 1]).write_text(
    '<testsuites><testsuite><testcase classname="tests.unit.test_a" name="a"/>'
    '<testcase classname="tests.browser.test_b" name="b"><skipped message="%s"/></testcase></testsuite></testsuites>' % reason)
sys.exit(3)
"""
BROWSER = """import json; print(json.dumps({"path": "", "reason": "none was found"}))"""

# A build backend of two functions, so that the tiny course installs as the real one does.
BACKEND = """
import pathlib, zipfile
def get_requires_for_build_editable(config_settings=None):
    return []
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "nato_course-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("nato_course.pth", str(pathlib.Path("src").resolve()))
        wheel.writestr("nato_course-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: nato-course\\nVersion: 1\\n")
        wheel.writestr("nato_course-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("nato_course-1.dist-info/RECORD", "")
    return name
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "nato-course"
version = "1"
"""


def wheel(folder: Path, name: str, code: str) -> str:
    """Make a package of one module in `folder`; return its line for a lock."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}-1-py3-none-any.whl"
    info = f"{name}-1.dist-info"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(f"{name}/__init__.py", "")
        made.writestr(f"{name}/__main__.py", code)
        made.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        made.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr(f"{info}/RECORD", "")
    return f"{name}==1 --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


class Course:
    """A tiny course in a folder, and the runs of its start.py."""

    def __init__(self, root: Path):
        self.root = root
        self.venv = root / ".venv"
        (root / "tests").mkdir(parents=True)
        (root / "src" / "nato_course" / "lab").mkdir(parents=True)
        shutil.copy(START, root)
        self.files = {
            "backend.py": BACKEND,
            "pyproject.toml": PYPROJECT,
            "src/nato_course/__init__.py": "",
            "src/nato_course/browser.py": BROWSER,
            "src/nato_course/lab/settings.json": "{}",
            "requirements.lock": wheel(root / "wheels", "jupyterlab", JUPYTERLAB),
            "tests/requirements.lock": wheel(root / "wheels", "pytest", PYTEST),
        }
        self.runs = []
        self.restore()

    def restore(self):
        """Put the course's own files back; what was set up in .venv stays."""
        for name, text in self.files.items():
            (self.root / name).write_text(text, encoding="utf-8")

    def make(self):
        """Have it set up, as after a start that went well."""
        run = self.start("--no-browser")
        run.address()
        run.interrupt()

    def start(self, *arguments, **variables) -> "Run":
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTEST_"))}
        env |= {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": (self.root / "wheels").as_uri(),
            "PIP_CONFIG_FILE": os.devnull,
        } | variables
        self.runs.append(Run([sys.executable, "start.py", *arguments], self.root, env))
        return self.runs[-1]

    def stamp(self) -> str:
        return (self.venv / "course-setup.json").read_text()


class Run:
    """One run of start.py: its process, and what it has said so far."""

    def __init__(self, command, cwd, env):
        self.began = time.monotonic()
        self.said = cwd / f"said-{time.time_ns()}.txt"
        with open(self.said, "w") as out:
            self.process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out)

    @property
    def text(self) -> str:
        return self.said.read_text(errors="replace")

    def until(self, words: str) -> "Run":
        """Wait for words, at most a minute; fail with all that was said when the run ends before."""
        while words not in self.text:
            ended = self.process.poll() is not None
            assert time.monotonic() < self.began + 60, self.text
            assert not ended or words in self.text, self.text
            time.sleep(0.02)
        return self

    def address(self) -> str:
        return re.search(r"Open this address: (\S+)", self.until("To stop").text)[1]

    def interrupt(self) -> int:
        """Press Ctrl-C, as far as a program can."""
        if os.name == "nt":
            self.process.terminate()
        else:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)

    def wait(self) -> int:
        return self.process.wait(60)


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


@pytest.fixture
def start():
    """start.py as a module, to call its functions."""
    spec = importlib.util.spec_from_file_location("start_of_the_course", START)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
