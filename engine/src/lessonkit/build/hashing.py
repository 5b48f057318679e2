"""What notebooks are made from: files of the course and of its packages, each with the hash of what it says now."""

import ast
import hashlib
import importlib.util
import json
import os
from collections.abc import Iterable
from functools import cache
from importlib.machinery import BYTECODE_SUFFIXES
from pathlib import Path

import lessonkit
from lessonkit import course

LENGTH = 8
"""Of a hash, in signs. One of a Python file has two: the text's and the code's."""
MISSING = "missing"
LOCK = "requirements.lock"
"""The versions of all packages: everything is made from it."""


class Files:
    """The files that something is made from, as they are now. Each is read once.

    A file is called by its package, ``lessonkit/course.py``, or by its place in the course, ``content/claims.yml``. A
    part of a file follows the sign #: ``data/datapackage.json#members``. A folder ends with a stroke and stands for the
    names in it.
    """

    def __init__(self) -> None:
        here = course.current()
        found = importlib.util.find_spec(here.package)
        origins = {"lessonkit": lessonkit.__file__, here.package: found.origin if found else None}
        self._packages = {name: Path(origin).resolve().parent for name, origin in origins.items() if origin}
        self._root = here.root.resolve()
        self._folders = tuple(folder.resolve() for folder in (here.content, here.tables))
        self._kept: dict[str, bytes | None] = {}

    def names(self, record: Iterable[str]) -> set[str]:
        """Return the names of those files in a record that belong to the course or its packages."""
        split = [line.partition("\t") for line in set(record)]
        found = {(self._name(path), mark, part) for path, mark, part in split}
        in_parts = {name for name, mark, _ in found if mark}
        return {
            f"{name}#{part}" if part else name for name, mark, part in found if name and (mark or name not in in_parts)
        }

    def keep_all(self) -> None:
        """Read everything now: what is edited later, while a notebook is built, counts as changed since."""
        for name in (course.FILE, LOCK):
            self._content(name)
        for folder in (*self._packages.values(), *self._folders):
            for path in folder.rglob("*"):
                if path.is_file() and path.parent.name != "__pycache__":
                    self._content(self._name(str(path)))

    def hashes(self, names: Iterable[str]) -> dict[str, str]:
        """Return name -> hash, in the order of the names."""
        return {name: self._hash(name) for name in sorted(names)}

    def changed(self, held: dict[str, str]) -> list[str]:
        """Return the names of those files that do not say any more what they said when they had these hashes."""
        return [name for name, old in held.items() if not self._same(name, old)]

    def read(self, name: str) -> bytes | None:
        """Return what a file, part or folder holds, with Unix line ends; None if it is missing."""
        file, _, part = name.partition("#")
        if part:
            return _part(self._content(file) or b"", part)
        try:
            if file.endswith("/"):
                return "\n".join(sorted(entry.name for entry in self._place(file).iterdir())).encode()
            return self._place(file).read_bytes().replace(b"\r\n", b"\n")
        except OSError:
            return None

    def _name(self, path: str) -> str:
        """Return the name of a file, or "" for one that is not the course's."""
        if path.endswith(tuple(BYTECODE_SUFFIXES)):
            try:
                path = importlib.util.source_from_cache(path)
            except ValueError:  # code that came without its source
                return ""
        file = Path(os.path.realpath(path))
        for package, folder in self._packages.items():
            if file.is_relative_to(folder):
                return f"{package}/{file.relative_to(folder).as_posix()}"
        ours = file.parent == self._root or any(file.is_relative_to(folder) for folder in self._folders)
        return file.relative_to(self._root).as_posix() if ours else ""

    def _place(self, file: str) -> Path:
        package, _, inside = file.partition("/")
        return self._packages[package] / inside if package in self._packages else self._root / file

    def _content(self, name: str) -> bytes | None:
        if name not in self._kept:
            self._kept[name] = self.read(name)
        return self._kept[name]

    def _hash(self, name: str) -> str:
        content = self._content(name)
        if content is None:
            return MISSING
        return digest(content) + (_code(content) if name.endswith(".py") else "")

    def _same(self, name: str, old: str) -> bool:
        """Compare texts first: that is quick."""
        content = self._content(name)
        if content is None:
            return old == MISSING
        return digest(content) == old[:LENGTH] or (name.endswith(".py") and _code(content) == old[LENGTH:])


@cache
def digest(content: bytes) -> str:
    """Return a short hash."""
    return hashlib.sha256(content).hexdigest()[:LENGTH]


def _part(content: bytes, part: str) -> bytes | None:
    """Return the head of a text, or one table's description in a data package; None if it is missing."""
    if part == "head":
        return content.split(b"\n---\n", 1)[0] or None
    try:
        found = [resource for resource in json.loads(content)["resources"] if resource["name"] == part]
    except (ValueError, KeyError, TypeError):
        return None
    return json.dumps(found[0]).encode() if found else None


@cache
def _code(source: bytes) -> str:
    """Hash what Python does with a file: comments and texts that stand alone, such as docstrings, do not count."""
    try:
        return digest(ast.dump(_Silent().visit(ast.parse(source))).encode())
    except (SyntaxError, ValueError):
        return digest(source)


class _Silent(ast.NodeTransformer):
    """Takes out what does nothing when it runs."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        return None if isinstance(node.value, ast.Constant) else node
