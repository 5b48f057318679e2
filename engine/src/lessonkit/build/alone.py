"""A code cell that can be run alone: first, after a restart, in any front end.

Each cell imports what it uses of the course. What only an earlier cell makes is refused.
"""

import ast
import builtins
import symtable
from collections.abc import Iterator
from importlib import import_module
from itertools import takewhile

from nbformat import NotebookNode

from lessonkit import course
from lessonkit.build import BuildError
from lessonkit.judging.placeholder import BLANK

SHELL = {"display", "get_ipython", BLANK}
"""Names that a notebook has without an import, and the blank, which nothing evaluates before it is filled."""
SHORT = {"np": "import numpy as np", "pd": "import pandas as pd"}


def stand_alone(cells: list[NotebookNode], place: str) -> None:
    """Add to each code cell the imports that it lacks.

    Raises
    ------
    BuildError
        If a cell uses a name that only another cell makes. The text names the cell and the name.
    """
    for number, cell in enumerate(cells, 1):
        if cell.cell_type == "code":
            cell.source = completed(cell.source, f"{place}, cell {number}")


def completed(source: str, place: str) -> str:
    """Return the source of a cell, under one line of imports from the course if it needs one.

    Raises
    ------
    BuildError
        If it uses a name that neither it nor the course makes.
    """
    missing = set(_missing(source))
    lines = [SHORT[name] for name in sorted(missing & SHORT.keys())]
    known = set(import_module(course.current().package).__all__)
    verbs = sorted(missing & known)
    lines += [f"from {course.current().package} import {', '.join(verbs)}"] if verbs else []
    places = course.current().names
    lines += [imported(name, places[name]) for name in sorted(missing & places.keys())]
    if strange := sorted(missing - SHORT.keys() - known - places.keys()):
        raise BuildError(f"{place}: {strange[0]!r} is made in another cell; a cell must run alone\n{source}")
    return _with_imports(lines, source) if lines else source


def _with_imports(lines: list[str], source: str) -> str:
    """Return a source with more imports, sorted with those at its top."""
    own = list(takewhile(lambda line: line.startswith(("import ", "from ")), source.splitlines()))
    rest = "\n".join(source.splitlines()[len(own) :]).lstrip("\n")
    imports = sorted({*lines, *own}, key=lambda line: (line.startswith("from "), line))
    return "\n".join([*imports, "", rest])


def imported(name: str, place: str) -> str:
    """Return the import of a name of ``course.toml`` from a place such as "garden_course.sun:sunshine"."""
    module, _, found = place.partition(":")
    return f"from {module} import {found}" + (f" as {name}" if name != found else "")


def _missing(source: str) -> Iterator[str]:
    """Give the outer names that a cell uses and does not make."""
    try:
        ast.parse(source)
    except SyntaxError:
        return  # a magic; running it will tell
    whole = symtable.symtable(source, "<cell>", "exec")
    made = {symbol.get_name() for symbol in whole.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    yield from {*_used(whole)} - made - set(vars(builtins)) - SHELL


def _used(table: symtable.SymbolTable) -> Iterator[str]:
    outer = table.get_type() == "module"
    yield from (
        symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced() and (outer or symbol.is_global())
    )
    for inner in table.get_children():
        yield from _used(inner)
