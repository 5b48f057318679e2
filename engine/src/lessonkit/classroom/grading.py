"""From a folder of submissions to marks and a report."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lessonkit.classroom import marking, marks, reading, report, summary
from lessonkit.classroom.rerun import rerun as run_again


def read_class(folder: str | Path, watch: Callable[[list[Any]], Iterable[Any]] = iter) -> summary.Class:
    """Read and judge every submission of a folder.

    Parameters
    ----------
    folder
        Holds the files, also in sub-folders.
    watch
        Is given the list of files and gives them back one by one, as a progress bar does.

    Raises
    ------
    reading.Refused
        If the folder cannot be read or holds too many files.
    """
    folder = Path(folder)
    paths = reading.files(folder)
    with _no_collector():
        return summary.gather(marking.mark_folder(watch(paths), folder))


@contextmanager
def _no_collector() -> Iterator[None]:
    """Pause Python's search for cycles: answers hold none, and going through all of them again and again takes a quarter of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def grade(
    folder: Path, out: Path, watch: Callable[[list[Any]], Iterable[Any]] = iter, rerun: bool = False
) -> tuple[summary.Class, list[Path]]:
    """Read a class, write its marks and report into `out`, and return the class and the paths.

    With `rerun`, answers in code are run again: see `lessonkit.classroom.rerun` for what that means.

    Raises
    ------
    reading.Refused
        If the folder cannot be read or holds too many files.
    OSError
        If `out` cannot be written.
    """
    room = read_class(folder, watch)
    if rerun:
        room = run_again(room, watch)
    out.mkdir(parents=True, exist_ok=True)
    return room, [*marks.write(room, out, rerun), *report.write(room, out, folder)]
