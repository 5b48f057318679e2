"""What a browser may ask the course's server: all of it needs the server's own login, and answers with JSON."""

import asyncio
import json
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from lessonkit import course
from lessonkit.build.plan import Book
from lessonkit.pages.restoring import CannotRestore, restore
from lessonkit.progress.country import choose_country
from lessonkit.progress.overview import progress
from lessonkit.progress.store import store
from lessonkit.server import covers, home, page, served, words

NO_PAGE = "This is not a page of the course."
NO_COURSE = "There is no such part of a course here."
MOST_BYTES = 10_000
MOST_LETTERS = 64  # of a cell's id, as the notebook format has it
MOST_OFFSET = 1_000_000  # pixels


class CourseHandler(APIHandler):
    """What all of them share."""

    @property
    def root(self) -> Path:
        """The server's folder."""
        return Path(self.settings["server_root_dir"]).expanduser()

    def book(self, path: object) -> Book:
        """Return a page of the course; anything else is answered with 404."""
        found = served.book(self.root, path)
        if found is None:
            raise web.HTTPError(404, NO_PAGE)
        return found

    def fields(self) -> dict[str, Any]:
        """Return what the browser sent; anything but a small JSON object is answered with 400."""
        try:
            found = json.loads(self.request.body) if len(self.request.body) <= MOST_BYTES else None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise web.HTTPError(400, "A small JSON object is wanted.")
        return found


class PageHandler(CourseHandler):
    """GET: what a front end needs to know of a page."""

    @web.authenticated
    def get(self) -> None:
        self.finish(json.dumps(page.page(self.root, self.book(self.get_query_argument("path", "")))))


class WordHandler(CourseHandler):
    """GET: what a word of the glossary means."""

    @web.authenticated
    def get(self) -> None:
        found = words.word(self.get_query_argument("key", "")) if served.find(self.root) else None
        if found is None:
            raise web.HTTPError(404, "The glossary has no such word.")
        self.finish(json.dumps(found))


class PlaceHandler(CourseHandler):
    """PUT: the place in a page where the reader is."""

    @web.authenticated
    def put(self) -> None:
        fields = self.fields()
        book, cell, offset = self.book(fields.get("path")), fields.get("cell"), _pixels(fields.get("offset"))
        if type(cell) is not str or not 0 < len(cell) <= MOST_LETTERS or offset is None:
            raise web.HTTPError(400, "A place has a cell, the id of one, and an offset in pixels.")
        store().keep_place(book.name, cell, offset)
        self.set_status(204)
        self.finish()


class RestoreHandler(CourseHandler):
    """POST: bring a page back as it was built."""

    @web.authenticated
    async def post(self) -> None:
        book = self.book(self.fields().get("path"))
        try:
            done = await asyncio.to_thread(restore, book)
        except CannotRestore as trouble:
            raise web.HTTPError(409, str(trouble)) from None
        self.finish(json.dumps({"message": done.words, "changed": done.changed, "own": done.own}))


class HomeHandler(CourseHandler):
    """GET: what the home page shows."""

    @web.authenticated
    async def get(self) -> None:
        if not served.serves(self.root):
            raise web.HTTPError(404, NO_COURSE)
        self.finish(json.dumps(await asyncio.to_thread(home.home, self.root)))


class ProgressHandler(CourseHandler):
    """GET: the table of `progress`, as it is now."""

    @web.authenticated
    async def get(self) -> None:
        if not served.serves(self.root):
            raise web.HTTPError(404, NO_COURSE)
        self.finish(json.dumps({"html": await asyncio.to_thread(lambda: progress()._repr_html_())}))


class CountryHandler(CourseHandler):
    """PUT: the learner's country."""

    @web.authenticated
    async def put(self) -> None:
        code = self.fields().get("code")
        if not served.serves(self.root) or "countries" not in course.current().maps:
            raise web.HTTPError(404, NO_COURSE)
        try:
            if type(code) is not str:
                raise ValueError("A country has a code.")
            await asyncio.to_thread(choose_country, code)
        except ValueError as trouble:
            raise web.HTTPError(400, str(trouble)) from None
        self.set_status(204)
        self.finish()


class CoverHandler(CourseHandler):
    """GET: the cover of a page."""

    @property
    def content_security_policy(self) -> str:
        """A picture has a style of its own, and nothing else."""
        return f"{super().content_security_policy}; style-src 'unsafe-inline'"

    @web.authenticated
    def get(self) -> None:
        found = covers.find(self.get_query_argument("slug", "")) if served.serves(self.root) else None
        if found is None:
            raise web.HTTPError(404, "This page has no cover.")
        self.finish(found, set_content_type="image/svg+xml")


def _pixels(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if abs(value) <= MOST_OFFSET else None  # False for what is no number, too


def handlers(base: str) -> list[tuple[str, type[CourseHandler]]]:
    """Return every handler with its address, below the server's base address."""
    ours: dict[str, type[CourseHandler]] = {
        "page": PageHandler,
        "place": PlaceHandler,
        "restore": RestoreHandler,
        "home": HomeHandler,
        "progress": ProgressHandler,
        "country": CountryHandler,
        "cover": CoverHandler,
        "word": WordHandler,
    }
    return [(url_path_join(base, "lessonkit", name), handler) for name, handler in ours.items()]
