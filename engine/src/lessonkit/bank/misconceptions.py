"""The register of misconceptions, which exercises name by their ids."""

from functools import cache
from pathlib import Path

import yaml

from lessonkit import course
from lessonkit.bank.loader import Loader


def misconceptions() -> dict[str, dict[str, str]]:
    """Return content/misconceptions.yml: id -> {name, statement, fact}."""
    path = course.current().content / "misconceptions.yml"
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, stamp: int) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in yaml.load(path.read_text(encoding="utf-8"), Loader)}
