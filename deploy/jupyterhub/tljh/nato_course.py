"""What the course sets on The Littlest JupyterHub, beside its own settings.

`install.sh` copies this file to /opt/tljh/config/jupyterhub_config.d/. Progress needs no setting: the course keeps
it in the learner's home folder, in ~/.local/share/nato-course.
"""

DROP = "/srv/nato-course/drop"


def own_drop_folder(spawner) -> str:
    """Return the learner's own sub-folder of the drop folder; the course makes it at the first submission."""
    return f"{DROP}/{spawner.user.escaped_name}"


c = get_config()  # noqa: F821  (given by JupyterHub)
c.Spawner.environment.update({"NATO_COURSE_DROP": own_drop_folder})
c.Spawner.cmd = ["sh", "/srv/nato-course/start_server.sh"]
