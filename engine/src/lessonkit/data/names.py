"""The names that expressions in the course's texts and exercises may use."""

from typing import Any

from lessonkit import course


def namespace() -> dict[str, Any]:
    """Return the names that every expression sees: load, pd, np, and those of the course."""
    import numpy as np
    import pandas as pd

    from lessonkit.data.tables import load

    here = course.current()
    return {"load": load, "pd": pd, "np": np} | {name: here.imported(place) for name, place in here.names.items()}
