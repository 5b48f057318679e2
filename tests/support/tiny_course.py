"""A tiny course that start.py can set up in seconds, with no network: its packages are made here."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = ROOT / "start.py"
RUN = ROOT / "tests" / "run.py"

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
BROWSER = """def ensure(): return "", "none was found\""""

# A build backend of two functions, so that the tiny packages install as the real ones do.
BACKEND = """
import pathlib, tomllib, zipfile
def get_requires_for_build_editable(config_settings=None):
    return []
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = tomllib.loads(pathlib.Path("pyproject.toml").read_text())["project"]["name"]
    stem = name.replace("-", "_") + "-1"
    with zipfile.ZipFile(pathlib.Path(folder, stem + "-py3-none-any.whl"), "w") as wheel:
        wheel.writestr(name + ".pth", str(pathlib.Path("src").resolve()))
        wheel.writestr(stem + ".dist-info/METADATA", "Metadata-Version: 2.1\\nName: " + name + "\\nVersion: 1\\n")
        wheel.writestr(stem + ".dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(stem + ".dist-info/RECORD", "")
    return stem + "-py3-none-any.whl"
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "{}"
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
        for folder in ("tests", "src/nato_course/lab", "engine/src/lessonkit/build"):
            (root / folder).mkdir(parents=True)
        shutil.copy(START, root)
        shutil.copy(RUN, root / "tests")
        self.files = {
            "backend.py": BACKEND,
            "pyproject.toml": PYPROJECT.format("nato-course"),
            "src/nato_course/__init__.py": "",
            "src/nato_course/lab/settings.json": "{}",
            "engine/backend.py": BACKEND,
            "engine/pyproject.toml": PYPROJECT.format("lessonkit"),
            "engine/src/lessonkit/__init__.py": "",
            "engine/src/lessonkit/build/browser.py": BROWSER,
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
