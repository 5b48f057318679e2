"""A wheel brings along what the verbs read. From a checkout (an editable install) the course reads its own folder."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface[Any]):
    """Puts the course's files into the package, but not for an editable install: they would be a stale copy."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Tell hatchling what else goes into the wheel."""
        if version == "standard":
            for name in ("course.toml", "content", "data"):
                build_data["force_include"][name] = f"nato_course/course/{name}"
