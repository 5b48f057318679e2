"""Pictures of the widgets, for readers of a notebook that has not run.

Each notebook is opened in a real JupyterLab in a browser without a window, all cells run, and
each widget is photographed. The picture takes the place of the widget's view, which means
nothing without its kernel. A widget that brings its own HTML needs no picture: the HTML stays.
"""

import base64

from nbformat import NotebookNode

from lessonkit.build import hashing, notebook
from lessonkit.build.laboratory import Laboratory
from lessonkit.build.plan import Book

VIEW = "application/vnd.jupyter.widget-view+json"
PICTURE, HTML = "image/png", "text/html"


class Studio:
    """Takes pictures. Opens one server and one browser, and only when a picture is needed."""

    def __init__(self):
        self._laboratory = None

    def __enter__(self):
        return self

    def __exit__(self, *trouble):
        if self._laboratory:
            self._laboratory.close()

    def photograph(self, nb, book: Book) -> None:
        """Replace each widget view in an executed notebook by its picture.

        Raises
        ------
        BuildError
            If there is no browser, or a widget does not appear.
        """
        for out in (out for cell in nb.cells for out in cell.get("outputs", [])):
            if HTML in out.get("data", {}):
                out.data.pop(VIEW, None)
        views = [(cell, out) for cell in nb.cells for out in cell.get("outputs", []) if VIEW in out.get("data", {})]
        if not views:
            return
        album = _album(book)
        if any(_key(cell, out) not in album for cell, out in views):
            self._laboratory = self._laboratory or Laboratory()
            album = self._take(nb, book)
        for cell, out in views:
            _replace(out, *album[_key(cell, out)])

    def _take(self, nb, book: Book) -> dict:
        places = [
            (index, number)
            for index, cell in enumerate(nb.cells)
            for number, out in enumerate(cell.get("outputs", []))
            if VIEW in out.get("data", {})
        ]
        shots = self._laboratory.photograph(nb, book.name, places)
        return {
            _key(nb.cells[index], nb.cells[index].outputs[number]): shot
            for (index, number), shot in zip(places, shots, strict=True)
        }


def _album(book: Book) -> dict:
    """Return the pictures of the last build, if nothing but the text has changed since.

    So an unchanged widget keeps its bytes, and an edit of the text needs no browser.
    """
    if not book.path.exists():
        return {}
    nb = notebook.read(book.path)
    held, now = hashing.built(nb), hashing.stamp(book)
    if any(held.get(part) != now[part] for part in now if part != "text"):
        return {}
    return {
        _key(cell, out): (base64.b64decode(out.data[PICTURE]), out.metadata[PICTURE]["width"])
        for cell in nb.cells
        for out in cell.get("outputs", [])
        if PICTURE in out.get("data", {})
    }


def _key(cell, out) -> tuple[str, str]:
    return cell.source, out.data.get("text/plain", "")


def _replace(out, picture: bytes, width: int) -> None:
    del out.data[VIEW]
    out.data[PICTURE] = base64.b64encode(picture).decode()
    # nbconvert shows `alt`; JupyterLab 4.6 and GitHub do not read it, and show the width.
    out.metadata = NotebookNode({PICTURE: {"alt": out.data.get("text/plain", ""), "width": width}})
