"""Notebooks as files: read without trust, written whole or not at all."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat

from lessonkit.pages.built import Notebook


def parsed(raw: bytes) -> Notebook | None:
    """Return a notebook from bytes; None if they hold none that has a list of cells."""
    try:
        nb: Any = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(nb, dict) or not isinstance(nb.get("cells"), list):
        return None
    return nb


def text_of(nb: Notebook) -> bytes:
    """Return a notebook as the build and Jupyter's server write it: the same cells give the same bytes."""
    text: str = nbformat.writes(nbformat.from_dict(nb))
    return (text if text.endswith("\n") else text + "\n").encode("utf-8")


def write(path: Path, raw: bytes) -> None:
    """Write a file so that a reader finds the old or the new one, never half of it.

    Raises
    ------
    OSError
        If it cannot be written; then the old one is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
