"""Pictures of the widgets, for readers of a notebook that has not run.

Each notebook is opened in a real JupyterLab in a browser without a window, all cells run, and
each widget is photographed. The picture takes the place of the widget's view, which means
nothing without its kernel. A widget that brings its own HTML needs no picture: the HTML stays.
"""

import base64
from pathlib import Path

from nbformat import NotebookNode

from lessonkit.build import notebook
from lessonkit.build.laboratory import Laboratory
from lessonkit.pages.saving import VIEW

PICTURE, HTML = "image/png", "text/html"


Album = dict[tuple[str, str], tuple[bytes, int]]
"""Pictures with their widths, by the cell's source and the widget's text."""


class Studio:
    """Takes pictures. Opens one server and one browser, and only when a picture is needed."""

    def __init__(self) -> None:
        self._laboratory: Laboratory | None = None

    def __enter__(self) -> "Studio":
        return self

    def __exit__(self, *_: object) -> None:
        if self._laboratory:
            self._laboratory.close()

    def prepare(self) -> Laboratory:
        """Start JupyterLab, so that it is ready when the notebooks have run."""
        self._laboratory = self._laboratory or Laboratory()
        return self._laboratory

    def photograph(self, nb: NotebookNode, name: str, album: Album) -> bool:
        """Replace each widget view in an executed notebook by its picture; return whether there was one.

        The pictures are those of `album`, or new ones if one is missing there.

        Raises
        ------
        BuildError
            If there is no browser, or a widget does not appear.
        """
        for out in (out for cell in nb.cells for out in cell.get("outputs", [])):
            if HTML in out.get("data", {}):
                out.data.pop(VIEW, None)
        views = [(cell, out) for cell in nb.cells for out in cell.get("outputs", []) if VIEW in out.get("data", {})]
        if any(_key(cell, out) not in album for cell, out in views):
            album = self._take(nb, name)
        for cell, out in views:
            _replace(out, *album[_key(cell, out)])
        return bool(views)

    def _take(self, nb: NotebookNode, name: str) -> Album:
        places = [
            (index, number)
            for index, cell in enumerate(nb.cells)
            for number, out in enumerate(cell.get("outputs", []))
            if VIEW in out.get("data", {})
        ]
        shots = self.prepare().photograph(nb, name, places)
        return {
            _key(nb.cells[index], nb.cells[index].outputs[number]): shot
            for (index, number), shot in zip(places, shots, strict=True)
        }


def album(path: Path) -> Album:
    """Return the pictures in a notebook that was built before."""
    if not path.exists():
        return {}
    return {
        _key(cell, out): (base64.b64decode(out.data[PICTURE]), out.metadata[PICTURE]["width"])
        for cell in notebook.read(path).cells
        for out in cell.get("outputs", [])
        if PICTURE in out.get("data", {})
    }


def _key(cell: NotebookNode, out: NotebookNode) -> tuple[str, str]:
    return cell.source, out.data.get("text/plain", "")


def _replace(out: NotebookNode, picture: bytes, width: int) -> None:
    del out.data[VIEW]
    out.data[PICTURE] = base64.b64encode(picture).decode()
    # nbconvert shows `alt`; JupyterLab 4.6 and GitHub do not read it, and show the width.
    out.metadata = NotebookNode({PICTURE: {"alt": out.data.get("text/plain", ""), "width": width}})
