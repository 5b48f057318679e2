"""Start and stop a real JupyterHub, with its proxy, for the load test."""

import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
CONFIG = HERE / "local" / "jupyterhub_config.py"


class NotReady(RuntimeError):
    """The tools are missing, or the hub does not start; the text says what to do."""


class Hub:
    """One JupyterHub on 127.0.0.1.

    Parameters
    ----------
    tools
        What ``local/set_up.sh`` has made.
    folder
        Where the hub keeps everything: homes, progress, submissions, its database and its log.
    course
        The learners' copy of the course.
    learners
        How many may log in.

    Raises
    ------
    NotReady
        If a tool is missing.
    """

    def __init__(self, tools: Path, folder: Path, course: Path, learners: int):
        self.python = tools / "venv" / "bin" / "python"
        proxy = tools / "proxy" / "node_modules" / ".bin"
        for needed in (self.python, proxy / "configurable-http-proxy"):
            if not needed.exists():
                raise NotReady(f"{needed} is missing. Run first: sh {HERE.name}/local/set_up.sh (README.md says more)")
        self.folder = folder
        self.password = secrets.token_urlsafe(12)
        ports = free_ports(3)
        self.address = f"http://127.0.0.1:{ports[0]}"
        self._environment = os.environ | {
            "PATH": f"{proxy}{os.pathsep}{self.python.parent}{os.pathsep}{os.environ['PATH']}",
            "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16),
            "NATO_HUB_FOLDER": str(folder),
            "NATO_HUB_COURSE": str(course),
            "NATO_HUB_PORTS": ",".join(map(str, ports)),
            "NATO_HUB_PASSWORD": self.password,
            "NATO_HUB_LEARNERS": str(learners),
        }
        self._process = None

    @property
    def pid(self) -> int:
        """The number of the hub's process."""
        return self._process.pid

    def versions(self) -> dict[str, str]:
        """Return the versions of what runs, by package."""
        names = ("jupyterhub", "jupyterlab", "jupyter_server", "nbgitpuller")
        code = f"import importlib.metadata as m; print(*map(m.version, {names}))"
        said = subprocess.run([self.python, "-c", code], capture_output=True, text=True, check=True).stdout
        return dict(zip(names, said.split(), strict=True))

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "hub.log").open("w") as log:
            command = [self.python, "-m", "jupyterhub", "--config", CONFIG]
            self._process = subprocess.Popen(
                command, cwd=self.folder, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self):
        until = time.monotonic() + 60
        while time.monotonic() < until and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/hub/api/", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        log = (self.folder / "hub.log").read_text(errors="replace")
        raise NotReady(f"JupyterHub did not start. The end of its log:\n{log[-2000:]}")

    def __exit__(self, *_):
        """End the hub; it ends its proxy and the learners' servers."""
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def free_ports(count: int) -> list[int]:
    """Return ports of 127.0.0.1 that nobody uses now."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports
