"""The register of misconceptions, which exercises name by their ids."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lessonkit import course
from lessonkit.bank.loader import Loader


def misconceptions() -> dict[str, dict[str, str]]:
    """Return content/misconceptions.yml: id -> {name, statement, fact}."""
    path = course.current().content / "misconceptions.yml"
    return _read(path, path.stat().st_mtime_ns)


def named(data: Any) -> set[str]:
    """Return the ids that an exercise's YAML names, in whatever field."""
    if isinstance(data, dict):
        own = {data["misconception"]} if "misconception" in data else set()
        labels = data.get("misconceptions")
        return own | set(labels.values() if isinstance(labels, dict) else ()) | named(list(data.values()))
    return {name for one in data for name in named(one)} if isinstance(data, list) else set()


@cache
def _read(path: Path, stamp: int) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in yaml.load(path.read_text(encoding="utf-8"), Loader)}
