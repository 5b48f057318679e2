"""The course's part of a Jupyter server: where a reader is, what comes next, and pages as they were built.

``jpserver_extensions`` in a server's settings names this package. A server that serves no course answers 404.
"""

import threading
from pathlib import Path
from typing import Any

from lessonkit import course
from lessonkit.pages.original import keep_copies
from lessonkit.server import served
from lessonkit.server.handlers import handlers
from lessonkit.server.saving import Saving


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "lessonkit.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    settings = server.web_app.settings
    server.web_app.add_handlers(".*$", handlers(settings["base_url"]))
    root = Path(settings["server_root_dir"]).expanduser()
    saving = Saving(root)
    server.contents_manager.register_pre_save_hook(saving.before)
    server.contents_manager.register_post_save_hook(saving.after)
    if served.serves(root):
        # So that JupyterLab knows from the first moment that it is at home.
        settings.setdefault("page_config_data", {})["lessonkitCourse"] = course.current().title
        threading.Thread(target=keep_copies, daemon=True).start()
