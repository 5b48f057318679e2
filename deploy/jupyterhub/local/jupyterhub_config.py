"""A JupyterHub for tests, on this machine only. Never use it for a class.

All learners run under the account that starts the hub, and share one password: nothing keeps them apart but the
names of their folders. `load_test.py` starts it and sets the variables:

    NATO_HUB_FOLDER     where homes, progress, submissions and the hub's own files go
    NATO_HUB_COURSE     the learners' copy of the course
    NATO_HUB_PORTS      three free ports, with commas: for browsers, for the hub, for the proxy's own line
    NATO_HUB_PASSWORD   the learners' password, 8 characters or more
    NATO_HUB_LEARNERS   how many learners there are
"""

import os
from pathlib import Path

folder = Path(os.environ["NATO_HUB_FOLDER"])
course = Path(os.environ["NATO_HUB_COURSE"])
public, hub, api = map(int, os.environ["NATO_HUB_PORTS"].split(","))


def own(*parts: str):
    """Return a function that gives a learner's own folder, as JupyterHub asks for it."""
    return lambda spawner: str(folder.joinpath(*parts, spawner.user.escaped_name))


c = get_config()  # noqa: F821  (given by JupyterHub)
c.JupyterHub.bind_url = f"http://127.0.0.1:{public}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{hub}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{folder / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")

c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ["NATO_HUB_PASSWORD"]
c.Authenticator.allowed_users = {f"learner-{n:02}" for n in range(1, int(os.environ["NATO_HUB_LEARNERS"]) + 1)}

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "homes" / "{username}")
c.Spawner.cmd = ["sh", str(Path(__file__).resolve().parent.parent / "start_server.sh")]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = 180  # everyone starts at once
c.Spawner.http_timeout = 180
c.Spawner.environment = {
    "PYTHONPATH": os.pathsep.join([str(course / "engine" / "src"), str(course / "src")]),
    "NATO_COURSE_HOME": own("progress"),
    "NATO_COURSE_DROP": own("drop"),
    "JUPYTERLAB_WORKSPACES_DIR": own("layouts"),
}
