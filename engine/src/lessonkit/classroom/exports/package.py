"""Zip files that are the same for the same content."""

import io
import zipfile

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold, given to every file."""


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip file of names and contents, in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, EARLIEST), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
