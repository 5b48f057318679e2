"""All code is checked by ruff and mypy, and the widgets' browser code by TypeScript, where there is Node."""

import os
import shutil
import subprocess
import sys

import pytest

from support.tiny_course import ROOT

MODULES = ROOT / "node_modules" / ".package-lock.json"
LOCK = ROOT / "package-lock.json"


def run(*command):
    return subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)


@pytest.mark.parametrize("check", [("check",), ("format", "--check")], ids=" ".join)
def test_ruff_finds_nothing(check):
    found = run(sys.executable, "-m", "ruff", *check)
    assert found.returncode == 0, found.stdout


@pytest.mark.slow
def test_mypy_finds_nothing():
    found = run(sys.executable, "-m", "mypy")
    assert found.returncode == 0, found.stdout


@pytest.mark.slow
def test_typescript_finds_nothing():
    npm = shutil.which("npm")
    if npm is None:
        without("Node is not on this machine, so the browser code was not checked")
    if not MODULES.exists() or MODULES.stat().st_mtime < LOCK.stat().st_mtime:
        fetched = run(npm, "ci", "--no-audit", "--no-fund", "--fetch-retries=1")
        if fetched.returncode:
            without(f"npm could not fetch TypeScript: {fetched.stdout.strip()[-200:]}")
    found = run(npm, "run", "--silent", "check")
    assert found.returncode == 0, found.stdout


def without(reason):
    """Skip the test on a contributor's machine; where everything is checked, fail."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
