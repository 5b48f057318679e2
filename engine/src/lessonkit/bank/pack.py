"""A lesson's exercises as a class release holds them: not readable at a glance."""

import json
import zlib
from base64 import b64decode, b64encode
from typing import Any


def packed(data: dict[str, Any]) -> dict[str, Any]:
    """Return a lesson's fields as a class release holds them: what follows the title is not readable at a glance.

    It keeps an answer from being read by accident. It keeps no secret from somebody who wants to know.
    """
    head = {key: data[key] for key in ("title",) if key in data}
    rest = {key: value for key, value in data.items() if key not in head}
    return head | {"packed": b64encode(zlib.compress(json.dumps(rest).encode())).decode()}


def unpacked(data: Any) -> Any:
    """Return a lesson's fields as its author wrote them."""
    if isinstance(data, dict) and "packed" in data:
        return {key: value for key, value in data.items() if key != "packed"} | json.loads(
            zlib.decompress(b64decode(data["packed"]))
        )
    return data
