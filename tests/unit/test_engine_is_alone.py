"""The engine knows no course: it has no word of this one, and serves another where only the engine is installed."""

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from support.garden import Garden

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
THIS_COURSE = re.compile("(?<![a-z])nato", re.IGNORECASE)
USE = """
import importlib.util, json, lessonkit
from {package} import exercise, explore, load, look_up, progress
told = [repr(progress({lesson!r})), repr(exercise({exercise!r})), repr(explore({explorer!r})), repr(look_up({list!r}))]
packages = [name for name in ("lessonkit", "nato_course", "garden_course") if importlib.util.find_spec(name)]
print(json.dumps([lessonkit.__file__, packages, len(load({table!r})), told]))
"""


def pip(*arguments: str | Path) -> None:
    """Run pip without the network."""
    alone = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet")
    subprocess.run([sys.executable, "-m", "pip", *arguments, *alone], check=True)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory) -> dict[str, Path]:
    """The wheels of the engine and of the course, by name."""
    folder = tmp_path_factory.mktemp("wheels")
    pip("wheel", "--no-build-isolation", "--wheel-dir", folder, ROOT / "engine", ROOT)
    return {path.name.partition("-")[0]: path for path in folder.iterdir()}


def used(folder: Path, packages: tuple[Path, ...], **names: str) -> list:
    """Use a course in a Python that has these folders and the packages of others, but neither of the checkout's."""
    # -S: the checkout is known by the files .pth of site-packages. Without `site` nobody reads them.
    path = [*packages, sysconfig.get_path("purelib")]
    env = {name: value for name, value in os.environ.items() if name != "LESSONKIT_COURSE"}
    env |= {"PYTHONPATH": os.pathsep.join(map(str, path)), "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-S", "-c", USE.format(**names)], cwd=folder, env=env, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_no_file_of_the_engine_names_this_course():
    files = [
        path
        for path in (ROOT / "engine").rglob("*")
        if path.is_file() and not {"__pycache__", "node_modules"} & set(path.parts) and path.suffix != ".pyc"
    ]
    assert ROOT / "engine" / "pyproject.toml" in files
    assert not [str(path) for path in files if THIS_COURSE.search(path.read_text(encoding="utf-8", errors="ignore"))]


def test_the_engine_alone_serves_another_course(wheels, tmp_path):
    pip("install", "--target", tmp_path / "alone", wheels["lessonkit"])
    garden = Garden.planted(tmp_path)
    engine, packages, rows, told = used(
        tmp_path,
        (tmp_path / "alone", garden.root / "src"),
        package="garden_course",
        lesson="how-seeds-wake",
        exercise="how-much-water/who-sells",
        explorer="seed-bed",
        list="plants",
        table="plants",
    )
    assert Path(engine).is_relative_to(tmp_path / "alone")
    assert packages == ["lessonkit", "garden_course"]
    assert rows == 8
    assert told == [
        "00 How seeds wake: not started, 10 questions, 2 missions and 2 questions with code\nNext: 00.R1 What is in a seed",
        "Question 01.7 (countries): Who sells seeds?\nnot answered yet",
        "The seed bed\nPredict first. At which depth does most come up?",
        "Plants: 8 plants. Every plant of the garden. The figures are made up.",
    ]


def test_both_wheels_serve_this_course_away_from_its_checkout(wheels, tmp_path):
    pip("install", "--target", tmp_path / "both", *wheels.values())
    engine, packages, rows, told = used(
        tmp_path,
        (tmp_path / "both",),
        package="nato_course",
        lesson="who-pays",
        exercise="who-pays/us-share",
        explorer="shared-shield",
        list="people",
        table="members",
    )
    assert Path(engine).is_relative_to(tmp_path / "both")
    assert packages == ["lessonkit", "nato_course"]
    assert rows == 32
    assert told[0].startswith("06 Who pays?")
    assert told[1].startswith("Question 06.2 (number): How much of the money is American?")
    assert told[2].startswith("The shared shield\nPredict first.")
    assert told[3].startswith("Who is who: ")
