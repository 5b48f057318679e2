"""The course's part of a Jupyter server: where a reader is, what comes next, and pages as they were built.

``jpserver_extensions`` in a server's settings names this package. A server that serves no course answers 404.
"""

from typing import Any

from lessonkit.server.handlers import handlers


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "lessonkit.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    server.web_app.add_handlers(".*$", handlers(server.web_app.settings["base_url"]))
