"""Runs a notebook in a fresh kernel that knows nothing of the person who builds."""

import os
import re
import tempfile
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from lessonkit import course
from lessonkit.build import BuildError, recorder
from lessonkit.build.notebook import LANGUAGE

SECONDS = 120
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def clean_environment(home: Path) -> dict[str, str]:
    """Return the environment of a kernel whose progress, history and settings begin empty."""
    return os.environ | {
        course.current().variable("HOME"): str(home / "progress"),
        course.VARIABLE: str(course.current().root),
        "IPYTHONDIR": str(home / "ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def execute(nb: NotebookNode, name: str, folder: Path) -> list[str]:
    """Run all cells of `nb` in place, in `folder`, and return the record of what its kernel read.

    Raises
    ------
    BuildError
        If a cell fails or writes to stderr (as a warning does). The text names notebook, cell and error.
    """
    client = NotebookClient(
        nb,
        timeout=SECONDS,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=CRITICAL", f"--IPKernelApp.extra_extensions={recorder.__name__}"],
    )
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        kept = Path(home, "record")
        try:
            client.execute(env=clean_environment(Path(home)) | {recorder.VARIABLE: str(kept)})
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as trouble:
            raise BuildError(_failure(nb, name, trouble)) from None
        record = os.fsdecode(kept.read_bytes()).splitlines()
    for number, cell in enumerate(nb.cells, 1):
        if cell.cell_type == "code":
            _inspect(cell, f"{name}, cell {number}")
            cell.metadata.pop("execution", None)
    nb.metadata.language_info = NotebookNode(LANGUAGE)
    return record


def _inspect(cell: NotebookNode, place: str) -> None:
    if cell.execution_count is None:
        raise BuildError(f"{place}: the cell was not run; an empty code cell must go\n{cell.source}")
    said = "".join(out.text for out in cell.outputs if out.get("name") == "stderr")
    if said:
        raise BuildError(f"{place}: the cell warns\n{cell.source}\n{said}")


def _failure(nb: NotebookNode, name: str, trouble: Exception) -> str:
    for number, cell in enumerate(nb.cells, 1):
        for out in cell.get("outputs", []):
            if out.output_type == "error":
                where = _last_line(out.traceback)
                return f"{name}, cell {number}: {out.ename}: {out.evalue}{where}\n{cell.source}"
    return f"{name}: {COLOURS.sub('', str(trouble)).strip()}"


def _last_line(traceback: list[str]) -> str:
    """Return where the error was raised, when that is a file."""
    files = re.findall(r"File (\S+?):(\d+)", COLOURS.sub("", "\n".join(traceback)))
    return f" (at {Path(files[-1][0]).name}, line {files[-1][1]})" if files else ""
