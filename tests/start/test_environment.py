"""environment.yml: its pip part, and the second step, in a fresh environment."""

import os
import shutil
import subprocess
import venv

import pytest
import yaml

from support.tiny_course import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="conda's second step is a shell script"),
]
FILES = ("pyproject.toml", "README.md", "LICENSE", "course.toml", "requirements.lock", "environment.yml", "postBuild")
USE = (
    "import importlib.metadata, pathlib, sys, nato_course, jupyterlab;"
    "print(nato_course.load('members').shape[0], importlib.metadata.version('nato-course'));"
    "assert pathlib.Path(sys.prefix, 'share/jupyter/lab/settings/overrides.d/nato-course.json').is_file()"
)


def parts():
    """Return the dependencies of environment.yml: those of conda, and the lines for pip."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    (pip,) = (entry["pip"] for entry in listed if isinstance(entry, dict))
    return [entry for entry in listed if isinstance(entry, str)], pip


def test_conda_brings_python_and_pip_only():
    conda, pip = parts()
    assert [entry.split("=")[0] for entry in conda] == ["python", "pip"]
    assert pip == ["-r requirements.lock"]


def test_the_pip_part_and_the_second_step(tmp_path):
    course, home = tmp_path / "course", tmp_path / "environment"
    course.mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, course)
    for name in ("engine", "src", "data", "content"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("__pycache__"))
    venv.create(home, with_pip=True)
    env = os.environ | {"PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}", "PIP_NO_COMPILE": "1"}
    # conda writes the lines to a file beside environment.yml and gives that to pip.
    (course / "condaenv.txt").write_text("\n".join(parts()[1]), encoding="utf-8")
    made = run(["python", "-m", "pip", "install", "-q", "--retries", "1", "-r", "condaenv.txt"], course, env)
    if "NewConnectionError" in made.stdout or "name resolution" in made.stdout:
        pytest.skip("no connection to the package source")
    assert made.returncode == 0, made.stdout
    second = run(["sh", "postBuild"], course, env)
    assert second.returncode == 0, second.stdout
    used = run(["python", "-c", USE], tmp_path, env)
    assert used.returncode == 0 and used.stdout.startswith("32 "), used.stdout


def run(command, folder, env):
    return subprocess.run(command, cwd=folder, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
