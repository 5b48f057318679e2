"""A JupyterLab server with folders of its own, for pictures, tests and benchmarks."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

from lessonkit.build import BuildError
from lessonkit.build.execute import clean_environment

START_SECONDS = 60

SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "docmanager-extension/plugin": {"autosave": False},
}

RUN_ALL = """async () => {
    const app = window.jupyterapp;
    await app.restored;
    const panel = app.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await app.commands.execute('notebook:run-all-cells');
}"""


class Server:
    """Serves `root` from `home`, where it keeps settings, progress and its log; use it in a `with` block.

    Without the block, `start` it, `wait` until it answers, and `stop` it. Nothing of this person's JupyterLab is read or
    changed.
    """

    def __init__(self, home: Path, root: Path, settings: dict[str, dict[str, Any]] | None = None) -> None:
        self.home, self.root = Path(home), Path(root)
        self.token = secrets.token_hex(16)
        self.root.mkdir(parents=True, exist_ok=True)
        for name, values in (SETTINGS | (settings or {})).items():
            file = self.home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values), encoding="utf-8")

    def __enter__(self) -> "Server":
        self.start()
        self.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the process; it answers some seconds later."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = clean_environment(self.home) | {
            "JUPYTER_CONFIG_DIR": str(self.home / "config"),
            "JUPYTER_DATA_DIR": str(self.home / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.home / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(self.home / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self.home / "workspaces"),
            "JUPYTER_TOKEN": self.token,
        }
        command = [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--expose-app-in-browser",
            "--ServerApp.ip=127.0.0.1",
        ]
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={self.root}"]
        command += ["--ServerApp.allow_root=True"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        self.address = f"http://127.0.0.1:{port}"
        with open(self.home / "server.log", "wb") as log:
            self._process = subprocess.Popen(command, env=environment, cwd=self.root, stdout=log, stderr=log)

    def wait(self) -> None:
        """Return when the server answers.

        Raises
        ------
        BuildError
            If it does not start; the text holds the end of its log.
        """
        for _ in range(START_SECONDS * 10):
            try:
                urllib.request.urlopen(f"{self.address}/api", timeout=2).close()
                return
            except (urllib.error.URLError, OSError):
                if self._process.poll() is not None:
                    break
                time.sleep(0.1)
        self._process.kill()
        log = (self.home / "server.log").read_text(encoding="utf-8", errors="replace")
        raise BuildError(f"JupyterLab did not start.\n{log[-2000:]}")

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def page(self, name: str, alone: bool = False) -> str:
        """Return the address of a notebook in `root`, in the whole JupyterLab or alone on its page."""
        return f"{self.address}/{'doc' if alone else 'lab'}/tree/{name}?token={self.token}"

    def ask(self, path: str, method: str = "GET") -> HTTPResponse:
        """Ask the server's own interface, for example ``api/kernels``."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.address}/{path}", method=method, headers=headers)
        answer: HTTPResponse = urllib.request.urlopen(request, timeout=30)
        return answer

    def end_kernels(self) -> None:
        """Stop every kernel."""
        for kernel in json.load(self.ask("api/kernels")):
            self.ask(f"api/kernels/{kernel['id']}", "DELETE")
