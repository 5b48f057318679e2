"""Where the course's own files are: the package runs from a checkout (``pip install -e .``)."""

from pathlib import Path


def root() -> Path:
    """Return the course folder, the one that holds ``data/`` and ``content/``.

    Raises
    ------
    FileNotFoundError
        If the package was installed away from its folder.
    """
    folder = Path(__file__).resolve().parents[2]
    if not (folder / "content").is_dir():
        raise FileNotFoundError(
            "The course folder was not found. Install the course from its folder with: pip install -e ."
        )
    return folder


ROOT = root()
DATA = ROOT / "data"
CONTENT = ROOT / "content"
