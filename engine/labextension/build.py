#!/usr/bin/env python3
"""Build the JupyterLab extension: TypeScript in `src/` becomes `built/`, which is committed.

For maintainers, with Node, from the course's environment. Once: `npm ci --ignore-scripts`. Then: `python build.py`.
`built/sources.sha256` says of which sources it was made; a test compares.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE / "built"
MARK = BUILT / "sources.sha256"
INSTALLED = Path(sys.prefix, "share", "jupyter", "labextensions", "lessonkit-lab")  # a copy, made by pip
FILES = ("package.json", "package-lock.json", "tsconfig.json")
BUILDER = "from jupyter_builder.main import main; main()"  # JupyterLab's own
FOLDERS = ("src", "style", "schema")


def digest() -> str:
    """Return one sha256 of all sources: names and texts."""
    paths = [HERE / name for name in FILES]
    paths += [path for folder in FOLDERS for path in (HERE / folder).rglob("*") if path.is_file()]
    seen = hashlib.sha256()
    for path in sorted(paths):
        seen.update(f"{path.relative_to(HERE).as_posix()}\0".encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return seen.hexdigest()


def main() -> None:
    """Check the types, build, write the mark, and renew what this environment has of it."""
    for folder in (BUILT, HERE / "lib"):
        shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([shutil.which("npx") or "npx", "tsc"], cwd=HERE, check=True)
    subprocess.run([sys.executable, "-c", BUILDER, "build", "."], cwd=HERE, check=True)
    MARK.write_text(digest() + "\n", encoding="utf-8")
    shutil.rmtree(INSTALLED, ignore_errors=True)
    shutil.copytree(BUILT, INSTALLED)


if __name__ == "__main__":
    main()
