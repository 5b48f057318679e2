"""Which files a process reads: modules, tables, texts, browser code. A kernel loads this as an IPython extension.

Python tells a hook of every file that is opened, whoever opens it, so nothing has to be listed by hand. A module that
uses one part of a file only says so with ``sys.audit(PART, path, part)``, at each use: then the part counts, not the
file. The empty part stands for the whole.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

import lessonkit

PART = "lessonkit.part"
VARIABLE = "LESSONKIT_RECORD"
"""Names the file in which a kernel keeps its record, one line for each file."""


def listen(note: Callable[[str], object]) -> None:
    """Call `note` from now on with each path that this process reads, or with path, tab and part."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str) and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
            note(os.path.abspath(arguments[0]))
        elif event == PART:
            note("\t".join(map(str, arguments)))

    sys.addaudithook(hook)
    note(lessonkit.__file__)  # was read before this module could listen


def load_ipython_extension(_shell: object) -> None:
    """Keep the record of this kernel."""
    # Written at once, line by line: a kernel's end may be sudden.
    record = os.open(os.environ[VARIABLE], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    listen(lambda line: os.write(record, os.fsencode(f"{line}\n")))
