"""A page that is saved keeps the course's pictures, and a page that was only read keeps its bytes.

A running widget is saved as a reference to its kernel, which says nothing on the next day. So the cells of the course go
to the file as they were built. Cells that the learner wrote or changed are saved as they are, but for such references.
"""

from typing import Any

from lessonkit.pages.built import Notebook, joined

VIEW = "application/vnd.jupyter.widget-view+json"
Cell = dict[str, Any]


def settle(nb: Notebook, original: Notebook) -> Notebook:
    """Return what is written for a notebook that is to be saved.

    Parameters
    ----------
    nb
        The notebook as a front end sends it.
    original
        The page as it was built.
    """
    known = {key(cell): cell for cell in original["cells"]}
    cells = [known.get(key(cell)) or _without_views(cell) for cell in nb["cells"]]
    return original | {"cells": cells}


def key(cell: Cell) -> tuple[str, str, str]:
    """Return what makes a cell the same one: id, type and text."""
    return str(cell.get("id", "")), cell["cell_type"], joined(cell["source"])


def _without_views(cell: Cell) -> Cell:
    """Leave out references to widgets where the output says the same in another way."""
    outputs = [_without_view(out) for out in cell.get("outputs", ())]
    return cell | {"outputs": outputs} if outputs else cell


def _without_view(out: dict[str, Any]) -> dict[str, Any]:
    data = out.get("data", {})
    if VIEW not in data or len(data) == 1:
        return out
    return out | {"data": {kind: value for kind, value in data.items() if kind != VIEW}}
