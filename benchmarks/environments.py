"""The private environments of the benchmarks, each made at its first use."""

import subprocess
import sys
import venv
from os import name as system
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BIN = "Scripts" if system == "nt" else "bin"
COURSE = (
    ["--require-hashes", "-r", "requirements.lock"],
    ["--no-deps", "--no-build-isolation", "-e", "engine", "-e", "."],
)
PEER_PACKAGES = [
    "bqplot==0.13.*",
    "matplotlib==3.*",
    "plotly==6.*",
    "nbmake==1.5.*",
    "playwright",
    "psutil",
    "pytest",
    "nbval==0.11.*",
    "pytest-xdist",
]


def peers() -> str:
    """Return the Python that has the course and what its charts and notebooks are measured beside."""
    return _environment(".peers", *COURSE, PEER_PACKAGES)


def otter() -> str:
    """Return the Python that has otter-grader."""
    return _environment(".otter", ["otter-grader==7.*", "ipykernel"])


def nbgrader() -> str:
    """Return the Python that has nbgrader, and the course for the tables that its notebooks load."""
    return _environment(".nbgrader", *COURSE, ["nbgrader==0.9.*"])


def _environment(name: str, *installs: list[str]) -> str:
    folder = HERE / name
    python = str(folder / BIN / "python")
    done = folder / "complete"
    if not done.exists():
        print(f"Making {name} …", file=sys.stderr)
        venv.create(folder, clear=True, with_pip=True)
        for install in installs:
            subprocess.run([python, "-m", "pip", "install", "-q", *install], check=True, cwd=ROOT)
        done.touch()
    return python
