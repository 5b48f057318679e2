"""What the server does when a front end saves a page of the course."""

import os
from pathlib import Path
from typing import Any

from lessonkit.pages import files, original
from lessonkit.pages.saving import settle
from lessonkit.server import served


class Saving:
    """The two hooks of one server's contents manager.

    A page that was only read is written with the bytes that it has. It then also keeps its date: another tab that
    shows it need not ask which of two versions is to stay.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._dates: dict[str, int] = {}

    def before(self, model: dict[str, Any], path: str, **_: Any) -> None:
        """Put the course's cells back as they were built."""
        book = served.book(self._root, path) if model.get("type") == "notebook" else None
        page = original.original(book) if book else None
        if book is None or page is None:
            return
        model["content"] = settle(model["content"], page)
        if book.path.exists() and book.path.read_bytes() == files.text_of(model["content"]):
            self._dates[str(book.path.resolve())] = book.path.stat().st_mtime_ns

    def after(self, os_path: str, **_: Any) -> None:
        """Give a page that did not change the date that it had."""
        date = self._dates.pop(str(Path(os_path).resolve()), None)
        if date is not None:
            os.utime(os_path, ns=(date, date))
